// A figure as text, for tests to compare.
#pragma once

#include <string>

#include "figure/figure.h"

namespace convoscope {

/// One item a line, coordinates to 0.01 pt.
std::string dump(const Figure& figure);

}  // namespace convoscope
