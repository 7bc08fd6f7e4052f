// Rows of an output as they get done, by several threads: the one that asked for them is told, and may stop it all.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <thread>
#include <utility>

namespace convoscope {

class RowCount {
 public:
  /// `goes_on` may be empty. Made on the thread that asks; only there `goes_on` is called, with the rows done since.
  explicit RowCount(const std::function<bool(std::int64_t)>& goes_on)
      : goes_on_(goes_on), asker_(std::this_thread::get_id()) {}

  bool goes_on() const { return !is_stopped_; }
  void stop() { is_stopped_ = true; }
  void add(std::int64_t rows = 1) {
    done_ += rows;
    if (goes_on_ && std::this_thread::get_id() == asker_) tell();
  }

 private:
  void tell() {
    const std::int64_t done = done_;
    if (done > told_ && !goes_on_(done - std::exchange(told_, done))) stop();
  }

  const std::function<bool(std::int64_t)>& goes_on_;
  const std::thread::id asker_;
  std::atomic<std::int64_t> done_{0};
  std::int64_t told_ = 0;
  std::atomic<bool> is_stopped_{false};
};

}  // namespace convoscope
