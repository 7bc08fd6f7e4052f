// What a teacher shows with by hand while presenting: a pointer that follows the mouse, and a pen. Both fade. A plain value.
// Knows no widget and no lesson.
#pragma once

#include <limits>
#include <vector>

#include "figure/figure.h"

namespace convoscope {

struct InkStroke {
  std::vector<Point> points;  ///< in the window's points
  double ended_s = std::numeric_limits<double>::infinity();
};

struct Ink {
  bool has_pen = false;  ///< a held button draws
  std::vector<InkStroke> strokes;
  Point pointer;
  double moved_s = -std::numeric_limits<double>::infinity();  ///< when the pointer did
};

void move_pointer(Ink& ink, Point to, double now_s);
/// A stroke begins, grows and ends.
void put_pen_down(Ink& ink, Point at);
void draw_on(Ink& ink, Point to);
void lift_pen(Ink& ink, double now_s);
bool is_pen_down(const Ink& ink);

/// From 1 down to 0. Where nothing may move by itself (`fades` false) they go at once when their time is over.
double strength_of(const InkStroke& stroke, double now_s, bool fades);
double pointer_strength(const Ink& ink, double now_s, bool fades);

/// Lets go of what can no longer be seen.
void advance_ink(Ink& ink, double now_s);
/// When it looks different next; infinity: it rests.
double next_ink_s(const Ink& ink, double now_s, bool fades);

}  // namespace convoscope
