// The maps view: one operation's padded or zero-inserted input, kernel and output as grids with numbers, the step's window between.
// Draws what MapsState says where MapsLayout says, in painter's order: grids, window, current cell, rings, words.
#include <algorithm>
#include <cmath>
#include <optional>

#include "document/number_text.h"
#include "document/symbols.h"
#include "figure/draw/contrast.h"
#include "figure/draw/gap_line.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/numbers_within.h"
#include "figure/draw/window_wash.h"
#include "figure/draw/words.h"
#include "figure/maps/channel_strip.h"
#include "figure/maps/maps_captions.h"
#include "figure/maps/maps_extents.h"
#include "figure/maps/maps_grid.h"
#include "figure/maps/maps_layout.h"
#include "figure/maps/maps_painter.h"
#include "figure/maps/maps_parts.h"
#include "figure/maps/maps_weights.h"
#include "figure/maps/maps_words.h"
#include "figure/maps/photograph_shades.h"
#include "figure/state/maps_state.h"

namespace convoscope {
namespace {

// Cells of a card that has room to spare may grow by this.
constexpr double most_growth = 1.3;
constexpr double below_strip_pt = 8;

class MapsPainter {
 public:
  MapsPainter(Pen& pen, const PictureInputs& inputs, Side side, Point origin, Size size)
      : pen_(pen), in_(inputs), theme_(inputs.theme), state_(maps_state(inputs, side)), side_(side), origin_(origin) {
    MapsExtents extents;
    // As much of the strip as leaves the large maps what they need.
    for (double share = most_strip_share; share >= 0; share -= most_strip_share / 4) {
      strip_ = lay_out_channels(inputs, side, size.width, size.height * share);
      const double rest_pt = size.height - strip_.height_pt;
      extents = maps_extents(inputs, side, {size.width, rest_pt});
      layout_ = lay_out_maps(extents, inputs.theme.measures, {size.width, rest_pt}, most_growth);
      if (strip_.maps.empty() || layout_.size.height <= rest_pt + 0.01) break;
    }
    const Evaluation& evaluation = inputs.evaluation;
    parts_ = maps_parts(inputs, extents, state_);
    if (state_.next && !shows_all(*state_.next)) state_.next.reset();
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
      if (shows_weights(in_, state_))
        draw_weights(pen_, state_, expanded_grid_, expanded_, parts_.expanded, expanded_styles(expanded_grid_, true));
      draw_connector();
    }
    draw_output();
    if (kernel_) draw_kernel();
    if (state_.shows_window) draw_current();
    // What is pointed at comes first as long as it is.
    const bool hovers = !state_.hovered.empty();
    draw_rings(state_.pinned, hovers ? 1.5 : theme_.measures.focus_width_pt, hovers ? hover_alpha : 1);
    draw_rings(state_.hovered, theme_.measures.focus_width_pt, 1);
    draw_captions(pen_, in_, state_, layout_, origin_);
    double y = layout_.notes_y;
    for (const std::string& note : note_words(in_, side_, parts_, {state_.input_channel, state_.output_channel})) {
      pen_.fitted_text(at(layout_.expanded.x, y), note, pen_.label_style(), layout_.size.width - layout_.expanded.x);
      y += layout_.note_step_pt;
    }
    draw_channels(pen_, in_, state_, strip_, at(0, layout_.size.height - below_strip_pt));
  }

 private:
  bool is_transposed() const { return side_ == Side::transposed; }
  Point at(double x, double y) const { return {origin_.x + x, origin_.y + y}; }
  Rect at(const Rect& r) const { return {origin_.x + r.x, origin_.y + r.y, r.width, r.height}; }
  Color input_color() const { return is_transposed() ? theme_.coarse : theme_.fine; }
  Color on_input() const { return is_transposed() ? theme_.on_coarse : theme_.on_fine; }
  Color input_pale() const { return is_transposed() ? theme_.coarse_pale : theme_.fine_pale; }
  Color wash() const { return window_wash(theme_); }
  Color output_color() const { return is_transposed() ? theme_.fine : theme_.coarse; }
  Color output_pale() const { return is_transposed() ? theme_.fine_pale : theme_.coarse_pale; }
  Color on_output() const { return is_transposed() ? theme_.on_fine : theme_.on_coarse; }

