// The matrix view: C and its transpose, entries coloured by kernel element, the vectors that they multiply beside them; as a whole
// with an enlarged part where they are too large to be read.
// Words and order; entries and vectors are drawn by matrix_painter.
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "document/number_text.h"
#include "document/symbols.h"
#include "figure/draw/fitting.h"
#include "figure/draw/words.h"
#include "figure/matrix/matrix_layout.h"
#include "figure/matrix/matrix_painter.h"
#include "figure/state/shown_sides.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr Size natural_room{900, 820};
// Cells of a card that has room to spare may grow by this.
constexpr MatrixGrowth most_growth{1.3, 1.35};

// Digits in groups of three from 10 000 on: a matrix has many entries.
std::string whole(std::int64_t value) {
  std::string text = fmt::format("{}", value);
  if (value < 10000) return text;
  for (std::size_t at = text.size() - 3; at > 0 && at<text.size(); at = at> 3 ? at - 3 : 0) text.insert(at, "\u2009");
  return text;
}

bool is_max_pooling(const PictureInputs& inputs) {
  return inputs.evaluation.convolution && inputs.evaluation.convolution->operation == Operation::max_pooling;
}

// The entries of C that are not zero by their place.
std::int64_t places(const PictureInputs& inputs) {
  return inputs.kept({"matrix places", Side::none, 0, 0}, [&] { return count_places(inputs.evaluation.relation); });
}

// Whether there are entries in which several connections meet.
bool is_folded(const PictureInputs& inputs) { return places(inputs) < count_entries(inputs.evaluation.relation); }

bool has_several_kernels(const PictureInputs& inputs) {
  const Tensor& weight = *inputs.evaluation.weight;
  return weight.batch() * weight.channels() > 1;
}

MatrixExtents extents_of(const PictureInputs& inputs) {
  const Relation& relation = inputs.evaluation.relation;
  MatrixExtents e;
  e.matrix = matrix_size_of(relation);
  e.coarse_channels = relation.coarse_channels;
  e.fine_channels = relation.fine_channels;
  e.sides = shown_sides(inputs);
  e.has_vectors = !is_max_pooling(inputs);
  e.notes = (is_folded(inputs) ? 1 : 0) + (has_several_kernels(inputs) ? 1 : 0);
  const TextStyle style{inputs.theme.measures.label_pt, {}, FontWeight::semibold};
  const Cell last_coarse{relation.axes[height].coarse - 1, relation.axes[width].coarse - 1};
  const Cell last_fine{relation.axes[height].fine - 1, relation.axes[width].fine - 1};
  if (has_several_kernels(inputs)) {
    const Cell last{relation.axes[height].kernel - 1, relation.axes[width].kernel - 1};
    e.entry_names_pt = inputs.fonts.width(
        weight_name(inputs.evaluation, relation.coarse_channels - 1, relation.fine_channels - 1, last), style);
  }
  // Digits are equally wide; letters are not, and m and w are the widest.
  e.coarse_names_pt = inputs.fonts.width(coarse_name(relation, last_coarse), style);
  e.fine_names_pt = inputs.fonts.width(std::string(fine_name(relation, last_fine).size(), 'm'), style);
  return e;
}

std::string heading_words(const PictureInputs& inputs, Side side) {
  const Catalog& catalog = inputs.catalog;
  const bool has_bias = !inputs.evaluation.bias_of(side).empty();
  switch (inputs.evaluation.spec(side).operation) {
    case Operation::convolution:
      return has_bias ? catalog.text("figure.matrix.convolution_bias") : catalog.text("figure.matrix.convolution");
    case Operation::transposed_convolution:
      return has_bias ? catalog.text("figure.matrix.transposed_bias") : catalog.text("figure.matrix.transposed");
    case Operation::average_pooling: return catalog.text("figure.matrix.average_pooling");
    case Operation::max_pooling: return catalog.text("figure.matrix.max_pooling");
  }
  return {};
}

std::string caption_words(const PictureInputs& inputs, const MatrixExtents& e) {
  const bool is_transposed = e.sides == std::vector{Side::transposed};
  const Catalog::Arguments arguments{{"rows", whole(is_transposed ? e.matrix.columns : e.matrix.rows)},
                                     {"columns", whole(is_transposed ? e.matrix.rows : e.matrix.columns)},
                                     {"places", whole(places(inputs))},
                                     {"count", whole(count_entries(inputs.evaluation.relation))},
                                     {"total", whole(e.matrix.rows * e.matrix.columns)}};
  const std::string words =
      inputs.catalog.text(is_folded(inputs) ? "figure.matrix.caption_folded" : "figure.matrix.caption", arguments);
  return e.sides.size() > 1 ? inputs.catalog.text("figure.matrix.transposed_too", {{"caption", words}}) : words;
}

