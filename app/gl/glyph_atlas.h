// One texture with the pixels of every glyph on screen, each made for its exact size, slant and place between two pixels.
// Knows fonts, but no figures.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "figure/draw/fonts.h"
#include "gl/gl_objects.h"

namespace convoscope {

/// A glyph under a linear map (its em to pixels, columns), at a quarter pixel.
struct GlyphKey {
  FontFace face{};
  int edition = 0;  ///< of FontBook's faces
  int glyph = 0;
  std::array<std::int32_t, 4> axes{};  ///< in 1/256 pixels
  std::uint8_t quarter_x = 0;
  std::uint8_t quarter_y = 0;
  bool operator==(const GlyphKey&) const = default;
};

/// Where a glyph's pixels are in the atlas, and where they go, relative to the whole pixel of its origin.
struct AtlasGlyph {
  std::uint16_t x = 0, y = 0, width = 0, height = 0;  ///< width 0: nothing to draw
  std::int16_t left = 0, top = 0;
};

class GlyphAtlas {
 public:
  explicit GlyphAtlas(const FontBook& fonts);

  /// The glyph's place, rasterised at the first request; nothing where the atlas is full.
  std::optional<AtlasGlyph> find(const GlyphKey& key);
  /// Forgets every glyph; all places given out are void. Twice as high, up to a limit, if `grow`: false where it cannot.
  bool reset(bool grow);
  /// Sends what is new to the texture and leaves it bound to the active unit.
  void upload_and_bind();

  int width() const { return width_; }
  int height() const { return height_; }

 private:
  struct KeyHash {
    std::size_t operator()(const GlyphKey& key) const;
  };

  const FontBook& fonts_;
  GlTexture texture_;
  int width_ = 1024;
  int height_ = 512;
  std::vector<std::uint8_t> pixels_;
  std::unordered_map<GlyphKey, AtlasGlyph, KeyHash> glyphs_;
  int shelf_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;  // glyphs stand side by side on shelves
  int dirty_from_ = 0, dirty_to_ = 0;                 // rows that the texture lacks
  bool has_storage_ = false;
};

}  // namespace convoscope
