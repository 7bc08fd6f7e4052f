// Why there is no connection: the index equation of one axis, with the numbers put in, and what came of it.
// Mathematics only, no words: those are keys of the catalog. Knows no values.
#pragma once

#include <optional>
#include <string>

#include "document/evaluation.h"
#include "document/message.h"

namespace convoscope {

/// i counts the fine map, o the coarse one, u the kernel, all from 0: "o = (i + p − u) / s = (1 + 1 − 1) / 2 = 0.5" and
/// "why.inserted_zero". Dilation d and an uneven padding's p₀ appear where there are such.
struct Reason {
  int axis = height;
  std::string equation;  ///< empty where there is none ("why.groups")
  Message verdict;
  bool is_between = false;  ///< of a zero: put between the input's cells, not around them
};

/// Whether `element` of the kernel (a place of the window, of pooling) multiplies something for `cell`, a fine or coarse cell
/// on its map. O(kernel + padding).
bool takes_part(const Evaluation& evaluation, Side side, const Tag& cell, Cell element);
/// Why it does not; nothing where it does. The border outweighs an inserted zero, as in the pictures. In a transposed
/// convolution that folds it speaks of the cell's own place; the places that fold onto it fail alike.
std::optional<Reason> why_absent(const Evaluation& evaluation, Side side, const Tag& cell, Cell element);

/// The input cell that stands at `place` of the padded or zero-inserted map of `side`, as it is or copied by the padding mode.
std::optional<Cell> input_at(const Evaluation& evaluation, Side side, Cell place);
/// Whether the place of a padded map lies beyond even its padding, where only windows of ceil mode reach.
bool is_beyond_padding(const Evaluation& evaluation, Side side, Cell place);
/// Why a zero stands there instead; e counts the padded or zero-inserted map, b its border before the first input cell.
std::optional<Reason> why_zero(const Evaluation& evaluation, Side side, Cell place);

/// Why C has a zero where the coarse cell's row meets the fine cell's column; nothing where they are connected.
std::optional<Reason> why_no_entry(const Evaluation& evaluation, const Tag& coarse, const Tag& fine);

}  // namespace convoscope
