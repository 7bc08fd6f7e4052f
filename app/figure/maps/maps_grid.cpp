#include "figure/maps/maps_grid.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr double begun_opacity = 0.5;

}  // namespace

Grid grid_of_part(const MapArray& array, const MapPart& part, const Rect& rect, double gap_pt) {
  Rect shown = rect;
  const auto cells = [](const AxisPart& along) {
    return static_cast<double>(along.count) + (along.is_whole() ? 0 : 2 * begun_share);
  };
  const double pitch = std::min((rect.width + gap_pt) / cells(part.columns), (rect.height + gap_pt) / cells(part.rows));
  const double gap = std::min(gap_pt, pitch * 0.12);
  if (!part.is_whole()) {
    shown.width = static_cast<double>(part.columns.count) * pitch - gap;
    shown.height = static_cast<double>(part.rows.count) * pitch - gap;
    if (!part.columns.is_whole()) shown.x += begun_share * pitch;
    if (!part.rows.is_whole()) shown.y += begun_share * pitch;
  }
  Grid g = grid_of(part_of(array, part), shown, gap);
  g.first = part.first();
  return g;
}

CellClasses pending_classes(const MapPart& part, std::int64_t map_columns, std::int64_t done) {
  std::vector<std::uint8_t> classes;
  for (std::int64_t row = part.rows.first; row < part.rows.first + part.rows.count; ++row)
    for (std::int64_t column = part.columns.first; column < part.columns.first + part.columns.count; ++column)
      classes.push_back(row * map_columns + column >= done ? 1 : 0);
  return std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
}

void draw_begun(Pen& pen, const Grid& grid, const MapPart& part,
                const std::function<CellClasses(const MapPart&)>& classes_of) {
  const auto draw = [&](const AxisPart& along, bool across, std::int64_t index) {
    if (along.is_whole() || index < 0 || index >= along.total) return;
    const bool is_before = index < along.first;
    MapPart next = part;
    (across ? next.columns : next.rows) = {index, 1, along.total};
    Grid edge = grid;
    edge.rows = next.rows.count;
    edge.columns = next.columns.count;
    const Rect cell = grid.cell_rect(0, 0);
    const double length = begun_share * (across ? cell.width : cell.height);
    (across ? edge.rect.width : edge.rect.height) = length;
    const double before = -grid.gap_pt - length;
    const double after = (across ? grid.rect.width : grid.rect.height) + grid.gap_pt;
    (across ? edge.rect.x : edge.rect.y) += is_before ? before : after;
    edge.values.reset();
    edge.labels.reset();
    edge.names.reset();
    edge.pending_from = -1;
    edge.classes = classes_of(next);
    Group group{{}, begun_opacity, {}, {}};
    group.items.push_back({{}, std::move(edge)});
    pen.add(std::move(group));
  };
  for (const bool across : {true, false}) {
    const AxisPart& along = across ? part.columns : part.rows;
    draw(along, across, along.first - 1);
    draw(along, across, along.first + along.count);
  }
}

}  // namespace convoscope
