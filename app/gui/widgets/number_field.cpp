// Reading what was typed, without the locale.
#include "gui/widgets/number_field.h"

#include <charconv>
#include <cmath>
#include <string>

namespace convoscope {
namespace {

bool separates(char c) { return c == 'x' || c == 'X' || c == '*' || c == ',' || c == ' '; }

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<std::vector<std::int64_t>> parse_sizes(std::string_view typed) {
  // The signs that the program itself prints.
  std::string text(trimmed(typed));
  for (const auto& [sign, plain] : {std::pair{"×", "x"}, std::pair{"−", "-"}, std::pair{"，", ","}}) {
    const std::string_view from = sign;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
      text.replace(at, from.size(), plain);
    }
  }
  std::vector<std::int64_t> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at < end) {
    std::int64_t number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc()) return std::nullopt;
    numbers.push_back(number);
    at = next;
    bool is_separated = at == end;
    for (; at < end && separates(*at); ++at) is_separated = true;
    if (!is_separated || (at == end && separates(text.back()))) return std::nullopt;
  }
  if (numbers.empty()) return std::nullopt;
  return numbers;
}

namespace {

template <class Number>
std::optional<Number> parse_finite(std::string_view typed) {
  std::string text(trimmed(typed));
  if (text.starts_with("−")) text.replace(0, std::string_view("−").size(), "-");
  Number value = 0;
  const auto [next, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || next != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

std::optional<float> parse_value(std::string_view typed) { return parse_finite<float>(typed); }
std::optional<double> parse_number(std::string_view typed) { return parse_finite<double>(typed); }

}  // namespace convoscope
