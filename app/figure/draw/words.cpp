// One key of the catalog per sentence; numbers are put in here, words never.
#include "figure/draw/words.h"

#include <algorithm>

#include <fmt/format.h>

#include "document/absence.h"
#include "document/line.h"
#include "document/number_text.h"

namespace convoscope {
namespace {

// One number where all sides are alike, "2×1" where only the axes differ, else top, left, bottom, right; of a line before and
// after.
std::string padding_text(const Catalog& catalog, const Spec& spec) {
  const AxisSpec& across = is_flat(spec.axes[width]) ? spec.axes[height] : spec.axes[width];
  const AxisSpec& down = is_flat(spec.axes[height]) ? across : spec.axes[height];
  if (down.pad_begin == down.pad_end && across.pad_begin == across.pad_end) {
    return down.pad_begin == across.pad_begin ? whole_text(down.pad_begin)
                                              : size_words(catalog, down.pad_begin, across.pad_begin);
  }
  const auto& [rows, columns] = spec.axes;
  if (is_line(spec)) return fmt::format("{}, {}", whole_text(columns.pad_begin), whole_text(columns.pad_end));
  return fmt::format("{}, {}, {}, {}", whole_text(rows.pad_begin), whole_text(columns.pad_begin),
                     whole_text(rows.pad_end), whole_text(columns.pad_end));
}

std::string padded_words(const Catalog& catalog, const Spec& spec) {
  const std::string padding = padding_text(catalog, spec);
  if (padding == "0") return catalog.text("figure.input");
  switch (spec.padding_mode) {
    case PaddingMode::zeros: return catalog.text("figure.input_padding", {{"padding", padding}});
    case PaddingMode::reflect: return catalog.text("figure.input_reflect", {{"padding", padding}});
    case PaddingMode::replicate: return catalog.text("figure.input_replicate", {{"padding", padding}});
    case PaddingMode::circular: return catalog.text("figure.input_circular", {{"padding", padding}});
  }
  return {};
}

std::string zero_inserted_words(const Catalog& catalog, const Spec& spec) {
  const Geometry sizes = geometry(spec);
  const auto any = [&](auto has) { return std::ranges::any_of(sizes.axes, has); };
  if (any([](const AxisGeometry& a) { return a.border_begin < 0 || a.border_end < 0; })) {
    return catalog.text("figure.input_cropped");
  }
  bool between = false;
  for (int axis = 0; axis < axis_count; ++axis) {
    between = between || (sizes.axes[axis].zeros_between > 0 && spec.axes[axis].input > 1);
  }
  const bool around = any([](const AxisGeometry& a) { return a.border_begin > 0 || a.border_end > 0; });
  if (between) return catalog.text(around ? "figure.input_zeros_between_around" : "figure.input_zeros_between");
  return catalog.text(around ? "figure.input_zeros_around" : "figure.input");
}

}  // namespace

bool is_flat(const AxisSpec& axis) {
  return axis.input == 1 && axis.kernel == 1 && axis.pad_begin == 0 && axis.pad_end == 0 && axis.output_padding == 0;
}

std::string size_words(const Catalog& catalog, std::int64_t rows, std::int64_t columns) {
  return catalog.text("figure.size", {{"rows", whole_text(rows)}, {"columns", whole_text(columns)}});
}

std::string map_words(const Catalog& catalog, const Spec& spec, std::int64_t rows, std::int64_t columns) {
  return is_line(spec) ? catalog.text("figure.length", {{"columns", whole_text(columns)}})
                       : size_words(catalog, rows, columns);
}

std::string kernel_size_words(const Catalog& catalog, const Spec& spec) {
  const auto& [down, across] = spec.axes;
  return is_line(spec) ? whole_text(across.kernel) : size_words(catalog, down.kernel, across.kernel);
}

std::string operation_words(const Catalog& catalog, const Evaluation& evaluation, Side side) {
  switch (evaluation.spec(side).operation) {
    case Operation::convolution: return catalog.text("figure.convolution");
    case Operation::transposed_convolution: return catalog.text("figure.transposed");
    case Operation::average_pooling: return catalog.text("figure.average_pooling");
    case Operation::max_pooling: return catalog.text("figure.max_pooling");
  }
  return {};
}

std::string of_transposed_words(const Catalog& catalog, const Evaluation& evaluation, std::string_view title) {
  const std::string words = catalog.text(title);
  return evaluation.asked == Side::transposed ? words : catalog.text("figure.of_transposed", {{"title", words}});
}

std::string sizes_words(const Catalog& catalog, const Evaluation& evaluation, Side side) {
  const Tensor& input = evaluation.input(side);
  const Tensor& output = evaluation.output(side);
  const Spec& spec = evaluation.spec(side);
  return catalog.text("figure.sizes", {{"input", map_words(catalog, spec, input.rows(), input.columns())},
                                       {"output", map_words(catalog, spec, output.rows(), output.columns())}});
}

std::string input_words(const Catalog& catalog, const Evaluation& evaluation, Side side) {
  const Spec& spec = evaluation.spec(side);
  return side == Side::transposed ? zero_inserted_words(catalog, spec) : padded_words(catalog, spec);
}

std::string channel_words(const Catalog& catalog, const Evaluation& evaluation, Side side, std::int64_t input_channel,
                          std::int64_t output_channel) {
  const Spec& spec = evaluation.spec(side);
  if (spec.in_channels == 1 && spec.out_channels == 1) return {};
  const std::string shown = catalog.text("figure.channels", {{"input", whole_text(input_channel + 1)},
                                                             {"inputs", whole_text(spec.in_channels)},
                                                             {"output", whole_text(output_channel + 1)},
                                                             {"outputs", whole_text(spec.out_channels)}});
  const std::int64_t summed = spec.in_channels / spec.groups;
  if (is_pooling(spec) || summed == 1) return shown;
  return catalog.text("figure.channels_sum", {{"channels", shown}, {"count", whole_text(summed)}});
}

std::string kernel_words(const Catalog& catalog, const Evaluation& evaluation, Side side, std::int64_t output_channel) {
  const Spec& spec = evaluation.spec(side);
  const std::string size = kernel_size_words(catalog, spec);
  if (spec.operation == Operation::average_pooling) return catalog.text("figure.pool_average", {{"size", size}});
  if (spec.operation == Operation::max_pooling) return catalog.text("figure.pool_max", {{"size", size}});
  const std::string kernel = catalog.text(side == Side::transposed ? "figure.kernel_flipped" : "figure.kernel");
  const auto bias = evaluation.bias_of(side);
  if (bias.empty()) return kernel;
  const float value = bias[static_cast<std::size_t>(output_channel)];
  return catalog.text("figure.with_bias", {{"kernel", kernel}, {"value", number_text(value)}});
}

std::string stride_words(const Catalog& catalog, const Evaluation& evaluation, Side side) {
  const Spec& spec = evaluation.spec(side);
  const std::int64_t across = spec.axes[is_flat(spec.axes[width]) ? height : width].stride;
  const std::int64_t down = is_flat(spec.axes[height]) ? across : spec.axes[height].stride;
  if (down == 1 && across == 1) return catalog.text("figure.stride_one");
  if (side == Side::transposed) return catalog.text("figure.stride_in_zeros");
  if (down == across && down == 2) return catalog.text("figure.stride_two");
  if (down == across) return catalog.text("figure.stride_many", {{"stride", whole_text(down)}});
  return catalog.text("figure.stride_axes", {{"rows", whole_text(down)}, {"columns", whole_text(across)}});
}

std::string short_stride_words(const Catalog& catalog, const Evaluation& evaluation, Side side) {
  const Spec& spec = evaluation.spec(side);
  const std::int64_t across =
      side == Side::transposed ? 1 : spec.axes[is_flat(spec.axes[width]) ? height : width].stride;
  const std::int64_t down = side == Side::transposed     ? 1
                            : is_flat(spec.axes[height]) ? across
                                                         : spec.axes[height].stride;
  return catalog.text("figure.stride_short",
                      {{"stride", down == across ? whole_text(down) : size_words(catalog, down, across)}});
}

std::string product_words(const Catalog& catalog, const Evaluation& evaluation, Side side, const Step& step) {
  if (step.current < 0) return catalog.text("figure.no_product");
  const Product& product = step.products[static_cast<std::size_t>(step.current)];
  const Catalog::Arguments arguments{{"input", number_text(product.input_value)},
                                     {"weight", number_text(product.weight_value)},
                                     {"product", number_text(product.product())},
                                     {"sum", number_text(step.sum)}};
  const Spec& spec = evaluation.spec(side);
  const bool counts_padding = spec.operation != Operation::max_pooling && spec.count_include_pad;
  const bool is_zero = is_pooling(spec) && product.factor == Factor::padded_zero;
  if (is_zero && is_beyond_padding(evaluation, side, product.expanded)) {
    return catalog.text("figure.pooled_beyond", arguments);
  }
  if (is_zero && !counts_padding) {
    return catalog.text("figure.pooled_padding", arguments);
  }
  if (is_pooling(spec)) return catalog.text("figure.pooled", arguments);
  if (product.factor == Factor::inserted_zero) return catalog.text("figure.product_inserted", arguments);
  if (product.factor == Factor::padded_zero) {
    return side == Side::transposed ? catalog.text("figure.product_border", arguments)
                                    : catalog.text("figure.product_padding", arguments);
  }
  return catalog.text("figure.product", arguments);
}

}  // namespace convoscope
