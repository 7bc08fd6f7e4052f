// The window's plan. Narrow windows keep the picture and fold the panels away, the cell's first.
#include "gui/panels/frame.h"

#include <algorithm>

#include "gui/lesson/answer_aside.h"
#include "gui/lesson/lesson_panel.h"
#include "gui/model/model_panels.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double header_height_pt = 49;
constexpr double timeline_height_pt = 72;
constexpr double low_window_pt = 520;  // below it the bars leave more to the picture
constexpr double low_header_height_pt = 37;
constexpr double low_timeline_height_pt = 40;
constexpr double cell_panel_width_pt = 287;
constexpr double least_canvas_width_pt = 560;
constexpr double lesson_width_pt = 372;
constexpr double least_lesson_width_pt = 300;
constexpr double least_width_beside_lesson_pt = 600;
constexpr double upright_page_share = 0.55;
constexpr double aside_width_pt = 288;
constexpr double least_strip_width_pt = 420;
constexpr double model_list_width_pt = 296;

/// A model has no cell and no steps: the strip takes their room, and what does not fit is told below it.
FrameLayout lay_out_model(UiState& ui, Size window, double header_height, double layer_width) {
  ui.is_narrow = window.width < layer_width + least_strip_width_pt;
  ui.layer_panel_is_shown = ui.layer_panel.value_or(!ui.is_narrow);
  const double left = ui.layer_panel_is_shown ? layer_width : 0;
  const double below = model_details_height(ui, window);
  const double canvas_width = std::max(0.0, window.width - left - 1);
  const double canvas_height = std::max(0.0, window.height - header_height - below);
  return {{0, 0, window.width, header_height},
          {0, header_height, left, window.height - header_height},
          {left + 1, header_height, canvas_width, canvas_height},
          {window.width, header_height, 0, 0},
          {0, window.height, window.width, 0},
          {},
          {},
          {left + 1, window.height - below, canvas_width, below}};
}

/// A telephone held upright: the picture above, the page below it, then the two bars one over the other.
FrameLayout lay_out_upright_lesson(UiState& ui, Size window) {
  ui.is_narrow = true;
  ui.layer_panel_is_shown = ui.layer_panel.value_or(true);
  ui.cell_panel_is_shown = ui.cell_panel == true;
  const double bar = low_timeline_height_pt, top = header_height_pt;
  const double middle = std::max(0.0, window.height - top - 2 * bar);
  const double page = ui.layer_panel_is_shown ? middle * upright_page_share : 0;
  const double right = ui.cell_panel_is_shown ? std::min(cell_panel_width_pt, window.width) : 0;
  return {{0, 0, window.width, top},
          {0, top + middle - page, page > 0 ? window.width : 0, page},
          {0, top, std::max(0.0, window.width - right), middle - page},
          {window.width - right, top, right, middle - page},
          {0, window.height - 2 * bar, window.width, bar},
          {0, window.height - bar, window.width, bar},
          {}};
}

/// Where the layer belongs to a model: the way back to it, over the layer's panel. Answers where it ends.
double draw_way_back(const PanelInputs& in, Point origin, double panel_width) {
  const ModelPage& page = in.session().present().page;
  if (!page.model) return origin.y;
  const Rect row{origin.x + panel_margin_pt - 8, origin.y + 8, panel_width - 2 * panel_margin_pt + 16, 28};
  const std::string& name = page.model->name;
  const std::string words =
      in.context.say("model_page.back", {{"name", name.empty() ? in.context.say("model_page.model") : name}});
  if (button(in.context, "model", row, words, ButtonLook::field, true, in.context.say("command.model")))
    in.run("model");
  return row.bottom();
}

}  // namespace

