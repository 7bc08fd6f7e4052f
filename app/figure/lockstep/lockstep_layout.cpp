// Cells as large as the panel lets them be.
#include "figure/lockstep/lockstep_layout.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr double status_y_pt = 53;
constexpr double panels_top_pt = 68;
constexpr double bottom_pt = 16;
constexpr double gap_pt = 12;
constexpr double inset_pt = 14;
constexpr double heading_pt = 22;
constexpr double body_top_pt = 31;
constexpr double foot_pt = 38;  // below the body
constexpr double bar_pt = 5;
constexpr double label_pt = 15;  // a small map's label above it
constexpr double column_gap_pt = 22;
constexpr double row_gap_pt = 7;
constexpr double large_share = 0.56;  // of a body's width, at most
constexpr double largest_pitch_pt = 27;
constexpr double wide = 2.2;  // columns to rows
constexpr double sign_pt = 24;
constexpr double shortest_pt = 0.1;

Rect rect_at(double x, double y, Size cells, double pitch, double gap) {
  return {x, y, std::max(cells.width * pitch - gap, shortest_pt), std::max(cells.height * pitch - gap, shortest_pt)};
}

double gap_for(double pitch, const Measures& measures) { return std::min(measures.gap_pt, pitch * 0.12); }

PlacedMap placed(double x, double y, Size cells, double pitch, const Measures& measures, double label_room) {
  const double gap = gap_for(pitch, measures);
  return {{x, y + label_pt - 5}, label_room, rect_at(x, y + label_pt, cells, pitch, gap), pitch, gap};
}

Trio lay_out_stacked(const TrioExtents& e, const Rect& body, const Measures& measures) {
  const double labels = 3 * label_pt + 2 * row_gap_pt;
  const double rows = e.large.height + e.first.height + e.second.height;
  const double columns = std::max({e.large.width, e.first.width, e.second.width});
  const double pitch = std::min({largest_pitch_pt, body.width / columns, std::max(body.height - labels, 1.0) / rows});
  const double spare = std::max(body.height - labels - rows * pitch, 0.0) / 2;
  Trio trio;
  double y = body.y + spare;
  const auto next = [&](Size cells) {
    PlacedMap map = placed(body.x, y, cells, pitch, measures, body.width);
    y = map.rect.bottom() + row_gap_pt;
    return map;
  };
  if (e.large_is_left) {
    trio.large = next(e.large);
    trio.first = next(e.first);
    trio.second = next(e.second);
  } else {  // the large map beside the one that lines join it with
    trio.second = next(e.second);
    trio.first = next(e.first);
    trio.large = next(e.large);
  }
  return trio;
}

}  // namespace

AxisPart part_around(std::int64_t total, std::int64_t middle, PartLimit limit) {
  if (total <= limit.whole) return {0, total, total};
  return {std::clamp<std::int64_t>(middle - limit.part / 2, 0, total - limit.part), limit.part, total};
}

Trio lay_out_trio(const TrioExtents& e, const Rect& body, const Measures& measures) {
  if (e.large.width > wide * e.large.height) return lay_out_stacked(e, body, measures);
  const double large_pitch =
      std::min({largest_pitch_pt, (body.height - label_pt) / e.large.height, body.width * large_share / e.large.width});
  const double large_pt = e.large.width * large_pitch;
  const double column_room = body.width - large_pt - column_gap_pt;
  const double small_columns = std::max(e.first.width, e.second.width);
  const double small_pitch = std::min({large_pitch, largest_pitch_pt * 0.9, column_room / small_columns,
                                       (body.height - 2 * label_pt - row_gap_pt) / (e.first.height + e.second.height)});
  const double column_pt = small_columns * small_pitch;
  // Labels of narrow columns may use what is free beside them.
  const double spare = std::max(column_room - column_pt, 0.0);
  const double left = body.x + spare * 0.25;
  const double right = body.right() - spare * 0.25 - std::max(column_pt, column_room - spare * 0.5);
  const double large_x = e.large_is_left ? left : body.right() - large_pt - spare * 0.25;
  const double column_x = e.large_is_left ? std::max(right, left + large_pt + column_gap_pt) : left;
  const double label_room = e.large_is_left ? body.right() - column_x : large_x - column_x - 6;
  Trio trio;
  const double large_spare = std::max(body.height - label_pt - e.large.height * large_pitch, 0.0) / 2;
  trio.large = placed(large_x, body.y + large_spare, e.large, large_pitch, measures,
                      e.large_is_left ? column_x - large_x - 8 : body.right() - large_x);
  const double small_height = (e.first.height + e.second.height) * small_pitch + 2 * label_pt + row_gap_pt;
  double y = body.y + std::max(body.height - small_height, 0.0) / 2;
  trio.first = placed(column_x, y, e.first, small_pitch, measures, label_room);
  y = trio.first.rect.bottom() + row_gap_pt;
  trio.second = placed(column_x, y, e.second, small_pitch, measures, label_room);
  return trio;
}

