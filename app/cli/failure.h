// Why a command did not do what it was asked, with the exit status that goes with it.
// Knows no language: the sentence is said by `say_failure` (wording.h).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "cli/command_line.h"
#include "document/message.h"

namespace convoscope {

struct Failure {
  ExitStatus status = ExitStatus::failed;
  std::string subject;  ///< the flag or file to blame, said before the sentence; empty where the sentence names it
  Message message;
};

/// An unreadable or unwritable file, or something else that this machine could not do.
inline Failure failed(Message message) { return {ExitStatus::failed, "", std::move(message)}; }

/// A request that no machine could fulfil.
inline Failure wrong_request(std::string subject, Message message) {
  return {ExitStatus::wrong_request, std::move(subject), std::move(message)};
}

/// A value, or the failure to get it.
template <class T>
class Attempt {
 public:
  Attempt(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Attempt(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}
  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Failure& failure() const { return std::get<1>(state_); }

 private:
  std::variant<T, Failure> state_;
};

/// Nothing, or what went wrong.
using Outcome = Attempt<std::monostate>;
inline Outcome done() { return Outcome(std::monostate{}); }

}  // namespace convoscope
