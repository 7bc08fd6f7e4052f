// Controls drawn by hand over Dear ImGui's invisible buttons.
#include "gui/widgets/widgets.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include <imgui_internal.h>

namespace convoscope {
namespace {

constexpr int frames_to_keyboard = 6;
constexpr int oldest_waiting_frames = 60;  // a field that has not got the keyboard by then does not get it

struct Selecting {
  TextRange range;
  bool is_due = false;
  bool has_tabbed = false;
  int lines = 0;
};

int select_once(ImGuiInputTextCallbackData* data) {
  Selecting& selecting = *static_cast<Selecting*>(data->UserData);
  if (!selecting.is_due) {
    // What Dear ImGui calls completion is the Tab key, and history the arrows up and down. Those that opened the field may still be down
    // while it gets the keyboard.
    if (data->EventFlag == ImGuiInputTextFlags_CallbackCompletion) selecting.has_tabbed = true;
    if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory)
      selecting.lines = data->EventKey == ImGuiKey_UpArrow ? -1 : 1;
    return 0;
  }
  selecting.is_due = false;
  data->SelectionStart = selecting.range.begin;
  data->SelectionEnd = data->CursorPos = selecting.range.end;
  return 0;
}

/// Letters wait until the field has the keyboard and its text is selected: none is lost, however fast they come.
void hold_letters(DraftState& state) {
  ImVector<ImWchar>& letters = ImGui::GetIO().InputQueueCharacters;
  if (state.age_frames == 0) state.has_keyboard = false;  // it had it when its dialog was last open
  if (state.has_keyboard) {
    for (std::size_t i = state.waiting.size(); i-- > 0;)
      letters.insert(letters.begin(), static_cast<ImWchar>(state.waiting[i]));
    state.waiting.clear();
  } else if (state.age_frames < frames_to_keyboard) {
    for (const ImWchar letter : letters) state.waiting += static_cast<char32_t>(letter);
    letters.resize(0);
  } else if (state.age_frames > oldest_waiting_frames) {
    state.waiting.clear();
  }
}

/// A click on the field that only closed the list which stood open.
bool closes_list(const DrawContext& context, const Rect& rect) {
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left) && rect.contains(context.mouse()) &&
         ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup) &&
         ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByPopup);
}

/// Where a key takes a slider; a value beyond its ends goes on from there.
std::optional<std::int64_t> value_of_key(Focus& focus, std::int64_t least, std::int64_t most, std::int64_t value) {
  if (!focus.key) return std::nullopt;
  const NamedKey key = *std::exchange(focus.key, std::nullopt);
  const std::int64_t page = std::max<std::int64_t>(1, (most - least) / 10);
  switch (key) {
    case NamedKey::left:
    case NamedKey::down: return std::max(least, value - 1);
    case NamedKey::right:
    case NamedKey::up: return std::max(value, std::min(most, value + 1));
    case NamedKey::page_down: return std::max(least, value - page);
    case NamedKey::page_up: return std::max(value, std::min(most, value + page));
    case NamedKey::home: return least;
    case NamedKey::end: return most;
    default: return std::nullopt;
  }
}

}  // namespace

bool button(const DrawContext& context, const char* id, const Rect& rect, std::string_view label, ButtonLook look,
            bool is_enabled, std::string_view help) {
  const Touch touched = is_enabled ? touch(context, id, rect, StopKind::button, look == ButtonLook::primary) : Touch{};
  hint(context, touched, help);
  const Theme& theme = context.theme;
  const bool is_lit = touched.hovered || touched.held;
  Color words = theme.text_muted;
  switch (look) {
    case ButtonLook::primary: {
      const Color fill = touched.held ? mix(theme.accent, theme.text, 0.2)
                         : is_lit     ? mix(theme.accent, theme.on_accent, 0.12)
                                      : theme.accent;
      fill_box(context, rect, is_enabled ? fill : with_alpha(fill, 0.4), 6);
      words = theme.on_accent;
      break;
    }
    case ButtonLook::field:
      fill_box(context, rect, touched.held ? theme.accent_soft : theme.field, 6);
      outline_box(context, rect, is_lit ? theme.accent : theme.line, 6);
      if (is_lit) words = theme.text;
      break;
    case ButtonLook::plain:
      if (is_lit) fill_box(context, rect, theme.field, 6);
      if (is_lit) words = theme.text;
      break;
  }
  if (!is_enabled) words = with_alpha(words, 0.5);
  const Type type = look == ButtonLook::primary ? Type::body_strong : Type::body;
  draw_text(context, centred_baseline(rect, type, Align::middle), type, words,
            shortened(context, type, label, rect.width - 8), Align::middle);
  return touched.clicked;
}

