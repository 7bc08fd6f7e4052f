// What SVG elements say about their look, said once in a style sheet: the elements name it. For files that hold thousands of elements
// of a few looks. Knows no figure.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace convoscope {

class StyleClasses {
 public:
  /// An element as `SvgWriter` writes it, with a class in place of its attributes of look: <rect x="1" class="s3"/>.
  std::string shortened(std::string_view element);

  /// A rule for each class.
  std::string style_sheet() const;

 private:
  std::vector<std::string> rules_;  ///< "fill:#ffffff;stroke:none"
  std::unordered_map<std::string, std::size_t> indices_;
};

}  // namespace convoscope
