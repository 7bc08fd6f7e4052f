// Files that are being written, under names which no end of the program is to leave behind.
// Knows the system's calls; not what the files are.
#pragma once

#include <array>
#include <csignal>
#include <string>

namespace convoscope {

/// The signals by which people end a program.
inline constexpr std::array ending_signals{SIGINT, SIGTERM, SIGHUP};

/// Ends the program by one of them, as if it had no handler; unfinished files go first.
void end_by(int signal);

/// Keeps those signals from this thread as long as it lives; then they come.
class SignalsHeld {
 public:
  SignalsHeld();
  ~SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;

 private:
  sigset_t before_;
};

/// A file that is removed with this object, or by one of those signals where that comes first. A handler of the program's own for
/// such a signal stays in place, and then has to end the program in an orderly way.
class UnfinishedFile {
 public:
  /// The file may be there already: hold the signals from before it is made until this is.
  explicit UnfinishedFile(std::string path);
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  const std::string& path() const { return path_; }
  /// The file stays, and is this object's no more.
  void keep();

 private:
  std::string path_;  ///< empty: kept
};

}  // namespace convoscope