Touch tab(const DrawContext& context, const char* id, const Rect& rect, std::string_view label, bool is_on,
          bool is_enabled) {
  const Touch touched = touch(context, id, rect);
  const Theme& theme = context.theme;
  if (is_on) {
    fill_box(context, rect, theme.accent_soft, rect.height / 2);
  } else if (touched.hovered) {
    fill_box(context, rect, theme.field, rect.height / 2);
  }
  const Type type = is_on ? Type::body_strong : Type::body;
  const Color words = is_on ? theme.accent : touched.hovered ? theme.text : theme.text_muted;
  draw_text(context, centred_baseline(rect, type, Align::middle), type, words, label, Align::middle);
  return is_enabled ? touched : Touch{.hovered = touched.hovered};
}

bool icon_button(const DrawContext& context, const char* id, Point center, Icon icon, std::string_view help,
                 bool is_enabled, double reach) {
  const Rect rect{center.x - reach / 2, center.y - reach / 2, reach, reach};
  const Touch touched = touch(context, id, rect, is_enabled ? StopKind::button : StopKind::none);
  const bool is_lit = is_enabled && touched.hovered;
  if (is_lit) fill_box(context, rect, touched.held ? context.theme.accent_soft : context.theme.field, 6);
  const Color color = !is_enabled ? mix(context.theme.card, context.theme.text_muted, 0.35)
                      : is_lit    ? context.theme.text
                                  : context.theme.text_muted;
  draw_icon(context, icon, center, color);
  hint(context, touched, help);
  return is_enabled && touched.clicked;
}

bool drop_down(const DrawContext& context, const char* id, const Rect& rect, std::string_view label) {
  const Touch touched = touch(context, id, rect);
  fill_box(context, rect, context.theme.field, 5);
  outline_box(context, rect, touched.hovered ? context.theme.accent : context.theme.line, 5);
  const Rect words{rect.x + 8, rect.y, rect.width - 26, rect.height};
  draw_text(context, centred_baseline(words, Type::body_strong, Align::start), Type::body_strong, context.theme.text,
            shortened(context, Type::body_strong, label, words.width));
  draw_icon(context, Icon::chevron_down, {rect.right() - 12, rect.center().y}, context.theme.text_muted, 0.8);
  return touched.clicked;
}

