// Faces and planes of the maps on one ground line, arcs of the skips over them.
#include "figure/strip/strip_figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/assert.h"
#include "figure/draw/pen.h"
#include "figure/strip/strip_layout.h"

namespace convoscope {
namespace {

using Kind = Segment::Kind;

class StripPainter {
 public:
  StripPainter(const PictureInputs& inputs, const MapStrip& strip, const StripLayout& layout, Pen& pen)
      : inputs_(inputs), strip_(strip), layout_(layout), pen_(pen), theme_(inputs.theme) {}

  void draw() {
    const Rect& inner = layout_.inner;
    pen_.header({inner.x, inner.y - 8}, inner.width, inputs_.catalog.text("strip.title"),
                inputs_.catalog.text("strip.note"));
    for (std::size_t i = 0; i < layout_.arcs.size(); ++i)
      if (strip_.skips[i].joint.fits) draw_skip(i);
    for (std::size_t i = 0; i < layout_.maps.size(); ++i) draw_map(i);
    for (std::size_t i = 0; i < layout_.arcs.size(); ++i)
      if (!strip_.skips[i].joint.fits) draw_skip(i);
  }

 private:
  void draw_map(std::size_t index) {
    const StripMap& map = strip_.maps[index];
    const StripPlace& place = layout_.maps[index];
    const Rect& face = place.face;
    const Color color = map.is_up ? theme_.coarse : theme_.fine;
    const int chosen = inputs_.scene.page.layer;
    const bool is_chosen = chosen >= 0 && map.first <= chosen && chosen <= map.last;
    const Point shift{place.depth_pt, -place.rise_pt};
    const auto shifted = [&](double x, double y) { return Point{x + shift.x, y + shift.y}; };
    const Stroke edge{is_chosen ? theme_.focus : Color{}, is_chosen ? 2.0 : 0.0};
    pen_.add(Path{{{Kind::move, {face.right(), face.y}},
                   {Kind::line, shifted(face.right(), face.y)},
                   {Kind::line, shifted(face.right(), face.bottom())},
                   {Kind::line, {face.right(), face.bottom()}},
                   {Kind::close}},
                  {mix(theme_.card, color, 0.4), {}},
                  edge});
    pen_.add(Box{face, std::min(2.0, face.width / 4), {color, {}}, edge});
    const double middle = place.slot.center().x;
    const double room = place.slot.width - 4;
    TextStyle size_style = pen_.heading_style();
    if (is_chosen) size_style.color = theme_.focus;
    const bool changes = map.begins.rows != map.size.rows && map.begins.rows > 0;
    std::string size = extent_words(map.size);
    if (changes && map.size.rows == map.size.columns) size = fmt::format("{} → {}", map.begins.rows, size);
    if (pen_.width(size, size_style) > room) size = extent_words(map.size);
    const std::string whole = fmt::format("{} × {}", map.size.channels, size);
    if (pen_.width(whole, size_style) <= room) size = whole;
    pen_.fitted_text({middle, face.bottom() + 20}, size, size_style, room, Align::middle);
    const std::string name = map.first < 0 ? inputs_.catalog.text("figure.input") : map.name;
    pen_.fitted_text({middle, face.bottom() + 38}, name, pen_.label_style(), room, Align::middle);
  }

  void draw_skip(std::size_t index) {
    const StripSkip& skip = strip_.skips[index];
    const StripPlace& from = layout_.maps[static_cast<std::size_t>(skip.from)];
    const StripPlace& to = layout_.maps[static_cast<std::size_t>(skip.to)];
    const auto top_of = [](const StripPlace& place) {
      return Point{place.face.center().x + place.depth_pt, place.slot.y - 4};
    };
    const Point begin = top_of(from);
    const Point end = top_of(to);
    const double apex = layout_.arcs[index];
    // The middle of a cubic lies an eighth of the way to its ends.
    const double control = (apex - 0.125 * (begin.y + end.y)) / 0.75;
    const bool fits = skip.joint.fits;
    const Stroke stroke = fits ? Stroke{theme_.text_faint, 1.3, Dash::dashed} : Stroke{theme_.warning, 2.5};
    pen_.add(Path{{{Kind::move, begin}, {Kind::cubic, end, {begin.x, control}, {end.x, control}}}, {}, stroke});
    if (fits) return;
    pen_.pill({(begin.x + end.x) / 2, apex}, misfit_words(skip.joint), theme_.warning);
  }

  static std::string misfit_words(const Joint& joint) {
    const bool by_rows = joint.size.rows != joint.line.rows;
    return by_rows ? fmt::format("{} ≠ {}", joint.size.rows, joint.line.rows)
                   : fmt::format("{} ≠ {}", joint.size.columns, joint.line.columns);
  }

  const PictureInputs& inputs_;
  const MapStrip& strip_;
  const StripLayout& layout_;
  Pen& pen_;
  const Theme& theme_;
};

}  // namespace

std::string extent_words(const MapSize& size) {
  if (size.rows == size.columns) return fmt::format("{}²", size.rows);
  return fmt::format("{} × {}", size.rows, size.columns);
}

double strip_margin(const Theme& theme, bool is_window) {
  return theme.measures.padding_pt + (is_window ? theme.measures.margin_pt : 0);
}

Figure strip_figure(const PictureInputs& inputs, Size available) {
  CONVOSCOPE_ASSERT(inputs.scene.page.model);
  const Model& model = *inputs.scene.page.model;
  const MapStrip strip = strip_of(model, follow(model, model.input));
  const bool is_window = available.height > 0;
  Figure figure;
  figure.size = is_window ? available : natural_strip_size(strip, available.width);
  figure.background = is_window ? inputs.theme.canvas : inputs.theme.card;
  const Measures& measures = inputs.theme.measures;
  const StripLayout layout = lay_out_strip(strip, figure.size, strip_margin(inputs.theme, is_window));
  Pen pen(inputs.theme, inputs.fonts, {inputs.zoom, is_window, inputs.scene.look.has_words});
  if (is_window) {
    const double margin = measures.margin_pt;
    pen.card({margin, margin, figure.size.width - 2 * margin, figure.size.height - 2 * margin});
  }
  StripPainter(inputs, strip, layout, pen).draw();
  figure.items = pen.take();
  const auto misfits = std::ranges::count_if(strip.skips, [](const StripSkip& skip) { return !skip.joint.fits; });
  figure.title = inputs.catalog.text("strip.title") + (model.name.empty() ? "" : ": " + model.name);
  if (strip.maps.empty()) {
    figure.description = inputs.catalog.text("strip.nothing");
  } else {
    figure.description = inputs.catalog.text(
        misfits == 0 ? "strip.description" : "strip.description_misfits",
        {{"count", fmt::format("{}", strip.maps.size())},
         {"first", fmt::format("{} × {}", strip.maps.front().size.channels, extent_words(strip.maps.front().size))},
         {"last", fmt::format("{} × {}", strip.maps.back().size.channels, extent_words(strip.maps.back().size))},
         {"misfits", fmt::format("{}", misfits)}});
  }
  return figure;
}

}  // namespace convoscope
