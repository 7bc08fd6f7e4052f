// The one table of a layer's parameters: widgets, flags, scene files and help come from these rows.
#pragma once

#include <span>
#include <string_view>

#include "document/scene.h"

namespace convoscope {

/// How a parameter's value is written.
enum class ValueKind : std::uint8_t {
  choice,    ///< one of `choices`, whose number counts from 0
  mark,      ///< true or false, as a flag without a value: true
  yes_no,    ///< true or false
  number,    ///< one whole number
  file,      ///< a file of values
  per_axis,  ///< height and width, or one number for both
  sides,     ///< the same, or top, left, bottom and right
  pair,      ///< height and width
  map,       ///< height and width, or a file that brings the values too
};

/// One parameter. Keys of its label and help are "parameter.<name>" and "parameter.<name>.help".
struct ParameterRow {
  Parameter id{};
  std::string_view name;   ///< in scene files: "output_padding"; as a flag: "--output-padding"
  std::string_view usage;  ///< the flag's value as help writes it: "A|AH,AW"; empty: no flag, unless it is a mark
  std::string_view usual;  ///< what a new layer has without the flag, as help writes it; empty: nothing
  ValueKind kind{};
  std::span<const char* const> choices;
  std::int64_t least = 0;       ///< smallest legal value
  std::int64_t most_shown = 8;  ///< a slider's end; larger numbers can be typed. 0: no control of its own
  std::int64_t initial = 1;
  /// Value on an axis (ignored unless per_axis). Null: not kept, but settled into other parameters or into values.
  std::int64_t (*get)(const Scene& scene, int axis) = nullptr;
  /// Sets it, whatever the number: `validate` judges afterwards. A choice that there is not changes nothing. Null: its
  /// edit is another than SetParameter.
  void (*set)(Scene& scene, int axis, std::int64_t value) = nullptr;
  /// Whether it means anything for this scene's operation.
  bool (*applies)(const Scene& scene) = nullptr;
  /// Whether the operation itself has it, so that flags and files say it: output padding also applies to a convolution.
  bool (*is_own)(const Scene& scene) = nullptr;

  /// Height and width apart.
  constexpr bool per_axis() const { return kind >= ValueKind::per_axis; }
  constexpr bool is_boolean() const { return kind == ValueKind::mark || kind == ValueKind::yes_no; }
};

/// Rows in the order in which they are shown, and in which flags are applied: what is settled from others comes last.
/// Output padding of a convolution's scene is that of its transpose: setting it grows or shrinks the input by as many
/// cells, since it tells apart the input sizes that give the same output; it is held within 0 .. stride - 1.
/// Padding is the same before and after; `get` gives the padding before. Setting the input channels of a pooling layer sets
/// its output channels too. Convolution <-> transposed convolution keeps connections and values: the layer becomes its
/// counterpart.
std::span<const ParameterRow> parameters();
const ParameterRow& parameter_row(Parameter id);

}  // namespace convoscope
