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

/// Whether the window lists the view for this scene.
bool is_offered(const Scene& scene, std::string_view view);
/// Those of `views` that it lists; where there are none, those that a scene begins with.
std::vector<View> offered_views(const Scene& scene, const std::vector<View>& views);

/// The row of that name; null: there is none.
const ViewRow* find_view(std::string_view name);

}  // namespace convoscope
