// What the window does beside being used: pictures that are being written or copied, folders that are being opened. Each runs as a
// job; how it ended becomes a message.
// Knows no widget.
#pragma once

#include <memory>
#include <string>

#include "gui/tasks/job.h"

namespace convoscope {

struct AppState;

struct BackgroundTask {
  enum class Kind : std::uint8_t { write, copy, show };
  Kind kind{};
  std::string path{};                   ///< of the file written or shown, the first of several
  std::size_t files = 1;                ///< that are written
  std::shared_ptr<std::string> text{};  ///< what is to be copied as text, once it is done; null: nothing
  double since_s = 0;
  std::unique_ptr<Job> job{};
};

/// Writes what the export dialog's settings say, and closes the dialog. What cannot work is said at once and leaves it open.
void begin_export(AppState& app);
/// The file that is being written; null: none.
const BackgroundTask* export_under_way(const AppState& app);
/// Whether closing the window would lose changes that the reader has not given up yet. Without a file, views and theme are no
/// such changes: the window remembers them itself, and who only looked around is to be asked nothing.
bool would_lose_changes(const AppState& app);
/// Nothing of the file stays.
void stop_export(AppState& app);

/// The dialog's picture as SVG text, or as a picture where the platform takes one.
void begin_copy_svg(AppState& app);
void begin_copy_picture(AppState& app);
/// Opens the folder of a file.
void begin_show_in_folder(AppState& app, const std::string& path);

/// Says of every task that has ended how it ended. Between frames.
void settle_tasks(AppState& app);

/// A job is shown once it has taken this long: most are over before.
inline constexpr double task_shows_after_s = 0.2;

}  // namespace convoscope