  // Whether the way to the next step ends in the cells that are shown.
  bool shows_all(const NextStep& next) const {
    const auto shows = [&](const CellRange& window) {
      return parts_.expanded.contains(window.first) && parts_.expanded.contains(window.last);
    };
    return std::ranges::all_of(next.windows, shows) && parts_.output.contains(next.focus);
  }

  Grid grid(const Rect& rect, const MapArray& array, const MapPart& part) const {
    return grid_of_part(array, part, at(rect), theme_.measures.gap_pt);
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
    std::string input = input_words(catalog, in_.evaluation, side_);
    if (!pen_.fits_text(input, pen_.label_style(), input_room)) input = catalog.text("figure.input");
    pen_.fitted_text(at(layout_.expanded.x, layout_.label_y), input, pen_.label_style(), input_room);
    const double room = layout_.output_label_room_pt;
    pen_.fitted_text(at(layout_.output_label.x, layout_.output_label.y), catalog.text("figure.output"),
                     pen_.label_style(), room);
    pen_.fitted_text(at(layout_.kernel_label.x, layout_.kernel_label.y),
                     kernel_words(catalog, in_.evaluation, side_, state_.output_channel), pen_.label_style(), room);
  }

  // Looks of ExpandedClass; over the window's tint when `tinted`.
  std::vector<CellStyle> expanded_styles(const Grid& g, bool tinted) const {
    const Color tint = with_alpha(wash(), 1);
    const double strength = tinted ? wash().a / 255.0 : 0;
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
    const TextStyle pale_number =
        number_style(g, expanded_, readable_on(input_pale(), theme_.text_muted, theme_.text, theme_.text), m.number_pt);
    const double r = radius(g);
    return {
        {{fill, {}},
         {theme_.zero_line, line, Dash::dashed},
         has_numbers_in_padding(in_.evaluation.spec(side_)) ? zero : TextStyle{zero.size_pt, {}},
         r},
        {{fill, paled(theme_.zero_line, fill, hatch_contrast)}, {theme_.zero_line, line}, zero, r},
        {{over(input_color()), {}}, {}, number, r},
        {{}, {}, {zero.size_pt, {}}, 0},
        {{input_pale(), {}}, {mix(input_color(), theme_.card, 0.35), line, Dash::dashed}, pale_number, r},
    };
  }

  void shade(Grid& g) const {
    if (!in_.evaluation.photograph || side_ != in_.evaluation.asked) return;
    shade_by_values(g, {static_cast<std::uint8_t>(ExpandedClass::input)}, theme_);
  }

  void draw_expanded() {
    Grid g = grid(layout_.expanded, expanded_, parts_.expanded);
    g.styles = expanded_styles(g, false);
    expanded_grid_ = g;
    shade(g);
    const InputPlace place = input_place(in_.evaluation, side_);
    const Tensor& input = in_.evaluation.input(side_);
    g.names = CellNames{{side_, input_part(side_), state_.input_channel},
                        {place.first.row - g.first.row, place.first.column - g.first.column},
                        place.step,
                        input.rows(),
                        input.columns()};
    expanded_grid_.names = g.names;
    draw_begun(pen_, g, parts_.expanded, [&](const MapPart& part) { return part_of(expanded_, part).classes; });
    pen_.add(std::move(g), Tag{side_, Part::expanded, state_.input_channel});
  }

