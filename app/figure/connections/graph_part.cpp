#include "figure/connections/graph_part.h"

#include <algorithm>

namespace convoscope {
namespace {

constexpr double part_pitch_pt = 30;

/// The one axis along which a layer's maps extend; nothing where both do.
std::optional<int> line_axis(const Relation& relation) {
  const auto is_single = [&](int axis) { return relation.axes[axis].fine == 1 && relation.axes[axis].coarse == 1; };
  if (is_single(height)) return width;
  if (is_single(width)) return height;
  return std::nullopt;
}

std::int64_t along(int axis, Cell cell) { return axis == width ? cell.column : cell.row; }

}  // namespace

std::optional<GraphPart> graph_part(const Relation& relation, const GraphHighlights& lit, double width_pt) {
  const std::optional<int> axis = line_axis(relation);
  if (!axis) return std::nullopt;
  const AxisRelation& line = relation.axes[*axis];
  const std::int64_t longer = std::max(line.fine, line.coarse);
  if (!wants_part({1, longer}, width_pt / static_cast<double>(longer))) return std::nullopt;
  // A kernel element is lit everywhere: there what it is beside stays in sight.
  const bool is_everywhere = lit.main.tag.part == Part::kernel;
  std::int64_t low = line.fine;
  std::int64_t high = -1;
  const auto want = [&](std::int64_t first, std::int64_t last) {
    low = std::min(low, std::clamp<std::int64_t>(first, 0, line.fine - 1));
    high = std::max(high, std::clamp<std::int64_t>(last, 0, line.fine - 1));
  };
  const auto want_window = [&](std::int64_t coarse) {
    want(line.place(coarse, 0), line.place(coarse, line.kernel - 1));
  };
  for (const Tap& tap : is_everywhere ? lit.beside : lit.main.taps) want_window(along(*axis, tap.coarse));
  if (!is_everywhere && lit.main.tag.part == Part::coarse) want_window(along(*axis, lit.main.tag.cell));
  if (!is_everywhere && lit.main.tag.part == Part::fine)
    want(along(*axis, lit.main.tag.cell), along(*axis, lit.main.tag.cell));
  if (high < 0) low = high = 0;
  const auto count = std::max<std::int64_t>(1, static_cast<std::int64_t>(width_pt / part_pitch_pt));
  if (high - low + 1 > count || count >= line.fine) return std::nullopt;
  const AxisPart fine = page_of(line.fine, count, low, high);
  std::int64_t first = line.coarse;
  std::int64_t last = -1;
  for (std::int64_t coarse = 0; coarse < line.coarse; ++coarse) {
    const std::int64_t begin = std::max<std::int64_t>(line.place(coarse, 0), 0);
    const std::int64_t end = std::min(line.place(coarse, line.kernel - 1), line.fine - 1);
    if (begin < fine.first || end >= fine.first + fine.count) continue;
    first = std::min(first, coarse);
    last = coarse;
  }
  if (last < 0) return std::nullopt;
  return GraphPart{fine, {first, last - first + 1, line.coarse}};
}

std::vector<Tap> taps_of_part(const Relation& relation, const GraphPart& part) {
  const int axis = line_axis(relation).value_or(width);
  std::vector<Tap> taps;
  for (std::int64_t i = part.coarse.first; i < part.coarse.first + part.coarse.count; ++i) {
    const Cell coarse = axis == width ? Cell{0, i} : Cell{i, 0};
    for (const Tap& tap : taps_of_coarse(relation, coarse))
      if (part.fine.contains(along(axis, tap.fine))) taps.push_back(tap);
  }
  return taps;
}

}  // namespace convoscope
