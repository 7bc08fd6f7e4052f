#include "platform/desktop_programs.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <thread>
#include <vector>

#include "platform/child_process.h"

extern char** environ;

namespace convoscope {
namespace {

#ifdef __APPLE__
constexpr std::string_view file_manager = "open";
#else
constexpr std::string_view file_manager = "xdg-open";
#endif

bool has_variable(const char* name) {
  const char* const value = std::getenv(name);
  return value && *value;
}

/// The program that takes a PNG for the clipboard from its input; empty where none is there.
std::vector<std::string> clipboard_command() {
  if (has_variable("WAYLAND_DISPLAY") && is_installed("wl-copy")) return {"wl-copy", "--type", "image/png"};
  if (has_variable("DISPLAY") && is_installed("xclip"))
    return {"xclip", "-selection", "clipboard", "-target", "image/png", "-in"};
  return {};
}

/// Starts a program that lives on by itself; -1 where that fails.
pid_t start_detached(std::vector<std::string> arguments) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
#ifdef POSIX_SPAWN_SETSID
  // A session of its own: what ends our terminal does not end it.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
#endif
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  pid_t process = -1;
  const int error = posix_spawnp(&process, pointers.front(), &actions, &attributes, pointers.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? process : -1;
}

}  // namespace

bool is_installed(std::string_view program) {
  const char* const path = std::getenv("PATH");
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    const std::string file = std::string(folder.empty() ? "." : folder) + "/" + std::string(program);
    std::error_code ignored;
    if (access(file.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(file, ignored)) return true;
  }
  return false;
}

Status open_folder_of(const std::string& path) {
  const Message failure{"desktop.no_file_manager", {{"path", path}}};
  const std::string folder = std::filesystem::absolute(path).parent_path().string();
  const pid_t process = is_installed(file_manager) ? start_detached({std::string(file_manager), folder}) : -1;
  if (process < 0) return failure;
  // It ends at once where there is nothing that opens folders; a file manager that it has become may stay for hours.
  for (int i = 0; i < 75; ++i) {
    int status = 0;
    if (waitpid(process, &status, WNOHANG) == process)
      return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? ok() : Status(failure);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  std::thread([process] { waitpid(process, nullptr, 0); }).detach();
  return ok();
}

Status find_picture_clipboard() {
  if (clipboard_command().empty()) return Message{"desktop.no_picture_clipboard", {}};
  return ok();
}

Status put_on_clipboard(std::string_view png) {
  if (Status found = find_picture_clipboard(); !found) return found;
  const Result<std::unique_ptr<ChildProcess>> program = ChildProcess::start(clipboard_command());
  if (!program) return program.message();
  (*program)->write(png);
  return (*program)->finish();
}

Result<std::string> take_from_clipboard(std::size_t most_bytes) {
  const Message nothing{"desktop.no_picture_clipboard", {}};
  std::vector<std::string> arguments = clipboard_command();
  if (arguments.empty()) return nothing;
  if (arguments.front() == "wl-copy")
    arguments = {"wl-paste", "--type", "image/png"};
  else
    arguments.back() = "-out";
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return nothing;
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  pid_t process = -1;
  const int error = posix_spawnp(&process, pointers.front(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  std::string bytes;
  bool is_whole = false;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(3);
  while (error == 0 && bytes.size() <= most_bytes && std::chrono::steady_clock::now() < until) {
    pollfd waiting{ends[0], POLLIN, 0};
    if (poll(&waiting, 1, 100) <= 0) continue;
    std::array<char, 65536> part{};
    const ssize_t count = read(ends[0], part.data(), part.size());
    is_whole = count == 0;
    if (count <= 0) break;
    bytes.append(part.data(), static_cast<std::size_t>(count));
  }
  close(ends[0]);
  if (error == 0) {
    kill(process, SIGKILL);  // it has written all of it, or has been given up
    waitpid(process, nullptr, 0);
  }
  if (!is_whole || bytes.empty()) return nothing;
  return bytes;
}

}  // namespace convoscope
