// A layer's geometry as its user states it, and the list of everything wrong with it.
// Knows no values and no pictures. Axes are always (0) height and (1) width.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace convoscope {

enum class Operation : std::uint8_t { convolution, transposed_convolution, average_pooling, max_pooling };
enum class PaddingMode : std::uint8_t { zeros, reflect, replicate, circular };

/// Who decides the padding. `explicit_` takes pad_begin and pad_end as they are; the others are settled by
/// `resolve_padding` (geometry.h) from the sizes, as in ONNX and TensorFlow.
enum class AutoPad : std::uint8_t { explicit_, valid, same_upper, same_lower };

inline constexpr int axis_count = 2;
inline constexpr int height = 0;
inline constexpr int width = 1;

/// A number for height and one for width.
using AxisPair = std::array<std::int64_t, axis_count>;

/// Largest number of cells that any map of a layer (input, padded, zero-inserted, output, weight) may have.
inline constexpr std::int64_t max_cells = std::int64_t{1} << 26;

/// One axis of a layer, in cells. The effective kernel is dilation * (kernel - 1) + 1.
struct AxisSpec {
  std::int64_t input = 1;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t pad_begin = 0;  ///< may be negative only where `Spec::extends_output` says so
  std::int64_t pad_end = 0;
  std::int64_t output_padding = 0;  ///< transposed convolution only
  bool operator==(const AxisSpec&) const = default;
};

struct Spec {
  Operation operation = Operation::convolution;
  std::array<AxisSpec, axis_count> axes{};
  std::int64_t batch = 1;
  std::int64_t in_channels = 1;
  std::int64_t out_channels = 1;
  std::int64_t groups = 1;
  PaddingMode padding_mode = PaddingMode::zeros;
  /// The padding was computed from a requested output size (ONNX's `output_shape`), so a negative total,
  /// which extends the output, is allowed.
  bool extends_output = false;
  /// Pooling only: a last window may reach beyond the padded input (PyTorch's ceil_mode).
  bool ceil_mode = false;
  /// Average pooling only: padded cells are among those that the sum is divided by.
  bool count_include_pad = true;
  bool operator==(const Spec&) const = default;
};

inline bool is_transposed(const Spec& spec) { return spec.operation == Operation::transposed_convolution; }
/// Whether any side of either axis is padded, or cropped.
inline bool has_padding(const Spec& spec) {
  return std::any_of(spec.axes.begin(), spec.axes.end(),
                     [](const AxisSpec& axis) { return axis.pad_begin != 0 || axis.pad_end != 0; });
}

inline bool is_pooling(const Spec& spec) {
  return spec.operation == Operation::average_pooling || spec.operation == Operation::max_pooling;
}

/// Which control a problem belongs to.
enum class Parameter : std::uint8_t {
  input,
  kernel,
  stride,
  dilation,
  padding,
  output_padding,
  ceil_mode,
  count_include_pad,
  batch,
  in_channels,
  out_channels,
  groups,
  padding_mode,
  auto_pad,
  weight,
  bias,
  output_size,
  operation
};

/// The parameter's name as users write it: "output_padding".
std::string_view name_of(Parameter parameter);

struct NamedNumber {
  std::string_view name;
  std::int64_t value;
  bool operator==(const NamedNumber&) const = default;
};

/// One thing wrong with a spec: `key` names a message in the language files ("problem.kernel_exceeds_input"),
/// `numbers` are the values put into it. `axis` is height, width or -1 where no single axis is to blame.
struct Problem {
  Parameter parameter{};
  int axis = -1;
  std::string_view key;
  std::vector<NamedNumber> numbers;
  bool operator==(const Problem&) const = default;
};

/// Every problem of `spec`, in the order of the parameters; empty if and only if the layer is legal. Never throws,
/// never overflows, whatever the numbers. The conditions are those of PyTorch (conv2d, conv_transpose2d), per axis:
/// input, kernel, stride, dilation >= 1; padding, output padding >= 0; output padding < stride or < dilation;
/// dilated kernel <= padded input (unless in ceil mode); output >= 1; reflect needs padding < input, circular padding <=
/// input (of a transposed convolution, whose output is what they fold: < output, <= output); output padding is 0
/// unless transposed; groups divides both channel counts; average and max pooling keep the channels, and none of
/// their windows holds nothing but padding; no parameter exceeds `max_cells` and no map has more cells than that.
std::vector<Problem> validate(const Spec& spec);

/// Every key that a `Problem` of the core can carry (problem_keys.h says with which numbers), for a test of the
/// language files.
std::span<const std::string_view> problem_keys();

}  // namespace convoscope
