// How SVG elements say what they look like: as attributes, or otherwise where a file says it once for many elements.
// Knows no figure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace convoscope {

/// An attribute that style sheets know by the same name. Lengths have no unit in attributes and need one in style sheets, but for
/// strokes'.
struct PaintProperty {
  std::string name;
  std::string value;
  std::string_view unit{};
};

/// Attributes, as in an SVG file; its colours are those of light pages.
class PaintPolicy {
 public:
  virtual ~PaintPolicy() = default;

  /// A colour or an opacity that may be another one on dark pages.
  virtual std::string value(const std::string& light, const std::string& dark);

  /// What stands in an element that looks so, with a space before it: ` fill="#ffffff"`. Empty for no look.
  virtual std::string attributes(const std::vector<PaintProperty>& looks);
};

}  // namespace convoscope
