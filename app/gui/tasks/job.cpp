#include "gui/tasks/job.h"

#include <chrono>
#include <exception>
#include <new>
#include <system_error>

#include "core/assert.h"

namespace convoscope {

Job::Job(Work work, const JobHost& host) {
  if (host.has_threads) {
    try {
      thread_ = std::thread([this, work, wake = host.wake] { run(work, wake); });
      return;
    } catch (const std::system_error&) {}  // the system has no further thread to give
  }
  run(work, host.wake);
}

Job::~Job() {
  stop();
  if (thread_.joinable()) thread_.join();
}

const Status& Job::result() const {
  CONVOSCOPE_ASSERT(is_done_);
  return result_;
}

bool Job::wait(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return ended_.wait_for(lock, most, [this] { return is_done_.load(); });
}

void Job::run(const Work& work, const std::function<void()>& wake) {
  using Clock = std::chrono::steady_clock;
  constexpr auto pause = std::chrono::milliseconds(100);
  auto woken = Clock::now();
  const Progress progress = [&](std::int64_t done, std::int64_t total) {
    done_ = done;
    total_ = total;
    if (Clock::now() - woken >= pause) {
      woken = Clock::now();
      wake();
    }
    return !is_stopping_;
  };
  try {
    result_ = work(progress);
  } catch (const std::bad_alloc&) {
    result_ = Message{"export.out_of_memory", {}, Cause::out_of_memory};
  } catch (const std::exception& error) {
    result_ = Message{"notice.failed", {{"reason", error.what()}}};
  }
  {
    const std::lock_guard lock(mutex_);
    is_done_ = true;
  }
  ended_.notify_all();
  wake();
}

}  // namespace convoscope
