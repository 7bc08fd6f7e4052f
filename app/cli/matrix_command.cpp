// Elements that meet in one entry, as folded padding lets them, are added up.
#include "cli/matrix_command.h"

#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/layer_arguments.h"
#include "cli/table.h"
#include "core/matrix.h"
#include "document/names.h"

namespace convoscope {
namespace {

constexpr std::int64_t most_listed = std::int64_t{1} << 20;

/// The matrix or its transpose, row by row.
std::vector<std::vector<double>> dense(const SparseMatrix& matrix, bool transposed) {
  const auto [down, across] =
      transposed ? std::pair(matrix.columns, matrix.rows) : std::pair(matrix.rows, matrix.columns);
  std::vector<std::vector<double>> rows(static_cast<std::size_t>(down),
                                        std::vector<double>(static_cast<std::size_t>(across)));
  for (const MatrixEntry& entry : matrix.entries) {
    const auto row = static_cast<std::size_t>(transposed ? entry.column : entry.row);
    const auto column = static_cast<std::size_t>(transposed ? entry.row : entry.column);
    rows[row][column] += double{entry.value};
  }
  return rows;
}

/// The shortest text that reads back as the number.
std::string number(double value) { return fmt::format("{}", static_cast<float>(value)); }

/// "x[0,1]", with a channel where there are several.
std::vector<std::string> symbols(char letter, const Shape& map) {
  std::vector<std::string> names;
  for (std::int64_t channel = 0; channel < map[1]; ++channel)
    for (std::int64_t row = 0; row < map[2]; ++row)
      for (std::int64_t column = 0; column < map[3]; ++column)
        names.push_back(map[1] > 1 ? fmt::format("{}[{},{},{}]", letter, channel, row, column)
                                   : fmt::format("{}[{},{}]", letter, row, column));
  return names;
}

}  // namespace

Outcome run_matrix(const MatrixArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  const Spec& spec = layer->spec();
  if (is_pooling(spec))
    return wrong_request("", {"cli.matrix_of_pooling", {{"operation", std::string(name_of(spec.operation))}}});
  const Shape input = input_shape(spec);
  const Shape output = output_shape(spec);
  const std::int64_t rows = output[1] * output[2] * output[3];
  const std::int64_t columns = input[1] * input[2] * input[3];
  if (rows > most_listed / columns)
    return wrong_request("", {"cli.matrix_too_long",
                              {{"rows", std::to_string(rows)},
                               {"columns", std::to_string(columns)},
                               {"limit", std::to_string(most_listed)}}});
  const SparseMatrix convolution = convolution_matrix(relation(spec), *weight_of(layer->saved.scene));
  const auto entries = dense(convolution, is_transposed(spec));
  Table table{symbols('x', input), {}};
  for (const std::vector<double>& row : entries) {
    std::vector<std::string>& texts = table.rows.emplace_back();
    for (const double value : row) texts.push_back(number(value));
  }
  if (*format == TableFormat::json) {
    std::vector<std::string> lines;
    for (const auto& row : table.rows) lines.push_back(fmt::format("[{}]", fmt::join(row, ", ")));
    context.out << fmt::format("[{}]\n", fmt::join(lines, ",\n "));
  } else if (*format == TableFormat::markdown) {
    table.header.insert(table.header.begin(), "");
    const std::vector<std::string> names = symbols('y', output);
    for (std::size_t i = 0; i < table.rows.size(); ++i) table.rows[i].insert(table.rows[i].begin(), names[i]);
    context.out << table_text(table, *format);
  } else {
    context.out << table_text(table, *format);
  }
  return done();
}

}  // namespace convoscope
