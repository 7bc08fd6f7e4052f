// The window's own controls: buttons, tabs, slider, typed fields. They show what they are given and say what was done;
// nothing is kept inside.
// Knows no document.
#pragma once

#include "gui/icons.h"
#include "gui/kit.h"
#include "gui/ui_state.h"

namespace convoscope {

enum class ButtonLook : std::uint8_t {
  primary,  ///< filled with the accent: one a region
  field,    ///< a quiet box
  plain,    ///< words alone
};

/// A button with words. Disabled ones are pale and answer no touch.
bool button(const Kit& kit, const char* id, const Rect& rect, std::string_view label, ButtonLook look,
            bool is_enabled = true);
/// A rounded tab, lit while it is on. Answers the touch, for double clicks.
Touch tab(const Kit& kit, const char* id, const Rect& rect, std::string_view label, bool is_on, bool is_enabled = true);
/// An icon without a box, on a square of `reach` points.
bool icon_button(const Kit& kit, const char* id, Point center, Icon icon, std::string_view help, bool is_enabled = true,
                 double reach = 30);
/// A box with words and a mark that it opens a list.
bool drop_down(const Kit& kit, const char* id, const Rect& rect, std::string_view label);
/// A square that is ticked, and words beside it.
bool check_box(const Kit& kit, const char* id, Point corner, std::string_view label, bool is_on);

struct SliderTouch {
  bool grabbed = false;   ///< this frame
  bool released = false;  ///< this frame
  bool changed = false;
  std::int64_t value = 0;
};
/// A thin line with a knob, from `least` to `most`, about `rect`'s middle line.
SliderTouch slider(const Kit& kit, const char* id, const Rect& rect, std::int64_t least, std::int64_t most,
                   std::int64_t value);

/// What happened to a field of text.
struct FieldTouch {
  bool changed = false;
  bool entered = false;  ///< Enter ended it
  bool ended = false;    ///< it lost the keyboard, by whatever way
};
/// `id` begins with "##", which keeps Dear ImGui from writing it beside the field.
/// A field in which `text` (of `size` bytes) is edited; `age_frames` counts up from 0, when it takes the keyboard.
FieldTouch text_field(const Kit& kit, const char* id, const Rect& rect, char* text, std::size_t size, int& age_frames,
                      bool selects_all);
template <std::size_t size>
FieldTouch text_field(const Kit& kit, const char* id, const Rect& rect, Draft<size>& draft, bool selects_all) {
  return text_field(kit, id, rect, draft.text.data(), size, draft.age_frames, selects_all);
}

/// "LAYER": a section's small faint title.
void section_title(const Kit& kit, Point baseline, std::string_view label);

}  // namespace convoscope
