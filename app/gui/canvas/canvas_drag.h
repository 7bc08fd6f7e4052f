// What a mouse button that is held on the canvas does: moves the picture, turns the stack, or moves an edge of the crop
// frame. Plain values and arithmetic.
// Knows no widget.
#pragma once

#include <cstdint>
#include <vector>

#include "document/edits.h"
#include "figure/crop/crop_words.h"
#include "figure/figure.h"

namespace convoscope {

enum class DragKind : std::uint8_t { none, pan, orbit, frame, loupe, paint };

/// The crop frame's edge that is held, and the layer as it was when it was taken hold of.
struct FrameGrip {
  Edge edge{};
  Spec spec;
  std::int64_t output_padding = 0;  ///< of the edge's axis; a convolution's is what its windows leave unread
};
FrameGrip grip_of(const Scene& scene, Edge edge);

/// What moving the edge outward by so many cells (negative: inward) makes of the layer; the other edges stay. At the bottom and
/// the right, output padding uncovers cells as far as it may and padding gives way after it, so that padding stays the same on
/// both sides while that is possible; inward the other way round. A convolution's input grows with the frame, for the frame is what its
/// counterpart makes. The result may be illegal: then `validate` says why.
std::vector<Edit> frame_edits(const FrameGrip& grip, std::int64_t outward_cells);

/// A press that is still held. What it does is told by how far the mouse is from where it began, so that nothing adds up.
struct CanvasDrag {
  DragKind kind = DragKind::none;
  Point press;             ///< window points
  bool has_moved = false;  ///< farther than a click trembles: its release is no click
  Point pan;               ///< of the picture, when it began
  Camera camera;
  FrameGrip grip;
  double cell_pt = 1;  ///< of the frame, in window points
  Tag picture;         ///< the whole of the picture that the loupe is moved over, or of the map that is painted on
  float paint = 0;     ///< what its cells become
  Point last;          ///< the end of what has been painted, in window points
};

/// By how many whole cells the mouse at `mouse` has moved the held edge outward.
std::int64_t cells_outward(const CanvasDrag& drag, Point mouse);

}  // namespace convoscope
