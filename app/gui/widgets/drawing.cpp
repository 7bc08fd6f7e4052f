// Drawing in points on Dear ImGui's draw lists.
#include "gui/widgets/drawing.h"

#include <algorithm>
#include <cmath>

#include <imgui_internal.h>
#include "figure/draw/contrast.h"
#include "gui/widgets/text_wrap.h"

namespace convoscope {
namespace {

/// Height of a capital as a share of the size: Inter's; close enough for centring in any sans.
constexpr double cap_share = 0.727;

WidthOf width_in(const DrawContext& context, Type type) {
  return [&context, type](std::string_view text) { return text_width(context, type, text); };
}

double draw_lines(const DrawContext& context, Point baseline, double line_pt, Type type, Color color,
                  const std::vector<std::string_view>& lines) {
  for (const std::string_view line : lines) {
    draw_text(context, baseline, type, color, line);
    baseline.y += line_pt;
  }
  return line_pt * static_cast<double>(lines.size());
}

Rect in_points(const DrawContext& context, ImVec2 corner, ImVec2 far_corner) {
  return {corner.x / context.scale, corner.y / context.scale, (far_corner.x - corner.x) / context.scale,
          (far_corner.y - corner.y) / context.scale};
}

constexpr double hint_width_pt = 260;

/// Whether the mouse has rested there long enough.
bool is_hint_due(const DrawContext& context, const Touch& touched, std::string_view text) {
  HintState& state = context.hints;
  if (!touched.hovered || text.empty()) return false;
  if (touched.held || state.text != text) {
    state.text = text;
    state.since_s = context.now_s;
  }
  state.is_waiting = context.now_s < state.since_s + hint_delay_s;
  return !state.is_waiting;
}

void show_hint(const DrawContext& context, std::string_view text) {
  context.types.require(Type::note, text);
  push_type(context, Type::note);
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(context.units(hint_width_pt));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  note_last_item(context, text);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
  pop_type();
}

}  // namespace

ImVec2 DrawContext::at(Point point) const {
  return {static_cast<float>(std::round(point.x * scale)), static_cast<float>(std::round(point.y * scale))};
}

Point DrawContext::mouse() const {
  const ImVec2 position = ImGui::GetIO().MousePos;
  return {position.x / scale, position.y / scale};
}

void note_text(const DrawContext& context, std::string_view words, const Rect& rect) {
  if (!context.record) return;
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  context.record->texts.push_back(
      {std::string(words), rect, in_points(context, list.GetClipRectMin(), list.GetClipRectMax()), list._OwnerName});
}

void note_last_item(const DrawContext& context, std::string_view words) {
  note_text(context, words, in_points(context, ImGui::GetItemRectMin(), ImGui::GetItemRectMax()));
}

ImU32 packed(Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }

ImVec4 unpacked(Color color) {
  return {static_cast<float>(color.r) / 255, static_cast<float>(color.g) / 255, static_cast<float>(color.b) / 255,
          static_cast<float>(color.a) / 255};
}

Color legible(const Theme& theme, Color color) {
  constexpr double least_contrast = 4.5;
  Color result = color;
  for (double share = 0; share < 1 && contrast(result, theme.card) < least_contrast; share += 0.05) {
    result = mix(color, theme.text, share);
  }
  return result;
}

double text_width(const DrawContext& context, Type type, std::string_view text) {
  if (text.empty()) return 0;
  context.types.require(type, text);
  const TypeFont& font = context.types[type];
  const float line = font.font->CalcTextSizeA(font.line_px, 1e9f, 0, text.data(), text.data() + text.size()).x;
  const double spacing = TypeSet::letter_spacing_pt(type);
  return line / context.scale + (spacing > 0 ? spacing * (static_cast<double>(character_count(text)) - 1) : 0);
}

double draw_text(const DrawContext& context, Point baseline, Type type, Color color, std::string_view text,
                 Align align) {
  if (text.empty()) return 0;
  const double total = text_width(context, type, text);
  if (align == Align::middle) baseline.x -= total / 2;
  if (align == Align::end) baseline.x -= total;
  const TypeFont& font = context.types[type];
  const ImVec2 origin = context.at(baseline);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const double spacing = TypeSet::letter_spacing_pt(type);
  const float top = origin.y - font.ascent_px;
  note_text(context, text, {baseline.x, top / context.scale, total, font.line_px / context.scale});
  if (spacing == 0) {
    list.AddText(font.font, font.line_px, {origin.x, top}, packed(color), text.data(), text.data() + text.size());
    return total;
  }
  double x = origin.x;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t next = i + character_length(text, i);
    const char* const first = text.data() + i;
    const char* const last = text.data() + next;
    list.AddText(font.font, font.line_px, {static_cast<float>(x), top}, packed(color), first, last);
    x += font.font->CalcTextSizeA(font.line_px, 1e9f, 0, first, last).x + spacing * context.scale;
    i = next;
  }
  return total;
}

double draw_wrapped(const DrawContext& context, Point baseline, double max_width, double line_pt, Type type,
                    Color color, std::string_view text) {
  return draw_lines(context, baseline, line_pt, type, color, wrap_text(width_in(context, type), text, max_width));
}

double wrapped_height(const DrawContext& context, double max_width, double line_pt, Type type, std::string_view text) {
  return line_pt * static_cast<double>(wrap_text(width_in(context, type), text, max_width).size());
}

double draw_formula(const DrawContext& context, Point baseline, double max_width, double line_pt, Type type,
                    Color color, std::string_view formula) {
  return draw_lines(context, baseline, line_pt, type, color, wrap_formula(width_in(context, type), formula, max_width));
}

