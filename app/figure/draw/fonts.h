// Widths and outlines of text. Layouts measure with the interface; FontBook answers from font files (stb_truetype), tests from
// a fixed table.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "document/platform.h"
#include "figure/figure.h"

namespace convoscope {

class FontMetrics {
 public:
  virtual ~FontMetrics() = default;
  /// Width of one line in points. Digits all have the widest digit's advance, so that columns of numbers line up.
  virtual double width(std::string_view utf8, const TextStyle& style) const = 0;
  /// Height of a capital and of a digit, as a share of the size: what centres text in a cell.
  virtual double cap_height(const TextStyle& style) const = 0;
};

/// One glyph placed on a baseline.
struct PlacedGlyph {
  FontFace face{};
  int glyph = 0;    ///< index in that face
  double x_pt = 0;  ///< from the text's start
};

class FontBook : public FontMetrics {
 public:
  /// Loads a face when it is first needed, so `platform` has to last as long; those that the platform does not find fall back
  /// (semibold to bold to regular, mono to regular, ...).
  explicit FontBook(const Platform& platform);
  explicit FontBook(const Platform&&) = delete;
  ~FontBook() override;

  double width(std::string_view utf8, const TextStyle& style) const override;
  double cap_height(const TextStyle& style) const override;

  /// Goes over to letters that are easy to tell apart, or back. False, and nothing changes, where no such font is installed. Other
  /// threads may be reading: what they have of the faces before stays valid. What was measured or placed before is to be made again.
  bool use_plain(bool plain, const Platform& platform);
  bool is_plain() const;
  /// Loads the faces anew, since `platform` has other files for them now; the same holds for other threads.
  void reload(const Platform& platform);
  /// Names the faces in use: what was measured or placed under another number is to be made again.
  int edition() const;

  /// Whether any face has the character.
  bool has(char32_t character) const;
  /// Whether Chinese was asked for, measured or placed since the faces were loaded, that none of them has.
  bool lacks_chinese() const;

  /// The glyphs of a line, with their positions: the one way text is set in pixels, PDF and outlines alike.
  /// A character that the face lacks comes from the CJK face, then from any.
  std::vector<PlacedGlyph> place(std::string_view utf8, const TextStyle& style) const;
  /// A glyph's outline at 1 pt size, y down, baseline at 0.
  const std::vector<Segment>& outline(FontFace face, int glyph) const;
  /// The file that a face comes from; empty bytes where none was found.
  const FontFile& file(FontFace face) const;

 private:
  struct Implementation;
  std::unique_ptr<Implementation> own_;
  std::unique_ptr<Implementation> plain_;                ///< loaded when first asked for
  std::vector<std::unique_ptr<Implementation>> former_;  ///< before they were loaded anew
  std::atomic<Implementation*> used_;
};

}  // namespace convoscope
