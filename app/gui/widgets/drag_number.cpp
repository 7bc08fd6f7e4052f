#include "gui/widgets/drag_number.h"

#include <cmath>

#include "document/number_text.h"

namespace convoscope {
namespace {

constexpr int most_decimals = 3;

/// Where there is little room smaller, then with fewer decimals. Answers whether there was room at all: a number whose end is cut off is
/// another one.
bool draw_number(const DrawContext& context, const Rect& rect, double value, Color ink) {
  for (const Type type : {Type::body_strong, Type::note}) {
    for (int decimals = most_decimals; decimals >= (type == Type::note ? 1 : most_decimals); --decimals) {
      const std::string text = number_text(value, decimals);
      if (text_width(context, type, text) > rect.width - (type == Type::note ? 2 : 4)) continue;
      draw_text(context, centred_baseline(rect, type, Align::middle), type, ink, text, Align::middle);
      return true;
    }
  }
  return false;
}

}  // namespace

NumberTouch drag_number(const DrawContext& context, const char* id, const Rect& rect, double value, double step,
                        double& start, Color fill, Color ink, std::string_view help) {
  constexpr double pt_per_step = 3;
  const Touch touched = touch(context, id, rect, StopKind::slider);
  NumberTouch result{touched.pressed, touched.released, false, value};
  const auto on_step = [&](double wanted) { return std::round(wanted / step) * step; };
  const std::uint32_t stop = ImGui::GetID(id);
  for (const auto& [key, by] : {std::pair{NamedKey::up, 1.0}, std::pair{NamedKey::right, 1.0},
                                std::pair{NamedKey::down, -1.0}, std::pair{NamedKey::left, -1.0}}) {
    if (!touched.focused || !context.focus.takes(stop, key)) continue;
    result = {true, true, true, on_step(value + by * step)};  // all at once, for each press
  }
  if (touched.pressed) start = value - ImGui::GetIO().MousePos.y / -context.units(pt_per_step) * step;
  if (touched.held) {
    const double wanted =
        on_step(start - static_cast<double>(ImGui::GetIO().MousePos.y / context.units(pt_per_step)) * step);
    const bool has_moved = std::abs(ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0).y) >= context.units(pt_per_step);
    result.changed = has_moved && wanted != value;
    if (result.changed) result.value = wanted;
  }
  if (touched.hovered || touched.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeNS);
  fill_box(context, rect, fill, 4);
  if (touched.hovered || touched.held) outline_box(context, rect, context.theme.focus, 4, 1.5);
  const bool is_seen = draw_number(context, rect, value, ink);
  hint(context, touched, is_seen ? std::string(help) : number_text(value, most_decimals) + " · " + std::string(help));
  return result;
}

}  // namespace convoscope
