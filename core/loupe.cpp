// Along each axis: which outputs, which inputs they read, and the padding that is left of the whole layer's.
#include "core/loupe.h"

#include <algorithm>
#include <cstdlib>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/integer.h"

namespace convoscope {
namespace {

constexpr std::int64_t gathered_outputs = 3;
constexpr std::int64_t least_stamped = 5;

struct AxisLoupe {
  AxisSpec spec;
  std::int64_t input = 0;   ///< the first
  std::int64_t output = 0;  ///< the first
  std::int64_t middle = 0;  ///< within the window
};

std::int64_t first_place(const AxisRelation& axis, std::int64_t coarse) { return axis.place(coarse, 0); }
std::int64_t last_place(const AxisRelation& axis, std::int64_t coarse) { return axis.place(coarse, axis.kernel - 1); }
std::int64_t apart(const AxisRelation& axis) { return axis.place(1, 0) - axis.place(0, 0); }
/// Twice the place in the middle of a window, which may lie between two cells.
std::int64_t twice_middle(const AxisRelation& axis, std::int64_t coarse) {
  return first_place(axis, coarse) + last_place(axis, coarse);
}

/// The last window that begins at `place` or before it, and the first that ends there or after it; the outermost where none does.
std::int64_t last_begun(const AxisRelation& axis, std::int64_t place) {
  return std::clamp<std::int64_t>(floor_divide(place - first_place(axis, 0), apart(axis)), 0, axis.coarse - 1);
}
std::int64_t first_ended(const AxisRelation& axis, std::int64_t place) {
  return std::clamp<std::int64_t>(-floor_divide(last_place(axis, 0) - place, apart(axis)), 0, axis.coarse - 1);
}

/// The window whose middle is the nearest to `place`.
std::int64_t coarse_at(const AxisRelation& axis, std::int64_t place) {
  const std::int64_t steps = floor_divide(2 * place - twice_middle(axis, 0), 2 * apart(axis));
  const std::int64_t below = std::clamp<std::int64_t>(steps, 0, axis.coarse - 1);
  const std::int64_t above = std::min(below + 1, axis.coarse - 1);
  const auto off = [&](std::int64_t coarse) { return std::abs(2 * place - twice_middle(axis, coarse)); };
  return off(above) < off(below) ? above : below;
}

/// Of a convolution or pooling. Where numbers stand in the padding they become the window's, and it has none itself.
AxisLoupe gathering(const AxisSpec& whole, const AxisRelation& axis, std::int64_t at, bool takes_padding) {
  const std::int64_t about = coarse_at(axis, at);
  const std::int64_t count = std::min(gathered_outputs, axis.coarse);
  std::int64_t first = std::clamp<std::int64_t>(about - count / 2, 0, axis.coarse - count);
  std::int64_t last = first + count - 1;
  AxisLoupe loupe{whole, first_place(axis, first), first, about - first};
  if (takes_padding) {
    loupe.spec.input = std::min(last_place(axis, last), axis.padded_end - 1) - loupe.input + 1;
    loupe.spec.pad_begin = loupe.spec.pad_end = 0;
    return loupe;
  }
  // Windows that hold nothing but padding are left out.
  while (first < about && last_place(axis, first) < 0) ++first;
  while (last > about && first_place(axis, last) >= axis.fine) --last;
  const std::int64_t begin = std::max<std::int64_t>(first_place(axis, first), 0);
  const std::int64_t end = std::min(last_place(axis, last), axis.fine - 1);
  loupe.input = begin;
  loupe.output = first;
  loupe.middle = about - first;
  loupe.spec.input = end - begin + 1;
  loupe.spec.pad_begin = begin - first_place(axis, first);
  loupe.spec.pad_end = std::min(last_place(axis, last), axis.padded_end - 1) - end;
  return loupe;
}

bool has_map(const AxisLoupe& loupe) {
  return loupe.spec.input >= 1 && loupe.spec.pad_begin >= 0 && loupe.spec.pad_end >= 0;
}

/// Of a transposed convolution; `margin` cells at either end of the output are left alone.
AxisLoupe stamping(const AxisSpec& whole, const AxisRelation& axis, std::int64_t at, std::int64_t margin,
                   bool extends_output) {
  const std::int64_t count = std::min(std::max(least_stamped, 2 * apart(axis) + 1), axis.fine - 2 * margin);
  const std::int64_t about = std::clamp(twice_middle(axis, at) / 2, margin, axis.fine - 1 - margin);
  const std::int64_t first = std::clamp(about - count / 2, margin, axis.fine - margin - count);
  const std::int64_t last = first + count - 1;
  // All inputs whose stamps reach the window, and as far as there are any those that cover its ends.
  const std::int64_t begin = std::min(last_begun(axis, first), first_ended(axis, first));
  const std::int64_t end = std::max(first_ended(axis, last), last_begun(axis, last));
  AxisLoupe loupe{whole, begin, first, about - first};
  loupe.spec.input = end - begin + 1;
  loupe.spec.pad_begin = first - first_place(axis, begin);
  const std::int64_t beyond = last_place(axis, end) - last;
  const bool is_cropped = beyond >= 0 || extends_output;
  loupe.spec.pad_end = is_cropped ? beyond : 0;
  loupe.spec.output_padding = is_cropped ? 0 : -beyond;
  return loupe;
}

/// The whole input's numbers under the window; zeros where there are none.
Tensor window_values(const Spec& whole, const Relation& between, const Tensor& input, const Loupe& loupe) {
  Tensor values(input_shape(loupe.spec));
  const auto sources = [&](int axis, std::int64_t first, std::int64_t count) {
    std::vector<std::optional<std::int64_t>> found;
    for (std::int64_t place = first; place < first + count; ++place) {
      const bool is_there = place >= 0 && place < whole.axes[axis].input;
      found.push_back(is_there ? place : fine_at(between.axes[axis], whole.padding_mode, place));
    }
    return found;
  };
  const auto rows = sources(height, loupe.input.row, values.rows());
  const auto columns = sources(width, loupe.input.column, values.columns());
  for (std::int64_t n = 0; n < values.batch(); ++n)
    for (std::int64_t channel = 0; channel < values.channels(); ++channel)
      for (std::int64_t row = 0; row < values.rows(); ++row)
        for (std::int64_t column = 0; column < values.columns(); ++column)
          if (rows[at_index(row)] && columns[at_index(column)])
            values(n, channel, row, column) = input(n, channel, *rows[at_index(row)], *columns[at_index(column)]);
  return values;
}

}  // namespace

Loupe loupe_of(const Spec& whole, const Tensor& input, Cell at) {
  CONVOSCOPE_ASSERT(validate(whole).empty() && input.shape() == input_shape(whole));
  const Relation between = relation(whole);
  const bool has_mode = whole.padding_mode != PaddingMode::zeros;
  Loupe loupe{whole, {}, {}, {}, {}};
  loupe.spec.padding_mode = PaddingMode::zeros;
  std::array<AxisLoupe, axis_count> axes{};
  bool is_whole = false;
  for (const int axis : {height, width}) {
    const AxisSpec& spec = whole.axes[axis];
    const AxisRelation& along = between.axes[axis];
    const std::int64_t cell = std::clamp<std::int64_t>(axis == height ? at.row : at.column, 0, spec.input - 1);
    if (is_transposed(whole)) {
      const std::int64_t padding = std::max(spec.pad_begin, spec.pad_end);
      const std::int64_t margin = has_mode && padding > 0 ? padding + 1 : 0;
      is_whole = is_whole || along.fine <= 2 * margin;
      if (!is_whole) axes[axis] = stamping(spec, along, cell, margin, whole.extends_output);
    } else {
      axes[axis] = gathering(spec, along, cell, has_mode);
      if (!has_map(axes[axis])) axes[axis] = gathering(spec, along, cell, true);
    }
    loupe.spec.axes[axis] = axes[axis].spec;
  }
  if (is_whole) return {whole, input, {}, {}, {output_shape(whole)[2] / 2, output_shape(whole)[3] / 2}};
  loupe.input = {axes[height].input, axes[width].input};
  loupe.output = {axes[height].output, axes[width].output};
  loupe.in_middle = {axes[height].middle, axes[width].middle};
  loupe.values = window_values(whole, between, input, loupe);
  return loupe;
}

namespace {

Cell moved(const Spec& whole, Cell from, bool to_coarse) {
  const Relation between = relation(whole);
  const auto along = [&](int axis, std::int64_t at) {
    const AxisRelation& each = between.axes[axis];
    if (to_coarse) return coarse_at(each, at);
    const std::int64_t middle = twice_middle(each, std::clamp<std::int64_t>(at, 0, each.coarse - 1));
    return std::clamp<std::int64_t>(floor_divide(middle, 2), 0, each.fine - 1);
  };
  return {along(height, from.row), along(width, from.column)};
}

}  // namespace

Cell output_under(const Spec& whole, Cell input) { return moved(whole, input, !is_transposed(whole)); }
Cell input_under(const Spec& whole, Cell output) { return moved(whole, output, is_transposed(whole)); }

}  // namespace convoscope
