// Helpers that end too early, never end, or are not wanted any more.
#include "platform/child_process.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <csignal>

namespace convoscope {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

const std::string many_bytes(1 << 22, 'x');  // more than the system keeps for a program that does not read

struct Ended {
  Status status;
  seconds after;
};

Ended run(const std::string& script, Patience patience, const std::string& input = many_bytes) {
  const auto begin = steady_clock::now();
  auto child = ChildProcess::start({"sh", "-c", script}, nullptr, std::move(patience));
  EXPECT_TRUE(child);
  (*child)->write(input);
  Status status = (*child)->finish();
  return {status, std::chrono::duration_cast<seconds>(steady_clock::now() - begin)};
}

TEST(ChildProcess, EndsWellWhenItHasTakenEverything) {
  EXPECT_TRUE(run("cat >/dev/null", {}).status);
  EXPECT_TRUE(run("exit 0", {}, "").status);
}

TEST(ChildProcess, IsToldWhenItEndsBeforeItHasTakenEverything) {
  const Ended ended = run("head -c 1000 >/dev/null; exit 0", {});
  ASSERT_FALSE(ended.status);
  EXPECT_EQ(ended.status.message(), (Message{"export.program_ended_early", {{"program", "sh"}}}));
}

TEST(ChildProcess, IsEndedWhenItHangs) {
  const Patience impatient{.longest_silence = seconds(1)};
  for (const char* script : {"exec sleep 1000", "cat >/dev/null; exec sleep 1000", "kill -STOP $$"}) {
    const Ended ended = run(script, impatient);
    ASSERT_FALSE(ended.status) << script;
    EXPECT_EQ(ended.status.message(), (Message{"export.program_hangs", {{"program", "sh"}, {"seconds", "1"}}}));
    EXPECT_LT(ended.after, seconds(30)) << script;
  }
}

TEST(ChildProcess, IsNotEndedWhileItWorks) {
  // Some two seconds of computing, without a byte read or written.
  const Ended ended =
      run("cat >/dev/null; i=0; while [ $i -lt 2000000 ]; do i=$((i + 1)); done", {.longest_silence = seconds(1)});
  EXPECT_TRUE(ended.status);
}

TEST(ChildProcess, IsEndedWhenItIsNotWantedAnyMore) {
  for (const char* script : {"exec sleep 1000", "cat >/dev/null; exec sleep 1000"}) {
    int asked = 0;
    const Ended ended = run(script, {.goes_on = [&] { return ++asked < 3; }});
    ASSERT_FALSE(ended.status);
    EXPECT_EQ(ended.status.message().cause, Cause::cancelled);
    EXPECT_LT(ended.after, seconds(30));
  }
}

}  // namespace
}  // namespace convoscope
