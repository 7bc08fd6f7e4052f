#include "gui/lesson/item_painter.h"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include <imgui.h>

namespace convoscope {
namespace {

Type type_of(const TextStyle& style) {
  constexpr double large_pt = 17;
  if (style.family == FontFamily::mono) return Type::code;
  if (style.size_pt > large_pt && style.weight != FontWeight::regular) return Type::lesson_title;
  switch (style.weight) {
    case FontWeight::regular: return Type::prose;
    case FontWeight::semibold: return Type::counter;
    case FontWeight::bold: return Type::prose_bold;
  }
  return Type::prose;
}

class ItemPainter {
 public:
  ItemPainter(const DrawContext& context, const FontMetrics& fonts)
      : context_(context), fonts_(fonts), list_(*ImGui::GetWindowDrawList()) {}

  void paint(const std::vector<Item>& items, const Affine& place, double opacity) {
    for (const Item& item : items) std::visit([&](const auto& shape) { draw(shape, place, opacity); }, item.shape);
  }

 private:
  ImVec2 at(const Affine& place, Point point) const {
    const Point moved = place(point);
    return {context_.units(moved.x), context_.units(moved.y)};
  }
  static ImU32 color_of(Color color, double opacity) {
    color.a = static_cast<std::uint8_t>(std::lround(color.a * opacity));
    return packed(color);
  }
  float width_of(const Stroke& stroke, const Affine& place) const {
    return std::max(1.0f, context_.units(stroke.width_pt * scale_of(place)));
  }
  static double scale_of(const Affine& place) { return std::sqrt(std::abs(place.a * place.d - place.b * place.c)); }

  void draw_box(const Rect& rect, double radius_pt, const Fill& fill, const Stroke& stroke, const Affine& place,
                double opacity) {
    const ImVec2 a = at(place, {rect.x, rect.y});
    const ImVec2 b = at(place, {rect.right(), rect.bottom()});
    const float radius = context_.units(radius_pt * scale_of(place));
    if (fill.color.a > 0) list_.AddRectFilled(a, b, color_of(fill.color, opacity), radius);
    if (fill.hatch.a > 0) draw_hatch(a, b, color_of(fill.hatch, opacity));
    if (stroke.width_pt <= 0 || stroke.color.a == 0) return;
    const ImU32 color = color_of(stroke.color, opacity);
    const float line = width_of(stroke, place);
    if (stroke.dash == Dash::solid) return list_.AddRect(a, b, color, radius, 0, line);
    draw_dashes(a, {b.x, a.y}, color, line);
    draw_dashes({b.x, a.y}, b, color, line);
    draw_dashes(b, {a.x, b.y}, color, line);
    draw_dashes({a.x, b.y}, a, color, line);
  }

  void draw_hatch(ImVec2 a, ImVec2 b, ImU32 color) {
    list_.PushClipRect(a, b, true);
    const float apart = context_.units(6);
    for (float x = a.x - (b.y - a.y); x < b.x; x += apart)
      list_.AddLine({x, b.y}, {x + (b.y - a.y), a.y}, color, context_.units(1.5));
    list_.PopClipRect();
  }

  void draw_dashes(ImVec2 from, ImVec2 to, ImU32 color, float line) {
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    const float dash = context_.units(3);
    for (float along = 0; along < length; along += 2 * dash) {
      const float t = along / length;
      const float u = std::min(1.0f, (along + dash) / length);
      list_.AddLine({std::lerp(from.x, to.x, t), std::lerp(from.y, to.y, t)},
                    {std::lerp(from.x, to.x, u), std::lerp(from.y, to.y, u)}, color, line);
    }
  }

  void draw(const Box& box, const Affine& place, double opacity) {
    draw_box(box.rect, box.radius_pt, box.fill, box.stroke, place, opacity);
  }

  void draw(const Path& path, const Affine& place, double opacity) {
    const auto finish = [&](bool closes) {
      if (path.fill.color.a > 0) {
        const ImVector<ImVec2> points = list_._Path;
        list_.AddConvexPolyFilled(points.Data, points.Size, color_of(path.fill.color, opacity));
      }
      if (path.stroke.width_pt > 0)
        list_.PathStroke(color_of(path.stroke.color, opacity), closes ? ImDrawFlags_Closed : 0,
                         width_of(path.stroke, place));
      list_.PathClear();
    };
    list_.PathClear();
    for (const Segment& segment : path.segments) {
      switch (segment.kind) {
        case Segment::Kind::move:
          if (list_._Path.Size > 1) finish(false);
          list_.PathClear();
          list_.PathLineTo(at(place, segment.p));
          break;
        case Segment::Kind::line: list_.PathLineTo(at(place, segment.p)); break;
        case Segment::Kind::cubic:
          list_.PathBezierCubicCurveTo(at(place, segment.c1), at(place, segment.c2), at(place, segment.p));
          break;
        case Segment::Kind::close: finish(true); break;
      }
    }
    if (list_._Path.Size > 1) finish(false);
    list_.PathClear();
  }

