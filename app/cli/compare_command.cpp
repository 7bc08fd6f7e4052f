// The rules are interop's. Results are compared number by number, on the values of the layer itself.
#include "cli/compare_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "cli/code/code_base.h"
#include "cli/layer_arguments.h"
#include "cli/names.h"
#include "cli/table.h"
#include "cli/work.h"
#include "core/convolve.h"
#include "core/geometry.h"
#include "interop/calls/code_out.h"

namespace convoscope {
namespace {

struct ComparedLayer {
  std::string_view id;  ///< in JSON
  std::string_view name;
  FrameworkLayer layer;
  std::string code;
  AxisPair output{};
  std::set<Cell> differs;  ///< from PyTorch's
  bool agrees_in_size = false;
  AxisPair telling{};

  bool is_legal() const { return layer.problems.empty(); }
};

ComparedLayer row_of(Framework framework, const AskedLayer& asked, bool has_bias) {
  constexpr std::array names{"PyTorch", "TensorFlow", "Keras", "ONNX", "JAX", "Caffe"};
  ComparedLayer row;
  row.id = framework_names[static_cast<std::size_t>(framework)];
  row.name = names[static_cast<std::size_t>(framework)];
  row.layer = layer_in(framework, asked);
  if (!row.is_legal()) return row;
  row.code = call_in(framework, row.layer, has_bias);
  const Geometry sizes = geometry(row.layer.spec);
  row.output = {sizes.output_height(), sizes.output_width()};
  return row;
}

bool is_same(float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }

std::set<Cell> differing_cells(const Tensor& one, const Tensor& two) {
  std::set<Cell> cells;
  for (std::int64_t i = 0; i < one.size(); ++i)
    if (!is_same(one.data()[static_cast<std::size_t>(i)], two.data()[static_cast<std::size_t>(i)]))
      cells.insert({i / one.columns() % one.rows(), i % one.columns()});
  return cells;
}

std::vector<ComparedLayer> compare(const AskedLayer& asked, const Scene& scene) {
  std::vector<ComparedLayer> rows;
  for (const Framework framework : frameworks) rows.push_back(row_of(framework, asked, !scene.bias.empty()));
  const ComparedLayer& own = rows.front();
  if (!own.is_legal()) return rows;
  const SharedTensor input = input_of(scene);
  const SharedTensor weight = weight_of(scene);
  const Tensor result = apply(own.layer.spec, *input, *weight, scene.bias);
  for (ComparedLayer& row : rows) {
    if (!row.is_legal()) continue;
    row.agrees_in_size = row.output == own.output;
    if (row.agrees_in_size && !(row.layer.spec == own.layer.spec))
      row.differs = differing_cells(apply(row.layer.spec, *input, *weight, scene.bias), result);
    const Framework framework = frameworks[static_cast<std::size_t>(&row - rows.data())];
    row.telling = smallest_telling_input(framework, Framework::pytorch, asked);
  }
  return rows;
}

std::string json_of(const ComparedLayer& row, const Catalog& catalog) {
  const auto pair = [](std::int64_t a, std::int64_t b) { return fmt::format("[{}, {}]", a, b); };
  if (!row.is_legal())
    return fmt::format(R"({{"output": null, "legal": false, "code": "", "reason": {}}})",
                       json_string(catalog.text(row.layer.problems.front())));
  std::string text = fmt::format(R"({{"output": {}, "legal": true, "code": {})", pair(row.output[0], row.output[1]),
                                 json_string(row.code));
  if (row.agrees_in_size) {
    std::vector<std::string> cells;
    for (const Cell& cell : row.differs) cells.push_back(pair(cell.row, cell.column));
    text += fmt::format(R"(, "differs": [{}])", fmt::join(cells, ", "));
  }
  const bool is_told = row.telling[width] > 0;
  return text + fmt::format(R"(, "tells_apart": {}}})", is_told ? pair(row.telling[0], row.telling[1]) : "null");
}

/// "the same", "20 cells differ, the first is 0,1".
std::string difference(const ComparedLayer& row, bool is_compared, const Catalog& catalog) {
  if (!row.is_legal()) return catalog.text("compare.refused", {{"reason", catalog.text(row.layer.problems.front())}});
  if (!is_compared) return "";
  if (!row.agrees_in_size) return catalog.text("compare.other_size");
  if (row.differs.empty()) return catalog.text("compare.same");
  const Cell first = *row.differs.begin();
  return catalog.text("compare.differs", {{"count", std::to_string(row.differs.size())},
                                          {"first", fmt::format("{},{}", first.row, first.column)}});
}

Table table_of(const std::vector<ComparedLayer>& rows, const Catalog& catalog) {
  Table table{{catalog.text("compare.framework"), catalog.text("term.output_size"), catalog.text("compare.difference"),
               catalog.text("compare.telling"), catalog.text("compare.code")},
              {}};
  for (const ComparedLayer& row : rows) {
    std::string code = row.code;
    std::ranges::replace(code, '\n', ' ');
    const bool is_compared = &row != &rows.front() && rows.front().is_legal();
    const bool is_told = row.telling[width] > 0;
    table.rows.push_back({std::string(row.name),
                          row.is_legal() ? fmt::format("{}x{}", row.output[0], row.output[1]) : "",
                          difference(row, is_compared, catalog),
                          is_told ? fmt::format("{}x{}", row.telling[0], row.telling[1]) : "", code});
  }
  return table;
}

void write_text(const std::vector<ComparedLayer>& rows, const Context& context) {
  const Catalog& catalog = context.wording.catalog();
  for (const ComparedLayer& row : rows) {
    const bool is_compared = &row != &rows.front() && rows.front().is_legal();
    std::string line(row.name);
    if (row.is_legal()) line += fmt::format("  {}x{}", row.output[0], row.output[1]);
    if (const std::string told = difference(row, is_compared, catalog); !told.empty()) line += "  " + told;
    context.out << line << '\n';
    std::string_view code = row.code;
    while (!code.empty()) {
      const std::size_t end = std::min(code.find('\n'), code.size());
      context.out << "    " << code.substr(0, end) << '\n';
      code.remove_prefix(std::min(end + 1, code.size()));
    }
    if (row.telling[width] > 0)
      context.out << "    "
                  << catalog.text("compare.told_apart",
                                  {{"size", fmt::format("{}x{}", row.telling[0], row.telling[1])}})
                  << '\n';
  }
}

}  // namespace

Outcome run_compare(const CompareArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  // Sentences and code are no mathematics.
  constexpr std::array formats{"text", "json", "csv", "markdown"};
  if (*format == TableFormat::latex) return unknown_choice("--format", *arguments.table.format, formats);
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  if (Outcome judged = judge_work(layer->spec(), most_plain_multiplications); !judged) return judged;
  const std::vector<ComparedLayer> rows = compare({layer->spec(), layer->auto_pad}, layer->saved.scene);
  const Catalog& catalog = context.wording.catalog();
  if (*format == TableFormat::json) {
    std::vector<std::string> entries;
    for (const ComparedLayer& row : rows) entries.push_back(fmt::format("\"{}\": {}", row.id, json_of(row, catalog)));
    context.out << fmt::format("{{{}}}\n", fmt::join(entries, ",\n "));
  } else if (*format == TableFormat::text) {
    write_text(rows, context);
  } else {
    context.out << table_text(table_of(rows, catalog), *format);
  }
  return done();
}

}  // namespace convoscope