  void prepare_output() {
    Grid g = grid(layout_.output, output_, parts_.output);
    const TextStyle number = number_style(g, output_, on_output(), theme_.measures.number_pt);
    g.styles = {{{output_color(), {}}, {}, number, radius(g)},
                {{output_pale(), {}}, {}, {number.size_pt, {}}, radius(g)}};
    if (parts_.output.is_whole()) {
      if (state_.done() < g.rows * g.columns) g.pending_from = state_.done();
      g.pending_style = 1;
    } else {
      g.classes = pending_classes(parts_.output, output_.columns, state_.done());
    }
    output_grid_ = std::move(g);
  }

  void draw_output() {
    draw_begun(pen_, output_grid_, parts_.output,
               [&](const MapPart& part) { return pending_classes(part, output_.columns, state_.done()); });
    pen_.add(output_grid_, Tag{side_, output_part(side_), state_.output_channel});
  }

  // From the window to its output cell.
  std::vector<Segment> connector(const CellRange& window, Cell focus) const {
    const LineEnd from{expanded_grid_, window, 1.28 * focus_width(expanded_grid_)};  // the window's outline
    const LineEnd to{output_grid_, {focus, focus}, focus_width(output_grid_)};
    return gap_line(from, to, layout_.stacked ? Way::down : Way::right);
  }

  void draw_connector() {
    const std::optional<CellRange> window =
        state_.windows.empty() ? std::nullopt : shown_range(state_.windows.front(), parts_.expanded);
    if (!window) return;
    std::vector<Segment> line = connector(*window, state_.step.focus);
    if (state_.next) {
      const std::vector<Segment> then = connector(state_.next->windows.front(), state_.next->focus);
      line = between(std::move(line), then, state_.next->gone);
    }
    const double width_pt = 0.56 * std::min(focus_width(expanded_grid_), focus_width(output_grid_));
    pen_.add(Path{std::move(line), {}, {theme_.focus, width_pt}});
  }

  void draw_kernel() {
    Grid g = grid(layout_.kernel, *kernel_, parts_.kernel);
    g.styles = {
        {{theme_.kernel, {}}, {}, number_style(g, *kernel_, theme_.on_kernel, theme_.measures.number_pt), radius(g)}};
    const Tag kernel = kernel_tag(in_.evaluation, side_, state_.input_channel, state_.output_channel, no_cell);
    if (is_transposed()) {
      const Cell last = kernel_place({0, 0});
      const Cell first{last.row - g.first.row, last.column - g.first.column};
      g.names = CellNames{kernel, first, {-1, -1}, kernel_->rows, kernel_->columns};
    }
    kernel_grid_ = g;
    draw_begun(pen_, g, parts_.kernel, [](const MapPart&) { return CellClasses(); });
    pen_.add(std::move(g), kernel);
  }

  // Where an element of the kernel stands as this side slides it.
  Cell kernel_place(Cell stored) const {
    return is_transposed() ? Cell{kernel_->rows - 1 - stored.row, kernel_->columns - 1 - stored.column} : stored;
  }

