// What a page's keys are to Dear ImGui and to the program.
#pragma once

#include <string_view>

#include "gui/window/key_press.h"

namespace convoscope {

/// A page's key by its name ("ArrowLeft"); none for characters.
NamedKey named_key(std::string_view key);
/// Dear ImGui's key of a page's ("ArrowLeft", "a"); -1: it has no use for it.
int widget_key(std::string_view name, std::string_view code);
char32_t lower_case(char32_t letter);
/// What the browser does with its own keys stays: its zoom, and what fills the screen.
bool is_browsers(const KeyPress& press);
/// What fields take.
bool is_for_fields(const KeyPress& press);

}  // namespace convoscope
