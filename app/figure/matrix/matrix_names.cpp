// What names a matrix's rows and columns: the cells that they are of, and which channel these belong to.
#include <algorithm>

#include "document/number_text.h"
#include "figure/matrix/matrix_painter.h"

namespace convoscope {
namespace {

constexpr double channel_name_pt = 10;
// Blocks of channels smaller than this would be covered by the rules between them.
constexpr double least_ruled_pt = 8;

}  // namespace

void MatrixPainter::draw_name(Point center, double room_pt, double pitch_pt, bool is_fine, std::int64_t index,
                              bool is_lit) {
  const ChannelCell at = is_fine ? fine_at(relation_, index) : coarse_at(relation_, index);
  const std::string name = is_fine ? fine_name(relation_, at.cell) : coarse_name(relation_, at.cell);
  TextStyle style{std::min(theme_.measures.label_pt, pitch_pt * 0.66), theme_.text_faint};
  if (is_lit) {
    style.color = theme_.text;
    style.weight = FontWeight::semibold;
  }
  const double wide = pen_.width(name, style);
  if (wide > room_pt) style.size_pt = style.size_pt * room_pt / wide;
  if (style.size_pt < smallest_legible_pt) return;
  pen_.centred_text(center, name, style, Tag{block_.side, is_fine ? Part::fine : Part::coarse, at.channel, at.cell});
}

void MatrixPainter::draw_names() {
  const MatrixPart& p = block_.part;
  const double above = block_.entries.y - names_gap_pt - 4;
  // Names stand above the columns, as wide as these, and to the left of the rows.
  const auto draw = [&](const Rect& cell, bool is_fine, bool is_above, std::int64_t index, bool is_lit) {
    const double names = is_fine ? extents_.fine_names_pt : extents_.coarse_names_pt;
    const Point left{block_.entries.x - names_gap_pt - names / 2, cell.center().y};
    draw_name(is_above ? Point{cell.center().x, above} : left, is_above ? cell.width : names + 2, cell_pt(), is_fine,
              index, is_lit);
  };
  for (std::int64_t row = p.first_row; row < p.first_row + p.rows; ++row) {
    draw(cell_of(row, p.first_column), false, is_transposed(), row, selection_.rows.contains(row));
  }
  for (std::int64_t column = p.first_column; column < p.first_column + p.columns; ++column) {
    draw(cell_of(p.first_row, column), true, !is_transposed(), column, selection_.columns.contains(column));
  }
}

// Where one channel's cells end and the next one's begin; `part` of C fills `rect`.
void MatrixPainter::draw_channel_rules(const Rect& rect, const MatrixPart& part) {
  const auto draw = [&](std::int64_t first, std::int64_t count, std::int64_t cells, bool is_level) {
    const double pitch_pt = (is_level ? rect.height : rect.width) / static_cast<double>(count);
    if (pitch_pt * static_cast<double>(cells) < least_ruled_pt) return;
    for (std::int64_t at = (first / cells + 1) * cells; at < first + count; at += cells) {
      const double away = static_cast<double>(at - first) * pitch_pt;
      const Point from{is_level ? rect.x : rect.x + away, is_level ? rect.y + away : rect.y};
      pen_.line(from, {is_level ? rect.right() : from.x, is_level ? from.y : rect.bottom()}, {theme_.text_faint, 1});
    }
  };
  draw(part.first_row, part.rows, extents_.channel_rows(), !is_transposed());
  draw(part.first_column, part.columns, extents_.channel_columns(), is_transposed());
}

// Which channel the names are of: a line along its cells, beside their names, and its number.
void MatrixPainter::draw_channels() {
  const MatrixPart& p = block_.part;
  const auto each = [&](std::int64_t first, std::int64_t count, std::int64_t cells, const auto& draw) {
    for (std::int64_t channel = first / cells; channel * cells < first + count; ++channel) {
      const std::int64_t begin = std::max(channel * cells, first);
      draw(channel, static_cast<double>(begin - first),
           static_cast<double>(std::min((channel + 1) * cells, first + count) - begin));
    }
  };
  // To the left of what begins at `x` and has its names there.
  const auto beside = [&](double x, double y, double pitch_pt, bool is_fine) {
    const double strip_pt = extents_.strip_pt(is_fine);
    if (strip_pt <= 0) return;
    const double names = extents_.names_pt(is_fine);
    const std::int64_t cells = is_fine ? extents_.channel_columns() : extents_.channel_rows();
    const bool is_vector = x != block_.entries.x;
    const std::int64_t first = is_vector ? 0 : is_fine ? p.first_column : p.first_row;
    const std::int64_t count =
        is_vector ? (is_fine ? extents_.matrix.columns : extents_.matrix.rows) : (is_fine ? p.columns : p.rows);
    each(first, count, cells, [&](std::int64_t channel, double from, double extent) {
      name_channel({x - names, y + from * pitch_pt, strip_pt, extent * pitch_pt}, true, channel);
    });
  };
  const Rect& e = block_.entries;
  beside(e.x, e.y, block_.down_pt, is_transposed());
  if (block_.input.width > 0) {
    beside(block_.input.x, block_.input.y, block_.input_pt, !is_transposed());
    beside(block_.output.x, block_.output.y, block_.output_pt, is_transposed());
  }
  const bool is_fine = !is_transposed();
  const double strip_pt = extents_.strip_pt(is_fine);
  if (strip_pt <= 0) return;
  each(is_fine ? p.first_column : p.first_row, is_fine ? p.columns : p.rows,
       is_fine ? extents_.channel_columns() : extents_.channel_rows(),
       [&](std::int64_t channel, double from, double extent) {
         const double y = e.y - column_names_pt - strip_pt;
         name_channel({e.x + from * block_.across_pt, y, extent * block_.across_pt, strip_pt}, false, channel);
       });
}

void MatrixPainter::name_channel(const Rect& strip, bool is_upright, std::int64_t channel) {
  constexpr double inset_pt = 1.5;
  const double long_pt = is_upright ? strip.height : strip.width;
  const TextStyle style{channel_name_pt, theme_.text_muted};
  const std::string number = whole_text(channel + 1);
  std::string words = in_.catalog.text("figure.stack.channel", {{"channel", number}});
  if (pen_.width(words, style) > long_pt - 2 * inset_pt) words = number;
  if (pen_.width(words, style) > long_pt) return;
  const Stroke stroke{theme_.line, 1.2};
  if (!is_upright) {
    pen_.line({strip.x + inset_pt, strip.bottom() - 1}, {strip.right() - inset_pt, strip.bottom() - 1}, stroke);
    pen_.centred_text({strip.center().x, strip.center().y - 1}, words, style);
    return;
  }
  pen_.line({strip.right() - 1, strip.y + inset_pt}, {strip.right() - 1, strip.bottom() - inset_pt}, stroke);
  // Turned to be read from the right.
  Pen turned(theme_, in_.fonts);
  turned.centred_text({0, 0}, words, style);
  pen_.add(Group{{0, -1, 1, 0, strip.center().x - 1, strip.center().y}, 1, {}, turned.take()});
}

}  // namespace convoscope
