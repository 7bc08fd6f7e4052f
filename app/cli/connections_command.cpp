// A convolution reads the fine map and writes the coarse one; a transposed convolution the other way round.
#include "cli/connections_command.h"

#include <fmt/format.h>

#include <array>
#include <iterator>
#include <ostream>
#include <string_view>
#include <utility>

#include "cli/layer_arguments.h"
#include "cli/table.h"
#include "cli/work.h"
#include "core/taps.h"

namespace convoscope {
namespace {

/// What stands before the connections, each of them, between two, and after all.
struct Listing {
  std::string_view before, line, between, after;
};

constexpr std::array listings{
    Listing{"", "input {},{} kernel {},{} output {},{}", "\n", "\n"},
    Listing{"[\n ", R"({{"input": [{}, {}], "kernel": [{}, {}], "output": [{}, {}]}})", ",\n ", "\n]\n"},
    Listing{"input row,input column,kernel row,kernel column,output row,output column\n", "{},{},{},{},{},{}", "\n",
            "\n"},
    Listing{"| input | kernel | output |\n|---|---|---|\n", "| {},{} | {},{} | {},{} |", "\n", "\n"},
    Listing{"\\begin{array}{rrr}\n", "  x_{{{},{}}} & w_{{{},{}}} & y_{{{},{}}} \\\\", "\n", "\n\\end{array}\n"}};

}  // namespace

Outcome run_connections(const ConnectionsArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  if (Outcome judged = judge_work(layer->spec(), most_plain_multiplications); !judged) return judged;
  const bool reads_coarse = is_transposed(layer->spec());
  const Listing& listing = listings[static_cast<std::size_t>(*format)];
  std::string_view separator = listing.before;
  std::string text;
  const Relation between = relation(layer->spec());
  const auto write_tap = [&](const Tap& tap) {
    const Cell& input = reads_coarse ? tap.coarse : tap.fine;
    const Cell& output = reads_coarse ? tap.fine : tap.coarse;
    text = std::exchange(separator, listing.between);
    fmt::format_to(std::back_inserter(text), fmt::runtime(listing.line), input.row, input.column, tap.kernel.row,
                   tap.kernel.column, output.row, output.column);
    context.out << text;
  };
  // As long as somebody listens: the rest of a list of millions is not worth making.
  for (std::int64_t row = 0; row < between.axes[height].coarse && context.out; ++row)
    for (std::int64_t column = 0; column < between.axes[width].coarse && context.out; ++column)
      visit_taps_of_coarse(between, {row, column}, write_tap);
  if (!text.empty())
    context.out << listing.after;
  else if (*format == TableFormat::json)
    context.out << "[]\n";
  return done();
}

}  // namespace convoscope
