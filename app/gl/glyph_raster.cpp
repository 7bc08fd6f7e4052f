#include "gl/glyph_raster.h"

#include <algorithm>
#include <cmath>

#include "gl/path_geometry.h"

namespace convoscope {
namespace {

// Sums signed areas: each line adds, from left to right, how much of the pixels to its right it uncovers. The running sum
// along a row is then the winding number's average over each pixel.
class AreaSums {
 public:
  AreaSums(int width, int height)
      : width_(width), height_(height), sums_(static_cast<std::size_t>(width + 2) * static_cast<std::size_t>(height)) {}

  void add_line(Point from, Point to) {
    const double direction = from.y < to.y ? 1 : -1;
    if (direction < 0) std::swap(from, to);
    if (from.y == to.y) return;
    const double slope = (to.x - from.x) / (to.y - from.y);
    const int last = std::min(height_, static_cast<int>(std::ceil(to.y)));
    for (int row = std::max(0, static_cast<int>(std::floor(from.y))); row < last; ++row) {
      const double upper = std::max(from.y, static_cast<double>(row));
      const double lower = std::min(to.y, row + 1.0);
      const double a = from.x + (upper - from.y) * slope;
      const double b = from.x + (lower - from.y) * slope;
      add_row(row, std::min(a, b), std::max(a, b), (lower - upper) * direction);
    }
  }

  std::vector<std::uint8_t> coverage() const {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
    auto out = pixels.begin();
    for (int row = 0; row < height_; ++row) {
      const float* sums = row_begin(row);
      float sum = 0;
      for (int x = 0; x < width_; ++x) {
        sum += sums[x];
        *out++ = static_cast<std::uint8_t>(std::lround(255 * std::min(1.0f, std::abs(sum))));
      }
    }
    return pixels;
  }

 private:
  const float* row_begin(int row) const {
    return sums_.data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(width_ + 2);
  }

  // A piece of a line within one row, from `left` to `right`, `rise` high (signed).
  void add_row(int row, double left, double right, double rise) {
    float* sums = sums_.data() + (row_begin(row) - sums_.data());
    const int first = static_cast<int>(std::floor(left));
    const int last = std::max(first, static_cast<int>(std::ceil(right)));
    // The area between the piece and the vertical line at x, which lies to its right or through it.
    const auto area_up_to = [&](double x) {
      if (x <= left) return 0.0;
      if (x >= right) return x - 0.5 * (left + right);
      return (x - left) * (x - left) / (2 * (right - left));
    };
    double before = 0;
    double area = area_up_to(first);
    for (int x = first; x <= last; ++x) {
      const double next_area = area_up_to(x + 1);
      const double covered = next_area - area;
      sums[x] += static_cast<float>(rise * (covered - before));
      before = covered;
      area = next_area;
    }
  }

  int width_;
  int height_;
  std::vector<float> sums_;  // two more columns than pixels: what ends at the right border
};

}  // namespace

Coverage rasterize(const std::vector<Segment>& outline, const Affine& to_pixels) {
  std::vector<Segment> placed = outline;
  for (Segment& s : placed) {
    s.p = to_pixels(s.p);
    s.c1 = to_pixels(s.c1);
    s.c2 = to_pixels(s.c2);
  }
  const std::vector<Polyline> lines = flatten(placed, 0.02);
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
  for (const Polyline& line : lines) {
    for (const Point p : line.points) {
      left = std::min(left, p.x);
      top = std::min(top, p.y);
      right = std::max(right, p.x);
      bottom = std::max(bottom, p.y);
    }
  }
  Coverage result;
  if (left >= right || top >= bottom) return result;
  result.left = static_cast<int>(std::floor(left));
  result.top = static_cast<int>(std::floor(top));
  result.width = static_cast<int>(std::ceil(right)) - result.left;
  result.height = static_cast<int>(std::ceil(bottom)) - result.top;
  AreaSums sums(result.width, result.height);
  const Point corner{static_cast<double>(result.left), static_cast<double>(result.top)};
  for (const Polyline& line : lines) {
    for (std::size_t i = 0; i < line.points.size(); ++i) {
      const Point from = line.points[i];
      const Point to = line.points[(i + 1) % line.points.size()];
      sums.add_line({from.x - corner.x, from.y - corner.y}, {to.x - corner.x, to.y - corner.y});
    }
  }
  result.pixels = sums.coverage();
  return result;
}

}  // namespace convoscope
