// The command palette: type a part of what a command is called, in either language, and press Enter.
#include <algorithm>
#include <vector>

#include "gui/panels/panels.h"
#include "gui/state/commands.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double command_row_pt = 28;

/// Latin letters in lower case: what is typed finds what is written either way.
std::string folded(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

/// Whether each word typed stands in the command's name, in one of the languages.
bool matches(const AppState& app, const Command& row, std::string_view typed) {
  std::string names;
  for (const auto& [code, catalog] : app.catalogs) names += folded(catalog.text(row.label_key)) + '\n';
  const std::string wanted = folded(typed);
  for (std::string_view rest = wanted; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (names.find(word) == std::string::npos) return false;
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
  return true;
}

std::vector<const Command*> found_commands(const PanelInputs& in) {
  std::vector<const Command*> found;
  for (const Command& row : commands()) {
    if (row.id != "palette" && row.id != "leave" && matches(in.app, row, in.ui.palette.typed.view()))
      found.push_back(&row);
  }
  return found;
}

void run(const PanelInputs& in, const Command& row) {
  if (!row.is_enabled(in.app)) return;
  in.ui.dialog = Dialog::none;
  in.run(row.id);
}

void draw_row(const PanelInputs& in, const Command& row, const Rect& rect, bool is_chosen) {
  const DrawContext& context = in.context;
  const bool is_enabled = row.is_enabled(in.app);
  const Touch touched = touch(context, row.id.data(), rect, StopKind::entry);
  if (is_chosen || touched.hovered)
    fill_box(context, rect, is_chosen ? context.theme.accent_soft : context.theme.card, 5);
  const Color color = is_enabled ? context.theme.text : context.theme.text_faint;
  const std::string keys = row.keys.front() == KeyPress{} ? std::string() : text_of(row.keys.front());
  const Rect words{rect.x + 12, rect.y, rect.width - 24, rect.height};
  const double keys_width = draw_text(context, centred_baseline(words, Type::note, Align::end), Type::note,
                                      context.theme.text_muted, keys, Align::end);
  draw_text(context, centred_baseline(words, Type::body, Align::start), Type::body, color,
            shortened(context, Type::body, context.say(row.label_key), words.width - keys_width - 10));
  if (touched.clicked) run(in, row);
}

}  // namespace

void draw_palette_dialog(const PanelInputs& in, const Rect& inner) {
  const DrawContext& context = in.context;
  PaletteState& palette = in.ui.palette;
  if (context.letters) palette.typed.age_frames = 0;
  const FieldTouch typed = text_field(context, "##command", {inner.x, inner.y, inner.width, 28}, palette.typed, false);
  const std::vector<const Command*> found = found_commands(in);
  if (typed.changed) palette.chosen = 0;
  palette.chosen = std::clamp(palette.chosen + typed.lines, 0, std::max(0, static_cast<int>(found.size()) - 1));
  const Rect list{inner.x, inner.y + 38, inner.width, inner.height - 38};
  if (found.empty()) {
    draw_text(context, {list.x + 12, list.y + 18}, Type::body, context.theme.text_muted, context.say("palette.none"));
    return;
  }
  double y = list.y - begin_part(context, "commands", list, PanelLook::scrolling);
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Rect row{list.x, y, list.width - 8, command_row_pt};
    const bool is_chosen = static_cast<int>(i) == palette.chosen;
    draw_row(in, *found[i], row, is_chosen);
    const bool is_in_sight = row.y >= list.y && row.bottom() <= list.bottom();
    if (is_chosen && typed.lines != 0 && !is_in_sight)
      ImGui::SetScrollFromPosY(context.units(row.center().y - list.y), 0.5f);
    y += command_row_pt;
  }
  end_part(context, y);
  if (typed.entered || context.enters) run(in, *found[static_cast<std::size_t>(palette.chosen)]);
}

}  // namespace convoscope
