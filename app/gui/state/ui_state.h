// What the window remembers beside the document: zoom, open dialogs, drafts of what is being typed. None of it is saved
// with a scene or undone.
// Knows no widget and no OpenGL.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/solve.h"
#include "core/spec.h"
#include "document/learning.h"
#include "document/message.h"
#include "document/platform.h"
#include "document/scene.h"
#include "figure/figure.h"
#include "gui/canvas/canvas_drag.h"
#include "gui/code/code_state.h"
#include "gui/code/compare_state.h"
#include "gui/export/export_settings.h"
#include "gui/lesson/ink.h"
#include "gui/lesson/open_lesson.h"
#include "gui/model/model_state.h"
#include "gui/state/actions.h"
#include "gui/state/focus.h"
#include "gui/widgets/draft.h"

namespace convoscope {

/// Steps a second, as the timeline offers them.
inline constexpr std::array speeds{0.25, 0.5, 1.0, 2.0, 4.0, 8.0};

/// How large the interface may be, as the menu offers it.
inline constexpr std::array interface_scales{0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0};

/// What lies over the panels.
enum class Dialog : std::uint8_t {
  none,
  open,
  save,
  export_picture,
  help,
  confirm_loss,
  recover,
  palette,
  code,
  compare
};

struct ParameterEdit {
  Parameter parameter{};
  Draft<64> draft;
};

/// What was typed into a parameter's field and could not be read: said until the next change.
struct RefusedEntry {
  Parameter parameter{};
  std::string text;
};

struct CellEdit {
  Tag cell;
  std::optional<Point> near;  ///< where it was clicked, in the picture: a cell may be drawn in several views
  Draft<32> draft;
  std::int64_t first_column = 0;   ///< Enter goes on to it, in the next row, as in a spreadsheet
  std::optional<NamedKey> leaves;  ///< an arrow that goes on to the next cell, to be done
};

/// The dialogs that name a file.
struct FileDraft {
  std::string directory;  ///< what is listed; ends without a slash, empty: the working folder
  std::vector<DirectoryEntry> entries;
  Draft<8192> path;  ///< or a link
};

/// The command palette: what was typed, and which of the commands found is the one for Enter.
struct PaletteState {
  Draft<64> typed;
  int chosen = 0;
};

/// The export dialog's preview, drawn elsewhere.
struct PreviewTexture {
  unsigned int name = 0;  ///< in OpenGL's numbers; 0: there is none yet
  Size size_px;
  Size figure_pt;           ///< the whole picture's size
  Size room;                ///< what the dialog has for it, points
  bool is_awaited = false;  ///< what is shown is not yet what was asked for
};

/// The connections' roles changing hands: 0 is the ordinary convolution, 1 the transposed one. At rest once it is over.
struct RoleSwap {
  double from = 0;
  double to = 1;
  double began_s = 0;
};

/// From one operation to the other, or from cells to multiplications: the way back leads to exactly where it came from.
struct PlayheadSwitch {
  Playhead from, to;
};

/// A message at the bottom of the canvas.
struct Toast {
  Message message;
  bool is_error = false;
  double until_s = 0;  ///< it goes then by itself; an error stays until it is closed
  std::string file{};  ///< that was written, with what can be done about it; empty: none
};

/// Where the arrow keys are among the picture's cells: what the mouse would point at.
struct CellCursor {
  Tag cell;
  Point at;  ///< in the picture: a cell may be drawn in several views
};

/// An output that was typed, and the layers that lead there.
struct WantedOutput {
  std::optional<Draft<48>> edit;  ///< while it is typed
  std::string text;               ///< as it was typed last; empty: none
  Spec spec;                      ///< of the layer that it was asked for
  Operation operation{};          ///< of what was found
  std::vector<SolvedLayer> found;
  bool is_too_many = false;
};

/// What is typed while a kernel is learned.
struct LearningEntry {
  enum class Kind : std::uint8_t { rate, steps, file };
  Kind kind{};
  Draft<1024> draft;
};

/// What the panel says of a weight, kept while it is the same one in the same state.
struct ToldSlope {
  SharedLearned run;
  std::int64_t step = 0;
  WeightSlope slope;
};

struct UiState {
  Focus focus;
  std::optional<CellCursor> cell_cursor;  ///< while the canvas has the keyboard

  // Canvas: figure points are moved by `pan` after being enlarged by `zoom`.
  double zoom = 1;
  Point pan;
  double zoom_request = 1;  ///< a key's zoom about the canvas's middle, which the canvas carries out
  CanvasDrag drag;
  std::optional<View> view_under_mouse;
  std::optional<CardPlace> tools_card;  ///< the card whose buttons are shown
  std::vector<View> views_before;       ///< shown before one view alone, or all of them; empty: none were

