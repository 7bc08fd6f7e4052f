// The arithmetic is written by document/explain; an evaluation without values is enough for it, so that sizes of layers that
// would take long to compute are told at once.
#include "cli/shape_command.h"

#include <fmt/format.h>

#include <ostream>

#include "cli/layer_arguments.h"
#include "core/geometry.h"
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
                               line.symbols, line.numbers, line.value);
  if (!explanation.note.key.empty()) context.out << "    " << context.wording.catalog().text(explanation.note) << '\n';
}

void write_text(const Spec& spec, bool is_settled, const Context& context) {
  const Catalog& catalog = context.wording.catalog();
  const AxisSpec& rows = spec.axes[height];
  const AxisSpec& columns = spec.axes[width];
  if (is_settled)
    context.out << catalog.text("cli.shape.settled", {{"top", std::to_string(rows.pad_begin)},
                                                      {"left", std::to_string(columns.pad_begin)},
                                                      {"bottom", std::to_string(rows.pad_end)},
                                                      {"right", std::to_string(columns.pad_end)},
                                                      {"output_padding_height", std::to_string(rows.output_padding)},
                                                      {"output_padding_width", std::to_string(columns.output_padding)}})
                << '\n';
  const Evaluation evaluation = without_values(spec);
  if (rows == columns) {
    context.out << catalog.text("cli.shape.both_axes") << '\n';
    write_axis(evaluation, height, context);
  } else {
    context.out << catalog.text("axis.height") << '\n';
    write_axis(evaluation, height, context);
    context.out << catalog.text("axis.width") << '\n';
    write_axis(evaluation, width, context);
  }
  const Geometry sizes = geometry(spec);
  context.out << fmt::format("{}x{}\n", sizes.output_height(), sizes.output_width());
}

void write_json(const Spec& spec, const Context& context) {
  const AxisSpec& rows = spec.axes[height];
  const AxisSpec& columns = spec.axes[width];
  const Geometry sizes = geometry(spec);
  const AxisGeometry& down = sizes.axes[height];
  const AxisGeometry& across = sizes.axes[width];
  context.out << fmt::format(
      "{{\"output\": [{}, {}],\n"
      " \"output_shape\": [{}, {}, {}, {}],\n"
      " \"effective_kernel\": [{}, {}],\n"
      " \"padding\": [{}, {}, {}, {}],\n"
      " \"output_padding\": [{}, {}],\n"
      " \"padded\": [{}, {}]}}\n",
      down.output, across.output, spec.batch, spec.out_channels, down.output, across.output, down.effective_kernel,
      across.effective_kernel, rows.pad_begin, columns.pad_begin, rows.pad_end, columns.pad_end, rows.output_padding,
      columns.output_padding, down.padded, across.padded);
}

}  // namespace

Outcome run_shape(const ShapeArguments& arguments, const Context& context) {
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  const auto& flags = arguments.layer.flags;
  if (arguments.json)
    write_json(layer->spec(), context);
  else
    write_text(layer->spec(), flags.contains(Parameter::auto_pad) || flags.contains(Parameter::output_size), context);
  return done();
}

}  // namespace convoscope
