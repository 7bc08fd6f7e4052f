// A convolution reads the fine map and writes the coarse one; a transposed convolution the other way round.
#include "cli/connections_command.h"

#include <fmt/format.h>

#include <iterator>
#include <ostream>
#include <utility>

#include "cli/layer_arguments.h"
#include "core/taps.h"

namespace convoscope {

Outcome run_connections(const ConnectionsArguments& arguments, const Context& context) {
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  const bool is_transposed = layer->spec().operation == Operation::transposed_convolution;
  fmt::memory_buffer line;
  const auto write_line = [&] {
    context.out.write(line.data(), static_cast<std::streamsize>(line.size()));
    line.clear();
  };
  const char* separator = "[\n ";
  visit_taps(relation(layer->spec()), [&](const Tap& tap) {
    const Cell& input = is_transposed ? tap.coarse : tap.fine;
    const Cell& output = is_transposed ? tap.fine : tap.coarse;
    if (arguments.json)
      fmt::format_to(std::back_inserter(line), R"({}{{"input": [{}, {}], "kernel": [{}, {}], "output": [{}, {}]}})",
                     std::exchange(separator, ",\n "), input.row, input.column, tap.kernel.row, tap.kernel.column,
                     output.row, output.column);
    else
      fmt::format_to(std::back_inserter(line), "input {},{} kernel {},{} output {},{}\n", input.row, input.column,
                     tap.kernel.row, tap.kernel.column, output.row, output.column);
    write_line();
  });
  if (arguments.json) context.out << (*separator == '[' ? "[]\n" : "\n]\n");
  return done();
}

}  // namespace convoscope
