// By relative luminance.
#include "figure/draw/contrast.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "figure/draw/theme.h"

namespace convoscope {
namespace {

// sRGB's channels as light; each view asks for dozens of them in every picture.
std::array<double, 256> make_light() {
  std::array<double, 256> light{};
  for (std::size_t channel = 0; channel < light.size(); ++channel) {
    const double share = static_cast<double>(channel) / 255.0;
    light[channel] = share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  }
  return light;
}

double luminance(Color color) {
  static const std::array<double, 256> light = make_light();
  return 0.2126 * light[color.r] + 0.7152 * light[color.g] + 0.0722 * light[color.b];
}

}  // namespace

double contrast(Color a, Color b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

Color readable_on(Color surface, Color wanted, Color one, Color other, double least) {
  if (contrast(wanted, surface) >= least) return wanted;
  const auto better = [&](Color a, Color b) { return contrast(a, surface) > contrast(b, surface) ? a : b; };
  const Color better_of_these = better(one, other);
  if (contrast(better_of_these, surface) >= least) return better_of_these;
  return better({0, 0, 0, 255}, {255, 255, 255, 255});  // one of these two always can
}

Color paled(Color color, Color surface, double most) {
  constexpr int shades = 64;
  for (int i = 0; i < shades; ++i) {
    const Color shade = mix(color, surface, static_cast<double>(i) / shades);
    if (contrast(shade, surface) <= most) return shade;
  }
  return surface;
}

}  // namespace convoscope
