// One scene, ready to be drawn at any step: what `export` and galleries make figures from.
#pragma once

#include <memory>
#include <optional>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"
#include "document/evaluation.h"
#include "figure/figure.h"
#include "figure/fonts.h"
#include "figure/map_arrays.h"
#include "figure/theme.h"

namespace convoscope {

class ScenePicture {
 public:
  /// The scene that WHAT (a scene file or OP with its geometry) or --preset names, the article's example without either, with
  /// --view, --theme and --step put in. Without --step it stands at the last step.
  static Attempt<ScenePicture> open(const LayerArguments& what, const PictureArguments& how, const Context& context);

  /// The figure at the step asked for.
  Figure figure();
  /// The figure at `step`, 0 .. step_count() - 1. What a scene has pinned follows the step here.
  Figure figure_at(std::int64_t step);
  Figure figure_at(std::int64_t step, const Theme& theme);
  std::int64_t step_count() const;

  const Evaluation& evaluation() const { return *evaluation_; }
  const Catalog& catalog() const { return *catalog_; }
  const FontBook& fonts() const { return *fonts_; }
  const SavedScene& saved() const { return saved_; }

 private:
  ScenePicture(SavedScene saved, std::optional<View> view, Theme theme, const Context& context);
  Figure draw(const Playhead& playhead, const Tag& pin, const Theme& theme);

  SavedScene saved_;
  std::optional<View> view_;  ///< nothing: the scene's own views, as cards
  Theme theme_;
  const Catalog* catalog_;
  std::shared_ptr<const Evaluation> evaluation_;
  std::unique_ptr<FontBook> fonts_;
  PictureCache cache_;
};

/// The view that --view names.
Attempt<View> read_view(const std::string& name);
/// The colours that a theme's name stands for.
Attempt<Theme> read_named_theme(const std::string& name, const Platform& platform);
/// --step, returned counted from 0: a step that the scene of `evaluation` has.
Attempt<std::int64_t> read_step(const std::string& text, const Evaluation& evaluation, const Playhead& playhead);
/// A scene file's content.
Attempt<SavedScene> read_scene_file(const std::string& path, const Platform& platform);

}  // namespace convoscope
