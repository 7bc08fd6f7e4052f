// The lock-step view: the transposed convolution by zero insertion, by scatter, as a matrix and as the ordinary convolution's
// backward pass, one connection lit in all four.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow lockstep_view;

}  // namespace convoscope
