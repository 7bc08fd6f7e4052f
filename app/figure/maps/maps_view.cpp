// The maps view: one operation's padded or zero-inserted input, kernel and output as grids with numbers, the window of the
// current step between them.
// Draws what MapsState says where MapsLayout says, in painter's order: grids, window, current cell, rings, words.
#include <algorithm>
#include <cmath>
#include <optional>

#include "document/number_text.h"
#include "figure/draw/contrast.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/numbers_within.h"
#include "figure/draw/words.h"
#include "figure/maps/maps_extents.h"
#include "figure/maps/maps_layout.h"
#include "figure/maps/maps_words.h"
#include "figure/state/maps_state.h"
#include "figure/view.h"

namespace convoscope {
namespace {

// Cells of a card that has room to spare may grow by this.
constexpr double most_growth = 1.3;

class MapsPainter {
 public:
  MapsPainter(Pen& pen, const PictureInputs& inputs, Side side, Point origin, Size size)
      : pen_(pen),
        in_(inputs),
        theme_(inputs.theme),
        state_(maps_state(inputs, side)),
        side_(side),
        origin_(origin),
        layout_(lay_out_maps(maps_extents(inputs, side), inputs.theme.measures, size, most_growth)) {
    const Evaluation& evaluation = inputs.evaluation;
    expanded_ = expanded_array(inputs, side, state_.input_channel);
    output_ = output_array(inputs, side, state_.output_channel);
    if (evaluation.weight->size() > 0) {
      kernel_ = kernel_array(inputs, side, state_.input_channel, state_.output_channel);
    }
  }

  void draw() {
    draw_header();
    prepare_output();
    draw_expanded();
    if (state_.shows_window) {
      for (std::size_t i = 0; i < state_.windows.size(); ++i) draw_window(i);
      draw_connector();
    }
    draw_output();
    if (kernel_) draw_kernel();
    if (state_.shows_window) draw_current();
    // What is pointed at comes first as long as it is.
    const bool hovers = !state_.hovered.empty();
    draw_rings(state_.pinned, hovers ? 1.5 : theme_.measures.focus_width_pt, hovers ? 0.5 : 1);
    draw_rings(state_.hovered, theme_.measures.focus_width_pt, 1);
    draw_captions();
  }

 private:
  bool is_transposed() const { return side_ == Side::transposed; }
  Point at(double x, double y) const { return {origin_.x + x, origin_.y + y}; }
  Rect at(const Rect& r) const { return {origin_.x + r.x, origin_.y + r.y, r.width, r.height}; }
  Color input_color() const { return is_transposed() ? theme_.coarse : theme_.fine; }
  Color on_input() const { return is_transposed() ? theme_.on_coarse : theme_.on_fine; }
  Color output_color() const { return is_transposed() ? theme_.fine : theme_.coarse; }
  Color output_pale() const { return is_transposed() ? theme_.fine_pale : theme_.coarse_pale; }
  Color on_output() const { return is_transposed() ? theme_.on_fine : theme_.on_coarse; }

  Grid grid(const Rect& rect, const MapArray& array) const {
    const double pitch = (rect.width + theme_.measures.gap_pt) / static_cast<double>(array.columns);
    return grid_of(array, at(rect), std::min(theme_.measures.gap_pt, pitch * 0.12));
  }

  TextStyle number_style(const Grid& g, const MapArray& array, Color color, double largest) const {
    return grid_number_style(in_.fonts, array.longest, g.cell_rect(0, 0).width, largest * layout_.growth, color);
  }

  // Of rings around its cells.
  double focus_width(const Grid& g) const {
    const Rect cell = g.cell_rect(0, 0);
    return pen_.stroke_for(theme_.measures.focus_width_pt, std::min(cell.width, cell.height));
  }

  double radius(const Grid& g) const { return pen_.cell_radius(g.cell_rect(0, 0).width); }

  void draw_header() {
    const Catalog& catalog = in_.catalog;
    const double width_pt = layout_.size.width;
    pen_.header(origin_, width_pt, operation_words(catalog, in_.evaluation, side_),
                sizes_words(catalog, in_.evaluation, side_));
    const double input_room = layout_.stacked ? width_pt : layout_.output.x - layout_.expanded.x - 8;
    pen_.fitted_text(at(layout_.expanded.x, layout_.label_y), input_words(catalog, in_.evaluation, side_),
                     pen_.label_style(), input_room);
    const double room = layout_.output_label_room_pt;
    pen_.fitted_text(at(layout_.output_label.x, layout_.output_label.y), catalog.text("figure.output"),
                     pen_.label_style(), room);
    pen_.fitted_text(at(layout_.kernel_label.x, layout_.kernel_label.y),
                     kernel_words(catalog, in_.evaluation, side_, state_.output_channel), pen_.label_style(), room);
  }

