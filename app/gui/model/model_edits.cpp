// Weights are read when a layer is opened, and never before.
#include "gui/model/model_edits.h"

#include <algorithm>

#include "document/text_position.h"
#include "gui/state/files.h"
#include "gui/widgets/number_field.h"
#include "interop/model/model_weights.h"
#include "interop/model/weight_files.h"

namespace convoscope {
namespace {

/// The reason with its line and column, where it has a place in a text.
std::string reason_of(const Catalog& catalog, const CodeError& error, std::string_view text, bool is_text) {
  const std::string reason = catalog.text(error.message);
  if (!is_text) return reason;
  const TextPosition at = position_in(text, error.offset);
  return std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + reason;
}

/// Where the model's file is: as it was opened, else beside the scene's.
std::string path_of(const AppState& app, const Model& model) {
  const std::string& folder = model.folder.empty() ? directory_of(app.session.path()) : model.folder;
  return joined(folder, model.name);
}

}  // namespace

Result<SavedScene> read_model_scene(const Platform& platform, const Catalog& catalog, const std::string& path) {
  const Result<std::string> bytes = platform.read_file(path);
  if (!bytes) return bytes.message();
  const Pasted read = read_model_file(path, *bytes);
  if (read.error)
    return Message{"file.no_scene",
                   {{"path", path}, {"reason", reason_of(catalog, *read.error, *bytes, is_model_text(path))}}};
  return scene_of_model(read, path);
}

void follow_model(AppState& app) {
  ModelState& state = app.ui.model;
  const ModelPage& page = app.session.scene().page;
  state.is_shown = page.is_shown && page.model && !app.ui.lesson;
  if (!state.is_shown) state.row = {};
  if (state.of == page.model) return;
  state.of = page.model;
  state.skip = {};
  state.row = {};
  state.asks_skip = false;
  state.misfit = 0;
  state.steps.clear();
  state.misfits.clear();
  state.mends.clear();
  state.strip = {};
  if (!state.of) return;
  state.steps = follow(*state.of, state.of->input);
  state.misfits = misfits(*state.of, state.steps);
  if (!state.misfits.empty()) state.mends = mends(*state.of);
  state.strip = strip_of(*state.of, state.steps);
}

void open_model_layer(AppState& app, int layer) {
  ModelPage page = app.session.present().page;
  const std::vector<ModelStep>& steps = app.ui.model.steps;
  if (!page.model || page.model != app.ui.model.of || layer < 0 || layer >= static_cast<int>(steps.size())) return;
  const auto index = static_cast<std::size_t>(layer);
  const ModelLayer& chosen = page.model->layers[index];
  if (!chosen.layer) return;
  if (!steps[index].spec) {
    if (steps[index].problem) tell_error(app, *steps[index].problem);
    return;
  }
  SetLayer edit{chosen.name, *steps[index].spec};
  std::optional<Message> missing;
  if (chosen.weight || chosen.bias) {
    Result<LayerNumbers> numbers = read_layer_numbers(chosen, edit.spec, path_of(app, *page.model), app.platform);
    if (numbers) {
      edit.weight = std::move(numbers->weight);
      edit.bias = std::move(numbers->bias);
    } else {
      missing = numbers.message();
    }
  } else if (chosen.layer->has_bias) {
    edit.bias.assign(static_cast<std::size_t>(edit.spec.out_channels), 0.0f);
  }
  page.layer = layer;
  page.is_shown = false;
  perform(app, Edits{edit, SetModel{page}});
  if (missing) return tell_error(app, *missing);
  tell(app, {"model_page.opened", {{"name", chosen.name}}});
}

bool has_model(const AppState& app) { return app.session.present().page.model != nullptr; }

void take_weights(AppState& app, const std::string& path) {
  const ModelPage& page = app.session.present().page;
  const Result<std::string> bytes = app.platform.read_file(path);
  if (!bytes) return tell_error(app, bytes.message());
  const std::string folder = directory_of(path);
  const bool has_own = std::ranges::any_of(
      page.model->layers, [](const ModelLayer& layer) { return layer.weight && layer.weight->file.empty(); });
  if (has_own && folder != directory_of(path_of(app, *page.model)))
    return tell_error(app, {"model.weight_elsewhere", {{"file", path}}});
  Result<WeightedModel> weighted =
      with_weights(*page.model, follow(*page.model, page.model->input), *bytes, name_of_path(path));
  if (!weighted) return tell_error(app, weighted.message());
  weighted->model.folder = folder;
  const Message taken{"model.weights_taken",
                      {{"count", std::to_string(weighted->layers)}, {"file", name_of_path(path)}}};
  perform(app, edits_of_page(page, std::move(weighted->model)));
  tell(app, weighted->note.value_or(taken));
}

bool may_choose_skip(const AppState& app) { return app.ui.model.row.layer >= 0; }

void choose_skip(AppState& app) { app.ui.model.asks_skip = true; }

void switch_page(AppState& app) {
  ModelPage page = app.session.present().page;
  page.is_shown = !page.is_shown;
  perform(app, SetModel{page});
}

Edits edits_of_page(const ModelPage& page, Model changed) {
  return {SetModel{{std::make_shared<const Model>(std::move(changed)), page.layer, page.is_shown}}};
}

std::optional<MapSize> parse_input(std::string_view text, const MapSize& before) {
  const auto typed = parse_sizes(text);
  if (!typed || typed->size() > 3) return std::nullopt;
  const std::vector<std::int64_t>& numbers = *typed;
  const std::int64_t columns = numbers.back();
  const std::int64_t rows = numbers.size() > 1 ? numbers[numbers.size() - 2] : before.rows == 1 ? 1 : columns;
  const std::int64_t channels = numbers.size() > 2 ? numbers[0] : std::max<std::int64_t>(before.channels, 1);
  if (channels < 1 || rows < 1 || columns < 1 || channels > max_cells || rows > max_cells / columns ||
      channels > max_cells / (rows * columns))
    return std::nullopt;
  return MapSize{channels, rows, columns};
}

}  // namespace convoscope
