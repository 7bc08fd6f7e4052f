// One pass over the numbers, a row of planes at a time.
#include "document/photograph/tones.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

namespace convoscope {
namespace {

/// level = |value| * scale + shift, or without the magnitude, held within 0 .. 255 and rounded.
struct Curve {
  float scale = 255;
  float shift = 0;
  bool is_magnitude = false;
};

Curve curve_of(Tone tone, float most) {
  constexpr float white = 255;
  const float steep = most > 0 ? 1 / most : 0;
  switch (tone) {
    case Tone::clamped: return {white, 0, false};
    case Tone::absolute: return {white * steep, 0, true};
    case Tone::about_grey: return {white / 2 * steep, white / 2, false};
  }
  return {};
}

void shade(const float* values, std::size_t count, const Curve& curve, std::uint8_t* levels, std::size_t apart) {
  for (std::size_t i = 0; i < count; ++i) {
    const float value = curve.is_magnitude ? std::abs(values[i]) : values[i];
    float level = value * curve.scale + curve.shift;
    level = level > 0 ? level : 0;  // also what is no number
    level = level < 255 ? level : 255;
    levels[i * apart] = static_cast<std::uint8_t>(static_cast<int>(level + 0.5f));
  }
}

constexpr std::size_t samples = 4;

std::shared_ptr<ImagePixels> pixels_without_rows(const Tensor& map) {
  auto pixels = std::make_shared<ImagePixels>();
  pixels->rows = map.rows();
  pixels->columns = map.columns();
  pixels->rgba.reserve(static_cast<std::size_t>(map.rows() * map.columns()) * samples);
  return pixels;
}

/// The rows from `first`, which are the next ones.
void shade_rows(const Tensor& map, const Curve& curve, std::int64_t channel, std::int64_t first, std::int64_t end_row,
                ImagePixels& pixels) {
  const auto cells = static_cast<std::size_t>(map.rows() * map.columns());
  const auto end = static_cast<std::size_t>(end_row * map.columns());
  pixels.rgba.resize(end * samples);
  const bool has_colors = map.channels() == 3;
  constexpr std::size_t row_cells = 4096;  // as much as stays near the processor while all channels are done
  std::array<std::uint8_t, row_cells> levels{};
  for (auto begin = static_cast<std::size_t>(first * map.columns()); begin < end; begin += row_cells) {
    const std::size_t count = std::min(row_cells, end - begin);
    std::uint8_t* const out = pixels.rgba.data() + begin * samples;
    for (std::size_t sample = 0; sample < 3; ++sample) {
      if (sample == 0 || has_colors) {
        const std::size_t plane = has_colors ? sample : static_cast<std::size_t>(channel);
        shade(map.data().data() + plane * cells + begin, count, curve, levels.data(), 1);
      }
      for (std::size_t i = 0; i < count; ++i) out[i * samples + sample] = levels[i];
    }
    for (std::size_t i = 0; i < count; ++i) out[i * samples + 3] = 255;
  }
}

}  // namespace

float bright_magnitude(const Tensor& map) {
  constexpr float most = std::numeric_limits<float>::max();
  constexpr std::int32_t infinite = 0x7F800000;
  constexpr float least = 0x1p-100F;  // far enough from the end of the floats to divide by
  constexpr std::size_t steps = 1024;
  constexpr std::size_t share = 100;
  // Without their signs floats are ordered as their bits are, which compilers make a loop of vectors of.
  std::int32_t largest_bits = 0;
  for (const float value : map.data()) {
    const std::int32_t magnitude = std::bit_cast<std::int32_t>(value) & 0x7FFFFFFF;
    largest_bits = std::max(largest_bits, magnitude < infinite ? magnitude : 0);
  }
  const float largest = std::bit_cast<float>(largest_bits);
  if (largest < least) return 0;
  std::vector<std::size_t> counts(steps + 1);
  const float per_step = static_cast<float>(steps) / largest;
  // A part of a large map tells as much as all of it.
  constexpr std::size_t enough = std::size_t{1} << 18;
  const std::size_t apart = std::max<std::size_t>(map.data().size() / enough, 1);
  std::size_t seen = 0;
  for (std::size_t i = 0; i < map.data().size(); i += apart) {
    const float magnitude = std::abs(map.data()[i]);
    if (!(magnitude <= most)) continue;
    ++counts[static_cast<std::size_t>(magnitude * per_step)];
    ++seen;
  }
  std::size_t above = 0;
  for (std::size_t step = steps + 1; step-- > 1;) {
    above += counts[step];
    if (above * share > seen) return static_cast<float>(step) / per_step;
  }
  return largest;
}

Toning::Toning(std::shared_ptr<const Tensor> map, Tone tone, float most, std::int64_t channel)
    : map_(std::move(map)), tone_(tone), most_(most), channel_(channel) {}

SharedPixels Toning::advance(const Progress& progress) {
  if (!pixels_) pixels_ = pixels_without_rows(*map_);
  constexpr std::int64_t enough_cells = 1 << 16;
  const std::int64_t rows = std::max<std::int64_t>(1, enough_cells / map_->columns());
  while (done_ < map_->rows()) {
    const std::int64_t end = std::min(done_ + rows, map_->rows());
    shade_rows(*map_, curve_of(tone_, most_), channel_, done_, end, *pixels_);
    done_ = end;
    if (progress && !progress(done_, map_->rows()) && done_ < map_->rows()) return nullptr;
  }
  return std::move(pixels_);
}

SharedPixels pixels_of(const Tensor& map, Tone tone, float most, std::int64_t channel) {
  auto pixels = pixels_without_rows(map);
  shade_rows(map, curve_of(tone, most), channel, 0, map.rows(), *pixels);
  return pixels;
}

}  // namespace convoscope
