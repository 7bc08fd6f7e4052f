// The bar at the top.
#include <algorithm>
#include <cmath>
#include <span>

#include "figure/views.h"
#include "gui/panels/panels.h"
#include "gui/state/commands.h"
#include "gui/state/files.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double tab_height_pt = 26;
constexpr double tab_gap_pt = 4;
constexpr double all_views_width_pt = 34;  // the button behind the tabs
constexpr const char* more_views_popup = "more_views";

struct Tab {
  View view;
  const Command* command;
  double tab_width;
};

/// Alone; beside the others with a key held.
void choose(const PanelInputs& in, const Tab& entry) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyCtrl || io.KeyShift || io.KeySuper) {
    in.act(RunCommand{entry.command->id, true});
  } else {
    in.act(ShowAlone{entry.view});
  }
}

void draw_tab(const PanelInputs& in, const Tab& entry, Point corner) {
  const Rect rect{corner.x, corner.y, entry.tab_width, tab_height_pt};
  const Touch touched = tab(in.context, entry.command->id.data(), rect, in.context.say(entry.command->label_key),
                            entry.command->is_on(in.app));
  if (touched.clicked) choose(in, entry);
  hint_below(in.context, touched, in.context.say("view.hint"), rect);
}

/// The tabs that found no room, as a list.
void draw_more_views(const PanelInputs& in, std::span<const Tab> tabs, Point corner, Point middle) {
  if (std::ranges::any_of(tabs, [&](const Tab& entry) { return entry.command->is_on(in.app); })) {
    const Rect around{middle.x - tab_height_pt / 2, middle.y - tab_height_pt / 2, tab_height_pt, tab_height_pt};
    fill_box(in.context, around, in.context.theme.accent_soft, tab_height_pt / 2);
  }
  if (icon_button(in.context, "more views", middle, Icon::chevron_down, in.context.say("view.more"))) {
    ImGui::OpenPopup(more_views_popup);
  }
  if (!begin_list(in.context, more_views_popup, corner)) return;
  for (const Tab& entry : tabs) {
    const std::string& label = in.context.say(entry.command->label_key);
    in.context.types.require(Type::body, label);
    if (ImGui::MenuItem(label.c_str(), nullptr, entry.command->is_on(in.app))) choose(in, entry);
  }
  ImGui::EndPopup();
}

std::vector<Tab> tabs_of(const AppState& app, const DrawContext& context) {
  std::vector<Tab> tabs;
  for (const std::string_view name : view_names()) {
    const View view(name);
    const Command& row = command_of(view);
    if (!row.is_enabled(app)) continue;
    // Wide enough for the bold words of a chosen tab, so that nothing moves when it is chosen.
    tabs.push_back({view, &row, text_width(context, Type::body_strong, context.say(row.label_key)) + 22});
  }
  return tabs;
}

double width_of(const std::vector<Tab>& tabs) {
  double total = all_views_width_pt;
  for (const Tab& entry : tabs) total += entry.tab_width + tab_gap_pt;
  return total;
}

/// Tabs centred in `rect`; those that do not fit stand in a list behind the last one.
void draw_tabs(const PanelInputs& in, const std::vector<Tab>& tabs, const Rect& rect) {
  double total = width_of(tabs);
  constexpr double more_width_pt = 30;
  std::size_t shown = tabs.size();
  while (shown > 0 && total > rect.width) {
    if (shown == tabs.size()) total += more_width_pt;
    --shown;
    total -= tabs[shown].tab_width + tab_gap_pt;
  }
  double x = rect.x + std::max(0.0, (rect.width - total) / 2);
  const double y = rect.center().y - tab_height_pt / 2;
  for (std::size_t i = 0; i < shown; ++i) {
    draw_tab(in, tabs[i], {x, y});
    x += tabs[i].tab_width + tab_gap_pt;
  }
  if (shown < tabs.size()) {
    draw_more_views(in, std::span(tabs).subspan(shown), {x, rect.y + 42}, {x + more_width_pt / 2, rect.center().y});
    x += more_width_pt;
  }
  if (total > rect.width) return;  // the least of telephones: A and the menu show them all, too
  const Command& all = command("all_views");
  if (icon_button(in.context, "all views", {x + all_views_width_pt / 2, rect.center().y}, Icon::all_views,
                  in.context.say(all.label_key))) {
    in.run(all.id);
  }
}

/// On a model's page: the model, and the layer that was opened last.
void draw_page_tabs(const PanelInputs& in, const Rect& rect) {
  const std::string& model = in.context.say("model_page.model");
  const std::string& layer = in.context.say("model_page.layer");
  const double model_width = text_width(in.context, Type::body_strong, model) + 22;
  const double layer_width = text_width(in.context, Type::body_strong, layer) + 22;
  const double total = model_width + tab_gap_pt + layer_width;
  if (total > rect.width) return;
  const double x = rect.center().x - total / 2;
  const double y = rect.center().y - tab_height_pt / 2;
  tab(in.context, "model tab", {x, y, model_width, tab_height_pt}, model, true);
  const Rect other{x + model_width + tab_gap_pt, y, layer_width, tab_height_pt};
  if (tab(in.context, "layer tab", other, layer, false).clicked) in.run("model");
}

