// Texts and the numbers of cells as glyphs on the GPU, made for one exact zoom: each glyph's pixels are what an exported picture
// would show. Very large glyphs are filled outlines instead.
#pragma once

#include <vector>

#include "gl/cell_window.h"
#include "gl/fill_layer.h"
#include "gl/glyph_atlas.h"
#include "gl/shader_set.h"

namespace convoscope {

class TextLayer {
 public:
  explicit TextLayer(const FontBook& fonts);

  /// Makes the glyphs of every text batch, and of those cells of the grids that `view` shows.
  void build(const DisplayList& list, const ScreenView& view);
  /// Draws `count` of the list's texts from number `first` on, all of one batch, moved by whole pixels.
  void draw_texts(std::size_t first, std::size_t count, ShaderSet& shaders, const std::optional<ClipUniforms>& clip,
                  Point shift_px);
  /// Draws all numbers of the list's grid number `grid`, which was to go into a new picture.
  void draw_numbers(std::size_t grid, ShaderSet& shaders, Point shift_px);

 private:
  struct GlyphInstance {
    std::array<float, 2> pixel{};
    std::array<std::uint16_t, 4> texels{};
    Color color;
  };
  struct Range {
    std::uint32_t first_glyph = 0, glyphs = 0;
    std::uint32_t first_fill = 0, fills = 0;
  };

  void draw(const Range& range, ShaderSet& shaders, const std::optional<ClipUniforms>& clip, Point shift_px);
  Range begin_range() const;
  void close(Range& range) const;
  bool try_build(const DisplayList& list, const ScreenView& view);
  bool add_numbers(const GridItem& item, const ScreenView& view);
  /// False where the atlas is full.
  bool add_run(const std::vector<PlacedGlyph>& glyphs, const Affine& transform, double size_pt, Color color,
               const ScreenView& view);
  void add_outline(const PlacedGlyph& glyph, const Affine& transform, double size_pt, Color color);

  const FontBook& fonts_;
  GlyphAtlas atlas_;
  QuadBuffer instances_;
  FillLayer outlines_;
  std::vector<GlyphInstance> glyphs_;
  std::vector<FillInstance> fills_;
  std::vector<std::array<float, 4>> edges_;
  std::vector<Range> ranges_;       // by text; those of a batch follow each other
  std::vector<Range> grid_ranges_;  // by grid: the numbers of new pictures
};

}  // namespace convoscope
