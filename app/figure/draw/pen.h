// The drawing tools that every view's layout shares: a pen that collects items in the theme's type and colours.
// Knows no operation and no view.
#pragma once

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "figure/draw/fonts.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"

namespace convoscope {

/// Words in a window are not made smaller than this to fit.
inline constexpr double smallest_text_pt = 9;

/// Numbers in cells may be smaller than words: they are few characters, and the panel beside says them again.
inline constexpr double smallest_number_pt = 6.5;

/// A number's text size for cells of `cell_pt`: at most `largest_pt`, small enough for `longest` to fit; 0 where it would not
/// be legible.
double number_size(const FontMetrics& fonts, std::string_view longest, double cell_pt, double largest_pt);

/// The same for cells of a grid, which a zoom enlarges: numbers that would be smaller than `smallest_pt` as laid out keep a size, one
/// that is drawn only enlarged (smallest_legible_pt). 0 only for an empty `longest`.
double grid_number_size(const FontMetrics& fonts, std::string_view longest, double cell_pt, double largest_pt,
                        double smallest_pt = smallest_number_pt);

/// Puts `text` in the place of the longest so far, if it is longer.
inline void keep_longer(std::string& longest, std::string text) {
  if (text.size() > longest.size()) longest = std::move(text);
}

/// The look of numbers in a grid's cells, as `grid_number_size` has them; no colour where there is none to print.
TextStyle grid_number_style(const FontMetrics& fonts, std::string_view longest, double cell_pt, double largest_pt,
                            Color color, double smallest_pt = smallest_number_pt);

/// What is pointed at, in views where it is lit beside what the picture is about.
inline constexpr double hover_width_pt = 1.75;
inline constexpr double hover_alpha = 0.75;  ///< as little as still stands out by 3 : 1

/// How wide a line is with the halo that lets it stand out from what it passes.
double with_halo(double width_pt);

/// `rect` grown on every side; a negative amount shrinks it.
Rect grown(const Rect& rect, double by);

/// The part `t` of the way from one rectangle to another.
Rect between(const Rect& from, const Rect& to, double t);

/// Where the line from `from` to the centre of `rect` meets its edge.
Point edge_towards(const Rect& rect, Point from);

/// What a pen is for.
struct Surface {
  double px_per_pt = 1;      ///< how large one of its points is seen; files have 1
  bool has_handles = false;  ///< a window's: what can be dragged shows where
  bool has_words = true;     ///< false: titles and sentences are not written; names and numbers in cells are
};

class Pen {
 public:
  Pen(const Theme& theme, const FontMetrics& fonts, Surface surface = {})
      : theme_(theme), fonts_(fonts), surface_(surface) {}

  const Theme& theme() const { return theme_; }
  const FontMetrics& fonts() const { return fonts_; }
  const Measures& measures() const { return theme_.measures; }
  bool has_handles() const { return surface_.has_handles; }

  /// The width of a stroke around or beside cells of `cell_pt`: `width_pt`, or where that is too much a fixed share of the cell,
  /// but never so little that it is not seen.
  double stroke_for(double width_pt, double cell_pt) const;
  /// The same for the outlines of a grid's cells, which are 1 pt wide; 0 where cells are seen too small to have any.
  double cell_line(double cell_pt) const;
  /// Of the corners of such cells.
  double cell_radius(double cell_pt) const { return std::min(measures().cell_radius_pt, cell_pt * 0.12); }
  /// A length that a zoom does not enlarge.
  double unenlarged(double length_pt) const;

  TextStyle title_style() const;    ///< of a card
  TextStyle heading_style() const;  ///< within a card
  TextStyle body_style() const;     ///< sizes, sentences
  TextStyle label_style() const;    ///< roles, captions
  TextStyle faint_style() const;    ///< asides

  template <class Shape>
  void add(Shape shape, const Tag& tag = {}) {
    items_.push_back({tag, std::move(shape)});
  }

  /// What `draw` draws, as far as it lies in `rect`.
  void clipped(const Rect& rect, const std::function<void()>& draw);

  /// The first line of a card whose content begins at `origin` (its left end, the card's top edge): a title, and a note, if any, at the
  /// right end.
  void header(Point origin, double width_pt, std::string_view title, std::string_view note = {});
  /// The least width that a header's words fit.
  double header_width(std::string_view title, std::string_view note) const;
  /// A card's background: rounded, bordered.
  void card(const Rect& rect);
  /// One line of text; `position` on the baseline. Its width in points.
  double text(Point position, std::string_view text, const TextStyle& style, Align align = Align::start);
  /// The same, made smaller where it is wider than `room_pt`: in a window, which can be enlarged, down to 9 pt, and then cut short with
  /// an ellipsis; in a file as far as needed, for nothing is left out there.
  void fitted_text(Point position, std::string_view text, TextStyle style, double room_pt, Align align = Align::start);
  /// Whether that leaves the words whole.
  bool fits_text(std::string_view text, const TextStyle& style, double room_pt) const;
  /// Centred on `center` by the height of its capitals.
  void centred_text(Point center, std::string_view text, const TextStyle& style, const Tag& tag = {});
  /// The same for a number in the middle of a grid's cell: drawn where, and as soon as, the grid's own numbers of this size are.
  void cell_number(const Rect& cell, std::string text, const TextStyle& style);
  void line(Point from, Point to, const Stroke& stroke);
  /// An outline on a halo of the card's colour, so that it stands out from whatever cells it passes.
  void frame(const Rect& rect, double radius_pt, const Stroke& stroke);
  /// An outline that says "here", just outside of `rect`, a cell or a row of them; as wide as stroke_for has it.
  void ring(const Rect& rect, double width_pt, double alpha = 1);
  /// The same just inside, for one cell of a window that has an outline itself.
  void inner_ring(const Rect& rect, double width_pt, double alpha = 1);
  void circle(Point center, double radius_pt, const Fill& fill, const Stroke& stroke, const Tag& tag = {});
  /// A filled triangle with its tip at `tip`, pointing along `direction` (of length 1).
  void arrow_head(Point tip, Point direction, double length_pt, Color color, const Tag& tag = {});
  /// A label in a capsule, centred.
  void pill(Point center, std::string_view text, Color color, const Tag& tag = {});
  Size pill_size(std::string_view text) const;

  double width(std::string_view text, const TextStyle& style) const { return fonts_.width(text, style); }

  std::vector<Item> take() { return std::move(items_); }

 private:
  TextStyle pill_style() const;
  void outline(const Rect& rect, double width_pt, double alpha);

  const Theme& theme_;
  const FontMetrics& fonts_;
  Surface surface_;
  std::vector<Item> items_;
};

}  // namespace convoscope
