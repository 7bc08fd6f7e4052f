// The scene's own choices stand unless a flag says otherwise; --step lets go of what the scene has pinned, so that the picture
// shows that step.
#include "cli/picture.h"

#include <algorithm>

#include "cli/code/code_base.h"
#include "cli/layer_arguments.h"
#include "cli/look.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/work.h"
#include "document/names.h"
#include "figure/draw/theme_files.h"
#include "figure/draw/theme_names.h"
#include "figure/timeline.h"

namespace convoscope {
namespace {

/// A theme of the user's own. What the scene says of themes stays: the scene inside the picture has to open elsewhere.
Attempt<Theme> read_theme_file(const std::string& path, const Platform& platform) {
  const Result<std::string> json = platform.read_file(path);
  if (!json) return failed(json.message());
  Result<Theme> theme = read_own_theme(*json, path, platform);
  if (!theme) return Failure{ExitStatus::failed, path, theme.message()};
  return std::move(*theme);
}

/// "3-7", or one step alone.
Attempt<StepRange> read_steps(const std::string& text, const std::vector<View>& views, const Evaluation& evaluation,
                              const Playhead& playhead) {
  const std::int64_t most = last_step_in(views, evaluation, playhead) + 1;
  const std::size_t dash = text.find('-');
  const Attempt<std::int64_t> first = read_number("--steps", text.substr(0, dash), 1, most);
  if (!first) return first.failure();
  if (dash == std::string::npos) return StepRange{*first - 1, *first - 1};
  const Attempt<std::int64_t> last = read_number("--steps", text.substr(dash + 1), *first, most);
  if (!last) return last.failure();
  return StepRange{*first - 1, *last - 1};
}

/// A model's file without one of its layers: the picture is the strip of its sizes.
bool is_model(const LayerArguments& what) {
  return what.what && !what.layer && !what.preset && !what.code && !what.snippet && may_hold_model(*what.what);
}

/// What a picture is of: a layer, or a model.
Attempt<SavedScene> read_pictured(const LayerArguments& what, const Platform& platform) {
  if (!is_model(what)) {
    Attempt<Layer> layer = read_layer(what, platform);
    if (!layer) return layer.failure();
    return std::move(layer->saved);
  }
  Value input;
  for (const auto& [id, text] : what.flags) {
    if (id != Parameter::input) return wrong_request(flag_of(name_of(id)), {"cli.of_a_layer", {}});
    input = text;
  }
  return read_model_page(*what.what, input, platform);
}

}  // namespace

Attempt<std::int64_t> read_step(const std::string& text, const std::vector<View>& views, const Evaluation& evaluation,
                                const Playhead& playhead) {
  const Attempt<std::int64_t> step = read_number("--step", text, 1, last_step_in(views, evaluation, playhead) + 1);
  if (!step) return step.failure();
  return *step - 1;
}

Attempt<Theme> read_theme_named(const std::string& name, const Platform& platform) {
  if (std::ranges::find(theme_names, name) == theme_names.end()) return unknown_choice("--theme", name, theme_names);
  Result<Theme> theme = read_named_theme(name, platform);
  if (theme) return std::move(*theme);
  const bool is_missing = theme.message().cause == Cause::missing_file;  // the sentence names it
  return Failure{ExitStatus::failed, is_missing ? "" : "themes/" + name + ".json", theme.message()};
}

Attempt<ScenePicture> open_picture(const LayerArguments& what, const PictureArguments& how, const Drawing& drawing,
                                   const Context& context, const FontBook& fonts) {
  if (const Status found = context.platform.check_fonts(context.wording.catalog().code()); !found)
    return failed(found.message());
  Attempt<SavedScene> pictured = read_pictured(what, context.platform);
  if (!pictured) return pictured.failure();
  SavedScene& saved = *pictured;
  const bool has_own_theme = how.theme && is_theme_path(*how.theme);
  if (how.theme && !has_own_theme) saved.scene.theme = *how.theme;
  Attempt<Theme> theme = has_own_theme ? read_theme_file(*how.theme, context.platform)
                                       : read_theme_named(saved.scene.theme, context.platform);
  if (!theme) return theme.failure();
  Attempt<Theme> dark = read_theme_named("dark", context.platform);
  if (!dark) return dark.failure();

  if (const Outcome colored = apply_colors(how, *theme); !colored) return colored.failure();
  if (!how.colors.empty()) theme->name += " *";  // no dark colours go with it
  if (Outcome judged = judge_work(saved.scene.spec, most_fast_multiplications); !judged) return judged.failure();
  const std::shared_ptr<const Evaluation> evaluation = evaluate(saved.scene);
  if (const Outcome applied = apply_look(how, *evaluation, saved); !applied) return applied.failure();
  const std::optional<View> view = how.views.size() == 1 ? std::optional<View>(how.views.front()) : std::nullopt;
  Playhead& playhead = saved.playhead;
  if (how.granularity) {
    const std::optional<Granularity> granularity = granularity_named(*how.granularity);
    if (!granularity) return unknown_choice("--granularity", *how.granularity, granularity_names);
    playhead.granularity = *granularity;
  }
  const std::vector<View> views = view ? std::vector{*view} : saved.scene.views;
  // A loupe is about its middle.
  if (!evaluation->photograph) playhead.step = last_step_in(views, *evaluation, playhead);
  if (how.step) {
    const Attempt<std::int64_t> step = read_step(*how.step, views, *evaluation, playhead);
    if (!step) return step.failure();
    playhead.step = *step;
    saved.pin = Tag();
  }
  std::optional<StepRange> steps;
  if (how.steps) {
    const Attempt<StepRange> range = read_steps(*how.steps, views, *evaluation, playhead);
    if (!range) return range.failure();
    steps = *range;
  }
  if (const Outcome selected = apply_select(how, *evaluation, saved); !selected) return selected.failure();
  if (const Outcome marked = apply_marks(how, *evaluation, saved); !marked) return marked.failure();
  return ScenePicture(PictureSource{std::move(saved),
                                    evaluation,
                                    view,
                                    std::move(*theme),
                                    std::move(*dark),
                                    context.wording.catalog(),
                                    fonts,
                                    drawing.page,
                                    {},
                                    drawing.width_pt,
                                    steps});
}

}  // namespace convoscope
