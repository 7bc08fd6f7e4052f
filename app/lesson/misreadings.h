// What people take for a layer's sizes and rules, wrongly (from questions asked in public about conv_arithmetic, PyTorch, Keras and
// Caffe). The one file that multiplies by a stride without asking the core: it has to be wrong.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "core/spec.h"

namespace convoscope {

struct SizeMisreading {
  std::string_view because;  ///< a key of the catalog
  /// Whether it applies to the operation at all.
  bool (*applies)(const Spec& spec);
  std::int64_t (*size)(const AxisSpec& axis);
};
/// Most plausible first.
std::span<const SizeMisreading> size_misreadings();
/// The output that somebody expects who misreads so; may be smaller than 1.
std::array<std::int64_t, axis_count> misread_size(const SizeMisreading& misreading, const Spec& spec);

/// A rule that there is not.
struct FalseRule {
  std::string_view text;  ///< a key of the catalog
  bool (*applies)(const Spec& spec);
  bool (*is_broken)(const Spec& spec);  ///< somebody who believes in it takes this layer for illegal
};
std::span<const FalseRule> false_rules();

/// The rule that a problem of core's breaks, in a few words (a key); empty where none is short.
std::string_view true_rule(std::string_view problem);

}  // namespace convoscope