  bool is_playing = false;
  double steps_per_second = 1;
  double next_step_s = 0;
  std::optional<PlayheadSwitch> playhead_switch;  ///< the last one
  bool moves_smoothly = false;                    ///< the window glides from step to step while playing
  std::optional<RoleSwap> role_swap;

  std::optional<OpenLesson> lesson;
  std::optional<Draft<64>> lesson_entry;  ///< of a question's number, while it is typed
  Tag pointed;                            ///< the cell that a click would choose for an answer
  bool lesson_scrolls = false;            ///< to what has come last
  Ink ink;                                ///< while presenting
  std::optional<Draft<32>> hands;         ///< of a class, while their count is typed
  std::optional<bool> presenter;  ///< the notes' own window, shown or not; nothing: where there is a second screen
  bool shows_presenter = false;   ///< it stands
  /// Outputs, sums and results are covered, but for so many outputs; nothing: they are not.
  std::optional<std::int64_t> revealed;

  Dialog dialog = Dialog::none;
  FileDraft file;
  PaletteState palette;
  CodeState code;
  CompareState compare;
  ModelState model;
  ExportSettings picture;
  PreviewTexture preview;
  std::string to_replace;  ///< the file that is there, about which the open dialog asks; empty: none
  std::optional<Toast> toast;
  std::optional<ParameterEdit> parameter_edit;
  std::optional<RefusedEntry> refused;
  std::optional<CellEdit> cell_edit;

  Size window;                  ///< screen units
  double scale = 1;             ///< of the interface, beside what the display asks for
  bool reduces_motion = false;  ///< nothing glides or fades: things are where they will be
  bool has_plain_type = false;  ///< letters that are easy to tell apart, in place of the program's own
  bool is_full_screen = false;
  bool is_bare = false;             ///< nothing but the picture is shown
  std::optional<bool> layer_panel;  ///< shown or folded by hand; nothing: as the width allows
  std::optional<bool> cell_panel;
  bool layer_panel_is_shown = true;  ///< as laid out last
  bool cell_panel_is_shown = true;
  bool is_narrow = false;         ///< there is no room for both
  std::uint64_t random_seed = 0;  ///< of the numbers that a map was filled with last
  bool shows_look = false;        ///< the rows of how the picture is wanted
  std::optional<LearningEntry> learning_entry;
  std::optional<ToldSlope> told_slope;
  std::optional<Draft<128>> title_edit;  ///< of the picture's title, while it is typed
  bool shows_channels = false;           ///< the rows of channels and groups
  std::optional<int> size_axis;  ///< whose sizes are explained where the axes differ; nothing: the one that tells more
  WantedOutput wanted_output;
  Tag listed_cell;  ///< whose terms the panel lists, and the row that it was scrolled to last
  std::int64_t listed_row = -1;

  std::optional<Action>
      held_up;            ///< until it is known what becomes of unsaved changes: closing, or opening another scene
  bool discards = false;  ///< they are given up
  bool closes = false;    ///< the window
  /// The field outside dialogs in which something is typed; null: none is open.
  const DraftState* open_field() const {
    if (parameter_edit) return &parameter_edit->draft;
    if (cell_edit) return &cell_edit->draft;
    if (title_edit) return &*title_edit;
    if (learning_entry) return &learning_entry->draft;
    if (lesson_entry) return &*lesson_entry;
    if (hands) return &*hands;
    if (model.input_edit) return &*model.input_edit;
    if (wanted_output.edit) return &*wanted_output.edit;
    return nullptr;
  }
  /// The field that the open dialog begins with; null: it has none, or no dialog is open.
  const DraftState* dialog_field() const {
    switch (dialog) {
      case Dialog::palette: return &palette.typed;
      case Dialog::code: return &code.field;
      case Dialog::compare: return &compare.path;
      case Dialog::open:
      case Dialog::save: return &file.path;
      case Dialog::export_picture: return &picture.name;
      default: return nullptr;
    }
  }
  /// The one that keys are for; null: none.
  const DraftState* field() const { return dialog == Dialog::none ? open_field() : dialog_field(); }
  /// Whether it has just opened, or letters wait for it: the keyboard reaches it after a few frames.
  bool awaits_keyboard() const { return field() != nullptr && field()->awaits_keyboard(); }

  bool paints = false;    ///< a drag over a map's cells gives them the brush's number
  float brush = 1;        ///< the number that was typed into a cell last
  double drag_start = 0;  ///< of a number that is dragged: where it would be with the mouse at the window's top

  Tag hovered;            ///< what the mouse is on, found while this frame is drawn
  std::string clipboard;  ///< text to be copied after this frame
};

}  // namespace convoscope
