// Scene files: .convo, JSON with a version, one key per row of the parameter table.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "document/message.h"
#include "document/photograph/photograph_file.h"
#include "document/scene.h"

namespace convoscope {

/// `{"convoscope": 2, "title": ..., "layer": {...}, "values": {...}, "show": {...}, "model": {...}, "step": ...}`, numbers shortest exact.
/// Of the values "input" is the layer's own input, "twin_input" the input of the other operation over the same connections:
/// of a transposed layer the coarse and the fine map, of all others the fine and the coarse one. A pinned cell that belongs
/// to both operations is written as a cell of the one that the playhead steps through. Of a kernel that is being learned the state
/// shown is written, in the scene that it began with.
std::string write_scene(const SavedScene& saved);
/// No file is read that is longer: twelve million numbers fit.
inline constexpr std::size_t most_scene_bytes = std::size_t{1} << 27;

/// Reads what `write_scene` writes, and files of version 1, which call those values "fine" and "coarse". Unknown keys are an
/// error that names the key; missing ones take their defaults; a wrong type, a newer version, an illegal layer or a value
/// count that does not fit names what is wrong and what would be right.
/// `views`: the names that views may have; empty: any. `decoded`: what `photograph_of_scene` has come to, where it has been
/// decoded.
Result<SavedScene> read_scene(std::string_view text, std::span<const std::string_view> views = {},
                              const SharedPhotograph& decoded = nullptr);
/// The picture's file inside such a text, which takes longest to read; nothing where there is none, or none that can be read.
std::optional<PhotographFile> photograph_of_scene(std::string_view text);

}  // namespace convoscope
