// A diagram as a value: shapes in points, y down, painter's order, already laid out. OpenGL, Cairo, SVG and every other
// output visit the same items; none of them reads a document, a theme or a translation.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "document/photograph/photograph.h"
#include "document/selection.h"

namespace convoscope {

struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

struct Size {
  double width = 0;
  double height = 0;
  bool operator==(const Size&) const = default;
};

struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  double right() const { return x + width; }
  double bottom() const { return y + height; }
  Point center() const { return {x + width / 2, y + height / 2}; }
  bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  bool operator==(const Rect&) const = default;
};

/// x' = a x + c y + e, y' = b x + d y + f: the order of SVG's matrix().
struct Affine {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  Point operator()(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
  /// Applies `inner` first.
  Affine operator*(const Affine& inner) const;
  Affine inverse() const;  ///< of an invertible map (asserted)
  bool operator==(const Affine&) const = default;
};

/// Straight (not premultiplied) sRGB.
struct Color {
  std::uint8_t r = 0, g = 0, b = 0, a = 0;
  bool operator==(const Color&) const = default;
};

enum class Dash : std::uint8_t { solid, dashed };

struct Stroke {
  Color color;
  double width_pt = 0;      ///< 0: no stroke. Centred on the outline
  Dash dash = Dash::solid;  ///< dashed: 3 on, 3 off, times the width if that is larger than 1
  bool operator==(const Stroke&) const = default;
};

/// A colour, and diagonal lines (45 degrees, 6 pt apart, 2 pt wide) over it where `hatch` is not transparent.
struct Fill {
  Color color;
  Color hatch;
  bool operator==(const Fill&) const = default;
};

enum class FontWeight : std::uint8_t { regular, semibold, bold };
enum class FontFamily : std::uint8_t { sans, mono };

struct TextStyle {
  double size_pt = 13;
  Color color;
  FontWeight weight = FontWeight::regular;
  FontFamily family = FontFamily::sans;
  double letter_spacing_pt = 0;
  bool operator==(const TextStyle&) const = default;
};

enum class Align : std::uint8_t { start, middle, end };

/// A rectangle, rounded by `radius_pt`; a circle is a square with half its side as radius.
struct Box {
  Rect rect;
  double radius_pt = 0;
  Fill fill;
  Stroke stroke;
};

/// One piece of a path: a start, a straight line, a cubic curve to `p` by the control points `c1`, `c2`, or a closing line.
struct Segment {
  enum class Kind : std::uint8_t { move, line, cubic, close } kind = Kind::move;
  Point p{};
  Point c1{};
  Point c2{};
};

/// Filled (non-zero rule) and stroked; ends and joins are round.
struct Path {
  std::vector<Segment> segments;
  Fill fill;
  Stroke stroke;
};

/// One line of text; `position` is on the baseline, at the end that `align` says. `width_pt` is its measured width.
struct Text {
  Point position;
  std::string text;  ///< UTF-8
  TextStyle style;
  Align align = Align::start;
  double width_pt = 0;
};

/// How the cells of one class look.
struct CellStyle {
  Fill fill;
  Stroke stroke;
  TextStyle text;  ///< of the number; a transparent colour shows none
  double radius_pt = 0;
  bool operator==(const CellStyle&) const = default;
};

/// Names for a lattice of a grid's cells: cell (i, j) of another map, rows x columns large, stands at
/// first + (i, j) * step and is called tag[i,j] there. A padded map names its input's cells so, a zero-inserted one with
/// a larger step, a flipped kernel with step -1.
struct CellNames {
  enum class Order : std::uint8_t {
    lattice,
    transposed,  ///< at first + (j, i) * step: a transposed matrix
    in_line,     ///< one below the other, row by row, the first one at first.row: a vector, one column wide
  };

  Tag tag;
  Cell first;
  Cell step{1, 1};
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  Order order = Order::lattice;

