// Names for what can be pointed at: hover, clicks, pins and the ids of exported figures all speak in tags.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/taps.h"

namespace convoscope {

/// Which of the two operations a thing belongs to; none: to both (a node of the connection graph).
enum class Side : std::uint8_t { none, convolution, transposed };

enum class Part : std::uint8_t {
  none,
  fine,        ///< a cell of the fine map: the convolution's input, the transposed convolution's output
  coarse,      ///< a cell of the coarse map: the other way round
  kernel,      ///< an element of the weight as stored
  expanded,    ///< a cell of the padded or zero-inserted map
  connection,  ///< fine `cell`, `kernel` element, `coarse` cell
  window,      ///< the sliding window's outline
  matrix,      ///< an entry of C: row = flattened coarse cell, column = flattened fine cell
  frame,       ///< an edge of the crop frame: cell = {0 top, 1 right, 2 bottom, 3 left; -1}
  label,       ///< a title, caption or role label
  pixel,       ///< a pixel of a photograph (channel 0), or of what the layer makes of it (channel 1)
  map,         ///< a cell of a model's map; `channel`: of the layer that makes it, counted from 1, 0 the model's input
};

struct Tag {
  Side side = Side::none;
  Part part = Part::none;
  std::int64_t channel = 0;
  Cell cell = no_cell;    ///< none: the whole map
  Cell kernel = no_cell;  ///< connections only
  Cell coarse = no_cell;  ///< connections only
  auto operator<=>(const Tag&) const = default;
  explicit operator bool() const { return part != Part::none; }
};

/// "transposed.output[1,2]", "convolution.input[0,0]", "fine[1,1]", "kernel[2,0]", "connection[1,1;2,0;0,1]"; a channel
/// other than 0 stands before the cell: "fine[3:1,1]", and before nothing for a whole map: "fine[3:]". Rows and columns are
/// 0-based; a cell beside the map is one that was cut off.
std::string to_string(const Tag& tag);
/// The reverse; nothing for a text that names no tag.
std::optional<Tag> parse_tag(std::string_view text);

/// The cell's name as the article has it: letters for the fine map (a, b, ..., z, then aa, ab, ...), numbers from 1 for the
/// coarse one, counted row by row. Where the fine map has more cells than two letters name, both have their row and column
/// as a name: "[12,40]".
std::string fine_name(const Relation& relation, Cell cell);
std::string coarse_name(const Relation& relation, Cell cell);

}  // namespace convoscope
