// They stand on the card's upper edge, where no picture has anything to say, and only while the mouse is on the card.
#include "gui/canvas/canvas_tools.h"

#include <algorithm>

#include "figure/stack/camera.h"
#include "figure/views.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "gui/state/commands.h"
#include "gui/state/view_choice.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double bar_height_pt = 28;
constexpr double button_pt = 30;
constexpr double from_corner_pt = 14;
constexpr const char* viewpoints_popup = "viewpoints";

void draw_viewpoints(const PanelInputs& in, Point corner) {
  const auto is_viewpoint = [](const Command& row) { return row.id.starts_with("camera_"); };
  // Before the list opens: it takes its width from letters that are there.
  for (const Command& row : commands()) {
    if (is_viewpoint(row)) in.context.types.require(Type::body, in.context.say(row.label_key));
  }
  if (!begin_list(in.context, viewpoints_popup, corner, true)) return;
  for (const Command& row : commands()) {
    if (!is_viewpoint(row)) continue;
    const std::string& label = in.context.say(row.label_key);
    if (ImGui::MenuItem(label.c_str(), text_of(row.keys.front()).c_str(), row.is_on(in.app), row.is_enabled(in.app))) {
      in.run(row.id);
    }
  }
  ImGui::EndPopup();
}

}  // namespace

void draw_canvas_tools(const PanelInputs& in, const Rect& canvas, const Figure& picture) {
  UiState& ui = in.ui;
  const bool is_busy = ui.dialog != Dialog::none || ui.drag.kind != DragKind::none || ui.cell_edit.has_value();
  if (is_busy) return;
  // The bar reaches over the card's edge: it stays while the mouse is on it.
  const auto bar_of = [&](const CardPlace& card) {
    const Rect shown = to_screen(ui, canvas, card.rect);
    const ViewRow* const view = find_view(card.view);
    const int count = 1 + (view && view->turns ? 1 : 0) + (view && view->swaps_roles ? 1 : 0);
    const double right = std::min(shown.right() - from_corner_pt, canvas.right() - 4);
    const double middle = std::max(shown.y, canvas.y + bar_height_pt / 2 + 2);
    return Rect{right - count * button_pt - 4, middle - bar_height_pt / 2, count * button_pt + 4, bar_height_pt};
  };
  const Point mouse = in.context.mouse();
  const CardPlace* card = card_under(ui, canvas, picture, mouse);
  for (const CardPlace& place : picture.cards) {
    if (canvas.contains(mouse) && bar_of(place).contains(mouse)) card = &place;
  }
  const bool is_choosing = ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup);
  if (is_choosing && !ui.tools_card) return;
  if (is_choosing) card = &*ui.tools_card;
  if (!card) return ui.tools_card.reset();
  ui.tools_card = *card;

  const Rect bar = bar_of(*card);
  // A child of the canvas: the picture below would take its clicks.
  begin_part(in.context, "tools", bar, PanelLook::still);
  fill_box(in.context, bar, in.context.theme.card, bar.height / 2);
  outline_box(in.context, bar, in.context.theme.line, bar.height / 2);
  double x = bar.right() - 2 - button_pt / 2;
  const double y = bar.center().y;
  const bool is_alone = in.session().scene().views.size() == 1;
  if (icon_button(in.context, "alone", {x, y}, is_alone ? Icon::shrink : Icon::enlarge,
                  in.context.say(is_alone ? "canvas.back_to_views" : "command.one_view"), true, bar_height_pt - 4)) {
    in.act(ShowAlone{card->view});
  }
  x -= button_pt;
  if (find_view(card->view)->turns) {
    if (icon_button(in.context, "viewpoint", {x, y}, Icon::orbit, in.context.say("canvas.turn_hint"), true,
                    bar_height_pt - 4)) {
      ImGui::OpenPopup(viewpoints_popup);
    }
    draw_viewpoints(in, {bar.right(), bar.bottom() + 4});
  }
  if (find_view(card->view)->swaps_roles) {
    const Command& row = command("swap_roles");
    if (icon_button(in.context, "swap", {x, y}, Icon::swap, in.context.say(row.label_key), row.is_enabled(in.app),
                    bar_height_pt - 4)) {
      in.run(row.id);
    }
  }
  end_part(in.context);
}

}  // namespace convoscope
