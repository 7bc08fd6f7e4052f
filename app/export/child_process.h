// A helper program that is fed through its standard input. No shell is involved. The one place that knows processes.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"

namespace convoscope {

class ChildProcess {
 public:
  /// Starts `arguments[0]`, found on the PATH, with the others as its arguments. Its standard output goes nowhere.
  /// Fails with "export.program_missing" {program} or "export.program_failed" {program, reason}.
  static Result<std::unique_ptr<ChildProcess>> start(std::vector<std::string> arguments);

  /// Ends the program at once where it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Waits until the program has taken all bytes. False when it takes no more; `finish` then says why.
  bool write(std::string_view bytes);
  /// Closes its input and waits for it to end; "export.program_failed" with its last words unless it ended well.
  Status finish();

 private:
  ChildProcess(std::string program, int process, int input, int errors);

  std::string program_;
  int process_;  ///< -1: ended
  int input_;    ///< -1: closed
  int errors_;   ///< a nameless file that takes its standard error
};

/// A file in the folder for temporary ones, removed with this.
class TemporaryFile {
 public:
  /// Fails with "file.unwritable".
  static Result<std::unique_ptr<TemporaryFile>> create(std::string_view ending);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace convoscope
