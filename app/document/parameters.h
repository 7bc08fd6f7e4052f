// The one table of a layer's parameters: widgets, flags, scene files and help come from these rows.
#pragma once

#include <span>
#include <string_view>

#include "document/scene.h"

namespace convoscope {

/// One parameter. Keys of its label and help are "parameter.<name>" and "parameter.<name>.help".
struct ParameterRow {
  Parameter id{};
  std::string_view name;      ///< in scene files: "output_padding"; as a flag: "--output-padding"
  bool per_axis = false;      ///< height and width apart
  std::int64_t least = 0;     ///< smallest legal value
  std::int64_t most_shown = 8;  ///< a slider's end; larger numbers can be typed
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
/// cells, since it tells apart the input sizes that give the same output.
std::span<const ParameterRow> parameters();
const ParameterRow& parameter_row(Parameter id);

}  // namespace convoscope
