// A helper program that is fed through its standard input. No shell is involved. The one place that knows processes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"

namespace convoscope {

/// A file for another program to write, gone with this however this program ends: where the system lets programs open what has no
/// name (Linux), it has none.
class TemporaryFile {
 public:
  /// Fails with "file.unwritable".
  static Result<std::unique_ptr<TemporaryFile>> create();
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  /// By what name the other program opens it. It says nothing of the format.
  std::string path() const;
  int descriptor() const { return descriptor_; }
  /// The next bytes from the start on, at most `buffer`'s size; 0 at the end, -1 where it cannot be read.
  std::ptrdiff_t read(std::string& buffer);

 private:
  TemporaryFile(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
  int descriptor_;
  std::string name_;  ///< empty: it has none
};

class ChildProcess {
 public:
  /// Starts `arguments[0]`, found on the PATH, with the others as its arguments. Its standard output goes nowhere; `file`, where there is one, is open in it
  /// under TemporaryFile::path. Fails with "export.program_missing" {program} or "export.program_failed" {program, reason}.
  static Result<std::unique_ptr<ChildProcess>> start(std::vector<std::string> arguments,
                                                     const TemporaryFile* file = nullptr);

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

}  // namespace convoscope
