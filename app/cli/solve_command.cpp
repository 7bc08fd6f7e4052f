// The solving is core's. In JSON every field is [height, width]; elsewhere one number stands for both.
#include "cli/solve_command.h"

#include <fmt/format.h>

#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/table.h"
#include "core/solve.h"
#include "document/names.h"

namespace convoscope {
namespace {

constexpr std::int64_t most_bound = 64;
constexpr std::size_t most_layers = 1 << 17;

struct SolvedMap {
  AxisPair cells{};
  bool is_line = false;
};

Attempt<SolvedMap> read_map_size(const std::string& flag, const Value& text) {
  if (!text) return wrong_request(flag, {"cli.solve.size_missing", {}});
  const Attempt<std::vector<std::int64_t>> numbers = read_numbers(flag, *text);
  if (!numbers) return numbers.failure();
  if (numbers->size() > 2) return wrong_request(flag, {"cli.solve.size", {{"text", *text}}});
  for (const std::int64_t number : *numbers)
    if (number < 1 || number > max_cells) return out_of_range(flag, *text, "1", std::to_string(max_cells));
  const bool is_line = numbers->size() == 1;
  return SolvedMap{{is_line ? 1 : numbers->front(), numbers->back()}, is_line};
}

struct SolvedField {
  const char* name;
  std::int64_t AxisSpec::*member;
};
constexpr std::array fields{SolvedField{"kernel", &AxisSpec::kernel}, SolvedField{"stride", &AxisSpec::stride},
                            SolvedField{"padding", &AxisSpec::pad_begin}, SolvedField{"dilation", &AxisSpec::dilation},
                            SolvedField{"output_padding", &AxisSpec::output_padding}};

std::string json_of(const SolvedLayer& layer) {
  std::string text;
  for (const SolvedField& field : fields)
    text += fmt::format("{}\"{}\": [{}, {}]", text.empty() ? "{" : ", ", field.name, layer[height].*field.member,
                        layer[width].*field.member);
  return text + '}';
}

/// "3", or "3,5" for height and width.
std::vector<std::string> row_of(const SolvedLayer& layer, bool is_line) {
  std::vector<std::string> row;
  for (const SolvedField& field : fields) {
    const std::int64_t down = layer[height].*field.member;
    const std::int64_t across = layer[width].*field.member;
    row.push_back(is_line || down == across ? fmt::format("{}", across) : fmt::format("{},{}", down, across));
  }
  return row;
}

std::string as_json(const std::vector<SolvedLayer>& layers) {
  std::string text;
  for (const SolvedLayer& layer : layers) text += (text.empty() ? "[" : ",\n ") + json_of(layer);
  return (text.empty() ? "[" : text) + "]\n";
}

/// Each number after its name, where there is something to say: dilation and output padding are left out at their defaults.
std::string as_text(const Table& table) {
  std::string text;
  for (const std::vector<std::string>& row : table.rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if ((i == 3 && row[i] == "1") || (i == 4 && row[i] == "0")) continue;
      line += fmt::format("{}{} {}", line.empty() ? "" : "  ", table.header[i], row[i]);
    }
    text += line + '\n';
  }
  return text;
}

}  // namespace

Outcome run_solve(const SolveArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  if (!arguments.operation) return wrong_request("OP", {"cli.solve.operation_missing", {}});
  const Attempt<Operation> operation = read_choice("OP", *arguments.operation, operation_named, operation_names);
  if (!operation) return operation.failure();
  const Attempt<SolvedMap> input = read_map_size("--input", arguments.input);
  if (!input) return input.failure();
  const Attempt<SolvedMap> output = read_map_size("--output", arguments.output);
  if (!output) return output.failure();
  if (input->is_line != output->is_line)
    return wrong_request("--output",
                         {"cli.solve.mixed_dimensions", {{"input", *arguments.input}, {"output", *arguments.output}}});
  SolveBounds bounds;
  struct Bound {
    const char* flag;
    const Value& text;
    std::int64_t& most;
    std::int64_t least;
  };
  for (const Bound& bound : {Bound{"--max-kernel", arguments.max_kernel, bounds.kernel, 1},
                             Bound{"--max-stride", arguments.max_stride, bounds.stride, 1},
                             Bound{"--max-padding", arguments.max_padding, bounds.padding, 0},
                             Bound{"--max-dilation", arguments.max_dilation, bounds.dilation, 1},
                             Bound{"--max-output-padding", arguments.max_output_padding, bounds.output_padding, 0}}) {
    if (!bound.text) continue;
    const Attempt<std::int64_t> most = read_number(bound.flag, *bound.text, bound.least, most_bound);
    if (!most) return most.failure();
    bound.most = *most;
  }
  const SolvedAxes axes = input->is_line          ? SolvedAxes::width_alone
                          : arguments.is_per_axis ? SolvedAxes::apart
                                                  : SolvedAxes::alike;
  const auto layers = solve(*operation, input->cells, output->cells, bounds, axes, most_layers);
  if (!layers) return wrong_request("", {"cli.solve.too_many", {{"limit", std::to_string(most_layers)}}});
  if (*format == TableFormat::json) {
    context.out << as_json(*layers);
    return done();
  }
  const Catalog& catalog = context.wording.catalog();
  Table table;
  for (const SolvedField& field : fields) table.header.push_back(catalog.text("term." + std::string(field.name)));
  for (const SolvedLayer& layer : *layers) table.rows.push_back(row_of(layer, input->is_line));
  context.out << (*format == TableFormat::text ? as_text(table) : table_text(table, *format));
  if (layers->empty()) say_note({"cli.solve.none", {}}, context);
  return done();
}

}  // namespace convoscope
