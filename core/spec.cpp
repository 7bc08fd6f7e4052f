// Finds everything wrong with a spec. Numbers are held within +-max_cells before anything is computed from them, so
// that the formulas of geometry.cpp cannot overflow; products of extents saturate.
#include "core/spec.h"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <tuple>
#include <utility>

#include "core/assert.h"
#include "core/geometry.h"
#include "core/pooling.h"
#include "core/problem_keys.h"

namespace convoscope {
namespace {

/// The product of extents >= 0, or the largest number where that is too small for it.
std::int64_t saturating_product(std::initializer_list<std::int64_t> extents) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  std::int64_t product = 1;
  for (const std::int64_t extent : extents) {
    if (extent > 0 && product > largest / extent) return largest;
    product *= extent;
  }
  return product;
}

class Validator {
 public:
  explicit Validator(const Spec& spec) : spec_(spec) {}

  std::vector<Problem> run() {
    const bool counts_fit = check_counts();
    bool axes_fit = true;
    for (int axis = 0; axis < axis_count; ++axis) axes_fit &= check_axis(axis);
    if (counts_fit) check_channels();
    if (counts_fit && axes_fit) check_cells();
    std::ranges::stable_sort(problems_, {}, [](const Problem& p) { return std::tuple(p.parameter, p.axis); });
    return std::move(problems_);
  }

 private:
  bool transposed() const { return is_transposed(spec_); }
  bool pooling() const { return is_pooling(spec_); }

  void report(Parameter parameter, int axis, std::string_view key, std::vector<NamedNumber> numbers) {
    problems_.push_back({parameter, axis, key, std::move(numbers)});
  }

  bool check_count(Parameter parameter, int axis, std::int64_t value) {
    if (value < 1) {
      report(parameter, axis, keys::below_one, {{"value", value}});
    } else if (value > max_cells) {
      report(parameter, axis, keys::exceeds_limit, {{"value", value}, {"limit", max_cells}});
    } else {
      return true;
    }
    return false;
  }

  bool check_counts() {
    bool fit = check_count(Parameter::batch, -1, spec_.batch);
    fit &= check_count(Parameter::in_channels, -1, spec_.in_channels);
    fit &= check_count(Parameter::out_channels, -1, spec_.out_channels);
    fit &= check_count(Parameter::groups, -1, spec_.groups);
    return fit;
  }

  /// Whether the sizes of the axis exist: every number in range, and an output of at least one cell.
  bool check_axis(int axis) {
    const AxisSpec& a = spec_.axes[axis];
    bool fit = check_count(Parameter::input, axis, a.input);
    const bool kernel_fits = check_count(Parameter::kernel, axis, a.kernel);
    const bool stride_fits = check_count(Parameter::stride, axis, a.stride);
    const bool dilation_fits = check_count(Parameter::dilation, axis, a.dilation);
    const bool padding_fits = check_padding(axis, a);
    const bool extra_fits = check_output_padding(axis, a, stride_fits && dilation_fits);
    fit = fit && kernel_fits && stride_fits && dilation_fits && padding_fits && extra_fits;
    return fit && check_output(axis, a);
  }

  bool check_padding(int axis, const AxisSpec& a) {
    const bool may_extend = spec_.extends_output && transposed();
    if (!may_extend && std::min(a.pad_begin, a.pad_end) < 0) {
      report(Parameter::padding, axis, keys::negative_padding, {{"pad_begin", a.pad_begin}, {"pad_end", a.pad_end}});
      return false;
    }
    for (const std::int64_t pad : {a.pad_begin, a.pad_end}) {
      if (pad > max_cells || pad < -max_cells) {
        report(Parameter::padding, axis, keys::exceeds_limit, {{"value", pad}, {"limit", max_cells}});
        return false;
      }
    }
    return true;
  }

  bool check_output_padding(int axis, const AxisSpec& a, bool stride_and_dilation_fit) {
    const NamedNumber number{"output_padding", a.output_padding};
    if (a.output_padding < 0) {
      report(Parameter::output_padding, axis, keys::negative_output_padding, {number});
    } else if (!transposed() && a.output_padding > 0) {
      report(Parameter::output_padding, axis, keys::output_padding_not_transposed, {number, {"stride", a.stride}});
    } else if (stride_and_dilation_fit && a.output_padding >= a.stride && a.output_padding >= a.dilation) {
      report(Parameter::output_padding, axis, keys::output_padding_too_large,
             {number, {"stride", a.stride}, {"dilation", a.dilation}});
    } else if (a.output_padding > max_cells) {
      report(Parameter::output_padding, axis, keys::exceeds_limit, {{"value", a.output_padding}, {"limit", max_cells}});
    } else {
      return true;
    }
    return false;
  }

  bool check_output(int axis, const AxisSpec& a) {
    const AxisGeometry g = axis_geometry(spec_, axis);
    if (g.output < 1 && transposed()) {
      report(Parameter::padding, axis, keys::output_empty,
             {{"output", g.output},
              {"uncropped", g.output + a.pad_begin + a.pad_end},
              {"pad_begin", a.pad_begin},
              {"pad_end", a.pad_end}});
      return false;
    }
    if (g.output < 1) {
      report(Parameter::kernel, axis, keys::kernel_exceeds_input,
             {{"effective_kernel", g.effective_kernel},
              {"padded_input", g.padded},
              {"kernel", a.kernel},
              {"dilation", a.dilation},
              {"input", a.input},
              {"pad_begin", a.pad_begin},
              {"pad_end", a.pad_end}});
    }
    check_folding(axis, a, transposed() ? g.output : a.input);
    if (g.output >= 1) check_windows(axis, a);
    return g.output >= 1;
  }

