// The window's own controls: buttons, tabs, slider, typed fields. They show what they are given and say what was done;
// nothing is kept inside.
// Knows no document.
#pragma once

#include "gui/state/ui_state.h"
#include "gui/widgets/drawing.h"
#include "gui/widgets/icons.h"

namespace convoscope {

enum class ButtonLook : std::uint8_t {
  primary,  ///< filled with the accent: one a region
  field,    ///< a quiet box
  plain,    ///< words alone
};

/// A button with words; `help` says more. Disabled ones are pale and answer no touch.
bool button(const DrawContext& context, const char* id, const Rect& rect, std::string_view label, ButtonLook look,
            bool is_enabled = true, std::string_view help = {});
/// A rounded tab, lit while it is on. Answers the touch, for double clicks.
Touch tab(const DrawContext& context, const char* id, const Rect& rect, std::string_view label, bool is_on,
          bool is_enabled = true);
/// An icon without a box, on a square of `reach` points.
bool icon_button(const DrawContext& context, const char* id, Point center, Icon icon, std::string_view help,
                 bool is_enabled = true, double reach = 30);
/// A box with words and a mark that it opens a list.
bool drop_down(const DrawContext& context, const char* id, const Rect& rect, std::string_view label);
/// A box with words that are typed into once it is clicked; pale where they only say that there are none.
bool text_box(const DrawContext& context, const char* id, const Rect& rect, std::string_view words, bool is_pale);
/// A square that is ticked, and words beside it; `help` says more, or why it is disabled.
bool check_box(const DrawContext& context, const char* id, Point corner, std::string_view label, bool is_on,
               std::string_view help = {}, bool is_enabled = true);

struct SliderTouch {
  bool grabbed = false;   ///< this frame
  bool released = false;  ///< this frame
  bool changed = false;
  std::int64_t value = 0;
};
/// A thin line with a knob, from `least` to `most`, about `rect`'s middle line.
SliderTouch slider(const DrawContext& context, const char* id, const Rect& rect, std::int64_t least, std::int64_t most,
                   std::int64_t value);

/// What happened to a field of text.
struct FieldTouch {
  bool changed = false;
  bool entered = false;  ///< Enter ended it
  bool ended = false;    ///< it lost the keyboard, by whatever way
  int tabbed = 0;        ///< Tab was pressed: on to the next field (1), or back to the one before (-1)
  int lines = 0;         ///< the arrow down (1) or up (-1) was pressed
};
/// What of a field's text is selected when it takes the keyboard, in bytes.
struct TextRange {
  int begin = 0;
  int end = 0;
};
/// A path's name without its folder and its ending: what people change first.
TextRange stem_range(std::string_view path);

/// `id` begins with "##", which keeps Dear ImGui from writing it beside the field.
/// A field in which `text` (of `size` bytes) is edited. Its age counts up from 0, when it takes the keyboard, and that part of it is
/// selected; what is typed until then waits for it.
FieldTouch text_field(const DrawContext& context, const char* id, const Rect& rect, char* text, std::size_t size,
                      DraftState& state, TextRange selected);
template <std::size_t size>
FieldTouch text_field(const DrawContext& context, const char* id, const Rect& rect, Draft<size>& draft,
                      bool selects_all) {
  const int end = selects_all ? static_cast<int>(draft.view().size()) : 0;
  return text_field(context, id, rect, draft.text.data(), size, draft, {0, end});
}
/// A field for a path, whose name is selected.
template <std::size_t size>
FieldTouch path_field(const DrawContext& context, const char* id, const Rect& rect, Draft<size>& draft) {
  return text_field(context, id, rect, draft.text.data(), size, draft, stem_range(draft.view()));
}

/// "LAYER": a section's small faint title.
void section_title(const DrawContext& context, Point baseline, std::string_view label);

/// Rows that have just been unfolded in a panel that scrolls: where they end below it, at `bottom`, they are brought into sight.
void bring_into_sight(const DrawContext& context, double bottom);

}  // namespace convoscope
