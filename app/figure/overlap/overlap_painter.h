// Draws a map of overlap counts with its profiles and stamps, and what is lit in it. Knows no sentences.
#pragma once

#include "figure/draw/map_arrays.h"
#include "figure/draw/pen.h"
#include "figure/overlap/overlap_layout.h"
#include "figure/state/highlight.h"

namespace convoscope {

class OverlapPainter {
 public:
  /// `layout` in the pen's coordinates; shades go up to `most` stamps.
  OverlapPainter(Pen& pen, const PictureInputs& inputs, const OverlapLayout& layout, std::int64_t most);

  void draw();
  /// Rings around a fine cell, its counts and the stamps that reach it, or around a coarse cell's stamps.
  void light(const Highlight& lit, double width_pt, double alpha);

 private:
  void draw_bars(int axis);
  bool is_in_sight(int axis, std::int64_t index) const;
  Rect bar_rect(int axis, std::int64_t index) const;  ///< within the map's reach
  void add(Grid grid, const Tag& tag);
  Rect on_axis(int axis, double from, double to, std::int64_t index) const;

  Pen& pen_;
  const PictureInputs& in_;
  const Relation& relation_;
  const OverlapLayout& layout_;
  std::int64_t most_;
  Grid map_;
};

/// A grid of counts in `rect`, as all overlap pictures draw them; numbers where they can be read.
Grid overlap_grid(const PictureInputs& inputs, const Rect& rect, const MapArray& array, double gap_pt);

}  // namespace convoscope
