// The table of views as values for tests that go through all of them.
#pragma once

#include <vector>

#include "document/scene.h"
#include "figure/views.h"

namespace convoscope {

/// All but those that only some scenes have.
inline std::vector<View> every_view() {
  std::vector<View> all;
  for (const std::string_view name : view_names())
    if (is_offered(Scene(), name)) all.emplace_back(name);
  return all;
}

}  // namespace convoscope
