// The scene that the flags of `export` and galleries name, and how it is to be drawn.
#pragma once

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/drawing_options.h"
#include "cli/failure.h"
#include "picture/scene_picture.h"

namespace convoscope {

/// The scene of `what` with the flags of pictures put in, of the size that `drawing` says. Without --step it
/// stands at the last step. The fonts outlive the picture.
Attempt<ScenePicture> open_picture(const LayerArguments& what, const PictureArguments& how, const Drawing& drawing,
                                   const Context& context, const FontBook& fonts);

/// The colours that a theme's name stands for.
Attempt<Theme> read_theme_named(const std::string& name, const Platform& platform);
/// --step, returned counted from 0: a step that a picture of these views has.
Attempt<std::int64_t> read_step(const std::string& text, const std::vector<View>& views, const Evaluation& evaluation,
                                const Playhead& playhead);

}  // namespace convoscope
