// One factor scales all cells; it is searched for both arrangements. Then they are widened and heightened as far as there is room.
#include "figure/matrix/matrix_layout.h"

#include <algorithm>

#include "figure/draw/fitting.h"

namespace convoscope {
namespace {

constexpr double heading_y_pt = 58;
constexpr double heading_to_content_pt = 16;
constexpr double caption_pt = 30;  // from the content to the caption's baseline
constexpr double bottom_pt = 20;
constexpr double block_gap_pt = 44;
constexpr double most_parting_pt = 100;
constexpr double words_gap_pt = 14;  // between words of neighbouring blocks
constexpr double stacked_gap_pt = 26;
constexpr double cell_pt = 30;
constexpr double enlarged_cell_pt = 26;
constexpr double widest_enlarged = 1.4;  // times that, for long names
constexpr double operator_pt = 22;       // the room of "·" and "="
constexpr double vector_share = 1.2;     // a vector's cell by an entry
constexpr double overview_width_pt = 300;
constexpr double overview_share = 0.6;  // of that where its part stands below it
constexpr double overview_gap_pt = 30;
constexpr double overview_note_pt =
    6;  // baseline; words about a whole matrix stand over it, out of the way of what leads to its part
constexpr double overview_top_pt = 16;
constexpr double note_pt = 18;  // a line of words under a picture, or under the caption

// Cells as wide as this have names that are read with ease.
constexpr double comfortable_pt = 30;
constexpr double most_across = 2.2;
constexpr double widest_vector = 1.5;

// Sizes of cells by the natural ones.
struct Scale {
  double factor = 1;
  double across = 1;  // beyond the factor
  double down = 1;
};

struct Form {
  bool shows_parts = false;
  bool stacked = false;
};

class Arranger {
 public:
  Arranger(const MatrixExtents& extents, const Form& form, const Scale& scale)
      : e_(extents), form_(form), s_(scale), f_(scale.factor) {}

  // Content of a block from (0, 0), below its heading.
  MatrixBlock block(Side side, Size& size) const {
    const bool stands_alone = form_.stacked || e_.sides.size() == 1;
    return form_.shows_parts ? large(side, stands_alone, size) : named(side, size);
  }

 private:
  bool is_transposed(Side side) const { return side == Side::transposed; }
  double row_names(Side side) const { return e_.names_pt(is_transposed(side)); }
  double input_names(Side side) const { return e_.names_pt(!is_transposed(side)); }
  double column_names(Side side) const { return column_names_pt + e_.strip_pt(!is_transposed(side)); }

  MatrixBlock named(Side side, Size& size) const {
    MatrixBlock b;
    b.side = side;
    b.across_pt = cell_pt * f_ * s_.across;
    b.down_pt = cell_pt * f_ * s_.down;
    b.part = {0, 0, e_.matrix.rows, e_.matrix.columns};
    const std::int64_t outputs = is_transposed(side) ? e_.matrix.columns : e_.matrix.rows;
    const std::int64_t inputs = is_transposed(side) ? e_.matrix.rows : e_.matrix.columns;
    const double rows = static_cast<double>(outputs) * b.down_pt;
    const double columns = static_cast<double>(inputs) * b.across_pt;
    b.output_pt = b.down_pt;
    b.input_pt = b.down_pt * density(inputs, outputs);
    const double long_pt = static_cast<double>(inputs) * b.input_pt;
    const double tall = e_.has_vectors ? std::max(rows, long_pt) : rows;
    b.entries = {row_names(side), column_names(side) + (tall - rows) / 2, columns, rows};
    size = {b.entries.right(), column_names(side) + tall};
    if (!e_.has_vectors) return b;
    const double vector = cell_pt * f_ * vector_share * std::min(s_.across, widest_vector);
    b.input = {b.entries.right() + operator_pt + input_names(side), column_names(side) + (tall - long_pt) / 2, vector,
               long_pt};
    b.output = {b.input.right() + operator_pt + row_names(side), b.entries.y, vector, rows};
    size.width = b.output.right();
    return b;
  }

