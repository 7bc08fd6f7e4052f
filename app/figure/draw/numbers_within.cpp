#include "figure/draw/numbers_within.h"

#include <algorithm>
#include <cmath>

namespace convoscope {
namespace {

// Cells first .. end - 1 of `count`, `pitch_pt` apart, that lie between `low` and `high`.
struct CellSpan {
  std::int64_t first = 0;
  std::int64_t end = 0;
};
CellSpan span_of(double low, double high, double pitch_pt, std::int64_t count) {
  constexpr double slack = 1e-6;  // what only touches is not met
  const auto index = [&](double at) { return std::clamp(static_cast<std::int64_t>(at), std::int64_t{0}, count); };
  return {index(std::floor(low / pitch_pt + slack)), index(std::ceil(high / pitch_pt - slack))};
}

}  // namespace

Grid numbers_within(const Grid& grid, const Rect& rect) {
  const auto pitch = [&](double extent, std::int64_t count) {
    return (extent + grid.gap_pt) / static_cast<double>(count);
  };
  const CellSpan rows =
      span_of(rect.y - grid.rect.y, rect.bottom() - grid.rect.y, pitch(grid.rect.height, grid.rows), grid.rows);
  const CellSpan columns =
      span_of(rect.x - grid.rect.x, rect.right() - grid.rect.x, pitch(grid.rect.width, grid.columns), grid.columns);
  Grid part;
  part.gap_pt = grid.gap_pt;
  part.decimals = grid.decimals;
  part.rows = std::max<std::int64_t>(rows.end - rows.first, 0);
  part.columns = std::max<std::int64_t>(columns.end - columns.first, 0);
  for (const CellStyle& style : grid.styles) part.styles.push_back({{}, {}, style.text, 0});
  if (part.rows == 0 || part.columns == 0) {
    part.rows = part.columns = 0;
    return part;
  }
  const Rect from = grid.cell_rect(rows.first, columns.first);
  const Rect to = grid.cell_rect(rows.end - 1, columns.end - 1);
  part.rect = {from.x, from.y, to.right() - from.x, to.bottom() - from.y};
  std::vector<std::uint8_t> classes;
  std::vector<float> values;
  std::vector<std::string> labels;
  for (std::int64_t row = rows.first; row < rows.end; ++row) {
    for (std::int64_t column = columns.first; column < columns.end; ++column) {
      const auto at = static_cast<std::size_t>(row * grid.columns + column);
      classes.push_back(grid.classes ? grid.classes->at(at) : std::uint8_t{0});
      values.push_back(grid.values ? grid.values->at(at) : 0.0F);
      if (grid.labels) labels.push_back(grid.labels->at(at));
    }
  }
  part.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  if (grid.values) part.values = std::make_shared<const std::vector<float>>(std::move(values));
  if (grid.labels) part.labels = std::make_shared<const std::vector<std::string>>(std::move(labels));
  return part;
}

void add_with_numbers_within(Pen& pen, Grid grid, const Tag& tag, const Rect& rect) {
  Grid numbers = numbers_within(grid, rect);
  grid.values.reset();
  grid.labels.reset();
  pen.add(std::move(grid), tag);
  if (numbers.rows > 0) pen.add(std::move(numbers));
}

}  // namespace convoscope
