#include "gl/display_list.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gl/batcher.h"
#include "gl/stroke_pieces.h"

namespace convoscope {
namespace {

constexpr double half_root = 0.70710678118654752;  // hatching runs along x + y, over the root of 2

struct State {
  Affine transform;
  double opacity = 1;
  std::optional<Clip> clip;
};

Color faded(Color color, double opacity) {
  color.a = static_cast<std::uint8_t>(std::lround(color.a * opacity));
  return color;
}

bool is_visible(Color color) { return color.a > 0; }
bool is_visible(const Stroke& stroke) { return stroke.width_pt > 0 && is_visible(stroke.color); }
double dash_length(const Stroke& stroke) { return stroke.dash == Dash::solid ? 0 : 3 * std::max(1.0, stroke.width_pt); }

std::array<float, 4> axes_of(const Affine& m) {
  return {static_cast<float>(m.a), static_cast<float>(m.b), static_cast<float>(m.c), static_cast<float>(m.d)};
}
std::array<float, 2> to_floats(Point p) { return {static_cast<float>(p.x), static_cast<float>(p.y)}; }
std::array<float, 4> to_floats(Point a, Point b) {
  return {static_cast<float>(a.x), static_cast<float>(a.y), static_cast<float>(b.x), static_cast<float>(b.y)};
}

Rect grown(Rect r, double by) { return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by}; }

bool parallel(const Affine& a, const Affine& b) { return a.a == b.a && a.b == b.b && a.c == b.c && a.d == b.d; }

Rect intersection(const Rect& a, const Rect& b) {
  const double x = std::max(a.x, b.x);
  const double y = std::max(a.y, b.y);
  return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x), std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

// Whether a group is a single fill or line (most connections are such groups), which can be translucent by itself.
bool paints_once(const Group& group) {
  if (group.items.size() != 1) return false;
  const auto& only = group.items.front().shape;
  const auto once = [](const Fill& fill, const Stroke& stroke) {
    return int{is_visible(fill.color)} + int{is_visible(fill.hatch)} + int{is_visible(stroke)} <= 1;
  };
  if (const Box* box = std::get_if<Box>(&only)) return once(box->fill, box->stroke);
  if (const Path* path = std::get_if<Path>(&only)) return once(path->fill, path->stroke);
  return std::holds_alternative<Text>(only);
}

class Builder {
 public:
  Builder(const FontBook& fonts, double pixels_per_pt) : fonts_(fonts), pixels_per_pt_(pixels_per_pt) {}

  void add_all(const std::vector<Item>& items, const State& state) {
    for (const Item& item : items) std::visit([&](const auto& shape) { add(shape, state); }, item.shape);
  }

  DisplayList finish() {
    batcher_.close(list_);
    return std::move(list_);
  }

 private:
  /// Puts the last member of its kind's array into a batch.
  void paint(BatchKind kind, std::size_t members, const Rect& bounds, const State& state) {
    batcher_.add(kind, state.clip, static_cast<std::uint32_t>(members - 1), bounds);
  }

  void add(const Box& box, const State& state) {
    BoxInstance instance;
    const Point center = box.rect.center();
    const double smaller_half = std::min(box.rect.width, box.rect.height) / 2;
    const double half_stroke = is_visible(box.stroke) ? box.stroke.width_pt / 2 : 0;
    const double dash = half_stroke > 0 ? dash_length(box.stroke) : 0;
    instance.axes = axes_of(state.transform);
    instance.center = to_floats(state.transform(center));
    instance.shape = {static_cast<float>(box.rect.width / 2), static_cast<float>(box.rect.height / 2),
                      static_cast<float>(std::clamp(box.radius_pt, 0.0, smaller_half)),
                      static_cast<float>(half_stroke)};
    instance.pattern = {static_cast<float>((center.x + center.y) * half_root), static_cast<float>(dash)};
    instance.fill = faded(box.fill.color, state.opacity);
    instance.stroke = half_stroke > 0 ? faded(box.stroke.color, state.opacity) : Color{};
    instance.hatch = faded(box.fill.hatch, state.opacity);
    if (is_visible(instance.hatch) || !add_in_parts(instance, state)) {
      constexpr float all = 1e9f;
      add_box(instance, {-all, -all, all, all}, state);
    }
  }

