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

}  // namespace convoscope