  // Still: the cells that are read, in tinted colours; on its way: a tint over whatever it passes.
  void draw_window(std::size_t index) {
    const std::optional<CellRange> shown = shown_range(state_.windows[index], parts_.expanded);
    if (!shown) return;
    const CellRange& window = *shown;
    Grid g = expanded_grid_;
    g.rect = rect_of(expanded_grid_, window);
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
      g.rect = between(g.rect, rect_of(expanded_grid_, state_.next->windows[index]), state_.next->gone);
      g.styles.assign(3, {{wash(), {}}, {}, {}, radius(g)});
      g.styles.emplace_back();
    } else {
      g.styles = expanded_styles(expanded_grid_, true);
      shade(g);
      if (shows_weights(in_, state_)) g.values.reset(), g.labels.reset();
    }
    const double width_pt = focus_width(expanded_grid_);
    const Rect outline = grown(g.rect, 0.8 * width_pt);
    const double corner = std::min(theme_.measures.cell_radius_pt + 2, 2 * width_pt);
    // A wash over the gaps as well, so that the window is one thing.
    if (read.is_dense && moves) {
      const Rect passed = g.rect;
      pen_.add(Box{passed, 0, {wash(), {}}, {}});
      Grid numbers = numbers_within(expanded_grid_, passed);
      const std::vector<CellStyle> tinted = expanded_styles(expanded_grid_, true);
      for (std::size_t i = 0; i < numbers.styles.size(); ++i) numbers.styles[i].text = tinted[i].text;
      if (numbers.rows > 0) pen_.add(std::move(numbers));
    } else {
      if (read.is_dense) pen_.add(Box{g.rect, 0, {mix(theme_.card, with_alpha(wash(), 1), wash().a / 255.0), {}}, {}});
      pen_.add(std::move(g));
    }
    pen_.frame(outline, corner, {theme_.focus, width_pt});
    if (state_.largest && (!moves || state_.by_multiplication)) draw_largest(state_.largest->expanded);
  }

  // What a maximum keeps, in the colour of the output that it goes to.
  void draw_largest(Cell at) {
    if (!parts_.expanded.contains(at)) return;
    const Rect cell = cell_of(expanded_grid_, at);
    pen_.add(Box{cell, radius(expanded_grid_), {output_color(), {}}, {}});
    const TextStyle number = number_style(expanded_grid_, expanded_, on_output(), theme_.measures.number_pt);
    if (number.color.a != 0) pen_.cell_number(cell, number_text(state_.largest->input_value), number);
  }

  void draw_current() {
    const Rect cell = cell_of(output_grid_, state_.step.focus);
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
    pen_.ring(next ? on_the_way(cell, cell_of(output_grid_, next->focus)) : cell, width_pt);
    if (state_.current_in_window < 0) return;
    const Product& p = state_.window[static_cast<std::size_t>(state_.current_in_window)];
    const bool moves = next && next->current;
    const Product& then = moves ? *next->current : p;
    const auto ring = [&](const Grid& g, const MapPart& part, Cell from, Cell to, bool is_inner) {
      if (!part.contains(from)) return;
      Rect rect = cell_of(g, from);
      if (moves && part.contains(to)) rect = on_the_way(rect, cell_of(g, to));
      is_inner ? pen_.inner_ring(rect, width_pt) : pen_.ring(rect, width_pt);
    };
    ring(expanded_grid_, parts_.expanded, p.expanded, then.expanded, true);
    if (kernel_) ring(*kernel_grid_, parts_.kernel, kernel_place(p.kernel), kernel_place(then.kernel), false);
  }

  std::int64_t index_of_focus() const { return state_.step.focus.row * output_.columns + state_.step.focus.column; }

  void draw_rings(const LitCells& lit, double width_pt, double alpha) {
    const auto ring = [&](const Grid& g, const MapPart& part, Cell cell) {
      if (part.contains(cell)) pen_.ring(cell_of(g, cell), width_pt, alpha);
    };
    for (const Cell cell : lit.expanded) ring(expanded_grid_, parts_.expanded, cell);
    for (const Cell cell : lit.output) ring(output_grid_, parts_.output, cell);
    if (!kernel_) return;
    for (const Cell cell : lit.kernel) ring(*kernel_grid_, parts_.kernel, kernel_place(cell));
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  MapsState state_;
  Side side_;
  Point origin_;
  ChannelStrip strip_;
  MapsLayout layout_;
  MapsParts parts_;
  MapArray expanded_;
  MapArray output_;
  std::optional<MapArray> kernel_;
  Grid expanded_grid_;
  Grid output_grid_;
  std::optional<Grid> kernel_grid_;
};

}  // namespace

void paint_maps(Pen& pen, const PictureInputs& inputs, Side side, Point origin, Size size) {
  MapsPainter(pen, inputs, side, origin, size).draw();
}

}  // namespace convoscope
