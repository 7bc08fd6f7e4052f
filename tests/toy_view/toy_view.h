// A view that nobody needs: how many connections the layer has, as one number.
#pragma once

#include "figure/view.h"

namespace convoscope {

extern const ViewRow toy_view;

}  // namespace convoscope
