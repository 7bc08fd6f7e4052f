#include "figure/draw/map_part.h"

#include <algorithm>

#include <fmt/ranges.h>

#include "document/number_text.h"

namespace convoscope {

bool wants_part(Cell cells, double pitch_pt) {
  constexpr double readable_cell_pt = 14;
  constexpr std::int64_t most_thin = 12, thin_share = 3;
  const auto [across, along] = std::minmax({cells.row, cells.column});
  return across <= most_thin && along >= thin_share * across && pitch_pt < readable_cell_pt;
}

AxisPart page_of(std::int64_t total, std::int64_t count, std::int64_t low, std::int64_t high) {
  count = std::min(count, total);
  const std::int64_t turn = std::max<std::int64_t>(count - (high - low), 1);
  return {std::clamp<std::int64_t>(low / turn * turn, 0, total - count), count, total};
}

std::optional<CellRange> shown_range(const CellRange& range, const MapPart& part) {
  const CellRange shown{{std::max(range.first.row, part.rows.first), std::max(range.first.column, part.columns.first)},
                        {std::min(range.last.row, part.rows.first + part.rows.count - 1),
                         std::min(range.last.column, part.columns.first + part.columns.count - 1)}};
  if (shown.first.row > shown.last.row || shown.first.column > shown.last.column) return std::nullopt;
  return shown;
}

Excerpt excerpt_of(Cell all, double pitch_pt, double gap_pt, Size room, const CellRange& lit) {
  Excerpt excerpt;
  const auto cut = [&](std::int64_t total, double room_pt, std::int64_t low, std::int64_t high, double& size_pt,
                       double& moved_pt) {
    size_pt = static_cast<double>(total) * pitch_pt - gap_pt;
    if (size_pt <= room_pt + 0.01) return AxisPart{0, total, total};
    const auto count = static_cast<std::int64_t>((room_pt + gap_pt) / pitch_pt - 2 * begun_share);
    const AxisPart part = page_of(total, std::max<std::int64_t>(count, 1), low, high);
    size_pt = (static_cast<double>(part.count) + 2 * begun_share) * pitch_pt - gap_pt;
    const double most_pt = static_cast<double>(total) * pitch_pt - gap_pt - size_pt;
    moved_pt = std::clamp((static_cast<double>(part.first) - begun_share) * pitch_pt, 0.0, std::max(most_pt, 0.0));
    return part;
  };
  excerpt.part.rows = cut(all.row, room.height, lit.first.row, lit.last.row, excerpt.size.height, excerpt.moved.y);
  excerpt.part.columns =
      cut(all.column, room.width, lit.first.column, lit.last.column, excerpt.size.width, excerpt.moved.x);
  return excerpt;
}

MapArray part_of(const MapArray& array, const MapPart& part) {
  if (part.is_whole()) return array;
  const auto cut = [&](const auto& all) {
    using Cells = std::remove_cvref_t<decltype(*all)>;
    if (!all) return std::shared_ptr<const Cells>();
    Cells cells;
    for (std::int64_t row = part.rows.first; row < part.rows.first + part.rows.count; ++row) {
      const auto from = all->begin() + row * array.columns + part.columns.first;
      cells.insert(cells.end(), from, from + part.columns.count);
    }
    return std::make_shared<const Cells>(std::move(cells));
  };
  MapArray shown = array;
  shown.rows = part.rows.count;
  shown.columns = part.columns.count;
  shown.values = cut(array.values);
  shown.classes = cut(array.classes);
  shown.labels = cut(array.labels);
  return shown;
}

std::vector<std::string> part_words(const Catalog& catalog, std::string_view map, const MapPart& part, Cell first,
                                    Cell last, Cell total) {
  std::vector<std::string> words;
  const auto add = [&](const char* several, const char* one, const AxisPart& along, std::int64_t from, std::int64_t to,
                       std::int64_t all) {
    if (along.is_whole() || from > to) return;
    words.push_back(catalog.text(from == to ? one : several, {{"map", catalog.text(map)},
                                                              {"first", whole_text(from + 1)},
                                                              {"last", whole_text(to + 1)},
                                                              {"total", whole_text(all)}}));
  };
  add("figure.part_rows", "figure.part_row", part.rows, first.row, last.row, total.row);
  add("figure.part_columns", "figure.part_column", part.columns, first.column, last.column, total.column);
  return words;
}

std::string shown_words(const Catalog& catalog, const std::vector<std::string>& parts) {
  if (parts.empty()) return {};
  return catalog.text("figure.part",
                      {{"parts", fmt::format("{}", fmt::join(parts, catalog.text("figure.list_comma")))}});
}

}  // namespace convoscope
