// The export dialog's choices: format, view, colours, size, speed; and copying.
#pragma once

#include "gui/export/export_plan.h"
#include "gui/panels/panels.h"

namespace convoscope {

/// One row a choice that the format has, scrolled where there is no room for all; the buttons for copying last, if they are to be
/// there.
void draw_export_choices(const PanelInputs& in, const Rect& rect, const ExportPlan& plan, bool with_copy_buttons);
/// "Copy picture", "Copy as SVG".
void draw_copy_buttons(const PanelInputs& in, Point corner);
/// Why a picture cannot be copied, where that is so. Answers its height.
double draw_copy_note(const PanelInputs& in, Point baseline, double max_width);
double copy_buttons_width(const DrawContext& context);
/// Whether the picture's size is one that can be drawn, as far as it is known.
bool is_drawable_size(const PanelInputs& in, const ExportPlan& plan);

}  // namespace convoscope
