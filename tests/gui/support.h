// A running program without its window: files in memory, the real themes and texts, no fonts.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>

#include "gui/state/app_state.h"
#include "gui/state/commands.h"
#include "platforms.h"

namespace convoscope::testing {

class TestPlatform : public test::MemoryPlatform {
 public:
  Result<std::string> read_file(const std::string& path) const override {
    if (path == "/home/lectures" || path == "/home/lectures/")
      return Message{"file.is_folder", {{"path", path}}, Cause::folder};
    return MemoryPlatform::read_file(path);
  }
  Status write_file(const std::string& path, std::string_view bytes) const override {
    if (path.starts_with("/forbidden/")) return Message{"file.no_write_permission", {{"path", path}}};
    return MemoryPlatform::write_file(path, bytes);
  }
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override {
    if (path.starts_with("/forbidden/")) return Message{"file.no_write_permission", {{"path", path}}};
    return MemoryPlatform::open_sink(path);
  }
  Result<std::vector<DirectoryEntry>> list_directory(const std::string& path) const override {
    if (path == "/lessons/")
      return std::vector<DirectoryEntry>{
          {"old.md", true}, {"README.md", false}, {"mine.md", false}, {"next.md", false}, {"notes.txt", false}};
    return std::vector<DirectoryEntry>{
        {"lectures", true}, {"figure.SVG", false}, {"notes.txt", false}, {"steps.gif", false}, {"stride.convo", false}};
  }
  std::string config_directory() const override { return "/config"; }
  std::unique_ptr<FileClaim> claim_file(const std::string& path) const override {
    if (!claimed.insert(path).second) return nullptr;
    return std::make_unique<Claim>(*this, path);
  }

  Result<std::string> paste_picture() const override {
    if (clipboard_picture.empty()) return Message{"desktop.no_picture_clipboard", {}};
    return clipboard_picture;
  }

  bool is_page() const override { return in_page; }
  void pick_files() const override { ++times_picked; }

  std::string clipboard_picture;
  bool in_page = false;  ///< as a browser runs it
  mutable int times_picked = 0;
  mutable std::set<std::string> claimed;

  std::string full_path(const std::string& path) const override {
    return path.starts_with('/') ? path : path.empty() ? "/home" : "/home/" + path;
  }

 private:
  struct Claim : FileClaim {
    Claim(const TestPlatform& claimed_on, std::string claimed_path)
        : platform(claimed_on), path(std::move(claimed_path)) {}
    ~Claim() override { platform.claimed.erase(path); }
    Claim(const Claim&) = delete;
    Claim& operator=(const Claim&) = delete;
    const TestPlatform& platform;
    std::string path;
  };
};

/// The program as it starts on `request`: on the article's example without one.
struct Stage {
  explicit Stage(const WindowRequest& request = {})
      : fonts(platform), started(start(request, platform, fonts, "en_GB.UTF-8")) {}
  AppState& app() { return *started; }

  TestPlatform platform;
  FontBook fonts;
  Result<AppState> started;
};

/// Until nothing is being done any more; what came of it is then in the toast.
inline void settle(AppState& app) {
  while (!app.tasks.empty()) {
    settle_tasks(app);
    std::this_thread::yield();
  }
}

/// Exports as a user does: opens the dialog, names a file, presses the button.
inline void export_to(AppState& app, const std::string& path) {
  run_command(app, "export");
  app.ui.picture.name.set(path);
  perform(app, ExportPicture{});
}

}  // namespace convoscope::testing
