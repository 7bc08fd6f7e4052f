// JSON as our files have it: an entry a line, rows of numbers as rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace convoscope {

/// In quotes, escaped; what is no UTF-8 is replaced.
std::string json_text(std::string_view text);
/// In as few digits as tell it; what is no number is a text: "NaN", "Infinity", "-Infinity".
std::string json_number(float value);
std::string json_number(double value);
/// "[1, 2.5]".
std::string json_row(std::span<const float> values);
/// Lists in lists of these extents, outermost first; a row of numbers a line. Later lines are moved in by `indent` spaces.
std::string json_lists(std::span<const std::int64_t> shape, std::span<const float> values, std::size_t indent);

/// Lines "key": value of one object.
class JsonObjectWriter {
 public:
  explicit JsonObjectWriter(std::size_t indent) : indent_(indent) {}

  void add(std::string_view key, std::string_view json);
  bool empty() const { return text_.empty(); }
  std::string finish() const;

 private:
  std::size_t indent_;
  std::string text_;
};

}  // namespace convoscope
