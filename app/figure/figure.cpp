// Transforms and grids: the parts of a figure that have some arithmetic of their own.
// Knows no theme and no font.
#include "figure/figure.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/assert.h"
#include "document/number_text.h"

namespace convoscope {

Affine Affine::operator*(const Affine& inner) const {
  return {a * inner.a + c * inner.b, b * inner.a + d * inner.b,     a * inner.c + c * inner.d,
          b * inner.c + d * inner.d, a * inner.e + c * inner.f + e, b * inner.e + d * inner.f + f};
}

Affine Affine::inverse() const {
  const double determinant = a * d - b * c;
  CONVOSCOPE_ASSERT(std::abs(determinant) > 1e-12);
  const double scale = 1 / determinant;
  return {d * scale, -b * scale, -c * scale, a * scale, (c * f - d * e) * scale, (b * e - a * f) * scale};
}

Cell CellNames::place_of(Cell named) const {
  if (order == Order::in_line) return {first.row + named.row * columns + named.column, first.column};
  if (order == Order::transposed) std::swap(named.row, named.column);
  return {first.row + named.row * step.row, first.column + named.column * step.column};
}

std::optional<Cell> CellNames::named_at(Cell place) const {
  const Cell away{place.row - first.row, place.column - first.column};
  Cell named{away.row / step.row, away.column / step.column};
  if (order == Order::transposed) std::swap(named.row, named.column);
  if (order == Order::in_line && away.row >= 0) named = {away.row / columns, away.row % columns};
  const bool on_map = named.row >= 0 && named.row < rows && named.column >= 0 && named.column < columns;
  if (!on_map || place_of(named) != place) return std::nullopt;
  return named;
}

Rect Grid::cell_rect(std::int64_t row, std::int64_t column) const {
  const double pitch_x = (rect.width + gap_pt) / static_cast<double>(columns);
  const double pitch_y = (rect.height + gap_pt) / static_cast<double>(rows);
  return {rect.x + pitch_x * static_cast<double>(column), rect.y + pitch_y * static_cast<double>(row), pitch_x - gap_pt,
          pitch_y - gap_pt};
}

const CellStyle& Grid::style_of(std::int64_t row, std::int64_t column) const {
  const std::int64_t index = row * columns + column;
  if (pending_from >= 0 && index >= pending_from) return styles.at(pending_style);
  return styles.at(classes ? classes->at(static_cast<std::size_t>(index)) : 0);
}

std::string Grid::text_of(std::int64_t row, std::int64_t column) const {
  const std::int64_t index = row * columns + column;
  if (pending_from >= 0 && index >= pending_from) return {};
  if (style_of(row, column).text.color.a == 0) return {};
  if (labels) return labels->at(static_cast<std::size_t>(index));
  if (values) return number_text(values->at(static_cast<std::size_t>(index)), decimals);
  return {};
}

Tag Grid::tag_of(const Tag& tag, std::int64_t row, std::int64_t column) const {
  if (!tag || tag.cell != no_cell) return tag;
  if (names) {
    if (const auto named = names->named_at({row, column})) {
      Tag result = names->tag;
      result.cell = *named;
      return result;
    }
  }
  Tag result = tag;
  result.cell = {first.row + row, first.column + column};
  return result;
}

std::optional<Cell> Grid::cell_at(Point point) const {
  if (!rect.contains(point)) return std::nullopt;
  const double pitch_x = (rect.width + gap_pt) / static_cast<double>(columns);
  const double pitch_y = (rect.height + gap_pt) / static_cast<double>(rows);
  const auto index = [](double distance, double pitch, std::int64_t count) {
    return std::clamp(static_cast<std::int64_t>(std::floor(distance / pitch)), std::int64_t{0}, count - 1);
  };
  return Cell{index(point.y - rect.y + gap_pt / 2, pitch_y, rows),
              index(point.x - rect.x + gap_pt / 2, pitch_x, columns)};
}

std::optional<Cell> Image::pixel_at(Point point) const {
  if (!rect.contains(point)) return std::nullopt;
  const auto index = [](double at, double from, double length, std::int64_t count) {
    const auto found = static_cast<std::int64_t>((at - from) / length * static_cast<double>(count));
    return std::clamp<std::int64_t>(found, 0, count - 1);
  };
  return Cell{index(point.y, rect.y, rect.height, pixels->rows), index(point.x, rect.x, rect.width, pixels->columns)};
}

}  // namespace convoscope
