// The matrix view: C and its transpose, entries coloured by kernel element, the vectors that they multiply beside them; as a whole
// with an enlarged part where they are too large to be read.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow matrix_view;

}  // namespace convoscope