  // `part` is the lower and upper corner from the box's centre.
  void add_box(BoxInstance instance, std::array<float, 4> part, const State& state) {
    const bool is_general = instance.pattern[1] > 0 || is_visible(instance.hatch) || !keeps_shapes(state.transform);
    if (!is_visible(instance.hatch) && !is_visible(instance.fill) && !is_visible(instance.stroke)) return;
    instance.part = part;
    const double half_stroke = instance.shape[3];
    const double outer_x = instance.shape[0] + half_stroke, outer_y = instance.shape[1] + half_stroke;
    const double left = std::max<double>(part[0], -outer_x), top = std::max<double>(part[1], -outer_y);
    const Rect drawn{left, top, std::min<double>(part[2], outer_x) - left, std::min<double>(part[3], outer_y) - top};
    Affine to_figure = state.transform;
    to_figure.e = instance.center[0];
    to_figure.f = instance.center[1];
    auto& boxes = is_general ? list_.general_boxes : list_.boxes;
    boxes.push_back(instance);
    paint(is_general ? BatchKind::general_box : BatchKind::box, boxes.size(), bounds_of(drawn, to_figure), state);
  }

  void add_solid(Rect own, const BoxInstance& instance, const State& state) {
    if (own.width <= 0 || own.height <= 0) return;
    Affine to_figure = state.transform;
    to_figure.e = instance.center[0];
    to_figure.f = instance.center[1];
    const Rect rect = bounds_of(own, to_figure);
    const bool is_opaque = instance.fill.a == 255;
    auto& solids = is_opaque ? list_.opaques : list_.solids;
    solids.push_back({{static_cast<float>(rect.x), static_cast<float>(rect.y), static_cast<float>(rect.right()),
                       static_cast<float>(rect.bottom())},
                      instance.fill});
    paint(is_opaque ? BatchKind::opaque : BatchKind::solid, solids.size(), rect, state);
  }

  // A large upright box is four corners, four sides and an inside of one colour: most of its pixels then cost next to
  // nothing. False where that does not pay.
  bool add_in_parts(const BoxInstance& instance, const State& state) {
    const Affine& m = state.transform;
    if (m.b != 0 || m.c != 0) return false;
    const double units_per_px = 2 / (pixels_per_pt_ * std::min(std::abs(m.a), std::abs(m.d)));
    const float x = instance.shape[0], y = instance.shape[1];
    const auto side = static_cast<float>(instance.shape[3] + units_per_px);
    const float corner = std::max(instance.shape[2], side);
    constexpr double worthwhile_px = 48;
    if (2 * (std::min(x, y) - corner) < worthwhile_px * units_per_px) return false;
    constexpr float far = 1e9f;
    for (const auto& [from_x, to_x] : {std::pair{-far, corner - x}, std::pair{x - corner, far}}) {
      add_box(instance, {from_x, -far, to_x, corner - y}, state);
      add_box(instance, {from_x, y - corner, to_x, far}, state);
    }
    add_box(instance, {-far, corner - y, side - x, y - corner}, state);
    add_box(instance, {x - side, corner - y, far, y - corner}, state);
    add_box(instance, {corner - x, -far, x - corner, side - y}, state);
    add_box(instance, {corner - x, y - side, x - corner, far}, state);
    if (is_visible(instance.fill)) {
      add_solid({side - x, corner - y, 2.0 * (x - side), 2.0 * (y - corner)}, instance, state);
      add_solid({corner - x, side - y, 2.0 * (x - corner), static_cast<double>(corner) - side}, instance, state);
      add_solid({corner - x, y - corner, 2.0 * (x - corner), static_cast<double>(corner) - side}, instance, state);
    }
    return true;
  }