  /// Where the other map's cell stands; may lie outside the grid.
  Cell place_of(Cell named) const;
  /// The other map's cell that stands there, if one does.
  std::optional<Cell> named_at(Cell place) const;
};

/// A map: rows x columns equal cells that fill `rect`, `gap_pt` apart. One item however large the map is: exporters write cells up
/// to a limit and an image beyond it; OpenGL draws it in one call. Big arrays are shared between figures and never changed.
struct Grid {
  Rect rect;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  double gap_pt = 2;
  std::vector<CellStyle> styles;                             ///< at most 256; cell class c looks like styles[c]
  std::shared_ptr<const std::vector<std::uint8_t>> classes;  ///< rows * columns, row by row; null: all class 0
  std::shared_ptr<const std::vector<float>> values;          ///< rows * columns; null: no numbers
  std::shared_ptr<const std::vector<std::string>> labels;    ///< instead of numbers; null or rows * columns
  /// Cells from this index on (row by row) are still to come: drawn as styles[pending_style], without numbers. -1: none.
  std::int64_t pending_from = -1;
  std::uint8_t pending_style = 0;
  int decimals = 2;
  Cell first;  ///< of a grid that shows a part of a map: the map's cell that is drawn first
  /// Set where the cells are not simply named by their places.
  std::optional<CellNames> names;

  Rect cell_rect(std::int64_t row, std::int64_t column) const;
  const CellStyle& style_of(std::int64_t row, std::int64_t column) const;
  /// What stands in the cell; empty where nothing is shown.
  std::string text_of(std::int64_t row, std::int64_t column) const;
  /// What the cell drawn at (row, column) is called where the grid's item has `tag`: its name by `names`, else the tag with
  /// the cell filled in. A tag that names a cell already (a grid of one cell) stays as it is; no tag stays none.
  Tag tag_of(const Tag& tag, std::int64_t row, std::int64_t column) const;
  /// The cell drawn at `point` (a gap belongs to its nearest cell), or nothing outside `rect`.
  std::optional<Cell> cell_at(Point point) const;
};

/// A photograph, or what a layer makes of one: pixels that fill `rect`. Where they are smaller than those of the medium they are averaged;
/// where they are larger they are seen as squares.
struct Image {
  Rect rect;
  SharedPixels pixels;  ///< not null, at least one

  /// The pixel at `point`; nothing outside `rect`.
  std::optional<Cell> pixel_at(Point point) const;
};

struct Item;

/// Items under a transform (applied to their coordinates), an opacity and a clip (in the group's own coordinates).
/// Stroke widths and text are transformed too. An empty clip (width 0) clips nothing.
struct Group {
  Affine transform;
  double opacity = 1;
  Rect clip;
  std::vector<Item> items;
};

/// One thing drawn. A grid's tag stands for all of its cells: hit_test and ids fill in the cell (Grid::tag_of); so does an image's, whose
/// pixels only hit_test tells apart. A group's tag
/// stands for its items that have none.
struct Item {
  Tag tag;
  std::variant<Box, Path, Text, Grid, Image, Group> shape;
};

/// Where a view's card stands. Not drawn: it tells what a point that hits nothing belongs to.
struct CardPlace {
  std::string view;
  Side side = Side::none;  ///< of views that have a card for each operation
  Rect rect;
};

struct Figure {
  Size size;
  Color background;  ///< transparent: none
  std::vector<Item> items;
  std::vector<CardPlace> cards;  ///< of a figure made for a window; others have none
  std::string title;             ///< for screen readers and file metadata
  std::string description;       ///< one or two sentences: what is shown and where it stands
};

/// Numbers of grids below this many points across are not drawn (nor exported as text), unless a zoom enlarges them.
inline constexpr double smallest_legible_pt = 5;

/// The topmost tagged thing at `point` (figure coordinates), with the cell filled in for grids; Part::none where there is nothing.
Tag hit_test(const Figure& figure, Point point);

}  // namespace convoscope