  void draw(const Text& text, const Affine& place, double opacity) {
    if (text.text.empty() || text.style.color.a == 0) return;
    const double width_pt = fonts_.width(text.text, text.style);
    Point from = text.position;
    if (text.align == Align::middle) from.x -= width_pt / 2;
    if (text.align == Align::end) from.x -= width_pt;
    // From the capitals' height to what hangs below: lines of a formula stand closer than lines of prose.
    const double scale = scale_of(place);
    const double size_pt = text.style.size_pt * scale;
    const Point corner = place(from);
    note_text(context_, text.text, {corner.x, corner.y - size_pt * 0.75, width_pt * scale, size_pt * 0.95});
    const std::string_view words = text.text;
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      const double x = from.x + fonts_.width(words.substr(0, begin), text.style);
      draw_word(words.substr(begin, end - begin), {x, from.y}, text.style, place, opacity);
      begin = end + 1;
    }
  }

  void draw_word(std::string_view word, Point from, const TextStyle& style, const Affine& place, double opacity) {
    if (word.empty()) return;
    const Type type = type_of(style);
    context_.types.require(type, word);
    const TypeFont& font = context_.types[type];
    const double size_share = style.size_pt * scale_of(place) / TypeSet::size_pt(type);
    const auto size_px = static_cast<float>(font.line_px * size_share);
    const auto ascent_px = static_cast<float>(font.ascent_px * size_share);
    const ImVec2 origin = at(place, from);
    const ImVec2 whole{std::floor(origin.x), std::round(origin.y)};
    const char* const end = word.data() + word.size();
    const int before = list_.VtxBuffer.Size;
    list_.AddText(font.font, size_px, {whole.x, whole.y - ascent_px}, color_of(style.color, opacity), word.data(), end);
    // Dear ImGui begins at a whole unit and kerns nothing: its letters are moved to where the line was measured. Slanted ones lean about
    // their baseline.
    const int letters = (list_.VtxBuffer.Size - before) / 4;
    const float measured = context_.units(fonts_.width(word, style) * scale_of(place));
    const float kerning = measured - font.font->CalcTextSizeA(size_px, FLT_MAX, 0, word.data(), end).x;
    const float apart = kerning / static_cast<float>(std::max(1, letters - 1));
    const auto shear = static_cast<float>(place.d != 0 ? place.c / place.d : 0);
    for (int i = 0; i < 4 * letters; ++i) {
      ImVec2& point = list_.VtxBuffer[before + i].pos;
      point.x += origin.x - whole.x + apart * static_cast<float>(i / 4) + shear * (point.y - whole.y);
    }
  }

  void draw(const Grid& grid, const Affine& place, double opacity) {
    for (std::int64_t row = 0; row < grid.rows; ++row) {
      for (std::int64_t column = 0; column < grid.columns; ++column) {
        const CellStyle& style = grid.style_of(row, column);
        const Rect rect = grid.cell_rect(row, column);
        draw_box(rect, style.radius_pt, style.fill, style.stroke, place, opacity);
        const std::string words = grid.text_of(row, column);
        const double baseline = rect.center().y + style.text.size_pt * 0.36;
        if (!words.empty())
          draw(Text{{rect.center().x, baseline}, words, style.text, Align::middle, 0}, place, opacity);
      }
    }
  }

  void draw(const Image&, const Affine&, double) {}  // prose has none

  void draw(const Group& group, const Affine& place, double opacity) {
    const Affine inner = place * group.transform;
    const bool clips = group.clip.width > 0;
    if (clips)
      list_.PushClipRect(at(inner, {group.clip.x, group.clip.y}), at(inner, {group.clip.right(), group.clip.bottom()}),
                         true);
    paint(group.items, inner, opacity * group.opacity);
    if (clips) list_.PopClipRect();
  }

  const DrawContext& context_;
  const FontMetrics& fonts_;
  ImDrawList& list_;
};

}  // namespace

void paint_items(const DrawContext& context, const FontMetrics& fonts, const std::vector<Item>& items,
                 const Affine& place) {
  ItemPainter(context, fonts).paint(items, place, 1);
}

}  // namespace convoscope
