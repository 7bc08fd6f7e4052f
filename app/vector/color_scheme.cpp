#include "vector/color_scheme.h"

#include <algorithm>
#include <cctype>

namespace convoscope {

namespace {

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

/// What may differ: a colour, an opacity, or the colour that a hatching is named after.
struct Value {
  std::string_view text{};  ///< empty: nothing of the kind stands here
  bool is_name = false;
};

Value value_at(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const std::string_view rest = text.substr(at);
  if (before.ends_with("=\"") && rest.size() >= 7 && rest[0] == '#' && is_hex(rest.substr(1, 6)))
    return {rest.substr(0, 7)};
  if (before.ends_with("hatch-") && rest.size() >= 6 && is_hex(rest.substr(0, 6))) return {rest.substr(0, 6), true};
  if (before.ends_with("opacity=\"")) return {rest.substr(0, rest.find_first_not_of("0123456789."))};
  return {};
}

}  // namespace

std::string ColorScheme::name_of(std::string_view light, std::string_view dark) {
  const std::pair<std::string, std::string> both(light, dark);
  const auto [found, is_new] = indices_.emplace(both, values_.size());
  if (is_new) values_.push_back(both);
  return "c" + std::to_string(found->second);
}

std::optional<std::string> ColorScheme::merge(std::string_view light, std::string_view dark) {
  std::string merged;
  std::size_t i = 0, j = 0;
  while (i < light.size() && j < dark.size()) {
    const Value a = value_at(light, i);
    const Value b = value_at(dark, j);
    if (!a.text.empty() && !b.text.empty()) {
      if (a.text == b.text) {
        merged += a.text;
      } else {
        const std::string name = name_of(a.text, b.text);
        merged += a.is_name ? name : "var(--" + name + ")";
      }
      i += a.text.size();
      j += b.text.size();
    } else {
      if (light[i] != dark[j]) return std::nullopt;
      merged += light[i];
      ++i;
      ++j;
    }
  }
  if (i != light.size() || j != dark.size()) return std::nullopt;
  return merged;
}

std::string ColorScheme::style_sheet() const {
  std::string light, dark;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const std::string name = "--c" + std::to_string(i) + ":";
    light += name + values_[i].first + ';';
    dark += name + values_[i].second + ';';
  }
  return ":root{" + light + "}\n@media screen and (prefers-color-scheme:dark){:root{" + dark + "}}\n";
}

}  // namespace convoscope
