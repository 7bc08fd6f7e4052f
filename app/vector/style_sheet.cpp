#include "vector/style_sheet.h"

namespace convoscope {

std::string StyleSheet::value(const std::string& light, const std::string& dark) {
  if (light == dark) return light;
  const auto [found, is_new] = value_indices_.emplace(light + ' ' + dark, values_.size());
  if (is_new) values_.emplace_back(light, dark);
  return "var(--c" + std::to_string(found->second) + ')';
}

std::string StyleSheet::attributes(const std::vector<PaintProperty>& looks) {
  if (looks.empty()) return {};
  std::string rule;
  for (const PaintProperty& look : looks) {
    if (!rule.empty()) rule += ';';
    rule += look.name;
    rule += ':' + look.value;
    rule += look.unit;
  }
  const auto [found, is_new] = rule_indices_.emplace(rule, rules_.size());
  if (is_new) rules_.push_back(rule);
  return " class=\"s" + std::to_string(found->second) + '"';
}

std::string StyleSheet::text() const {
  std::string light, dark, classes;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    const std::string name = "--c" + std::to_string(i) + ':';
    light += name + values_[i].first + ';';
    dark += name + values_[i].second + ';';
  }
  for (std::size_t i = 0; i < rules_.size(); ++i) classes += ".s" + std::to_string(i) + '{' + rules_[i] + "}\n";
  return ":root{" + light + "}\n@media screen and (prefers-color-scheme:dark){:root{" + dark + "}}\n" + classes;
}

}  // namespace convoscope
