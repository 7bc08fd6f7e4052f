// Faces and planes of the maps on one ground line, arcs of the skips over them.
#include "figure/strip/strip_figure.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/assert.h"
#include "document/model/model_cells.h"
#include "figure/draw/pen.h"
#include "figure/strip/field_inset.h"
#include "figure/strip/strip_layout.h"

namespace convoscope {
namespace {

using Kind = Segment::Kind;

/// A cell of a model's map, what it depends on, and what depends on it.
struct CellField {
  int layer = no_skip;  ///< that makes its map, -1: the model's input; `no_skip`: there is no cell
  int map = -1;         ///< of the strip, which holds that layer
  Cell cell{};
  MapSize size;  ///< of its map
  bool is_pinned = false;
  std::vector<std::vector<CellProduct>> seen;     ///< as `cells_seen`
  std::vector<std::vector<CellProduct>> reached;  ///< as `cells_reached`

  explicit operator bool() const { return map >= 0; }
  bool is_own(const StripMap& shown) const { return shown.first <= layer && layer <= shown.last; }
  /// Those of a map of the strip: of the cell's own map itself, seen of those before it, reached of those behind.
  const std::vector<CellProduct>& at(const StripMap& shown) const {
    const auto index = static_cast<std::size_t>((is_own(shown) ? layer : shown.last) + 1);
    return is_own(shown) || shown.last < layer ? seen_at(index) : reached[index];
  }
  /// The model's input depends on nothing.
  const std::vector<CellProduct>& seen_at(std::size_t index) const { return layer < 0 ? reached[index] : seen[index]; }
};

/// The pinned cell, else the one pointed at.
CellField field_in(const PictureInputs& inputs, const MapStrip& strip, const std::vector<ModelStep>& steps) {
  const Model& model = *inputs.scene.page.model;
  CellField field;
  for (const Tag& tag : {inputs.pin, inputs.hover}) {
    if (tag.part != Part::map || tag.channel < 0 || tag.channel > static_cast<std::int64_t>(steps.size())) continue;
    const int layer = static_cast<int>(tag.channel) - 1;
    const std::optional<MapSize>& size = layer < 0 ? model.input : steps[static_cast<std::size_t>(layer)].output;
    const int map = map_of_layer(strip, layer);
    if (map < 0 || !size || !lies_on(tag.cell, size->rows, size->columns)) continue;
    return {layer,
            map,
            tag.cell,
            *size,
            tag == inputs.pin,
            cells_seen(model, steps, layer, tag.cell),
            cells_reached(model, steps, layer, tag.cell)};
  }
  return field;
}

class StripPainter {
 public:
  StripPainter(const PictureInputs& inputs, const MapStrip& strip, const StripLayout& layout, const CellField& field,
               Pen& pen)
      : inputs_(inputs), strip_(strip), layout_(layout), field_(field), pen_(pen), theme_(inputs.theme) {}

  void draw() {
    const Rect& inner = layout_.inner;
    pen_.header({inner.x, inner.y - 8}, inner.width, inputs_.catalog.text("strip.title"),
                field_ ? cell_words() : inputs_.catalog.text("strip.note"));
    if (field_) draw_field_words();
    if (has_room_for_inset())
      draw_field_inset(pen_, {inner.x, inner.y + inset_top_pt}, field_.seen.front(), inputs_.scene.page.model->input,
                       theme_, inputs_.catalog);
    for (std::size_t i = 0; i < layout_.arcs.size(); ++i)
      if (strip_.skips[i].joint.fits) draw_skip(i);
    for (std::size_t i = 0; i < layout_.maps.size(); ++i) draw_map(i);
    for (std::size_t i = 0; i < layout_.arcs.size(); ++i)
      if (!strip_.skips[i].joint.fits) draw_skip(i);
  }

 private:
  static constexpr double inset_top_pt = 44;

  /// Above the first maps, before the arc of the first skip.
  bool has_room_for_inset() const {
    if (!field_ || field_.layer < 0 || field_.seen.front().empty()) return false;
    const Rect& inner = layout_.inner;
    const double bottom = inner.y + inset_top_pt + field_inset_pt + 8;
    const double right = inner.x + field_inset_width_pt + 8;
    const auto is_in_the_way = [&](const StripPlace& place) { return place.slot.x < right && place.slot.y < bottom; };
    if (std::ranges::any_of(layout_.maps, is_in_the_way)) return false;
    return std::ranges::none_of(strip_.skips, [&](const StripSkip& skip) {
      const StripPlace& from = layout_.maps[static_cast<std::size_t>(skip.from)];
      return from.face.center().x + from.depth_pt < right;
    });
  }

