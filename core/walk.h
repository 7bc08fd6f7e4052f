// Every connection of a layer, channels included, as flattened indices: the loop under the plain arithmetic and the
// matrix. Knows no values; where taps land is taps.h's business.
#pragma once

#include <cstddef>
#include <vector>

#include "core/taps.h"

namespace convoscope {

/// Which map the outermost loops run over. A convolution that gathers and a transposed convolution that scatters run over
/// the coarse map, the other two over the fine one.
enum class WalkBy : std::uint8_t { fine, coarse };

/// One connection between elements of flattened tensors: maps as (channel, row, column), the weight as stored.
struct Connection {
  std::size_t fine = 0;
  std::size_t coarse = 0;
  std::size_t weight = 0;
};

/// One axis's connections of every index of that side.
using AxisTable = std::vector<std::vector<AxisTap>>;
AxisTable axis_table(const AxisRelation& axis, PaddingMode mode, WalkBy side);

/// Visits every connection: outer channel, outer cell row by row, inner channel of the same group, kernel order.
/// Memory O(kernel * (rows + columns)).
template <typename Visitor>
void walk(const Relation& relation, WalkBy side, Visitor&& visit) {
  const AxisRelation& vertical = relation.axes[height];
  const AxisRelation& horizontal = relation.axes[width];
  const AxisTable rows = axis_table(vertical, relation.padding_mode, side);
  const AxisTable columns = axis_table(horizontal, relation.padding_mode, side);
  const std::int64_t fine_share = relation.fine_channels / relation.groups;
  const std::int64_t coarse_share = relation.coarse_channels / relation.groups;
  const bool by_coarse = side == WalkBy::coarse;
  const std::int64_t outer_share = by_coarse ? coarse_share : fine_share;
  const std::int64_t inner_share = by_coarse ? fine_share : coarse_share;
  for (std::int64_t outer = 0; outer < outer_share * relation.groups; ++outer) {
    const std::int64_t group = outer / outer_share;
    for (const auto& row_taps : rows) {
      for (const auto& column_taps : columns) {
        for (std::int64_t i = 0; i < inner_share; ++i) {
          const std::int64_t inner = group * inner_share + i;
          const std::int64_t coarse = by_coarse ? outer : inner;
          const std::int64_t fine = by_coarse ? inner : outer;
          const std::int64_t kernels = coarse * fine_share + fine - group * fine_share;
          for (const AxisTap& r : row_taps) {
            for (const AxisTap& c : column_taps) {
              visit(Connection{
                  static_cast<std::size_t>((fine * vertical.fine + r.fine) * horizontal.fine + c.fine),
                  static_cast<std::size_t>((coarse * vertical.coarse + r.coarse) * horizontal.coarse + c.coarse),
                  static_cast<std::size_t>((kernels * vertical.kernel + r.tap) * horizontal.kernel + c.tap)});
            }
          }
        }
      }
    }
  }
}

/// Visits those of one element of the flattened weight alone, in the order in which `walk` by the coarse map comes to them.
template <typename Visitor>
void walk_element(const Relation& relation, std::size_t element, Visitor&& visit) {
  const AxisRelation& vertical = relation.axes[height];
  const AxisRelation& horizontal = relation.axes[width];
  const std::int64_t fine_share = relation.fine_channels / relation.groups;
  const auto index = static_cast<std::int64_t>(element);
  const std::int64_t plane = index / (vertical.kernel * horizontal.kernel);
  const std::int64_t row_tap = index / horizontal.kernel % vertical.kernel;
  const std::int64_t column_tap = index % horizontal.kernel;
  const std::int64_t coarse = plane / fine_share;
  const std::int64_t group = coarse / (relation.coarse_channels / relation.groups);
  const std::int64_t fine = group * fine_share + plane % fine_share;
  const auto taps_of = [&](const AxisRelation& axis, std::int64_t tap) {
    std::vector<AxisTap> found;
    for (const auto& taps : axis_table(axis, relation.padding_mode, WalkBy::coarse))
      for (const AxisTap& each : taps)
        if (each.tap == tap) found.push_back(each);
    return found;
  };
  const std::vector<AxisTap> columns = taps_of(horizontal, column_tap);
  for (const AxisTap& r : taps_of(vertical, row_tap)) {
    for (const AxisTap& c : columns) {
      visit(Connection{static_cast<std::size_t>((fine * vertical.fine + r.fine) * horizontal.fine + c.fine),
                       static_cast<std::size_t>((coarse * vertical.coarse + r.coarse) * horizontal.coarse + c.coarse),
                       element});
    }
  }
}

}  // namespace convoscope
