#include "gl/grid_colors.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace convoscope {
namespace {

// One for the zoom that the texture is made for, and more for who zooms out.
constexpr int levels = 3;
constexpr std::int64_t coarsest_texel = std::int64_t{1} << (levels - 1);  // in texels of the first level
constexpr std::int64_t margin_share = 8;                                  // of the window, on each of its sides

LinearColor over(const LinearColor& below, const LinearColor& above, float share) {
  LinearColor result;
  for (std::size_t i = 0; i < 4; ++i) result[i] = below[i] * (1 - share * above[3]) + above[i] * share;
  return result;
}

std::uint32_t packed(const LinearColor& color) {
  std::array<std::uint8_t, 4> bytes{};
  for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(std::lround(255 * color[i]));
  std::uint32_t word = 0;
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<std::uint8_t*>(&word));
  return word;
}

// How often each kind of row lies under a row of texels, by kind.
using Share = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Share share_of(const RowKinds& kinds, std::int64_t first, std::int64_t last) {
  Share share;
  for (std::int64_t row = first; row < last; ++row) {
    const std::uint32_t kind = kinds.kind_of(row);
    const auto at = std::lower_bound(share.begin(), share.end(), std::pair{kind, std::uint32_t{0}});
    if (at != share.end() && at->first == kind)
      ++at->second;
    else
      share.insert(at, {kind, 1});
  }
  return share;
}

// Sums of colours, two channels in each number.
struct Sums {
  std::uint64_t even = 0, odd = 0;
  void add(std::uint32_t color, std::uint64_t times) {
    even += times * ((color & 0xFF) | std::uint64_t{color & 0xFF0000} << 16);
    odd += times * ((color >> 8 & 0xFF) | std::uint64_t{color >> 8 & 0xFF0000} << 16);
  }
  std::uint32_t average(std::uint64_t count) const {
    const auto channel = [&](std::uint64_t sum) {
      return static_cast<std::uint32_t>(((sum & 0xFFFFFFFF) + count / 2) / count);
    };
    return channel(even) | channel(odd) << 8 | channel(even >> 32) << 16 | channel(odd >> 32) << 24;
  }
};

}  // namespace

LinearColor premultiplied(Color color) {
  const float a = static_cast<float>(color.a) / 255;
  const auto channel = [a](std::uint8_t c) { return static_cast<float>(c) / 255 * a; };
  return {channel(color.r), channel(color.g), channel(color.b), a};
}

LinearColor average_color(const CellStyle& style, Size cell) {
  constexpr float hatch_share = 1.0f / 3;
  LinearColor color = over(premultiplied(style.fill.color), premultiplied(style.fill.hatch), hatch_share);
  const double across = std::min(1.0, style.stroke.width_pt / std::max(cell.width, 1e-9));
  const double down = std::min(1.0, style.stroke.width_pt / std::max(cell.height, 1e-9));
  double share = 1 - (1 - across) * (1 - down);
  if (style.stroke.dash == Dash::dashed) share /= 2;
  return over(color, premultiplied(style.stroke.color), static_cast<float>(share));
}

void GridColors::build(const Grid& grid, const CellWindow& window, double texel_cells,
                       std::span<const std::shared_ptr<const RowKinds>> known) {
  if (window.rows() == 0 || window.columns() == 0 || is_good_for(grid, window, texel_cells)) return;
  styles_ = grid.styles;
  cell_ = {grid.cell_rect(0, 0).width, grid.cell_rect(0, 0).height};
  const auto found = std::find_if(known.begin(), known.end(), [&](const auto& kinds) { return kinds->is_of(grid); });
  if (!grid.classes)
    kinds_ = nullptr;
  else if (!kinds_ || !kinds_->is_of(grid))
    kinds_ = found != known.end() ? *found : std::make_shared<const RowKinds>(grid);

  GLint limit = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
  halvings_ = std::max(0, static_cast<int>(std::floor(std::log2(texel_cells))));
  const std::int64_t longest = std::max(window.rows(), window.columns());
  while ((longest + 2 * longest / margin_share) >> halvings_ > limit - 2 * coarsest_texel) ++halvings_;
  // Somewhat more than is in view, for who zooms out; whole texels of every level.
  const std::int64_t step = coarsest_texel << halvings_;
  const auto from = [&](std::int64_t first, std::int64_t count) {
    return std::max<std::int64_t>(first - count / margin_share, 0) / step * step;
  };
  const auto to = [&](std::int64_t last, std::int64_t count, std::int64_t all) {
    return (std::min(last + count / margin_share, all) + step - 1) / step * step;
  };
  window_ = {from(window.first_row, window.rows()), to(window.last_row, window.rows(), grid.rows),
             from(window.first_column, window.columns()), to(window.last_column, window.columns(), grid.columns)};
  if (!grid.classes) window_ = {0, grid.rows, 0, grid.columns};

  Palette palette{};
  for (std::size_t i = 0; i < styles_.size(); ++i) palette[i] = packed(average_color(styles_[i], cell_));
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, grid.classes ? levels - 1 : 0);
  if (grid.classes) {
    for (int level = 0; level < levels; ++level) upload(grid, palette, level);
  } else {
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, 1, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, palette.data());
  }
  glBindTexture(GL_TEXTURE_2D, 0);
}

