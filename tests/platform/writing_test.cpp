// Files take their place whole, keep who they belong to, and leave nothing beside them.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "folder.h"
#include "platform/platform_desktop.h"
#include "platform/renaming_sink.h"
#include "platform/unfinished_file.h"

namespace convoscope {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Status write(const std::string& path, const std::string& text) { return DesktopPlatform().write_file(path, text); }

TEST(Writing, ReplacesFilesWithTheLongestNames) {
  const testing::Folder folder;
  for (const std::size_t length : {230, 244, 255}) {
    const std::string path = folder.path(std::string(length, 'n'));
    ASSERT_TRUE(write(path, "old")) << length;
    ASSERT_TRUE(write(path, "new")) << length;
    EXPECT_EQ(text_of(path), "new");
  }
  EXPECT_EQ(folder.count(), 3U);
}

TEST(Writing, KeepsModeAndOwner) {
  const testing::Folder folder;
  const std::string path = folder.path("theirs");
  ASSERT_TRUE(write(path, "old"));
  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  const bool may_give = chown(path.c_str(), 12345, 54321) == 0;
  ASSERT_TRUE(write(path, "new"));
  struct stat status {};
  ASSERT_EQ(stat(path.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640U);
  EXPECT_EQ(text_of(path), "new");
  if (!may_give) GTEST_SKIP() << "only root gives files away";
  EXPECT_EQ(status.st_uid, 12345U);
  EXPECT_EQ(status.st_gid, 54321U);
}

TEST(Writing, KeepsNothingBesideWithoutNeed) {
  const testing::Folder folder;
  const std::string path = folder.path("a");
  ASSERT_TRUE(write(path, "old"));
  const auto sink = open_renaming_sink(path);
  ASSERT_TRUE(sink);
  ASSERT_TRUE((*sink)->write("new"));
  ASSERT_TRUE((*sink)->commit());
  EXPECT_EQ(folder.count(), 1U) << "a kill now would leave it";
}

/// What a child process leaves in the folder that `signal` ends while it holds an unfinished file.
std::size_t left_after(int signal, const testing::Folder& folder) {
  const pid_t child = fork();
  if (child == 0) {
    const std::string path = folder.path("unfinished");
    std::ofstream(path) << "half";
    const UnfinishedFile file(path);
    kill(getpid(), signal);
    pause();
    _exit(1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it goes on, or ends as if nothing had happened";
  EXPECT_EQ(WTERMSIG(status), signal);
  return folder.count();
}

TEST(Writing, LeavesNothingWhenASignalEndsIt) {
  const testing::Folder folder;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) EXPECT_EQ(left_after(signal, folder), 0U) << signal;
}

TEST(Writing, LetsSignalsWaitWhileTheyAreHeld) {
  const pid_t child = fork();
  if (child == 0) {
    {
      const SignalsHeld held;
      kill(getpid(), SIGTERM);
      if (getppid() < 0) _exit(1);
    }
    _exit(2);  // the signal has come before this
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
}

TEST(Writing, TakesTheNumbersOfNoStandardStream) {
  const pid_t child = fork();
  if (child == 0) {
    for (const int stream : {0, 1, 2}) close(stream);
    occupy_standard_streams();
    const int next = open("/dev/null", O_RDONLY);
    char byte = 0;
    const bool is_dead = read(0, &byte, 1) < 0 && ::write(1, &byte, 1) < 0 && ::write(2, &byte, 1) < 0;
    _exit(next > 2 && is_dead ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace convoscope