// That the same element of another kernel is another number.
std::string kernels_words(const PictureInputs& inputs, bool has_names) {
  if (!has_names) return inputs.catalog.text("figure.matrix.own_kernels");
  const Evaluation& evaluation = inputs.evaluation;
  const Relation& relation = evaluation.relation;
  const std::int64_t coarse = relation.coarse_channels - 1;
  const Cell last{relation.axes[height].kernel - 1, relation.axes[width].kernel - 1};
  const Tag tag{Side::none, Part::kernel, (coarse + 1) * evaluation.weight->channels() - 1, last};
  return inputs.catalog.text("figure.matrix.own_kernels_named",
                             {{"name", weight_name(evaluation, coarse, relation.fine_channels - 1, last)},
                              {"symbol", weight_symbol(evaluation, tag)}});
}

// What Σ stands for; of an entry that is pointed at or pinned what it adds up.
std::string gathering_words(const PictureInputs& inputs, Side side) {
  const std::shared_ptr<const Highlights> lit = highlights(inputs);
  const Highlight* shown = hovered(*lit);
  if (shown == nullptr) shown = &main_highlight(*lit);
  if (shown->tag.part != Part::matrix || shown->taps.size() < 2) return inputs.catalog.text("figure.matrix.gathering");
  const Relation& relation = inputs.evaluation.relation;
  const ChannelCell coarse = coarse_at(relation, shown->tag.cell.row);
  const ChannelCell fine = fine_at(relation, shown->tag.cell.column);
  const Tensor& weight = *inputs.evaluation.weight;
  std::vector<std::string> names;
  double sum = 0;
  for (const Tap& tap : shown->taps) {
    names.push_back(weight_name(inputs.evaluation, coarse.channel, fine.channel, tap.kernel));
    sum += weight(coarse.channel, fine.channel % weight.channels(), tap.kernel.row, tap.kernel.column);
  }
  const std::string coarse_words = coarse_name(relation, coarse.cell);
  const std::string fine_words = fine_name(relation, fine.cell);
  const bool is_transposed = side == Side::transposed;
  return inputs.catalog.text("figure.matrix.gathered", {{"row", is_transposed ? fine_words : coarse_words},
                                                        {"column", is_transposed ? coarse_words : fine_words},
                                                        {"elements", list_words(inputs.catalog, names)},
                                                        {"value", number_text(sum)}});
}

// So many around the middle one, of its channel, or as many whole channels.
std::int64_t first_around(std::int64_t middle, std::int64_t count, std::int64_t total, std::int64_t channel) {
  const std::int64_t begin = middle / channel * channel;
  if (count < channel) return std::clamp(middle - count / 2, begin, begin + channel - count);
  return std::clamp(begin - count / channel / 2 * channel, std::int64_t{0}, total - count);
}

// The part of a large matrix to enlarge: around the entry that is multiplied by, else around the middle of those lit.
MatrixPart part_around(const MatrixSelection& selection, const MatrixExtents& e, MatrixPart part) {
  Entry middle{0, 0};
  if (!selection.rows.empty()) middle.first = *selection.rows.begin();
  if (!selection.columns.empty()) middle.second = *selection.columns.begin();
  if (!selection.lit.empty())
    middle = *std::next(selection.lit.begin(), static_cast<std::ptrdiff_t>(selection.lit.size() / 2));
  if (selection.current.first >= 0) middle = selection.current;
  part.first_row = first_around(middle.first, part.rows, e.matrix.rows, e.channel_rows());
  part.first_column = first_around(middle.second, part.columns, e.matrix.columns, e.channel_columns());
  return part;
}

// Of rows or columns by the names that they bear.
std::string range_words(const PictureInputs& inputs, const MatrixExtents& e, bool is_fine, std::int64_t first,
                        std::int64_t count) {
  const Relation& relation = inputs.evaluation.relation;
  const auto at = [&](std::int64_t index) { return is_fine ? fine_at(relation, index) : coarse_at(relation, index); };
  const auto name = [&](Cell cell) { return is_fine ? fine_name(relation, cell) : coarse_name(relation, cell); };
  const ChannelCell from = at(first);
  const ChannelCell to = at(first + count - 1);
  const Catalog::Arguments arguments{{"first", name(from.cell)},
                                     {"last", name(to.cell)},
                                     {"channel", whole(from.channel + 1)},
                                     {"last_channel", whole(to.channel + 1)}};
  if ((is_fine ? e.fine_channels : e.coarse_channels) == 1)
    return inputs.catalog.text("figure.matrix.range", arguments);
  return from.channel == to.channel ? inputs.catalog.text("figure.matrix.range_in_channel", arguments)
                                    : inputs.catalog.text("figure.matrix.range_of_channels", arguments);
}

