#include "gl/grid_layer.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "figure/draw/easing.h"

namespace convoscope {
namespace {

using Texel = std::array<float, 4>;

Texel mixed(const Texel& from, const Texel& to, float t) {
  Texel result;
  for (std::size_t i = 0; i < 4; ++i) result[i] = from[i] + (to[i] - from[i]) * t;
  return result;
}

Texel scaled(const Texel& color, float factor) { return mixed({}, color, factor); }

bool has_dash(const CellStyle& style) {
  return style.stroke.dash == Dash::dashed && style.stroke.width_pt > 0 && style.stroke.color.a > 0;
}
// Cells too small for a figure's dashes and hatching, which can be zoomed into, have as many lines across as a small map's cells.
double pattern_scale(const Grid& grid) {
  constexpr double hatching_pt = 6;
  constexpr double small_maps_cell_pt = 34;
  const Rect cell = grid.cell_rect(0, 0);
  const double side = std::min(cell.width, cell.height);
  return side < hatching_pt ? side / small_maps_cell_pt : 1;
}

bool needs_general(const CellStyle& style, const Affine& transform) {
  return has_dash(style) || style.fill.hatch.a > 0 || !keeps_shapes(transform);
}

// A pixel in cells; 0 where the grid is seen from its edge.
Size footprint_of(const GridItem& item, const ScreenView& view) {
  const Affine m = view.to_pixels * item.transform;
  if (scale_of(m) < 1e-9) return {};
  const Size pitch = pitch_of(item.grid);
  const Affine inverse = m.inverse();
  return {std::hypot(inverse.a, inverse.c) / pitch.width, std::hypot(inverse.b, inverse.d) / pitch.height};
}

// More than the pixel's width: a pattern that changes from cell to cell is grey before it can beat against the pixels.
double texel_cells(Size footprint) { return 1.6 * std::max(footprint.width, footprint.height); }

void set_grid_uniforms(const ShaderProgram& program, const GridItem& item, Point first, Size pitch) {
  const Affine& m = item.transform;
  glUniform4f(program.uniform("u_axes"), static_cast<float>(m.a), static_cast<float>(m.b), static_cast<float>(m.c),
              static_cast<float>(m.d));
  glUniform2f(program.uniform("u_grid_origin"), static_cast<float>(m.e), static_cast<float>(m.f));
  glUniform4f(program.uniform("u_cells"), static_cast<float>(first.x), static_cast<float>(first.y),
              static_cast<float>(pitch.width), static_cast<float>(pitch.height));
}

}  // namespace

GridLayer::GridLayer() : classes_(1, {{1, GL_UNSIGNED_BYTE, 0, true}}) {
  glBindTexture(GL_TEXTURE_2D, styles_.name());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glBindTexture(GL_TEXTURE_2D, 0);
}

void GridLayer::build(const GridItem& item, const ScreenView& view,
                      std::span<const std::shared_ptr<const RowKinds>> known) {
  const double pitch = pitch_px(item, view);
  is_near_ = pitch >= nearest_far_px;
  if (is_near_) {
    build_styles(item, eased((pitch - nearest_far_px) / (complete_px - nearest_far_px)));
    window_ = visible_cells(item, view);
    build_window(item);
    return;
  }
  const Size footprint = footprint_of(item, view);
  if (footprint.width > 0) colors_.build(item.grid, visible_cells(item, view), texel_cells(footprint), known);
}

// A row of texels a class, as shaders/cell.vert reads them. `detail` 0 is how a cell looks from afar, 1 all of its style.
void GridLayer::build_styles(const GridItem& item, double detail) {
  const Rect cell = item.grid.cell_rect(0, 0);
  const auto t = static_cast<float>(detail);
  const auto opacity = static_cast<float>(item.opacity);
  std::vector<Texel> texels;
  for (const CellStyle& style : item.grid.styles) {
    const Texel average = average_color(style, {cell.width, cell.height});
    texels.push_back(scaled(mixed(average, premultiplied(style.fill.color), t), opacity));
    texels.push_back(scaled(premultiplied(style.stroke.color), t * opacity));
    texels.push_back(scaled(premultiplied(style.fill.hatch), t * opacity));
    const double half_stroke = style.stroke.color.a > 0 ? style.stroke.width_pt / 2 : 0;
    const double dash = has_dash(style) ? 3 * std::max(pattern_scale(item.grid), style.stroke.width_pt) : 0;
    texels.push_back({static_cast<float>(style.radius_pt * detail), static_cast<float>(half_stroke),
                      static_cast<float>(dash), needs_general(style, item.transform) ? 1.0f : 0.0f});
  }
  glBindTexture(GL_TEXTURE_2D, styles_.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, 4, static_cast<GLsizei>(item.grid.styles.size()), 0, GL_RGBA, GL_FLOAT,
               texels.data());
  glBindTexture(GL_TEXTURE_2D, 0);
}

void GridLayer::build_window(const GridItem& item) {
  const Grid& grid = item.grid;
  std::vector<std::uint8_t> classes;
  classes.reserve(static_cast<std::size_t>(window_.rows() * window_.columns()));
  for (std::int64_t row = window_.first_row; row < window_.last_row; ++row) {
    for (std::int64_t column = window_.first_column; column < window_.last_column; ++column) {
      classes.push_back(static_cast<std::uint8_t>(&grid.style_of(row, column) - grid.styles.data()));
    }
  }
  std::vector<bool> is_used(grid.styles.size());
  for (const std::uint8_t c : classes) is_used[c] = true;
  has_plain_ = has_general_ = false;
  for (std::size_t i = 0; i < is_used.size(); ++i) {
    if (is_used[i]) (needs_general(grid.styles[i], item.transform) ? has_general_ : has_plain_) = true;
  }
  classes_.upload(classes);
}

void GridLayer::draw(const GridItem& item, const ScreenView& view, ShaderSet& shaders,
                     const std::optional<ClipUniforms>& clip) {
  if (is_near_)
    draw_near(item, shaders, clip);
  else
    draw_far(item, view, shaders, clip);
}

void GridLayer::draw_near(const GridItem& item, ShaderSet& shaders, const std::optional<ClipUniforms>& clip) {
  const auto count = static_cast<std::uint32_t>(window_.rows() * window_.columns());
  if (count == 0) return;
  const Rect first = item.grid.cell_rect(window_.first_row, window_.first_column);
  glBindTexture(GL_TEXTURE_2D, styles_.name());
  for (const Shader shader : {Shader::cell, Shader::general_cell}) {
    if (!(shader == Shader::cell ? has_plain_ : has_general_)) continue;
    const ShaderProgram& program = shaders.use(shader, clip);
    set_grid_uniforms(program, item, first.center(), pitch_of(item.grid));
    glUniform1i(program.uniform("u_styles"), 0);
    glUniform2f(program.uniform("u_half_cell"), static_cast<float>(first.width / 2),
                static_cast<float>(first.height / 2));
    glUniform1f(program.uniform("u_pattern_scale"), static_cast<float>(pattern_scale(item.grid)));
    glUniform1i(program.uniform("u_window_columns"), static_cast<GLint>(window_.columns()));
    classes_.draw(0, count);
  }
}

void GridLayer::draw_far(const GridItem& item, const ScreenView& view, ShaderSet& shaders,
                         const std::optional<ClipUniforms>& clip) {
  const Grid& grid = item.grid;
  const Size footprint = footprint_of(item, view);
  if (footprint.width == 0) return;
  const Size pitch = pitch_of(grid);
  const Rect cell = grid.cell_rect(0, 0);
  const double duty_x = cell.width / pitch.width, duty_y = cell.height / pitch.height;
  const CellWindow& span = colors_.window();

  const ShaderProgram& program = shaders.use(grid.gap_pt > 0 ? Shader::grid_far_gaps : Shader::grid_far, clip);
  set_grid_uniforms(program, item, {grid.rect.x, grid.rect.y}, pitch);
  colors_.bind();
  glUniform1i(program.uniform("u_colors"), 0);
  glUniform2f(program.uniform("u_texture_first"), static_cast<float>(span.first_column),
              static_cast<float>(span.first_row));
  glUniform2f(program.uniform("u_texture_cells"), static_cast<float>(span.columns()), static_cast<float>(span.rows()));
  glUniform1f(program.uniform("u_level"), static_cast<float>(colors_.level_for(texel_cells(footprint))));
  glUniform2f(program.uniform("u_extent"), static_cast<float>(static_cast<double>(grid.columns) - 1 + duty_x),
              static_cast<float>(static_cast<double>(grid.rows) - 1 + duty_y));
  glUniform2f(program.uniform("u_footprint"), static_cast<float>(footprint.width),
              static_cast<float>(footprint.height));
  glUniform2f(program.uniform("u_duty"), static_cast<float>(duty_x), static_cast<float>(duty_y));
  const bool has_pending = grid.pending_from >= 0;
  const LinearColor pending =
      has_pending ? average_color(grid.styles.at(grid.pending_style), {cell.width, cell.height}) : LinearColor{};
  const std::int64_t pending_from = has_pending ? grid.pending_from : grid.rows * grid.columns;
  glUniform2f(program.uniform("u_pending_from"), static_cast<float>(pending_from % grid.columns),
              static_cast<float>(pending_from / grid.columns));
  glUniform4fv(program.uniform("u_pending"), 1, pending.data());
  glUniform1f(program.uniform("u_opacity"), static_cast<float>(item.opacity));
  glBindVertexArray(no_attributes_.name());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

}  // namespace convoscope
