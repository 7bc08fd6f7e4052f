// Drawing in points on Dear ImGui's draw lists.
#include "gui/kit/kit.h"

#include <algorithm>
#include <cmath>

#include "figure/draw/contrast.h"
#include "gui/kit/text_wrap.h"

namespace convoscope {
namespace {

/// Height of a capital as a share of the size: Inter's; close enough for centring in any sans.
constexpr double cap_share = 0.727;

WidthOf width_in(const Kit& kit, Type type) {
  return [&kit, type](std::string_view text) { return text_width(kit, type, text); };
}

double draw_lines(const Kit& kit, Point baseline, double line_pt, Type type, Color color,
                  const std::vector<std::string_view>& lines) {
  for (const std::string_view line : lines) {
    draw_text(kit, baseline, type, color, line);
    baseline.y += line_pt;
  }
  return line_pt * static_cast<double>(lines.size());
}

Rect in_points(const Kit& kit, ImVec2 corner, ImVec2 far_corner) {
  return {corner.x / kit.scale, corner.y / kit.scale, (far_corner.x - corner.x) / kit.scale,
          (far_corner.y - corner.y) / kit.scale};
}

constexpr double hint_width_pt = 260;

/// Whether the mouse has rested there long enough.
bool is_hint_due(const Kit& kit, const Touch& touched, std::string_view text) {
  HintState& state = kit.hints;
  if (!touched.hovered || text.empty()) return false;
  if (touched.held || state.text != text) {
    state.text = text;
    state.since_s = kit.now_s;
  }
  state.is_waiting = kit.now_s < state.since_s + hint_delay_s;
  return !state.is_waiting;
}

void show_hint(const Kit& kit, std::string_view text) {
  kit.types.require(Type::note, text);
  push_type(kit, Type::note);
  ImGui::BeginTooltip();
  ImGui::PushTextWrapPos(kit.units(hint_width_pt));
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
  note_last_item(kit, text);
  ImGui::PopTextWrapPos();
  ImGui::EndTooltip();
  pop_type();
}

}  // namespace

ImVec2 Kit::at(Point point) const {
  return {static_cast<float>(std::round(point.x * scale)), static_cast<float>(std::round(point.y * scale))};
}

Point Kit::mouse() const {
  const ImVec2 position = ImGui::GetIO().MousePos;
  return {position.x / scale, position.y / scale};
}

void note_text(const Kit& kit, std::string_view words, const Rect& rect) {
  if (!kit.record) return;
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  kit.record->texts.push_back(
      {std::string(words), rect, in_points(kit, list.GetClipRectMin(), list.GetClipRectMax()), list._OwnerName});
}

void note_last_item(const Kit& kit, std::string_view words) {
  note_text(kit, words, in_points(kit, ImGui::GetItemRectMin(), ImGui::GetItemRectMax()));
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

double text_width(const Kit& kit, Type type, std::string_view text) {
  if (text.empty()) return 0;
  kit.types.require(type, text);
  const TypeFont& font = kit.types[type];
  const float line = font.font->CalcTextSizeA(font.line_px, 1e9f, 0, text.data(), text.data() + text.size()).x;
  const double spacing = TypeSet::letter_spacing_pt(type);
  return line / kit.scale + (spacing > 0 ? spacing * (static_cast<double>(character_count(text)) - 1) : 0);
}

double draw_text(const Kit& kit, Point baseline, Type type, Color color, std::string_view text, Align align) {
  if (text.empty()) return 0;
  const double total = text_width(kit, type, text);
  if (align == Align::middle) baseline.x -= total / 2;
  if (align == Align::end) baseline.x -= total;
  const TypeFont& font = kit.types[type];
  const ImVec2 origin = kit.at(baseline);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const double spacing = TypeSet::letter_spacing_pt(type);
  const float top = origin.y - font.ascent_px;
  note_text(kit, text, {baseline.x, top / kit.scale, total, font.line_px / kit.scale});
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
    x += font.font->CalcTextSizeA(font.line_px, 1e9f, 0, first, last).x + spacing * kit.scale;
    i = next;
  }
  return total;
}

double draw_wrapped(const Kit& kit, Point baseline, double max_width, double line_pt, Type type, Color color,
                    std::string_view text) {
  return draw_lines(kit, baseline, line_pt, type, color, wrap_text(width_in(kit, type), text, max_width));
}

double wrapped_height(const Kit& kit, double max_width, double line_pt, Type type, std::string_view text) {
  return line_pt * static_cast<double>(wrap_text(width_in(kit, type), text, max_width).size());
}

double draw_formula(const Kit& kit, Point baseline, double max_width, double line_pt, Type type, Color color,
                    std::string_view formula) {
  return draw_lines(kit, baseline, line_pt, type, color, wrap_formula(width_in(kit, type), formula, max_width));
}

std::string shortened(const Kit& kit, Type type, std::string_view text, double max_width) {
  if (text_width(kit, type, text) <= max_width) return std::string(text);
  while (!text.empty()) {
    text = without_last_character(text);
    std::string candidate = std::string(text) + "…";
    if (text_width(kit, type, candidate) <= max_width) return candidate;
  }
  return {};
}

Point centred_baseline(const Rect& rect, Type type, Align align) {
  const double x = align == Align::start ? rect.x : align == Align::middle ? rect.center().x : rect.right();
  return {x, rect.center().y + TypeSet::size_pt(type) * cap_share / 2};
}

void fill_box(const Kit& kit, const Rect& rect, Color color, double radius_pt) {
  ImGui::GetWindowDrawList()->AddRectFilled(kit.at({rect.x, rect.y}), kit.at({rect.right(), rect.bottom()}),
                                            packed(color), kit.units(radius_pt));
}

void outline_box(const Kit& kit, const Rect& rect, Color color, double radius_pt, double width_pt) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float line = std::max(1.0f, std::round(kit.units(width_pt)));
  const ImVec2 a = kit.at({rect.x, rect.y});
  const ImVec2 b = kit.at({rect.right(), rect.bottom()});
  list.PathRect({a.x + line / 2, a.y + line / 2}, {b.x - line / 2, b.y - line / 2}, kit.units(radius_pt));
  list.PathStroke(packed(color), ImDrawFlags_Closed, line);
}

