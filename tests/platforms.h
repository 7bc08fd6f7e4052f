// Platforms for tests, without a machine behind them. Each room's own adds what it needs.
#pragma once

#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "document/platform.h"

namespace convoscope::test {

/// The real assets and shaders; no files, no fonts, nowhere to keep anything.
class AssetPlatform : public Platform {
 public:
  Result<std::string> read_file(const std::string& path) const override {
    return Message{"file.not_found", {{"path", path}}, Cause::missing_file};
  }
  Status write_file(const std::string& path, std::string_view) const override {
    return Message{"file.unwritable", {{"path", path}}};
  }
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override {
    return Message{"file.unwritable", {{"path", path}}};
  }
  Result<std::string> read_asset(std::string_view name) const override {
    return read_whole(CONVOSCOPE_ASSETS_DIR "/" + std::string(name));
  }
  Result<std::string> read_shader(std::string_view name) const override {
    return read_whole(CONVOSCOPE_SHADERS_DIR "/" + std::string(name));
  }
  FontFile find_font(FontFace) const override { return {}; }
  std::string config_directory() const override { return {}; }

 private:
  static Result<std::string> read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Message{"file.not_found", {{"path", path}}, Cause::missing_file};
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
};

/// Files that are entries of a map, which several threads may write.
class MemoryPlatform : public AssetPlatform {
 public:
  Result<std::string> read_file(const std::string& path) const override {
    const std::scoped_lock lock(mutex_);
    const auto file = files.find(path);
    if (file == files.end()) return Message{"file.not_found", {{"path", path}}, Cause::missing_file};
    return file->second;
  }
  Status write_file(const std::string& path, std::string_view bytes) const override {
    const std::scoped_lock lock(mutex_);
    files[path] = bytes;
    return ok();
  }
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override {
    return std::unique_ptr<FileSink>(std::make_unique<Sink>(*this, path));
  }
  bool has_file(const std::string& path) const override {
    const std::scoped_lock lock(mutex_);
    return files.contains(path);
  }

  void remove_file(const std::string& path) const override {
    const std::scoped_lock lock(mutex_);
    files.erase(path);
  }
  std::string file_stamp(const std::string& path) const override {
    const std::scoped_lock lock(mutex_);
    const auto file = files.find(path);
    return file == files.end() ? "" : std::to_string(std::hash<std::string>{}(file->second));
  }

  mutable std::map<std::string, std::string> files;

 private:
  class Sink : public FileSink {
   public:
    Sink(const MemoryPlatform& platform, std::string path) : platform_(platform), path_(std::move(path)) {}
    Status write(std::string_view bytes) override {
      bytes_ += bytes;
      return ok();
    }
    Status commit() override { return platform_.write_file(path_, bytes_); }

   private:
    const MemoryPlatform& platform_;
    std::string path_;
    std::string bytes_;
  };

  mutable std::mutex mutex_;
};

}  // namespace convoscope::test
