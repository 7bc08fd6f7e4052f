#include "figure/maps/photograph_shades.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "figure/draw/contrast.h"

namespace convoscope {

void shade_by_values(Grid& grid, std::initializer_list<std::uint8_t> shaded, const Theme& theme) {
  constexpr std::size_t levels = 64;
  constexpr std::size_t most_styles = 256;
  if (!grid.values || grid.labels || grid.styles.size() + shaded.size() * levels > most_styles) return;
  std::map<std::pair<std::uint8_t, std::size_t>, std::uint8_t> known;
  const auto style_of = [&](std::uint8_t of, std::size_t level) {
    const auto [found, is_new] = known.try_emplace({of, level}, static_cast<std::uint8_t>(grid.styles.size()));
    if (!is_new) return found->second;
    CellStyle style = grid.styles[of];
    const auto grey = static_cast<std::uint8_t>(level * 255 / (levels - 1));
    style.fill = {{grey, grey, grey, 255}, {}};
    if (style.stroke.width_pt <= 0) style.stroke = {theme.line, 1};
    constexpr Color black{0, 0, 0, 255}, white{255, 255, 255, 255};
    if (style.text.color.a > 0) style.text.color = readable_on(style.fill.color, black, white, black);
    grid.styles.push_back(style);
    return found->second;
  };
  std::vector<std::uint8_t> classes(grid.values->size(), 0);
  if (grid.classes) classes = *grid.classes;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    const float value = (*grid.values)[i];
    if (std::isnan(value) || std::ranges::count(shaded, classes[i]) == 0) continue;
    const float share = std::clamp(value, 0.0f, 1.0f);
    classes[i] = style_of(classes[i], static_cast<std::size_t>(std::lround(share * static_cast<float>(levels - 1))));
  }
  grid.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
}

}  // namespace convoscope
