#include "raster/quantizer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "core/assert.h"

namespace convoscope {

namespace {

struct Entry {
  std::array<double, 3> rgb{};
  Rgb color = 0;
  double count = 0;
  double weight = 0;  ///< the root of the count: a large background must not use up all colours
};

/// A run of entries that share one palette colour.
struct ColorBox {
  std::span<Entry> entries;
  std::array<double, 3> mean{};
  int axis = 0;         ///< along which they vary most
  double variance = 0;  ///< along that axis, times the weight

  explicit ColorBox(std::span<Entry> some) : entries(some) {
    double weight = 0;
    for (const Entry& entry : entries) {
      weight += entry.weight;
      for (std::size_t i = 0; i < 3; ++i) mean[i] += entry.weight * entry.rgb[i];
    }
    for (double& channel : mean) channel /= weight;
    for (std::size_t i = 0; i < 3; ++i) {
      double sum = 0;
      for (const Entry& entry : entries) sum += entry.weight * (entry.rgb[i] - mean[i]) * (entry.rgb[i] - mean[i]);
      if (sum > variance) {
        variance = sum;
        axis = static_cast<int>(i);
      }
    }
  }

  /// The first entry of the upper part when cut at the mean. Both parts hold some: the variance is not 0.
  std::size_t cut() const {
    const auto i = static_cast<std::size_t>(axis);
    const auto middle =
        std::partition(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.rgb[i] < mean[i]; });
    return static_cast<std::size_t>(middle - entries.begin());
  }

  Rgb color() const {
    double count = 0;
    const Entry* most = &entries.front();
    for (const Entry& entry : entries) {
      count += entry.count;
      if (entry.count > most->count) most = &entry;
    }
    if (2 * most->count >= count) return most->color;
    Rgb color = 0;
    for (const double channel : mean) color = color << 8 | static_cast<Rgb>(std::lround(channel));
    return color;
  }
};

/// A step of twenty in every channel, as Palette::search weighs them.
constexpr int far_distance = 10 * 20 * 20;

std::size_t hash(Rgb color) { return (color * 2654435761U) >> 7; }

}  // namespace

Palette::Palette(std::vector<Rgb> colors) : colors_(std::move(colors)), slots_(4096) {
  CONVOSCOPE_ASSERT(!colors_.empty() && colors_.size() <= 256);
}

Palette::Match Palette::nearest(Rgb color) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash(color) & mask;
  while (slots_[slot].key != 0) {
    if (slots_[slot].key == color + 1) return slots_[slot].match;
    slot = (slot + 1) & mask;
  }
  const Match match = search(color);
  enter(color, match);
  return match;
}

Palette::Match Palette::search(Rgb color) const {
  const auto channel = [](Rgb rgb, int shift) { return static_cast<int>(rgb >> shift & 255); };
  int best = 1 << 30;
  std::size_t index = 0;
  for (std::size_t i = 0; i < colors_.size() && best > 0; ++i) {
    // Weighed as the eye does, roughly: green counts most, blue least.
    const int dr = channel(color, 16) - channel(colors_[i], 16);
    const int dg = channel(color, 8) - channel(colors_[i], 8);
    const int db = channel(color, 0) - channel(colors_[i], 0);
    const int distance = 3 * dr * dr + 6 * dg * dg + db * db;
    if (distance < best) {
      best = distance;
      index = i;
    }
  }
  return {static_cast<std::uint8_t>(index), best == 0 ? Fit::exact : best < far_distance ? Fit::near : Fit::far};
}

void Palette::enter(Rgb color, Match match) {
  if (2 * ++used_ > slots_.size()) {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    used_ = 1;
    for (const Slot& slot : old) {
      if (slot.key != 0) enter(slot.key - 1, slot.match);
    }
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash(color) & mask;
  while (slots_[slot].key != 0) slot = (slot + 1) & mask;
  slots_[slot] = {color + 1, match};
}

void Histogram::add(const Pixels& pixels, PixelRect part) {
  // Neighbours are mostly equal: their runs are counted, not they.
  Rgb current = 0;
  std::uint64_t run = 0;
  const auto flush = [&] {
    if (run > 0) counts_[current] += run;
    run = 0;
  };
  for (int y = part.top; y < part.top + part.height; ++y) {
    const std::uint8_t* p = pixels.at(part.left, y);
    for (int x = 0; x < part.width; ++x, p += 4) {
      if (p[3] < 128) continue;
      const Rgb color = static_cast<Rgb>(p[0]) << 16 | static_cast<Rgb>(p[1]) << 8 | p[2];
      if (color != current) {
        flush();
        current = color;
      }
      ++run;
    }
  }
  flush();
}

std::vector<Rgb> Histogram::palette(std::size_t max_colors) const {
  std::vector<Entry> entries;
  entries.reserve(counts_.size());
  for (const auto& [color, count] : counts_) {
    entries.push_back(
        {{static_cast<double>(color >> 16), static_cast<double>(color >> 8 & 255), static_cast<double>(color & 255)},
         color,
         static_cast<double>(count),
         std::sqrt(static_cast<double>(count))});
  }
  // The table's order is its own; the file's must not be.
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.color < b.color; });
  if (entries.empty()) return {0};

  std::vector<ColorBox> boxes{ColorBox(entries)};
  const auto varies_less = [](const ColorBox& a, const ColorBox& b) { return a.variance < b.variance; };
  while (boxes.size() < max_colors) {
    const auto widest = std::max_element(boxes.begin(), boxes.end(), varies_less);
    if (widest->variance <= 0) break;
    const std::span<Entry> all = widest->entries;
    const std::size_t cut = widest->cut();
    *widest = ColorBox(all.first(cut));
    boxes.emplace_back(all.subspan(cut));
  }
  std::vector<Rgb> colors;
  for (const ColorBox& box : boxes) colors.push_back(box.color());
  std::sort(colors.begin(), colors.end());
  colors.erase(std::unique(colors.begin(), colors.end()), colors.end());
  return colors;
}

}  // namespace convoscope
