// The fixed parts of the interactive HTML file: its style sheet and its script. Knows the ids that html.cpp writes.
#pragma once

#include <string_view>

namespace convoscope {

std::string_view html_style();
/// Expects a global `data`: {lines: [element], steps: [[index]], words: {play, pause}, delay, linked: [[tag]]}.
std::string_view html_script();

}  // namespace convoscope
