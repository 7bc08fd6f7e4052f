// Draws the planes of a stack and the beam's pieces between them. Knows no words and no order: the caller goes from far to near.
#pragma once

#include "figure/draw/map_arrays.h"
#include "figure/draw/pen.h"
#include "figure/stack/stack_scene.h"

namespace convoscope {

/// Whether a number is large enough to be read in cells of `cell_pt`; `squash` is what of a plane's area the tilt leaves.
bool is_legible_tilted(const FontMetrics& fonts, std::string_view number, double cell_pt, double squash);

class PlanePainter {
 public:
  PlanePainter(Pen& pen, const PictureInputs& inputs, Side side, const StackScene& scene, const StackLayout& layout,
               const Projection& projection);

  /// The plane at that place of layout.inputs or layout.outputs.
  void draw_input(std::size_t index);
  void draw_output(std::size_t index);
  /// What the beam is between two heights.
  void draw_beam(double low_pt, double high_pt);

 private:
  /// Whose colours: the fine map's, or the coarse one's.
  bool input_is_fine() const { return side_ != Side::transposed; }
  bool output_is_fine() const { return side_ == Side::transposed; }
  Stroke cell_outline() const;
  double cell() const { return layout_.cell_pt; }
  double seen_cell() const;
  double growth() const;
  MapArray shown(const MapArray& array, bool is_input) const;
  Grid grid(const StackPlane& plane, const MapArray& array) const;
  double number_pt(const std::string& longest, double largest_pt) const;
  TextStyle number_style(const std::string& longest, Color color, double largest_pt) const;
  std::vector<CellStyle> input_styles(const MapArray& array) const;
  void draw_padding_lines(const StackPlane& plane, const MapArray& array);
  void tint_windows(Pen& on_plane, const MapArray& array, const Grid& all) const;
  void mark_largest(Pen& on_plane, const MapArray& array, const Grid& all) const;
  void write_sum(Pen& on_plane, const Rect& cell, bool is_done) const;
  void outline(const Quad& quad, const Stroke& stroke, const Fill& fill = {});
  void ring(const StackPlane& plane, const Rect& in_plane, double width_pt, double alpha = 1);
  void ring(const StackPlane& plane, Cell cell, double width_pt, double alpha = 1);

  void remember_numbers(const StackPlane& plane, const Grid& grid);
  std::vector<std::pair<Point, Point>> clear_of_numbers(Point from, Point to, double width_pt) const;

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  Side side_;
  const StackScene& scene_;
  const MapsState& state_;
  const StackLayout& layout_;
  double squash_ = 1;  ///< of a plane's area by the tilt
  std::vector<Beam> beams_;
  std::vector<std::pair<Affine, Grid>> written_;  ///< planes drawn so far whose numbers can be read
};

}  // namespace convoscope
