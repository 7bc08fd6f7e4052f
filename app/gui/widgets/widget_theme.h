// Dear ImGui's own colours and measures, from the theme's tokens: fields, menus, scroll bars, hints.
#pragma once

#include "figure/draw/theme.h"

namespace convoscope {

/// Sets the style of the current context; `scale` is screen units per point.
void apply_widget_theme(const Theme& theme, double scale);

}  // namespace convoscope
