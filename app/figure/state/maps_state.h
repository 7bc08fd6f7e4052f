// What one operation's card shows at a moment: which output cell is current, what is done, what the window covers, what is
// lit. Knows no points and no colours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figure/draw/map_arrays.h"
#include "figure/state/cell_range.h"
#include "figure/state/highlight.h"

namespace convoscope {

/// Cells of one operation's grids. `expanded` are places on the padded or zero-inserted map.
struct LitCells {
  std::vector<Cell> expanded;
  std::vector<Cell> output;
  std::vector<Cell> kernel;  ///< as stored
  bool empty() const { return expanded.empty() && output.empty() && kernel.empty(); }
};

/// The step that the window is on its way to.
struct NextStep {
  double gone = 0;  ///< how much of the way, more than 0 and at most 1
  std::vector<CellRange> windows;
  Cell focus;
  std::int64_t input_channel = 0;
  std::int64_t output_channel = 0;
  std::optional<Product> current;  ///< by multiplication
};

struct MapsState {
  Side side = Side::none;
  Step step;                     ///< of the cell that the window stands for
  std::int64_t step_number = 0;  ///< from 1, of the playhead
  std::int64_t steps = 0;
  bool by_multiplication = false;  ///< `step.current` is to be told apart
  bool is_pinned = false;          ///< the window stands for a pinned output, not for the playhead's
  bool shows_window = true;  ///< false where a pinned input is shown instead, or nothing is lit, or nothing is lit
  std::int64_t input_channel = 0;  ///< shown
  std::int64_t output_channel = 0;
  std::int64_t channel_cells = 0;     ///< of an output channel
  std::int64_t playhead_channel = 0;  ///< of the output cell that the playhead is at; a pinned one may be in another
  std::int64_t done_there = 0;        ///< cells of that channel, row by row, that have their value
  std::vector<Product> window;        ///< the products of the shown input channel, in kernel order
  /// The cells that the window spans, those between dilated taps included; none where no window is shown. Several where a layer
  /// folds: its output cell stands in as many places, and each has its window.
  std::vector<CellRange> windows;
  std::int64_t current_in_window = -1;  ///< by multiplication: the one performed, where it is in this channel
  std::optional<NextStep> next;         ///< while the picture moves
  std::optional<Product> largest;       ///< max pooling: what the window keeps, of what it has read
  LitCells pinned;
  LitCells hovered;

  /// Cells of an output channel, row by row, that have their value.
  std::int64_t done_cells(std::int64_t channel) const {
    return channel == playhead_channel ? done_there : channel < playhead_channel ? channel_cells : 0;
  }
  /// The same of the channel shown.
  std::int64_t done() const { return done_cells(output_channel); }
};

MapsState maps_state(const PictureInputs& inputs, Side side);

/// The channels that pictures of an operation show; of Side::none the layer's own.
ChannelPair shown_channels(const PictureInputs& inputs, Side side);

/// The range and the cell.
CellRange joined(CellRange range, Cell cell);

/// A window's own cells, row by row, those of `expanded` that it reads: between dilated taps there are others, of class
/// ExpandedClass::beyond.
struct WindowCells {
  std::shared_ptr<const std::vector<std::uint8_t>> classes;
  std::shared_ptr<const std::vector<float>> values;
  std::shared_ptr<const std::vector<std::string>> labels;  ///< as in MapArray
  bool is_dense = false;                                   ///< it reads them all
};
WindowCells window_cells(const MapsState& state, const CellRange& window, const MapArray& expanded);

}  // namespace convoscope
