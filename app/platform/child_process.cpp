#include "platform/child_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <thread>

extern char** environ;

namespace convoscope {

namespace {

/// What a shell, and some systems' posix_spawn, answer for a program that is not there.
constexpr int status_not_found = 127;

/// Where a started program finds the temporary file.
constexpr int inherited_file = 3;

std::string temporary_pattern() {
  std::error_code failure;
  std::filesystem::path folder = std::filesystem::temp_directory_path(failure);
  if (failure) folder = "/tmp";
  return (folder / "convoscope-XXXXXX").string();
}

/// A file without a name; -1 where none can be made.
int open_nameless() {
  std::string path = temporary_pattern();
  const int file = mkostemp(path.data(), O_CLOEXEC);
  if (file >= 0) unlink(path.c_str());
  return file;
}

/// The last line with words in it, without control characters; at most 200 bytes.
std::string last_words(int file) {
  char buffer[4096];
  const off_t size = lseek(file, 0, SEEK_END);
  const off_t from = size > static_cast<off_t>(sizeof buffer) ? size - static_cast<off_t>(sizeof buffer) : 0;
  const ssize_t count = pread(file, buffer, sizeof buffer, from);
  std::string text(buffer, count > 0 ? static_cast<std::size_t>(count) : 0);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.pop_back();
  const std::size_t line = text.find_last_of("\r\n");
  if (line != std::string::npos) text.erase(0, line + 1);
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; });
  return text.substr(0, 200);
}

/// How often a program that is waited for is looked at.
constexpr std::chrono::milliseconds look{50};

/// Grows as the process computes, where the system tells.
std::int64_t signs_of_work(pid_t process) {
  clockid_t clock{};
  timespec spent{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &spent) != 0) return 0;
  return spent.tv_sec * 1000000000 + spent.tv_nsec;
}

std::int64_t size_of(int file) {
  struct stat status {};
  return file >= 0 && fstat(file, &status) == 0 ? status.st_size : 0;
}

Message failed(const std::string& program, const std::string& reason) {
  return {"export.program_failed", {{"program", program}, {"reason", reason}}};
}

}  // namespace

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(std::vector<std::string> arguments, const TemporaryFile* file,
                                                          Patience patience) {
  const std::string program = arguments.front();
  // A socket, not a pipe: writing to a program that has died is then an error and not a signal that ends us.
  int ends[2] = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return failed(program, std::strerror(errno));
  const int errors = open_nameless();
  if (errors < 0) {
    const int error = errno;
    close(ends[0]);
    close(ends[1]);
    return failed(program, std::strerror(error));
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
  if (file != nullptr) posix_spawn_file_actions_adddup2(&actions, file->descriptor(), inherited_file);
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  pid_t process = -1;
  const int error = posix_spawnp(&process, program.c_str(), &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(ends[1]);
  if (error != 0) {
    close(ends[0]);
    close(errors);
    if (error == ENOENT) return Message{"export.program_missing", {{"program", program}}};
    return failed(program, std::strerror(error));
  }
  return std::unique_ptr<ChildProcess>(new ChildProcess(
      program, process, ends[0], errors, file != nullptr ? file->descriptor() : -1, std::move(patience)));
}

ChildProcess::ChildProcess(std::string program, int process, int input, int errors, int output, Patience patience)
    : program_(std::move(program)),
      process_(process),
      input_(input),
      errors_(errors),
      output_(output),
      patience_(std::move(patience)) {}

ChildProcess::~ChildProcess() {
  if (input_ >= 0) close(input_);
  end();
  close(errors_);
}

void ChildProcess::end() {
  if (process_ < 0) return;
  kill(process_, SIGKILL);
  while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {}
  process_ = -1;
}

bool ChildProcess::may_wait() {
  const auto now = std::chrono::steady_clock::now();
  const std::int64_t signs = signs_of_work(process_) + size_of(output_) + size_of(errors_);
  if (signs != signs_) last_sign_ = now;
  signs_ = signs;
  if (patience_.goes_on && !patience_.goes_on()) {
    status_ = Message{"export.cancelled", {}, Cause::cancelled};
  } else if (now - last_sign_ > patience_.longest_silence) {
    status_ = Message{"export.program_hangs",
                      {{"program", program_}, {"seconds", std::to_string(patience_.longest_silence.count())}}};
  } else {
    return true;
  }
  end();
  return false;
}

bool ChildProcess::write(std::string_view bytes) {
  while (!bytes.empty() && process_ >= 0) {
    const ssize_t count = send(input_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
      last_sign_ = std::chrono::steady_clock::now();
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd input{input_, POLLOUT, 0};
      if (poll(&input, 1, static_cast<int>(look.count())) == 0 && !may_wait()) break;
    } else if (errno != EINTR) {
      break;
    }
  }
  took_all_ = took_all_ && bytes.empty();
  return bytes.empty();
}

Status ChildProcess::finish() {
  if (input_ >= 0) close(input_);
  input_ = -1;
  int status = 0;
  auto pause = std::chrono::milliseconds(1);
  while (process_ >= 0) {
    const pid_t ended = waitpid(process_, &status, WNOHANG);
    if (ended == process_ || (ended < 0 && errno != EINTR)) {
      process_ = -1;
    } else if (ended == 0) {
      std::this_thread::sleep_for(pause);
      pause = std::min(2 * pause, look);
      may_wait();
    }
  }
  if (!status_) return status_;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    return took_all_ ? ok() : Status(Message{"export.program_ended_early", {{"program", program_}}});
  if (WIFEXITED(status) && WEXITSTATUS(status) == status_not_found) {
    return Message{"export.program_missing", {{"program", program_}}};
  }
  std::string reason = last_words(errors_);
  if (reason.empty() && WIFSIGNALED(status)) reason = fmt::format("signal {}", WTERMSIG(status));
  if (reason.empty()) reason = fmt::format("status {}", WEXITSTATUS(status));
  return failed(program_, reason);
}

Result<std::unique_ptr<TemporaryFile>> TemporaryFile::create() {
  std::string name = temporary_pattern();
  const SignalsHeld signals;
  const int file = mkostemp(name.data(), O_CLOEXEC);
  if (file < 0) return Message{"file.unwritable", {{"path", name}, {"reason", std::strerror(errno)}}};
  const bool opens_nameless = access(("/proc/self/fd/" + std::to_string(file)).c_str(), R_OK | W_OK) == 0;
  std::unique_ptr<UnfinishedFile> named;
  if (!opens_nameless || unlink(name.c_str()) != 0) named = std::make_unique<UnfinishedFile>(name);
  return std::unique_ptr<TemporaryFile>(new TemporaryFile(file, std::move(named)));
}

TemporaryFile::~TemporaryFile() { close(descriptor_); }

std::string TemporaryFile::path() const {
  return named_ ? named_->path() : "/proc/self/fd/" + std::to_string(inherited_file);
}

std::ptrdiff_t TemporaryFile::read(std::string& buffer) {
  ssize_t count = -1;
  do {
    count = ::read(descriptor_, buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  return count;
}

}  // namespace convoscope
