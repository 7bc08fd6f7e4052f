// The one table of a layer's parameters: widgets, flags, scene files and help come from these rows.
#pragma once

#include <span>
#include <string_view>

#include "document/scene.h"

namespace convoscope {

/// One parameter. Keys of its label and help are "parameter.<name>" and "parameter.<name>.help".
struct ParameterRow {
  Parameter id{};
  std::string_view name;        ///< in scene files: "output_padding"; as a flag: "--output-padding"
  bool per_axis = false;        ///< height and width apart
  std::int64_t least = 0;       ///< smallest legal value
  std::int64_t most_shown = 8;  ///< a slider's end; larger numbers can be typed. 0: no control of its own
  std::int64_t initial = 1;
  /// Value on an axis (ignored unless per_axis).
  std::int64_t (*get)(const Scene& scene, int axis) = nullptr;
  /// Sets it, whatever the number: `validate` judges afterwards.
  void (*set)(Scene& scene, int axis, std::int64_t value) = nullptr;
  /// Whether it means anything for this scene's operation.
  bool (*applies)(const Scene& scene) = nullptr;
};

/// Rows in the order in which they are shown: input, kernel, stride, padding, dilation, output padding, channels, groups, ...
/// Output padding of a convolution's scene is that of its transpose: setting it grows or shrinks the input by as many
/// cells, since it tells apart the input sizes that give the same output; it is held within 0 .. stride - 1.
/// Padding is the same before and after; `get` gives the padding before. Setting the input channels of a pooling layer sets
/// its output channels too.
std::span<const ParameterRow> parameters();
/// The row of a parameter that has one (asserted): not padding_mode, weight, bias, output_size, operation.
const ParameterRow& parameter_row(Parameter id);

}  // namespace convoscope
