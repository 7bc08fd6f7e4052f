// Two SVG texts that differ in colours only, made into one that names its colours: light and dark in one file.
// Knows no figure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace convoscope {

class ColorScheme {
 public:
  /// `light` with every colour and opacity that `dark` has otherwise replaced by a CSS variable; nothing where they differ in more.
  std::optional<std::string> merge(std::string_view light, std::string_view dark);

  /// CSS rules that give the variables their values, dark ones on screens whose reader asked for them.
  std::string style_sheet() const;

 private:
  /// The name of a pair of values: the same for the same pair.
  std::string name_of(std::string_view light, std::string_view dark);

  std::vector<std::pair<std::string, std::string>> values_;
  std::map<std::pair<std::string, std::string>, std::size_t> indices_;
};

}  // namespace convoscope
