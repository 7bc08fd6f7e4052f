// What a stack shows at a moment, before any plane has a place: which channels, which cells the window covers, how far each output
// channel is. Knows no points and no colours.
#pragma once

#include <optional>

#include "figure/draw/map_part.h"
#include "figure/stack/stack_beam.h"
#include "figure/stack/stack_layout.h"
#include "figure/state/maps_state.h"

namespace convoscope {

/// The channels that are shown: a page of them, the current one on it.
struct Channels {
  std::int64_t first = 0;
  std::int64_t shown = 1;
  std::int64_t total = 1;
  std::int64_t hidden() const { return total - shown; }
  /// Which plane shows the channel; nothing where it is on another page.
  std::optional<std::size_t> plane_of(std::int64_t channel) const;
};

/// Which cells of both planes are shown.
struct StackParts {
  MapPart input;  ///< of the padded or zero-inserted map
  MapPart output;
  bool is_whole() const { return input.is_whole() && output.is_whole(); }
};

struct StackScene {
  MapsState state;
  Channels inputs;
  Channels outputs;
  std::int64_t first_connected = 0;  ///< input channels that the window runs through
  std::int64_t last_connected = -1;
  /// Of thin maps: what is shown of the input and of the output; all cells of the state count from there.
  std::optional<StackParts> parts;

  bool is_connected(std::int64_t channel) const {
    return !state.windows.empty() && channel >= first_connected && channel <= last_connected;
  }
};

/// At most so many channels of each map are shown.
StackScene stack_scene(const PictureInputs& inputs, Side side, std::int64_t most = most_planes);

/// A range of cells of a plane in the plane's own points, and such a rectangle in the picture.
Rect rect_of(const CellRange& range, double cell_pt);
Quad quad_of(const StackPlane& plane, const Rect& in_plane);
Quad quad_of(const StackPlane& plane, const CellRange& range, double cell_pt);
CellRange all_cells(const StackPlane& plane);
CellRange one_cell(Cell cell);
/// The windows and the output cell that they stand for, in their planes' points; on their way to the next step's while the picture
/// moves.
std::vector<Rect> window_rects(const StackScene& scene, double cell_pt);
Rect focus_rect(const StackScene& scene, double cell_pt);

/// From each window, through all channels that it covers, to the output cell; of a pinned input cell, from it to where it goes.
std::vector<Beam> beams_of(const StackScene& scene, const StackLayout& layout);

}  // namespace convoscope
