#include "vector/style_classes.h"

#include <algorithm>
#include <array>

namespace convoscope {

namespace {

/// The attributes that style sheets know by the same name. Lengths have no unit in attributes and need one in style sheets, but for
/// strokes'.
struct Look {
  std::string_view attribute;
  std::string_view unit{};
};
constexpr std::array looks{Look{"fill"},           Look{"fill-opacity"},    Look{"stroke"},
                           Look{"stroke-opacity"}, Look{"stroke-width"},    Look{"stroke-dasharray"},
                           Look{"stroke-linecap"}, Look{"stroke-linejoin"}, Look{"font-size", "px"},
                           Look{"font-weight"},    Look{"font-family"},     Look{"letter-spacing", "px"},
                           Look{"text-anchor"}};

}  // namespace

std::string StyleClasses::shortened(std::string_view element) {
  std::string kept, rule;
  std::string_view rest = element;
  // Up to the first attribute; the elements are ours: one space before each attribute, double quotes around its value.
  const auto take = [&rest](std::size_t count) {
    const std::string_view taken = rest.substr(0, count);
    rest.remove_prefix(taken.size());
    return taken;
  };
  if (rest.starts_with('<')) kept += take(rest.find_first_of(" />", 1));
  while (rest.starts_with(' ')) {
    const std::size_t quote = rest.find('"');
    const std::string_view attribute = take(rest.find('"', quote + 1) + 1);
    const std::string_view name = attribute.substr(1, quote - 2);
    const auto look = std::ranges::find(looks, name, &Look::attribute);
    if (look == looks.end()) {
      kept += attribute;
      continue;
    }
    if (!rule.empty()) rule += ';';
    rule += name;
    rule += ':';
    rule += attribute.substr(quote + 1, attribute.size() - quote - 2);
    rule += look->unit;
  }
  if (!rule.empty()) {
    const auto [found, is_new] = indices_.emplace(rule, rules_.size());
    if (is_new) rules_.push_back(rule);
    kept += " class=\"s" + std::to_string(found->second) + '"';
  }
  kept += rest;
  return kept;
}

std::string StyleClasses::style_sheet() const {
  std::string text;
  for (std::size_t i = 0; i < rules_.size(); ++i) text += ".s" + std::to_string(i) + '{' + rules_[i] + "}\n";
  return text;
}

}  // namespace convoscope
