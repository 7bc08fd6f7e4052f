// The colours of an animation, brought down to the few that a GIF holds. Flat colours stay exact; the many shades along edges share
// what is left. Knows no file format.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "figure/writing/pixels.h"

namespace convoscope {

/// 0xRRGGBB.
using Rgb = std::uint32_t;

/// Nearest entry of a palette, remembered for colours that were asked before.
class Palette {
 public:
  /// How well a colour is met; the eye tells one that is far off from what was meant even where it is alone.
  enum class Fit : std::uint8_t { exact, near, far };
  struct Match {
    std::uint8_t index = 0;
    Fit fit = Fit::exact;
  };

  explicit Palette(std::vector<Rgb> colors);
  const std::vector<Rgb>& colors() const { return colors_; }
  Match nearest(Rgb color);

 private:
  struct Slot {
    std::uint32_t key = 0;  ///< color + 1; 0: empty
    Match match;
  };
  Match search(Rgb color) const;
  void enter(Rgb color, Match match);

  std::vector<Rgb> colors_;
  std::vector<Slot> slots_;  ///< a power of two, at most half full
  std::size_t used_ = 0;
};

class Histogram {
 public:
  /// Counts the opaque pixels of a part.
  void add(const Pixels& pixels, PixelRect part);
  std::size_t color_count() const { return counts_.size(); }

  /// All colours where `max_colors` are enough; otherwise boxes of colours are cut where they vary most (Wu's criterion), each box standing for
  /// its mean, or for the one colour that makes up most of it.
  std::vector<Rgb> palette(std::size_t max_colors) const;

 private:
  std::unordered_map<Rgb, std::uint64_t> counts_;
};

}  // namespace convoscope