  // A vector that is much longer than its matrix is high would leave a lot of paper empty.
  static double density(std::int64_t cells, std::int64_t rows) {
    constexpr std::int64_t short_enough = 12;
    constexpr double most_overhang = 1.6;
    constexpr double densest = 0.6;
    if (cells <= short_enough) return 1;
    return std::clamp(most_overhang * static_cast<double>(rows) / static_cast<double>(cells), densest, 1.0);
  }

  // How many of them are enlarged: of one channel, or of several as a whole.
  static std::int64_t enlarged(std::int64_t total, std::int64_t channel) {
    if (total <= enlarged_cells) return total;
    return channel >= enlarged_cells ? enlarged_cells : enlarged_cells / channel * channel;
  }

  MatrixBlock large(Side side, bool stands_alone, Size& size) const {
    MatrixBlock b;
    b.side = side;
    b.down_pt = enlarged_cell_pt * f_;
    b.across_pt = std::clamp(e_.entry_names_pt, enlarged_cell_pt, widest_enlarged * enlarged_cell_pt) * f_;
    b.part = {0, 0, enlarged(e_.matrix.rows, e_.channel_rows()), enlarged(e_.matrix.columns, e_.channel_columns())};
    const double aspect = static_cast<double>(e_.matrix.rows) / static_cast<double>(e_.matrix.columns);
    const double shape = std::clamp(is_transposed(side) ? 1 / aspect : aspect, 0.35, 1.0);
    const double narrow = is_transposed(side) ? std::clamp(aspect, 0.35, 1.0) : std::clamp(1 / aspect, 0.35, 1.0);
    const double side_pt = overview_width_pt * f_ * (stands_alone ? 1 : overview_share);
    b.overview_note = {0, overview_note_pt};
    b.overview = {0, overview_top_pt, side_pt * (shape < 1 ? 1 : narrow), side_pt * shape};
    const double rows = static_cast<double>(is_transposed(side) ? b.part.columns : b.part.rows) * b.down_pt;
    const double columns = static_cast<double>(is_transposed(side) ? b.part.rows : b.part.columns) * b.across_pt;
    const double x = stands_alone ? std::max(b.overview.width, side_pt * 0.8) + overview_gap_pt : 0;
    const double y = stands_alone ? 0 : overview_top_pt + side_pt * std::max(shape, tallest_shape()) + overview_gap_pt;
    b.entries = {x + row_names(side), y + column_names(side), columns, rows};
    b.part_note = {x, b.entries.bottom() + note_pt};
    size = {std::max(side_pt, b.entries.right()), std::max(b.part_note.y, b.overview.bottom())};
    return b;
  }

  // Of the overviews side by side, so that the enlarged parts under them stand level.
  double tallest_shape() const {
    const double aspect = static_cast<double>(e_.matrix.rows) / static_cast<double>(e_.matrix.columns);
    double tallest = 0;
    for (const Side side : e_.sides)
      tallest = std::max(tallest, std::clamp(is_transposed(side) ? 1 / aspect : aspect, 0.35, 1.0));
    return tallest;
  }

