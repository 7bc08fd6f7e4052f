// The panels' text: which face and size each kind of text has, as Dear ImGui fonts. A kind, and each of its glyphs beyond ASCII, is made only
// when a text needs it, so that a whole Chinese font costs nothing.
// Knows no panel and no document.
#pragma once

#include <array>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "figure/draw/fonts.h"

struct ImFont;

namespace convoscope {

/// Kinds of text, by their place in the window.
enum class Type : std::uint8_t {
  body,
  body_strong,
  body_bold,
  note,
  heading,
  title,
  program_name,
  result,
  counter,
  code,
  prose,  ///< of lessons
  prose_bold,
  lesson_title
};
inline constexpr int type_count = 13;

/// One kind of text, ready to draw.
struct TypeFont {
  ImFont* font = nullptr;
  float line_px = 0;    ///< what Dear ImGui calls the font's size: ascent plus descent
  float ascent_px = 0;  ///< from the line's top to the baseline
};

class TypeSet {
 public:
  /// `fonts` outlives the set: its files are read in place.
  explicit TypeSet(const FontBook& fonts);
  ~TypeSet();

  /// Fills Dear ImGui's font atlas; `scale` is screen units per point, `density` framebuffer pixels per screen unit.
  /// Between frames only.
  void build(double scale, double density);
  /// Asks for the kind, and for every character of `utf8`; what is not made yet is made by the next `build`.
  void require(Type type, std::string_view utf8);
  /// Whether a text asked for what is not made yet: it was drawn with placeholders, or as body text.
  bool is_incomplete() const { return is_incomplete_; }

  const TypeFont& operator[](Type type) const { return fonts_[static_cast<std::size_t>(type)]; }
  /// Size in points and letter spacing in points.
  static double size_pt(Type type);
  static double letter_spacing_pt(Type type);

 private:
  void add(Type type, double pixels_per_pt);

  const FontBook& book_;
  std::array<TypeFont, type_count> fonts_{};
  std::array<std::set<char32_t>, type_count> wanted_;
  /// Glyph ranges in Dear ImGui's form, which keeps pointers to them until the next build.
  std::vector<std::unique_ptr<std::vector<unsigned short>>> ranges_;
  bool is_incomplete_ = true;
};

}  // namespace convoscope
