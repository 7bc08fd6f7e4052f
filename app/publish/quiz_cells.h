// Questions that are answered by clicking cells, for platforms that have boxes to tick instead.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lesson/ask.h"

namespace convoscope {

struct CellChoice {
  std::string name;
  bool is_right = false;
};

/// Whether there are few enough cells to list, and few enough right ones to share the points (ten).
bool has_cell_choices(const AskedQuestion& question);
/// Every cell of the map that the answer is on.
std::vector<CellChoice> cell_choices(const AskedQuestion& question);

/// A title without the slashes that would nest categories.
std::string category_name(std::string_view title);

}  // namespace convoscope
