// Structures with padding are mixed in member by member: what stands between the members is nobody's.
#include "gl/looks.h"

#include <algorithm>

namespace convoscope {
namespace {

// Up to here an array's contents are compared: small maps are made anew with every picture.
constexpr std::int64_t small_cells = 4096;

template <class Struct>
std::uint64_t look_of_bytes(BatchKind kind, const Struct& value) {
  return Fingerprint().add(kind).add_bytes(&value, sizeof value).value();
}

void add(Fingerprint& print, const Stroke& stroke) { print.add(stroke.color).add(stroke.width_pt).add(stroke.dash); }

void add(Fingerprint& print, const CellStyle& style) {
  print.add(style.fill.color).add(style.fill.hatch);
  add(print, style.stroke);
  const TextStyle& text = style.text;
  print.add(text.size_pt).add(text.color).add(text.weight).add(text.family).add(text.letter_spacing_pt);
  print.add(style.radius_pt);
}

template <class Value>
void add_array(Fingerprint& print, const std::shared_ptr<const std::vector<Value>>& array, bool is_small) {
  if (!array || !is_small) {
    print.add(reinterpret_cast<std::uintptr_t>(array.get()));
  } else if constexpr (std::is_same_v<Value, std::string>) {
    for (const std::string& text : *array) print.add(text.size()).add_bytes(text.data(), text.size());
  } else {
    print.add_bytes(array->data(), array->size() * sizeof(Value));
  }
}

// The cells whose turn lies between two numbers, with those around them that their outlines and numbers may reach.
Rect cells_between(const GridItem& item, std::int64_t a, std::int64_t b) {
  const Grid& grid = item.grid;
  const std::int64_t count = grid.rows * grid.columns;
  const std::int64_t first = std::clamp<std::int64_t>(std::min(a, b), 0, count - 1);
  const std::int64_t last = std::clamp<std::int64_t>(std::max(a, b) - 1, first, count - 1);
  const bool in_one_row = first / grid.columns == last / grid.columns;
  const Rect upper = grid.cell_rect(first / grid.columns, in_one_row ? first % grid.columns : 0);
  const Rect lower = grid.cell_rect(last / grid.columns, in_one_row ? last % grid.columns : grid.columns - 1);
  return {upper.x - upper.width, upper.y - upper.height, lower.right() - upper.x + 2 * upper.width,
          lower.bottom() - upper.y + 2 * upper.height};
}

}  // namespace

std::uint64_t look_of(const SolidInstance& solid) { return look_of_bytes(BatchKind::solid, solid); }
std::uint64_t look_of(const BoxInstance& box) { return look_of_bytes(BatchKind::box, box); }
std::uint64_t look_of(const StrokeInstance& stroke) { return look_of_bytes(BatchKind::stroke, stroke); }

std::uint64_t look_of(const FillInstance& fill, std::span<const std::array<float, 4>> edges) {
  Fingerprint print;
  print.add(BatchKind::fill).add_bytes(&fill.hatching, sizeof fill.hatching).add(fill.fill).add(fill.hatch);
  return print.add_bytes(edges.data(), edges.size_bytes()).value();
}

std::uint64_t look_of(const TextRun& run) {
  Fingerprint print;
  print.add(BatchKind::text).add_bytes(&run.transform, sizeof run.transform).add(run.size_pt).add(run.color);
  for (const PlacedGlyph& glyph : run.glyphs) print.add(glyph.face).add(glyph.glyph).add(glyph.x_pt);
  return print.value();
}

std::uint64_t look_of(const GridItem& item) {
  const Grid& grid = item.grid;
  const bool is_small = grid.rows * grid.columns <= small_cells;
  Fingerprint print;
  print.add(BatchKind::grid).add_bytes(&item.transform, sizeof item.transform).add(item.opacity);
  print.add_bytes(&grid.rect, sizeof grid.rect).add(grid.rows).add(grid.columns).add(grid.gap_pt);
  for (const CellStyle& style : grid.styles) add(print, style);
  add_array(print, grid.classes, is_small);
  add_array(print, grid.values, is_small);
  add_array(print, grid.labels, is_small);
  print.add(grid.pending_from >= 0).add(grid.pending_style).add(grid.decimals);
  return print.value();
}

std::uint64_t look_of_layer(double opacity, bool is_begin) {
  return Fingerprint().add(BatchKind::begin_layer).add(opacity).add(is_begin).value();
}

std::vector<Rect> changes(const DisplayList& before, const DisplayList& now) {
  const Twins twins = find_twins(before.marks, now.marks);
  std::vector<Rect> rects;
  for (std::size_t i = 0; i < before.marks.size(); ++i) {
    if (twins.of_before[i] == no_twin) rects.push_back(before.marks[i].bounds);
  }
  for (std::size_t i = 0; i < now.marks.size(); ++i) {
    if (twins.of_now[i] == no_twin) rects.push_back(now.marks[i].bounds);
  }
  for (std::size_t i = 0; i < now.grids.size(); ++i) {
    const std::size_t twin = twins.of_now[now.grid_marks[i]];
    const auto old = std::find(before.grid_marks.begin(), before.grid_marks.end(), twin);
    if (twin == no_twin || old == before.grid_marks.end()) continue;
    const std::int64_t was = before.grids[static_cast<std::size_t>(old - before.grid_marks.begin())].grid.pending_from;
    const std::int64_t is = now.grids[i].grid.pending_from;
    if (was != is) rects.push_back(bounds_of(cells_between(now.grids[i], was, is), now.grids[i].transform));
  }
  return rects;
}

}  // namespace convoscope
