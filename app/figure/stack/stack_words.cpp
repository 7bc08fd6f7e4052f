// Picks keys of the catalog and puts numbers in.
#include "figure/stack/stack_words.h"

#include <array>

#include <fmt/format.h>

#include "document/number_text.h"
#include "figure/draw/words.h"

namespace convoscope {
namespace {

// One number where both axes agree or there is but one, else height×width.
std::string axes_text(const Catalog& catalog, const Spec& spec, std::int64_t down, std::int64_t across) {
  if (is_flat(spec.axes[height])) return whole_text(across);
  if (is_flat(spec.axes[width])) return whole_text(down);
  return down == across ? whole_text(down) : size_words(catalog, down, across);
}

// top, left, bottom, right, as briefly as they allow.
std::string sides_text(const Catalog& catalog, const Spec& spec, const std::array<std::int64_t, 4>& sides) {
  const auto [top, left, bottom, right] = sides;
  if (top == bottom && left == right) return axes_text(catalog, spec, top, left);
  if (is_flat(spec.axes[height])) return fmt::format("←{} →{}", whole_text(left), whole_text(right));
  if (is_flat(spec.axes[width])) return fmt::format("↑{} ↓{}", whole_text(top), whole_text(bottom));
  return fmt::format("↑{} ←{} ↓{} →{}", whole_text(top), whole_text(left), whole_text(bottom), whole_text(right));
}

void append(std::string& text, const std::string& part) {
  if (!text.empty()) text += " · ";
  text += part;
}

std::string padding_detail(const Catalog& catalog, const Spec& spec) {
  const AxisSpec& down = spec.axes[height];
  const AxisSpec& across = spec.axes[width];
  const std::array sides{down.pad_begin, across.pad_begin, down.pad_end, across.pad_end};
  if (sides == std::array<std::int64_t, 4>{}) return catalog.text("figure.stack.no_padding");
  const Catalog::Arguments count{{"count", sides_text(catalog, spec, sides)}};
  switch (spec.padding_mode) {
    case PaddingMode::zeros: return catalog.text("figure.stack.padding", count);
    case PaddingMode::reflect: return catalog.text("figure.stack.padding_reflect", count);
    case PaddingMode::replicate: return catalog.text("figure.stack.padding_replicate", count);
    case PaddingMode::circular: return catalog.text("figure.stack.padding_circular", count);
  }
  return {};
}

std::string zeros_detail(const Catalog& catalog, const Spec& spec) {
  const Geometry sizes = geometry(spec);
  const AxisGeometry& down = sizes.axes[height];
  const AxisGeometry& across = sizes.axes[width];
  const std::string between = axes_text(catalog, spec, down.zeros_between, across.zeros_between);
  const std::string border =
      sides_text(catalog, spec, {down.border_begin, across.border_begin, down.border_end, across.border_end});
  std::string text = catalog.text("figure.stack.zeros_between", {{"count", between}});
  append(text, catalog.text("figure.stack.border", {{"count", border}}));
  return text;
}

std::string size_of(const Catalog& catalog, const Spec& spec, const Tensor& map) {
  return map_words(catalog, spec, map.rows(), map.columns());
}

}  // namespace

RoleWords stack_input_words(const Catalog& catalog, const Evaluation& evaluation, Side side) {
  const Tensor& map = evaluation.input(side);
  const Spec& spec = evaluation.spec(side);
  const Catalog::Arguments arguments{{"size", size_of(catalog, spec, map)}, {"count", whole_text(map.channels())}};
  return {map.channels() == 1 ? catalog.text("figure.stack.input", arguments)
                              : catalog.text("figure.stack.input_channels", arguments),
          side == Side::transposed ? zeros_detail(catalog, spec) : padding_detail(catalog, spec)};
}

RoleWords stack_kernel_words(const Catalog& catalog, const Evaluation& evaluation, Side side) {
  const Spec& spec = evaluation.spec(side);
  const AxisSpec& down = spec.axes[height];
  const AxisSpec& across = spec.axes[width];
  const Catalog::Arguments size{{"size", kernel_size_words(catalog, spec)}};
  const bool is_transposed = side == Side::transposed;
  RoleWords words;
  switch (spec.operation) {
    case Operation::convolution: words.role = catalog.text("figure.stack.kernel", size); break;
    case Operation::transposed_convolution: words.role = catalog.text("figure.stack.kernel_flipped", size); break;
    case Operation::average_pooling: words.role = catalog.text("figure.stack.pool_average", size); break;
    case Operation::max_pooling: words.role = catalog.text("figure.stack.pool_max", size); break;
  }
  if (down.dilation != 1 || across.dilation != 1) {
    append(words.detail, catalog.text("figure.stack.dilation",
                                      {{"dilation", axes_text(catalog, spec, down.dilation, across.dilation)}}));
  }
  const std::string stride = is_transposed ? whole_text(1) : axes_text(catalog, spec, down.stride, across.stride);
  append(words.detail, catalog.text("figure.stack.slides", {{"stride", stride}}));
  return words;
}

RoleWords stack_output_words(const Catalog& catalog, const Evaluation& evaluation, Side side, std::int64_t channel,
                             std::int64_t step, std::int64_t steps) {
  const Tensor& map = evaluation.output(side);
  const Catalog::Arguments arguments{{"size", size_of(catalog, evaluation.spec(side), map)},
                                     {"count", whole_text(map.channels())}};
  RoleWords words;
  words.role = map.channels() == 1 ? catalog.text("figure.stack.output", arguments)
                                   : catalog.text("figure.stack.output_channels", arguments);
  if (map.channels() > 1)
    append(words.detail, catalog.text("figure.stack.channel", {{"channel", whole_text(channel + 1)}}));
  append(words.detail, catalog.text("figure.step", {{"step", whole_text(step)}, {"steps", whole_text(steps)}}));
  return words;
}

}  // namespace convoscope