  // Looks of ExpandedClass; over the window's tint when `tinted`.
  std::vector<CellStyle> expanded_styles(const Grid& g, bool tinted) const {
    const Color tint = with_alpha(theme_.window, 1);
    const double strength = tinted ? theme_.window.a / 255.0 : 0;
    const auto over = [&](Color color) { return mix(color, tint, strength); };
    const Measures& m = theme_.measures;
    const double line = pen_.cell_line(g.cell_rect(0, 0).width);
    const Color fill = over(theme_.zero);
    const Color zero_text =
        tinted ? readable_on(fill, theme_.text_muted, theme_.text_muted, theme_.text) : theme_.zero_text;
    TextStyle zero = number_style(g, expanded_, zero_text, m.zero_pt);
    if (zero.color.a != 0) zero.color = zero_text;
    zero.weight = FontWeight::regular;
    const Color on_fill = readable_on(over(input_color()), on_input(), theme_.text, theme_.card);
    const TextStyle number = number_style(g, expanded_, tinted ? on_fill : on_input(), m.number_pt);
    const double r = radius(g);
    return {
        {{fill, {}},
         {theme_.zero_line, line, Dash::dashed},
         has_numbers_in_padding(in_.evaluation.spec(side_)) ? zero : TextStyle{zero.size_pt, {}},
         r},
        {{fill, paled(theme_.zero_line, fill, hatch_contrast)}, {theme_.zero_line, line}, zero, r},
        {{over(input_color()), {}}, {}, number, r},
        {{}, {}, {zero.size_pt, {}}, 0},
    };
  }

  void draw_expanded() {
    Grid g = grid(layout_.expanded, expanded_);
    g.styles = expanded_styles(g, false);
    const InputPlace place = input_place(in_.evaluation, side_);
    const Tensor& input = in_.evaluation.input(side_);
    g.names = CellNames{
        {side_, input_part(side_), state_.input_channel}, place.first, place.step, input.rows(), input.columns()};
    expanded_grid_ = g;
    pen_.add(std::move(g), Tag{side_, Part::expanded, state_.input_channel});
  }

  void prepare_output() {
    Grid g = grid(layout_.output, output_);
    const TextStyle number = number_style(g, output_, on_output(), theme_.measures.number_pt);
    g.styles = {{{output_color(), {}}, {}, number, radius(g)},
                {{output_pale(), {}}, {}, {number.size_pt, {}}, radius(g)}};
    if (state_.done() < g.rows * g.columns) {
      g.pending_from = state_.done();
      g.pending_style = 1;
    }
    output_grid_ = std::move(g);
  }

  void draw_output() { pen_.add(output_grid_, Tag{side_, output_part(side_), state_.output_channel}); }

  // The middle of the gap before row (column, where the card is stacked) `index` of a grid.
  double gap_before(const Grid& g, std::int64_t index) const {
    const Rect& r = g.rect;
    const double along = static_cast<double>(index);
    return layout_.stacked ? r.x + (r.width + g.gap_pt) / static_cast<double>(g.columns) * along - g.gap_pt / 2
                           : r.y + (r.height + g.gap_pt) / static_cast<double>(g.rows) * along - g.gap_pt / 2;
  }

  // From the window to its output cell; over the grids it keeps to the gaps, so that it crosses no number.
  std::vector<Segment> connector(const CellRange& window, Cell focus) const {
    const bool down = layout_.stacked;
    const auto point = [&](double onwards, double across) {
      return down ? Point{across, onwards} : Point{onwards, across};
    };
    const Rect rect = window_rect(window);
    const std::int64_t from_lane =
        (down ? window.first.column + window.last.column + 1 : window.first.row + window.last.row + 1) / 2;
    const double from = gap_before(expanded_grid_, from_lane);
    const std::int64_t to_index = down ? focus.column : focus.row;
    const double low = gap_before(output_grid_, to_index);
    const double high = gap_before(output_grid_, to_index + 1);
    const bool is_first = (down ? focus.row : focus.column) == 0;
    const double to = is_first ? (low + high) / 2 : std::abs(low - from) < std::abs(high - from) ? low : high;
    const Rect cell = output_grid_.cell_rect(focus.row, focus.column);
    const double start = down ? rect.bottom() : rect.right();
    const double leaves = down ? expanded_grid_.rect.bottom() : expanded_grid_.rect.right();
    const double arrives = down ? output_grid_.rect.y : output_grid_.rect.x;
    const double bend = (leaves + arrives) / 2;
    const double behind = 1.28 * focus_width(expanded_grid_);  // the window's outline
    const double before_ring = focus_width(output_grid_);
    return {{Segment::Kind::move, point(start + behind, from), {}, {}},
            {Segment::Kind::line, point(std::max(leaves, start) + behind, from), {}, {}},
            {Segment::Kind::cubic, point(arrives - before_ring, to), point(bend, from), point(bend, to)},
            {Segment::Kind::line, point(std::max(down ? cell.y : cell.x, arrives) - before_ring, to), {}, {}}};
  }

