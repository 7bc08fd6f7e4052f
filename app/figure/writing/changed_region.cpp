// Items are paired by their place among their neighbours; a pair that is not the same puts both bounds into the region.
#include "figure/writing/changed_region.h"

#include <algorithm>

#include "figure/writing/drawing.h"
#include "figure/writing/item_bounds.h"

namespace convoscope {

namespace {

bool are_same(const Box& a, const Box& b) {
  return a.rect == b.rect && a.radius_pt == b.radius_pt && a.fill == b.fill && a.stroke == b.stroke;
}

bool are_same(const Path& a, const Path& b) {
  const auto same_segment = [](const Segment& x, const Segment& y) {
    return x.kind == y.kind && x.p == y.p && x.c1 == y.c1 && x.c2 == y.c2;
  };
  return a.fill == b.fill && a.stroke == b.stroke && std::ranges::equal(a.segments, b.segments, same_segment);
}

bool are_same(const Image& a, const Image& b) { return a.rect == b.rect && a.pixels == b.pixels; }

bool are_same(const Text& a, const Text& b) {
  return a.position == b.position && a.text == b.text && a.style == b.style && a.align == b.align;
}

class RegionFinder {
 public:
  explicit RegionFinder(const FontMetrics& fonts) : fonts_(fonts) {}

  void compare(const std::vector<Item>& before, const std::vector<Item>& after, const Affine& map) {
    const std::size_t common = std::min(before.size(), after.size());
    std::size_t first = 0;
    if (before.size() == after.size()) {
      for (; first < common; ++first) compare_items(before[first], after[first], map);
      return;
    }
    while (first < common && is_same(before[first], after[first])) ++first;
    std::size_t last = 0;
    while (first + last < common && is_same(before[before.size() - 1 - last], after[after.size() - 1 - last])) ++last;
    for (std::size_t i = first; i + last < before.size(); ++i) add(bounds_of(before[i], fonts_), map);
    for (std::size_t i = first; i + last < after.size(); ++i) add(bounds_of(after[i], fonts_), map);
  }

  std::vector<Rect> take() { return std::move(region_); }

 private:
  bool is_same(const Item& before, const Item& after) const {
    RegionFinder probe(fonts_);
    probe.compare_items(before, after, {});
    return probe.region_.empty();
  }

  void compare_items(const Item& before, const Item& after, const Affine& map) {
    if (before.shape.index() != after.shape.index()) {
      add_both(before, after, map);
      return;
    }
    std::visit(
        [&](const auto& a) {
          using Shape = std::decay_t<decltype(a)>;
          const Shape& b = std::get<Shape>(after.shape);
          if constexpr (std::is_same_v<Shape, Grid>) {
            if (!compare_grids(a, b, map)) add_both(before, after, map);
          } else if constexpr (std::is_same_v<Shape, Group>) {
            if (a.transform == b.transform && a.opacity == b.opacity && a.clip == b.clip)
              compare(a.items, b.items, map * b.transform);
            else
              add_both(before, after, map);
          } else if (!are_same(a, b)) {
            add_both(before, after, map);
          }
        },
        before.shape);
  }

  /// False where their cells are not the same places, so that all of both counts.
  bool compare_grids(const Grid& before, const Grid& after, const Affine& map) {
    const bool is_same_lattice = before.rect == after.rect && before.rows == after.rows &&
                                 before.columns == after.columns && before.gap_pt == after.gap_pt;
    if (!is_same_lattice) return false;
    if (after.rows <= 0 || after.columns <= 0) return true;
    if (is_drawn_as_image(after))
      return before.classes == after.classes && before.styles == after.styles &&
             before.pending_from == after.pending_from && before.pending_style == after.pending_style;
    for (std::int64_t row = 0; row < after.rows; ++row) {
      for (std::int64_t column = 0; column < after.columns; ++column) {
        if (before.style_of(row, column) == after.style_of(row, column) &&
            before.text_of(row, column) == after.text_of(row, column))
          continue;
        add(cell_bounds(before, row, column, fonts_), map);
        add(cell_bounds(after, row, column, fonts_), map);
      }
    }
    return true;
  }

  void add_both(const Item& before, const Item& after, const Affine& map) {
    add(bounds_of(before, fonts_), map);
    add(bounds_of(after, fonts_), map);
  }

  void add(const Rect& rect, const Affine& map) {
    if (!is_empty(rect)) region_.push_back(mapped(rect, map));
  }

  const FontMetrics& fonts_;
  std::vector<Rect> region_;
};

}  // namespace

std::optional<std::vector<Rect>> changed_region(const Figure& before, const Figure& after, const FontMetrics& fonts) {
  if (before.size != after.size || before.background != after.background) return std::nullopt;
  RegionFinder finder(fonts);
  finder.compare(before.items, after.items, {});
  return finder.take();
}

}  // namespace convoscope
