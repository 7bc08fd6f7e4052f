// Gaps stay as they are: where windows stride over cells, these are not lit.
#include "figure/strip/field_inset.h"

#include <fmt/format.h>

#include <algorithm>

namespace convoscope {

std::vector<std::pair<std::int64_t, std::int64_t>> runs_of(const std::vector<std::int64_t>& indices) {
  std::vector<std::pair<std::int64_t, std::int64_t>> runs;
  for (const std::int64_t index : indices) {
    if (!runs.empty() && runs.back().second + 1 == index)
      runs.back().second = index;
    else
      runs.emplace_back(index, index);
  }
  return runs;
}

CellSpan span_of(const std::vector<CellProduct>& products) {
  CellSpan span{max_cells, -1, max_cells, -1};
  for (const CellProduct& product : products) {
    span.top = std::min(span.top, product.rows.front());
    span.bottom = std::max(span.bottom, product.rows.back());
    span.left = std::min(span.left, product.columns.front());
    span.right = std::max(span.right, product.columns.back());
  }
  return span;
}

void draw_field_inset(Pen& pen, Point corner, const std::vector<CellProduct>& cells, const MapSize& size,
                      const Theme& theme, const Catalog& catalog) {
  constexpr std::size_t most_runs = 2000;
  constexpr double gridded_cell_pt = 4;
  const CellSpan span = span_of(cells);
  // A cell more on each side shows where the field ends, if the map goes on there. A large field without gaps is one area, which only
  // its place in the whole map says something of.
  const bool is_large =
      gridded_cell_pt * static_cast<double>(std::max(span.rows(), span.columns()) + 2) > field_inset_width_pt;
  const bool is_whole = is_large && count_cells(cells) == span.rows() * span.columns();
  CellSpan shown{std::max<std::int64_t>(span.top - 1, 0), std::min(span.bottom + 1, size.rows - 1),
                 std::max<std::int64_t>(span.left - 1, 0), std::min(span.right + 1, size.columns - 1)};
  if (is_whole) shown = {0, size.rows - 1, 0, size.columns - 1};
  const double cell = field_inset_width_pt / static_cast<double>(std::max(shown.rows(), shown.columns()));
  const auto area = [&](std::int64_t top, std::int64_t bottom, std::int64_t left, std::int64_t right) {
    return Rect{corner.x + cell * static_cast<double>(left - shown.left),
                corner.y + cell * static_cast<double>(top - shown.top), cell * static_cast<double>(right - left + 1),
                cell * static_cast<double>(bottom - top + 1)};
  };
  const Rect whole = area(shown.top, shown.bottom, shown.left, shown.right);
  pen.add(Box{whole, 0, {mix(theme.card, theme.fine, 0.4), {}}, {}});
  std::size_t drawn = 0;
  for (const CellProduct& product : cells) {
    const auto rows = runs_of(product.rows);
    const auto columns = runs_of(product.columns);
    drawn += rows.size() * columns.size();
    if (drawn > most_runs) {
      const CellSpan all = span_of({product});
      pen.add(Box{area(all.top, all.bottom, all.left, all.right), 0, {theme.focus, {}}, {}});
      continue;
    }
    for (const auto& [top, bottom] : rows)
      for (const auto& [left, right] : columns) pen.add(Box{area(top, bottom, left, right), 0, {theme.focus, {}}, {}});
  }
  if (cell >= gridded_cell_pt) {
    using Kind = Segment::Kind;
    Path grid{{}, {}, {theme.card, 1}};
    for (std::int64_t column = 1; column < shown.columns(); ++column) {
      const double x = whole.x + cell * static_cast<double>(column);
      grid.segments.push_back({Kind::move, {x, whole.y}});
      grid.segments.push_back({Kind::line, {x, whole.bottom()}});
    }
    for (std::int64_t row = 1; row < shown.rows(); ++row) {
      const double y = whole.y + cell * static_cast<double>(row);
      grid.segments.push_back({Kind::move, {whole.x, y}});
      grid.segments.push_back({Kind::line, {whole.right(), y}});
    }
    if (!grid.segments.empty()) pen.add(std::move(grid));
  }
  const auto counted = [](std::int64_t first, std::int64_t last) { return fmt::format("{}–{}", first + 1, last + 1); };
  const TextStyle style = pen.label_style();
  pen.fitted_text({corner.x, whole.bottom() + 16},
                  catalog.text("strip.rows", {{"range", counted(span.top, span.bottom)}}), style, field_inset_width_pt,
                  Align::start);
  pen.fitted_text({corner.x, whole.bottom() + 32},
                  catalog.text("strip.columns", {{"range", counted(span.left, span.right)}}), style,
                  field_inset_width_pt, Align::start);
}

}  // namespace convoscope
