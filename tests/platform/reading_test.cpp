// What is read from files: ordinary ones of a sensible size, all else is refused at once.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <chrono>
#include <fstream>

#include "folder.h"
#include "platform/platform_desktop.h"

namespace convoscope {
namespace {

std::string key_of(const std::string& path) {
  const Result<std::string> bytes = DesktopPlatform().read_file(path);
  return bytes ? "read" : bytes.message().key;
}

TEST(Reading, RefusesWhatIsNoOrdinaryFileAtOnce) {
  const testing::Folder folder;
  const std::string pipe = folder.path("pipe"), link = folder.path("link"), socket_path = folder.path("socket");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  ASSERT_EQ(symlink("/dev/zero", link.c_str()), 0);
  const int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_LT(socket_path.size(), sizeof address.sun_path);
  socket_path.copy(address.sun_path, socket_path.size());
  ASSERT_EQ(bind(listening, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);

  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& path : {pipe, link, socket_path, std::string("/dev/zero"), std::string("/dev/full")})
    EXPECT_EQ(key_of(path), "file.not_regular") << path;
  EXPECT_EQ(key_of(folder.path("")), "file.is_folder");
  EXPECT_EQ(key_of(folder.path("none")), "file.not_found");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5)) << "something was waited for";
  close(listening);
}

TEST(Reading, RefusesLengthBeforeAnythingIsRead) {
  const testing::Folder folder;
  const std::string path = folder.path("long");
  std::ofstream(path) << "x";
  EXPECT_EQ(key_of(path), "read");
  // Of one byte, a hole and nothing more on the disk.
  ASSERT_EQ(truncate(path.c_str(), (off_t{1} << 30) + 1), 0);
  const Result<std::string> bytes = DesktopPlatform().read_file(path);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.message(), (Message{"file.too_large", {{"path", path}, {"limit", "1024"}}}));
}

TEST(Reading, TakesFilesThatDoNotSayHowLongTheyAre) {
  const Result<std::string> bytes = DesktopPlatform().read_file("/proc/self/status");
  if (!bytes) GTEST_SKIP() << "there is no /proc";
  EXPECT_NE(bytes->find("Name:"), std::string::npos);
}

}  // namespace
}  // namespace convoscope
