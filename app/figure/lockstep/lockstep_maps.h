// The small maps of one lock-step panel as grids, and where a connection is to be lit in them. Knows no words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/crop.h"
#include "figure/draw/gap_line.h"
#include "figure/draw/pen.h"
#include "figure/lockstep/lockstep_layout.h"
#include "figure/lockstep/lockstep_state.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// Which part of each map is shown: around the cursor, alike in all panels.
struct LockstepParts {
  MapPart fine;
  MapPart coarse;
  MapPart expanded;  ///< of the zero-inserted map
  MapPart padded;    ///< of the convolution's padded map
  MapPart sheet;     ///< of the uncropped output
  MapPart kernel;
  FullResult full;
  std::int64_t first_row = 0;  ///< of the transposed matrix's rows: fine cells, counted row by row
  std::int64_t rows = 1;
  std::vector<std::int64_t> columns;  ///< coarse cells, ascending: those that these rows have entries for, or all
};
LockstepParts lockstep_parts(const PictureInputs& inputs, const LockstepState& state);

/// Draws one panel's maps and lights connections in them.
class LockstepMaps {
 public:
  LockstepMaps(Pen& pen, const PictureInputs& inputs, const LockstepState& state, const LockstepParts& parts,
               const Tensor& result, Method method, const Rect& body);

  void draw();
  /// Rings around the cells of connections, an arrow where a gradient flows back.
  void light(const std::vector<Tap>& taps, double width_pt, double alpha);
  /// The window, the stamp or the matrix's row in which the cursor is, and the zero under it.
  void frame_cursor();
  /// The maps' names, last: lines pass behind them.
  void write_labels();

 private:
  /// A map's cell, as number and as look.
  struct Face {
    float value = 0;
    std::uint8_t style = 0;
  };
  template <class FaceOf>
  Grid grid_of(const PlacedMap& place, const MapPart& part, const FaceOf& face_of) const;
  void add(Grid grid, const PlacedMap& place, const Tag& tag, const std::string& label);

  Grid expanded_grid() const;
  Grid padded_grid() const;
  template <class ValueOf>
  Grid grid_of_numbers(const PlacedMap& place, const MapPart& part, Color fill, Color on,
                       const ValueOf& value_of) const;
  Grid coarse_grid(const PlacedMap& place) const;
  Grid fine_grid(const PlacedMap& place) const;
  Tag kernel_of(Side side) const;  ///< the kernel between the channels shown
  Grid kernel_grid(const PlacedMap& place, bool flipped) const;
  void draw_trio();

  Rect cell_of(const PlacedMap& place, const MapPart& part, Cell cell) const;
  Grid grid_at(const PlacedMap& place, const MapPart& part) const;  ///< its cells' places alone
  void draw_line(const LineEnd& from, const LineEnd& to, Color color);
  /// From the first cell to the last, as far as they are shown.
  std::optional<Rect> span_of(const PlacedMap& place, const MapPart& part, Cell first, Cell last) const;
  void ring(const PlacedMap& place, const MapPart& part, Cell cell, double width_pt, double alpha);
  void ring(const Rect& cell, double width_pt, double alpha);

  Face entry_face(std::int64_t row, std::int64_t column) const;  ///< flattened fine and coarse cells
  double run_gap() const;
  double column_pitch() const;
  double column_x(std::size_t index) const;  ///< of a shown column
  Rect entry_rect(std::int64_t row, std::size_t column) const;
  void draw_matrix();
  void draw_input_vector();
  void draw_output_vector();
  void light_matrix(const std::vector<Tap>& taps, double width_pt, double alpha);

  Face fine_face(Cell cell) const;
  std::vector<CellStyle> fine_styles(const PlacedMap& place) const;
  TextStyle number(const PlacedMap& place, double width_pt, const std::string& longest, Color color) const;
  Cell expanded_of(Cell coarse) const;
  Cell padded_of(Cell placed) const;
  std::string find_longest_fine() const;

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  const Relation& relation_;
  const LockstepState& state_;
  const LockstepParts& parts_;
  const Tensor& result_;
  Method method_;
  std::string longest_fine_;  ///< the longest number of the output's shown part
  Trio trio_;
  MatrixTrio matrix_;
  std::vector<std::pair<PlacedMap, std::string>> labels_;
};

}  // namespace convoscope
