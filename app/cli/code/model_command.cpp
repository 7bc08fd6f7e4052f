// What a model is, is interop's to say; unknown extents are null in JSON and "-" elsewhere.
#include "cli/code/model_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/code/code_base.h"
#include "cli/numbers.h"
#include "cli/table.h"
#include "document/model/mending.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

Attempt<MapSize> read_map_size(const Value& text) {
  if (!text) return MapSize{};
  const Attempt<std::vector<std::int64_t>> numbers = read_numbers("--input", *text);
  if (!numbers) return numbers.failure();
  if (numbers->size() < 2 || numbers->size() > 3)
    return wrong_request("--input", {"cli.model.input", {{"text", *text}}});
  std::int64_t cells = 1;
  for (const std::int64_t number : *numbers) {
    if (number < 1 || number > max_cells / cells)
      return out_of_range("--input", *text, "1x1x1", std::to_string(max_cells));
    cells *= number;
  }
  // Two numbers are channels and length.
  const bool is_line = numbers->size() == 2;
  return MapSize{numbers->front(), is_line ? 1 : (*numbers)[1], numbers->back()};
}

struct Row {
  const ModelLayer& layer;
  const ModelStep& step;
};

std::string json_of(const Row& row, const Catalog& catalog) {
  const auto map = [](const std::optional<MapSize>& size) {
    return size ? fmt::format("[{}, {}, {}]", size->channels, size->rows, size->columns) : std::string("null");
  };
  const auto& field = row.step.receptive_field;
  const auto& count = row.step.multiplications;
  return fmt::format(
      R"({{"name": {}, "op": {}, "input": {}, "output": {}, "parameters": {}, "multiplications": {}, "receptive_field": {}, "problem": {}}})",
      json_string(row.layer.name), json_string(row.layer.op), map(row.step.input), map(row.step.output),
      row.step.parameters, count ? std::to_string(*count) : "null",
      field ? fmt::format("[{}, {}]", (*field)[0], (*field)[1]) : "null",
      row.step.problem ? json_string(catalog.text(*row.step.problem)) : "null");
}

std::vector<std::string> texts_of(const Row& row, const Catalog& catalog) {
  const auto map = [](const std::optional<MapSize>& size) {
    return size ? fmt::format("{}x{}x{}", size->channels, size->rows, size->columns) : std::string("-");
  };
  const auto& field = row.step.receptive_field;
  const auto& count = row.step.multiplications;
  return {row.layer.name,
          row.layer.op,
          map(row.step.input),
          map(row.step.output),
          std::to_string(row.step.parameters),
          count ? std::to_string(*count) : "-",
          field ? fmt::format("{}x{}", (*field)[0], (*field)[1]) : "-",
          row.step.problem ? catalog.text(*row.step.problem) : ""};
}

/// The ways to make maps fit that do not: a line each.
std::string mends_text(const Model& model, const Catalog& catalog) {
  std::string text;
  for (const Mend& mend : mends(model)) {
    std::string names;
    for (const int layer : mend.layers)
      names += (names.empty() ? "" : ", ") + model.layers[static_cast<std::size_t>(layer)].name;
    const auto size = [](const MapSize& map) { return fmt::format("{}x{}", map.rows, map.columns); };
    const std::string change = size(mend.before) + " → " + size(mend.after);
    switch (mend.kind) {
      case MendKind::output_padding:
        text += catalog.text("model_page.mend.output_padding", {{"names", names}}) + ": " + change;
        break;
      case MendKind::crop:
        text += catalog.text("model_page.mend.crop_all", {{"count", std::to_string(mend.layers.size())}}) + ": " +
                catalog.text("model_page.mend.crop_effect", {{"change", change}});
        break;
      case MendKind::pad_input:
        text += catalog.text("model_page.mend.pad", {{"size", size(mend.after)}}) + ": " +
                catalog.text("model_page.mend.pad_effect", {{"change", change}});
        break;
    }
    text += '\n';
  }
  return text;
}

}  // namespace

Outcome run_model(const ModelArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  if (!arguments.file) return wrong_request("FILE", {"cli.model.file_missing", {}});
  const Attempt<MapSize> given = read_map_size(arguments.input);
  if (!given) return given.failure();
  const Result<std::string> bytes = context.platform.read_file(*arguments.file);
  if (!bytes) return failed(bytes.message());
  const ReadModel read = read_model(*bytes);
  if (read.error) return failure_in_model(read, *bytes, *arguments.file);
  const MapSize input = arguments.input ? *given : read.model.input;
  const std::vector<ModelStep> steps = follow(read.model, input);
  const Catalog& catalog = context.wording.catalog();
  std::vector<std::string> entries;
  Table table{{catalog.text("cli.model.name"), catalog.text("cli.model.op"), catalog.text("term.input"),
               catalog.text("cli.model.output"), catalog.text("cli.model.parameters"),
               catalog.text("cli.model.multiplications"), catalog.text("cli.model.receptive_field"),
               catalog.text("cli.model.problem")},
              {}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Row row{read.model.layers[i], steps[i]};
    if (*format == TableFormat::json)
      entries.push_back(json_of(row, catalog));
    else
      table.rows.push_back(texts_of(row, catalog));
  }
  if (*format == TableFormat::json)
    context.out << fmt::format("[{}]\n", fmt::join(entries, ",\n "));
  else
    context.out << table_text(table, *format);
  if (*format != TableFormat::text) return done();
  Model here = read.model;
  here.input = input;
  context.out << mends_text(here, catalog);
  return done();
}

}  // namespace convoscope
