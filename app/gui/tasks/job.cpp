#include "gui/tasks/job.h"

#include <chrono>
#include <exception>
#include <new>
#include <system_error>
#include <utility>

#include "core/assert.h"

namespace convoscope {
namespace {

constexpr double wakes_after_s = 0.1;

}  // namespace

Job::Job(Work work, const JobHost& host) : work_(std::move(work)), host_(host) {
  if (host_.has_threads) {
    try {
      thread_ = std::thread([this] {
        run([this, woken_s = host_.clock_s()]() mutable {
          const double now_s = host_.clock_s();
          if (now_s >= woken_s + wakes_after_s) {
            woken_s = now_s;
            host_.wake();
          }
          return true;
        });
      });
      return;
    } catch (const std::system_error&) {}  // the system has no further thread to give
  }
  run_slice();
}

Job::~Job() {
  stop();
  if (thread_.joinable()) thread_.join();
}

const Status& Job::result() const {
  CONVOSCOPE_ASSERT(is_done_);
  return result_;
}

bool Job::advance() {
  if (!is_done_ && !thread_.joinable()) run_slice();
  return is_done_;
}

bool Job::wait(std::chrono::milliseconds most) {
  if (!thread_.joinable()) return is_done_;
  std::unique_lock lock(mutex_);
  return ended_.wait_for(lock, most, [this] { return is_done_.load(); });
}

void Job::run_slice() {
  run([this, end_s = host_.clock_s() + host_.slice_s] { return host_.clock_s() < end_s; });
}

/// Until the work ends, or is broken off by `goes_on`.
void Job::run(const std::function<bool()>& goes_on) {
  const Progress progress = [&](std::int64_t done, std::int64_t total) {
    done_ = done;
    total_ = total;
    return goes_on() && !is_stopping_;
  };
  std::optional<Status> ended;
  try {
    ended = work_(progress);
  } catch (const std::bad_alloc&) {
    ended = Message{"export.out_of_memory", {}, Cause::out_of_memory};
  } catch (const std::exception& error) {
    ended = Message{"notice.failed", {{"reason", error.what()}}};
  }
  if (!ended && is_stopping_) ended = Message{"export.cancelled", {}, Cause::cancelled};
  if (ended) {
    work_ = nullptr;
    result_ = *ended;
    {
      const std::lock_guard lock(mutex_);
      is_done_ = true;
    }
    ended_.notify_all();
  }
  host_.wake();
}

}  // namespace convoscope
