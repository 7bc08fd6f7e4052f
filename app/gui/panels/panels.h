// The window's regions. Each draws itself from a const session, changes only what the window itself remembers
// (UiState), and puts what is to be done on the list of actions.
#pragma once

#include "gui/state/actions.h"
#include "gui/state/app_state.h"
#include "gui/widgets/drawing.h"

namespace convoscope {

/// From a panel's edge to what stands in it.
inline constexpr double panel_margin_pt = 20;

/// What the regions see of the program, and where they put their wishes.
struct PanelInputs {
  const DrawContext& context;
  const AppState& app;
  UiState& ui;
  Actions& actions;

  const Session& session() const { return app.session; }
  void act(Action action) const { actions.push_back(std::move(action)); }
  void run(std::string_view command_id) const { act(RunCommand{command_id}); }
};

/// Program's name, scene's title, views, language, export, menu.
void draw_header(const PanelInputs& in, const Rect& rect);
/// LAYER: one row a parameter, each problem below its row. Answers where it ended.
double draw_layer(const PanelInputs& in, Point origin, double panel_width);
/// THE KERNEL LEARNS, while it does: from what, from where, how fast; how far it is. Answers where it ended.
double draw_learning(const PanelInputs& in, Point origin, double panel_width);
/// PHOTOGRAPH and KERNEL, where the layer has a photograph for its input. Answers where it ended.
double draw_photograph(const PanelInputs& in, Point origin, double panel_width);
/// SIZE: how the output sizes come about. Answers where it ended.
double draw_size(const PanelInputs& in, Point origin, double panel_width);
/// Sizes backwards: an output is typed, and the layers that lead there are listed. Answers where it ended.
double draw_wanted_output(const PanelInputs& in, Point origin, double panel_width);
/// How the picture is wanted, folded or not. Answers where it ended.
double draw_look(const PanelInputs& in, Point origin, double panel_width);
/// THIS CELL, WORK, AS CODE.
void draw_cell_panel(const PanelInputs& in, const Rect& rect);
/// The picture's region: zoom, pan, hover, clicks, typed values, messages. `picture` is what is shown there.
void draw_canvas(const PanelInputs& in, const Rect& rect, const Figure& picture);
/// What lies over the canvas's lower edge: messages, and how far an export is.
void draw_notices(const PanelInputs& in, const Rect& canvas);
/// Step buttons, scrub bar, granularity, speed.
void draw_timeline(const PanelInputs& in, const Rect& rect);
/// Whatever dialog is open, over everything.
void draw_dialog(const PanelInputs& in, const Rect& window);
/// The bodies of the dialogs, on a card with this inner area.
void draw_export_dialog(const PanelInputs& in, const Rect& inner);
void draw_file_dialog(const PanelInputs& in, const Rect& inner);
void draw_help_dialog(const PanelInputs& in, const Rect& inner);
void draw_close_dialog(const PanelInputs& in, const Rect& inner);
void draw_recovery_dialog(const PanelInputs& in, const Rect& inner);
void draw_palette_dialog(const PanelInputs& in, const Rect& inner);
void draw_code_dialog(const PanelInputs& in, const Rect& inner);
void draw_compare_dialog(const PanelInputs& in, const Rect& inner);
/// The menu, a list opened by `ImGui::OpenPopup(menu_popup)`, its upper right corner at `corner`.
inline constexpr const char* menu_popup = "menu";
void draw_menu(const PanelInputs& in, Point corner);

/// What the window calls the scene: its file, or its title in the user's words; empty where it has none.
std::string title_of(const AppState& app);
/// A scene's title in the user's words.
std::string title_in(const Catalog& catalog, const std::string& title);

}  // namespace convoscope
