// Scene files: .convo, JSON with a version, one key per row of the parameter table.
#pragma once

#include <string>
#include <string_view>

#include "document/message.h"
#include "document/scene.h"

namespace convoscope {

/// `{"convoscope": 1, "title": ..., "layer": {...}, "values": {...}, "show": {...}, "step": ...}`, numbers shortest exact.
std::string write_scene(const SavedScene& saved);
/// Reads what `write_scene` writes. Unknown keys are an error that names the key; missing ones take their defaults; a wrong
/// type, a newer version, an illegal layer or a value count that does not fit names what is wrong and what would be right.
Result<SavedScene> read_scene(std::string_view text);

}  // namespace convoscope
