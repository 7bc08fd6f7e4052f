// The one table of formats: which ending is written by whom, put together from the writers that are built in.
#pragma once

#include <span>
#include <string_view>

#include "figure/writing/format.h"

namespace convoscope {

/// Every format, in the order of the export menu.
std::span<const Format> formats();
/// The format that a path's ending names; null for an unknown one.
const Format* format_of(std::string_view path);

}  // namespace convoscope
