// The services of the machine that the rooms may use: files, fonts, assets. `main` implements it; tests and a browser
// build bring their own.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"

namespace convoscope {

/// A file being written beside its target; the target changes only on commit.
class FileSink {
 public:
  virtual ~FileSink() = default;
  virtual Status write(std::string_view bytes) = 0;
  /// Flushes, renames over the target. Without it the partial file is removed and the target untouched.
  virtual Status commit() = 0;
  /// Before a commit that `revert` may follow: what is replaced is kept aside until the sink goes.
  virtual void expect_revert() {}
  /// After a commit, before the sink goes: puts back what was there, as far as the file system has kept it.
  virtual void revert() {}
};

/// Commits all of them or, as far as their file systems allow it, none: what a failure finds committed is reverted.
Status commit_all(std::span<const std::unique_ptr<FileSink>> sinks);

/// A file that is this process's alone, as long as this object and the process live.
class FileClaim {
 public:
  virtual ~FileClaim() = default;
};

/// Waits for somebody to end the program from outside. Once it goes, the program ends the way that was asked for, if it was.
class EndListener {
 public:
  virtual ~EndListener() = default;
};

enum class FontFace : std::uint8_t { regular, semibold, bold, mono, cjk };
inline constexpr int font_face_count = 5;

/// A font file's bytes; `index` picks the face of a collection. Empty bytes: not installed.
struct FontFile {
  std::shared_ptr<const std::string> bytes;
  int index = 0;
};

/// What stands in a folder.
struct DirectoryEntry {
  std::string name;
  bool is_directory = false;
};

class Platform {
 public:
  virtual ~Platform() = default;
  /// Fails with Cause::missing_file where there is none.
  virtual Result<std::string> read_file(const std::string& path) const = 0;
  /// All of `bytes` or nothing: written beside, then renamed.
  virtual Status write_file(const std::string& path, std::string_view bytes) const = 0;
  virtual Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const = 0;
  /// An asset by its path below assets/ ("themes/light.json") or a shader below shaders/.
  virtual Result<std::string> read_asset(std::string_view name) const = 0;
  virtual Result<std::string> read_shader(std::string_view name) const = 0;
  virtual FontFile find_font(FontFace face) const = 0;
  /// The face of another font, made so that letters are easy to tell apart; empty where no such font is installed.
  virtual FontFile find_plain_font(FontFace) const { return {}; }
  /// Whether there are fonts to write this language with; the message says what to install.
  virtual Status check_fonts(std::string_view) const { return ok(); }
  /// Whether the program is a page in a browser: there are no folders, what is written goes to the reader as a download, and the window
  /// is the browser's to close.
  virtual bool is_page() const { return false; }
  /// Shows a page's dialog for choosing files. They come to the window as if they had been dropped on it.
  virtual void pick_files() const {}
  /// What the window lists for choosing a file: folders first, by name, hidden ones left out. An empty path is the working folder.
  /// Nothing by default: a platform without folders lists none.
  virtual Result<std::vector<DirectoryEntry>> list_directory(const std::string&) const {
    return std::vector<DirectoryEntry>();
  }
  /// The path from the file system's root; what was given where there is no such thing. An empty path is the working folder.
  virtual std::string full_path(const std::string& path) const { return path; }
  /// Whether writing to `path` would replace a file.
  virtual bool has_file(const std::string&) const { return false; }
  /// Another text once anybody has written the file; empty where there is none, or it cannot be told.
  virtual std::string file_stamp(const std::string&) const { return {}; }
  virtual void remove_file(const std::string&) const {}
  /// Makes a file that marks what it stands for as taken; null where another process has taken it, or nothing can be.
  virtual std::unique_ptr<FileClaim> claim_file(const std::string&) const { return nullptr; }
  /// From now on `ask` is called, in a thread of its own, where the program would be ended by a signal (TERM, HUP, INT); it then has
  /// a few seconds to come to its end. A second signal ends it at once. Null where there are no such signals.
  virtual std::unique_ptr<EndListener> listen_for_end(std::function<void()>) const { return nullptr; }
  /// Whether a helper program is installed.
  virtual bool has_program(std::string_view) const { return false; }
  /// Opens the folder that holds a file, for people to look into. May take a second or two.
  virtual Status show_in_folder(const std::string& path) const {
    return Message{"desktop.no_file_manager", {{"path", path}}};
  }
  /// Whether pictures can be copied; the message says what is missing.
  virtual Status can_copy_pictures() const { return Message{"desktop.no_picture_clipboard", {}}; }
  /// Puts a PNG on the clipboard.
  virtual Status copy_picture(std::string_view) const { return can_copy_pictures(); }
  /// The PNG on the clipboard.
  virtual Result<std::string> paste_picture() const { return Message{"desktop.no_picture_clipboard", {}}; }
  /// Where preferences and autosaves live, a folder that exists; empty where nothing can be kept.
  virtual std::string config_directory() const = 0;
};

}  // namespace convoscope
