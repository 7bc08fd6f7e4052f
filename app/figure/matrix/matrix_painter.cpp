// Entries of a part in one grid: class 0 is a zero, the next ones the kernel elements' colours and that of several elements, pale,
// then the same ones lit.
#include "figure/matrix/matrix_painter.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "core/pooling.h"
#include "document/number_text.h"
#include "figure/draw/contrast.h"
#include "figure/state/highlight.h"

namespace convoscope {
namespace {

// Neighbouring channels' blocks differ: their entries are of other kernels.
constexpr std::array pale_shares{0.22, 0.13};
constexpr std::array lit_shares{1.0, 0.78};
constexpr std::size_t most_rings = 400;
constexpr double zero_mix = 0.5;

}  // namespace

MatrixPainter::MatrixPainter(Pen& pen, const PictureInputs& inputs, const MatrixSelection& selection,
                             const MatrixBlock& block, const MatrixExtents& extents, double factor)
    : pen_(pen),
      in_(inputs),
      theme_(inputs.theme),
      relation_(inputs.evaluation.relation),
      selection_(selection),
      block_(block),
      extents_(extents),
      factor_(std::max(factor, 1.0)),
      gap_pt_(std::min(inputs.theme.measures.gap_pt, std::min(block.across_pt, block.down_pt) * 0.1)) {}

void MatrixPainter::draw() {
  if (block_.overview.width > 0) draw_overview();
  draw_entries();
  draw_cut(block_.entries, block_.part);
  draw_channel_rules(block_.entries, block_.part);
  draw_channels();
  if (cell_pt() >= named_cell_pt) draw_names();
  if (block_.input.width > 0) {
    draw_vector(block_.input, block_.input_pt, !is_transposed(), false);
    draw_vector(block_.output, block_.output_pt, is_transposed(), true);
    const TextStyle style{theme_.measures.title_pt, theme_.text_muted};
    const double names = extents_.names_pt(!is_transposed());
    const double result_names = extents_.names_pt(is_transposed());
    const double y = block_.entries.center().y;
    pen_.centred_text({(block_.entries.right() + block_.input.x - names) / 2, y}, "·", style);
    pen_.centred_text({(block_.input.right() + block_.output.x - result_names) / 2, y}, "=", style);
  }
  draw_marks();
}

Rect MatrixPainter::cell_of(std::int64_t row, std::int64_t column) const {
  std::int64_t down = row - block_.part.first_row;
  std::int64_t across = column - block_.part.first_column;
  if (is_transposed()) std::swap(down, across);
  return {block_.entries.x + static_cast<double>(across) * block_.across_pt + gap_pt_ / 2,
          block_.entries.y + static_cast<double>(down) * block_.down_pt + gap_pt_ / 2, block_.across_pt - gap_pt_,
          block_.down_pt - gap_pt_};
}

double MatrixPainter::cell_pt() const { return std::min(block_.across_pt, block_.down_pt); }

double MatrixPainter::entry_text_pt(const std::string& longest, double largest_pt) const {
  const double by_height = (block_.down_pt - gap_pt_) * 0.62;
  return number_size(in_.fonts, longest, block_.across_pt - gap_pt_, std::min(largest_pt * factor_, by_height));
}

Rect MatrixPainter::band_of_row(std::int64_t row) const {
  const Rect first = cell_of(row, block_.part.first_column);
  const Rect last = cell_of(row, block_.part.first_column + block_.part.columns - 1);
  return {first.x, first.y, last.right() - first.x, last.bottom() - first.y};
}

Rect MatrixPainter::band_of_column(std::int64_t column) const {
  const Rect first = cell_of(block_.part.first_row, column);
  const Rect last = cell_of(block_.part.first_row + block_.part.rows - 1, column);
  return {first.x, first.y, last.right() - first.x, last.bottom() - first.y};
}

Color MatrixPainter::zero_fill() const { return mix(theme_.card, theme_.field, zero_mix); }

Color MatrixPainter::edge_color(Cell kernel) const {
  const std::int64_t index = kernel.row * relation_.axes[width].kernel + kernel.column;
  return theme_.edges[static_cast<std::size_t>(index) % theme_.edges.size()];
}

std::vector<CellStyle> MatrixPainter::entry_styles(double name_pt, double zero_pt) const {
  const double radius = pen_.cell_radius(cell_pt());
  const auto text = [](double size, Color color, FontWeight weight) {
    return size > 0 ? TextStyle{size, color, weight} : TextStyle{smallest_legible_pt, {}};
  };
  std::vector<CellStyle> styles{{{zero_fill(), {}},
                                 {theme_.line, cell_pt() > named_cell_pt ? 0.8 : 0},
                                 text(zero_pt, theme_.zero_text, FontWeight::regular),
                                 radius}};
  // The last colour is of entries that gather several elements.
  std::vector<Color> colors = theme_.edges;
  colors.push_back(theme_.text_muted);
  const std::size_t shades = has_several_kernels() ? pale_shares.size() : 1;
  for (std::size_t i = 0; i < shades; ++i) {
    const auto pale = [&](Color color) { return mix(theme_.card, color, pale_shares[i]); };
    // Names in the connections' colours, if all of them can be read.
    const bool has_coloured_names =
        std::ranges::all_of(theme_.edges, [&](Color color) { return contrast(color, pale(color)) >= enough_contrast; });
    for (const Color color : colors) {
      const Color name = has_coloured_names && color != colors.back() ? color : theme_.text;
      styles.push_back({{pale(color), {}}, {}, text(name_pt, name, FontWeight::semibold), radius});
    }
  }
  for (std::size_t i = 0; i < shades; ++i) {
    for (const Color color : colors) {
      const Color lit = mix(theme_.card, color, lit_shares[i]);
      const Color name = readable_on(lit, theme_.on_accent, theme_.text, theme_.card);
      styles.push_back({{lit, {}}, {}, text(name_pt, name, FontWeight::semibold), radius});
    }
  }
  return styles;
}

void MatrixPainter::draw_entries() {
  const MatrixPart& part = block_.part;
  struct Place {
    Cell kernel;
    std::int64_t coarse_channel = 0;
    std::int64_t fine_channel = 0;
    double value = 0;
    int count = 0;
  };
  std::map<Entry, Place> places;
  const bool is_pooling = in_.evaluation.weight->size() == 0;
  for (const MatrixEntry& entry : entries_in(relation_, *in_.evaluation.weight, part)) {
    Place& place = places[{entry.row, entry.column}];
    const ChannelCell output = coarse_at(relation_, entry.row);
    if (place.count++ == 0)
      place = {entry.kernel, output.channel, fine_at(relation_, entry.column).channel, place.value, 1};
    place.value += is_pooling ? 1.0 / static_cast<double>(divisor(*in_.evaluation.convolution, relation_, output.cell))
                              : entry.value;
  }
  const auto gathers = [](const Place& place) { return place.count > 1; };
  const auto name_of = [&](const Place& place) {
    return is_pooling       ? std::string()
           : gathers(place) ? fmt::format("Σ{}", place.count)
                            : weight_name(in_.evaluation, place.coarse_channel, place.fine_channel, place.kernel);
  };
  const auto value_of = [&](const Place& place) {
    return is_pooling && !extents_.has_vectors ? std::string() : number_text(place.value);
  };
  // Names, or where these do not fit the shorter of the two, values.
  const auto size_for = [&](const auto& text_of) {
    std::string longest;
    for (const auto& [entry, place] : places) {
      keep_longer(longest, text_of(place));
    }
    return entry_text_pt(longest, theme_.measures.label_pt);
  };
  double name_pt = size_for(name_of);
  has_names_ = name_pt > 0;
  if (!has_names_) name_pt = size_for(value_of);

  Grid g;
  g.rows = is_transposed() ? part.columns : part.rows;
  g.columns = is_transposed() ? part.rows : part.columns;
  g.gap_pt = gap_pt_;
  const Rect& r = block_.entries;
  g.rect = {r.x + gap_pt_ / 2, r.y + gap_pt_ / 2, r.width - gap_pt_, r.height - gap_pt_};
  g.styles = entry_styles(name_pt, entry_text_pt("0", theme_.measures.zero_pt));
  std::vector<std::uint8_t> classes(static_cast<std::size_t>(g.rows * g.columns), 0);
  std::vector<std::string> labels(classes.size(), "0");
  for (const auto& [entry, place] : places) {
    std::int64_t down = entry.first - part.first_row;
    std::int64_t across = entry.second - part.first_column;
    if (is_transposed()) std::swap(down, across);
    const auto index = static_cast<std::size_t>(down * g.columns + across);
    const std::int64_t element = place.kernel.row * relation_.axes[width].kernel + place.kernel.column;
    const auto elements = static_cast<std::int64_t>(theme_.edges.size());
    const std::int64_t colours = elements + 1;
    const std::int64_t shades = has_several_kernels() ? static_cast<std::int64_t>(pale_shares.size()) : 1;
    const std::int64_t shade = (place.coarse_channel + place.fine_channel) % shades;
    const std::int64_t colour = gathers(place) ? elements : element % elements;
    const bool lit = selection_.lit.contains(entry) && (!selection_.is_partial || selection_.done.contains(entry));
    classes[index] = static_cast<std::uint8_t>(1 + ((lit ? shades : 0) + shade) * colours + colour);
    labels[index] = has_names_ ? name_of(place) : value_of(place);
  }
  g.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
  g.labels = std::make_shared<const std::vector<std::string>>(std::move(labels));
  const Tag tag{block_.side, Part::matrix};
  g.names =
      CellNames{tag,
                is_transposed() ? Cell{-part.first_column, -part.first_row} : Cell{-part.first_row, -part.first_column},
                {1, 1},
                extents_.matrix.rows,
                extents_.matrix.columns,
                is_transposed() ? CellNames::Order::transposed : CellNames::Order::lattice};
  pen_.add(std::move(g), tag);
}

// 0 where it would not be legible.
double MatrixPainter::vector_number_pt(const std::string& longest, double width_pt, double pitch_pt) const {
  const double by_width = number_size(in_.fonts, longest, width_pt, theme_.measures.number_pt * factor_);
  const double size = std::min(by_width, (pitch_pt - gap_pt_) * 0.62);
  return size < smallest_legible_pt ? 0 : size;
}

void MatrixPainter::draw_vector(const Rect& rect, double pitch_pt, bool is_fine, bool is_output) {
  const Tensor& map = is_output ? in_.evaluation.output(block_.side) : in_.evaluation.input(block_.side);
  const std::int64_t cells = map.rows() * map.columns();
  const MapsState state = maps_state(in_, block_.side);
  const Color color = is_fine ? theme_.fine : theme_.coarse;
  const Color on = is_fine ? theme_.on_fine : theme_.on_coarse;
  const double radius = pen_.cell_radius(cell_pt());
  std::string longest;
  for (std::int64_t i = 0; i < map.channels() * cells; ++i) {
    keep_longer(longest, number_text(map.data()[static_cast<std::size_t>(i)]));
  }
  const double size = vector_number_pt(longest, rect.width, pitch_pt);
  const bool legible = size > 0;
  const TextStyle number{legible ? size : smallest_legible_pt, legible ? on : Color{}, FontWeight::semibold};
  for (std::int64_t channel = 0; channel < map.channels(); ++channel) {
    Grid g;
    g.rows = cells;
    g.columns = 1;
    g.gap_pt = gap_pt_;
    g.rect = {rect.x, rect.y + static_cast<double>(channel * cells) * pitch_pt + gap_pt_ / 2, rect.width,
              static_cast<double>(cells) * pitch_pt - gap_pt_};
    const auto first = map.data().begin() + channel * cells;
    g.values = std::make_shared<const std::vector<float>>(first, first + cells);
    g.styles = {{{color, {}}, {}, number, radius},
                {{is_fine ? theme_.fine_pale : theme_.coarse_pale, {}}, {}, {number.size_pt, {}}, radius}};
    if (is_output && state.done_cells(channel) < cells) {
      g.pending_from = state.done_cells(channel);
      g.pending_style = 1;
    }
    const Tag tag{block_.side, is_fine ? Part::fine : Part::coarse, channel};
    g.names = CellNames{tag, {0, 0}, {1, 1}, map.rows(), map.columns(), CellNames::Order::in_line};
    const Grid drawn = g;
    pen_.add(std::move(g), tag);
    if (is_output && channel == state.output_channel) write_sum(drawn, state);
    const std::set<std::int64_t>& marked = is_fine ? selection_.columns : selection_.rows;
    const double names = is_fine ? extents_.fine_names_pt : extents_.coarse_names_pt;
    for (std::int64_t i = 0; i < cells; ++i) {
      const std::int64_t index = channel * cells + i;
      const Rect cell = drawn.cell_rect(i, 0);
      if (pitch_pt >= named_cell_pt) {
        draw_name({rect.x - names_gap_pt - names / 2, cell.center().y}, names + 2, pitch_pt, is_fine, index,
                  marked.contains(index));
      }
      const bool is_focus = selection_.tag.part == (is_fine ? Part::fine : Part::coarse);
      if (marked.contains(index)) pen_.ring(cell, is_focus ? theme_.measures.focus_width_pt : hover_width_pt);
    }
  }
}

// The sum so far of the cell that is being computed.
void MatrixPainter::write_sum(const Grid& grid, const MapsState& state) {
  const Step& step = state.step;
  const std::int64_t index = step.focus.row * in_.evaluation.output(block_.side).columns() + step.focus.column;
  if (grid.pending_from < 0 || index < grid.pending_from || !state.shows_window) return;
  const std::string sum = number_text(step.sum);
  const double size = vector_number_pt(sum, grid.rect.width, block_.output_pt);
  if (size <= 0) return;
  pen_.centred_text(grid.cell_rect(index, 0).center(), sum, {size, theme_.text, FontWeight::semibold});
}

void MatrixPainter::draw_marks() {
  const MatrixPart& p = block_.part;
  const auto has_row = [&](std::int64_t row) { return row >= p.first_row && row < p.first_row + p.rows; };
  const auto has_column = [&](std::int64_t column) {
    return column >= p.first_column && column < p.first_column + p.columns;
  };
  const auto mark = [&](const Tag& tag, double width_pt, double alpha) {
    const bool is_entry = tag.part == Part::matrix;
    const std::int64_t row = is_entry ? tag.cell.row : coarse_index(relation_, tag.channel, tag.cell);
    const std::int64_t column = is_entry ? tag.cell.column : fine_index(relation_, tag.channel, tag.cell);
    if ((is_entry || tag.part == Part::coarse) && has_row(row)) pen_.ring(band_of_row(row), width_pt, alpha);
    if ((is_entry || tag.part == Part::fine) && has_column(column)) pen_.ring(band_of_column(column), width_pt, alpha);
  };
  mark(selection_.tag, theme_.measures.focus_width_pt, 1);
  if (in_.hover != selection_.tag) mark(in_.hover, 1, hover_alpha);
  std::size_t rings = 0;
  for (const auto& [row, column] : selection_.hovered) {
    if (!p.contains(row, column)) continue;
    if (++rings > most_rings) break;
    pen_.inner_ring(cell_of(row, column), hover_width_pt, hover_alpha);
  }
  if (const Tag& tag = selection_.tag; tag.part == Part::matrix && p.contains(tag.cell.row, tag.cell.column)) {
    pen_.inner_ring(cell_of(tag.cell.row, tag.cell.column), theme_.measures.focus_width_pt);
  }
  const auto [row, column] = selection_.current;
  if (p.contains(row, column)) pen_.inner_ring(cell_of(row, column), theme_.measures.focus_width_pt + 0.5);
}

}  // namespace convoscope
