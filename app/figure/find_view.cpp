// Kept apart from the table, so that a test may bring a table of its own.
#include "figure/views.h"

namespace convoscope {

std::vector<std::string_view> view_names() {
  std::vector<std::string_view> names;
  for (const ViewRow* const row : views()) names.push_back(row->name);
  return names;
}

const ViewRow* find_view(std::string_view name) {
  for (const ViewRow* const row : views()) {
    if (row->name == name) return row;
  }
  return nullptr;
}

bool is_offered(const Scene& scene, std::string_view view) {
  const ViewRow* const row = find_view(view);
  return row != nullptr && (row->is_offered == nullptr || row->is_offered(scene));
}

std::vector<View> offered_views(const Scene& scene, const std::vector<View>& views) {
  std::vector<View> offered;
  for (const View& view : views)
    if (is_offered(scene, view)) offered.push_back(view);
  return offered.empty() ? Scene{}.views : offered;
}

}  // namespace convoscope
