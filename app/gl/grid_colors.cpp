#include "gl/grid_colors.h"

#include <algorithm>
#include <cmath>

namespace convoscope {
namespace {

constexpr int widest_texture = 4096;

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

// The average of four colours, two channels at a time.
std::uint32_t average(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  constexpr std::uint32_t channels = 0x00FF00FF, half = 0x00020002;
  const std::uint32_t even = (a & channels) + (b & channels) + (c & channels) + (d & channels) + half;
  const std::uint32_t odd =
      (a >> 8 & channels) + (b >> 8 & channels) + (c >> 8 & channels) + (d >> 8 & channels) + half;
  return (even >> 2 & channels) | (odd >> 2 & channels) << 8;
}

// Averages two rows into one of half the length; a side of one texel stays.
void halve(const std::uint32_t* upper, const std::uint32_t* lower, int width, std::uint32_t* out) {
  if (width == 1) {
    *out = average(*upper, *upper, *lower, *lower);
    return;
  }
  for (int x = 0; x < width / 2; ++x) out[x] = average(upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]);
}

void upload_rows(int level, int first, int width, int rows, const std::uint32_t* pixels) {
  glTexSubImage2D(GL_TEXTURE_2D, level, 0, first, width, rows, GL_RGBA, GL_UNSIGNED_BYTE, pixels);
}

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

GridColors::GridColors(const Grid& grid)
    : classes_(grid.classes),
      styles_(grid.styles),
      cell_{grid.cell_rect(0, 0).width, grid.cell_rect(0, 0).height},
      rows_(grid.rows),
      columns_(grid.columns) {
  GLint limit = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &limit);
  limit = std::min(limit, widest_texture);
  while (grid.classes && ((std::max(rows_, columns_) - 1) >> halvings_) + 1 > limit) ++halvings_;
  const auto texels = [&](std::int64_t cells) {
    return grid.classes ? static_cast<int>(((cells - 1) >> halvings_) + 1) : 1;
  };
  const int across = texels(columns_), down = texels(rows_);
  const double per_texel = std::exp2(halvings_);
  span_ = grid.classes ? Size{across * per_texel, down * per_texel}
                       : Size{static_cast<double>(columns_), static_cast<double>(rows_)};

  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  upload(grid, across, down);
  glBindTexture(GL_TEXTURE_2D, 0);
}

void GridColors::upload(const Grid& grid, int across, int down) {
  std::array<std::uint32_t, 256> palette{};
  for (std::size_t i = 0; i < styles_.size(); ++i) palette[i] = packed(average_color(styles_[i], cell_));
  int levels = 1;
  while ((std::max(across, down) >> levels) > 0) ++levels;
  for (int level = 0; level < levels; ++level) {
    glTexImage2D(GL_TEXTURE_2D, level, GL_RGBA8, std::max(1, across >> level), std::max(1, down >> level), 0, GL_RGBA,
                 GL_UNSIGNED_BYTE, nullptr);
  }
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, levels - 1);

  // Colours a band of rows at a time, so that the first level is never held twice.
  constexpr int band_rows = 64;
  const auto row_length = static_cast<std::size_t>(across);
  const int next_width = std::max(1, across / 2), next_height = std::max(1, down / 2);
  std::vector<std::uint32_t> band(row_length * band_rows);
  std::vector<std::uint32_t> halved(static_cast<std::size_t>(next_width) * static_cast<std::size_t>(next_height));
  const std::uint8_t* classes = grid.classes ? grid.classes->data() : nullptr;
  for (int first = 0; first < down; first += band_rows) {
    const int rows = std::min(band_rows, down - first);
    for (int row = 0; row < rows; ++row) {
      std::uint32_t* out = band.data() + static_cast<std::size_t>(row) * row_length;
      if (classes == nullptr) {
        std::fill(out, out + across, palette[0]);
        continue;
      }
      if (halvings_ == 0) {
        const std::uint8_t* in = classes + static_cast<std::int64_t>(first + row) * columns_;
        for (int x = 0; x < across; ++x) out[x] = palette[in[x]];
      } else {
        for (int x = 0; x < across; ++x) out[x] = block_average(classes, palette, x, first + row);
      }
    }
    upload_rows(0, first, across, rows, band.data());
    for (int row = 0; row < rows; row += 2) {
      const int half = (first + row) / 2;
      if (half >= next_height) break;
      const std::uint32_t* upper = band.data() + static_cast<std::size_t>(row) * row_length;
      halve(upper, row + 1 < rows ? upper + across : upper, across,
            halved.data() + static_cast<std::size_t>(half) * static_cast<std::size_t>(next_width));
    }
  }
  int level_width = next_width, level_height = next_height;
  for (int level = 1; level < levels; ++level) {
    upload_rows(level, 0, level_width, level_height, halved.data());
    const int smaller_width = std::max(1, level_width / 2), smaller_height = std::max(1, level_height / 2);
    for (int row = 0; row < smaller_height; ++row) {
      const std::uint32_t* upper =
          halved.data() + static_cast<std::ptrdiff_t>(level_height > 1 ? 2 * row : 0) * level_width;
      halve(upper, level_height > 1 ? upper + level_width : upper, level_width,
            halved.data() + static_cast<std::ptrdiff_t>(row) * smaller_width);  // behind what is still read
    }
    level_width = smaller_width;
    level_height = smaller_height;
  }
}

// A texel of a map that is beyond the texture's limit.
std::uint32_t GridColors::block_average(const std::uint8_t* classes, const std::array<std::uint32_t, 256>& palette,
                                        std::int64_t x, std::int64_t y) const {
  const std::int64_t last_row = std::min(rows_, (y + 1) << halvings_);
  const std::int64_t last_column = std::min(columns_, (x + 1) << halvings_);
  if (halvings_ == 1 && last_row == 2 * y + 2 && last_column == 2 * x + 2) {
    const std::uint8_t* upper = classes + 2 * y * columns_ + 2 * x;
    const std::uint8_t* lower = upper + columns_;
    return average(palette[upper[0]], palette[upper[1]], palette[lower[0]], palette[lower[1]]);
  }
  std::array<std::uint64_t, 4> sums{};
  std::uint64_t count = 0;
  for (std::int64_t row = y << halvings_; row < last_row; ++row) {
    for (std::int64_t column = x << halvings_; column < last_column; ++column, ++count) {
      const std::uint32_t color = palette[classes[row * columns_ + column]];
      for (unsigned i = 0; i < 4; ++i) sums[i] += color >> (8 * i) & 255;
    }
  }
  std::uint32_t color = 0;
  for (unsigned i = 0; i < 4; ++i) color |= static_cast<std::uint32_t>((sums[i] + count / 2) / count) << (8 * i);
  return color;
}

bool GridColors::is_of(const Grid& grid) const {
  const Rect cell = grid.cell_rect(0, 0);
  const bool same_classes = !classes_.owner_before(grid.classes) && !grid.classes.owner_before(classes_);
  return same_classes && rows_ == grid.rows && columns_ == grid.columns && cell_ == Size{cell.width, cell.height} &&
         styles_ == grid.styles;
}

double GridColors::level_for(double cells) const { return std::max(0.0, std::log2(cells) - halvings_); }

}  // namespace convoscope