  void add(const Path& path, const State& state) {
    const Affine& m = state.transform;
    const double own_scale = std::sqrt(std::abs(m.a * m.d - m.b * m.c));
    if (own_scale <= 0) return;
    const auto lines = flatten(path.segments, 0.2 / (pixels_per_pt_ * own_scale));
    if (is_visible(path.fill.color) || is_visible(path.fill.hatch)) add_fill(path.fill, lines, state);
    if (is_visible(path.stroke)) {
      for (const Polyline& line : lines) add_stroke(path.stroke, line, state);
    }
  }

  void add_fill(const Fill& fill, const std::vector<Polyline>& lines, const State& state) {
    const std::vector<FillEdge> boundary = filled_boundary(lines);
    if (boundary.empty()) return;
    FillInstance instance;
    instance.edges = {static_cast<std::uint32_t>(list_.edges.size()), static_cast<std::uint32_t>(boundary.size())};
    double left = 1e30, top = 1e30, right = -1e30, bottom = -1e30;
    for (const FillEdge& edge : boundary) {
      const Point from = state.transform(edge.from);
      const Point to = state.transform(edge.to);
      list_.edges.push_back(to_floats(from, to));
      left = std::min({left, from.x, to.x});
      top = std::min({top, from.y, to.y});
      right = std::max({right, from.x, to.x});
      bottom = std::max({bottom, from.y, to.y});
    }
    const Affine inverse = state.transform.inverse();
    instance.bounds = to_floats({left, top}, {right, bottom});
    instance.hatching = {static_cast<float>((inverse.a + inverse.b) * half_root),
                         static_cast<float>((inverse.c + inverse.d) * half_root),
                         static_cast<float>((inverse.e + inverse.f) * half_root), 0};
    instance.fill = faded(fill.color, state.opacity);
    instance.hatch = faded(fill.hatch, state.opacity);
    list_.fills.push_back(instance);
    paint(BatchKind::fill, list_.fills.size(), {left, top, right - left, bottom - top}, state);
  }

  void add_stroke(const Stroke& stroke, const Polyline& line, const State& state) {
    const double half_width = stroke.width_pt / 2, dash = dash_length(stroke);
    const bool is_general = dash > 0 || !keeps_shapes(state.transform);
    auto& strokes = is_general ? list_.general_strokes : list_.strokes;
    StrokeInstance instance;
    instance.axes = axes_of(state.transform);
    instance.origin = to_floats({state.transform.e, state.transform.f});
    instance.color = faded(stroke.color, state.opacity);
    for (const StrokePiece& piece : pieces_of(line)) {
      const Point from = piece.from, to = piece.to;
      instance.ends = to_floats(from, to);
      instance.cuts = to_floats(piece.cut_begin, piece.cut_end);
      instance.pen = {static_cast<float>(half_width), static_cast<float>(piece.along), static_cast<float>(dash)};
      instance.reach = {static_cast<float>(piece.reach_begin), static_cast<float>(piece.reach_end)};
      strokes.push_back(instance);
      const Rect span{std::min(from.x, to.x), std::min(from.y, to.y), std::abs(to.x - from.x), std::abs(to.y - from.y)};
      paint(is_general ? BatchKind::general_stroke : BatchKind::stroke, strokes.size(),
            bounds_of(grown(span, half_width), state.transform), state);
    }
  }

