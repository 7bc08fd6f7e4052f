// A helper program that is fed through its standard input. No shell is involved. The one place that knows processes.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/message.h"
#include "platform/unfinished_file.h"

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
  TemporaryFile(int descriptor, std::unique_ptr<UnfinishedFile> named)
      : descriptor_(descriptor), named_(std::move(named)) {}
  int descriptor_;
  std::unique_ptr<UnfinishedFile> named_;  ///< null: it has no name
};

/// How long a program is waited for.
struct Patience {
  /// Asked many times a second while it is waited for; false ends it ("export.cancelled"). Empty: it goes on.
  std::function<bool()> goes_on{};
  /// Programs that neither take, write nor compute anything for so long are not going to ("export.program_hangs").
  std::chrono::seconds longest_silence{60};
};

class ChildProcess {
 public:
  /// Starts `arguments[0]`, found on the PATH, with the others as its arguments. Its standard output goes nowhere; `file`, where there is one, is open in it
  /// under TemporaryFile::path. Fails with "export.program_missing" {program} or "export.program_failed" {program, reason}.
  static Result<std::unique_ptr<ChildProcess>> start(std::vector<std::string> arguments,
                                                     const TemporaryFile* file = nullptr, Patience patience = {});

  /// Ends the program at once where it still runs.
  ~ChildProcess();
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  /// Waits until the program has taken all bytes. False when it takes no more; `finish` then says why.
  bool write(std::string_view bytes);
  /// Closes its input and waits for it to end. Unless it took everything and ended well: "export.program_failed" with its last
  /// words, "export.program_ended_early" {program}, or what came of `Patience`.
  Status finish();

 private:
  ChildProcess(std::string program, int process, int input, int errors, int output, Patience patience);
  /// Between two looks whether it goes on: false where it shall not, or has been still for too long. It is then ended.
  bool may_wait();
  void end();

  std::string program_;
  int process_;  ///< -1: ended
  int input_;    ///< -1: closed
  int errors_;   ///< a nameless file that takes its standard error
  int output_;   ///< the file that it writes; -1: none
  Patience patience_;
  Status status_ = ok();  ///< what ended it, where that was us
  bool took_all_ = true;
  std::int64_t signs_ = 0;  ///< of life: how much it has taken, written and computed
  std::chrono::steady_clock::time_point last_sign_ = std::chrono::steady_clock::now();
};

}  // namespace convoscope
