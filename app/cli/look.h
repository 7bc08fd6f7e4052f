// The flags that say how an author wants a picture: which operations, what is lit, what stands in its cells, which words.
#pragma once

#include "cli/arguments.h"
#include "cli/failure.h"
#include "document/evaluation.h"
#include "document/scene.h"
#include "figure/draw/theme.h"

namespace convoscope {

/// The views of --view, each once.
Attempt<std::vector<View>> read_views(const std::vector<std::string>& names);

/// Puts --operations, --labels, --title, --plain and --view into a scene; of one --view alone it leaves the scene's own views.
Outcome apply_look(const PictureArguments& how, const Evaluation& evaluation, SavedScene& saved);

/// Puts --select into a scene: a cell by its name ("e", "5") or its tag ("output[1,2]", without a side the layer's own
/// operation's), or "none"; on a model's page a cell of one of its maps ("up1[3,4]").
Outcome apply_select(const PictureArguments& how, const Evaluation& evaluation, SavedScene& saved);

/// Puts --mark, as often as it was given, into a scene in place of its own marks.
Outcome apply_marks(const PictureArguments& how, const Evaluation& evaluation, SavedScene& saved);

/// Puts --color TOKEN=#RRGGBB into a theme, as often as it was given.
Outcome apply_colors(const PictureArguments& how, Theme& theme);

/// A length such as "85mm", "8.5cm", "3.3in" or "240pt", in points. At most as large as a picture may be.
Attempt<double> read_length(const std::string& flag, const std::string& text);

}  // namespace convoscope
