// What is wrong in a lesson's file, and where.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/message.h"

namespace convoscope {

/// Lines and columns count from 1, columns by characters.
struct Mistake {
  std::size_t line = 1;
  std::size_t column = 1;
  Message what;
  bool operator==(const Mistake&) const = default;
};

/// A piece of a lesson's text, and at which byte of the file it begins.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;

  /// From byte `begin` on, at most `count` bytes.
  Piece part(std::size_t begin, std::size_t count = std::string_view::npos) const {
    return {text.substr(begin, count), offset + begin};
  }
  Piece trimmed() const;
};

/// The mistakes of one file, as they are found.
class Mistakes {
 public:
  /// The file's text outlives the list.
  explicit Mistakes(std::string_view text) : text_(text) {}

  void add(std::size_t offset, std::string key, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    add(offset, Message{std::move(key), std::move(arguments)});
  }
  void add(std::size_t offset, Message what);
  std::size_t count() const { return found_.size(); }

  /// In the order of the file, at most `most_mistakes`.
  std::vector<Mistake> in_order() &&;

 private:
  struct Found {
    std::size_t offset;
    Message what;
  };
  std::string_view text_;
  std::vector<Found> found_;
};

inline constexpr std::size_t most_mistakes = 200;

}  // namespace convoscope
