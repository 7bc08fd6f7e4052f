// The fixed parts of the interactive HTML file: its style sheet and its script. Knows the ids that html.cpp writes.
#pragma once

#include <string_view>

namespace convoscope {

std::string_view html_style();
/// Expects the first step's elements in #stage, the others' in #elements, one a line, and a global `data`: {edits: what each step but
/// the first changes (HtmlSteps::edits), descriptions: [text], connections: ["fine;kernel;coarse"], cells: {tag: text}, words: {play, pause}, delay}.
std::string_view html_script();

}  // namespace convoscope
