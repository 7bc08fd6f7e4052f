#include "vector/both.h"

#include <algorithm>

#include "figure/writing/drawing.h"

namespace convoscope {

namespace {

bool are_seen_alike(Color a, Color b) { return is_visible(a) == is_visible(b); }

bool differ_in_colors_only(const Fill& a, const Fill& b) {
  return are_seen_alike(a.color, b.color) && are_seen_alike(a.hatch, b.hatch);
}

bool differ_in_colors_only(const Stroke& a, const Stroke& b) {
  return a.width_pt == b.width_pt && a.dash == b.dash && are_seen_alike(a.color, b.color);
}

bool differ_in_colors_only(const TextStyle& a, const TextStyle& b) {
  TextStyle style = a;
  style.color = b.color;
  return style == b && are_seen_alike(a.color, b.color);
}

}  // namespace

bool differ_in_colors_only(const CellStyle& a, const CellStyle& b) {
  return a.radius_pt == b.radius_pt && differ_in_colors_only(a.fill, b.fill) &&
         differ_in_colors_only(a.stroke, b.stroke) && differ_in_colors_only(a.text, b.text);
}

bool differ_in_colors_only(const Box& a, const Box& b) {
  return a.rect == b.rect && a.radius_pt == b.radius_pt && differ_in_colors_only(a.fill, b.fill) &&
         differ_in_colors_only(a.stroke, b.stroke);
}

bool differ_in_colors_only(const Path& a, const Path& b) {
  const auto is_same_segment = [](const Segment& x, const Segment& y) {
    return x.kind == y.kind && x.p == y.p && x.c1 == y.c1 && x.c2 == y.c2;
  };
  return std::ranges::equal(a.segments, b.segments, is_same_segment) && differ_in_colors_only(a.fill, b.fill) &&
         differ_in_colors_only(a.stroke, b.stroke);
}

bool differ_in_colors_only(const Text& a, const Text& b) {
  return a.text == b.text && a.position == b.position && a.align == b.align && differ_in_colors_only(a.style, b.style);
}

bool differ_in_colors_only(const Grid& a, const Grid& b) {
  return a.rect == b.rect && a.rows == b.rows && a.columns == b.columns;
}

bool differ_in_colors_only(const Image& a, const Image& b) { return a.rect == b.rect; }

bool differ_in_colors_only(const Group& a, const Group& b) {
  return a.transform == b.transform && a.opacity == b.opacity && a.clip == b.clip;
}

}  // namespace convoscope
