// What SVG elements say about their look, said once in a style sheet: the elements name it. For pages that hold thousands of elements
// of a few looks, in light and in dark. Knows no figure.
#pragma once

#include <unordered_map>
#include <utility>

#include "vector/paint_policy.h"

namespace convoscope {

class StyleSheet : public PaintPolicy {
 public:
  /// A CSS variable where the two differ: var(--c3).
  std::string value(const std::string& light, const std::string& dark) override;

  /// The class of that look: ` class="s3"`.
  std::string attributes(const std::vector<PaintProperty>& looks) override;

  /// CSS rules that give the variables their values, dark ones on screens whose reader asked for them, and one for each class.
  std::string text() const;

 private:
  std::vector<std::pair<std::string, std::string>> values_;  ///< light and dark
  std::unordered_map<std::string, std::size_t> value_indices_;
  std::vector<std::string> rules_;  ///< "fill:#ffffff;stroke:none"
  std::unordered_map<std::string, std::size_t> rule_indices_;
};

}  // namespace convoscope
