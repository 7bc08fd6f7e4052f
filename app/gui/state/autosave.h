// Unsaved work, kept in a scene file of the window's own until it is saved or given up; and what windows that died have left.
// Knows no widget.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "document/platform.h"
#include "document/scene.h"
#include "gui/state/actions.h"
#include "gui/tasks/job.h"

namespace convoscope {

struct AppState;

/// From the first change that is in no file until that is kept.
inline constexpr double autosave_after_s = 5;

/// A place for one window's unsaved work, which no other running window has.
struct AutosavePlace {
  std::string path;
  std::unique_ptr<FileClaim> claim;
};

/// What a window that ended without an end has left.
struct LeftWork {
  AutosavePlace place;
  SavedScene saved;
};

struct Autosave {
  AutosavePlace place{};                                   ///< of this window; no claim: nothing is kept
  std::pair<std::uint64_t, std::uint64_t> kept{};          ///< which state of the session stands there
  bool has_file = false;                                   ///< or may have: a job is to write it
  double due_s = std::numeric_limits<double>::infinity();  ///< when the next is to be written
  bool has_failed = false;                                 ///< which is said once
  std::vector<LeftWork> left{};                            ///< that the reader is asked about, one after the other
  std::unique_ptr<Job> job{};
};

/// Finds a place for this window, and what others have left: the recovery dialog then asks about it.
void begin_autosave(AppState& app);

/// Keeps unsaved work a moment after it was changed, beside the window; removes what has been saved meanwhile. After the clock has moved.
void advance_autosave(AppState& app);
double next_autosave_s(const AppState& app);
/// Keeps it now: the program is about to end.
void autosave_now(AppState& app);
/// The window ends in an orderly way: nothing stays.
void end_autosave(AppState& app);

void recover(AppState& app, Recovery choice);

/// Has unsaved work kept where the program is made to exit in the middle of anything, as Xlib does when its display dies.
class AutosaveAtExit {
 public:
  explicit AutosaveAtExit(AppState& app);
  ~AutosaveAtExit();
  AutosaveAtExit(const AutosaveAtExit&) = delete;
  AutosaveAtExit& operator=(const AutosaveAtExit&) = delete;
};

}  // namespace convoscope
