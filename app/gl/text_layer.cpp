#include "gl/text_layer.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <unordered_map>

#include "gl/path_geometry.h"

namespace convoscope {
namespace {

constexpr double largest_in_atlas_px = 160;  // an em; beyond, glyphs are few and outlines cheaper than their pixels
// Numbers in cells come in over a range of sizes (pixels), rather than all at once: those that are legible as laid out stay for
// as long as they can be read, those that a zoom brings in wait until they are read with ease.
constexpr double faintest_px = 4;
constexpr double faintest_enlarged_px = 5.5;
constexpr double range_px = 1;

// 0: not drawn. 1: in full.
double strength_of(const TextStyle& style, double scale) {
  if (style.color.a == 0) return 0;
  const double faintest = style.size_pt >= smallest_legible_pt ? faintest_px : faintest_enlarged_px;
  return std::clamp((style.size_pt * scale - faintest) / range_px, 0.0, 1.0);
}

std::int32_t in_256ths(double value) { return static_cast<std::int32_t>(std::lround(value * 256)); }

}  // namespace

TextLayer::TextLayer(const FontBook& fonts)
    : fonts_(fonts),
      atlas_(fonts),
      instances_(sizeof(GlyphInstance), {{2, GL_FLOAT, offsetof(GlyphInstance, pixel)},
                                         {4, GL_UNSIGNED_SHORT, offsetof(GlyphInstance, texels), true},
                                         {4, GL_UNSIGNED_BYTE, offsetof(GlyphInstance, color)}}) {}

void TextLayer::build(const DisplayList& list, const ScreenView& view) {
  if (!try_build(list, view)) {
    // What other zooms left behind goes first; only then does the atlas grow.
    bool complete = atlas_.reset(false) && try_build(list, view);
    while (!complete && atlas_.reset(true)) complete = try_build(list, view);
  }
  instances_.upload(glyphs_);
  outlines_.upload(fills_, edges_);
}

bool TextLayer::try_build(const DisplayList& list, const ScreenView& view) {
  glyphs_.clear();
  fills_.clear();
  edges_.clear();
  ranges_.clear();
  bool complete = true;
  for (const TextRun& run : list.texts) {
    Range range = begin_range();
    if (!run.grid) {
      complete = add_run(run.glyphs, run.transform, run.size_pt, run.color, view) && complete;
    } else if (list.grids[*run.grid].numbers == Numbers::follow_steps) {
      complete = add_numbers(list.grids[*run.grid], view) && complete;
    }
    close(range);
    ranges_.push_back(range);
  }
  // Numbers that go into a kept picture, in which every cell is done, stand for themselves.
  grid_ranges_.assign(list.grids.size(), {});
  for (std::size_t i = 0; i < list.grids.size(); ++i) {
    if (list.grids[i].numbers != Numbers::in_new_picture) continue;
    GridItem all_done = list.grids[i];
    all_done.grid.pending_from = -1;
    grid_ranges_[i] = begin_range();
    complete = add_numbers(all_done, view) && complete;
    close(grid_ranges_[i]);
  }
  return complete;
}

TextLayer::Range TextLayer::begin_range() const {
  return {static_cast<std::uint32_t>(glyphs_.size()), 0, static_cast<std::uint32_t>(fills_.size()), 0};
}

void TextLayer::close(Range& range) const {
  range.glyphs = static_cast<std::uint32_t>(glyphs_.size()) - range.first_glyph;
  range.fills = static_cast<std::uint32_t>(fills_.size()) - range.first_fill;
}

bool TextLayer::add_numbers(const GridItem& item, const ScreenView& view) {
  const Grid& grid = item.grid;
  const double scale = scale_of(view.to_pixels * item.transform);
  std::vector<double> strengths;
  for (const CellStyle& style : grid.styles) strengths.push_back(strength_of(style.text, scale));
  if (std::ranges::all_of(strengths, [](double strength) { return strength == 0; })) return true;

  struct Placed {
    std::vector<PlacedGlyph> glyphs;
    double width_pt = 0;
  };
  // Few different numbers stand in many cells.
  std::vector<std::unordered_map<std::string, Placed>> placed(grid.styles.size());
  bool complete = true;
  const CellWindow window = visible_cells(item, view);
  for (std::int64_t row = window.first_row; row < window.last_row; ++row) {
    for (std::int64_t column = window.first_column; column < window.last_column; ++column) {
      const CellStyle& style = grid.style_of(row, column);
      const auto look = static_cast<std::size_t>(&style - grid.styles.data());
      if (strengths[look] == 0) continue;
      std::string text = grid.text_of(row, column);
      if (text.empty()) continue;
      auto& known = placed[look];
      auto found = known.find(text);
      if (found == known.end()) {
        Placed fresh{fonts_.place(text, style.text), fonts_.width(text, style.text)};
        found = known.emplace(std::move(text), std::move(fresh)).first;
      }
      const Point center = grid.cell_rect(row, column).center();
      const Affine at = item.transform * Affine{1,
                                                0,
                                                0,
                                                1,
                                                center.x - found->second.width_pt / 2,
                                                center.y + fonts_.cap_height(style.text) * style.text.size_pt / 2};
      Color color = style.text.color;
      color.a = static_cast<std::uint8_t>(std::lround(color.a * item.opacity * strengths[look]));
      complete = add_run(found->second.glyphs, at, style.text.size_pt, color, view) && complete;
    }
  }
  return complete;
}

bool TextLayer::add_run(const std::vector<PlacedGlyph>& glyphs, const Affine& transform, double size_pt, Color color,
                        const ScreenView& view) {
  const Affine m = view.to_pixels * transform;
  const double em_px = size_pt * std::max(std::hypot(m.a, m.b), std::hypot(m.c, m.d));
  if (em_px < 1) return true;
  GlyphKey key;
  key.edition = fonts_.edition();
  key.axes = {in_256ths(m.a * size_pt), in_256ths(m.b * size_pt), in_256ths(m.c * size_pt), in_256ths(m.d * size_pt)};
  for (const PlacedGlyph& glyph : glyphs) {
    const Point at = m({glyph.x_pt, 0});
    // Nothing reaches further from its origin than two ems.
    if (at.x < view.visible.x - 2 * em_px || at.x > view.visible.right() + 2 * em_px ||
        at.y < view.visible.y - 2 * em_px || at.y > view.visible.bottom() + 2 * em_px) {
      continue;
    }
    if (em_px > largest_in_atlas_px) {
      add_outline(glyph, transform, size_pt, color);
      continue;
    }
    const auto quarters_x = static_cast<std::int64_t>(std::floor(at.x * 4 + 0.5));
    const auto quarters_y = static_cast<std::int64_t>(std::floor(at.y * 4 + 0.5));
    key.face = glyph.face;
    key.glyph = glyph.glyph;
    key.quarter_x = static_cast<std::uint8_t>(quarters_x & 3);
    key.quarter_y = static_cast<std::uint8_t>(quarters_y & 3);
    const std::optional<AtlasGlyph> place = atlas_.find(key);
    if (!place) return false;
    if (place->width == 0) continue;
    glyphs_.push_back(
        {{static_cast<float>((quarters_x >> 2) + place->left), static_cast<float>((quarters_y >> 2) + place->top)},
         {place->x, place->y, place->width, place->height},
         color});
  }
  return true;
}

void TextLayer::add_outline(const PlacedGlyph& glyph, const Affine& transform, double size_pt, Color color) {
  const Affine to_figure = transform * Affine{size_pt, 0, 0, size_pt, glyph.x_pt, 0};
  FillInstance fill;
  fill.edges[0] = static_cast<std::uint32_t>(edges_.size());
  double left = 1e30, top = 1e30, right = -1e30, bottom = -1e30;
  for (const FillEdge& edge : filled_boundary(flatten(fonts_.outline(glyph.face, glyph.glyph), 1e-4))) {
    const Point from = to_figure(edge.from), to = to_figure(edge.to);
    edges_.push_back(
        {static_cast<float>(from.x), static_cast<float>(from.y), static_cast<float>(to.x), static_cast<float>(to.y)});
    left = std::min({left, from.x, to.x});
    top = std::min({top, from.y, to.y});
    right = std::max({right, from.x, to.x});
    bottom = std::max({bottom, from.y, to.y});
  }
  fill.edges[1] = static_cast<std::uint32_t>(edges_.size()) - fill.edges[0];
  if (fill.edges[1] == 0) return;
  fill.bounds = {static_cast<float>(left), static_cast<float>(top), static_cast<float>(right),
                 static_cast<float>(bottom)};
  fill.fill = color;
  fills_.push_back(fill);
}

void TextLayer::draw_texts(std::size_t first, std::size_t count, ShaderSet& shaders,
                           const std::optional<ClipUniforms>& clip, Point shift_px) {
  Range range = ranges_[first];
  for (std::size_t i = first + 1; i < first + count; ++i) {
    range.glyphs += ranges_[i].glyphs;
    range.fills += ranges_[i].fills;
  }
  draw(range, shaders, clip, shift_px);
}

void TextLayer::draw_numbers(std::size_t grid, ShaderSet& shaders, Point shift_px) {
  draw(grid_ranges_[grid], shaders, std::nullopt, shift_px);
}

void TextLayer::draw(const Range& range, ShaderSet& shaders, const std::optional<ClipUniforms>& clip, Point shift_px) {
  if (range.glyphs > 0) {
    const ShaderProgram& program = shaders.use(Shader::glyph, clip);
    atlas_.upload_and_bind();
    glUniform1i(program.uniform("u_coverage"), 0);
    glUniform2f(program.uniform("u_shift"), static_cast<float>(shift_px.x), static_cast<float>(shift_px.y));
    glUniform2f(program.uniform("u_atlas"), static_cast<float>(atlas_.width()), static_cast<float>(atlas_.height()));
    instances_.draw(range.first_glyph, range.glyphs);
  }
  if (range.fills > 0) outlines_.draw(shaders.use(Shader::fill, clip), range.first_fill, range.fills);
}

}  // namespace convoscope