MatrixTrio lay_out_matrix_trio(std::int64_t rows, std::int64_t columns, double number_pt, const Rect& body,
                               const Measures& measures) {
  const auto r = static_cast<double>(rows);
  const auto c = static_cast<double>(columns);
  const double vector_pt = std::max(number_pt + 8, 18.0);
  const double pitch = std::min({largest_pitch_pt, (body.height - label_pt) / std::max(r, c),
                                 std::max(body.width - 2 * vector_pt - 2 * sign_pt, 1.0) / c});
  const double gap = gap_for(pitch, measures);
  const double vector_width = std::max(vector_pt, pitch);
  const double all = c * pitch + 2 * vector_width + 2 * sign_pt;
  double x = body.x + std::max(body.width - all, 0.0) / 2;
  const double top = body.y + label_pt + std::max(body.height - label_pt - std::max(r, c) * pitch, 0.0) / 2;
  const double middle = top + std::max(r, c) * pitch / 2;
  MatrixTrio trio;
  const auto place = [&](double width_pt, double cells_down, double room) {
    const double y = middle - cells_down * pitch / 2;
    PlacedMap map{{x, top - 5}, room, {x, y, width_pt - gap, cells_down * pitch - gap}, pitch, gap};
    x += width_pt;
    return map;
  };
  trio.entries = place(c * pitch, r, c * pitch + sign_pt - 4);
  trio.times = {x + sign_pt / 2, middle};
  x += sign_pt;
  trio.input = place(vector_width, c, vector_width + sign_pt);
  trio.input.label.y = trio.input.rect.y - 5;
  trio.equals = {x + sign_pt / 2, middle};
  x += sign_pt;
  trio.output = place(vector_width, r, vector_width + sign_pt);
  trio.output.label.y = trio.output.rect.y - 5;
  trio.entries.label.y = trio.entries.rect.y - 5;
  return trio;
}

LockstepLayout lay_out_lockstep(Size size) {
  LockstepLayout layout;
  layout.status_y = status_y_pt;
  const double width_pt = std::max((size.width - gap_pt) / 2, 1.0);
  const double height_pt = std::max((size.height - panels_top_pt - bottom_pt - gap_pt) / 2, body_top_pt + foot_pt + 1);
  int i = 0;
  for (PanelLayout& p : layout.panels) {
    p.panel = {i % 2 * (width_pt + gap_pt), panels_top_pt + i / 2 * (height_pt + gap_pt), width_pt, height_pt};
    ++i;
    const double x = p.panel.x + inset_pt;
    p.width_pt = width_pt - 2 * inset_pt;
    p.heading = {x, p.panel.y + heading_pt};
    p.body = {x, p.panel.y + body_top_pt, p.width_pt, height_pt - body_top_pt - foot_pt};
    p.bar = {x, p.panel.bottom() - 29, p.width_pt, bar_pt};
    p.work = {x, p.panel.bottom() - 10};
  }
  return layout;
}

}  // namespace convoscope