void draw_line(const Kit& kit, Point from, Point to, Color color, double width_pt) {
  ImGui::GetWindowDrawList()->AddLine({kit.units(from.x), kit.units(from.y)}, {kit.units(to.x), kit.units(to.y)},
                                      packed(color), kit.units(width_pt));
}

void draw_rule(const Kit& kit, Point from, double length, Color color) {
  const ImVec2 a = kit.at(from);
  const float thickness = std::max(1.0f, std::round(kit.units(1)));
  ImGui::GetWindowDrawList()->AddRectFilled(a, {a.x + kit.units(length), a.y + thickness}, packed(color));
}

void fill_disc(const Kit& kit, Point center, double radius_pt, Color color) {
  ImGui::GetWindowDrawList()->AddCircleFilled({kit.units(center.x), kit.units(center.y)}, kit.units(radius_pt),
                                              packed(color), 0);
}

void draw_ring(const Kit& kit, Point center, double radius_pt, Color color, double width_pt) {
  ImGui::GetWindowDrawList()->AddCircle({kit.units(center.x), kit.units(center.y)}, kit.units(radius_pt), packed(color),
                                        0, kit.units(width_pt));
}

Touch touch(const Kit& kit, const char* id, const Rect& rect) {
  const ImVec2 a = kit.at({rect.x, rect.y});
  const ImVec2 b = kit.at({rect.right(), rect.bottom()});
  ImGui::SetCursorScreenPos(a);
  if (kit.record) kit.record->areas.push_back({id, rect, ImGui::GetWindowDrawList()->_OwnerName});
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

Point begin_panel(const Kit& kit, const char* id, const Rect& rect, PanelLook look) {
  ImGui::SetNextWindowPos(kit.at({rect.x, rect.y}));
  const ImVec2 a = kit.at({rect.x, rect.y});
  const ImVec2 b = kit.at({rect.right(), rect.bottom()});
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
  return {rect.x, rect.y - ImGui::GetScrollY() / kit.scale};
}

void end_panel(const Kit& kit, double content_bottom) {
  const ImVec2 corner = ImGui::GetWindowPos();
  ImGui::SetCursorScreenPos({corner.x, kit.units(content_bottom) - 1});
  ImGui::Dummy({1, 1});
  ImGui::End();
}

bool begin_list(const Kit& kit, const char* id, Point corner, bool at_right) {
  ImGui::SetNextWindowPos(kit.at(corner), ImGuiCond_Appearing, {at_right ? 1.0f : 0.0f, 0});
  if (!ImGui::BeginPopup(id)) return false;
  if (kit.escapes || kit.letters) ImGui::CloseCurrentPopup();
  return true;
}

void hint(const Kit& kit, const Touch& touched, std::string_view text) {
  if (is_hint_due(kit, touched, text)) show_hint(kit, text);
}

void hint_below(const Kit& kit, const Touch& touched, std::string_view text, const Rect& rect) {
  if (!is_hint_due(kit, touched, text)) return;
  const double widest = hint_width_pt + 24;
  const double right = ImGui::GetIO().DisplaySize.x / kit.scale;
  ImGui::SetNextWindowPos(kit.at({std::max(0.0, std::min(rect.x, right - widest)), rect.bottom() + 4}));
  show_hint(kit, text);
}

void push_type(const Kit& kit, Type type) {
  const TypeFont& font = kit.types[type];
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font.font, font.line_px);
#else
  ImGui::PushFont(font.font);
#endif
}

void pop_type() { ImGui::PopFont(); }

}  // namespace convoscope
