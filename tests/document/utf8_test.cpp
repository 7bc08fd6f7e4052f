// Characters of UTF-8 text, well formed and broken.
#include "document/utf8.h"

#include <gtest/gtest.h>

namespace convoscope {
namespace {

TEST(Utf8, IsReadCharacterByCharacter) {
  EXPECT_EQ(characters("a\u00a0−卷\U0001F393"), U"a\u00a0−卷\U0001F393");
  EXPECT_EQ(characters("\uFFFD"), U"\uFFFD");
  EXPECT_EQ(characters(""), U"");
}

TEST(Utf8, StandsForItsBytesWhereItIsBroken) {
  EXPECT_EQ(characters("x\xE5\x8D"), U"x\uFFFD\uFFFD");          // breaks off
  EXPECT_EQ(characters("\xE5 x"), U"\uFFFD x");                  // goes on with another
  EXPECT_EQ(characters("\x80x"), U"\uFFFDx");                    // begins in the middle
  EXPECT_EQ(characters("\xC0\xAF"), U"\uFFFD\uFFFD");            // too long for what it says
  EXPECT_EQ(characters("\xED\xA0\x80"), U"\uFFFD\uFFFD\uFFFD");  // half of a pair
  EXPECT_EQ(characters("\xF4\x90\x80\x80").size(), 4U);          // beyond U+10FFFF
  EXPECT_EQ(characters("\xFC\x84\x80\x80").size(), 4U);
}

TEST(Utf8, IsCountedAndCutByCharacters) {
  EXPECT_EQ(character_count("−1.5"), 4U);
  EXPECT_EQ(character_count("卷积"), 2U);
  EXPECT_EQ(character_length("a卷", 1), 3U);
  EXPECT_EQ(character_length("a卷", 0), 1U);
  EXPECT_EQ(without_last_character("a卷"), "a");
  EXPECT_EQ(without_last_character("卷b"), "卷");
  EXPECT_EQ(without_last_character("\x80"), "");
  EXPECT_EQ(without_last_character(""), "");
}

}  // namespace
}  // namespace convoscope
