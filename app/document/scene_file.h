// Scene files: .convo, JSON with a version, one key per row of the parameter table.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "document/message.h"
#include "document/scene.h"

namespace convoscope {

/// `{"convoscope": 1, "title": ..., "layer": {...}, "values": {...}, "show": {...}, "step": ...}`, numbers shortest exact.
std::string write_scene(const SavedScene& saved);
/// Reads what `write_scene` writes. Unknown keys are an error that names the key; missing ones take their defaults; a wrong
/// type, a newer version, an illegal layer or a value count that does not fit names what is wrong and what would be right.
/// `views`: the names that views may have; empty: any.
Result<SavedScene> read_scene(std::string_view text, std::span<const std::string_view> views = {});

}  // namespace convoscope
