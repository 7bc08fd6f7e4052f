// The rules are interop's. Results are compared number by number, on the values of the layer itself.
#include "cli/code/compare_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/code/code_base.h"
#include "cli/layer_arguments.h"
#include "cli/names.h"
#include "cli/table.h"
#include "cli/work.h"
#include "interop/calls/comparison.h"

namespace convoscope {
namespace {

std::string title_of(const ComparedLayer& row) { return framework_titles[static_cast<std::size_t>(row.framework)]; }

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
  if (!row.agrees_in_size) return catalog.text("compare.other_size", {{"other", framework_titles[0]}});
  if (row.differs.empty()) return catalog.text("compare.same", {{"other", framework_titles[0]}});
  const Cell first = *row.differs.begin();
  return catalog.text("compare.differs", {{"other", framework_titles[0]},
                                          {"count", std::to_string(row.differs.size())},
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
    table.rows.push_back({title_of(row), row.is_legal() ? fmt::format("{}x{}", row.output[0], row.output[1]) : "",
                          difference(row, is_compared, catalog),
                          is_told ? fmt::format("{}x{}", row.telling[0], row.telling[1]) : "", code});
  }
  return table;
}

void write_text(const std::vector<ComparedLayer>& rows, const Context& context) {
  const Catalog& catalog = context.wording.catalog();
  for (const ComparedLayer& row : rows) {
    const bool is_compared = &row != &rows.front() && rows.front().is_legal();
    std::string line = title_of(row);
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
                                  {{"other", framework_titles[0]},
                                   {"size", fmt::format("{}x{}", row.telling[0], row.telling[1])}})
                  << '\n';
  }
}

/// The two frameworks of --between, else PyTorch and the first that an input tells from it.
Attempt<TellingCase> read_case(const CompareArguments& arguments, const AskedLayer& asked) {
  if (!arguments.between) {
    for (const Framework framework : frameworks)
      if (std::optional<TellingCase> telling = telling_case(Framework::pytorch, framework, asked))
        return std::move(*telling);
    return wrong_request("-o", {"compare.none_told", {}});
  }
  const std::string& text = *arguments.between;
  const std::size_t comma = std::min(text.find(','), text.size());
  std::vector<Framework> pair;
  for (const std::string& name : {text.substr(0, comma), text.substr(std::min(comma + 1, text.size()))}) {
    const auto known = std::ranges::find(framework_names, name);
    if (known == framework_names.end()) return unknown_choice("--between", name, framework_names);
    pair.push_back(frameworks[static_cast<std::size_t>(known - framework_names.begin())]);
  }
  if (std::optional<TellingCase> telling = telling_case(pair[0], pair[1], asked)) return std::move(*telling);
  const auto title = [](Framework framework) { return framework_titles[static_cast<std::size_t>(framework)]; };
  return wrong_request("--between", {"compare.not_told", {{"one", title(pair[0])}, {"other", title(pair[1])}}});
}

/// The case as a test in Python.
Outcome write_test(const CompareArguments& arguments, const AskedLayer& asked, const Context& context) {
  const Attempt<TellingCase> telling = read_case(arguments, asked);
  if (!telling) return telling.failure();
  const Result<std::string> test = python_test(*telling);
  if (!test) return wrong_request("-o", test.message());
  if (*arguments.output == "-") {
    context.out << *test;
    return done();
  }
  const Status written = context.platform.write_file(*arguments.output, *test);
  return written ? done() : Outcome(failed(written.message()));
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
  const AskedLayer asked{layer->spec(), layer->auto_pad};
  if (arguments.output) return write_test(arguments, asked, context);
  if (arguments.between) return wrong_request("--between", {"cli.needs_output", {{"flag", "-o"}}});
  const Scene& scene = layer->saved.scene;
  const SharedTensor input = input_of(scene);
  const SharedTensor weight = weight_of(scene);
  const LayerValues values{input.get(), weight.get(), scene.bias};
  const std::vector<ComparedLayer> rows = compare(asked, &values, Framework::pytorch);
  const Catalog& catalog = context.wording.catalog();
  if (*format == TableFormat::json) {
    std::vector<std::string> entries;
    for (const ComparedLayer& row : rows)
      entries.push_back(
          fmt::format("\"{}\": {}", framework_names[static_cast<std::size_t>(row.framework)], json_of(row, catalog)));
    context.out << fmt::format("{{{}}}\n", fmt::join(entries, ",\n "));
  } else if (*format == TableFormat::text) {
    write_text(rows, context);
  } else {
    context.out << table_text(table_of(rows, catalog), *format);
  }
  return done();
}

}  // namespace convoscope
