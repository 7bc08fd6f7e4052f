#include "gl/cell_window.h"

#include <algorithm>
#include <cmath>

namespace convoscope {

double scale_of(const Affine& m) { return std::sqrt(std::abs(m.a * m.d - m.b * m.c)); }

std::optional<Point> whole_shift(const ScreenView& before, const ScreenView& now) {
  const Affine &from = before.to_pixels, &to = now.to_pixels;
  if (from.a != to.a || from.b != to.b || from.c != to.c || from.d != to.d) return std::nullopt;
  const Point shift{to.e - from.e, to.f - from.f};
  const Point whole{std::round(shift.x), std::round(shift.y)};
  if (std::abs(shift.x - whole.x) > 0.01 || std::abs(shift.y - whole.y) > 0.01) return std::nullopt;
  return whole;
}

Size pitch_of(const Grid& grid) {
  return {(grid.rect.width + grid.gap_pt) / static_cast<double>(grid.columns),
          (grid.rect.height + grid.gap_pt) / static_cast<double>(grid.rows)};
}

double pitch_px(const GridItem& item, const ScreenView& view) {
  const Affine m = view.to_pixels * item.transform;
  const Size pitch = pitch_of(item.grid);
  return std::min(std::hypot(m.a, m.b) * pitch.width, std::hypot(m.c, m.d) * pitch.height);
}

CellWindow visible_cells(const GridItem& item, const ScreenView& view) {
  const Affine m = view.to_pixels * item.transform;
  if (scale_of(m) < 1e-9) return {};
  const Rect seen = bounds_of(view.visible, m.inverse());
  const Size pitch = pitch_of(item.grid);
  // A cell more on each side, for outlines that reach over.
  const auto clamped = [](double cells, std::int64_t count) {
    return static_cast<std::int64_t>(std::clamp(cells, 0.0, static_cast<double>(count)));
  };
  return {clamped((seen.y - item.grid.rect.y) / pitch.height - 1, item.grid.rows),
          clamped((seen.bottom() - item.grid.rect.y) / pitch.height + 2, item.grid.rows),
          clamped((seen.x - item.grid.rect.x) / pitch.width - 1, item.grid.columns),
          clamped((seen.right() - item.grid.rect.x) / pitch.width + 2, item.grid.columns)};
}

}  // namespace convoscope
