// Which connections a selected or hovered cell lights, whichever view it was pointed at in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/evaluation.h"

namespace convoscope {

/// The connections of a fine or coarse cell or a kernel element, the one connection named or those of a matrix entry; none for other tags, for cells
/// that lie on no map, and for kernel elements of layers with more than `most` coarse cells, which would light up everything.
std::vector<Tap> lit_taps(const Evaluation& evaluation, const Tag& tag, std::int64_t most = 4096);

/// Cells of an entry where the matrix has a zero by its place: they are lit, though no connection joins them. Nothing for other tags.
struct UnconnectedCells {
  Tag fine;
  Tag coarse;
  bool are_in_one_group = true;  ///< false: cells at these places are joined in other channels perhaps
};
std::optional<UnconnectedCells> unconnected_cells(const Evaluation& evaluation, const Tag& tag);

/// Whether the tag names connections and no cell: an element of the kernel, an entry of the matrix, a connection. Pinned, it is lit
/// beside the focus, which goes on following the step.
bool names_connections(const Tag& tag);

/// A kernel element's name: "w02", or "w[10,2]" where an index has two digits.
std::string kernel_name(const Relation& relation, Cell kernel);

}  // namespace convoscope
