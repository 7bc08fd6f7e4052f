// Ready-made scenes: the article's example and conv_arithmetic's nineteen figures, by their names.
#pragma once

#include <string_view>
#include <vector>

#include "document/scene.h"

namespace convoscope {

struct Preset {
  std::string_view name;
  Scene scene;
  Playhead playhead;
  Tag pin;
};

/// "article" first, then conv_arithmetic's in its order. The article shows both operations (the playhead at the centre, e); the
/// others show the one that they are named for, their counterpart a click away.
const std::vector<Preset>& presets();
std::optional<SavedScene> preset_named(std::string_view name);

}  // namespace convoscope
