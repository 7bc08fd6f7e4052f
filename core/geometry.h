// Sizes: how large each map of a layer is, and which numbers it comes from.
// Knows no values; assumes a spec that `validate` accepts unless a function says otherwise.
#pragma once

#include <optional>

#include "core/spec.h"

namespace convoscope {

/// All extents of one axis, in cells.
struct AxisGeometry {
  std::int64_t effective_kernel = 1;  ///< K = dilation * (kernel - 1) + 1
  std::int64_t output = 1;  ///< convolution floor((n + p0 + p1 - K) / s) + 1; transposed (n-1)s - p0 - p1 + K + a;
      ///< ceil mode ceil(...) + 1, one less if the last window would begin in the end's zeros or later
  std::int64_t padded = 1;  ///< convolution: n + p0 + p1, and the overhang. Transposed: the zero-inserted, bordered map
                            ///< that the turned kernel slides over with stride 1: output + K - 1
  std::int64_t overhang = 0;       ///< ceil mode: cells beyond the padding that the last window reaches
  std::int64_t zeros_between = 0;  ///< transposed: s - 1 zeros between neighbours
  std::int64_t border_begin = 0;   ///< convolution: p0. Transposed: K - 1 - p0; negative crops the map
  std::int64_t border_end =
      0;  ///< convolution: p1 and the overhang. Transposed: K - 1 - p1 + a; negative crops the map
  std::int64_t fold_begin = 0;  ///< transposed, padding mode other than zeros: cells before the output that are
  std::int64_t fold_end = 0;    ///< computed and folded back onto it, and after it; border and padded include them
  std::int64_t unused_end = 0;  ///< convolution: trailing cells of the padded input that no window reaches
  bool operator==(const AxisGeometry&) const = default;
};

struct Geometry {
  std::array<AxisGeometry, axis_count> axes{};
  std::int64_t output_height() const { return axes[height].output; }
  std::int64_t output_width() const { return axes[width].output; }
};

/// The sizes of a legal spec.
Geometry geometry(const Spec& spec);
/// The same for one axis. Needs only numbers within +-max_cells; where the spec is illegal, `output` says so (< 1).
AxisGeometry axis_geometry(const Spec& spec, int axis);

/// The article's own size rule s*n + (s - k) for a transposed axis, and whether it equals the general one:
/// it does exactly when p0 = p1 = k - s, a = 0, d = 1.
struct ArticleRule {
  std::int64_t output = 0;
  bool agrees = false;
};
ArticleRule article_rule(const AxisSpec& axis);

/// The smallest and largest input of a convolution or pooling that give `output` cells on this axis (its input is
/// ignored): [(o-1)s + K - p0 - p1, o*s - 1 + K - p0 - p1], the lower end at least 1; ceil mode rounds the other way.
struct Range {
  std::int64_t first = 0;
  std::int64_t last = 0;
  bool operator==(const Range&) const = default;
};
Range inputs_with_output(const Spec& spec, int axis, std::int64_t output);

/// Pads of TensorFlow's and ONNX's auto_pad. Convolution: total = max((ceil(n/s)-1)s + K - n, 0). Transposed: the
/// output becomes n*s (+0), so total = (n-1)s + K + a - n*s, at least 0; a K smaller than the stride is
/// extended by output padding instead, as the frameworks do. `same_upper` puts the odd cell at the end. Never fails on a spec whose
/// input, kernel, stride and dilation are legal; other specs come back unchanged.
Spec resolve_padding(Spec spec, AutoPad auto_pad);

/// Settles a transposed convolution for a requested output (height, width).
/// `padding_given` false: as ONNX's `output_shape`; total = (n-1)s + K + a - output, begin = total - floor(total/2)
/// for `explicit_`/`valid`/`same_lower`, floor(total/2) for `same_upper`, negative totals extend the output.
/// `padding_given` true: as PyTorch's `output_size`; output padding = output - ((n-1)s - p0 - p1 + K).
/// The result still has to pass `validate`. Never overflows; a spec whose other numbers are illegal comes back unchanged.
Spec resolve_output_size(Spec spec, std::array<std::int64_t, axis_count> output, bool padding_given,
                         AutoPad auto_pad = AutoPad::explicit_);

/// What is wrong with asking `spec` for that output size, before it is resolved: not transposed, below one, above
/// `max_cells`, or, where the padding is given, outside what output padding can reach (Parameter::output_size).
std::vector<Problem> validate_output_size(const Spec& spec, std::array<std::int64_t, axis_count> output,
                                          bool padding_given);

/// The other operation over the same connections: a convolution's transpose (its output padding restores the input
/// size), or the convolution that a transposed convolution transposes. Where output padding >= stride (let in by
/// dilation) the convolution ends early: its pad_end is lowered by the output padding and may be negative, for
/// display only. Channels change hands. Pooling has no counterpart.
std::optional<Spec> counterpart(const Spec& spec);

}  // namespace convoscope
