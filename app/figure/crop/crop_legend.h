// The looks of the sheet's cells, and the legend that explains them. Knows no places but its own.
#pragma once

#include <string>
#include <vector>

#include "core/crop.h"
#include "figure/draw/pen.h"
#include "figure/picture_inputs.h"

namespace convoscope {

CellStyle cropped_style(const Theme& theme, const TextStyle& text, double radius_pt);
/// Of cells that no stamp reaches.
CellStyle unreached_style(const Theme& theme, const TextStyle& text, double radius_pt);
/// Of cells that output padding lets in.
Color uncovered_color(const Theme& theme);

inline constexpr double legend_line_pt = 26;

/// What occurs on this sheet, side by side in as many lines as `width_pt` needs. Nothing where no words are written.
class CropLegend {
 public:
  CropLegend(const PictureInputs& inputs, const FullResult& full, double width_pt);
  double height() const;  ///< at least that of a line
  /// `first`: the first line's left end, on the baseline.
  void draw(Pen& pen, Point first) const;

 private:
  struct Entry {
    CellStyle style;
    std::string words;
    Point at{};
  };
  std::vector<Entry> entries_;
  double width_pt_;
};

}  // namespace convoscope
