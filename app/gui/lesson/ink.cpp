// Everything follows from the clock, as other movements do.
#include "gui/lesson/ink.h"

#include <algorithm>
#include <cmath>

namespace convoscope {
namespace {

constexpr double stroke_stays_s = 6;  // as long as a sentence about it takes
constexpr double pointer_stays_s = 2;
constexpr double fade_s = 0.8;
constexpr double fade_frame_s = 1.0 / 30;
constexpr double apart_pt = 1.5;  // nearer points tell nothing more

/// Of what has been still since `still_s`.
double strength(double still_s, double stays_s, double now_s, bool fades) {
  const double begins_s = still_s + stays_s;
  if (now_s < begins_s) return 1;
  if (now_s >= begins_s + fade_s) return 0;
  return fades ? std::max(0.0, 1 - (now_s - begins_s) / fade_s) : 0;
}

/// When it looks different next.
double next_change_s(double still_s, double stays_s, double now_s, bool fades) {
  const double begins_s = still_s + stays_s;
  const double ends_s = begins_s + (fades ? fade_s : 0);
  if (now_s >= ends_s) return std::numeric_limits<double>::infinity();
  return now_s < begins_s ? begins_s : std::min(ends_s, now_s + fade_frame_s);
}

}  // namespace

void move_pointer(Ink& ink, Point to, double now_s) {
  if (to == ink.pointer) return;
  ink.pointer = to;
  ink.moved_s = now_s;
}

void put_pen_down(Ink& ink, Point at) {
  ink.strokes.emplace_back();
  ink.strokes.back().points = {at};
}

void draw_on(Ink& ink, Point to) {
  if (!is_pen_down(ink)) return;
  std::vector<Point>& points = ink.strokes.back().points;
  if (std::hypot(to.x - points.back().x, to.y - points.back().y) >= apart_pt) points.push_back(to);
}

void lift_pen(Ink& ink, double now_s) {
  if (is_pen_down(ink)) ink.strokes.back().ended_s = now_s;
}

bool is_pen_down(const Ink& ink) { return !ink.strokes.empty() && std::isinf(ink.strokes.back().ended_s); }

double strength_of(const InkStroke& stroke, double now_s, bool fades) {
  return strength(stroke.ended_s, stroke_stays_s, now_s, fades);
}

double pointer_strength(const Ink& ink, double now_s, bool fades) {
  return strength(ink.moved_s, pointer_stays_s, now_s, fades);
}

void advance_ink(Ink& ink, double now_s) {
  std::erase_if(ink.strokes, [now_s](const InkStroke& stroke) { return strength_of(stroke, now_s, true) <= 0; });
}

double next_ink_s(const Ink& ink, double now_s, bool fades) {
  double next = next_change_s(ink.moved_s, pointer_stays_s, now_s, fades);
  for (const InkStroke& stroke : ink.strokes)
    next = std::min(next, next_change_s(stroke.ended_s, stroke_stays_s, now_s, fades));
  return next;
}

}  // namespace convoscope
