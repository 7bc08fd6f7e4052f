// The sentences and sums are document/explain's.
#include "cli/explain_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "cli/layer_arguments.h"
#include "cli/table.h"
#include "cli/work.h"
#include "document/cell_name.h"
#include "document/explain.h"
#include "document/names.h"

namespace convoscope {
namespace {

std::string json_number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }

void write_json(const Evaluation& evaluation, const CellExplanation& cell, const Context& context) {
  std::vector<std::string> terms;
  for (const Term& term : cell.terms) {
    const TermText text = text_of(evaluation, cell, term);
    terms.push_back(fmt::format(R"({{"symbols": {}, "numbers": {}, "value": {}}})", json_string(text.symbols),
                                json_string(text.numbers), json_number(term.value)));
  }
  context.out << fmt::format("{{\"title\": {},\n \"terms\": [{}],\n \"omitted\": {}",
                             json_string(context.wording.catalog().text(cell.title)), fmt::join(terms, ",\n  "),
                             cell.omitted);
  if (cell.has_bias) context.out << fmt::format(",\n \"bias\": {}", json_number(cell.bias));
  if (cell.has_sum) context.out << fmt::format(",\n \"{}\": {}", cell.sum_key.substr(5), json_number(cell.sum));
  context.out << "}\n";
}

void write_text(const Table& table, const CellExplanation& cell, const Context& context) {
  const Catalog& catalog = context.wording.catalog();
  context.out << catalog.text(cell.title) << '\n';
  if (cell.why && !cell.why->equation.empty()) context.out << cell.why->equation << '\n';
  if (cell.why) context.out << catalog.text(cell.why->verdict) << '\n';
  if (cell.lead) context.out << catalog.text(*cell.lead) << '\n';
  context.out << table_text(table, TableFormat::text);
  if (cell.omitted > 0)
    context.out << catalog.text("cli.explain.omitted", {{"count", std::to_string(cell.omitted)}}) << '\n';
  if (cell.has_bias) context.out << fmt::format("b = {}\n", number_text(cell.bias));
  if (!cell.has_sum) return;
  const std::string divided =
      cell.count == 1 ? "" : fmt::format("{} / {} = ", number_text(cell.sum * cell.count, 6), number_text(cell.count));
  context.out << fmt::format("{} = {}{}\n", catalog.text(cell.sum_key), divided, number_text(cell.sum, 6));
}

}  // namespace

Outcome run_explain(const ExplainArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  if (!arguments.select) return wrong_request("--select", {"cli.select_missing", {}});
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  if (layer->note) say_note(*layer->note, context);
  if (Outcome judged = judge_work(layer->saved.scene.spec, most_fast_multiplications); !judged) return judged;
  const std::shared_ptr<const Evaluation> evaluation = evaluate(layer->saved.scene);
  const std::optional<Tag> tag = cell_named(*evaluation, *arguments.select);
  if (!tag) return wrong_request("--select", {"cli.no_such_cell", {{"text", *arguments.select}}});
  const CellExplanation cell = explain_cell(*evaluation, tag->side, *tag);
  Table table{
      {context.wording.catalog().text("cli.explain.symbols"), context.wording.catalog().text("cli.explain.numbers")},
      {}};
  for (const Term& term : cell.terms) {
    const TermText text = text_of(*evaluation, cell, term);
    table.rows.push_back({text.symbols, text.numbers});
  }
  if (*format == TableFormat::json)
    write_json(*evaluation, cell, context);
  else if (*format == TableFormat::text)
    write_text(table, cell, context);
  else
    context.out << table_text(table, *format);
  return done();
}

}  // namespace convoscope
