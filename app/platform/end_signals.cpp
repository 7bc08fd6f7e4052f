// A handler may do next to nothing: it writes the signal into a pipe, at whose other end a thread reads.
#include "platform/end_signals.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>
#include <utility>
#include <vector>

#include "platform/unfinished_file.h"

namespace convoscope {
namespace {

constexpr int patience_ms = 5000;
constexpr unsigned char listener_goes = 0;

std::atomic<int> wire = -1;

void write_byte(unsigned char byte) {
  while (write(wire, &byte, 1) < 0 && errno == EINTR) {}
}

void pass_on(int signal) {
  const int before = errno;
  write_byte(static_cast<unsigned char>(signal));
  errno = before;
}

class SignalListener : public EndListener {
 public:
  SignalListener(std::array<int, 2> pipe, std::function<void()> ask) : pipe_(pipe), ask_(std::move(ask)) {
    wire = pipe_[1];
    thread_ = std::thread([this] { listen(); });
    for (const int signal : ending_signals) {
      struct sigaction present {};
      if (sigaction(signal, nullptr, &present) != 0 || present.sa_handler != SIG_DFL) continue;
      struct sigaction action {};
      action.sa_handler = pass_on;
      action.sa_flags = SA_RESTART;
      sigemptyset(&action.sa_mask);
      sigaction(signal, &action, nullptr);
      taken_.push_back(signal);
    }
  }

  ~SignalListener() override {
    for (const int signal : taken_) std::signal(signal, SIG_DFL);
    write_byte(listener_goes);
    thread_.join();
    wire = -1;
    close(pipe_[0]);
    close(pipe_[1]);
    if (asked_by_ != listener_goes) end_by(asked_by_);
  }

 private:
  unsigned char next() const {
    unsigned char byte = listener_goes;
    while (read(pipe_[0], &byte, 1) < 0 && errno == EINTR) {}
    return byte;
  }

  void listen() {
    asked_by_ = next();
    if (asked_by_ == listener_goes) return;
    ask_();
    pollfd more{pipe_[0], POLLIN, 0};
    int count = 0;
    while ((count = poll(&more, 1, patience_ms)) < 0 && errno == EINTR) {}
    if (count > 0 && next() == listener_goes) return;
    end_by(asked_by_);
  }

  std::array<int, 2> pipe_;
  std::function<void()> ask_;
  std::vector<int> taken_;
  unsigned char asked_by_ = listener_goes;  // the thread's, until it has been joined
  std::thread thread_;
};

}  // namespace

std::unique_ptr<EndListener> listen_for_end_signals(std::function<void()> ask) {
  std::array<int, 2> ends{};
  if (wire >= 0 || pipe2(ends.data(), O_CLOEXEC) != 0) return nullptr;
  return std::make_unique<SignalListener>(ends, std::move(ask));
}

}  // namespace convoscope
