// A transposed convolution before anything is cut off: all that its stamps reach, and the frame that padding and output padding
// leave of it. Sizes only; knows no values.
#pragma once

#include "core/spec.h"

namespace convoscope {

/// One axis, in cells of the sheet: the stamps' reach, longer where the frame sticks out of it.
struct CropFrame {
  std::int64_t sheet = 1;  ///< its extent
  std::int64_t stamps_begin =
      0;  ///< stamps reach the cells stamps_begin .. stamps_end - 1; 0 unless the output is extended
  std::int64_t stamps_end = 1;  ///< stamps_begin + (n-1)s + K
  std::int64_t begin = 0;       ///< the layer's output is begin .. end - 1
  std::int64_t end = 1;
  std::int64_t end_before_output_padding = 1;  ///< where it would end with an output padding of 0
  bool operator==(const CropFrame&) const = default;
};

struct FullResult {
  Spec spec;  ///< the same layer with nothing cropped: its output is the sheet. Zero padding, whatever the layer folds
  std::array<CropFrame, axis_count> axes{};
};

/// Of a legal transposed convolution. `spec` may have more cells than `max_cells` allows: `validate` says so. Apart from padding
/// modes that fold, the sheet within the frame is the layer's output.
FullResult full_result(const Spec& transposed);

}  // namespace convoscope
