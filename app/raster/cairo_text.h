// Text for Cairo: filled outlines in pixels (glyphs then stand exactly where they belong, at any tilt), real embedded fonts in PDF.
// Knows no shapes.
#pragma once

#include <cairo.h>

#include <array>
#include <memory>
#include <string_view>

#include "figure/draw/fonts.h"

namespace convoscope {

class CairoText {
 public:
  enum class Mode : std::uint8_t { outlines, embedded_fonts };

  CairoText(const FontBook& fonts, Mode mode);
  ~CairoText();
  CairoText(const CairoText&) = delete;
  CairoText& operator=(const CairoText&) = delete;

  /// Draws with the current source.
  void draw(cairo_t* cairo, std::string_view text, Point position, const TextStyle& style, Align align);
  const FontBook& fonts() const { return fonts_; }

 private:
  struct Faces;
  void draw_outlines(cairo_t* cairo, const std::vector<PlacedGlyph>& glyphs, Point start, double size_pt);
  void draw_glyphs(cairo_t* cairo, std::string_view text, const std::vector<PlacedGlyph>& glyphs, Point start,
                   const TextStyle& style);

  const FontBook& fonts_;
  Mode mode_;
  std::unique_ptr<Faces> faces_;
};

}  // namespace convoscope
