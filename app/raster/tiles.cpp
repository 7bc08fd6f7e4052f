#include "raster/tiles.h"

#include <algorithm>
#include <cmath>

namespace convoscope {

Tiles::Tiles(int width_px, int height_px)
    : width_(width_px),
      height_(height_px),
      columns_((width_px + side_px - 1) / side_px),
      rows_((height_px + side_px - 1) / side_px),
      marked_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

std::optional<Tiles::Range> Tiles::range_of(const Rect& rect) const {
  const bool is_inside = rect.width >= 0 && rect.height >= 0 && rect.right() >= 0 && rect.bottom() >= 0 &&
                         rect.x <= width_ && rect.y <= height_;
  if (!is_inside) return std::nullopt;
  const auto tile_at = [](double at, int end) {
    return static_cast<int>(std::clamp(std::floor(at), 0.0, end - 1.0)) / side_px;
  };
  return Range{tile_at(rect.x, width_), tile_at(rect.right(), width_), tile_at(rect.y, height_),
               tile_at(rect.bottom(), height_)};
}

void Tiles::mark(const Rect& rect) {
  const auto range = range_of(rect);
  if (!range) return;
  for (int y = range->top; y <= range->bottom; ++y)
    for (int x = range->left; x <= range->right; ++x) marked_[index(x, y)] = 1;
}

bool Tiles::any_marked(const Rect& rect) const {
  const auto range = range_of(rect);
  if (!range) return false;
  for (int y = range->top; y <= range->bottom; ++y)
    for (int x = range->left; x <= range->right; ++x)
      if (marked_[index(x, y)] != 0) return true;
  return false;
}

std::vector<PixelRect> Tiles::runs_of_row(int y) const {
  std::vector<PixelRect> runs;
  const int top = y * side_px;
  for (int x = 0; x < columns_; ++x) {
    if (marked_[index(x, y)] == 0) continue;
    const int left = x * side_px;
    while (x < columns_ && marked_[index(x, y)] != 0) ++x;
    runs.push_back({left, top, std::min(x * side_px, width_) - left, std::min(side_px, height_ - top)});
  }
  return runs;
}

std::vector<PixelRect> Tiles::rectangles() const {
  std::vector<PixelRect> all, open;  // those that the next row may continue
  const auto continues = [](const PixelRect& run, const PixelRect& above) {
    return run.left == above.left && run.width == above.width;
  };
  for (int y = 0; y < rows_; ++y) {
    const std::vector<PixelRect> runs = runs_of_row(y);
    if (std::ranges::equal(runs, open, continues)) {
      for (std::size_t i = 0; i < runs.size(); ++i) open[i].height += runs[i].height;
      continue;
    }
    all.insert(all.end(), open.begin(), open.end());
    open = runs;
  }
  all.insert(all.end(), open.begin(), open.end());
  return all;
}

std::optional<PixelRect> around(const std::vector<PixelRect>& parts) {
  if (parts.empty()) return std::nullopt;
  PixelRect all = parts.front();
  for (const PixelRect& part : parts) {
    const int right = std::max(all.left + all.width, part.left + part.width);
    const int bottom = std::max(all.top + all.height, part.top + part.height);
    all.left = std::min(all.left, part.left);
    all.top = std::min(all.top, part.top);
    all.width = right - all.left;
    all.height = bottom - all.top;
  }
  return all;
}

}  // namespace convoscope
