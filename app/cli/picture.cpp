// The scene's own choices stand unless a flag says otherwise; --step lets go of what the scene has pinned, so that the picture
// shows that step.
#include "cli/picture.h"

#include <algorithm>

#include "cli/layer_arguments.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/presets_command.h"
#include "document/names.h"
#include "document/presets.h"
#include "figure/draw/theme_names.h"
#include "figure/views.h"
#include "picture/embedded_scene.h"

namespace convoscope {
namespace {

/// A scene of the layer alone, its values included, showing the operation that was asked for.
SavedScene scene_of(Layer layer) {
  SavedScene saved;
  Scene& scene = saved.scene;
  const bool is_transposed = layer.spec.operation == Operation::transposed_convolution;
  scene.spec = layer.spec;
  scene.shows_convolution = !is_transposed;
  scene.shows_transposed = is_transposed;
  saved.playhead.side = is_transposed ? Side::transposed : Side::convolution;
  if (layer.given_input)
    (is_transposed ? scene.coarse_values : scene.fine_values) =
        std::make_shared<const Tensor>(std::move(*layer.given_input));
  if (layer.given_weight) scene.weight_values = std::make_shared<const Tensor>(std::move(*layer.given_weight));
  scene.bias = std::move(layer.bias);
  return saved;
}

bool is_file_name(const std::string& text) { return text.find_first_of("./\\") != std::string::npos; }

/// A theme of the user's own. What the scene says of themes stays: the scene inside the picture has to open elsewhere.
Attempt<Theme> read_theme_file(const std::string& path, const Platform& platform) {
  const Result<std::string> json = platform.read_file(path);
  if (!json) return failed(json.message());
  Result<Theme> theme = read_theme(*json);
  if (!theme) return Failure{ExitStatus::failed, path, theme.message()};
  theme->name = path;  // not "light", whatever it was copied from: no dark colours go with it
  return std::move(*theme);
}

/// A scene file; a bare word that is no file was probably meant as an operation or a preset.
Attempt<SavedScene> read_scene_named(const std::string& path, const Platform& platform) {
  Attempt<SavedScene> saved = read_scene_file(path, platform);
  const bool is_missing = !saved && saved.failure().message.cause == Cause::missing_file;
  if (!is_missing || is_file_name(path)) return saved;
  if (preset_named(path)) return wrong_request("", {"cli.preset_as_file", {{"text", path}}});
  return wrong_request("", {"cli.unknown_what", {{"text", path}, {"choices", joined(operation_names)}}});
}

/// WHAT: OP with its geometry, a scene file, or nothing beside --preset.
Attempt<SavedScene> read_what(const LayerArguments& what, const PictureArguments& how, const Platform& platform) {
  const bool is_operation = what.operation && operation_named(*what.operation);
  if (how.preset && what.operation) return wrong_request("--preset", {"cli.excludes", {{"other", *what.operation}}});
  if (is_operation) {
    Attempt<Layer> layer = read_layer(what, platform);
    if (!layer) return layer.failure();
    return scene_of(std::move(*layer));
  }
  if (const std::optional<std::string> flag = any_layer_flag(what))
    return wrong_request(*flag, {"cli.needs_operation", {{"choices", joined(operation_names)}}});
  if (what.operation) return read_scene_named(*what.operation, platform);
  return read_preset(how.preset.value_or("article"));
}

}  // namespace

Attempt<std::int64_t> read_step(const std::string& text, const Evaluation& evaluation, const Playhead& playhead) {
  const Attempt<std::int64_t> step = read_number("--step", text, 1, last_step(evaluation, playhead) + 1);
  if (!step) return step.failure();
  return *step - 1;
}

Attempt<View> read_view(const std::string& name) {
  if (find_view(name) != nullptr) return name;
  return unknown_choice("--view", name, joined(view_names()));
}

Attempt<Theme> read_named_theme(const std::string& name, const Platform& platform) {
  if (std::find(theme_names.begin(), theme_names.end(), name) == theme_names.end())
    return unknown_choice("--theme", name, joined(theme_names));
  const Result<std::string> json = platform.read_asset("themes/" + name + ".json");
  if (!json) return failed(json.message());
  const Result<Theme> theme = read_theme(*json);
  if (!theme) return failed(theme.message());
  return *theme;
}

Attempt<SavedScene> read_scene_file(const std::string& path, const Platform& platform) {
  const Result<std::string> text = platform.read_file(path);
  if (!text) return failed(text.message());
  Result<SavedScene> saved = scene_of_file(*text);
  if (!saved) return Failure{ExitStatus::failed, path, saved.message()};
  return std::move(*saved);
}

Attempt<ScenePicture> open_picture(const LayerArguments& what, const PictureArguments& how,
                                   const std::optional<Page>& page, const Context& context, const FontBook& fonts) {
  Attempt<SavedScene> saved = read_what(what, how, context.platform);
  if (!saved) return saved.failure();
  std::optional<View> view;
  if (how.view) {
    const Attempt<View> named = read_view(*how.view);
    if (!named) return named.failure();
    view = *named;
  }
  const bool has_own_theme = how.theme && is_file_name(*how.theme);
  if (how.theme && !has_own_theme) saved->scene.theme = *how.theme;
  Attempt<Theme> theme = has_own_theme ? read_theme_file(*how.theme, context.platform)
                                       : read_named_theme(saved->scene.theme, context.platform);
  if (!theme) return theme.failure();
  Attempt<Theme> dark = read_named_theme("dark", context.platform);
  if (!dark) return dark.failure();

  const std::shared_ptr<const Evaluation> evaluation = evaluate(saved->scene);
  Playhead& playhead = saved->playhead;
  if (how.granularity) {
    const std::optional<Granularity> granularity = granularity_named(*how.granularity);
    if (!granularity) return unknown_choice("--granularity", *how.granularity, joined(granularity_names));
    playhead.granularity = *granularity;
  }
  playhead.step = last_step(*evaluation, playhead);
  if (how.step) {
    const Attempt<std::int64_t> step = read_step(*how.step, *evaluation, playhead);
    if (!step) return step.failure();
    playhead.step = *step;
    saved->pin = Tag();
  }
  return ScenePicture(PictureSource{std::move(*saved), evaluation, view, std::move(*theme), std::move(*dark),
                                    context.wording.catalog(), fonts, page});
}

}  // namespace convoscope
