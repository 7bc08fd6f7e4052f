// Structures with padding are mixed in member by member: what stands between the members is nobody's.
#include "gl/looks.h"

#include <algorithm>

namespace convoscope {
namespace {

// Up to here arrays are compared cell by cell: those of small maps are made anew with every picture.
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

bool is_small(const Grid& grid) { return grid.rows * grid.columns <= small_cells; }

// A large array counts by its address, a small one by being there: its cells are compared one by one.
template <class Value>
void add_array(Fingerprint& print, const std::shared_ptr<const std::vector<Value>>& array, bool by_address) {
  print.add(by_address ? reinterpret_cast<std::uintptr_t>(array.get()) : std::uintptr_t{array != nullptr});
}

bool same_cell(const Grid& a, const Grid& b, std::size_t index) {
  return (!a.classes || (*a.classes)[index] == (*b.classes)[index]) &&
         (!a.values || (*a.values)[index] == (*b.values)[index]) &&
         (!a.labels || (*a.labels)[index] == (*b.labels)[index]);
}

// How far what is drawn for a cell may reach beyond it.
double reach_of(const Grid& grid, std::int64_t row, std::int64_t column) {
  const CellStyle& style = grid.style_of(row, column);
  const double widest_text = static_cast<double>(grid.text_of(row, column).size()) * style.text.size_pt;
  return std::max(style.stroke.width_pt, (widest_text - grid.cell_rect(row, column).width) / 2);
}

// What spans all cells of a small grid that differ between two grids of the same look; nothing where none does.
std::optional<Rect> changed_cells(const Grid& before, const Grid& now) {
  if (!is_small(now)) return std::nullopt;
  double left = 1e30, top = 1e30, right = -1e30, bottom = -1e30;
  for (std::int64_t row = 0; row < now.rows; ++row) {
    for (std::int64_t column = 0; column < now.columns; ++column) {
      if (same_cell(before, now, static_cast<std::size_t>(row * now.columns + column))) continue;
      const Rect cell = now.cell_rect(row, column);
      const double reach = std::max(reach_of(before, row, column), reach_of(now, row, column));
      left = std::min(left, cell.x - reach);
      top = std::min(top, cell.y - reach);
      right = std::max(right, cell.right() + reach);
      bottom = std::max(bottom, cell.bottom() + reach);
    }
  }
  if (left > right) return std::nullopt;
  return Rect{left, top, right - left, bottom - top};
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
  const bool by_address = !is_small(grid);
  Fingerprint print;
  print.add(BatchKind::grid).add_bytes(&item.transform, sizeof item.transform).add(item.opacity);
  print.add_bytes(&grid.rect, sizeof grid.rect).add(grid.rows).add(grid.columns).add(grid.gap_pt);
  for (const CellStyle& style : grid.styles) add(print, style);
  add_array(print, grid.classes, by_address);
  add_array(print, grid.values, by_address);
  add_array(print, grid.labels, by_address);
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
    const Grid& was = before.grids[static_cast<std::size_t>(old - before.grid_marks.begin())].grid;
    const GridItem& is = now.grids[i];
    if (was.pending_from != is.grid.pending_from)
      rects.push_back(bounds_of(cells_between(is, was.pending_from, is.grid.pending_from), is.transform));
    if (const auto cells = changed_cells(was, is.grid)) rects.push_back(bounds_of(*cells, is.transform));
  }
  return rects;
}

}  // namespace convoscope