  void draw_connector() {
    if (state_.windows.empty()) return;
    std::vector<Segment> line = connector(state_.windows.front(), state_.step.focus);
    if (state_.next) {
      const std::vector<Segment> then = connector(state_.next->windows.front(), state_.next->focus);
      const auto move = [&](Point& p, Point to) {
        p = {std::lerp(p.x, to.x, state_.next->gone), std::lerp(p.y, to.y, state_.next->gone)};
      };
      for (std::size_t i = 0; i < line.size(); ++i) {
        move(line[i].p, then[i].p);
        move(line[i].c1, then[i].c1);
        move(line[i].c2, then[i].c2);
      }
    }
    const double width_pt = 0.56 * std::min(focus_width(expanded_grid_), focus_width(output_grid_));
    pen_.add(Path{std::move(line), {}, {theme_.focus, width_pt}});
  }

  void draw_kernel() {
    Grid g = grid(layout_.kernel, *kernel_);
    g.styles = {
        {{theme_.kernel, {}}, {}, number_style(g, *kernel_, theme_.on_kernel, theme_.measures.number_pt), radius(g)}};
    if (is_transposed()) {
      g.names = CellNames{{side_, Part::kernel}, {g.rows - 1, g.columns - 1}, {-1, -1}, g.rows, g.columns};
    }
    kernel_grid_ = g;
    pen_.add(std::move(g), Tag{side_, Part::kernel});
  }

  Rect kernel_cell(Cell stored) const {
    const Grid& g = *kernel_grid_;
    return is_transposed() ? g.cell_rect(g.rows - 1 - stored.row, g.columns - 1 - stored.column)
                           : g.cell_rect(stored.row, stored.column);
  }

  Rect window_rect(const CellRange& window) const {
    const Rect from = expanded_grid_.cell_rect(window.first.row, window.first.column);
    const Rect to = expanded_grid_.cell_rect(window.last.row, window.last.column);
    return {from.x, from.y, to.right() - from.x, to.bottom() - from.y};
  }

  // Still: the cells that are read, in tinted colours; on its way: a tint over whatever it passes.
  void draw_window(std::size_t index) {
    const CellRange& window = state_.windows[index];
    Grid g = expanded_grid_;
    g.rect = window_rect(window);
    g.rows = window.last.row - window.first.row + 1;
    g.columns = window.last.column - window.first.column + 1;
    g.names.reset();
    g.labels.reset();
    const WindowCells read = window_cells(state_, window, expanded_);
    const bool moves = state_.next.has_value();
    g.classes = read.classes;
    g.values = moves ? nullptr : read.values;
    if (!moves) g.labels = read.labels;
    if (moves) {
      g.rect = between(g.rect, window_rect(state_.next->windows[index]), state_.next->gone);
      g.styles.assign(3, {{theme_.window, {}}, {}, {}, radius(g)});
      g.styles.emplace_back();
    } else {
      g.styles = expanded_styles(expanded_grid_, true);
    }
    const double width_pt = focus_width(expanded_grid_);
    const Rect outline = grown(g.rect, 0.8 * width_pt);
    const double corner = std::min(theme_.measures.cell_radius_pt + 2, 2 * width_pt);
    // A wash over the gaps as well, so that the window is one thing.
    if (read.is_dense && moves) {
      const Rect passed = g.rect;
      pen_.add(Box{passed, 0, {theme_.window, {}}, {}});
      Grid numbers = numbers_within(expanded_grid_, passed);
      const std::vector<CellStyle> tinted = expanded_styles(expanded_grid_, true);
      for (std::size_t i = 0; i < numbers.styles.size(); ++i) numbers.styles[i].text = tinted[i].text;
      if (numbers.rows > 0) pen_.add(std::move(numbers));
    } else {
      if (read.is_dense)
        pen_.add(Box{g.rect, 0, {mix(theme_.card, with_alpha(theme_.window, 1), theme_.window.a / 255.0), {}}, {}});
      pen_.add(std::move(g));
    }
    pen_.add(Box{outline, corner, {}, {theme_.focus, width_pt}});
    if (state_.largest && (!moves || state_.by_multiplication)) draw_largest(state_.largest->expanded);
  }

  // What a maximum keeps, in the colour of the output that it goes to.
  void draw_largest(Cell at) {
    const Rect cell = expanded_grid_.cell_rect(at.row, at.column);
    pen_.add(Box{cell, radius(expanded_grid_), {output_color(), {}}, {}});
    const TextStyle number = number_style(expanded_grid_, expanded_, on_output(), theme_.measures.number_pt);
    if (number.color.a != 0) pen_.cell_number(cell, number_text(state_.largest->input_value), number);
  }