  void add(const Text& text, const State& state) {
    const Color color = faded(text.style.color, state.opacity);
    if (!is_visible(color) || text.style.size_pt <= 0) return;
    const double width = fonts_.width(text.text, text.style);
    const double shift = text.align == Align::start ? 0 : text.align == Align::middle ? width / 2 : width;
    TextRun run{fonts_.place(text.text, text.style),
                state.transform * Affine{1, 0, 0, 1, text.position.x - shift, text.position.y}, text.style.size_pt,
                color, std::nullopt};
    if (run.glyphs.empty()) return;
    const Rect own{0, -text.style.size_pt, width, 1.3 * text.style.size_pt};
    const Rect bounds = bounds_of(grown(own, 0.2 * text.style.size_pt), run.transform);
    list_.texts.push_back(std::move(run));
    paint(BatchKind::text, list_.texts.size(), bounds, state);
  }

  void add(const Grid& grid, const State& state) {
    if (grid.rows <= 0 || grid.columns <= 0 || grid.styles.empty()) return;
    const auto index = static_cast<std::uint32_t>(list_.grids.size());
    list_.grids.push_back({grid, state.transform, state.opacity});
    double widest = 0;
    for (const CellStyle& style : grid.styles) widest = std::max(widest, style.stroke.width_pt);
    const Rect bounds = bounds_of(grown(grid.rect, widest), state.transform);
    paint(BatchKind::grid, list_.grids.size(), bounds, state);
    if (grid.values || grid.labels) {
      TextRun numbers;
      numbers.grid = index;
      list_.texts.push_back(std::move(numbers));
      batcher_.add(BatchKind::text, state.clip, static_cast<std::uint32_t>(list_.texts.size() - 1), bounds);
    }
  }

  void add(const Image& image, const State& state) {
    if (image.rect.width <= 0 || image.rect.height <= 0) return;
    list_.images.push_back({image, state.transform, state.opacity});
    paint(BatchKind::image, list_.images.size(), bounds_of(image.rect, state.transform), state);
  }

  void add(const Group& group, const State& state) {
    State inner{state.transform * group.transform, state.opacity * group.opacity, state.clip};
    if (group.clip.width > 0) {
      const bool narrows = state.clip && parallel(state.clip->transform, inner.transform);
      Rect rect = group.clip;
      if (narrows) {
        const Affine between = inner.transform.inverse() * state.clip->transform;
        rect = intersection(rect, {state.clip->rect.x + between.e, state.clip->rect.y + between.f,
                                   state.clip->rect.width, state.clip->rect.height});
      }
      inner.clip = Clip{inner.transform, rect};
    }
    if (inner.opacity <= 0) return;
    if (inner.opacity == 1 || paints_once(group)) {
      add_all(group.items, inner);
      return;
    }
    // What overlaps in the group must not shine through itself: it is painted together first.
    const std::size_t layer = batcher_.begin_layer();
    const double opacity = std::exchange(inner.opacity, 1.0);
    add_all(group.items, inner);
    batcher_.end_layer(layer, state.clip, opacity);
  }

  const FontBook& fonts_;
  double pixels_per_pt_;
  DisplayList list_;
  Batcher batcher_;
};

}  // namespace

bool keeps_shapes(const Affine& m) {
  const double tolerance = 1e-6 * (std::abs(m.a) + std::abs(m.b));
  const auto near = [tolerance](double x, double y) { return std::abs(x - y) <= tolerance; };
  return (near(m.a, m.d) && near(m.b, -m.c)) || (near(m.a, -m.d) && near(m.b, m.c));
}

Rect bounds_of(const Rect& rect, const Affine& transform) {
  const Point center = transform(rect.center());
  const double half_width = (std::abs(transform.a) * rect.width + std::abs(transform.c) * rect.height) / 2;
  const double half_height = (std::abs(transform.b) * rect.width + std::abs(transform.d) * rect.height) / 2;
  return {center.x - half_width, center.y - half_height, 2 * half_width, 2 * half_height};
}

DisplayList make_display_list(const Figure& figure, const FontBook& fonts, double pixels_per_pt) {
  Builder builder(fonts, pixels_per_pt);
  builder.add_all(figure.items, {});
  return builder.finish();
}

}  // namespace convoscope
