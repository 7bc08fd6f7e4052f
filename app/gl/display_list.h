// A figure as what the shaders draw: instances by kind, gathered into batches in painter's order. Depends on the figure and a
// coarse zoom alone, so that panning and zooming reuse it. Knows no OpenGL.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "figure/draw/fonts.h"
#include "figure/figure.h"

namespace convoscope {

/// A box or a part of it, as shaders/box.vert reads it.
struct BoxInstance {
  std::array<float, 4> axes{};     ///< own units to figure points, columns
  std::array<float, 2> center{};   ///< figure points
  std::array<float, 4> shape{};    ///< half width, half height, radius, half the stroke; own units
  std::array<float, 2> pattern{};  ///< where the hatching stands in the centre; length of a dash, 0: solid
  std::array<float, 4> part{};     ///< what of it is drawn: lower and upper corner from the centre, own units
  Color fill;
  Color stroke;
  Color hatch;
};

/// A rectangle of one colour without antialiasing: the inside of a large box, whose border is drawn for itself.
struct SolidInstance {
  std::array<float, 4> rect{};  ///< lower and upper corner; figure points
  Color color;
};

/// A straight piece of a path's line, as shaders/stroke.vert reads it.
struct StrokeInstance {
  std::array<float, 4> axes{};
  std::array<float, 2> origin{};
  std::array<float, 4> ends{};
  std::array<float, 4> cuts{};
  std::array<float, 3> pen{};
  std::array<float, 2> reach{};
  Color color;
};

/// What a path fills, as shaders/fill.vert reads it.
struct FillInstance {
  std::array<float, 4> bounds{};
  std::array<float, 4> hatching{};
  std::array<std::uint32_t, 2> edges{};
  Color fill;
  Color hatch;
};

/// A line of text whose glyphs are known; their pixels are made for each zoom. Or, where `grid` names one, its numbers.
struct TextRun {
  std::vector<PlacedGlyph> glyphs;
  Affine transform;  ///< from the text's own points, baseline's start at the origin, to figure points
  double size_pt = 0;
  Color color;
  std::optional<std::uint32_t> grid;
};

/// Where a grid's numbers are drawn.
enum class Numbers : std::uint8_t {
  follow_steps,    ///< with the texts: those of the cells that are done
  in_new_picture,  ///< in a picture of the grid about to be made: all of them
  in_old_picture,  ///< there they are
};

struct GridItem {
  Grid grid;
  Affine transform;  ///< the grid's own points to figure points
  double opacity = 1;
  Numbers numbers = Numbers::follow_steps;
};

struct ImageItem {
  Image image;
  Affine transform;  ///< its own points to figure points
  double opacity = 1;
};

/// A group's clip; several nested ones are one where they are parallel, otherwise the innermost holds.
struct Clip {
  Affine transform;  ///< the clip's own points to figure points
  Rect rect;
  bool operator==(const Clip&) const = default;
};

enum class BatchKind : std::uint8_t {
  solid,
  opaque,
  box,
  general_box,
  stroke,
  general_stroke,
  fill,
  text,
  grid,
  image,
  begin_layer,  ///< what follows is painted apart ...
  end_layer,    ///< ... and laid over the rest at `opacity`
};

/// Neighbours in painter's order that one draw call can paint: members of the kind's array. A batch of kind grid or image is one of them.
struct Batch {
  BatchKind kind{};
  std::optional<Clip> clip;
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  std::vector<Rect> bounds;  ///< of each member, of a layer's two ends that of all in it; figure points
  double opacity = 1;        ///< of a layer
};

struct DisplayList {
  std::vector<SolidInstance> solids;
  std::vector<SolidInstance> opaques;  ///< the same, where nothing shines through
  std::vector<BoxInstance> boxes;
  std::vector<BoxInstance> general_boxes;  ///< hatched, dashed or slanted
  std::vector<StrokeInstance> strokes;
  std::vector<StrokeInstance> general_strokes;  ///< dashed or slanted
  std::vector<FillInstance> fills;
  std::vector<std::array<float, 4>> edges;  ///< of the fills; figure points
  std::vector<TextRun> texts;
  std::vector<GridItem> grids;
  std::vector<ImageItem> images;
  std::vector<Batch> batches;
};

/// Good for zooms from half of `pixels_per_pt` up to it: curves are flattened, and borders of large boxes set apart, for those.
DisplayList make_display_list(const Figure& figure, const FontBook& fonts, double pixels_per_pt);

/// Whether a transform keeps angles: it turns, mirrors, scales evenly and moves, but does not slant.
bool keeps_shapes(const Affine& transform);

/// What a rectangle spans after a transform.
Rect bounds_of(const Rect& rect, const Affine& transform);

}  // namespace convoscope
