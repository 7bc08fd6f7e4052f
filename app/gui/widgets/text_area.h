// A field of several lines in the type of code.
// Knows no document.
#pragma once

#include <optional>
#include <string>

#include "gui/widgets/draft.h"
#include "gui/widgets/drawing.h"

namespace convoscope {

struct AreaTouch {
  bool changed = false;
  bool entered = false;  ///< Ctrl+Enter
};
/// Edits `text` in place; `id` begins with "##". It takes the keyboard when its age is 0; the caret goes to byte `goes_to`, once.
AreaTouch text_area(const DrawContext& context, const char* id, const Rect& rect, std::string& text, DraftState& state,
                    std::optional<std::size_t>& goes_to);

}  // namespace convoscope
