#include "cli/file_set.h"

namespace convoscope {

namespace fs = std::filesystem;

FileSet::~FileSet() {
  sinks_.clear();
  std::error_code not_empty;
  for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) fs::remove(*folder, not_empty);
}

Outcome FileSet::make_folder() {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path path = folder_; !path.empty() && !fs::exists(path, error); path = path.parent_path())
    missing.insert(missing.begin(), path);
  for (const fs::path& path : missing) {
    const bool is_made = fs::create_directory(path, error);
    if (error) return failed({"cli.no_folder_made", {{"path", folder_.string()}, {"reason", error.message()}}});
    if (is_made) made_.push_back(path);
  }
  if (fs::is_directory(folder_, error)) return done();
  error = std::make_error_code(std::errc::not_a_directory);
  return failed({"cli.no_folder_made", {{"path", folder_.string()}, {"reason", error.message()}}});
}

Outcome FileSet::add(const std::string& name, std::string_view bytes) {
  if (sinks_.empty())
    if (Outcome made = make_folder(); !made) return made;
  Result<std::unique_ptr<FileSink>> sink = platform_->open_sink((folder_ / name).string());
  if (!sink) return failed(sink.message());
  if (const Status written = (*sink)->write(bytes); !written) return failed(written.message());
  sinks_.push_back(std::move(*sink));
  return done();
}

Outcome FileSet::commit() {
  if (const Status committed = commit_all(sinks_); !committed) return failed(committed.message());
  sinks_.clear();
  made_.clear();
  return done();
}

}  // namespace convoscope
