// Every command with its keys, and what the mouse does, from the command table.
#include <algorithm>

#include "figure/drawable_views.h"
#include "gui/commands.h"
#include "gui/panels.h"
#include "gui/widgets.h"

namespace convoscope {
namespace {

constexpr double row_height = 25;

/// Latin letters as capitals, as section titles are written.
std::string capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

/// Key caps from right to left; answers the left edge.
double draw_keys(const Kit& kit, const Command& row, double right, double baseline) {
  for (std::size_t i = row.keys.size(); i-- > 0;) {
    if (row.keys[i] == KeyPress{}) continue;
    const std::string words = text_of(row.keys[i]);
    const double cap_width = std::max(22.0, text_width(kit, Type::note, words) + 12);
    const Rect cap{right - cap_width, baseline - 15, cap_width, 21};
    fill_box(kit, cap, kit.theme.field, 4);
    outline_box(kit, cap, kit.theme.line, 4);
    draw_text(kit, {cap.center().x, baseline}, Type::note, kit.theme.text, words, Align::middle);
    right = cap.x - 5;
  }
  return right;
}

bool is_listed(const Command& row) {
  if (row.keys.front() == KeyPress{}) return false;
  if (!row.label_key.starts_with("view.")) return true;
  return std::ranges::any_of(drawable_views, [&](View view) { return row.label_key.substr(5) == name_of(view); });
}

double draw_section(const PanelInputs& in, Menu menu, double x, double y, double column_width) {
  const Kit& kit = in.kit;
  section_title(kit, {x, y}, capitals(kit.say(label_key(menu))));
  y += 24;
  for (const Command& row : commands()) {
    if (row.menu != menu || !is_listed(row)) continue;
    const double left_of_keys = draw_keys(kit, row, x + column_width, y);
    draw_text(kit, {x, y}, Type::body, kit.theme.text,
              shortened(kit, Type::body, kit.say(row.label_key), left_of_keys - x - 8));
    y += row_height;
  }
  return y + 14;
}

double draw_mouse(const PanelInputs& in, double x, double y, double column_width) {
  const Kit& kit = in.kit;
  section_title(kit, {x, y}, capitals(kit.say("help.mouse")));
  y += 24;
  for (const char* key : {"help.click", "help.double_click", "help.drag", "help.turn", "help.crop", "help.wheel", "help.tabs",
                          "help.drop"}) {
    y += draw_wrapped(kit, {x, y}, column_width, 19, Type::body, kit.theme.text_muted, kit.say(key)) + 5;
  }
  return y + 14;
}

}  // namespace

void draw_help_sheet(const PanelInputs& in, const Rect& inner) {
  const Kit& kit = in.kit;
  ImGui::SetCursorScreenPos(kit.at({inner.x, inner.y}));
  ImGui::BeginChild("help", {kit.units(inner.width + 12), kit.units(inner.height)}, false);
  const bool has_two_columns = inner.width > 560;
  const double column_width = has_two_columns ? (inner.width - 48) / 2 : inner.width - 8;
  const double top = inner.y + 12 - ImGui::GetScrollY() / kit.scale;
  double left_bottom = draw_section(in, Menu::steps, inner.x, top, column_width);
  left_bottom = draw_section(in, Menu::file, inner.x, left_bottom, column_width);
  const double x = has_two_columns ? inner.x + column_width + 48 : inner.x;
  double right_bottom = draw_section(in, Menu::view, x, has_two_columns ? top : left_bottom, column_width);
  double& shorter = !has_two_columns || right_bottom < left_bottom ? right_bottom : left_bottom;
  shorter = draw_section(in, Menu::edit, &shorter == &left_bottom ? inner.x : x, shorter, column_width);
  double& next = !has_two_columns || right_bottom < left_bottom ? right_bottom : left_bottom;
  next = draw_mouse(in, &next == &left_bottom ? inner.x : x, next, column_width);
  ImGui::SetCursorScreenPos({kit.units(inner.x), kit.units(std::max(left_bottom, right_bottom))});
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
}

}  // namespace convoscope
