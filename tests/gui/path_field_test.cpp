// What of a path is selected when it is to be typed anew.
#include <gtest/gtest.h>

#include <string>

#include "gui/widgets/widgets.h"

namespace convoscope::testing {
namespace {

std::string selected(std::string_view path) {
  const TextRange range = stem_range(path);
  return std::string(
      path.substr(static_cast<std::size_t>(range.begin), static_cast<std::size_t>(range.end - range.begin)));
}

TEST(PathField, SelectsTheNameWithoutFolderAndEnding) {
  EXPECT_EQ(selected("/home/figures.d/stride two.convo"), "stride two");
  EXPECT_EQ(selected("steps.gif"), "steps");
  EXPECT_EQ(selected("archive.tar.gz"), "archive.tar");
  EXPECT_EQ(selected("/home/figures.d/stride"), "stride");
  EXPECT_EQ(selected("/home/.hidden"), ".hidden");
  EXPECT_EQ(selected("/home/"), "");
  EXPECT_EQ(selected(""), "");
}

}  // namespace
}  // namespace convoscope::testing
