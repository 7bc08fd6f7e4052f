#include "figure/writing/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/assert.h"

namespace convoscope {

Size page_size(const Figure& figure) {
  return {std::ceil(figure.size.width - 1e-6), std::ceil(figure.size.height - 1e-6)};
}

double dash_length_pt(const Stroke& stroke) { return 3 * std::max(1.0, stroke.width_pt); }

double corner_radius_pt(const Rect& rect, double radius_pt) {
  return std::clamp(radius_pt, 0.0, std::max(std::min(rect.width, rect.height) / 2, 0.0));
}

bool is_drawn_as_image(const Grid& grid) { return grid.rows > max_cells_as_shapes / grid.columns; }

Pixels image_of(const Grid& grid) {
  CONVOSCOPE_ASSERT(grid.rows > 0 && grid.columns > 0);
  Pixels pixels(static_cast<int>(grid.columns), static_cast<int>(grid.rows));
  auto out = pixels.rgba.begin();
  for (std::int64_t row = 0; row < grid.rows; ++row) {
    for (std::int64_t column = 0; column < grid.columns; ++column) {
      const Color color = grid.style_of(row, column).fill.color;
      for (const std::uint8_t channel : {color.r, color.g, color.b, color.a}) *out++ = channel;
    }
  }
  return pixels;
}

Pixels image_of(const Image& image, double most_px_per_pt) {
  const ImagePixels& all = *image.pixels;
  const auto excess = [&](double length_pt, std::int64_t count) {
    return length_pt > 0 ? static_cast<double>(count) / (length_pt * most_px_per_pt) : 1.0;
  };
  const double smaller = std::min(excess(image.rect.width, all.columns), excess(image.rect.height, all.rows));
  const auto side = static_cast<std::int64_t>(std::max(1.0, std::floor(smaller)));
  Pixels pixels(static_cast<int>((all.columns + side - 1) / side), static_cast<int>((all.rows + side - 1) / side));
  constexpr std::int64_t samples = 4;
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x) {
      const std::int64_t bottom = std::min((y + 1) * side, all.rows), right = std::min((x + 1) * side, all.columns);
      std::array<std::int64_t, samples> sums{};
      for (std::int64_t row = y * side; row < bottom; ++row)
        for (std::int64_t column = x * side; column < right; ++column)
          for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += all.rgba[static_cast<std::size_t>((row * all.columns + column) * samples) + i];
      const std::int64_t count = (bottom - y * side) * (right - x * side);
      for (std::size_t i = 0; i < sums.size(); ++i)
        pixels.at(x, y)[i] = static_cast<std::uint8_t>((sums[i] + count / 2) / count);
    }
  }
  return pixels;
}

void visit_cells(const Grid& grid, const FontMetrics& fonts, const std::function<void(const GridCell&)>& visit) {
  for (std::int64_t row = 0; row < grid.rows; ++row) {
    for (std::int64_t column = 0; column < grid.columns; ++column) {
      const CellStyle& style = grid.style_of(row, column);
      GridCell cell{row, column, grid.cell_rect(row, column), style, {}, {}};
      if (is_visible(style.text.color) && style.text.size_pt >= smallest_legible_pt) {
        cell.text = grid.text_of(row, column);
        const Point center = cell.rect.center();
        cell.baseline = {center.x, center.y + fonts.cap_height(style.text) * style.text.size_pt / 2};
      }
      visit(cell);
    }
  }
}

void visit_hatch_lines(const Rect& rect, const std::function<void(Point from, Point to)>& visit) {
  // x + y = sqrt(2) (spacing k + width / 2) on the middle of line k.
  const double pitch = std::numbers::sqrt2 * hatch_spacing_pt;
  const double half = std::numbers::sqrt2 * hatch_width_pt / 2;
  const double end = rect.right() + rect.bottom() + half;
  for (double sum = half + pitch * std::ceil((rect.x + rect.y - 2 * half) / pitch); sum < end; sum += pitch) {
    visit({sum - rect.y + 1, rect.y - 1}, {sum - rect.bottom() - 1, rect.bottom() + 1});
  }
}

namespace {

int count_paints(const Fill& fill, const Stroke& stroke) {
  return int{is_visible(fill.color)} + int{is_visible(fill.hatch)} + int{is_visible(stroke)};
}

struct PaintCounter {
  int operator()(const Box& box) const { return count_paints(box.fill, box.stroke); }
  int operator()(const Path& path) const { return count_paints(path.fill, path.stroke); }
  int operator()(const Text&) const { return 1; }
  int operator()(const Grid&) const { return 2; }  // many; not worth counting
  int operator()(const Image&) const { return 1; }
  int operator()(const Group&) const { return 2; }
};

}  // namespace

int count_paints(const Item& item) { return std::visit(PaintCounter{}, item.shape); }

}  // namespace convoscope