  /// "cell 113, 113 of up1": rows and columns counted from 1.
  std::string cell_words() const {
    const std::string name = field_.layer < 0
                                 ? inputs_.catalog.text("figure.input")
                                 : inputs_.scene.page.model->layers[static_cast<std::size_t>(field_.layer)].name;
    return inputs_.catalog.text("strip.cell", {{"name", name},
                                               {"row", fmt::format("{}", field_.cell.row + 1)},
                                               {"column", fmt::format("{}", field_.cell.column + 1)}});
  }

  /// What it sees of the model's input, and what of the model's last map depends on it.
  void draw_field_words() const {
    const auto words = [&](const char* key, const std::vector<CellProduct>& cells) -> std::string {
      if (cells.empty()) return {};
      const CellSpan span = span_of(cells);
      return inputs_.catalog.text(key, {{"span", fmt::format("{} × {}", span.rows(), span.columns())},
                                        {"count", fmt::format("{}", count_cells(cells))}});
    };
    std::string line = field_.layer < 0 ? std::string() : words("strip.sees", field_.seen.front());
    const std::size_t last = static_cast<std::size_t>(strip_.maps.back().last) + 1;
    const bool is_last = static_cast<std::size_t>(field_.layer + 1) >= last;
    const std::string reaches = is_last ? std::string() : words("strip.reaches", field_.reached[last]);
    line += (line.empty() || reaches.empty() ? "" : " · ") + reaches;
    TextStyle style = pen_.label_style();
    style.color = theme_.focus;
    constexpr double below_header_pt = 40;
    const Rect& inner = layout_.inner;
    pen_.fitted_text({inner.right(), inner.y - 8 + below_header_pt + 4}, line, style, inner.width, Align::end);
  }

  /// A share of a map's side, of no less than `least_pt` of its length.
  static std::pair<double, double> grown_share(std::int64_t first, std::int64_t last, std::int64_t extent,
                                               double length) {
    constexpr double least_pt = 2;
    const double middle = static_cast<double>(first + last + 1) / 2 / static_cast<double>(extent);
    const double half = std::max(static_cast<double>(last - first + 1) / static_cast<double>(extent),
                                 std::min(least_pt / std::max(length, 1.0), 1.0)) /
                        2;
    const double begin = std::clamp(middle - half, 0.0, std::max(1 - 2 * half, 0.0));
    return {begin, std::min(begin + 2 * half, 1.0)};
  }

  /// The cells of a map's plane that are lit, none smaller than can be seen.
  void draw_lit(const StripMap& map, const StripPlace& place) {
    constexpr std::size_t most_runs = 400;
    const MapSize& size = field_.is_own(map) ? field_.size : map.size;
    for (const CellProduct& product : field_.at(map)) {
      auto rows = runs_of(product.rows);
      auto columns = runs_of(product.columns);
      if (rows.size() * columns.size() > most_runs) {
        rows = {{product.rows.front(), product.rows.back()}};
        columns = {{product.columns.front(), product.columns.back()}};
      }
      for (const auto& [top, bottom] : rows)
        for (const auto& [left, right] : columns) {
          const auto [y0, y1] = grown_share(top, bottom, size.rows, place.face.height);
          const auto [x0, x1] = grown_share(left, right, size.columns, place.depth_pt);
          pen_.add(Path{{{Kind::move, place.on_plane(x0, y0)},
                         {Kind::line, place.on_plane(x1, y0)},
                         {Kind::line, place.on_plane(x1, y1)},
                         {Kind::line, place.on_plane(x0, y1)},
                         {Kind::close}},
                        {theme_.focus, {}},
                        {}});
        }
    }
    if (!field_.is_own(map) || !field_.is_pinned) return;
    const auto middle = [](std::int64_t index, std::int64_t extent) {
      return (static_cast<double>(index) + 0.5) / static_cast<double>(extent);
    };
    const Point at = place.on_plane(middle(field_.cell.column, size.columns), middle(field_.cell.row, size.rows));
    constexpr double ring_pt = 6;
    pen_.circle(at, ring_pt, {}, {theme_.card, with_halo(2)});
    pen_.circle(at, ring_pt, {}, {theme_.focus, 2});
  }

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
    const bool is_lit = field_ && !field_.at(map).empty();
    if (is_lit) draw_lit(map, place);
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
    TextStyle name_style = pen_.label_style();
    if (is_lit) name_style.color = theme_.focus;
    pen_.fitted_text({middle, face.bottom() + 38}, name, name_style, room, Align::middle);
    if (!is_lit) return;
    const CellSpan span = span_of(field_.at(map));
    pen_.fitted_text({middle, face.bottom() + 55}, fmt::format("{} × {}", span.rows(), span.columns()), name_style,
                     room, Align::middle);
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
  const CellField& field_;
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
  const std::vector<ModelStep> steps = follow(model, model.input);
  const MapStrip strip = strip_of(model, steps);
  const CellField field = field_in(inputs, strip, steps);
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
  StripPainter(inputs, strip, layout, field, pen).draw();
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
