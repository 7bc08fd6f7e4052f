// A running program without its window: files in memory, the real themes and texts, no fonts.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <string>

#include "gui/app_state.h"

namespace convoscope::testing {

class TestPlatform : public Platform {
 public:
  Result<std::string> read_file(const std::string& path) const override {
    const std::scoped_lock lock(mutex_);
    const auto file = files.find(path);
    if (file == files.end()) return Message{"file.not_found", {{"path", path}}};
    return file->second;
  }
  Status write_file(const std::string& path, std::string_view bytes) const override {
    if (path.starts_with("/forbidden/")) return Message{"file.no_write_permission", {{"path", path}}};
    const std::scoped_lock lock(mutex_);
    files[path] = bytes;
    return ok();
  }
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override {
    if (path.starts_with("/forbidden/")) return Message{"file.no_write_permission", {{"path", path}}};
    return std::unique_ptr<FileSink>(new Sink(*this, path));
  }
  Result<std::string> read_asset(std::string_view name) const override {
    std::ifstream file(CONVOSCOPE_ASSETS_DIR "/" + std::string(name), std::ios::binary);
    if (!file) return Message{"file.not_found", {{"path", std::string(name)}}};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  Result<std::string> read_shader(std::string_view) const override { return Message{"file.not_found", {}}; }
  FontFile find_font(FontFace) const override { return {}; }
  Result<std::vector<DirectoryEntry>> list_directory(const std::string&) const override {
    return std::vector<DirectoryEntry>{{"lectures", true}, {"notes.txt", false}, {"stride.convo", false}};
  }
  std::string config_directory() const override { return "/config"; }

  std::string full_path(const std::string& path) const override {
    return path.starts_with('/') ? path : path.empty() ? "/home" : "/home/" + path;
  }
  bool has_file(const std::string& path) const override {
    const std::scoped_lock lock(mutex_);
    return files.contains(path);
  }

  mutable std::map<std::string, std::string> files;

 private:
  mutable std::mutex mutex_;  // exports write from a thread of their own
  class Sink : public FileSink {
   public:
    Sink(const TestPlatform& platform, std::string path) : platform_(platform), path_(std::move(path)) {}
    Status write(std::string_view bytes) override {
      bytes_ += bytes;
      return ok();
    }
    Status commit() override { return platform_.write_file(path_, bytes_); }

   private:
    const TestPlatform& platform_;
    std::string path_;
    std::string bytes_;
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

}  // namespace convoscope::testing
