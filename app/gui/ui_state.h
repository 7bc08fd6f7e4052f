// What the window remembers beside the document: zoom, open sheets, drafts of what is being typed. None of it is saved
// with a scene or undone.
// Knows no widget and no OpenGL.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/spec.h"
#include "document/message.h"
#include "document/platform.h"
#include "document/selection.h"
#include "figure/figure.h"

namespace convoscope {

/// Steps a second, as the timeline offers them.
inline constexpr std::array speeds{0.25, 0.5, 1.0, 2.0, 4.0, 8.0};

/// What lies over the panels.
enum class Sheet : std::uint8_t { none, open, save, export_picture, help, confirm_close };

/// Text that is being typed, as Dear ImGui edits it in place.
template <std::size_t size>
struct Draft {
  std::array<char, size> text{};
  int age_frames = 0;       ///< since the field opened: the first ones give it the keyboard
  bool is_refused = false;  ///< what stands there now cannot be read

  std::string_view view() const { return text.data(); }
  void set(std::string_view value) {
    const std::size_t count = std::min(value.size(), size - 1);
    std::copy_n(value.begin(), count, text.begin());
    text[count] = '\0';
  }
};

struct ParameterEdit {
  Parameter parameter{};
  Draft<64> draft;
};

struct CellEdit {
  Tag cell;
  std::optional<Point> near;  ///< where it was clicked, in the picture: a cell may be drawn in several views
  Draft<32> draft;
};

/// The sheets that name a file.
struct FileDraft {
  std::string directory;  ///< what is listed; ends without a slash, empty: the working folder
  std::vector<DirectoryEntry> entries;
  Draft<1024> path;
};

struct ExportDraft {
  Draft<1024> path;
  std::string extension = "png";
  double scale = 2;
  bool is_transparent = false;
};

/// A message at the bottom of the canvas.
struct Toast {
  Message message;
  bool is_error = false;
  double until_s = 0;  ///< it goes then by itself; an error stays until it is closed
};

struct UiState {
  // Canvas: figure points are moved by `pan` after being enlarged by `zoom`.
  double zoom = 1;
  Point pan;
  double zoom_request = 1;  ///< a key's zoom about the canvas's middle, which the canvas carries out
  bool is_panning = false;
  bool has_panned = false;  ///< the press that is held moved the picture: its release is no click
  Point press;              ///< where it began

  bool is_playing = false;
  double steps_per_second = 1;
  double next_step_s = 0;

  Sheet sheet = Sheet::none;
  FileDraft file;
  ExportDraft picture;
  std::optional<Toast> toast;
  std::optional<ParameterEdit> parameter_edit;
  std::optional<CellEdit> cell_edit;

  std::optional<bool> layer_panel;  ///< shown or folded by hand; nothing: as the width allows
  std::optional<bool> cell_panel;
  bool layer_panel_is_shown = true;  ///< as laid out last
  bool cell_panel_is_shown = true;
  bool is_narrow = false;       ///< there is no room for both
  bool shows_channels = false;  ///< the rows of channels and groups
  int size_axis = height;       ///< whose sizes are explained where the axes differ

  bool wants_close = false;  ///< the window was asked to close
  bool closes = false;       ///< and may
  /// Whether a field has just opened: the keyboard reaches it after a few frames.
  bool has_young_field() const {
    constexpr int age = 5;
    return (parameter_edit && parameter_edit->draft.age_frames < age) ||
           (cell_edit && cell_edit->draft.age_frames < age) ||
           ((sheet == Sheet::open || sheet == Sheet::save) && file.path.age_frames < age) ||
           (sheet == Sheet::export_picture && picture.path.age_frames < age);
  }

  Tag hovered;            ///< what the mouse is on, found while this frame is drawn
  std::string clipboard;  ///< text to be copied after this frame
};

}  // namespace convoscope
