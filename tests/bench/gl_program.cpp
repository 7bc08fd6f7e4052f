// The built program as a process: when its first frame stands, how much memory it takes, what it does while nothing happens.
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "document/presets.h"
#include "gl_stage.h"
#include "groups.h"

namespace convoscope::bench {
namespace {

using namespace std::chrono_literals;

/// The program with its window open; it is ended with this.
class Program {
 public:
  explicit Program(std::vector<std::string> arguments) {
    const std::string name = "convoscope-bench-config-" + std::to_string(getpid());
    const std::string folder = (std::filesystem::temp_directory_path() / name).string();
    std::filesystem::create_directories(folder);
    state_ = folder + "/state";
    std::filesystem::remove(state_);
    const Cost start = now();
    process_ = fork();
    if (process_ == 0) {
      setenv("XDG_CONFIG_HOME", folder.c_str(), 1);
      setenv("CONVOSCOPE_STATE", state_.c_str(), 1);
      std::vector<char*> values{const_cast<char*>(CONVOSCOPE_EXECUTABLE)};
      for (std::string& argument : arguments) values.push_back(argument.data());
      values.push_back(nullptr);
      execv(CONVOSCOPE_EXECUTABLE, values.data());
      _exit(127);
    }
    // Its state is written when a frame has been shown.
    for (int i = 0; i < 20000 && !std::filesystem::exists(state_); ++i) std::this_thread::sleep_for(500us);
    until_first_frame_ms_ = now().wall_ms - start.wall_ms;
  }
  ~Program() {
    kill(process_, SIGTERM);
    waitpid(process_, nullptr, 0);
    std::filesystem::remove_all(std::filesystem::path(state_).parent_path());
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Until its state says so, for a while.
  void wait_for(const std::string& state) const {
    for (int i = 0; i < 2000; ++i, std::this_thread::sleep_for(10ms)) {
      std::ifstream file(state_);
      const std::string text((std::istreambuf_iterator<char>(file)), {});
      if (text.find(state) != std::string::npos) return;
    }
  }
  bool shows() const { return std::filesystem::exists(state_); }
  double until_first_frame_ms() const { return until_first_frame_ms_; }
  double resident_mb() const {
    std::ifstream file("/proc/" + std::to_string(process_) + "/status");
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("VmRSS:")) return std::strtod(line.c_str() + 6, nullptr) / 1024;
    }
    return 0;
  }
  /// Processor time used so far, all threads.
  double cpu_ms() const {
    std::ifstream file("/proc/" + std::to_string(process_) + "/stat");
    std::string text((std::istreambuf_iterator<char>(file)), {});
    std::istringstream fields(text.substr(text.rfind(')') + 2));
    std::string skipped;
    for (int i = 0; i < 11; ++i) fields >> skipped;
    double user = 0, system = 0;
    fields >> user >> system;
    return 1e3 * (user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
  }

 private:
  std::string state_;
  pid_t process_ = 0;
  double until_first_frame_ms_ = 0;
};

}  // namespace

void measure_program(Table& table) {
  table.section("The program itself");
  Costs starts;
  double least_ms = 1e9, resident_mb = 0, idle_ms = 0;
  const std::vector<std::string> window{"--size", "1280x800"};
  for (int i = 0; i < 5; ++i) {
    const Program program(window);
    if (!program.shows()) {
      table.skip("first frame", "the program did not open its window");
      return;
    }
    least_ms = std::min(least_ms, program.until_first_frame_ms());
    if (i > 0) continue;
    std::this_thread::sleep_for(1500ms);
    const double before = program.cpu_ms();
    std::this_thread::sleep_for(3s);
    idle_ms = program.cpu_ms() - before;
    resident_mb = program.resident_mb();
  }
  table.at_most("from start to the first frame, warm", "", 300, {least_ms, "ms"});
  table.at_most("CPU while nothing happens, in 3 s", "", 0, {idle_ms, "ms"});
  table.at_most("resident, the article's example at 1280x800", "an empty Dear ImGui window's 136 MB", 200,
                {resident_mb, "MB"});
  {
    const Program program({"--size", "2560x1440", "--scale", "2", "--language", "zh"});
    std::this_thread::sleep_for(1500ms);
    table.note("  the same at 2560x1440, scale 2, Chinese", "", {program.resident_mb(), "MB"});
  }
  for (const std::int64_t side : {1024, 2048}) {
    const SceneFile file(transposed_of(side));
    const Program program({file.path(), "--size", "1280x800"});
    program.wait_for("\"input\": " + std::to_string(side));
    std::this_thread::sleep_for(1500ms);
    // The maps that are seen: the input, the input with its zeros, the output.
    const double fine = static_cast<double>(2 * side - 1), expanded = static_cast<double>(2 * side + 1);
    const double cells = static_cast<double>(side * side) + expanded * expanded + fine * fine;
    const std::string sides = std::to_string(side);
    table.at_most("resident beyond that, a cell of the maps of " + sides + "x" + sides + ", s=2", "", 16,
                  {(program.resident_mb() - resident_mb) * 1024 * 1024 / cells, "bytes"});
  }
}

}  // namespace convoscope::bench
