// The table of views: which there are, in the order of tabs and digits.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "figure/view.h"

namespace convoscope {

std::span<const ViewRow* const> views();

/// Their names, in this order.
std::vector<std::string_view> view_names();

/// The row of that name; null: there is none.
const ViewRow* find_view(std::string_view name);

}  // namespace convoscope
