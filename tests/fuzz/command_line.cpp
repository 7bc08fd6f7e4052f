// The command line: an argument a line, on files in memory. Whatever is asked is done without a word, or refused in one line.
#include <cmath>
#include <map>
#include <sstream>

#include "cli/command_line.h"
#include "fuzz.h"
#include "interop/npy.h"

namespace convoscope {
namespace {

class FilesInMemory : public Platform {
 public:
  Result<std::string> read_file(const std::string& path) const override {
    static const std::map<std::string, std::string> files{
        {"x.npy", write_npy({4, 4}, std::vector<float>(16, 1.5F))},
        {"c.npy", write_npy({2, 3, 5}, std::vector<float>(30, -1.F))},
        {"n.npy", write_npy({3, 3}, std::vector<float>(9, NAN))},
        {"e.npy", write_npy({0, 3}, {})},
        {"w.npy", write_npy({3, 3}, std::vector<float>(9, 2.F))},
        {"w4.npy", write_npy({2, 2, 3, 2}, std::vector<float>(24, 2.F))},
        {"b.npy", write_npy({2}, std::vector<float>(2, 2.F))},
        {"s.convo", R"({"convoscope": 2, "layer": {"operation": "conv", "input": 5, "kernel": 3}})"}};
    const auto file = files.find(path);
    if (file != files.end()) return file->second;
    return Message{"file.not_found", {{"path", path}}, Cause::missing_file};
  }
  Status write_file(const std::string&, std::string_view) const override { return ok(); }
  Result<std::unique_ptr<FileSink>> open_sink(const std::string&) const override {
    return std::unique_ptr<FileSink>(std::make_unique<Nowhere>());
  }
  Result<std::string> read_asset(std::string_view name) const override { return fuzz::desktop().read_asset(name); }
  Result<std::string> read_shader(std::string_view name) const override { return fuzz::desktop().read_shader(name); }
  FontFile find_font(FontFace face) const override {
    static std::map<FontFace, FontFile> found;
    const auto file = found.find(face);
    return file != found.end() ? file->second : found.emplace(face, fuzz::desktop().find_font(face)).first->second;
  }
  std::string config_directory() const override { return {}; }

 private:
  struct Nowhere : FileSink {
    Status write(std::string_view) override { return ok(); }
    Status commit() override { return ok(); }
  };
};

/// What would take long, start programs or make folders.
bool is_left_out(const std::vector<std::string>& arguments) {
  if (arguments.front() == "gallery") return true;
  for (const std::string& argument : arguments) {
    if (argument.find("frames") != std::string::npos) return true;
    for (const char* film : {"mp4", "webm", "webp"})
      if (argument.find(film) != std::string::npos) return true;
    // Numbers of two digits make large pictures; only sizes are worked out with them.
    int digits = 0;
    for (const char c : argument) {
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (digits > 1 && arguments.front() != "shape") return true;
    }
  }
  return false;
}

}  // namespace
}  // namespace convoscope

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace convoscope;
  if (size > 400) return 0;
  std::vector<std::string> arguments(1);
  for (const char c : fuzz::text_of(data, size)) {
    if (c == '\n')
      arguments.emplace_back();
    else
      arguments.back() += c;
  }
  if (is_left_out(arguments)) return 0;
  const FilesInMemory platform;
  std::ostringstream out, err;
  const CommandLineOutcome outcome = run_command_line(arguments, platform, out, err);
  const std::string said = err.str();
  if (outcome.status == ExitStatus::done) {
    FUZZ_CHECK(said.empty());
  } else {
    FUZZ_CHECK(said.starts_with("convoscope: error: ") && said.find('\n') == said.size() - 1);
    FUZZ_CHECK(out.str().empty());
  }
  return 0;
}
