#include "raster/animation.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/assert.h"

namespace convoscope {

Result<AnimationRaster> AnimationRaster::create(const FrameSource& frames, const ExportOptions& options,
                                                const FontBook& fonts) {
  CONVOSCOPE_ASSERT(frames.count > 0);
  Figure first = frames.frame(0);
  const auto size = pixel_size(first.size, options.scale);
  if (!size) return size.message();
  auto raster = Raster::create(*size, options.scale, options.transparent, fonts);
  if (!raster) return raster.message();
  return AnimationRaster(frames, std::move(first), *size, std::move(*raster));
}

AnimationRaster::AnimationRaster(const FrameSource& frames, Figure first, PixelSize size, Raster raster)
    : frames_(&frames), first_(std::move(first)), size_(size), raster_(std::move(raster)) {}

Status AnimationRaster::draw(std::int64_t step) { return raster_.draw(step == 0 ? first_ : frames_->frame(step)); }

std::optional<PixelRect> changed_part(const Pixels& before, const Pixels& after, PixelRect within) {
  CONVOSCOPE_ASSERT(before.width == after.width && before.height == after.height);
  const std::size_t row_bytes = std::size_t{4} * static_cast<std::size_t>(within.width);
  const auto row_differs = [&](int y) {
    return std::memcmp(before.at(within.left, y), after.at(within.left, y), row_bytes) != 0;
  };
  const int end = within.top + within.height;
  int top = within.top;
  while (top < end && !row_differs(top)) ++top;
  if (top == end) return std::nullopt;
  int bottom = end - 1;
  while (!row_differs(bottom)) --bottom;
  int left = within.left + within.width;
  int right = within.left - 1;
  for (int y = top; y <= bottom; ++y) {
    if (!row_differs(y)) continue;
    const auto differs = [&](int x) { return std::memcmp(before.at(x, y), after.at(x, y), 4) != 0; };
    int x = within.left;
    while (x < left && !differs(x)) ++x;
    left = std::min(left, x);
    x = within.left + within.width - 1;
    while (x > right && !differs(x)) --x;
    right = std::max(right, x);
  }
  return PixelRect{left, top, right - left + 1, bottom - top + 1};
}

void copy_part(const Pixels& from, PixelRect part, Pixels& to) {
  CONVOSCOPE_ASSERT(from.width == to.width && from.height == to.height);
  for (int y = part.top; y < part.top + part.height; ++y)
    std::copy_n(from.at(part.left, y), std::size_t{4} * static_cast<std::size_t>(part.width), to.at(part.left, y));
}

std::int64_t duration_of(std::int64_t frame, std::int64_t count, const ExportOptions& options, int units_per_s) {
  const double per_step = units_per_s / std::clamp(options.frames_per_second, 0.001, 1000.0);
  // When a frame begins, in steps.
  const auto begin_of = [between = options.between](std::int64_t which) {
    const auto step = static_cast<double>(which / (between + 1));
    const auto along = static_cast<double>(which % (between + 1));
    return along == 0 ? step : step + 0.5 + 0.5 * (along - 1) / between;
  };
  const bool is_last = frame + 1 == count;
  const double from = std::round(begin_of(frame) * per_step);
  double to = std::round((is_last ? begin_of(frame) + 1 : begin_of(frame + 1)) * per_step);
  if (is_last) to += std::round(std::clamp(options.hold_s, 0.0, 3600.0) * units_per_s);
  return static_cast<std::int64_t>(to - from);
}

}  // namespace convoscope