FrameLayout lay_out(UiState& ui, Size window) {
  if (ui.is_bare || (ui.lesson && ui.lesson->is_presenting)) {
    const Rect whole{0, 0, window.width, window.height};
    return {{0, 0, window.width, 0}, {}, whole, {}, {0, window.height, window.width, 0}};
  }
  if (ui.model.is_shown)
    return lay_out_model(ui, window, window.height < low_window_pt ? low_header_height_pt : header_height_pt,
                         window.width < 1000 ? model_list_width_pt - 48 : model_list_width_pt);
  const bool has_lesson = ui.lesson.has_value();
  if (has_lesson && window.width < least_width_beside_lesson_pt && window.height > window.width)
    return lay_out_upright_lesson(ui, window);
  const double layer_width = has_lesson ? std::clamp(window.width * 0.29, least_lesson_width_pt, lesson_width_pt)
                             : window.width < 1100 ? 224
                                                   : 248;
  ui.is_narrow = window.width < layer_width + cell_panel_width_pt + least_canvas_width_pt;
  const double least_width = has_lesson ? least_width_beside_lesson_pt : 720;
  ui.layer_panel_is_shown =
      ui.layer_panel.value_or(window.width >= least_width && !(ui.is_narrow && ui.cell_panel == true));
  // A lesson leaves the picture the room, and a question its answer untold.
  ui.cell_panel_is_shown = ui.cell_panel.value_or(!ui.is_narrow && !has_lesson);
  // A window made narrow while both stand open by hand: the layer's panel gives way.
  if (ui.is_narrow && ui.layer_panel_is_shown && ui.cell_panel_is_shown) ui.layer_panel_is_shown = false;

  const double left = ui.layer_panel_is_shown ? layer_width : 0;
  const double aside =
      has_answer_aside(ui) && window.width - left >= least_canvas_width_pt + aside_width_pt ? aside_width_pt : 0;
  const double right = aside > 0 ? aside : ui.cell_panel_is_shown ? std::min(cell_panel_width_pt, window.width) : 0;
  const bool is_low = window.height < low_window_pt;
  const double header_height = is_low ? low_header_height_pt : header_height_pt;
  const double timeline_height = is_low ? low_timeline_height_pt : timeline_height_pt;
  const double middle_height = std::max(0.0, window.height - header_height - timeline_height);
  const double pages = has_lesson ? std::min(layer_width, window.width) : 0;
  const Rect beside{window.width - right, header_height, right, middle_height};
  return {{0, 0, window.width, header_height},
          {0, header_height, left, middle_height},
          {left + 1, header_height, std::max(0.0, window.width - left - right - 2), middle_height},
          aside > 0 ? Rect{} : beside,
          {pages, window.height - timeline_height, window.width - pages, timeline_height},
          {0, window.height - timeline_height, pages, timeline_height},
          aside > 0 ? beside : Rect{}};
}

void draw_frame(const PanelInputs& in, const FrameLayout& layout, const Figure& picture) {
  const DrawContext& context = in.context;
  in.ui.hovered = {};
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  if (moved.x != 0 || moved.y != 0) in.ui.focus.is_pointing = true;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) click_focus(in.ui.focus, 0);
  // The lines between the panels and the canvas are left free by both.
  const bool is_bare = layout.header.height == 0;
  for (const double x : {layout.canvas.x - 1, layout.canvas.right()}) {
    ImGui::GetBackgroundDrawList()->AddRectFilled(context.at({x, layout.canvas.y}),
                                                  context.at({x + 1, layout.canvas.bottom() + layout.details.height}),
                                                  packed(context.theme.line));
  }
  push_type(context, Type::body);
  // In the order in which Tab goes through them.
  if (!is_bare) draw_header(in, layout.header);
  const bool shows_model = in.ui.model.is_shown;
  const bool shows_lesson = !shows_model && in.ui.lesson && !in.ui.lesson->shows_layer;
  if (layout.layer.width > 0 && shows_model) draw_model_list(in, layout.layer);
  if (layout.layer.width > 0 && shows_lesson) draw_lesson(in, layout.layer, layout.aside.width > 0);
  if (layout.layer.width > 0 && !shows_lesson && !shows_model) {
    const Point origin = begin_panel(context, "left", layout.layer, PanelLook::scrolling);
    Point top{origin.x, draw_way_back(in, origin, layout.layer.width)};
    if (in.ui.lesson) {
      // The way back to the lesson, whose place this is.
      const Rect back{origin.x + panel_margin_pt, top.y + 14, layout.layer.width - 2 * panel_margin_pt, 28};
      if (button(context, "lesson page", back, "← " + context.say("lesson_panel.show_page"), ButtonLook::field))
        in.ui.lesson->shows_layer = false;
      top.y = back.bottom();
    }
    top.y = draw_learning(in, top, layout.layer.width);
    top.y = draw_photograph(in, top, layout.layer.width);
    double bottom = draw_layer(in, top, layout.layer.width);
    if (!in.ui.revealed) bottom = draw_size(in, {origin.x, bottom}, layout.layer.width);
    bottom = draw_look(in, {origin.x, bottom}, layout.layer.width);
    end_panel(context, bottom);
  }
  if (shows_model) {
    draw_model_strip(in, layout.canvas);
    draw_model_details(in, layout.details);
  } else {
    draw_canvas(in, layout.canvas, picture);
  }
  if (layout.cell.width > 0) draw_cell_panel(in, layout.cell);
  if (layout.aside.width > 0) draw_answer_aside(in, layout.aside);
  if (layout.pages.width > 0) draw_lesson_pages(in, layout.pages);
  if (!is_bare && layout.timeline.height > 0) draw_timeline(in, layout.timeline);
  draw_dialog(in, {0, 0, layout.header.width, layout.timeline.bottom()});
  finish_focus(context, static_cast<int>(in.ui.dialog));
  pop_type();
  if (in.ui.hovered != in.session().hover) in.act(SetHover{in.ui.hovered});
}

}  // namespace convoscope
