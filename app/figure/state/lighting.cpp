// Asks the core's one relation; keeps nothing.
#include "figure/state/lighting.h"

#include <fmt/format.h>

#include "figure/state/matrix_entries.h"

namespace convoscope {

std::vector<Tap> lit_taps(const Evaluation& evaluation, const Tag& tag, std::int64_t most) {
  const Relation& relation = evaluation.relation;
  const AxisRelation& down = relation.axes[height];
  const AxisRelation& across = relation.axes[width];
  if (tag.part == Part::fine && lies_on(tag.cell, down.fine, across.fine)) return taps_of_fine(relation, tag.cell);
  if (tag.part == Part::coarse && lies_on(tag.cell, down.coarse, across.coarse)) {
    return taps_of_coarse(relation, tag.cell);
  }
  if (tag.part == Part::kernel && lies_on(tag.cell, down.kernel, across.kernel) &&
      down.coarse * across.coarse <= most) {
    return taps_of_kernel(relation, tag.cell);
  }
  const std::int64_t coarse_cells = down.coarse * across.coarse;
  const std::int64_t fine_cells = down.fine * across.fine;
  if (tag.part == Part::matrix &&
      lies_on(tag.cell, coarse_cells * relation.coarse_channels, fine_cells * relation.fine_channels)) {
    const std::int64_t coarse_group = tag.cell.row / coarse_cells / (relation.coarse_channels / relation.groups);
    const std::int64_t fine_group = tag.cell.column / fine_cells / (relation.fine_channels / relation.groups);
    if (coarse_group != fine_group) return {};
    const std::int64_t row = tag.cell.row % coarse_cells;
    const std::int64_t column = tag.cell.column % fine_cells;
    const Cell fine{column / across.fine, column % across.fine};
    std::vector<Tap> taps = taps_of_coarse(relation, {row / across.coarse, row % across.coarse});
    std::erase_if(taps, [&](const Tap& tap) { return tap.fine != fine; });
    return taps;
  }
  if (tag.part == Part::connection && lies_on(tag.coarse, down.coarse, across.coarse)) {
    std::vector<Tap> taps = taps_of_coarse(relation, tag.coarse);
    std::erase_if(taps, [&](const Tap& tap) { return tap.fine != tag.cell || tap.kernel != tag.kernel; });
    return taps;
  }
  return {};
}

std::optional<UnconnectedCells> unconnected_cells(const Evaluation& evaluation, const Tag& tag) {
  const Relation& relation = evaluation.relation;
  const MatrixSize size = matrix_size_of(relation);
  if (tag.part != Part::matrix || !lies_on(tag.cell, size.rows, size.columns) || !lit_taps(evaluation, tag).empty()) {
    return std::nullopt;
  }
  const ChannelCell fine = fine_at(relation, tag.cell.column);
  const ChannelCell coarse = coarse_at(relation, tag.cell.row);
  return UnconnectedCells{{tag.side, Part::fine, fine.channel, fine.cell},
                          {tag.side, Part::coarse, coarse.channel, coarse.cell},
                          fine.channel / (relation.fine_channels / relation.groups) ==
                              coarse.channel / (relation.coarse_channels / relation.groups)};
}

bool names_connections(const Tag& tag) {
  return tag.part == Part::kernel || tag.part == Part::matrix || tag.part == Part::connection;
}

std::string kernel_name(const Relation& relation, Cell kernel) {
  const bool short_form = relation.axes[height].kernel <= 10 && relation.axes[width].kernel <= 10;
  return short_form ? fmt::format("w{}{}", kernel.row, kernel.column)
                    : fmt::format("w[{},{}]", kernel.row, kernel.column);
}

}  // namespace convoscope
