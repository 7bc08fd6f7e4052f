// Work beside the window, whose progress the window shows and which it may stop.
// Knows no document and no widget.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "document/message.h"
#include "document/progress.h"

namespace convoscope {

/// Where jobs run.
struct JobHost {
  /// Called from any thread when there is something new to show: at most ten times a second, and at the end of each job. Without threads
  /// also where a job has to be advanced again.
  std::function<void()> wake = [] {};
  /// Without threads, as in a browser, a job works on its caller's time: when it is made, and whenever it is advanced.
  bool has_threads = true;
  /// How long it then works at a time, by this clock.
  double slice_s = 0.015;
  std::function<double()> clock_s = [] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  };
};

class Job {
 public:
  /// Answers how it ended; or nothing, where it was broken off by what it tells its progress: it is then called again and goes on.
  using Work = std::function<std::optional<Status>(const Progress&)>;

  /// Begins at once: on a thread of its own, or where none is to be had with a slice of the caller's time.
  Job(Work work, const JobHost& host);
  /// Stops the work and waits for it to end.
  ~Job();
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  void stop() { is_stopping_ = true; }
  bool is_stopping() const { return is_stopping_; }
  bool is_done() const { return is_done_; }
  /// Goes on for a slice, unless there is a thread that does. Answers whether the end has come.
  bool advance();
  /// Waits for what a thread does, no longer than `most`. Answers whether the end has come.
  bool wait(std::chrono::milliseconds most);
  /// How it ended; only once it is done (asserted). Work that was broken off for good was cancelled.
  const Status& result() const;
  std::int64_t done() const { return done_; }
  std::int64_t total() const { return total_; }  ///< 0: not known yet

 private:
  void run(const std::function<bool()>& goes_on);
  void run_slice();

  Work work_;
  const JobHost host_;
  std::atomic<bool> is_stopping_ = false;
  std::atomic<bool> is_done_ = false;
  std::atomic<std::int64_t> done_ = 0;
  std::atomic<std::int64_t> total_ = 0;
  Status result_ = ok();
  std::mutex mutex_;
  std::condition_variable ended_;
  std::thread thread_;
};

}  // namespace convoscope