bool text_box(const DrawContext& context, const char* id, const Rect& rect, std::string_view words, bool is_pale) {
  const Touch touched = touch(context, id, rect);
  const Theme& theme = context.theme;
  fill_box(context, rect, theme.field, 5);
  outline_box(context, rect, touched.hovered ? theme.accent : theme.line, 5);
  draw_text(context, centred_baseline({rect.x + 8, rect.y, 0, rect.height}, Type::body, Align::start), Type::body,
            is_pale ? theme.text_faint : theme.text, shortened(context, Type::body, words, rect.width - 14));
  if (touched.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  return touched.clicked;
}

bool check_box(const DrawContext& context, const char* id, Point corner, std::string_view label, bool is_on,
               std::string_view help, bool is_enabled) {
  const Rect box{corner.x, corner.y, 16, 16};
  const Rect rect{corner.x, corner.y - 3, 24 + text_width(context, Type::body, label), 22};
  const Touch touched = touch(context, id, rect, is_enabled ? StopKind::button : StopKind::none);
  const Theme& theme = context.theme;
  const bool is_lit = is_enabled && touched.hovered;
  fill_box(context, box, is_on ? theme.accent : theme.field, 4);
  // A frame strong enough to be seen as a box that waits, not as one that is greyed out.
  if (!is_on) outline_box(context, box, is_lit ? theme.accent : is_enabled ? theme.text_faint : theme.line, 4);
  if (is_on) {
    const Point c = box.center();
    draw_line(context, {c.x - 4, c.y}, {c.x - 1, c.y + 3}, theme.on_accent, 2);
    draw_line(context, {c.x - 1, c.y + 3}, {c.x + 4, c.y - 3.5}, theme.on_accent, 2);
  }
  draw_text(context, centred_baseline({corner.x + 24, corner.y, 0, 16}, Type::body, Align::start), Type::body,
            is_enabled ? theme.text : theme.text_faint, label);
  hint(context, touched, help);
  return is_enabled && touched.clicked;
}

SliderTouch slider(const DrawContext& context, const char* id, const Rect& rect, std::int64_t least, std::int64_t most,
                   std::int64_t value) {
  constexpr double knob_pt = 6;
  const Rect reach{rect.x - knob_pt, rect.center().y - 10, rect.width + 2 * knob_pt, 20};
  const Touch touched = touch(context, id, reach, StopKind::slider);
  SliderTouch result{touched.pressed, touched.released, false, value};
  const auto span = static_cast<double>(std::max<std::int64_t>(1, most - least));
  if (const auto wanted = touched.focused ? value_of_key(context.focus, least, most, value) : std::nullopt) {
    result = {true, true, *wanted != value, *wanted};  // all at once, for each press
  }
  if (touched.held) {
    const double share = std::clamp((context.mouse().x - rect.x) / rect.width, 0.0, 1.0);
    result.value = least + std::llround(share * span);
    // A typed value beyond the slider's end stays until the knob is really moved.
    result.changed = result.value != std::clamp(value, least, most);
  }
  const std::int64_t shown = std::clamp(result.changed ? result.value : value, least, most);
  const double y = rect.center().y;
  const double x = rect.x + rect.width * static_cast<double>(shown - least) / span;
  fill_box(context, {rect.x - 1.5, y - 1.5, rect.width + 3, 3}, context.theme.line, 1.5);
  fill_box(context, {rect.x - 1.5, y - 1.5, x - rect.x + 3, 3}, context.theme.accent, 1.5);
  if (touched.hovered || touched.held) fill_disc(context, {x, y}, 11, with_alpha(context.theme.accent, 0.15));
  fill_disc(context, {x, y}, 6.5, context.theme.card);
  draw_ring(context, {x, y}, 6, context.theme.accent, 2);
  return result;
}

TextRange stem_range(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  const std::size_t dot = path.rfind('.');
  const std::size_t end = dot == std::string_view::npos || dot <= begin ? path.size() : dot;
  return {static_cast<int>(begin), static_cast<int>(end)};
}

FieldTouch text_field(const DrawContext& context, const char* id, const Rect& rect, char* text, std::size_t size,
                      DraftState& state, TextRange selected) {
  if (closes_list(context, rect)) state.age_frames = 0;
  hold_letters(state);
  int& age_frames = state.age_frames;
  context.types.require(Type::body, text);
  push_type(context, Type::body);
  const float line = context.types[Type::body].line_px;
  const ImVec2 corner = context.at({rect.x, rect.y});
  const ImVec2 far_corner = context.at({rect.right(), rect.bottom()});
  const float padding = std::max(0.0f, std::floor((far_corner.y - corner.y - line) / 2));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(context.units(7), padding));
  ImGui::PushStyleColor(ImGuiCol_Border, unpacked(context.theme.line));
  ImGui::SetCursorScreenPos(corner);
  ImGui::SetNextItemWidth(far_corner.x - corner.x);
  Focus& focus = context.focus;
  const std::uint32_t stop = add_stop(context, id, rect, StopKind::field);
  const bool is_wanted = focus.takes(stop, NamedKey::enter) || focus.takes(stop, NamedKey::space);
  if (focus.has(stop) && (focus.is_new || is_wanted)) age_frames = 0;
  if (ImGui::GetActiveID() == stop && focus.is_shown && focus.id != stop) ImGui::ClearActiveID();  // Tab has gone on
  if (age_frames == 0) {
    focus.id = stop;
    // Dear ImGui would go on with what it remembers to undo of the text that stood here before, and write beyond this one's end.
    if (ImGuiInputTextState* const state_before = ImGui::GetInputTextState(stop);
        state_before != nullptr && ImGui::GetActiveID() != stop)
      state_before->ID = 0;
    // Away from an open list first: Dear ImGui 1.90.1 finds no field while the focus was last in another window's items.
    ImGui::SetWindowFocus();
    ImGui::SetKeyboardFocusHere();
  }
  const std::string before = text;
  FieldTouch result;
  // The first time that it has the keyboard; later it is the user who selects.
  Selecting selecting{selected, age_frames < frames_to_keyboard};
  result.entered = ImGui::InputText(id, text, size,
                                    ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackAlways |
                                        ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_CallbackHistory,
                                    select_once, &selecting);
  focus.ended_field = focus.ended_field || result.entered;
  note_last_item(context, text);
  if (ImGui::IsItemActivated() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) click_focus(focus, stop);
  if (selecting.has_tabbed) result.tabbed = ImGui::GetIO().KeyShift ? -1 : 1;
  result.lines = selecting.lines;
  if (!selecting.is_due) age_frames = std::max(age_frames, frames_to_keyboard);
  state.has_keyboard = ImGui::IsItemActive() && !selecting.is_due;
  focus.opens_field = focus.opens_field || (age_frames < frames_to_keyboard && !state.has_keyboard);
  result.changed = before != text;
  state.is_changed = state.is_changed || result.changed;
  if (ImGui::IsItemActive() || ImGui::IsItemHovered()) outline_box(context, rect, context.theme.accent, 5);
  result.ended = result.entered || ImGui::IsItemDeactivated() || (age_frames > 3 && !ImGui::IsItemActive());
  ++age_frames;
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  pop_type();
  return result;
}

void bring_into_sight(const DrawContext& context, double bottom) {
  const float end = context.at({0, bottom}).y - ImGui::GetWindowPos().y;
  if (end > ImGui::GetWindowHeight()) ImGui::SetScrollFromPosY(end, 1);
}

void section_title(const DrawContext& context, Point baseline, std::string_view label) {
  draw_text(context, baseline, Type::heading, context.theme.text_faint, label);
}

}  // namespace convoscope
