// What lock-step shows at a moment: the connections under its cursor and how far each method is when it comes to them.
// Knows no points and no colours.
//
// The cursor goes from output cell to output cell, within a cell as the flipped kernel meets it: the order of zero insertion. After
// k connections every panel's output holds the sum of those k, whichever method the panel shows; counts of multiplications are
// those of the panel's own order, at the moment when it has performed the cursor's connections.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "figure/lockstep/lockstep_results.h"
#include "figure/state/maps_state.h"

namespace convoscope {

struct MethodWork {
  Work total;
  std::optional<Work> so_far;  ///< when the connections up to the cursor's are performed; nothing for what is pinned
};

struct LockstepState {
  MapsState maps;               ///< of the transposed convolution, by zero insertion
  std::vector<Tap> lit;         ///< the connections under the cursor, or of what is pinned; between the shown channels
  std::int64_t lit_in_all = 0;  ///< how many connections the cell at hand has between all channels
  std::vector<Tap> hovered;     ///< of what is pointed at, else of a pin beside the cursor
  bool is_on_zero = false;      ///< the multiplication at hand is no connection
  bool is_finished = false;     ///< the playhead stands at the last step and nothing is pinned
  std::int64_t connections_done = 0;
  std::int64_t connections = 0;  ///< channels included
  std::array<MethodWork, method_count> work;
};

/// Of an evaluation with a transposed convolution. O(kernel * channels), and O(rows + columns) to count.
LockstepState lockstep_state(const PictureInputs& inputs);

/// The step of `trace`, which goes by multiplication, that performs the connection; `trace` is that of a transposed convolution.
/// O(kernel * channels).
std::int64_t own_step(const Trace& trace, const Relation& relation, const Product& connection);

}  // namespace convoscope
