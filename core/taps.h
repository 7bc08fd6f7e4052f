// The one relation behind everything: which fine cell, kernel cell and coarse cell belong together.
//
//     fine = coarse * stride + tap * dilation - pad_begin                (per axis)
//
// The fine map is a convolution's input and a transposed convolution's output; the coarse map is the other one. A
// convolution gathers along these connections, a transposed convolution walks the same ones backwards. No other file
// of the program multiplies by a stride.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

#include "core/spec.h"

namespace convoscope {

struct Cell {
  std::int64_t row = 0;
  std::int64_t column = 0;
  auto operator<=>(const Cell&) const = default;
};

/// Stands where there is no cell; far outside any map and its padding.
inline constexpr Cell no_cell{std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::min()};

/// One axis of the relation: extents of the three maps in cells, and the numbers that tie them.
struct AxisRelation {
  std::int64_t fine = 1;
  std::int64_t coarse = 1;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t pad_begin = 0;
  /// Where a place lies beyond even the padding, so that nothing stands there: ceil mode's windows reach that far.
  std::int64_t padded_end = std::numeric_limits<std::int64_t>::max();
  bool operator==(const AxisRelation&) const = default;

  /// Where `tap` of the window of `coarse` lands on the fine axis, padding included: may be < 0 or >= fine.
  std::int64_t place(std::int64_t coarse_index, std::int64_t tap) const {
    return coarse_index * stride + tap * dilation - pad_begin;
  }
  /// The coarse index whose `tap` lands on `placed`, if the division comes out whole and lies on the map.
  std::optional<std::int64_t> coarse_of(std::int64_t placed, std::int64_t tap) const;
  /// Which index of the zero-inserted map meets `tap` while the turned kernel computes `placed`; add
  /// AxisGeometry::fold_begin, which is 0 unless the layer folds.
  std::int64_t turned_place(std::int64_t placed, std::int64_t tap) const {
    return placed + (kernel - 1 - tap) * dilation;
  }
};

/// The coarse indices first .. end - 1 whose `tap` lands on the fine map without folding. O(1).
struct IndexRange {
  std::int64_t first = 0;
  std::int64_t end = 0;
  bool operator==(const IndexRange&) const = default;
};
IndexRange coarse_range(const AxisRelation& axis, std::int64_t tap);

struct Relation {
  std::array<AxisRelation, axis_count> axes{};
  std::int64_t fine_channels = 1;
  std::int64_t coarse_channels = 1;
  std::int64_t groups = 1;
  PaddingMode padding_mode = PaddingMode::zeros;
  bool operator==(const Relation&) const = default;
};

/// The relation of a legal spec, whichever its operation; a layer and its `counterpart` share it.
Relation relation(const Spec& spec);
/// One axis of it; needs that axis alone to be legal.
AxisRelation axis_relation(const Spec& spec, int axis);

/// One connection of the maps (channels aside). `placed` is where the tap lands before the padding mode folds it
/// back onto the map; it equals `fine` except in the padding of reflect, replicate and circular layers.
struct Tap {
  Cell fine;
  Cell kernel;
  Cell coarse;
  Cell placed;
  bool operator==(const Tap&) const = default;
};

/// Folds a placed index onto 0..extent-1 as the padding mode does; nothing where zeros stand there.
std::optional<std::int64_t> fold(PaddingMode mode, std::int64_t placed, std::int64_t extent);
/// The fine index whose value stands at a place; nothing where zeros stand or beyond the padding.
std::optional<std::int64_t> fine_at(const AxisRelation& axis, PaddingMode mode, std::int64_t placed);

/// One axis of a `Tap`.
struct AxisTap {
  std::int64_t fine = 0;
  std::int64_t tap = 0;
  std::int64_t coarse = 0;
  std::int64_t placed = 0;
  bool operator==(const AxisTap&) const = default;
};

/// The connections of one axis; a map's are all pairs of a row's and a column's. By tap, then by place
/// (of_kernel: by coarse index). of_fine costs O(kernel + padding), the others the length of the answer.
std::vector<AxisTap> axis_taps_of_coarse(const AxisRelation& axis, PaddingMode mode, std::int64_t coarse);
std::vector<AxisTap> axis_taps_of_fine(const AxisRelation& axis, PaddingMode mode, std::int64_t fine);
std::vector<AxisTap> axis_taps_of_kernel(const AxisRelation& axis, PaddingMode mode, std::int64_t tap);

/// Places from which `fold` leads to the fine index, among those where any tap lands; ascending. O(padding).
std::vector<std::int64_t> places_of_fine(const AxisRelation& axis, PaddingMode mode, std::int64_t fine);

/// All pairs of a row's and a column's connections, rows outermost.
template <typename Visitor>
void visit_pairs(const std::vector<AxisTap>& rows, const std::vector<AxisTap>& columns, Visitor&& visit) {
  for (const AxisTap& r : rows) {
    for (const AxisTap& c : columns) {
      visit(Tap{{r.fine, c.fine}, {r.tap, c.tap}, {r.coarse, c.coarse}, {r.placed, c.placed}});
    }
  }
}

/// What the visitors below take: anything callable with a `const Tap&`.
using TapVisitor = std::function<void(const Tap&)>;

/// Connections of one coarse cell in kernel order: what a convolution's output reads. O(kernel).
template <typename Visitor>
void visit_taps_of_coarse(const Relation& relation, Cell coarse, Visitor&& visit) {
  visit_pairs(axis_taps_of_coarse(relation.axes[height], relation.padding_mode, coarse.row),
              axis_taps_of_coarse(relation.axes[width], relation.padding_mode, coarse.column), visit);
}

/// Connections of one fine cell in kernel order: what a transposed convolution's output reads. O(kernel) (x the
/// few places that fold onto the cell; then in the order kernel row, placed row, kernel column, placed column).
template <typename Visitor>
void visit_taps_of_fine(const Relation& relation, Cell fine, Visitor&& visit) {
  visit_pairs(axis_taps_of_fine(relation.axes[height], relation.padding_mode, fine.row),
              axis_taps_of_fine(relation.axes[width], relation.padding_mode, fine.column), visit);
}

/// Connections that one kernel element multiplies, coarse cells row by row.
template <typename Visitor>
void visit_taps_of_kernel(const Relation& relation, Cell kernel, Visitor&& visit) {
  visit_pairs(axis_taps_of_kernel(relation.axes[height], relation.padding_mode, kernel.row),
              axis_taps_of_kernel(relation.axes[width], relation.padding_mode, kernel.column), visit);
}

/// All connections, coarse cells row by row, then kernel order.
template <typename Visitor>
void visit_taps(const Relation& relation, Visitor&& visit) {
  for (std::int64_t row = 0; row < relation.axes[height].coarse; ++row) {
    for (std::int64_t column = 0; column < relation.axes[width].coarse; ++column) {
      visit_taps_of_coarse(relation, {row, column}, visit);
    }
  }
}

std::vector<Tap> taps_of_coarse(const Relation& relation, Cell coarse);
std::vector<Tap> taps_of_fine(const Relation& relation, Cell fine);
std::vector<Tap> taps_of_kernel(const Relation& relation, Cell kernel);
std::vector<Tap> all_taps(const Relation& relation);

/// How many connections there are, without visiting them: O(kernel + coarse) per axis.
std::int64_t count_taps(const Relation& relation);
/// How many connections end in each fine cell (Distill's overlap counts) along one axis; a map's count is the product.
std::vector<std::int64_t> overlap(const AxisRelation& axis, PaddingMode mode = PaddingMode::zeros);

/// Why `tap` of the turned kernel contributes nothing to the place it computes on one axis, or that it does.
enum class Absence : std::uint8_t {
  none,           ///< it is a connection
  inserted_zero,  ///< between two coarse cells, where the division by the stride leaves a remainder: an inserted zero
  border,         ///< before the first coarse cell or after the last: the border
};
Absence absence_on_axis(const AxisRelation& axis, std::int64_t placed, std::int64_t tap);

}  // namespace convoscope
