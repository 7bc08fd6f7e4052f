// `convoscope presets`: the names of the ready-made scenes.
#pragma once

#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"
#include "document/scene.h"

namespace convoscope {

Outcome run_presets(const PresetsArguments& arguments, const Context& context);

std::vector<std::string_view> preset_names();
/// The preset of that name; the failure names those that come close.
Attempt<SavedScene> read_preset(const std::string& name);

}  // namespace convoscope
