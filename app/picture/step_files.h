// The files of an animation's steps, where each has one of its own: what they are called and how many there may be.
// Knows no picture and no folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace convoscope {

/// They are all open until the last is written, and systems allow a program about a thousand.
inline constexpr std::int64_t most_step_files = 900;

/// "steps-03.png" for step 2 (0-based) of "steps"; numbers are of one length, so that the names sort as the steps do.
std::string step_file_name(std::string_view stem, std::int64_t step, std::int64_t count, std::string_view extension);

}  // namespace convoscope
