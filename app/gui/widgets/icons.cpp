// Each icon is a few lines and triangles about the origin, in points.
#include "gui/widgets/icons.h"

#include <initializer_list>

namespace convoscope {
namespace {

class Pen {
 public:
  Pen(const DrawContext& context, Point center, Color color, double size)
      : context_(context), center_(center), color_(packed(color)), size_(size), list_(*ImGui::GetWindowDrawList()) {}

  /// A filled shape whose corners are rounded by a line along its edge.
  void solid(std::initializer_list<Point> corners, double rounding = 2) {
    for (const Point corner : corners) list_.PathLineTo(at(corner));
    list_.PathFillConvex(color_);
    if (rounding > 0) line(corners, rounding, true);
  }
  void line(std::initializer_list<Point> points, double width_pt = 1.5, bool closed = false) {
    for (const Point point : points) list_.PathLineTo(at(point));
    list_.PathStroke(color_, closed ? ImDrawFlags_Closed : ImDrawFlags_None, context_.units(width_pt * size_));
  }
  void box(Point a, Point b, double radius, double width_pt = 1.5) {
    list_.PathRect(at(a), at(b), context_.units(radius * size_));
    list_.PathStroke(color_, ImDrawFlags_Closed, context_.units(width_pt * size_));
  }
  void filled_box(Point a, Point b, double radius) {
    list_.AddRectFilled(at(a), at(b), color_, context_.units(radius * size_));
  }
  void dot(Point center, double radius) { list_.AddCircleFilled(at(center), context_.units(radius * size_), color_); }

 private:
  ImVec2 at(Point p) const {
    return {context_.units(center_.x + p.x * size_), context_.units(center_.y + p.y * size_)};
  }
  const DrawContext& context_;
  Point center_;
  ImU32 color_;
  double size_;
  ImDrawList& list_;
};

}  // namespace

void draw_icon(const DrawContext& context, Icon icon, Point center, Color color, double size) {
  Pen pen(context, center, color, size);
  switch (icon) {
    case Icon::first:
      pen.filled_box({-8, -8}, {-6, 8}, 1);
      pen.solid({{6, -7}, {-4, 0}, {6, 7}});
      break;
    case Icon::back: pen.solid({{6, -7}, {-5, 0}, {6, 7}}); break;
    case Icon::play: pen.solid({{-5, -9}, {9, 0}, {-5, 9}}, 1); break;
    case Icon::pause:
      pen.filled_box({-7, -8}, {-2.5, 8}, 1.2);
      pen.filled_box({2.5, -8}, {7, 8}, 1.2);
      break;
    case Icon::next: pen.solid({{-6, -7}, {-6, 7}, {5, 0}}); break;
    case Icon::last:
      pen.filled_box({6, -8}, {8, 8}, 1);
      pen.solid({{-6, -7}, {-6, 7}, {4, 0}});
      break;
    case Icon::menu:
      for (const double x : {-5.0, 0.0, 5.0}) pen.dot({x, 0}, 1.6);
      break;
    case Icon::chevron_right: pen.line({{-2, -4}, {2, 0}, {-2, 4}}); break;
    case Icon::chevron_down: pen.line({{-4, -2}, {0, 2}, {4, -2}}); break;
    case Icon::close:
      pen.line({{-4, -4}, {4, 4}});
      pen.line({{-4, 4}, {4, -4}});
      break;
    case Icon::copy:
      pen.box({-2, -2}, {5, 6}, 1.5, 1.3);
      pen.line({{-3, 3}, {-5, 3}, {-5, -5}, {2, -5}, {2, -3}}, 1.3);
      break;
    case Icon::left_panel:
      pen.box({-7, -6}, {7, 6}, 2, 1.3);
      pen.filled_box({-7, -6}, {-2, 6}, 2);
      break;
    case Icon::right_panel:
      pen.box({-7, -6}, {7, 6}, 2, 1.3);
      pen.filled_box({2, -6}, {7, 6}, 2);
      break;
    case Icon::folder: pen.line({{-6, 5}, {-6, -4}, {-2, -4}, {0, -2}, {6, -2}, {6, 5}}, 1.3, true); break;
    case Icon::scene:
      for (const double x : {-5.0, 1.0}) {
        for (const double y : {-5.0, 1.0}) pen.filled_box({x, y}, {x + 4.5, y + 4.5}, 1);
      }
      break;
    case Icon::enlarge:
      pen.line({{1, -6}, {6, -6}, {6, -1}}, 1.4);
      pen.line({{-6, 1}, {-6, 6}, {-1, 6}}, 1.4);
      pen.line({{6, -6}, {1.5, -1.5}}, 1.4);
      pen.line({{-6, 6}, {-1.5, 1.5}}, 1.4);
      break;
    case Icon::shrink:
      pen.line({{1.5, -6}, {1.5, -1.5}, {6, -1.5}}, 1.4);
      pen.line({{-1.5, 6}, {-1.5, 1.5}, {-6, 1.5}}, 1.4);
      pen.line({{6.5, -6.5}, {1.5, -1.5}}, 1.4);
      pen.line({{-6.5, 6.5}, {-1.5, 1.5}}, 1.4);
      break;
    case Icon::orbit:  // a box seen from above
      pen.line({{0, -7}, {6.5, -3.5}, {6.5, 3.5}, {0, 7}, {-6.5, 3.5}, {-6.5, -3.5}}, 1.3, true);
      pen.line({{-6.5, -3.5}, {0, 0}, {6.5, -3.5}}, 1.3);
      pen.line({{0, 0}, {0, 7}}, 1.3);
      break;
    case Icon::swap:
      pen.line({{-3.5, 6}, {-3.5, -6}}, 1.4);
      pen.line({{-6.5, -3}, {-3.5, -6}, {-0.5, -3}}, 1.4);
      pen.line({{3.5, -6}, {3.5, 6}}, 1.4);
      pen.line({{0.5, 3}, {3.5, 6}, {6.5, 3}}, 1.4);
      break;
    case Icon::all_views:
      for (const double x : {-6.0, 1.0}) {
        for (const double y : {-6.0, 1.0}) pen.box({x, y}, {x + 5, y + 5}, 1, 1.3);
      }
      break;
    case Icon::up:
      pen.line({{-5, 1}, {0, -4}, {5, 1}});
      pen.line({{0, -4}, {0, 6}});
      break;
  }
}

}  // namespace convoscope
