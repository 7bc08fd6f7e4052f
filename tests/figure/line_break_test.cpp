// Where sentences break, in English and in Chinese.
#include "figure/draw/line_break.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/utf8.h"

namespace convoscope {
namespace {

using ::testing::ElementsAre;

std::vector<std::string_view> lines_of(std::string_view text, double width) {
  return wrap_text([](std::string_view line) { return static_cast<double>(character_count(line)); }, text, width);
}

TEST(LineBreak, IsAtSpaces) {
  EXPECT_THAT(lines_of("the rule needs it", 9), ElementsAre("the rule", "needs it"));
  EXPECT_THAT(lines_of("as p\u00a0=\u00a0k", 5), ElementsAre("as", "p\u00a0=\u00a0k"));
  EXPECT_THAT(lines_of("a windowsill b", 4), ElementsAre("a", "windowsill", "b"));
  EXPECT_THAT(lines_of("short", 9), ElementsAre("short"));
}

TEST(LineBreak, IsBetweenChineseCharactersButBeforeNoSignThatCloses) {
  EXPECT_THAT(lines_of("卷积核的元素", 4), ElementsAre("卷积核的", "元素"));
  EXPECT_THAT(lines_of("卷积核的元素。", 6), ElementsAre("卷积核的元", "素。"));
  EXPECT_THAT(lines_of("步幅stride为2", 4), ElementsAre("步幅", "stride", "为2"));
}

TEST(LineBreak, IsWhereTheTextHasOne) {
  EXPECT_THAT(lines_of("one\ntwo three", 5), ElementsAre("one", "two", "three"));
  EXPECT_THAT(lines_of("windowsill \n", 4), ElementsAre("windowsill", ""));
  EXPECT_THAT(lines_of("", 4), ElementsAre(""));
}

}  // namespace
}  // namespace convoscope
