// The one relation behind everything: which fine cell, kernel cell and coarse cell belong together.
//
//     fine = coarse * stride + tap * dilation - pad_begin                (per axis)
//
// The fine map is a convolution's input and a transposed convolution's output; the coarse map is the other one. A
// convolution gathers along these connections, a transposed convolution walks the same ones backwards. No other file
// of the program multiplies by a stride.
#pragma once

#include <functional>
#include <optional>

#include "core/spec.h"

namespace convoscope {

struct Cell {
  std::int64_t row = 0;
  std::int64_t column = 0;
  auto operator<=>(const Cell&) const = default;
};

/// One axis of the relation: extents of the three maps in cells, and the numbers that tie them.
struct AxisRelation {
  std::int64_t fine = 1;
  std::int64_t coarse = 1;
  std::int64_t kernel = 1;
  std::int64_t stride = 1;
  std::int64_t dilation = 1;
  std::int64_t pad_begin = 0;
  bool operator==(const AxisRelation&) const = default;

  /// Where `tap` of the window of `coarse` lands on the fine axis, padding included: may be < 0 or >= fine.
  std::int64_t place(std::int64_t coarse_index, std::int64_t tap) const {
    return coarse_index * stride + tap * dilation - pad_begin;
  }
  /// The coarse index whose `tap` lands on `placed`, if the division comes out whole and lies on the map.
  std::optional<std::int64_t> coarse_of(std::int64_t placed, std::int64_t tap) const;
};

struct Relation {
  std::array<AxisRelation, axis_count> axes{};
  std::int64_t fine_channels = 1;
  std::int64_t coarse_channels = 1;
  std::int64_t groups = 1;
  PaddingMode padding_mode = PaddingMode::zeros;
  bool operator==(const Relation&) const = default;
};

/// The relation of a legal spec, whichever its operation; a layer and its `companion` share it.
Relation relation(const Spec& spec);

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

using TapVisitor = std::function<void(const Tap&)>;

/// Connections of one coarse cell in kernel order: what a convolution's output reads. O(kernel).
void visit_taps_of_coarse(const Relation& relation, Cell coarse, const TapVisitor& visit);
/// Connections of one fine cell in kernel order: what a transposed convolution's output reads. O(kernel) (x the
/// few places that fold onto the cell).
void visit_taps_of_fine(const Relation& relation, Cell fine, const TapVisitor& visit);
/// Connections that one kernel element multiplies, coarse cells row by row.
void visit_taps_of_kernel(const Relation& relation, Cell kernel, const TapVisitor& visit);
/// All connections, coarse cells row by row, then kernel order.
void visit_taps(const Relation& relation, const TapVisitor& visit);

std::vector<Tap> taps_of_coarse(const Relation& relation, Cell coarse);
std::vector<Tap> taps_of_fine(const Relation& relation, Cell fine);
std::vector<Tap> taps_of_kernel(const Relation& relation, Cell kernel);
std::vector<Tap> all_taps(const Relation& relation);

/// How many connections there are, without visiting them: O(kernel + coarse) per axis.
std::int64_t count_taps(const Relation& relation);
/// How many connections end in each fine cell (Distill's overlap counts) along one axis; a map's count is the product.
std::vector<std::int64_t> overlap(const AxisRelation& axis, PaddingMode mode = PaddingMode::zeros);

/// Why `tap` of the turned kernel contributes nothing to `fine` on one axis, or that it does.
enum class Absence : std::uint8_t {
  none,          ///< it is a connection
  inserted_zero, ///< the division by the stride leaves a remainder: an inserted zero
  border,        ///< it would be a coarse cell before the first or after the last: the border
};
Absence absence_on_axis(const AxisRelation& axis, std::int64_t fine, std::int64_t tap);

}  // namespace convoscope
