// The arithmetic is written by document/explain; an evaluation without values is enough for it, so that sizes of layers
// that would take long to compute are told at once.
#include "cli/shape_command.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/layer_arguments.h"
#include "cli/table.h"
#include "core/costs.h"
#include "core/geometry.h"
#include "core/taps.h"
#include "document/explain.h"

namespace convoscope {
namespace {

Evaluation without_values(const Spec& spec) {
  Evaluation evaluation;
  evaluation.relation = relation(spec);
  const bool is_transposed = spec.operation == Operation::transposed_convolution;
  evaluation.asked = is_transposed ? Side::transposed : Side::convolution;
  (is_transposed ? evaluation.transposed : evaluation.convolution) = spec;
  return evaluation;
}

void write_axis(const Evaluation& evaluation, int axis, const Context& context) {
  const SizeExplanation explanation = explain_size(evaluation, axis);
  for (const SizeLine& line : explanation.lines)
    context.out << fmt::format("  {}\n    {}\n    {} = {}\n", context.wording.catalog().text(line.title_key),
                               line.symbols, line.numbers, whole_text(line.value));
  if (!explanation.note.key.empty()) context.out << "    " << context.wording.catalog().text(explanation.note) << '\n';
}

/// The last cell of the input that some window reads along an axis; -1: none. O(kernel), of folded padding times the
/// padding.
std::int64_t last_read(const Spec& spec, int axis) {
  const AxisRelation along = axis_relation(spec, axis);
  const std::int64_t input = spec.axes[axis].input;
  const bool folds = spec.padding_mode != PaddingMode::zeros;
  if (is_transposed(spec) && folds) return input - 1;  // what is cropped is folded back
  std::int64_t last = -1;
  for (std::int64_t tap = 0; tap < along.kernel; ++tap)
    if (const IndexRange range = coarse_range(along, tap); range.first < range.end)
      last = std::max(last, is_transposed(spec) ? range.end - 1 : along.place(range.end - 1, tap));
  const auto [pad_begin, pad_end] = std::pair{spec.axes[axis].pad_begin, spec.axes[axis].pad_end};
  const auto read_copy_at = [&](std::int64_t place) {
    for (std::int64_t tap = 0; tap < along.kernel && last < input - 1; ++tap)
      if (along.coarse_of(place, tap)) last = std::max(last, fold(spec.padding_mode, place, input).value_or(-1));
  };
  for (std::int64_t place = -pad_begin; folds && place < 0; ++place) read_copy_at(place);
  for (std::int64_t place = input; folds && place < input + pad_end; ++place) read_copy_at(place);
  return last;
}

/// Trailing cells of the input that no window reads, along each axis.
std::array<std::int64_t, axis_count> unread(const Spec& spec) {
  return {spec.axes[height].input - 1 - last_read(spec, height), spec.axes[width].input - 1 - last_read(spec, width)};
}

/// The padding as --auto-pad or --output-size settled it.
void write_settled(const Spec& spec, bool is_line, const Context& context) {
  const AxisSpec& rows = spec.axes[height];
  const AxisSpec& columns = spec.axes[width];
  const Catalog& catalog = context.wording.catalog();
  if (is_line) {
    context.out << catalog.text("cli.shape.settled_along",
                                {{"left", whole_text(columns.pad_begin)}, {"right", whole_text(columns.pad_end)}});
    if (is_transposed(spec))
      context.out << catalog.text("cli.shape.settled_end_along", {{"width", whole_text(columns.output_padding)}});
    context.out << '\n';
    return;
  }
  context.out << catalog.text("cli.shape.settled", {{"top", whole_text(rows.pad_begin)},
                                                    {"left", whole_text(columns.pad_begin)},
                                                    {"bottom", whole_text(rows.pad_end)},
                                                    {"right", whole_text(columns.pad_end)}});
  if (is_transposed(spec))
    context.out << catalog.text("cli.shape.settled_end", {{"height", whole_text(rows.output_padding)},
                                                          {"width", whole_text(columns.output_padding)}});
  context.out << '\n';
}

/// Sizes of the input that give the same output, along an axis: of a transposed layer its own alone.
Range inputs(const Spec& spec, int axis) {
  const std::int64_t own = spec.axes[axis].input;
  return is_transposed(spec) ? Range{own, own} : inputs_with_output(spec, axis, axis_geometry(spec, axis).output);
}

std::string range_text(const Range& range) {
  return range.first == range.last ? whole_text(range.first) : whole_text(range.first) + "–" + whole_text(range.last);
}

/// "88 B", "1.5 MB".
std::string bytes_text(std::int64_t bytes) {
  constexpr std::array units{"B", "kB", "MB", "GB"};
  double number = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; number >= 1000 && unit + 1 < units.size(); ++unit) number /= 1000;
  return fmt::format("{:.{}f} {}", number, unit > 0 && number < 100 ? 1 : 0, units[unit]);
}

void write_costs(const Layer& layer, const Context& context) {
  const Spec& spec = layer.spec();
  const Catalog& catalog = context.wording.catalog();
  const std::string heights = range_text(inputs(spec, height));
  const std::string widths = range_text(inputs(spec, width));
  if (layer.is_line && !is_transposed(spec))
    context.out << catalog.text("cli.shape.inputs_along", {{"width", widths}}) << '\n';
  else if (!is_transposed(spec))
    context.out << catalog.text("cli.shape.inputs", {{"height", heights}, {"width", widths}}) << '\n';
  const Costs cost = costs(spec, !layer.saved.scene.bias.empty());
  context.out << catalog.text("cli.shape.costs", {{"parameters", whole_text(cost.parameters)},
                                                  {"multiplications", whole_text(cost.multiplications)},
                                                  {"useful", whole_text(cost.useful)},
                                                  {"memory", bytes_text(cost.bytes)}})
              << '\n';
}

void write_text(const Layer& layer, bool is_settled, const Context& context) {
  const Spec& spec = layer.spec();
  const Catalog& catalog = context.wording.catalog();
  if (is_settled) write_settled(spec, layer.is_line, context);
  const Evaluation evaluation = without_values(spec);
  if (spec.axes[height] == spec.axes[width]) {
    context.out << catalog.text("cli.shape.both_axes") << '\n';
    write_axis(evaluation, height, context);
  } else {
    for (const auto& [axis, key] : {std::pair{height, "axis.height"}, {width, "axis.width"}}) {
      if (layer.is_line && axis == height) continue;
      context.out << catalog.text(key) << '\n';
      write_axis(evaluation, axis, context);
    }
  }
  write_costs(layer, context);
  const auto [rows, columns] = unread(spec);
  if (layer.is_line && columns > 0)
    context.out << catalog.text("cli.shape.unread_along", {{"cells", whole_text(columns)}}) << '\n';
  else if (rows + columns > 0)
    context.out << catalog.text("cli.shape.unread", {{"rows", whole_text(rows)}, {"columns", whole_text(columns)}})
                << '\n';
  const Geometry sizes = geometry(spec);
  context.out << fmt::format("{}x{}\n", sizes.output_height(), sizes.output_width());
}

/// The rule of the layer's output in symbols: "⌊(n + 2p − k) / s⌋ + 1".
std::string formula_of(const Spec& spec, int axis) {
  const Evaluation evaluation = without_values(spec);
  const std::vector<SizeLine> lines = explain_size(evaluation, axis).lines;
  const auto own =
      std::ranges::find_if(lines, [&](const SizeLine& line) { return line.colour_of == evaluation.asked; });
  return own->symbols;
}

void write_json(const Spec& spec, bool has_bias, const Context& context) {
  const AxisSpec& rows = spec.axes[height];
  const AxisSpec& columns = spec.axes[width];
  const Geometry sizes = geometry(spec);
  const AxisGeometry& down = sizes.axes[height];
  const AxisGeometry& across = sizes.axes[width];
  const std::string formula = formula_of(spec, height);
  const std::string formula_of_width = formula_of(spec, width);
  const auto [unread_rows, unread_columns] = unread(spec);
  const Range rows_in = inputs(spec, height);
  const Range columns_in = inputs(spec, width);
  const Costs cost = costs(spec, has_bias);
  context.out << fmt::format(
      "{{\"output\": [{}, {}],\n"
      " \"output_shape\": [{}, {}, {}, {}],\n"
      " \"formula\": \"{}\",\n"
      " \"effective_kernel\": [{}, {}],\n"
      " \"padding\": [{}, {}, {}, {}],\n"
      " \"output_padding\": [{}, {}],\n"
      " \"padded\": [{}, {}],\n"
      " \"unread\": [{}, {}],\n"
      " \"inputs\": [[{}, {}], [{}, {}]],\n"
      " \"parameters\": {},\n"
      " \"multiplications\": {},\n"
      " \"useful_multiplications\": {},\n"
      " \"memory\": {}}}\n",
      down.output, across.output, spec.batch, spec.out_channels, down.output, across.output,
      formula == formula_of_width ? formula : formula + "; " + formula_of_width, down.effective_kernel,
      across.effective_kernel, rows.pad_begin, columns.pad_begin, rows.pad_end, columns.pad_end, rows.output_padding,
      columns.output_padding, down.padded, across.padded, unread_rows, unread_columns, rows_in.first, rows_in.last,
      columns_in.first, columns_in.last, cost.parameters, cost.multiplications, cost.useful, cost.bytes);
}

/// The rules of both axes, a row each.
Table rules_of(const Spec& spec, const Catalog& catalog) {
  Table table{{"", catalog.text("cli.explain.symbols"), catalog.text("cli.explain.numbers")}, {}};
  const Evaluation evaluation = without_values(spec);
  for (const auto& [axis, key] : {std::pair{height, "axis.height"}, {width, "axis.width"}})
    for (const SizeLine& line : explain_size(evaluation, axis).lines)
      table.rows.push_back({catalog.text(key), line.symbols, line.numbers + " = " + whole_text(line.value)});
  return table;
}

}  // namespace

Outcome run_shape(const ShapeArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  const auto& flags = arguments.layer.flags;
  if (*format == TableFormat::json)
    write_json(layer->spec(), !layer->saved.scene.bias.empty(), context);
  else if (*format != TableFormat::text)
    context.out << table_text(rules_of(layer->spec(), context.wording.catalog()), *format);
  else
    write_text(*layer, flags.contains(Parameter::auto_pad) || flags.contains(Parameter::output_size), context);
  return done();
}

}  // namespace convoscope