// Each row of texels is made once for all that lie over the same kinds of rows.
void GridColors::upload(const Grid& grid, const Palette& palette, int level) {
  const int shift = halvings_ + level;
  const std::int64_t side = std::int64_t{1} << shift;
  const auto across = static_cast<int>(window_.columns() >> shift), down = static_cast<int>(window_.rows() >> shift);
  const auto length = static_cast<std::size_t>(across);
  const std::uint8_t* const classes = grid.classes->data();
  const std::int64_t last_row = (grid.rows - 1) >> shift, last_column = (grid.columns - 1) >> shift;
  const auto average_row = [&](const Share& share) {
    std::vector<std::uint32_t> row(length);
    for (int x = 0; x < across; ++x) {
      // Texels beyond the grid repeat its last ones.
      const std::int64_t first = std::min((window_.first_column >> shift) + x, last_column) << shift;
      const std::int64_t end = std::min(first + side, grid.columns);
      Sums sums;
      std::uint64_t count = 0;
      for (const auto& [kind, times] : share) {
        const std::uint8_t* const cells = classes + kinds_->row_of(kind) * grid.columns;
        for (std::int64_t column = first; column < end; ++column) sums.add(palette[cells[column]], times);
        count += times * static_cast<std::uint64_t>(end - first);
      }
      row[static_cast<std::size_t>(x)] = sums.average(count);
    }
    return row;
  };
  std::map<Share, std::vector<std::uint32_t>> rows;
  std::vector<std::uint32_t> texels;
  texels.reserve(length * static_cast<std::size_t>(down));
  for (int y = 0; y < down; ++y) {
    const std::int64_t first = std::min((window_.first_row >> shift) + y, last_row) << shift;
    Share share = share_of(*kinds_, first, std::min(first + side, grid.rows));
    auto found = rows.find(share);
    if (found == rows.end()) {
      std::vector<std::uint32_t> row = average_row(share);
      found = rows.emplace(std::move(share), std::move(row)).first;
    }
    texels.insert(texels.end(), found->second.begin(), found->second.end());
  }
  glTexImage2D(GL_TEXTURE_2D, level, GL_RGBA8, across, down, 0, GL_RGBA, GL_UNSIGNED_BYTE, texels.data());
}

bool GridColors::is_good_for(const Grid& grid, const CellWindow& window, double texel_cells) const {
  const Rect cell = grid.cell_rect(0, 0);
  if (styles_ != grid.styles || cell_ != Size{cell.width, cell.height}) return false;
  if (!grid.classes) return kinds_ == nullptr && window_ == CellWindow{0, grid.rows, 0, grid.columns};
  if (!kinds_ || !kinds_->is_of(grid)) return false;
  const double level = std::max(0.0, std::log2(texel_cells)) - halvings_;
  return level >= 0 && level <= levels - 1 && window.first_row >= window_.first_row &&
         window.last_row <= window_.last_row && window.first_column >= window_.first_column &&
         window.last_column <= window_.last_column;
}

double GridColors::level_for(double texel_cells) const {
  return std::clamp(std::log2(texel_cells) - halvings_, 0.0, levels - 1.0);
}

}  // namespace convoscope
