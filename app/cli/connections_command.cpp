// A convolution reads the fine map and writes the coarse one; a transposed convolution the other way round.
#include "cli/connections_command.h"

#include <fmt/format.h>

#include <iterator>
#include <ostream>

#include "cli/layer_arguments.h"
#include "core/taps.h"

namespace convoscope {

Outcome run_connections(const ConnectionsArguments& arguments, const Context& context) {
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  const bool is_transposed = layer->spec.operation == Operation::transposed_convolution;
  const std::ostreambuf_iterator<char> out(context.out);
  std::string_view separator = "[\n ";
  visit_taps(relation(layer->spec), [&](const Tap& tap) {
    const Cell& input = is_transposed ? tap.coarse : tap.fine;
    const Cell& output = is_transposed ? tap.fine : tap.coarse;
    if (!arguments.json) {
      fmt::format_to(out, "input {},{} kernel {},{} output {},{}\n", input.row, input.column, tap.kernel.row,
                     tap.kernel.column, output.row, output.column);
      return;
    }
    fmt::format_to(out, R"({}{{"input": [{}, {}], "kernel": [{}, {}], "output": [{}, {}]}})", separator, input.row,
                   input.column, tap.kernel.row, tap.kernel.column, output.row, output.column);
    separator = ",\n ";
  });
  if (arguments.json) fmt::format_to(out, "{}]\n", separator == "[\n " ? "[" : "\n");
  return done();
}

}  // namespace convoscope
