// Files beside a model are read only below the model's own folder.
#include "cli/code/code_base.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/names.h"
#include "cli/numbers.h"
#include "core/convolve.h"
#include "document/text_position.h"
#include "interop/model/model_weights.h"
#include "interop/model/weight_files.h"

namespace convoscope {
namespace {

Failure no_such_layer(const std::string& name, const std::vector<std::string>& known) {
  const std::vector<std::string_view> names(known.begin(), known.end());
  return unknown("--layer", "cli.no_such_layer", "cli.no_such_layer_close", {{"text", name}}, name, names);
}

Scene scene_of(const LayerCode& layer, const Spec& spec) {
  Scene scene;
  scene.title = layer.name;
  scene.spec = spec;
  scene.shows_convolution = !is_transposed(spec);
  scene.shows_transposed = is_transposed(spec);
  if (layer.has_bias) scene.bias.assign(static_cast<std::size_t>(spec.out_channels), 0.0f);
  return scene;
}

}  // namespace

Attempt<std::optional<Framework>> read_framework(const std::string& flag, const std::string& name) {
  if (name == "auto") return std::optional<Framework>();
  const auto known = std::ranges::find(framework_names, name);
  if (known != framework_names.end())
    return std::optional(frameworks[static_cast<std::size_t>(known - framework_names.begin())]);
  std::vector<std::string_view> choices(framework_names.begin(), framework_names.end());
  choices.emplace_back("auto");
  return unknown_choice(flag, name, choices);
}

Failure failure_in_code(const CodeError& error, std::string_view code, const std::string& name) {
  const Message place = message_at("", code, error.offset);
  return wrong_request(fmt::format("{}:{}:{}", name, place.arguments[0].second, place.arguments[1].second),
                       error.message);
}

Failure failure_in_model(const ReadModel& read, std::string_view bytes, const std::string& path) {
  if (!read.is_code) return {ExitStatus::failed, path, read.error->message};
  Failure failure = failure_in_code(*read.error, bytes, path);
  failure.status = ExitStatus::failed;
  return failure;
}

Attempt<CodeBase> read_code_base(const CodeArguments& code, const Value& layer_name) {
  const ReadCode read = read_code(code.text, code.framework);
  if (read.error) return failure_in_code(*read.error, code.text, code.name);
  auto layer = read.layers.begin();
  if (layer_name) layer = std::ranges::find(read.layers, *layer_name, &LayerCode::name);
  if (layer == read.layers.end()) {
    std::vector<std::string> names;
    for (const LayerCode& each : read.layers)
      if (!each.name.empty()) names.push_back(each.name);
    return no_such_layer(*layer_name, names);
  }
  const PlacedSpec placed = spec_of(*layer);
  if (placed.error) return failure_in_code(*placed.error, code.text, code.name);
  return CodeBase{*layer, scene_of(*layer, placed.spec), layer->reason};
}

Attempt<CodeBase> read_model_base(const std::string& path, const std::string& layer_name, const Value& weights,
                                  const Platform& platform) {
  const Result<std::string> bytes = platform.read_file(path);
  if (!bytes) return failed(bytes.message());
  ReadModel read = read_model(*bytes);
  if (read.error) return failure_in_model(read, *bytes, path);
  std::vector<ModelLayer>& layers = read.model.layers;
  const auto named =
      std::ranges::find_if(layers, [&](const ModelLayer& each) { return each.layer && each.name == layer_name; });
  if (named == layers.end()) {
    std::vector<std::string> names;
    for (const ModelLayer& each : layers)
      if (each.layer) names.push_back(each.name);
    return no_such_layer(layer_name, names);
  }
  const std::ptrdiff_t index = named - layers.begin();
  const std::vector<ModelStep> steps = follow(read.model, read.model.input);
  const ModelStep& step = steps[static_cast<std::size_t>(index)];
  if (!step.spec) return Failure{ExitStatus::wrong_request, path + ": " + layer_name, step.problem.value_or(Message{})};
  std::string beside = path;  // what the places of weights are told from
  std::optional<Message> note;
  if (weights) {
    if (!holds_weights(*weights))
      return wrong_request("--model-weights", {"cli.no_weights_file", {{"text", *weights}}});
    const Result<std::string> file = platform.read_file(*weights);
    if (!file) return failed(file.message());
    const std::string name = weights->substr(weights->rfind('/') + 1);
    Result<WeightedModel> weighted = with_weights(read.model, steps, *file, name);
    if (!weighted) return Failure{ExitStatus::failed, *weights, weighted.message()};
    if (!weighted->model.layers[static_cast<std::size_t>(index)].weight)
      return Failure{ExitStatus::failed, *weights, {"cli.no_weights_of_layer", {{"name", layer_name}}}};
    read.model = std::move(weighted->model);
    beside = *weights;
    note = std::move(weighted->note);
  }
  const ModelLayer& chosen = read.model.layers[static_cast<std::size_t>(index)];
  LayerCode layer = *chosen.layer;
  layer.name = layer_name;
  CodeBase base{layer, scene_of(layer, *step.spec), std::move(note)};
  Result<LayerNumbers> numbers = read_layer_numbers(chosen, *step.spec, beside, platform);
  if (!numbers) return Failure{ExitStatus::failed, path, numbers.message()};
  base.scene.weight_values = std::move(numbers->weight);
  base.scene.bias = std::move(numbers->bias);
  return base;
}

Attempt<std::optional<MapSize>> read_model_input(const Value& text) {
  if (!text) return std::optional<MapSize>();
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
  const bool is_line = numbers->size() == 2;
  return std::optional(MapSize{numbers->front(), is_line ? 1 : (*numbers)[1], numbers->back()});
}

Attempt<SavedScene> read_model_page(const std::string& path, const Value& input, const Platform& platform) {
  const Attempt<std::optional<MapSize>> given = read_model_input(input);
  if (!given) return given.failure();
  const Result<std::string> bytes = platform.read_file(path);
  if (!bytes) return failed(bytes.message());
  const Pasted read = read_model_file(path, *bytes);
  if (read.error) return failure_in_model({{}, read.error, is_model_text(path)}, *bytes, path);
  if (!read.model) return wrong_request(path, {"cli.no_model", {}});
  SavedScene saved = scene_of_model(read, path);
  if (!*given) return saved;
  Model model = *saved.scene.page.model;
  model.input = **given;
  saved.scene.page.model = std::make_shared<const Model>(std::move(model));
  return saved;
}

}  // namespace convoscope
