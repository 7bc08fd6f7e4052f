// What panels draw with: text, lines, boxes and hit areas, all in points. Only here and in widget_theme are points
// turned into Dear ImGui's units.
// Knows no panel and no document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>
#include "document/catalog.h"
#include "figure/draw/theme.h"
#include "figure/figure.h"
#include "gui/state/focus.h"
#include "gui/widgets/type_set.h"

namespace convoscope {

/// Which hint would show, and since when the mouse has rested there.
struct HintState {
  std::string text;
  double since_s = 0;
  bool is_waiting = false;  ///< a frame is due when the delay is over
};

/// What was drawn during a frame, for tests that read the panels: the program keeps none.
struct Record {
  struct Text {
    std::string words;
    Rect rect;          ///< the line, from its ascent to its descent
    Rect shown;         ///< what is outside of it is cut off
    std::string panel;  ///< Dear ImGui's window
  };
  struct Area {
    std::string id;
    Rect rect;
    std::string panel;
  };
  std::vector<Text> texts;
  std::vector<Area> areas;  ///< that answer the mouse
};

/// What every panel needs to draw itself during one frame.
struct DrawContext {
  const Theme& theme;
  const Catalog& catalog;
  TypeSet& types;
  HintState& hints;
  Focus& focus;
  double scale = 1;      ///< Dear ImGui's units (screen units) per point
  double now_s = 0;      ///< since the window opened
  bool letters = false;  ///< letters were typed that no field took: an open dialog's file takes them
  bool enters = false;   ///< Enter was pressed outside of a field: an open dialog does what it is for
  Record* record = nullptr;

  ImVec2 at(Point point) const;  ///< rounded to whole units, so that lines and letters are crisp
  float units(double points) const { return static_cast<float>(points * scale); }
  Point mouse() const;
  const std::string& say(std::string_view key) const { return catalog.text(key); }
  std::string say(std::string_view key, const Catalog::Arguments& arguments) const {
    return catalog.text(key, arguments);
  }
};

/// Notes a text on the record, if there is one.
void note_text(const DrawContext& context, std::string_view words, const Rect& rect);
/// The same of the text that Dear ImGui has just drawn itself.
void note_last_item(const DrawContext& context, std::string_view words);

ImU32 packed(Color color);
ImVec4 unpacked(Color color);

/// The colour, moved towards that of the text until small letters of it read well on a card (4.5 to 1).
Color legible(const Theme& theme, Color color);

/// Text on a baseline. Answers its width in points.
double draw_text(const DrawContext& context, Point baseline, Type type, Color color, std::string_view text,
                 Align align = Align::start);
double text_width(const DrawContext& context, Type type, std::string_view text);
/// Text broken into lines of at most `max_width` (between words; anywhere in Chinese), the first on `baseline`. Answers
/// the height taken: lines times `line_pt`.
double draw_wrapped(const DrawContext& context, Point baseline, double max_width, double line_pt, Type type,
                    Color color, std::string_view text);
double wrapped_height(const DrawContext& context, double max_width, double line_pt, Type type, std::string_view text);
/// The same for a formula, which breaks before its operators and never inside a number.
double draw_formula(const DrawContext& context, Point baseline, double max_width, double line_pt, Type type,
                    Color color, std::string_view formula);
/// The text, or as much of it as fits with an ellipsis.
std::string shortened(const DrawContext& context, Type type, std::string_view text, double max_width);

/// The baseline that centres a line's capitals in `rect`, at its left, middle or right.
Point centred_baseline(const Rect& rect, Type type, Align align);

void fill_box(const DrawContext& context, const Rect& rect, Color color, double radius_pt = 0);
void outline_box(const DrawContext& context, const Rect& rect, Color color, double radius_pt = 0, double width_pt = 1);
void draw_line(const DrawContext& context, Point from, Point to, Color color, double width_pt = 1);
/// A line through all of these, its joints covered once however pale it is.
void draw_stroke(const DrawContext& context, const std::vector<Point>& points, Color color, double width_pt);
/// A line one unit wide on whole units.
void draw_rule(const DrawContext& context, Point from, double length, Color color);
void fill_disc(const DrawContext& context, Point center, double radius_pt, Color color);
void draw_ring(const DrawContext& context, Point center, double radius_pt, Color color, double width_pt);

/// What the mouse or the keyboard does with an area.
struct Touch {
  bool hovered = false;
  bool focused = false;  ///< it has the keyboard, and that shows
  bool held = false;
  bool pressed = false;   ///< the button went down on it, this frame
  bool released = false;  ///< a press that began on it ended, this frame, wherever
  bool clicked = false;   ///< pressed and released on it, or Enter or Space pressed
  bool by_key = false;    ///< it was a key that clicked
  bool double_clicked = false;
  bool clicked_right = false;
};
Touch touch(const DrawContext& context, const char* id, const Rect& rect, StopKind kind = StopKind::button,
            bool is_default = false);
/// Lets Tab come to the item that Dear ImGui has just drawn itself. Answers its number.
std::uint32_t add_stop(const DrawContext& context, const char* id, const Rect& rect, StopKind kind,
                       bool is_default = false);
/// The ring about what has the keyboard; at the end of a frame, whose dialog is `layer` (0: none).
void finish_focus(const DrawContext& context, int layer);

/// Whether what is below a region's edge is reached by the wheel.
enum class PanelLook : std::uint8_t { still, scrolling };
/// A region with widgets of its own. Answers where its content starts: the region's corner, moved by the scrolling.
Point begin_panel(const DrawContext& context, const char* id, const Rect& rect, PanelLook look);
/// `content_bottom`: where the content ended, in the same coordinates.
void end_panel(const DrawContext& context, double content_bottom);

/// A part of a region that cuts off what is outside of it, and may be scrolled. Answers how far it is. Ends with `end_part`.
double begin_part(const DrawContext& context, const char* id, const Rect& rect, PanelLook look);
/// `content_bottom`: as in `end_panel`; nothing where Dear ImGui knows it.
void end_part(const DrawContext& context, std::optional<double> content_bottom = std::nullopt);

/// A list opened by `ImGui::OpenPopup(id)`, its upper left corner (or upper right, if it is `at_right`) at `corner`.
/// True while it is open: then its content follows, and ImGui::EndPopup().
bool begin_list(const DrawContext& context, const char* id, Point corner, bool at_right = false);
/// Closes the list or the menu that is open, with all that has opened from it; false where none is. Between frames: while a menu is
/// drawn, the row under the mouse would open its own list again.
bool close_lists();
bool is_list_open();
/// Whether the arrow keys have reached one of its rows; Enter then chooses it, which Dear ImGui has to be told before its frame.
bool has_list_cursor();
void choose_in_list();
/// Lists and menus are for the arrow keys, too. Once a context.
void enable_list_keys();

/// A hint beside the mouse once it has rested on what was touched for a moment.
inline constexpr double hint_delay_s = 0.5;
void hint(const DrawContext& context, const Touch& touched, std::string_view text);
/// The same below what was touched, where it hides nothing beside it.
void hint_below(const DrawContext& context, const Touch& touched, std::string_view text, const Rect& rect);

void push_type(const DrawContext& context, Type type);
void pop_type();

}  // namespace convoscope
