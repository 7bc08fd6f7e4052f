// Type, rings, arrows and labels in the theme's measures.
#include "figure/draw/pen.h"

#include <algorithm>
#include <cmath>

#include "document/utf8.h"
#include "figure/draw/contrast.h"

namespace convoscope {
namespace {

constexpr double pill_height_pt = 20;
// Of a header: between title and note, and how small the note gets before the title gives way.
constexpr double header_gap_pt = 12;
constexpr double least_note_pt = 10.5;
// Of a cell, what a stroke around it may be wide, and at most where it would be seen thinner than is comfortable; how wide it is
// seen at least.
constexpr double stroke_share = 0.1;
constexpr double most_stroke_share = 0.14;
constexpr double comfortable_stroke_px = 2.5;
constexpr double least_stroke_px = 1.5;
// Of a frame's width, its halo at each side.
constexpr double halo_share = 0.3;
constexpr double most_halo_pt = 1;
// Cells that are seen smaller have no outlines.
constexpr double least_lined_px = 8;
constexpr double line_share = 1.0 / 36;

// The first characters of `text`, an ellipsis behind them, as many as fit.
std::string cut_short(const FontMetrics& fonts, std::string_view text, const TextStyle& style, double room_pt) {
  std::string cut = "…";
  while (!text.empty()) {
    text = without_last_character(text);
    cut = std::string(text) + "…";
    if (fonts.width(cut, style) <= room_pt) break;
  }
  return cut;
}

// As large as fits, however small that is.
double fitting_size(const FontMetrics& fonts, std::string_view longest, double cell_pt, double largest_pt) {
  if (longest.empty()) return 0;
  const TextStyle at_one{1, {}, FontWeight::semibold};
  const double by_width = (cell_pt - std::min(5.0, cell_pt / 6)) / std::max(fonts.width(longest, at_one), 0.3);
  return std::min({largest_pt, by_width, cell_pt * 0.54});
}

}  // namespace

double number_size(const FontMetrics& fonts, std::string_view longest, double cell_pt, double largest_pt) {
  const double size = fitting_size(fonts, longest, cell_pt, largest_pt);
  return size < smallest_number_pt ? 0 : size;
}

double grid_number_size(const FontMetrics& fonts, std::string_view longest, double cell_pt, double largest_pt,
                        double smallest_pt) {
  constexpr double too_small = 0.99 * smallest_legible_pt;
  const double size = fitting_size(fonts, longest, cell_pt, largest_pt);
  return size < smallest_pt ? std::min(size, too_small) : size;
}

TextStyle grid_number_style(const FontMetrics& fonts, std::string_view longest, double cell_pt, double largest_pt,
                            Color color, double smallest_pt) {
  const double size = grid_number_size(fonts, longest, cell_pt, largest_pt, smallest_pt);
  return {size > 0 ? size : largest_pt, size > 0 ? color : Color{}, FontWeight::semibold};
}

double with_halo(double width_pt) { return width_pt + 2 * std::min(most_halo_pt, halo_share * width_pt); }

Rect grown(const Rect& rect, double by) {
  return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

Rect between(const Rect& from, const Rect& to, double t) {
  return {std::lerp(from.x, to.x, t), std::lerp(from.y, to.y, t), std::lerp(from.width, to.width, t),
          std::lerp(from.height, to.height, t)};
}

Point edge_towards(const Rect& rect, Point from) {
  const Point center = rect.center();
  const double dx = center.x - from.x;
  const double dy = center.y - from.y;
  const double across = dx == 0 ? 0 : 1 - rect.width / 2 / std::abs(dx);
  const double down = dy == 0 ? 0 : 1 - rect.height / 2 / std::abs(dy);
  const double t = std::max({across, down, 0.0});
  return {from.x + t * dx, from.y + t * dy};
}

TextStyle Pen::title_style() const { return {measures().title_pt, theme_.text, FontWeight::bold}; }
TextStyle Pen::heading_style() const { return {measures().body_pt, theme_.text, FontWeight::semibold}; }
TextStyle Pen::body_style() const { return {measures().body_pt, theme_.text_muted}; }
TextStyle Pen::label_style() const { return {measures().label_pt, theme_.text_muted}; }
TextStyle Pen::faint_style() const { return {measures().label_pt, theme_.text_faint}; }
TextStyle Pen::pill_style() const { return {measures().label_pt, theme_.text, FontWeight::semibold}; }

void Pen::card(const Rect& rect) { add(Box{rect, measures().card_radius_pt, {theme_.card, {}}, {theme_.line, 1}}); }

double Pen::text(Point position, std::string_view text, const TextStyle& style, Align align) {
  if (text.empty()) return 0;
  const double width_pt = width(text, style);
  if (!surface_.has_words) return width_pt;
  add(Text{position, std::string(text), style, align, width_pt});
  return width_pt;
}

double Pen::header_width(std::string_view title, std::string_view note) const {
  TextStyle style = body_style();
  style.size_pt = std::min(style.size_pt, least_note_pt);
  return width(title, title_style()) + header_gap_pt + width(note, style);
}

void Pen::header(Point origin, double width_pt, std::string_view title, std::string_view note) {
  constexpr double baseline_pt = 28;
  const double y = origin.y + baseline_pt;
  // Where both are long, the note gives way first.
  TextStyle style = body_style();
  const double note_room = width_pt - header_gap_pt - width(title, title_style());
  const double note_wanted = width(note, style);
  if (note_wanted > note_room) {
    style.size_pt = std::max(style.size_pt * note_room / note_wanted, std::min(style.size_pt, least_note_pt));
  }
  const double note_pt = text({origin.x + width_pt, y}, note, style, Align::end);
  fitted_text({origin.x, y}, title, title_style(), width_pt - (note_pt > 0 ? note_pt + header_gap_pt : 0));
}

void Pen::fitted_text(Point position, std::string_view text, TextStyle style, double room_pt, Align align) {
  if (text.empty() || !surface_.has_words) return;
  double width_pt = width(text, style);
  std::string shown(text);
  if (width_pt > room_pt) {
    const double least_pt = surface_.has_handles ? std::min(style.size_pt, smallest_text_pt) : 0;
    style.size_pt = std::max(style.size_pt * room_pt / width_pt, least_pt);
    if (width(text, style) > room_pt + 0.01) shown = cut_short(fonts_, text, style, room_pt);
    width_pt = width(shown, style);
  }
  add(Text{position, std::move(shown), style, align, width_pt});
}

bool Pen::fits_text(std::string_view text, const TextStyle& style, double room_pt) const {
  if (!surface_.has_handles) return true;
  TextStyle least = style;
  least.size_pt = std::min(style.size_pt, smallest_text_pt);
  return width(text, least) <= room_pt + 0.01;
}

void Pen::centred_text(Point center, std::string_view text, const TextStyle& style, const Tag& tag) {
  if (text.empty()) return;
  const double baseline = center.y + fonts_.cap_height(style) * style.size_pt / 2;
  add(Text{{center.x, baseline}, std::string(text), style, Align::middle, width(text, style)}, tag);
}

void Pen::cell_number(const Rect& cell, std::string text, const TextStyle& style) {
  if (style.size_pt >= smallest_legible_pt) {
    centred_text(cell.center(), text, style);
    return;
  }
  Grid g;
  g.rect = cell;
  g.rows = g.columns = 1;
  g.styles = {{{}, {}, style, 0}};
  g.labels = std::make_shared<const std::vector<std::string>>(1, std::move(text));
  add(std::move(g));
}

void Pen::line(Point from, Point to, const Stroke& stroke) {
  add(Path{{{Segment::Kind::move, from, {}, {}}, {Segment::Kind::line, to, {}, {}}}, {}, stroke});
}

double Pen::stroke_for(double width_pt, double cell_pt) const {
  const double comfortable = std::min(cell_pt * most_stroke_share, comfortable_stroke_px / surface_.px_per_pt);
  return std::min(width_pt, std::max({cell_pt * stroke_share, comfortable, least_stroke_px / surface_.px_per_pt}));
}

double Pen::cell_line(double cell_pt) const {
  if (cell_pt > least_lined_px) return 1;
  // Comes in little by little, so that a zoom changes no colours at once.
  const double share = std::clamp(cell_pt * surface_.px_per_pt / least_lined_px - 1, 0.0, 1.0);
  return share * std::max(cell_pt * line_share, 1 / surface_.px_per_pt);
}

double Pen::unenlarged(double length_pt) const { return length_pt * std::min(1.0, 1 / surface_.px_per_pt); }

void Pen::clipped(const Rect& rect, const std::function<void()>& draw) {
  std::vector<Item> before = std::exchange(items_, {});
  draw();
  std::vector<Item> within = std::exchange(items_, std::move(before));
  add(Group{{}, 1, rect, std::move(within)});
}

void Pen::frame(const Rect& rect, double radius_pt, const Stroke& stroke) {
  add(Box{rect, radius_pt, {}, {theme_.card, with_halo(stroke.width_pt)}});
  add(Box{rect, radius_pt, {}, stroke});
}

void Pen::ring(const Rect& rect, double width_pt, double alpha) {
  const double wide = stroke_for(width_pt, std::min(rect.width, rect.height));
  outline(grown(rect, wide / 2 + std::min(0.5, wide / 2)), wide, alpha);
}

void Pen::inner_ring(const Rect& rect, double width_pt, double alpha) {
  const double wide = stroke_for(width_pt, std::min(rect.width, rect.height));
  outline(grown(rect, 0.1 * wide), wide, alpha);
}

void Pen::outline(const Rect& rect, double width_pt, double alpha) {
  const double side = std::min(rect.width, rect.height);
  const double radius = std::min(measures().cell_radius_pt + 2, side * 0.2);
  frame(rect, radius, {with_alpha(theme_.focus, alpha), width_pt});
}

void Pen::circle(Point center, double radius_pt, const Fill& fill, const Stroke& stroke, const Tag& tag) {
  const Rect square{center.x - radius_pt, center.y - radius_pt, 2 * radius_pt, 2 * radius_pt};
  add(Box{square, radius_pt, fill, stroke}, tag);
}

void Pen::arrow_head(Point tip, Point direction, double length_pt, Color color, const Tag& tag) {
  const Point base{tip.x - direction.x * length_pt, tip.y - direction.y * length_pt};
  const double half = length_pt * 0.4;  // rounded by a thin outline, which would show on a translucent fill
  const Point left{base.x - direction.y * half, base.y + direction.x * half};
  const Point right{base.x + direction.y * half, base.y - direction.x * half};
  using Kind = Segment::Kind;
  add(Path{{{Kind::move, left, {}, {}},
            {Kind::line, tip, {}, {}},
            {Kind::line, right, {}, {}},
            {Kind::close, {}, {}, {}}},
           {color, {}},
           {color, color.a == 255 ? 0.8 : 0}},
      tag);
}

Size Pen::pill_size(std::string_view text) const { return {width(text, pill_style()) + 12, pill_height_pt}; }

void Pen::pill(Point center, std::string_view text, Color color, const Tag& tag) {
  const Size size = pill_size(text);
  add(Box{{center.x - size.width / 2, center.y - size.height / 2, size.width, size.height},
          size.height / 2,
          {theme_.card, {}},
          {color, measures().edge_width_pt}},
      tag);
  TextStyle style = pill_style();
  style.color = readable_on(theme_.card, color, theme_.text, theme_.text);
  centred_text(center, text, style, tag);
}

}  // namespace convoscope
