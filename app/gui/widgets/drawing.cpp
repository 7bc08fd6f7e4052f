// Drawing in points on Dear ImGui's draw lists.
#include "gui/widgets/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

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

/// The row that the arrow keys begin at is marked.
void show_list_cursor() {
#if IMGUI_VERSION_NUM >= 19140
  ImGui::SetNavCursorVisible(true);
#else
  ImGui::GetCurrentContext()->NavDisableHighlight = false;
#endif
}

constexpr double ring_gap_pt = 2.5;
constexpr double scroll_line_pt = 40;

/// Whether the mouse, or the keyboard, has rested there long enough.
bool is_hint_due(const DrawContext& context, const Touch& touched, std::string_view text) {
  HintState& state = context.hints;
  const Focus& focus = context.focus;
  const bool is_meant = focus.is_pointing ? touched.hovered : touched.focused && focus.shows_hint;
  if (!is_meant || text.empty()) return false;
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

/// The region's content goes down to there.
void reach(const DrawContext& context, double content_bottom) {
  ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x, context.units(content_bottom) - 1});
  ImGui::Dummy({1, 1});
}

/// What is longer than its region is a stop of its own, whose keys move it.
void scroll_by_keys(const DrawContext& context) {
  const float most = ImGui::GetScrollMaxY();
  if (most <= 0) return;
  const ImVec2 corner = ImGui::GetWindowPos();
  const ImVec2 size = ImGui::GetWindowSize();
  const Rect rect = in_points(context, corner, {corner.x + size.x, corner.y + size.y});
  const std::uint32_t stop = add_stop(context, "text", rect, StopKind::scrolled);
  const float line = context.units(scroll_line_pt);
  const float page = std::max(line, size.y - line);
  const std::array moves{std::pair{NamedKey::up, -line},      std::pair{NamedKey::down, line},
                         std::pair{NamedKey::page_up, -page}, std::pair{NamedKey::page_down, page},
                         std::pair{NamedKey::home, -most},    std::pair{NamedKey::end, most}};
  for (const auto& [key, way] : moves) {
    if (context.focus.takes(stop, key)) ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + way, 0.0f, most));
  }
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
  if (!context.record || words.empty()) return;
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

void draw_stroke(const DrawContext& context, const std::vector<Point>& points, Color color, double width_pt) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (const Point& point : points) list.PathLineTo({context.units(point.x), context.units(point.y)});
  list.PathStroke(packed(color), ImDrawFlags_None, context.units(width_pt));
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

std::uint32_t add_stop(const DrawContext& context, const char* id, const Rect& rect, StopKind kind, bool is_default) {
  const ImGuiID number = ImGui::GetID(id);
  Focus& focus = context.focus;
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  const Rect shown = in_points(context, list.GetClipRectMin(), list.GetClipRectMax());
  const std::string name = focus.group.empty() ? id : focus.group + " " + id;
  focus.drawn.push_back({number, kind, name, rect, shown, is_default});
  const bool is_cut_off = rect.y < shown.y || rect.bottom() > shown.bottom();
  if (focus.is_new && focus.id == number && is_cut_off && kind != StopKind::scrolled && kind != StopKind::canvas)
    ImGui::SetScrollFromPosY(context.units(rect.center().y) - ImGui::GetWindowPos().y, 0.5f);
  return number;
}

void finish_focus(const DrawContext& context, int layer) {
  Focus& focus = context.focus;
  settle_focus(focus, layer);
  const Stop* const stop = focus.is_shown && !is_list_open() ? focus.find() : nullptr;
  if (!stop) return;
  // Of what fills its region the ring stands inside.
  const double gap = stop->kind == StopKind::scrolled || stop->kind == StopKind::canvas ? -ring_gap_pt : ring_gap_pt;
  const Rect ring{stop->rect.x - gap, stop->rect.y - gap, stop->rect.width + 2 * gap, stop->rect.height + 2 * gap};
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  list.PushClipRect(context.at({stop->shown.x, stop->shown.y}),
                    context.at({stop->shown.right(), stop->shown.bottom()}));
  list.AddRect(context.at({ring.x, ring.y}), context.at({ring.right(), ring.bottom()}), packed(context.theme.accent),
               context.units(std::min(8.0, ring.height / 2)), ImDrawFlags_None, std::max(2.0f, context.units(2)));
  list.PopClipRect();
}

Touch touch(const DrawContext& context, const char* id, const Rect& rect, StopKind kind, bool is_default) {
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
  if (kind == StopKind::none) return result;
  const std::uint32_t stop = add_stop(context, id, rect, kind, is_default);
  if (result.pressed) click_focus(context.focus, stop);
  result.focused = context.focus.has(stop);
  const bool is_pressed = kind == StopKind::button || kind == StopKind::entry;
  result.by_key =
      is_pressed && (context.focus.takes(stop, NamedKey::enter) || context.focus.takes(stop, NamedKey::space));
  result.clicked = result.clicked || result.by_key;
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
  reach(context, content_bottom);
  scroll_by_keys(context);
  ImGui::End();
}

double begin_part(const DrawContext& context, const char* id, const Rect& rect, PanelLook look) {
  ImGuiWindowFlags flags = ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground;
  if (look != PanelLook::scrolling) flags |= ImGuiWindowFlags_NoScrollbar;
  const ImVec2 a = context.at({rect.x, rect.y});
  const ImVec2 b = context.at({rect.right(), rect.bottom()});
  ImGui::SetCursorScreenPos(a);
  ImGui::BeginChild(id, {b.x - a.x, b.y - a.y}, false, flags);
  return ImGui::GetScrollY() / context.scale;
}

void end_part(const DrawContext& context, std::optional<double> content_bottom) {
  if (content_bottom) reach(context, *content_bottom);
  scroll_by_keys(context);
  ImGui::EndChild();
}

bool begin_list(const DrawContext& context, const char* id, Point corner, bool at_right) {
  ImGui::SetNextWindowPos(context.at(corner), ImGuiCond_Appearing, {at_right ? 1.0f : 0.0f, 0});
  if (!ImGui::BeginPopup(id)) return false;
  // Opened by a key, it is for keys from the beginning.
  if (ImGui::IsWindowAppearing() && context.focus.is_shown) show_list_cursor();
  return true;
}

bool is_list_open() { return ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopup); }

bool has_list_cursor() {
#if IMGUI_VERSION_NUM >= 19140
  return is_list_open() && ImGui::GetCurrentContext()->NavCursorVisible;
#else
  return is_list_open() && !ImGui::GetCurrentContext()->NavDisableHighlight;
#endif
}

void choose_in_list() {
#if IMGUI_VERSION_NUM < 18700
  ImGui::GetIO().NavInputs[ImGuiNavInput_Activate] = 1;  // Enter is for fields there
#endif
}

void enable_list_keys() { ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard; }

bool close_lists() {
  if (!is_list_open()) return false;
  ImGui::ClosePopupToLevel(0, true);
  return true;
}

void hint(const DrawContext& context, const Touch& touched, std::string_view text) {
  if (touched.focused && !touched.hovered) {
    const Stop& stop = context.focus.drawn.back();
    return hint_below(context, touched, text, stop.rect);
  }
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
  context.types.require(type, {});
  const TypeFont& font = context.types[type];
#if IMGUI_VERSION_NUM >= 19200
  ImGui::PushFont(font.font, font.line_px);
#else
  ImGui::PushFont(font.font);
#endif
}

void pop_type() { ImGui::PopFont(); }

}  // namespace convoscope
