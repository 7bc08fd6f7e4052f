// Files that stand for something taken, and the end that the program is asked for from outside.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <thread>
#include <vector>

#include "folder.h"
#include "platform/platform_desktop.h"

namespace convoscope {
namespace {

TEST(Claims, AreOneProcesssAndGoWithIt) {
  const testing::Folder folder;
  const std::string path = folder.path("lock");
  const DesktopPlatform platform;
  std::unique_ptr<FileClaim> claim = platform.claim_file(path);
  ASSERT_TRUE(claim);
  EXPECT_FALSE(platform.claim_file(path)) << "it is taken";
  claim.reset();
  const pid_t other = fork();
  if (other == 0) {
    claim = platform.claim_file(path);
    kill(getpid(), claim ? SIGKILL : SIGTERM);
  }
  int status = 0;
  waitpid(other, &status, 0);
  EXPECT_EQ(WTERMSIG(status), SIGKILL) << "nobody had it any more";
  EXPECT_TRUE(platform.claim_file(path)) << "the other has died";
  EXPECT_FALSE(platform.claim_file(folder.path("none/lock")));
}

/// How a program ends that listens, is sent `signals`, and comes to its end by itself where `is_quick`.
int end_of(const std::vector<int>& signals, bool is_quick) {
  const pid_t child = fork();
  if (child == 0) {
    alarm(20);
    std::atomic<bool> is_asked = false;
    {
      const auto listener = DesktopPlatform().listen_for_end([&] { is_asked = true; });
      for (const int signal : signals) {
        kill(getpid(), signal);
        while (!is_asked) std::this_thread::yield();
      }
      while (!is_quick) pause();
    }
    _exit(is_asked ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : -WEXITSTATUS(status);
}

TEST(EndSignals, AskAndThenEndTheProgramAsTheyWere) {
  for (const int signal : {SIGTERM, SIGHUP, SIGINT}) EXPECT_EQ(end_of({signal}, true), signal);
  EXPECT_EQ(end_of({}, true), 0) << "nobody asked";
}

TEST(EndSignals, EndAProgramThatDoesNotListen) {
  EXPECT_EQ(end_of({SIGTERM, SIGTERM}, false), SIGTERM) << "at the second";
  EXPECT_EQ(end_of({SIGTERM}, false), SIGTERM) << "after a few seconds";
}

}  // namespace
}  // namespace convoscope
