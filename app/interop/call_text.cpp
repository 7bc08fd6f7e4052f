#include "interop/call_text.h"

#include <fmt/format.h>

#include <limits>

namespace convoscope {

std::string tuple(const AxisPair& pair) { return fmt::format("({}, {})", pair[height], pair[width]); }

std::string one_or_pair(const AxisPair& pair) {
  return pair[height] == pair[width] ? std::to_string(pair[height]) : tuple(pair);
}

void CallText::add(std::string_view name, std::string_view value) { add(fmt::format("{}={}", name, value)); }

void CallText::add_unless(std::string_view name, const AxisPair& value, std::int64_t usual) {
  if (value != AxisPair{usual, usual}) add(name, one_or_pair(value));
}

void CallText::add_unless(std::string_view name, std::int64_t value, std::int64_t usual) {
  if (value != usual) add(name, std::to_string(value));
}

std::string CallText::text() const { return wrapped(std::numeric_limits<std::size_t>::max()); }

std::string CallText::wrapped(std::size_t columns) const {
  constexpr std::size_t indent = 4;
  std::string text;
  std::string line = name_ + "(";
  for (std::size_t i = 0; i < arguments_.size(); ++i) {
    const std::string argument = arguments_[i] + (i + 1 < arguments_.size() ? "," : ")");
    const std::string_view space = i > 0 && line.size() > indent ? " " : "";
    if (i > 0 && line.size() + space.size() + argument.size() > columns) {
      text += line + "\n";
      line = std::string(indent, ' ') + argument;
    } else {
      line += std::string(space) + argument;
    }
  }
  return text + line;
}

}  // namespace convoscope
