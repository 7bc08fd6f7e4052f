// Every command with its keys, and what the mouse does, from the command table.
#include <algorithm>
#include <vector>

#include "gui/panels/panels.h"
#include "gui/state/commands.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double key_row_pt = 25;
constexpr double between_sections_pt = 14;
// From the last line to where another section would begin; what reaches down below a line is kept.
constexpr double past_the_end_pt = between_sections_pt + key_row_pt - 8;

/// Latin letters as capitals, as section titles are written.
std::string capitals(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

/// Key caps from right to left; answers the left edge.
double draw_keys(const DrawContext& context, const Command& row, double right, double baseline) {
  for (std::size_t i = row.keys.size(); i-- > 0;) {
    if (row.keys[i] == KeyPress{}) continue;
    const std::string words = text_of(row.keys[i]);
    const double cap_width = std::max(22.0, text_width(context, Type::note, words) + 12);
    const Rect cap{right - cap_width, baseline - 15, cap_width, 21};
    fill_box(context, cap, context.theme.field, 4);
    outline_box(context, cap, context.theme.line, 4);
    draw_text(context, {cap.center().x, baseline}, Type::note, context.theme.text, words, Align::middle);
    right = cap.x - 5;
  }
  return right;
}

bool is_listed(const Command& row) { return row.keys.front() != KeyPress{}; }

double draw_section(const PanelInputs& in, Menu menu, double x, double y, double column_width) {
  const DrawContext& context = in.context;
  section_title(context, {x, y}, capitals(context.say(label_key(menu))));
  y += 24;
  for (const Command& row : commands()) {
    if (row.menu != menu || !is_listed(row)) continue;
    const double left_of_keys = draw_keys(context, row, x + column_width, y);
    draw_text(context, {x, y}, Type::body, context.theme.text,
              shortened(context, Type::body, context.say(row.label_key), left_of_keys - x - 8));
    y += key_row_pt;
  }
  return y + between_sections_pt;
}

double draw_mouse(const PanelInputs& in, double x, double y, double column_width) {
  const DrawContext& context = in.context;
  section_title(context, {x, y}, capitals(context.say("help.mouse")));
  y += 24;
  for (const char* key : {"help.click", "help.double_click", "help.drag", "help.turn", "help.crop", "help.wheel",
                          "help.tabs", "help.drop", "help.keyboard"}) {
    y += draw_wrapped(context, {x, y}, column_width, 19, Type::body, context.theme.text_muted, context.say(key)) + 5;
  }
  return y + between_sections_pt;
}

}  // namespace

void draw_help_dialog(const PanelInputs& in, const Rect& inner) {
  const DrawContext& context = in.context;
  constexpr double gap_pt = 44;
  const double scrolled =
      begin_part(context, "help", {inner.x, inner.y, inner.width + 12, inner.height}, PanelLook::scrolling);
  const std::size_t count = inner.width > 940 ? 3 : inner.width > 560 ? 2 : 1;
  const double column_width = (inner.width - 8 - gap_pt * static_cast<double>(count - 1)) / static_cast<double>(count);
  std::vector<double> bottoms(count, inner.y + 12 - scrolled);
  // Each section goes where there is most room left.
  const auto place = [&](const auto& draw) {
    const auto shortest = std::ranges::min_element(bottoms);
    *shortest = draw(inner.x + static_cast<double>(shortest - bottoms.begin()) * (column_width + gap_pt), *shortest);
  };
  for (const Menu menu : {Menu::steps, Menu::view, Menu::file, Menu::edit, Menu::photograph, Menu::lessons})
    place([&](double x, double y) { return draw_section(in, menu, x, y, column_width); });
  place([&](double x, double y) { return draw_mouse(in, x, y, column_width); });
  end_part(context, std::ranges::max(bottoms) - past_the_end_pt);
}

}  // namespace convoscope
