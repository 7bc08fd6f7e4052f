// Several files take their places together or not at all, on a real file system.
#include "cli/file_set.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

#include "platform/renaming_sink.h"
#include "platforms.h"

namespace convoscope {
namespace {

namespace fs = std::filesystem;

/// Writes to the disk as the program does.
class DiskPlatform : public test::AssetPlatform {
 public:
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override {
    return open_renaming_sink(path);
  }
};

class FileSets : public ::testing::Test {
 protected:
  FileSets() {
    std::string pattern = (fs::temp_directory_path() / "convoscope-test-XXXXXX").string();
    EXPECT_NE(mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  ~FileSets() override { fs::remove_all(root_); }

  void put(const std::string& name, const std::string& bytes) const { std::ofstream(root_ / name) << bytes; }
  /// Everything below the root: files by what is in them, folders as "/".
  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> found;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root_)) {
      std::ostringstream bytes;
      if (entry.is_directory())
        bytes << '/';
      else
        bytes << std::ifstream(entry.path()).rdbuf();
      found[fs::relative(entry.path(), root_).string()] = bytes.str();
    }
    return found;
  }

  DiskPlatform platform_;
  fs::path root_;
};

using Contents = std::map<std::string, std::string>;

TEST_F(FileSets, ReplaceWhatIsThere) {
  put("b", "old b");
  {
    FileSet files(root_.string(), platform_);
    for (const char* name : {"a", "b", "c"}) ASSERT_TRUE(files.add(name, std::string("new ") + name));
    ASSERT_TRUE(files.commit());
  }
  EXPECT_EQ(contents(), (Contents{{"a", "new a"}, {"b", "new b"}, {"c", "new c"}}));
}

TEST_F(FileSets, LeaveEverythingAsItWasWhenOneIsInTheWay) {
  put("a", "old a");
  put("c", "old c");
  {
    FileSet files(root_.string(), platform_);
    for (const char* name : {"a", "b", "c", "d", "e"}) ASSERT_TRUE(files.add(name, std::string("new ") + name));
    fs::create_directory(root_ / "d");  // by somebody else, while the steps are being drawn
    const Outcome committed = files.commit();
    ASSERT_FALSE(committed);
    EXPECT_EQ(committed.failure().message.key, "file.is_folder");
  }
  EXPECT_EQ(contents(), (Contents{{"a", "old a"}, {"c", "old c"}, {"d", "/"}}));
}

TEST_F(FileSets, KeepWhoMayReadWhatIsPutBack) {
  put("a", "old a");
  fs::permissions(root_ / "a", fs::perms::owner_read | fs::perms::owner_write);
  {
    FileSet files(root_.string(), platform_);
    for (const char* name : {"a", "b"}) ASSERT_TRUE(files.add(name, "new"));
    fs::create_directory(root_ / "b");
    ASSERT_FALSE(files.commit());
  }
  EXPECT_EQ(fs::status(root_ / "a").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(FileSets, LoseNothingThatCannotBePutBack) {
  put("a", "old a");
  {
    const auto sink = open_renaming_sink((root_ / "a").string());
    ASSERT_TRUE(sink);
    ASSERT_TRUE((*sink)->write("new a"));
    (*sink)->expect_revert();
    ASSERT_TRUE((*sink)->commit());
    fs::remove(root_ / "a");
    fs::create_directory(root_ / "a");  // by somebody else
    (*sink)->revert();
  }
  const Contents found = contents();
  EXPECT_TRUE(std::ranges::any_of(found, [](const auto& file) { return file.second == "old a"; }));
}

TEST_F(FileSets, RemoveTheFoldersMadeForThemWhenTheyFail) {
  {
    FileSet files((root_ / "made" / "here").string(), platform_);
    for (const char* name : {"a", "b"}) ASSERT_TRUE(files.add(name, "new"));
    fs::create_directory(root_ / "made" / "here" / "b");
    ASSERT_FALSE(files.commit());
    fs::remove(root_ / "made" / "here" / "b");
  }
  EXPECT_EQ(contents(), Contents{});
}

TEST_F(FileSets, LeaveNothingBehindUncommitted) {
  {
    FileSet files((root_ / "made").string(), platform_);
    ASSERT_TRUE(files.add("a", "new"));
  }
  EXPECT_EQ(contents(), Contents{});
}

}  // namespace
}  // namespace convoscope
