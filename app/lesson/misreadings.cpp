#include "lesson/misreadings.h"

#include <algorithm>

#include "core/problem_keys.h"

namespace convoscope {
namespace {

using Axis = AxisSpec;
using Number = std::int64_t;

bool slides(const Spec& spec) { return !is_transposed(spec); }
bool is_dilated(const Spec& spec) {
  return std::ranges::any_of(spec.axes, [](const Axis& axis) { return axis.dilation > 1 && axis.kernel > 1; });
}
bool stamps(const Spec& spec) { return is_transposed(spec); }
bool extends(const Spec& spec) {
  return is_transposed(spec) &&
         std::ranges::any_of(spec.axes, [](const Axis& axis) { return axis.output_padding > 0; });
}
bool slides_dilated(const Spec& spec) { return slides(spec) && is_dilated(spec); }
bool stamps_dilated(const Spec& spec) { return stamps(spec) && is_dilated(spec); }

Number reach(const Axis& axis) { return axis.dilation * (axis.kernel - 1) + 1; }
Number pads(const Axis& axis) { return axis.pad_begin + axis.pad_end; }
Number floor_of(Number a, Number b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }
Number positions(Number cells, Number window, Number stride) { return floor_of(cells - window, stride) + 1; }

constexpr std::array sizes{
    SizeMisreading{"because.times_stride", stamps, [](const Axis& a) { return a.input * a.stride; }},
    SizeMisreading{"because.padding_not_cropped", stamps,
                   [](const Axis& a) { return (a.input - 1) * a.stride + reach(a) + a.output_padding; }},
    SizeMisreading{"because.as_convolution", stamps,
                   [](const Axis& a) { return positions(a.input + pads(a), reach(a), a.stride); }},
    SizeMisreading{"because.padding_added", stamps,
                   [](const Axis& a) { return (a.input - 1) * a.stride + pads(a) + reach(a) + a.output_padding; }},
    SizeMisreading{"because.no_output_padding", extends,
                   [](const Axis& a) { return (a.input - 1) * a.stride - pads(a) + reach(a); }},
    SizeMisreading{"because.zeros_only", stamps, [](const Axis& a) { return (a.input - 1) * a.stride + 1; }},
    SizeMisreading{"because.zeros_around", stamps, [](const Axis& a) { return a.input * a.stride + a.stride - 1; }},
    SizeMisreading{"because.article_rule", stamps,
                   [](const Axis& a) { return a.input * a.stride + a.stride - a.kernel; }},
    SizeMisreading{"because.no_stride", stamps,
                   [](const Axis& a) { return a.input - 1 - pads(a) + reach(a) + a.output_padding; }},
    SizeMisreading{"because.no_dilation", stamps_dilated,
                   [](const Axis& a) { return (a.input - 1) * a.stride - pads(a) + a.kernel + a.output_padding; }},
    SizeMisreading{"because.no_first_position", slides,
                   [](const Axis& a) { return floor_of(a.input + pads(a) - reach(a), a.stride); }},
    SizeMisreading{"because.no_padding", slides, [](const Axis& a) { return positions(a.input, reach(a), a.stride); }},
    SizeMisreading{"because.padding_once", slides,
                   [](const Axis& a) { return positions(a.input + a.pad_begin, reach(a), a.stride); }},
    SizeMisreading{"because.rounded_up", slides,
                   [](const Axis& a) { return -floor_of(reach(a) - a.input - pads(a), a.stride) + 1; }},
    SizeMisreading{"because.no_stride", slides,
                   [](const Axis& a) { return positions(a.input + pads(a), reach(a), 1); }},
    SizeMisreading{"because.no_dilation", slides_dilated,
                   [](const Axis& a) { return positions(a.input + pads(a), a.kernel, a.stride); }},
    SizeMisreading{"because.divided_by_stride", slides, [](const Axis& a) { return a.input / a.stride; }},
    SizeMisreading{"because.padded_size", slides, [](const Axis& a) { return a.input + pads(a); }},
    SizeMisreading{"because.as_transposed", slides,
                   [](const Axis& a) { return (a.input - 1) * a.stride - pads(a) + reach(a); }},
};

bool any(const Spec& spec, bool (*test)(const Axis& axis)) { return std::ranges::any_of(spec.axes, test); }
bool unless_pooling(const Spec& spec) { return !is_pooling(spec); }
bool everywhere(const Spec&) { return true; }

constexpr std::array rules{
    FalseRule{"rule.false.divides", slides,
              [](const Spec& spec) {
                return any(spec, [](const Axis& a) { return (a.input + pads(a) - reach(a)) % a.stride != 0; });
              }},
    FalseRule{"rule.false.kernel_below_stride", everywhere,
              [](const Spec& spec) { return any(spec, [](const Axis& a) { return a.kernel < a.stride; }); }},
    FalseRule{"rule.false.half_kernel", unless_pooling,
              [](const Spec& spec) { return any(spec, [](const Axis& a) { return 2 * a.pad_begin > a.kernel; }); }},
    FalseRule{"rule.false.output_padding_below_padding", stamps,
              [](const Spec& spec) { return any(spec, [](const Axis& a) { return a.output_padding > a.pad_begin; }); }},
    FalseRule{"rule.false.odd_kernel", everywhere,
              [](const Spec& spec) { return any(spec, [](const Axis& a) { return a.kernel % 2 == 0; }); }},
    FalseRule{"rule.false.dilation_with_stride", everywhere,
              [](const Spec& spec) { return any(spec, [](const Axis& a) { return a.dilation > 1 && a.stride > 1; }); }},
};

struct TrueRule {
  std::string_view problem;
  std::string_view text;
};
constexpr std::array true_rules{
    TrueRule{keys::output_padding_too_large, "rule.output_padding"},
    TrueRule{keys::kernel_exceeds_input, "rule.kernel_fits"},
    TrueRule{keys::output_empty, "rule.output_left"},
    TrueRule{keys::pooling_padding, "rule.pooling_padding"},
    TrueRule{keys::reflect_exceeds_input, "rule.reflect"},
    TrueRule{keys::circular_exceeds_input, "rule.circular"},
    TrueRule{keys::groups_in_channels, "rule.groups_in"},
    TrueRule{keys::groups_out_channels, "rule.groups_out"},
};

}  // namespace

std::span<const SizeMisreading> size_misreadings() { return sizes; }

std::array<std::int64_t, axis_count> misread_size(const SizeMisreading& misreading, const Spec& spec) {
  return {misreading.size(spec.axes[height]), misreading.size(spec.axes[width])};
}

std::span<const FalseRule> false_rules() { return rules; }

std::string_view true_rule(std::string_view problem) {
  const auto found = std::ranges::find(true_rules, problem, &TrueRule::problem);
  return found == true_rules.end() ? std::string_view() : found->text;
}

}  // namespace convoscope