  void draw_current() {
    const Rect cell = output_grid_.cell_rect(state_.step.focus.row, state_.step.focus.column);
    const bool finished = state_.is_pinned || state_.done() > index_of_focus();
    const CellStyle& done = output_grid_.styles[0];
    if (state_.is_pinned || !finished) {
      pen_.add(Box{cell, done.radius_pt, {finished ? output_color() : output_pale(), {}}, {}});
      if (!output_.longest.empty()) {
        const std::string sum = output_.labels ? output_.labels->at(static_cast<std::size_t>(index_of_focus()))
                                               : number_text(state_.step.sum);
        const double size = grid_number_size(in_.fonts, sum, cell.width, theme_.measures.number_pt * layout_.growth);
        pen_.cell_number(cell, sum, {size, finished ? on_output() : theme_.text, FontWeight::semibold});
      }
    }
    const std::optional<NextStep>& next = state_.next;
    const auto on_the_way = [&](const Rect& from, const Rect& to) { return between(from, to, next->gone); };
    const double width_pt = theme_.measures.focus_width_pt;
    pen_.ring(next ? on_the_way(cell, output_grid_.cell_rect(next->focus.row, next->focus.column)) : cell, width_pt);
    if (state_.current_in_window < 0) return;
    const Product& p = state_.window[static_cast<std::size_t>(state_.current_in_window)];
    Rect read = expanded_grid_.cell_rect(p.expanded.row, p.expanded.column);
    Rect weight = kernel_ ? kernel_cell(p.kernel) : Rect{};
    if (next && next->current) {
      const Product& then = *next->current;
      read = on_the_way(read, expanded_grid_.cell_rect(then.expanded.row, then.expanded.column));
      if (kernel_) weight = on_the_way(weight, kernel_cell(then.kernel));
    }
    pen_.inner_ring(read, width_pt);
    if (kernel_) pen_.ring(weight, width_pt);
  }

  std::int64_t index_of_focus() const { return state_.step.focus.row * output_.columns + state_.step.focus.column; }

  void draw_rings(const LitCells& lit, double width_pt, double alpha) {
    for (const Cell cell : lit.expanded) pen_.ring(expanded_grid_.cell_rect(cell.row, cell.column), width_pt, alpha);
    for (const Cell cell : lit.output) pen_.ring(output_grid_.cell_rect(cell.row, cell.column), width_pt, alpha);
    if (!kernel_) return;
    for (const Cell cell : lit.kernel) pen_.ring(kernel_cell(cell), width_pt, alpha);
  }

  void draw_captions() {
    const double room = layout_.caption_room_pt;
    pen_.fitted_text(at(layout_.expanded.x, layout_.caption_y), stride_words(in_.catalog, in_.evaluation, side_),
                     pen_.label_style(), room);
    if (state_.by_multiplication && state_.shows_window) {
      TextStyle style = pen_.label_style();
      style.color = theme_.text;
      pen_.fitted_text(at(layout_.expanded.x, layout_.product_y),
                       product_words(in_.catalog, in_.evaluation, side_, state_.step), style, room);
    }
    pen_.fitted_text(at(layout_.expanded.x, layout_.step_y), step_words(in_, state_), pen_.faint_style(),
                     layout_.step_room_pt);
    const std::string channels =
        channel_words(in_.catalog, in_.evaluation, side_, state_.input_channel, state_.output_channel);
    pen_.fitted_text(at(layout_.expanded.x, layout_.channels_y), channels, pen_.label_style(),
                     layout_.size.width - layout_.expanded.x);
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  MapsState state_;
  Side side_;
  Point origin_;
  MapsLayout layout_;
  MapArray expanded_;
  MapArray output_;
  std::optional<MapArray> kernel_;
  Grid expanded_grid_;
  Grid output_grid_;
  std::optional<Grid> kernel_grid_;
};

Size maps_size(const PictureInputs& inputs, Side side, Size room) {
  return natural_maps_size(maps_extents(inputs, side), inputs.theme.measures, room);
}

void draw_maps(Pen& pen, const PictureInputs& inputs, Side side, Point origin, Size size) {
  MapsPainter(pen, inputs, side, origin, size).draw();
}

}  // namespace

extern const ViewRow maps_view{.name = "maps",
                               .is_per_side = true,
                               .size = maps_size,
                               .draw = draw_maps,
                               .least_width_pt = 316,
                               .natural_width_pt = 350,
                               .most_width_pt = 430,
                               .tallest_pt = 440,
                               .least_height_share = 0.84,
                               .most_growth_pt = 60,
                               .most_alone_pt = 16,
                               .largest_alone = {620, 560}};

}  // namespace convoscope
