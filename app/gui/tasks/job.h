// Work beside the window, whose progress the window shows and which it may stop.
// Knows no document and no widget.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "document/message.h"
#include "document/progress.h"

namespace convoscope {

/// Where jobs run.
struct JobHost {
  /// Called from any thread when there is something new to show: at most ten times a second, and at the end of each job.
  std::function<void()> wake = [] {};
  /// Without threads, as in a browser, a job is done by the time that it is made.
  bool has_threads = true;
};

class Job {
 public:
  using Work = std::function<Status(const Progress&)>;

  /// Begins at once: on a thread of its own, or where none is to be had on the caller's.
  Job(Work work, const JobHost& host);
  /// Stops the work and waits for it to end.
  ~Job();
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;

  void stop() { is_stopping_ = true; }
  bool is_stopping() const { return is_stopping_; }
  bool is_done() const { return is_done_; }
  /// Waits for the end, no longer than `most`. Answers whether it has come.
  bool wait(std::chrono::milliseconds most);
  /// How it ended; only once it is done (asserted).
  const Status& result() const;
  std::int64_t done() const { return done_; }
  std::int64_t total() const { return total_; }  ///< 0: not known yet

 private:
  void run(const Work& work, const std::function<void()>& wake);

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