  const MatrixExtents& e_;
  Form form_;
  Scale s_;
  double f_;
};

void move(MatrixBlock& b, double x, double y) {
  for (Rect* rect : {&b.entries, &b.input, &b.output, &b.overview}) {
    rect->x += x;
    rect->y += y;
  }
  for (Point* p : {&b.overview_note, &b.part_note}) *p = {p->x + x, p->y + y};
}

MatrixLayout place(const MatrixExtents& e, Size room, const Scale& scale, const Form& form) {
  MatrixLayout layout;
  layout.factor = scale.factor;
  layout.shows_parts = form.shows_parts;
  const bool stacked = form.stacked;
  const Arranger arranger(e, form, scale);
  std::vector<Size> sizes(e.sides.size());
  Size content;
  for (std::size_t i = 0; i < e.sides.size(); ++i) {
    layout.blocks.push_back(arranger.block(e.sides[i], sizes[i]));
    const double gap = i == 0 ? 0 : stacked ? stacked_gap_pt + heading_to_content_pt + 10 : block_gap_pt;
    if (stacked) {
      content = {std::max(content.width, sizes[i].width), content.height + gap + sizes[i].height};
    } else {
      content = {content.width + gap + sizes[i].width, std::max(content.height, sizes[i].height)};
    }
  }
  const double top = heading_y_pt + heading_to_content_pt;
  const double notes = e.notes * note_pt;
  layout.needed = {content.width, top + content.height + caption_pt + notes + bottom_pt};
  layout.size = {std::max(layout.needed.width, room.width), std::max(layout.needed.height, room.height)};
  layout.caption_y = layout.size.height - bottom_pt - notes;
  layout.note_pitch_pt = note_pt;
  const double spare = layout.size.height - layout.needed.height;
  // Room to spare parts the blocks: their words may be wider than they are.
  const double count = static_cast<double>(layout.blocks.size());
  const double parting = stacked ? 0 : std::min((layout.size.width - content.width) / count, most_parting_pt);
  double x = (layout.size.width - content.width - (stacked || count < 2 ? 0 : count * parting)) / 2;
  double y = top + spare / 2;
  for (std::size_t i = 0; i < layout.blocks.size(); ++i) {
    MatrixBlock& b = layout.blocks[i];
    move(b, x, y);
    b.heading = {x, y - heading_to_content_pt};
    const bool is_last = stacked || i + 1 == layout.blocks.size();
    b.width_pt = is_last ? layout.size.width - x : sizes[i].width + parting + block_gap_pt - words_gap_pt;
    if (stacked) {
      y += sizes[i].height + stacked_gap_pt + heading_to_content_pt + 10;
    } else {
      x += sizes[i].width + parting + block_gap_pt;
    }
  }
  return layout;
}

// The largest value up to `most` whose scale fits `room`, from `least`, which counts as fitting.
template <class ScaleOf>
double largest(const MatrixExtents& e, Size room, const Form& form, double least, double most,
               const ScaleOf& scale_of) {
  return largest_that_fits(least, most, 40, [&](double value) {
    return fits_in(place(e, {0, 0}, scale_of(value), form).size, room);
  });
}

MatrixLayout lay_out(const MatrixExtents& extents, Size room, const MatrixGrowth& most, bool shows_parts) {
  // A card smaller than its words keeps some cells; its owner scales the whole.
  constexpr double least_factor = 0.02;
  const auto factor = [&](bool stacked) {
    return largest(extents, room, {shows_parts, stacked}, 0, most.cells, [](double value) { return Scale{value}; });
  };
  const double beside = factor(false);
  const double below = extents.sides.size() > 1 ? factor(true) : 0;
  const Form form{shows_parts, below > 1.2 * beside};
  Scale scale{std::max(form.stacked ? below : beside, least_factor)};
  if (!shows_parts) {
    const double comfortable = std::max(comfortable_pt, extents.entry_names_pt + 4);
    const double wide = std::clamp(comfortable / (cell_pt * scale.factor), 1.0, most_across);
    scale.across = largest(extents, room, form, 1, wide, [&](double value) {
      return Scale{scale.factor, value, scale.down};
    });
    scale.down = largest(extents, room, form, 1, most.down, [&](double value) {
      return Scale{scale.factor, scale.across, value};
    });
  }
  return place(extents, room, scale, form);
}

}  // namespace

MatrixLayout lay_out_matrices(const MatrixExtents& extents, Size room, const MatrixGrowth& most) {
  if (extents.matrix.rows > most_named_cells || extents.matrix.columns > most_named_cells)
    return lay_out(extents, room, most, true);
  const MatrixLayout whole = lay_out(extents, room, most, false);
  // Nothing to enlarge where a part is all of it.
  const bool has_parts = extents.matrix.rows > enlarged_cells || extents.matrix.columns > enlarged_cells;
  return cell_pt * whole.factor < named_cell_pt && has_parts ? lay_out(extents, room, most, true) : whole;
}

}  // namespace convoscope
