// The handler may run in any thread at any moment. It waits for the list to be free, which it soon is: whoever holds the list
// holds the signals too, and so is never the thread that the handler has interrupted.
#include "platform/unfinished_file.h"

#include <unistd.h>

#include <atomic>
#include <set>
#include <utility>

namespace convoscope {
namespace {

struct List {
  std::atomic_flag is_taken;
  std::multiset<std::string> paths;
};

/// Never destroyed: a signal may come while the program ends.
List& list() {
  static List* const one = new List;
  return *one;
}

class ListHeld {
 public:
  ListHeld() {
    while (list().is_taken.test_and_set(std::memory_order_acquire)) {}
  }
  ~ListHeld() { list().is_taken.clear(std::memory_order_release); }
  ListHeld(const ListHeld&) = delete;
  ListHeld& operator=(const ListHeld&) = delete;
};

/// Where the program would just end, or where it ignores the signal, nothing else is wanted of it.
void listen_for_signals() {
  list();
  for (const int signal : ending_signals) {
    struct sigaction present {};
    if (sigaction(signal, nullptr, &present) != 0 || present.sa_handler != SIG_DFL) continue;
    struct sigaction action {};
    action.sa_handler = end_by;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
  }
}

}  // namespace

void end_by(int signal) {
  {
    const ListHeld held;
    for (const std::string& path : list().paths) unlink(path.c_str());
  }
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

SignalsHeld::SignalsHeld() {
  sigset_t ending;
  sigemptyset(&ending);
  for (const int signal : ending_signals) sigaddset(&ending, signal);
  pthread_sigmask(SIG_BLOCK, &ending, &before_);
}

SignalsHeld::~SignalsHeld() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

UnfinishedFile::UnfinishedFile(std::string path) : path_(std::move(path)) {
  [[maybe_unused]] static const bool is_listening = (listen_for_signals(), true);
  const SignalsHeld signals;
  const ListHeld held;
  list().paths.insert(path_);
}

UnfinishedFile::~UnfinishedFile() {
  if (path_.empty()) return;
  unlink(path_.c_str());
  keep();
}

void UnfinishedFile::keep() {
  const SignalsHeld signals;
  const ListHeld held;
  list().paths.erase(list().paths.find(path_));
  path_.clear();
}

}  // namespace convoscope