std::string shortened(const DrawContext& context, Type type, std::string_view text, double max_width) {
  if (text_width(context, type, text) <= max_width) return std::string(text);
  while (!text.empty()) {
    text = without_last_character(text);
    std::string candidate = std::string(text) + "…";
    if (text_width(context, type, candidate) <= max_width) return candidate;
  }
  return {};
}

Point centred_baseline(const Rect& rect, Type type, Align align) {
  const double x = align == Align::start ? rect.x : align == Align::middle ? rect.center().x : rect.right();
  return {x, rect.center().y + TypeSet::size_pt(type) * cap_share / 2};
}

void fill_box(const DrawContext& context, const Rect& rect, Color color, double radius_pt) {
  ImGui::GetWindowDrawList()->AddRectFilled(context.at({rect.x, rect.y}), context.at({rect.right(), rect.bottom()}),
                                            packed(color), context.units(radius_pt));
}

void outline_box(const DrawContext& context, const Rect& rect, Color color, double radius_pt, double width_pt) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = std::max(1.0f, std::round(context.units(width_pt)));
  const ImVec2 a = context.at({rect.x, rect.y});
  const ImVec2 b = context.at({rect.right(), rect.bottom()});
  list.PathRect({a.x + line / 2, a.y + line / 2}, {b.x - line / 2, b.y - line / 2}, context.units(radius_pt));
  list.PathStroke(packed(color), ImDrawFlags_Closed, line);
}

void draw_line(const DrawContext& context, Point from, Point to, Color color, double width_pt) {
  ImGui::GetWindowDrawList()->AddLine({context.units(from.x), context.units(from.y)},
                                      {context.units(to.x), context.units(to.y)}, packed(color),
                                      context.units(width_pt));
}

void draw_rule(const DrawContext& context, Point from, double length, Color color) {
  const ImVec2 a = context.at(from);
  const float thickness = std::max(1.0f, std::round(context.units(1)));
  ImGui::GetWindowDrawList()->AddRectFilled(a, {a.x + context.units(length), a.y + thickness}, packed(color));
}

void fill_disc(const DrawContext& context, Point center, double radius_pt, Color color) {
  ImGui::GetWindowDrawList()->AddCircleFilled({context.units(center.x), context.units(center.y)},
                                              context.units(radius_pt), packed(color), 0);
}

void draw_ring(const DrawContext& context, Point center, double radius_pt, Color color, double width_pt) {
  ImGui::GetWindowDrawList()->AddCircle({context.units(center.x), context.units(center.y)}, context.units(radius_pt),
                                        packed(color), 0, context.units(width_pt));
}

Touch touch(const DrawContext& context, const char* id, const Rect& rect) {
  const ImVec2 a = context.at({rect.x, rect.y});
  const ImVec2 b = context.at({rect.right(), rect.bottom()});
  ImGui::SetCursorScreenPos(a);
  if (context.record) context.record->areas.push_back({id, rect, ImGui::GetWindowDrawList()->_OwnerName});
  Touch result;
  result.clicked = ImGui::InvisibleButton(id, {std::max(1.0f, b.x - a.x), std::max(1.0f, b.y - a.y)});
  result.hovered = ImGui::IsItemHovered();
  result.held = ImGui::IsItemActive();
  result.pressed = ImGui::IsItemActivated();
  result.released = ImGui::IsItemDeactivated();
  result.double_clicked = result.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  result.clicked_right = result.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
  return result;
}

Point begin_panel(const DrawContext& context, const char* id, const Rect& rect, PanelLook look) {
  ImGui::SetNextWindowPos(context.at({rect.x, rect.y}));
  const ImVec2 a = context.at({rect.x, rect.y});
  const ImVec2 b = context.at({rect.right(), rect.bottom()});
  ImGui::SetNextWindowSize({b.x - a.x, b.y - a.y});
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                           ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                           ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav |
                           ImGuiWindowFlags_NoBackground;  // which is painted already, for less (WindowPainter)
  if (look != PanelLook::scrolling) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
  ImGui::Begin(id, nullptr, flags);
  ImGui::PopStyleVar(3);
  return {rect.x, rect.y - ImGui::GetScrollY() / context.scale};
}

void end_panel(const DrawContext& context, double content_bottom) {
  const ImVec2 corner = ImGui::GetWindowPos();
  ImGui::SetCursorScreenPos({corner.x, context.units(content_bottom) - 1});
  ImGui::Dummy({1, 1});
  ImGui::End();
}

bool begin_list(const DrawContext& context, const char* id, Point corner, bool at_right) {
  ImGui::SetNextWindowPos(context.at(corner), ImGuiCond_Appearing, {at_right ? 1.0f : 0.0f, 0});
  return ImGui::BeginPopup(id);
}

bool close_lists() {
  if (!ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup)) return false;
  ImGui::ClosePopupToLevel(0, true);
  return true;
}

void hint(const DrawContext& context, const Touch& touched, std::string_view text) {
  if (is_hint_due(context, touched, text)) show_hint(context, text);
}

void hint_below(const DrawContext& context, const Touch& touched, std::string_view text, const Rect& rect) {
  if (!is_hint_due(context, touched, text)) return;
  const double widest = hint_width_pt + 24;
  const double right = ImGui::GetIO().DisplaySize.x / context.scale;
  ImGui::SetNextWindowPos(context.at({std::max(0.0, std::min(rect.x, right - widest)), rect.bottom() + 4}));
  show_hint(context, text);
}

void push_type(const DrawContext& context, Type type) {
  const TypeFont& font = context.types[type];
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font.font, font.line_px);
#else
  ImGui::PushFont(font.font);
#endif
}

void pop_type() { ImGui::PopFont(); }

}  // namespace convoscope
