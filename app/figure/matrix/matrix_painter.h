// Draws one matrix: its entries with names, the vectors beside them, and of a large one the whole. Knows no sentences.
#pragma once

#include <string>
#include <vector>

#include "figure/draw/pen.h"
#include "figure/matrix/matrix_layout.h"
#include "figure/matrix/matrix_selection.h"
#include "figure/state/maps_state.h"

namespace convoscope {

class MatrixPainter {
 public:
  /// `block` in the pen's coordinates.
  MatrixPainter(Pen& pen, const PictureInputs& inputs, const MatrixSelection& selection, const MatrixBlock& block,
                const MatrixExtents& extents, double factor);

  void draw();
  /// Whether entries bear the names of kernel elements; once drawn.
  bool has_names() const { return has_names_; }

 private:
  bool is_transposed() const { return block_.side == Side::transposed; }
  Rect cell_of(std::int64_t row, std::int64_t column) const;  ///< of an entry of C, within the part
  Rect band_of_row(std::int64_t row) const;                   ///< of C
  Rect band_of_column(std::int64_t column) const;
  double cell_pt() const;  ///< the smaller of an entry's two pitches
  double entry_text_pt(const std::string& longest, double largest_pt) const;
  Color edge_color(Cell kernel) const;
  Color zero_fill() const;
  bool has_several_kernels() const { return in_.evaluation.weight->batch() * in_.evaluation.weight->channels() > 1; }
  std::vector<CellStyle> entry_styles(double name_pt, double zero_pt) const;
  void draw_overview();
  void draw_entries();
  void draw_names();
  void draw_name(Point center, double room_pt, double pitch_pt, bool is_fine, std::int64_t index, bool is_lit);
  void draw_channel_rules(const Rect& rect, const MatrixPart& part);
  void draw_channels();
  void name_channel(const Rect& strip, bool is_upright, std::int64_t channel);
  void draw_cut(const Rect& part_rect, const MatrixPart& part);
  double vector_number_pt(const std::string& longest, double width_pt, double pitch_pt) const;
  void draw_vector(const Rect& rect, double pitch_pt, bool is_fine, bool is_output);
  void write_sum(const Grid& grid, const MapsState& state);
  void draw_marks();

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  const Relation& relation_;
  const MatrixSelection& selection_;
  const MatrixBlock& block_;
  const MatrixExtents& extents_;
  double factor_;
  double gap_pt_;
  bool has_names_ = false;
};

}  // namespace convoscope
