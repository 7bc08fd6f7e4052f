// What a user is told when something is wrong: a key into the language files and the values put into it.
// Knows no language.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/spec.h"

namespace convoscope {

/// What a failure comes from, where the program does something about it. People are told by the sentence alone.
enum class Cause : std::uint8_t {
  other,
  missing_file,      ///< there is no file of that name
  folder,            ///< it is a folder
  number_too_large,  ///< a number, but larger than can be counted
  picture_size,      ///< the picture would be larger than any can be
  picture_format,    ///< the format has no room for such a picture
  cancelled,         ///< the user said to stop
  out_of_memory,
};

/// A sentence to be said in the user's language: `key` names it, `arguments` are its {placeholders} (Catalog::text). What
/// happened is for the cause to say, not for the key.
struct Message {
  std::string key;
  std::vector<std::pair<std::string, std::string>> arguments;
  Cause cause = Cause::other;
  bool operator==(const Message&) const = default;
};

/// A value, or why there is none.
template <class T>
class Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Message message) : state_(std::in_place_index<1>, std::move(message)) {}
  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Message& message() const { return std::get<1>(state_); }

 private:
  std::variant<T, Message> state_;
};

/// Nothing, or what went wrong.
using Status = Result<std::monostate>;
inline Status ok() { return Status(std::monostate{}); }

/// The message of one of core's problems; its arguments are the problem's numbers, "parameter" and "axis".
Message message_of(const Problem& problem);

}  // namespace convoscope