std::string part_words(const PictureInputs& inputs, const MatrixExtents& e, const MatrixBlock& block) {
  const MatrixPart& p = block.part;
  const bool is_transposed = block.side == Side::transposed;
  const std::string coarse = range_words(inputs, e, false, p.first_row, p.rows);
  const std::string fine = range_words(inputs, e, true, p.first_column, p.columns);
  return inputs.catalog.text("figure.matrix.part",
                             {{"rows", is_transposed ? fine : coarse}, {"columns", is_transposed ? coarse : fine}});
}

std::string overview_words(const PictureInputs& inputs, const MatrixExtents& e, Side side) {
  const bool is_transposed = side == Side::transposed;
  const std::int64_t rows = is_transposed ? e.matrix.columns : e.matrix.rows;
  const std::int64_t columns = is_transposed ? e.matrix.rows : e.matrix.columns;
  const std::int64_t row_bin = matrix_bin(rows);
  const std::int64_t column_bin = matrix_bin(columns);
  const Catalog::Arguments arguments{{"rows", whole(rows)},
                                     {"columns", whole(columns)},
                                     {"bin_rows", whole(row_bin)},
                                     {"bin_columns", whole(column_bin)}};
  return row_bin == 1 && column_bin == 1 ? inputs.catalog.text("figure.matrix.whole", arguments)
                                         : inputs.catalog.text("figure.matrix.whole_in_bins", arguments);
}

Size matrix_size(const PictureInputs& inputs, Side, Size room) {
  const Size limit = limited(room, natural_room);
  const MatrixExtents e = extents_of(inputs);
  Size size = lay_out_matrices(e, limit, {}).needed;
  const TextStyle caption{inputs.theme.measures.label_pt, {}};
  size.width = std::max(size.width, std::min(limit.width, inputs.fonts.width(caption_words(inputs, e), caption)));
  return size;
}

void draw_matrix(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  const MatrixExtents e = extents_of(inputs);
  MatrixLayout layout = inputs.kept_latest("matrix", Side::none, std::tuple(e, size),
                                           [&] { return lay_out_matrices(e, size, most_growth); });
  const MatrixSelection selection = matrix_selection(inputs);
  const auto at = [&](double x, double y) { return Point{origin.x + x, origin.y + y}; };
  pen.header(origin, layout.size.width, inputs.catalog.text("figure.matrix.title"));
  bool has_names = false;
  for (MatrixBlock& block : layout.blocks) {
    if (layout.shows_parts) block.part = part_around(selection, e, block.part);
    for (Rect* rect : {&block.entries, &block.input, &block.output, &block.overview}) {
      rect->x += origin.x;
      rect->y += origin.y;
    }
    pen.fitted_text(at(block.heading.x, block.heading.y), heading_words(inputs, block.side), pen.heading_style(),
                    block.width_pt);
    MatrixPainter painter(pen, inputs, selection, block, e, layout.factor);
    painter.draw();
    has_names = has_names || painter.has_names();
    if (!layout.shows_parts) continue;
    const bool is_below = block.part_note.x == block.overview_note.x;
    const double right = block.heading.x + block.width_pt;
    const double overview_right = is_below ? right : block.part_note.x - 8;
    pen.fitted_text(at(block.overview_note.x, block.overview_note.y), overview_words(inputs, e, block.side),
                    pen.label_style(), overview_right - block.overview_note.x);
    pen.fitted_text(at(block.part_note.x, block.part_note.y), part_words(inputs, e, block), pen.label_style(),
                    right - block.part_note.x);
  }
  std::vector<std::string> lines{caption_words(inputs, e)};
  if (has_several_kernels(inputs)) lines.push_back(kernels_words(inputs, has_names));
  if (is_folded(inputs) && has_names) lines.push_back(gathering_words(inputs, e.sides.front()));
  double y = layout.caption_y;
  for (const std::string& words : lines) {
    pen.fitted_text(at(0, y), words, pen.label_style(), layout.size.width);
    y += layout.note_pitch_pt;
  }
}

}  // namespace

extern const ViewRow matrix_view{.name = "matrix",
                                 .is_of_focus = true,
                                 .size = matrix_size,
                                 .draw = draw_matrix,
                                 .least_width_pt = 540,
                                 .tallest_pt = 620,
                                 .least_height_share = 0.8,
                                 .most_alone_pt = 90,
                                 .largest_alone = {900, 700}};

}  // namespace convoscope
