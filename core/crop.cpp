// Takes the padding away and asks the geometry; multiplies by no stride.
#include "core/crop.h"

#include <algorithm>

#include "core/assert.h"
#include "core/geometry.h"

namespace convoscope {

FullResult full_result(const Spec& transposed) {
  CONVOSCOPE_ASSERT(transposed.operation == Operation::transposed_convolution);
  FullResult full{transposed, {}};
  full.spec.padding_mode = PaddingMode::zeros;
  for (int axis = 0; axis < axis_count; ++axis) {
    const AxisSpec& given = transposed.axes[axis];
    AxisSpec& bare = full.spec.axes[axis];
    bare.pad_begin = bare.pad_end = bare.output_padding = 0;
    const std::int64_t stamps = axis_geometry(full.spec, axis).output;
    // Only what reaches beyond the stamps is kept: an extension by negative padding, output padding beyond what was cropped.
    bare.pad_begin = std::min<std::int64_t>(given.pad_begin, 0);
    bare.pad_end = std::min<std::int64_t>(given.pad_end, 0);
    bare.output_padding = std::max<std::int64_t>(given.output_padding - std::max<std::int64_t>(given.pad_end, 0), 0);
    CropFrame& frame = full.axes[axis];
    frame.sheet = axis_geometry(full.spec, axis).output;
    frame.stamps_begin = -bare.pad_begin;
    frame.stamps_end = frame.stamps_begin + stamps;
    frame.begin = std::max<std::int64_t>(given.pad_begin, 0);
    frame.end = frame.begin + axis_geometry(transposed, axis).output;
    frame.end_before_output_padding = frame.end - given.output_padding;
  }
  return full;
}

}  // namespace convoscope
