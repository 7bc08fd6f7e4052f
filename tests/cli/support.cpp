#include "support.h"

#include <fstream>
#include <iterator>
#include <sstream>

namespace convoscope::testing {
namespace {

Result<std::string> read_real_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Message{"file.not_found", {{"path", path}}};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

class MemorySink : public FileSink {
 public:
  MemorySink(std::map<std::string, std::string>& files, std::string path) : files_(files), path_(std::move(path)) {}
  Status write(std::string_view bytes) override {
    written_ += bytes;
    return ok();
  }
  Status commit() override {
    files_[path_] = written_;
    return ok();
  }

 private:
  std::map<std::string, std::string>& files_;
  std::string path_;
  std::string written_;
};

}  // namespace

Result<std::string> TestPlatform::read_file(const std::string& path) const {
  const auto file = files.find(path);
  if (file == files.end()) return Message{"file.not_found", {{"path", path}}};
  return file->second;
}

Status TestPlatform::write_file(const std::string& path, std::string_view bytes) const {
  files[path] = bytes;
  return ok();
}

Result<std::unique_ptr<FileSink>> TestPlatform::open_sink(const std::string& path) const {
  return std::unique_ptr<FileSink>(std::make_unique<MemorySink>(files, path));
}

Result<std::string> TestPlatform::read_asset(std::string_view name) const {
  return read_real_file(CONVOSCOPE_ASSETS_DIR "/" + std::string(name));
}

Result<std::string> TestPlatform::read_shader(std::string_view name) const {
  return read_real_file(CONVOSCOPE_SHADERS_DIR "/" + std::string(name));
}

FontFile TestPlatform::find_font(FontFace) const { return {}; }

std::string TestPlatform::config_directory() const { return {}; }

std::vector<std::string> words_of(const std::string& command) {
  std::istringstream stream(command);
  return {std::istream_iterator<std::string>(stream), {}};
}

Ran run_words(const TestPlatform& platform, const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  CommandLineOutcome outcome = run_command_line(arguments, platform, out, err);
  return {static_cast<int>(outcome.status), out.str(), err.str(), std::move(outcome.window)};
}

Ran run(const TestPlatform& platform, const std::string& command) { return run_words(platform, words_of(command)); }

Ran run(const std::string& command) { return run(TestPlatform(), command); }

bool is_error_line(const std::string& text) {
  constexpr std::string_view start = "convoscope: error: ";
  if (!text.starts_with(start) || text.find('\n') != text.size() - 1) return false;
  // A bare key, or a placeholder that nothing filled.
  const std::string_view sentence = std::string_view(text).substr(start.size());
  for (const std::string_view key : {"cli.", "npy.", "problem.", "scene.", "{"})
    if (sentence.find(key) != std::string_view::npos) return false;
  return !sentence.empty();
}

}  // namespace convoscope::testing