  void check_windows(int axis, const AxisSpec& a) {
    if (!pooling() || spec_.padding_mode != PaddingMode::zeros) return;
    const auto window = window_of_padding(axis_relation(spec_, axis));
    if (!window) return;
    report(Parameter::padding, axis, keys::pooling_padding,
           {{"window", *window}, {"pad_begin", a.pad_begin}, {"pad_end", a.pad_end}});
  }

  void check_folding(int axis, const AxisSpec& a, std::int64_t size) {
    const std::int64_t pad = std::max(a.pad_begin, a.pad_end);
    const bool reflect = spec_.padding_mode == PaddingMode::reflect && pad >= size;
    const bool circular = spec_.padding_mode == PaddingMode::circular && pad > size;
    if (!reflect && !circular) return;
    std::string_view key = transposed() ? keys::circular_exceeds_output : keys::circular_exceeds_input;
    if (reflect) key = transposed() ? keys::reflect_exceeds_output : keys::reflect_exceeds_input;
    report(Parameter::padding, axis, key, {{"pad_begin", a.pad_begin}, {"pad_end", a.pad_end}, {"size", size}});
  }

  void check_channels() {
    const NamedNumber groups{"groups", spec_.groups};
    if (spec_.in_channels % spec_.groups != 0) {
      report(Parameter::groups, -1, keys::groups_in_channels, {groups, {"channels", spec_.in_channels}});
    }
    if (spec_.out_channels % spec_.groups != 0) {
      report(Parameter::groups, -1, keys::groups_out_channels, {groups, {"channels", spec_.out_channels}});
    }
    if (pooling() && spec_.in_channels != spec_.out_channels) {
      report(Parameter::out_channels, -1, keys::pooling_channels,
             {{"in_channels", spec_.in_channels}, {"out_channels", spec_.out_channels}});
    }
  }

  void check_map(Parameter parameter, std::string_view key, std::int64_t channels, std::int64_t rows,
                 std::int64_t columns) {
    const std::int64_t cells = saturating_product({spec_.batch, channels, rows, columns});
    if (cells <= max_cells) return;
    report(parameter, -1, key,
           {{"batch", spec_.batch},
            {"channels", channels},
            {"height", rows},
            {"width", columns},
            {"cells", cells},
            {"limit", max_cells}});
  }

  void check_cells() {
    const AxisSpec& vertical = spec_.axes[height];
    const AxisSpec& horizontal = spec_.axes[width];
    const Geometry g = geometry(spec_);
    check_map(Parameter::input, keys::input_too_large, spec_.in_channels, vertical.input, horizontal.input);
    check_map(transposed() ? Parameter::stride : Parameter::padding,
              transposed() ? keys::zero_inserted_too_large : keys::padded_too_large, spec_.in_channels,
              g.axes[height].padded, g.axes[width].padded);
    check_map(Parameter::stride, keys::output_too_large, spec_.out_channels, g.output_height(), g.output_width());
    if (pooling()) return;
    const std::int64_t fewer = (transposed() ? spec_.out_channels : spec_.in_channels) / spec_.groups;
    const std::int64_t first = transposed() ? spec_.in_channels : spec_.out_channels;
    const std::int64_t cells = saturating_product({first, fewer, vertical.kernel, horizontal.kernel});
    if (cells <= max_cells) return;
    report(Parameter::kernel, -1, keys::weight_too_large,
           {{"out_channels", first},
            {"in_channels", fewer},
            {"height", vertical.kernel},
            {"width", horizontal.kernel},
            {"cells", cells},
            {"limit", max_cells}});
  }

  const Spec& spec_;
  std::vector<Problem> problems_;
};

}  // namespace

std::string_view name_of(Parameter parameter) {
  switch (parameter) {
    case Parameter::input: return "input";
    case Parameter::kernel: return "kernel";
    case Parameter::stride: return "stride";
    case Parameter::dilation: return "dilation";
    case Parameter::padding: return "padding";
    case Parameter::output_padding: return "output_padding";
    case Parameter::ceil_mode: return "ceil_mode";
    case Parameter::count_include_pad: return "count_include_pad";
    case Parameter::batch: return "batch";
    case Parameter::in_channels: return "in_channels";
    case Parameter::out_channels: return "out_channels";
    case Parameter::groups: return "groups";
    case Parameter::padding_mode: return "padding_mode";
    case Parameter::auto_pad: return "auto_pad";
    case Parameter::weight: return "weight";
    case Parameter::bias: return "bias";
    case Parameter::output_size: return "output_size";
    case Parameter::operation: return "operation";
  }
  CONVOSCOPE_ASSERT(!"a parameter");
  return {};
}

std::vector<Problem> validate(const Spec& spec) { return Validator(spec).run(); }

std::span<const std::string_view> problem_keys() { return keys::all; }

}  // namespace convoscope
