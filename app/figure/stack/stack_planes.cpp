// A plane is a group under its own affine map, so that its cells and numbers lie in it; outlines are drawn in the picture, so that
// they are equally wide on all sides.
#include "figure/stack/stack_planes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "document/number_text.h"
#include "figure/draw/contrast.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/numbers_within.h"
#include "figure/draw/window_wash.h"

namespace convoscope {
namespace {

// Cells smaller than this have no outlines of their own.
constexpr double outlined_cell_pt = 8;
// A number that is tilted has to be larger to be read.
constexpr double smallest_tilted_pt = 6;
constexpr double number_share = 0.92;  // of a cell's width
constexpr double pending_alpha = 0.22;
constexpr double hatch_alpha = 0.45;
constexpr double face_alpha = 0.06;
constexpr double edge_alpha = 0.75;
constexpr double edge_width_pt = 1.4;
constexpr double padding_line_pt = 1.1;

using Kind = Segment::Kind;

double smallest_tilted(double squash) {
  return std::max(smallest_number_pt, smallest_tilted_pt / std::max(std::sqrt(squash), 1e-3));
}

}  // namespace

bool is_legible_tilted(const FontMetrics& fonts, std::string_view number, double cell_pt, double squash) {
  const double largest_pt = std::numeric_limits<double>::infinity();
  return number.empty() || number_size(fonts, number, cell_pt * number_share, largest_pt) >= smallest_tilted(squash);
}

PlanePainter::PlanePainter(Pen& pen, const PictureInputs& inputs, Side side, const StackScene& scene,
                           const StackLayout& layout, const Projection& projection)
    : pen_(pen),
      in_(inputs),
      theme_(inputs.theme),
      side_(side),
      scene_(scene),
      state_(scene.state),
      layout_(layout),
      squash_(std::abs(projection.column.x * projection.row.y - projection.column.y * projection.row.x)),
      beams_(beams_of(scene, layout)) {}

Stroke PlanePainter::cell_outline() const {
  const double line = theme_.cell_line.a > 0 ? 1.2 * pen_.cell_line(cell()) : 0;
  return line > 0 ? Stroke{theme_.cell_line, line} : Stroke{};
}

// The side of a square as large as a tilted cell is.
double PlanePainter::seen_cell() const { return cell() * std::sqrt(squash_); }

double PlanePainter::growth() const { return std::max(1.0, cell() / theme_.measures.cell_pt); }

MapArray PlanePainter::shown(const MapArray& array, bool is_input) const {
  return scene_.parts ? part_of(array, is_input ? scene_.parts->input : scene_.parts->output) : array;
}

Grid PlanePainter::grid(const StackPlane& plane, const MapArray& array) const {
  const bool shares_lines = theme_.cell_line.a > 0;
  const bool has_gaps = cell() >= outlined_cell_pt / 2 && !shares_lines;
  const double gap_pt = has_gaps ? std::min(theme_.measures.gap_pt * growth(), cell() * 0.12) : 0;
  return grid_of(
      array,
      grown({0, 0, static_cast<double>(plane.columns) * cell(), static_cast<double>(plane.rows) * cell()}, -gap_pt / 2),
      gap_pt);
}

double PlanePainter::number_pt(const std::string& longest, double largest_pt) const {
  return grid_number_size(in_.fonts, longest, cell() * number_share, largest_pt * growth(), smallest_tilted(squash_));
}

TextStyle PlanePainter::number_style(const std::string& longest, Color color, double largest_pt) const {
  const double size = number_pt(longest, largest_pt);
  return {size > 0 ? size : largest_pt, size > 0 ? color : Color{}, FontWeight::semibold};
}

std::vector<CellStyle> PlanePainter::input_styles(const MapArray& array) const {
  const Measures& m = theme_.measures;
  const double line = pen_.cell_line(cell());
  TextStyle zero = number_style(array.longest, theme_.zero_text, m.zero_pt);
  zero.weight = FontWeight::regular;
  const bool is_filled = in_.evaluation.spec(side_).padding_mode != PaddingMode::zeros;
  const TextStyle padding = is_filled ? zero : TextStyle{zero.size_pt, {}};
  const Color input = input_is_fine() ? theme_.fine : theme_.coarse;
  const Color on_input = input_is_fine() ? theme_.on_fine : theme_.on_coarse;
  const Color pale = input_is_fine() ? theme_.fine_pale : theme_.coarse_pale;
  const Color on_pale = readable_on(pale, theme_.text_muted, theme_.text, theme_.text);
  return {
      {{}, {}, padding, 0},
      {{theme_.zero, with_alpha(theme_.zero_line, hatch_alpha)}, {theme_.zero_line, line}, zero, 0},
      {{input, {}}, cell_outline(), number_style(array.longest, on_input, m.number_pt), 0},
      {{}, {}, {zero.size_pt, {}}, 0},
      {{pale, {}},
       {mix(input, theme_.card, 0.35), line, Dash::dashed},
       number_style(array.longest, on_pale, m.number_pt),
       0},
  };
}

void PlanePainter::draw_input(std::size_t index) {
  const StackPlane& plane = layout_.inputs[index];
  const std::int64_t channel = scene_.inputs.first + static_cast<std::int64_t>(index);
  const Measures& m = theme_.measures;
  const MapArray array = shown(expanded_array(in_, side_, channel), true);
  Grid g = grid(plane, array);
  if (scene_.parts) g.first = scene_.parts->input.first();
  g.styles = input_styles(array);
  const InputPlace place = input_place(in_.evaluation, side_);
  const Tensor& input = in_.evaluation.input(side_);
  g.names = CellNames{{side_, input_part(side_), channel},
                      {place.first.row - g.first.row, place.first.column - g.first.column},
                      place.step,
                      input.rows(),
                      input.columns()};
  draw_padding_lines(plane, array);
  Pen on_plane(theme_, in_.fonts);
  const bool is_connected = scene_.is_connected(channel);
  on_plane.add(g, Tag{side_, Part::expanded, channel});
  remember_numbers(plane, g);
  if (is_connected) tint_windows(on_plane, array, g);
  if (channel == state_.input_channel) mark_largest(on_plane, array, g);
  pen_.add(Group{plane.to_picture, 1, {}, on_plane.take()});
  if (is_connected) {
    for (const Rect& window : window_rects(scene_, cell())) ring(plane, window, m.focus_width_pt);
  }
  if (channel != state_.input_channel) return;
  if (state_.shows_window && state_.current_in_window >= 0) {
    const Cell current = state_.window[static_cast<std::size_t>(state_.current_in_window)].expanded;
    Rect at = rect_of(one_cell(current), cell());
    const std::optional<NextStep>& next = state_.next;
    if (next && next->current && next->input_channel == channel)
      at = between(at, rect_of(one_cell(next->current->expanded), cell()), next->gone);
    ring(plane, at, m.focus_width_pt);
  }
  for (const Cell at : state_.hovered.expanded) ring(plane, at, hover_width_pt, hover_alpha);
  for (const Cell at : state_.pinned.expanded) ring(plane, at, m.focus_width_pt);
}

// Dashed lines that padding cells share with each other and with the map; around all of it where cells are too small.
void PlanePainter::draw_padding_lines(const StackPlane& plane, const MapArray& array) {
  const Stroke stroke{theme_.zero_line, padding_line_pt, Dash::dashed};
  if (cell() <= outlined_cell_pt) {
    outline(quad_of(plane, all_cells(plane), cell()), stroke);
    return;
  }
  const auto is_padding = [&](std::int64_t row, std::int64_t column) {
    if (row < 0 || column < 0 || row >= array.rows || column >= array.columns) return false;
    const std::uint8_t found = array.classes->at(static_cast<std::size_t>(row * array.columns + column));
    return found == static_cast<std::uint8_t>(ExpandedClass::padding);
  };
  Path path{{}, {}, stroke};
  // The lines before each row (or column), in pieces as long as they get.
  const auto add_lines = [&](std::int64_t lines, std::int64_t length, bool across) {
    const auto corner = [&](std::int64_t k, std::int64_t i) {
      const double along = static_cast<double>(i) * cell();
      const double beside = static_cast<double>(k) * cell();
      return plane.to_picture(across ? Point{along, beside} : Point{beside, along});
    };
    for (std::int64_t k = 0; k <= lines; ++k) {
      std::int64_t begin = -1;
      for (std::int64_t i = 0; i <= length; ++i) {
        const bool borders = i < length && (across ? is_padding(k - 1, i) || is_padding(k, i)
                                                   : is_padding(i, k - 1) || is_padding(i, k));
        if (borders && begin < 0) begin = i;
        if (borders || begin < 0) continue;
        path.segments.push_back({Kind::move, corner(k, begin)});
        path.segments.push_back({Kind::line, corner(k, i)});
        begin = -1;
      }
    }
  };
  add_lines(plane.rows, plane.columns, true);
  add_lines(plane.columns, plane.rows, false);
  if (!path.segments.empty()) pen_.add(std::move(path));
}

// Every cell that is read; the cells between dilated taps are not. Their numbers come again, over the tint: they are what counts.
void PlanePainter::tint_windows(Pen& on_plane, const MapArray& array, const Grid& all) const {
  const std::vector<Rect> rects = window_rects(scene_, cell());
  std::vector<CellStyle> numbers = input_styles(array);
  const Color wash = window_wash(theme_);
  for (CellStyle& style : numbers) {
    TextStyle text = style.text;
    if (text.color == theme_.zero_text) text.color = theme_.text_muted;
    const Color untinted = style.fill.color.a > 0 ? style.fill.color : theme_.card;
    const Color ground = mix(untinted, with_alpha(wash, 1), wash.a / 255.0);
    if (text.color.a > 0) text.color = readable_on(ground, text.color, theme_.text, theme_.card);
    style = {{}, {}, text, 0};
  }
  for (std::size_t i = 0; i < rects.size(); ++i) {
    const CellRange& window = state_.windows[i];
    Grid g;
    g.rect = rects[i];
    g.gap_pt = 0;
    g.rows = window.last.row - window.first.row + 1;
    g.columns = window.last.column - window.first.column + 1;
    const WindowCells read = window_cells(state_, window, array);
    const CellStyle tint{{wash, {}}, {}, {}, 0};
    g.classes = read.classes;
    if (read.is_dense) {
      on_plane.add(Box{g.rect, 0, tint.fill, {}});
    } else {
      g.styles.assign(numbers.size(), tint);
      g.styles[static_cast<std::size_t>(ExpandedClass::beyond)] = {};
      on_plane.add(g);
    }
    if (state_.next) {  // on its way the tint passes over other numbers
      Grid passed = numbers_within(all, rects[i]);
      std::copy_n(numbers.begin(), passed.styles.size(), passed.styles.begin());
      if (passed.rows > 0) on_plane.add(std::move(passed));
      continue;
    }
    g.styles = numbers;
    g.values = read.values;
    g.labels = read.labels;
    on_plane.add(std::move(g));
  }
}

// What a maximum keeps, in the colour of the output that it goes to.
void PlanePainter::mark_largest(Pen& on_plane, const MapArray& array, const Grid& all) const {
  if (!state_.largest || (state_.next && !state_.by_multiplication)) return;
  const Cell at = state_.largest->expanded;
  const Rect cell = all.cell_rect(at.row, at.column);
  on_plane.add(Box{cell, 0, {output_is_fine() ? theme_.fine : theme_.coarse, {}}, {}});
  const Color on = output_is_fine() ? theme_.on_fine : theme_.on_coarse;
  const TextStyle number = number_style(array.longest, on, theme_.measures.number_pt);
  if (number.color.a != 0) on_plane.cell_number(cell, all.text_of(at.row, at.column), number);
}

void PlanePainter::draw_output(std::size_t index) {
  const StackPlane& plane = layout_.outputs[index];
  const std::int64_t channel = scene_.outputs.first + static_cast<std::int64_t>(index);
  const Color color = output_is_fine() ? theme_.fine : theme_.coarse;
  const MapArray array = shown(output_array(in_, side_, channel), false);
  Grid g = grid(plane, array);
  if (scene_.parts) g.first = scene_.parts->output.first();
  const TextStyle number =
      number_style(array.longest, output_is_fine() ? theme_.on_fine : theme_.on_coarse, theme_.measures.number_pt);
  const double line = 1.2 * pen_.cell_line(cell());
  g.styles = {{{color, {}}, cell_outline(), number, 0},
              {{with_alpha(color, pending_alpha), {}}, {color, line}, {number.size_pt, {}}, 0}};
  const std::int64_t done = scene_.state.done_cells(channel);
  if (done < g.rows * g.columns) {
    g.pending_from = done;
    g.pending_style = 1;
  }
  const Cell focus = state_.step.focus;
  const bool is_current = channel == state_.output_channel && state_.shows_window;
  const Rect at_focus = g.cell_rect(focus.row, focus.column);
  Pen on_plane(theme_, in_.fonts);
  const bool waits = done <= focus.row * g.columns + focus.column;
  remember_numbers(plane, g);
  on_plane.add(std::move(g), Tag{side_, output_part(side_), channel});
  if (is_current && waits) write_sum(on_plane, at_focus, state_.is_pinned);
  pen_.add(Group{plane.to_picture, 1, {}, on_plane.take()});
  if (cell() <= outlined_cell_pt) outline(quad_of(plane, all_cells(plane), cell()), {color, 1});
  if (channel != state_.output_channel) return;
  for (const Cell at : state_.hovered.output) ring(plane, at, hover_width_pt, hover_alpha);
  for (const Cell at : state_.pinned.output) ring(plane, at, theme_.measures.focus_width_pt);
  if (is_current) ring(plane, focus_rect(scene_, cell()), theme_.measures.focus_width_pt);
}

// The value of a cell that the playhead has not come to the end of: what a pinned one will have, else the sum so far.
void PlanePainter::write_sum(Pen& on_plane, const Rect& at, bool is_done) const {
  // Opaque, so that the beam's edges end at the cell.
  const Color color = output_is_fine() ? theme_.fine : theme_.coarse;
  on_plane.add(Box{at, 0, {is_done ? color : mix(theme_.card, color, pending_alpha), {}}, {}});
  const MapArray array = shown(output_array(in_, side_, state_.output_channel), false);
  if (array.longest.empty()) return;
  const auto index = static_cast<std::size_t>(state_.step.focus.row * array.columns + state_.step.focus.column);
  const std::string sum = array.labels ? array.labels->at(index) : number_text(state_.step.sum);
  const double size = number_pt(sum, theme_.measures.number_pt);
  const Color done_color = output_is_fine() ? theme_.on_fine : theme_.on_coarse;
  on_plane.cell_number(at, sum, {size, is_done ? done_color : theme_.text, FontWeight::semibold});
}

void PlanePainter::draw_beam(double low_pt, double high_pt) {
  const Stroke edge{with_alpha(theme_.focus, edge_alpha), pen_.stroke_for(edge_width_pt, seen_cell())};
  for (const Beam& beam : beams_) {
    for (const BeamFace& face : beam.faces(low_pt, high_pt)) {
      outline(face.corners, {}, {with_alpha(theme_.focus, face_alpha), {}});
    }
    for (std::size_t i = 0; i < Quad{}.size(); ++i) {
      const std::vector<Point> points = beam.edge(i, low_pt, high_pt);
      for (std::size_t k = 1; k < points.size(); ++k) {
        for (const auto& [from, to] : clear_of_numbers(points[k - 1], points[k], edge.width_pt))
          pen_.line(from, to, edge);
      }
    }
  }
}

void PlanePainter::remember_numbers(const StackPlane& plane, const Grid& grid) {
  const bool is_read = std::ranges::any_of(grid.styles, [](const CellStyle& style) {
    return style.text.color.a > 0 && style.text.size_pt >= smallest_legible_pt;
  });
  if (is_read && squash_ > 1e-6) written_.emplace_back(plane.to_picture, grid);
}

// The pieces of a line that leave numbers free: it breaks before them, as if they stood in front.
std::vector<std::pair<Point, Point>> PlanePainter::clear_of_numbers(Point from, Point to, double width_pt) const {
  constexpr double clear_pt = 1.2;
  std::vector<std::pair<double, double>> covered;
  for (const auto& [to_picture, grid] : written_) {
    const Affine back = to_picture.inverse();
    const Point a = back(from);
    const Point b = back(to);
    const double by = clear_pt + width_pt / 2 / std::sqrt(squash_);
    const auto index = [](double at, double extent, std::int64_t count) {
      return std::clamp(static_cast<std::int64_t>(at / extent * static_cast<double>(count)), std::int64_t{0},
                        count - 1);
    };
    const auto [left, right] = std::minmax(a.x, b.x);
    const auto [top, bottom] = std::minmax(a.y, b.y);
    for (std::int64_t row = index(top, grid.rect.bottom(), grid.rows);
         row <= index(bottom, grid.rect.bottom(), grid.rows); ++row) {
      for (std::int64_t column = index(left, grid.rect.right(), grid.columns);
           column <= index(right, grid.rect.right(), grid.columns); ++column) {
        const std::string number = grid.text_of(row, column);
        const TextStyle& style = grid.style_of(row, column).text;
        if (number.empty() || style.size_pt < smallest_legible_pt) continue;
        const Point c = grid.cell_rect(row, column).center();
        const double wide = pen_.width(number, style) + 2 * by;
        const double high = in_.fonts.cap_height(style) * style.size_pt + 2 * by;
        double first = 0;
        double last = 1;
        const auto clip = [&](double at, double step, double low, double high_end) {
          if (std::abs(step) < 1e-9) return at > low && at < high_end;
          const auto [one, other] = std::minmax({(low - at) / step, (high_end - at) / step});
          first = std::max(first, one);
          last = std::min(last, other);
          return first < last;
        };
        if (clip(a.x, b.x - a.x, c.x - wide / 2, c.x + wide / 2) &&
            clip(a.y, b.y - a.y, c.y - high / 2, c.y + high / 2))
          covered.emplace_back(first, last);
      }
    }
  }
  std::ranges::sort(covered);
  std::vector<std::pair<Point, Point>> pieces;
  const auto at = [&](double t) { return Point{std::lerp(from.x, to.x, t), std::lerp(from.y, to.y, t)}; };
  double gone = 0;
  for (const auto& [first, last] : covered) {
    if (first > gone) pieces.emplace_back(at(gone), at(first));
    gone = std::max(gone, last);
  }
  if (gone < 1) pieces.emplace_back(at(gone), at(1));
  return pieces;
}

void PlanePainter::outline(const Quad& quad, const Stroke& stroke, const Fill& fill) {
  pen_.add(
      Path{{{Kind::move, quad[0]}, {Kind::line, quad[1]}, {Kind::line, quad[2]}, {Kind::line, quad[3]}, {Kind::close}},
           fill,
           stroke});
}

void PlanePainter::ring(const StackPlane& plane, const Rect& in_plane, double width_pt, double alpha) {
  const double wide = pen_.stroke_for(width_pt, seen_cell());
  outline(quad_of(plane, in_plane), {theme_.card, with_halo(wide)});
  outline(quad_of(plane, in_plane), {with_alpha(theme_.focus, alpha), wide});
}

void PlanePainter::ring(const StackPlane& plane, Cell at, double width_pt, double alpha) {
  ring(plane, rect_of(one_cell(at), cell()), width_pt, alpha);
}

}  // namespace convoscope
