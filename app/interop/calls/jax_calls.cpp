// jax.lax, and Flax's pooling. lax.conv_transpose pads the input between whose cells zeros stand: by what of the kernel reaches
// over the edge, so that any padding can be said.
#include <fmt/format.h>

#include "document/names.h"
#include "interop/calls/written_layer.h"

namespace convoscope {
namespace {

constexpr std::string_view jnp_mode(PaddingMode mode) {
  if (mode == PaddingMode::reflect) return "reflect";
  return mode == PaddingMode::replicate ? "edge" : "wrap";
}

/// jnp.pad over batch, channels and extents, in this order or with the channels last.
std::string jnp_pad(const Spec& spec, std::string_view map, bool channels_last) {
  const std::string sides = AxesText(spec).side_pairs();
  const std::string mode =
      spec.padding_mode == PaddingMode::zeros ? "" : fmt::format(", mode='{}'", jnp_mode(spec.padding_mode));
  return channels_last ? fmt::format("jnp.pad({}, ((0, 0), {}, (0, 0)){})", map, sides, mode)
                       : fmt::format("jnp.pad({}, ((0, 0), (0, 0), {}){})", map, sides, mode);
}

WrittenLayer begun_lax(const Spec& spec, bool channels_last) {
  WrittenLayer code;
  code.channels_last = channels_last;
  code.imports = {"import jax", "import jax.numpy as jnp", "from jax import lax"};
  code.arrays = {fmt::format("x = jax.random.normal(jax.random.key(0), ({}))", input_text(spec, channels_last))};
  code.name = "y = ";
  code.result = fmt::format("({})", output_text(spec, channels_last));
  return code;
}

void add_lax_arrays(const Spec& spec, const std::string& weight, bool has_bias, bool channels_last,
                    WrittenLayer& code) {
  code.arrays.push_back(fmt::format("w = jax.random.normal(jax.random.key(1), ({}))", weight));
  if (!has_bias) return;
  const char* trailing = channels_last ? "," : AxesText(spec).is_line() ? ", 1" : ", 1, 1";
  code.arrays.push_back(fmt::format("b = jnp.zeros(({}{}))", spec.out_channels, trailing));
  code.after.emplace_back("y = y + b");
}

std::string padding_word(const FrameworkLayer& layer) {
  if (layer.word == AutoPad::same_upper) return "'SAME'";
  if (layer.word == AutoPad::same_lower) return "'SAME_LOWER'";
  return layer.word == AutoPad::valid ? "'VALID'" : "";
}

std::string forward_call(const Spec& spec, std::string_view map, const std::string& padding, std::size_t columns) {
  const AxesText axes(spec);
  CallText call("lax.conv_general_dilated");
  call.add(std::string(map));
  call.add("w");
  call.add("window_strides", axes.tuple(&AxisSpec::stride));
  call.add("padding", padding);
  if (!axes.are(&AxisSpec::dilation, 1)) call.add("rhs_dilation", axes.tuple(&AxisSpec::dilation));
  call.add_unless("feature_group_count", spec.groups, 1);
  return call.wrapped(columns);
}

WrittenLayer lax_convolution(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec& spec = layer.spec;
  const AxesText axes(spec);
  WrittenLayer code = begun_lax(spec, false);
  add_lax_arrays(spec,
                 fmt::format("{}, {}, {}", spec.out_channels, spec.in_channels / spec.groups,
                             axes.extents(both(spec, &AxisSpec::kernel))),
                 style.has_bias, false, code);
  std::string padding = padding_word(layer);
  if (padding.empty()) padding = fmt::format("({}{})", axes.side_pairs(), axes.is_line() ? "," : "");
  if (folds_padding(spec)) {
    code.reasons.push_back(
        {"code.why.mode", {{"call", "lax.conv_general_dilated"}, {"mode", std::string(name_of(spec.padding_mode))}}});
    code.before.push_back("x = " + jnp_pad(spec, "x", false));
    padding = "'VALID'";
  }
  code.call = forward_call(spec, "x", padding, style.columns);
  return code;
}

/// The convolution's own linear transpose: what folded padding adds up again, no call does.
WrittenLayer linear_transpose(const Spec& spec, const CallStyle& style) {
  WrittenLayer code = begun_lax(spec, false);
  code.reasons.push_back({"code.why.fold", {{"call", "lax.conv_transpose"}}});
  add_lax_arrays(spec,
                 fmt::format("{}, {}, {}", spec.in_channels, spec.out_channels / spec.groups,
                             AxesText(spec).extents(both(spec, &AxisSpec::kernel))),
                 style.has_bias, false, code);
  code.before = {"def convolution(y):", "    return " + forward_call(spec, jnp_pad(spec, "y", false), "'VALID'", 1000)};
  code.name = "(y,) = ";
  code.call = fmt::format("jax.linear_transpose(convolution, jnp.zeros(({})))(x)", output_text(spec, false));
  code.is_used_specially = true;
  return code;
}

/// The border of the zero-inserted input: "((1, 2), (1, 2))".
std::string border_pairs(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  const AxesText axes(spec);
  return fmt::format("({}{})",
                     axes.side_pairs({sizes.axes[height].border_begin, sizes.axes[width].border_begin},
                                     {sizes.axes[height].border_end, sizes.axes[width].border_end}),
                     axes.is_line() ? "," : "");
}

WrittenLayer lax_transpose(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec& spec = layer.spec;
  if (folds_padding(spec)) return linear_transpose(spec, style);
  const AxesText axes(spec);
  const std::string kernel = axes.extents(both(spec, &AxisSpec::kernel));
  const bool has_groups = spec.groups > 1;
  WrittenLayer code = begun_lax(spec, !has_groups);
  if (has_groups) {
    code.reasons.push_back({"code.why.jax_groups", {{"call", "lax.conv_transpose"}}});
    add_lax_arrays(spec, fmt::format("{}, {}, {}", spec.out_channels, spec.in_channels / spec.groups, kernel),
                   style.has_bias, false, code);
    CallText call("lax.conv_general_dilated");
    call.add("x");
    call.add("w");
    call.add("window_strides", axes.tuple({1, 1}));
    call.add("padding", border_pairs(spec));
    call.add("lhs_dilation", axes.tuple(&AxisSpec::stride));
    if (!axes.are(&AxisSpec::dilation, 1)) call.add("rhs_dilation", axes.tuple(&AxisSpec::dilation));
    call.add("feature_group_count", std::to_string(spec.groups));
    code.call = call.wrapped(style.columns);
    return code;
  }
  add_lax_arrays(spec, fmt::format("{}, {}, {}", kernel, spec.out_channels, spec.in_channels), style.has_bias, true,
                 code);
  CallText call("lax.conv_transpose");
  call.add("x");
  call.add("w");
  call.add("strides", axes.tuple(&AxisSpec::stride));
  // Its VALID goes on to the stride's end where the kernel is smaller, its SAME knows no other odd side.
  const bool has_word = layer.word == AutoPad::same_upper;
  call.add("padding", has_word ? "'SAME'" : border_pairs(spec));
  if (!axes.are(&AxisSpec::dilation, 1)) call.add("rhs_dilation", axes.tuple(&AxisSpec::dilation));
  call.add("transpose_kernel", "True");
  code.call = call.wrapped(style.columns);
  return code;
}

/// lax.reduce_window knows dilated windows.
std::string dilated_maximum(const Spec& spec, const CallStyle& style) {
  const AxesText axes(spec);
  const auto all_axes = [&](std::int64_t AxisSpec::*member) {
    return fmt::format("(1, {}, 1)", axes.extents(both(spec, member)));
  };
  CallText call("lax.reduce_window");
  call.add("x");
  call.add("-jnp.inf");
  call.add("lax.max");
  call.add(all_axes(&AxisSpec::kernel));
  call.add(all_axes(&AxisSpec::stride));
  call.add("padding",
           fmt::format("((0, 0), {}, (0, 0))", axes.side_pairs(both(spec, &AxisSpec::pad_begin), reached_end(spec))));
  call.add("window_dilation", all_axes(&AxisSpec::dilation));
  return call.wrapped(style.columns);
}

WrittenLayer flax_pooling(const FrameworkLayer& layer, const CallStyle& style) {
  const Spec spec = without_unread_end(layer.spec);
  const AxesText axes(spec);
  const bool is_average = spec.operation == Operation::average_pooling;
  const bool is_dilated = !axes.are(&AxisSpec::dilation, 1);
  if (is_average && is_dilated) return {.refusal = Message{"compare.no_dilation", {}}};
  WrittenLayer code = begun_lax(spec, true);
  code.imports = {"import jax", "from flax import linen as nn"};
  const std::string word = padding_word(layer);
  const AxisPair overhang = overhang_of(spec);
  const bool reaches_over = overhang != AxisPair{};
  bool counts_padding = spec.count_include_pad;
  // What ceil mode's last window reaches beyond the padding never counts; padding that counts is then part of the map.
  const bool pads_before = word.empty() && has_padding(spec) &&
                           (spec.padding_mode != PaddingMode::zeros || (is_average && counts_padding && reaches_over));
  AxisPair begin = both(spec, &AxisSpec::pad_begin);
  AxisPair end = reached_end(spec);
  if (pads_before) {
    code.imports = {"import jax", "import jax.numpy as jnp", "from flax import linen as nn"};
    code.reasons.push_back(spec.padding_mode == PaddingMode::zeros
                               ? Message{"code.why.ceil", {}}
                               : Message{"code.why.mode",
                                         {{"call", is_average ? "nn.avg_pool" : "nn.max_pool"},
                                          {"mode", std::string(name_of(spec.padding_mode))}}});
    code.before.push_back("x = " + jnp_pad(spec, "x", true));
    begin = {0, 0};
    end = overhang;
  }
  if (reaches_over && is_average) counts_padding = false;
  if (is_dilated) {
    code.imports = {"import jax", "import jax.numpy as jnp", "from jax import lax"};
    code.call = dilated_maximum(spec, style);
    return code;
  }
  CallText call(is_average ? "nn.avg_pool" : "nn.max_pool");
  call.add("x");
  call.add(axes.tuple(&AxisSpec::kernel));
  call.add("strides", axes.tuple(&AxisSpec::stride));
  if (!word.empty())
    call.add("padding", word);
  else if (begin != AxisPair{} || end != AxisPair{})
    call.add("padding", fmt::format("({}{})", axes.side_pairs(begin, end), axes.is_line() ? "," : ""));
  if (is_average && !counts_padding) call.add("count_include_pad", "False");
  code.call = call.wrapped(style.columns);
  return code;
}

}  // namespace

WrittenLayer write_jax(const FrameworkLayer& layer, const CallStyle& style) {
  if (layer.spec.operation == Operation::convolution) return lax_convolution(layer, style);
  if (is_transposed(layer.spec)) return lax_transpose(layer, style);
  return flax_pooling(layer, style);
}

}  // namespace convoscope
