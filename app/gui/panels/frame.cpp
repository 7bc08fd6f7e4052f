// The window's plan. Narrow windows keep the picture and fold the panels away, the cell's first.
#include "gui/panels/frame.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr double header_height_pt = 49;
constexpr double timeline_height_pt = 72;
constexpr double cell_panel_width_pt = 287;
constexpr double least_canvas_width_pt = 560;

}  // namespace

FrameLayout lay_out(UiState& ui, Size window) {
  const double layer_width = window.width < 1100 ? 224 : 248;
  ui.is_narrow = window.width < layer_width + cell_panel_width_pt + least_canvas_width_pt;
  ui.layer_panel_is_shown = ui.layer_panel.value_or(window.width >= 720 && !(ui.is_narrow && ui.cell_panel == true));
  ui.cell_panel_is_shown = ui.cell_panel.value_or(!ui.is_narrow);
  // A window made narrow while both stand open by hand: the layer's panel gives way.
  if (ui.is_narrow && ui.layer_panel_is_shown && ui.cell_panel_is_shown) ui.layer_panel_is_shown = false;

  const double left = ui.layer_panel_is_shown ? layer_width : 0;
  const double right = ui.cell_panel_is_shown ? std::min(cell_panel_width_pt, window.width) : 0;
  const double middle_height = std::max(0.0, window.height - header_height_pt - timeline_height_pt);
  return {{0, 0, window.width, header_height_pt},
          {0, header_height_pt, left, middle_height},
          {left + 1, header_height_pt, std::max(0.0, window.width - left - right - 2), middle_height},
          {window.width - right, header_height_pt, right, middle_height},
          {0, window.height - timeline_height_pt, window.width, timeline_height_pt}};
}

void draw_frame(const PanelInputs& in, const FrameLayout& layout, const Figure& picture) {
  const DrawContext& context = in.context;
  in.ui.hovered = {};
  // The lines between the panels and the canvas are left free by both.
  for (const double x : {layout.canvas.x - 1, layout.canvas.right()}) {
    ImGui::GetBackgroundDrawList()->AddRectFilled(
        context.at({x, layout.canvas.y}), context.at({x + 1, layout.canvas.bottom()}), packed(context.theme.line));
  }
  push_type(context, Type::body);
  draw_canvas(in, layout.canvas, picture);
  if (layout.layer.width > 0) {
    const Point origin = begin_panel(context, "left", layout.layer, PanelLook::scrolling);
    double bottom = draw_layer(in, origin, layout.layer.width);
    bottom = draw_size(in, {origin.x, bottom}, layout.layer.width);
    end_panel(context, bottom);
  }
  if (layout.cell.width > 0) draw_cell_panel(in, layout.cell);
  draw_timeline(in, layout.timeline);
  draw_header(in, layout.header);
  draw_dialog(in, {0, 0, layout.header.width, layout.timeline.bottom()});
  pop_type();
  if (in.ui.hovered != in.session().hover) in.act(SetHover{in.ui.hovered});
}

}  // namespace convoscope
