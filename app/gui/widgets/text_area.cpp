// Dear ImGui's own field of several lines, in the window's colours.
#include "gui/widgets/text_area.h"

#include <algorithm>

#include <imgui_internal.h>

namespace convoscope {
namespace {

constexpr int frames_to_area = 6;

struct AreaText {
  std::string& text;
  std::optional<std::size_t>& goes_to;
};

int edit_area(ImGuiInputTextCallbackData* data) {
  AreaText& area = *static_cast<AreaText*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    area.text.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = area.text.data();
    return 0;
  }
  if (!area.goes_to) return 0;
  const int at = static_cast<int>(std::min(*area.goes_to, static_cast<std::size_t>(data->BufTextLen)));
  data->CursorPos = data->SelectionStart = data->SelectionEnd = at;
  area.goes_to.reset();
  return 0;
}

}  // namespace

AreaTouch text_area(const DrawContext& context, const char* id, const Rect& rect, std::string& text, DraftState& state,
                    std::optional<std::size_t>& goes_to) {
  context.types.require(Type::code, text);
  push_type(context, Type::code);
  const ImVec2 corner = context.at({rect.x, rect.y});
  const ImVec2 far_corner = context.at({rect.right(), rect.bottom()});
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(context.units(10), context.units(8)));
  ImGui::PushStyleColor(ImGuiCol_Border, unpacked(context.theme.line));
  ImGui::SetCursorScreenPos(corner);
  Focus& focus = context.focus;
  const std::uint32_t stop = add_stop(context, id, rect, StopKind::field);
  const bool is_wanted = focus.takes(stop, NamedKey::enter) || focus.takes(stop, NamedKey::space);
  if (focus.has(stop) && (focus.is_new || is_wanted)) state.age_frames = 0;
  if (ImGui::GetActiveID() == stop && focus.is_shown && focus.id != stop) ImGui::ClearActiveID();  // Tab has gone on
  if (state.age_frames == 0) {
    focus.id = stop;
    ImGui::SetWindowFocus();
    ImGui::SetKeyboardFocusHere();
  }
  const std::string before = text;
  AreaText area{text, goes_to};
  AreaTouch result;
  result.entered = ImGui::InputTextMultiline(
      id, text.data(), text.capacity() + 1, {far_corner.x - corner.x, far_corner.y - corner.y},
      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_CallbackResize,
      edit_area, &area);
  note_text(context, text, rect);
  if (ImGui::IsItemActivated() && ImGui::IsMouseDown(ImGuiMouseButton_Left)) click_focus(focus, stop);
  state.has_keyboard = ImGui::IsItemActive();
  focus.opens_field = focus.opens_field || (state.age_frames < frames_to_area && !state.has_keyboard);
  if (ImGui::IsItemActive() || ImGui::IsItemHovered()) outline_box(context, rect, context.theme.accent, 5);
  if (state.age_frames < frames_to_area || state.has_keyboard) ++state.age_frames;
  result.changed = before != text;
  ImGui::PopStyleColor();
  ImGui::PopStyleVar();
  pop_type();
  return result;
}

}  // namespace convoscope