/// "EN · 中文": names of languages are written in themselves, so this is the same in all of them.
void draw_language(const PanelInputs& in, const Rect& rect) {
  const Touch touched = touch(in.context, "language", rect);
  const Theme& theme = in.context.theme;
  const bool is_english = in.app.language == "en";
  const Color here = theme.text;
  const Color there = touched.hovered ? theme.accent : theme.text_faint;
  Point at = centred_baseline(rect, Type::body, Align::start);
  at.x += draw_text(in.context, at, Type::body, is_english ? here : there, "EN");
  at.x += draw_text(in.context, at, Type::body, theme.text_faint, " · ");
  draw_text(in.context, at, Type::body, is_english ? there : here, "中文");
  if (touched.clicked) in.run("language");
  hint(in.context, touched, in.context.say("command.language"));
}

}  // namespace

void draw_header(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  const Point origin = begin_panel(context, "header", rect, PanelLook::still);
  draw_rule(context, {rect.x, rect.bottom() - 1}, rect.width, context.theme.line);
  const std::size_t first_stop = context.focus.drawn.size();
  const double middle = std::floor(origin.y + rect.height / 2);
  const double baseline = middle + 6;

  // From the right, so that what matters most keeps its place.
  double right = rect.right() - 18;
  if (icon_button(context, "menu", {right - 12, middle}, Icon::menu, context.say("menu.title")))
    ImGui::OpenPopup(menu_popup);
  draw_menu(in, {right, rect.bottom() - 5});
  right -= 34;
  // What a lesson is for is to be presented.
  const char* const main_command = in.ui.lesson ? "present" : "export";
  const std::string& main_label = context.say(in.ui.lesson ? "header.present" : "header.export");
  const double export_width = std::max(76.0, text_width(context, Type::body_strong, main_label) + 32);
  if (button(context, main_command, {right - export_width, middle - 14, export_width, 28}, main_label,
             ButtonLook::primary, true, context.say(command(main_command).label_key))) {
    in.run(main_command);
  }
  right -= export_width + 16;
  draw_language(in, {right - 56, middle - 14, 56, 28});
  right -= 56 + 16;
  if (!in.ui.cell_panel_is_shown && !in.ui.model.is_shown) {
    if (icon_button(context, "cell panel", {right - 14, middle}, Icon::right_panel,
                    context.say("command.cell_panel"))) {
      in.run("cell_panel");
    }
    right -= 36;
  }
  double left = origin.x + 20;
  if (!in.ui.layer_panel_is_shown) {
    if (icon_button(context, "layer panel", {left + 7, middle}, Icon::left_panel, context.say("command.layer_panel"))) {
      in.run("layer_panel");
    }
    left += 32;
  }
  constexpr double least_width_with_name_pt = 680;
  if (rect.width >= least_width_with_name_pt) {
    left += draw_text(context, {left, baseline}, Type::program_name, context.theme.text, "Convoscope");
  }
  // The title gives way to the tabs.
  const std::vector<Tab> tabs = tabs_of(in.app, context);
  constexpr double least_title_pt = 60;
  constexpr double around_tabs_pt = 44;
  double title_room = right - left - 8 - width_of(tabs) - around_tabs_pt;
  if (title_room < least_title_pt) title_room = 0;
  const std::string mark = would_lose_changes(in.app) ? " *" : "";
  const double mark_width = text_width(context, Type::body, mark);
  std::string title = shortened(context, Type::body, title_of(in.app), title_room - mark_width);
  if (!title.empty()) title += mark;
  left += draw_text(context, {left + 8, baseline}, Type::body, context.theme.text_muted, title);

  const double room = right - left - 24;
  // About the window's middle where that leaves room, as a title stands.
  const double middle_of_window = rect.center().x;
  const double half = std::min(middle_of_window - left - 24, right - middle_of_window - 8);
  const Rect centred{middle_of_window - half, middle - 24, 2 * half, 48};
  if (in.ui.model.is_shown)
    draw_page_tabs(in, centred.width > 0 ? centred : Rect{left + 20, middle - 24, std::max(room - 8, 0.0), 48});
  else
    draw_tabs(in, tabs, centred.width >= width_of(tabs) ? centred : Rect{left + 20, middle - 24, room - 8, 48});
  order_in_row(context.focus, first_stop);
  end_panel(context, rect.bottom());
}

std::string title_of(const AppState& app) {
  if (app.ui.lesson) return plain_text(app.ui.lesson->lesson.title);
  if (!app.session.path().empty()) return name_of_path(app.session.path());
  return title_in(app.catalog(), app.session.scene().title);
}

std::string title_in(const Catalog& catalog, const std::string& title) {
  const std::string key = "preset." + title;
  return !title.empty() && catalog.entries().contains(key) ? catalog.text(key) : title;
}

}  // namespace convoscope
