// What a model is, is interop's to say; unknown extents are null in JSON and "-" elsewhere.
#include "cli/code/model_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/code/code_base.h"
#include "cli/names.h"
#include "cli/table.h"
#include "document/model/mending.h"
#include "document/model/skips.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

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

/// --skip LAYER=MAP: the map of another layer, or the input, joins what the layer reads; "none": no map does.
Outcome apply_skip(const std::string& text, Model& model) {
  const std::size_t equals = text.find('=');
  const auto index_of = [&](const std::string& name) {
    const auto found = std::ranges::find(model.layers, name, &ModelLayer::name);
    return found == model.layers.end() ? no_skip : static_cast<int>(found - model.layers.begin());
  };
  const int layer = equals == std::string::npos ? no_skip : index_of(text.substr(0, equals));
  if (layer < 0 || !takes_skips(model, layer)) return wrong_request("--skip", {"cli.skip_form", {{"text", text}}});
  const std::vector<ModelStep> steps = follow(model, model.input);
  const std::vector<Joint>& joints = steps[static_cast<std::size_t>(layer)].joints;
  const int present = joints.empty() ? no_skip : joints.front().from;
  const std::vector<int> choices = skip_choices(model, steps, layer, present);
  const auto name_of = [&](int from) {
    if (from == no_skip) return std::string("none");
    return from < 0 ? std::string("input") : model.layers[static_cast<std::size_t>(from)].name;
  };
  const std::string wanted = text.substr(equals + 1);
  const auto chosen = std::ranges::find_if(choices, [&](int from) { return name_of(from) == wanted; });
  if (chosen == choices.end()) {
    std::vector<std::string> names;
    for (const int from : choices) names.push_back(name_of(from));
    const std::vector<std::string_view> known(names.begin(), names.end());
    return wrong_request("--skip", {"cli.no_such_skip", {{"text", wanted}, {"choices", joined(known)}}});
  }
  model = with_skip(model, layer, present, *chosen);
  return done();
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
  const Attempt<std::optional<MapSize>> given = read_model_input(arguments.input);
  if (!given) return given.failure();
  const Result<std::string> bytes = context.platform.read_file(*arguments.file);
  if (!bytes) return failed(bytes.message());
  const ReadModel read = read_model(*bytes);
  if (read.error) return failure_in_model(read, *bytes, *arguments.file);
  Model model = read.model;
  model.input = given->value_or(model.input);
  for (const std::string& skip : arguments.skips)
    if (const Outcome applied = apply_skip(skip, model); !applied) return applied;
  const std::vector<ModelStep> steps = follow(model, model.input);
  const Catalog& catalog = context.wording.catalog();
  std::vector<std::string> entries;
  Table table{{catalog.text("cli.model.name"), catalog.text("cli.model.op"), catalog.text("term.input"),
               catalog.text("cli.model.output"), catalog.text("cli.model.parameters"),
               catalog.text("cli.model.multiplications"), catalog.text("cli.model.receptive_field"),
               catalog.text("cli.model.problem")},
              {}};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const Row row{model.layers[i], steps[i]};
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
  context.out << mends_text(model, catalog);
  return done();
}

}  // namespace convoscope
