// A region has so few rectangles that every pair can be looked at.
#include "gl/screen_region.h"

#include <cmath>

namespace convoscope {
namespace {

constexpr std::size_t most_rects = 24;
// What a further rectangle costs in draw calls, in pixels drawn instead (measured with llvmpipe).
constexpr std::int64_t rect_costs_px = 6000;

std::int64_t wasted(const ScreenRect& a, const ScreenRect& b) { return a.join(b).area() - a.area() - b.area(); }

}  // namespace

ScreenRect rounded_pixels(const Rect& rect, const ScreenRect& limits) {
  const auto whole = [](double v, int least, int most) {
    return static_cast<int>(std::lround(std::clamp(v, static_cast<double>(least), static_cast<double>(most))));
  };
  return {whole(rect.x, limits.left, limits.right), whole(rect.y, limits.top, limits.bottom),
          whole(rect.right(), limits.left, limits.right), whole(rect.bottom(), limits.top, limits.bottom)};
}

ScreenRect touched_pixels(const Rect& rect) {
  const auto whole = [](double v) {
    constexpr double limit = 1 << 24;
    return static_cast<int>(std::clamp(v, -limit, limit));
  };
  return {whole(std::floor(rect.x) - 1), whole(std::floor(rect.y) - 1), whole(std::ceil(rect.right()) + 1),
          whole(std::ceil(rect.bottom()) + 1)};
}

void ScreenRegion::add(ScreenRect rect) {
  if (rect.is_empty()) return;
  // A joined rectangle may reach others: begin again with it.
  for (std::size_t i = 0; i < rects_.size();) {
    const bool overlaps = !rects_[i].meet(rect).is_empty();
    if (!overlaps && wasted(rects_[i], rect) > rect_costs_px) {
      ++i;
      continue;
    }
    rect = rect.join(rects_[i]);
    rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(i));
    i = 0;
  }
  rects_.push_back(rect);
  reduce_to(most_rects);
}

void ScreenRegion::add(const ScreenRegion& other) {
  for (const ScreenRect& rect : other.rects_) add(rect);
}

void ScreenRegion::reduce_to(std::size_t count) {
  while (rects_.size() > count) {
    std::size_t first = 0, second = 1;
    for (std::size_t i = 0; i < rects_.size(); ++i) {
      for (std::size_t j = i + 1; j < rects_.size(); ++j) {
        if (wasted(rects_[i], rects_[j]) >= wasted(rects_[first], rects_[second])) continue;
        first = i;
        second = j;
      }
    }
    const ScreenRect joined = rects_[first].join(rects_[second]);
    rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(second));
    rects_.erase(rects_.begin() + static_cast<std::ptrdiff_t>(first));
    add(joined);
  }
}

void ScreenRegion::keep_within(const ScreenRect& rect) {
  for (ScreenRect& r : rects_) r = r.meet(rect);
  std::erase_if(rects_, [](const ScreenRect& r) { return r.is_empty(); });
}

std::int64_t ScreenRegion::area() const {
  std::int64_t sum = 0;
  for (const ScreenRect& rect : rects_) sum += rect.area();
  return sum;
}

bool ScreenRegion::meets(const ScreenRect& rect) const {
  return std::any_of(rects_.begin(), rects_.end(), [&](const ScreenRect& r) { return !r.meet(rect).is_empty(); });
}

}  // namespace convoscope
