// Files beside a model are read only below the model's own folder.
#include "cli/code/code_base.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/names.h"
#include "core/convolve.h"
#include "document/text_position.h"
#include "interop/model/model_weights.h"

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
  return CodeBase{*layer, scene_of(*layer, placed.spec)};
}

Attempt<CodeBase> read_model_base(const std::string& path, const std::string& layer_name, const Platform& platform) {
  const Result<std::string> bytes = platform.read_file(path);
  if (!bytes) return failed(bytes.message());
  const ReadModel read = read_model(*bytes);
  if (read.error) return failure_in_model(read, *bytes, path);
  const std::vector<ModelLayer>& layers = read.model.layers;
  const auto named =
      std::ranges::find_if(layers, [&](const ModelLayer& each) { return each.layer && each.name == layer_name; });
  if (named == layers.end()) {
    std::vector<std::string> names;
    for (const ModelLayer& each : layers)
      if (each.layer) names.push_back(each.name);
    return no_such_layer(layer_name, names);
  }
  const ModelStep step = follow(read.model, read.model.input)[static_cast<std::size_t>(named - layers.begin())];
  if (!step.spec) return Failure{ExitStatus::wrong_request, path + ": " + layer_name, step.problem.value_or(Message{})};
  const Spec& spec = *step.spec;
  LayerCode layer = *named->layer;
  layer.name = layer_name;
  CodeBase base{layer, scene_of(layer, spec)};
  Result<LayerNumbers> numbers = read_layer_numbers(*named, spec, *bytes, path, platform);
  if (!numbers) return Failure{ExitStatus::failed, path, numbers.message()};
  base.scene.weight_values = std::move(numbers->weight);
  base.scene.bias = std::move(numbers->bias);
  return base;
}

}  // namespace convoscope
