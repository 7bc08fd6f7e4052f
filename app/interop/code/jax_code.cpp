// jax.lax and Flax (linen and nnx). lax.conv_transpose pads the input between whose cells zeros stand: PyTorch's padding p is
// K - 1 less that border. Which way round a kernel lies is no matter of geometry.
#include <algorithm>
#include <array>

#include "interop/code/code_rows.h"

namespace convoscope {
namespace {

std::int64_t reach_of(const AxisSpec& axis) {
  const bool fits = std::max(axis.kernel, axis.dilation) <= max_cells;
  return fits ? axis.dilation * (axis.kernel - 1) + 1 : 1;
}

/// A border around the zero-inserted input, as padding of the transposed convolution.
void crop_to_border(AxisSpec& axis, std::int64_t begin, std::int64_t end) {
  axis.pad_begin = reach_of(axis) - 1 - begin;
  axis.pad_end = reach_of(axis) - 1 - end;
}

/// 'SAME', 'VALID', 'CIRCULAR' and 'CAUSAL' of Flax, one number, one for each axis, or a pair for each: ((1, 1), (1, 1)).
void read_jax_padding(const CallArguments& arguments, LayerCode& layer, std::string_view usual) {
  Spec& spec = layer.spec;
  const CodeValue* value = arguments.find_some("padding");
  arguments.place(layer, Parameter::padding, "padding");
  if (value == nullptr || value->sort == ValueSort::text) {
    const std::string_view word = value == nullptr ? usual : value->text;
    if (word == "SAME" || word == "CIRCULAR") layer.auto_pad = AutoPad::same_upper;
    if (word == "CIRCULAR") spec.padding_mode = PaddingMode::circular;
    if (word == "SAME_LOWER") layer.auto_pad = AutoPad::same_lower;
    if (word == "VALID" && is_transposed(spec))
      for (AxisSpec& axis : spec.axes) axis.output_padding = std::max<std::int64_t>(axis.stride - reach_of(axis), 0);
    if (word == "CAUSAL" && layer.is_line) spec.axes[width].pad_begin = reach_of(spec.axes[width]) - 1;
    constexpr std::array<std::string_view, 5> words{"SAME", "SAME_LOWER", "VALID", "CIRCULAR", "CAUSAL"};
    if (std::ranges::find(words, word) == words.end())
      arguments.fail("padding", {"code.choice", {{"name", "padding"}, {"choices", "'SAME', 'VALID'"}}});
    return;
  }
  const std::size_t extents = layer.is_line ? 1 : 2;
  for (std::size_t i = 0; i < extents; ++i) {
    const CodeValue* side = value;
    if (value->sort == ValueSort::sequence) {
      if (value->items.size() != extents && value->items.size() != 1)
        return arguments.fail("padding", {"code.needs_pads", {}});
      side = &value->items[value->items.size() == 1 ? 0 : i];
    }
    const bool is_pair = side->sort == ValueSort::sequence && side->items.size() == 2;
    const CodeValue& begin = is_pair ? side->items[0] : *side;
    const CodeValue& end = is_pair ? side->items[1] : *side;
    if (begin.sort == ValueSort::unknown && !begin.text.empty())
      return arguments.fail("padding", {"code.variable", {{"variable", std::string(begin.text)}, {"name", "padding"}}});
    if (begin.sort != ValueSort::number || end.sort != ValueSort::number || !begin.is_whole || !end.is_whole)
      return arguments.fail("padding", {"code.needs_pads", {}});
    AxisSpec& axis = spec.axes[layer.is_line ? width : static_cast<int>(i)];
    axis.pad_begin = static_cast<std::int64_t>(begin.number);
    axis.pad_end = static_cast<std::int64_t>(end.number);
    if (!is_transposed(spec)) continue;
    crop_to_border(axis, axis.pad_begin, axis.pad_end);
    spec.extends_output = spec.extends_output || std::min(axis.pad_begin, axis.pad_end) < 0;
  }
}

void read_flax(const CallArguments& arguments, LayerCode& layer) {
  Spec& spec = layer.spec;
  const bool is_nnx = arguments.find("out_features") != nullptr;
  // Flax tells the dimensions by the kernel alone.
  if (const CodeValue* kernel = arguments.find_some("kernel_size"))
    layer.is_line = kernel->sort == ValueSort::number || kernel->items.size() == 1;
  read_axes(arguments, layer, "kernel_size", Parameter::kernel, &AxisSpec::kernel, 1);
  read_axes(arguments, layer, "strides", Parameter::stride, &AxisSpec::stride, 1);
  read_axes(arguments, layer, "kernel_dilation", Parameter::dilation, &AxisSpec::dilation, 1);
  spec.groups = arguments.number("feature_group_count", 1);
  arguments.place(layer, Parameter::groups, "feature_group_count");
  spec.out_channels = arguments.number(is_nnx ? "out_features" : "features", 1);
  spec.in_channels = arguments.number("in_features", spec.groups);
  layer.has_channels = is_nnx;
  layer.has_bias = arguments.truth("use_bias", true);
  read_jax_padding(arguments, layer, "SAME");
}

void read_flax_pool(const CallArguments& arguments, LayerCode& layer) {
  if (const CodeValue* window = arguments.find_some("window_shape")) layer.is_line = window->items.size() == 1;
  read_axes(arguments, layer, "window_shape", Parameter::kernel, &AxisSpec::kernel, 1);
  read_axes(arguments, layer, "strides", Parameter::stride, &AxisSpec::stride, 1);
  read_jax_padding(arguments, layer, "VALID");
  layer.spec.count_include_pad = arguments.truth("count_include_pad", true);
  read_input(arguments.shape("inputs"), true, layer);
}

/// "NHWC" and the like: by default channels come first, of lax.conv_transpose last.
bool is_channels_last(const CallArguments& arguments, bool usual) {
  const CodeValue* layout = arguments.find_some("dimension_numbers");
  if (layout == nullptr || layout->items.empty() || layout->items[0].sort != ValueSort::text) return usual;
  return layout->items[0].text.ends_with('C');
}

void read_lax(const CallArguments& arguments, LayerCode& layer) {
  Spec& spec = layer.spec;
  const bool transposed = is_transposed(spec);
  const std::string_view strides = transposed ? "strides" : "window_strides";
  const std::vector<std::int64_t> given = arguments.numbers(strides);
  layer.is_line = given.size() == 1;
  // An inner dilation is the stride of a transposed convolution.
  const std::vector<std::int64_t> inner = arguments.numbers("lhs_dilation");
  const bool inserts = std::ranges::any_of(inner, [](std::int64_t step) { return step != 1; });
  if (inserts) {
    if (std::ranges::any_of(given, [](std::int64_t step) { return step != 1; }))
      return arguments.fail("lhs_dilation", {"code.both_strides", {}});
    spec.operation = Operation::transposed_convolution;
  }
  read_axes(arguments, layer, inserts ? "lhs_dilation" : strides, Parameter::stride, &AxisSpec::stride, 1);
  read_axes(arguments, layer, "rhs_dilation", Parameter::dilation, &AxisSpec::dilation, 1);
  if (!transposed) spec.groups = arguments.number("feature_group_count", 1);
  arguments.place(layer, Parameter::groups, "feature_group_count");
  const bool channels_last = is_channels_last(arguments, transposed);
  const std::size_t extents = layer.is_line ? 1 : 2;
  read_weight(arguments, layer, "rhs",
              channels_last ? WeightOrder{.in = extents, .out = extents + 1, .kernel = 0} : WeightOrder{});
  if (transposed && arguments.truth("transpose_kernel", false)) std::swap(spec.in_channels, spec.out_channels);
  read_input(arguments.shape("lhs"), channels_last, layer);
  read_jax_padding(arguments, layer, "VALID");
}

constexpr std::string_view linen =
    "features! kernel_size! strides padding input_dilation kernel_dilation feature_group_count use_bias mask dtype "
    "param_dtype precision kernel_init bias_init name";
constexpr std::string_view linen_transpose =
    "features! kernel_size! strides padding kernel_dilation use_bias mask dtype param_dtype precision kernel_init "
    "bias_init "
    "transpose_kernel name";
constexpr std::string_view nnx =
    "in_features! out_features! kernel_size! strides padding input_dilation kernel_dilation feature_group_count "
    "use_bias mask "
    "dtype param_dtype precision kernel_init bias_init rngs";
constexpr std::string_view nnx_transpose =
    "in_features! out_features! kernel_size! strides padding kernel_dilation use_bias mask dtype param_dtype precision "
    "kernel_init bias_init transpose_kernel rngs";
constexpr std::string_view pool = "inputs! window_shape! strides padding count_include_pad";
constexpr std::string_view conv = "lhs! rhs! window_strides! padding! precision";
constexpr std::string_view general_padding = "lhs! rhs! window_strides! padding! lhs_dilation rhs_dilation precision";
constexpr std::string_view general =
    "lhs! rhs! window_strides! padding! lhs_dilation rhs_dilation dimension_numbers feature_group_count "
    "batch_group_count "
    "precision preferred_element_type";
constexpr std::string_view transpose =
    "lhs! rhs! strides! padding! rhs_dilation dimension_numbers transpose_kernel precision preferred_element_type";

using enum Operation;
constexpr Framework jax = Framework::jax;
constexpr std::array jax_table{
    CodeRow{"Conv", jax, "", convolution, 2, linen, read_flax},
    CodeRow{"Conv", jax, "nnx", convolution, 2, nnx, read_flax},
    CodeRow{"ConvTranspose", jax, "", transposed_convolution, 2, linen_transpose, read_flax},
    CodeRow{"ConvTranspose", jax, "nnx", transposed_convolution, 2, nnx_transpose, read_flax},
    CodeRow{"max_pool", jax, "nn nnx linen", max_pooling, 2, pool, read_flax_pool},
    CodeRow{"avg_pool", jax, "nn nnx linen", average_pooling, 2, pool, read_flax_pool},
    CodeRow{"conv", jax, "lax", convolution, 2, conv, read_lax},
    CodeRow{"conv_with_general_padding", jax, "", convolution, 2, general_padding, read_lax},
    CodeRow{"conv_general_dilated", jax, "", convolution, 2, general, read_lax},
    CodeRow{"conv_transpose", jax, "", transposed_convolution, 2, transpose, read_lax}};

}  // namespace

std::span<const CodeRow> jax_rows() { return jax_table; }

}  // namespace convoscope
