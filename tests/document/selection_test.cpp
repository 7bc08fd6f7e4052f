// Tags as text, and the article's names of cells.
#include "document/selection.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support.h"

namespace convoscope {
namespace {

TEST(Tag, IsWrittenAsTheFilesAndIdsHaveIt) {
  EXPECT_EQ(to_string({Side::transposed, Part::fine, 0, {1, 2}}), "transposed.output[1,2]");
  EXPECT_EQ(to_string({Side::transposed, Part::coarse, 0, {1, 0}}), "transposed.input[1,0]");
  EXPECT_EQ(to_string({Side::convolution, Part::fine, 0, {0, 0}}), "convolution.input[0,0]");
  EXPECT_EQ(to_string({Side::convolution, Part::coarse, 0, {0, 1}}), "convolution.output[0,1]");
  EXPECT_EQ(to_string({Side::none, Part::fine, 3, {1, 1}}), "fine[3:1,1]");
  EXPECT_EQ(to_string({Side::none, Part::fine, 3}), "fine[3:]");
  EXPECT_EQ(to_string({Side::transposed, Part::fine, 0, {-1, -1}}), "transposed.output[-1,-1]");
  EXPECT_EQ(to_string({Side::none, Part::kernel, 0, {2, 0}}), "kernel[2,0]");
  EXPECT_EQ(to_string({Side::none, Part::connection, 0, {1, 1}, {2, 0}, {0, 1}}), "connection[1,1;2,0;0,1]");
  EXPECT_EQ(to_string({Side::transposed, Part::window}), "transposed.window");
  EXPECT_EQ(to_string(Tag{}), "");
}

TEST(Tag, NothingIsReadFromOtherTexts) {
  for (const char* text : {"",
                           "none",
                           "fine[",
                           "fine[]",
                           "fine[1]",
                           "fine[1,2",
                           "fine[1,2]x",
                           "fine[01,2]",
                           "fine[+1,2]",
                           "fine[0:1,2]",
                           "input[1,2]",
                           "convolution.fine[1,2]",
                           "left.output[1,2]",
                           "kernel[1,2;3,4]",
                           "connection[1,2]",
                           "connection",
                           "fine[99999999999999999999,1]",
                           "fine[0:]",
                           "fine[:]",
                           "connection[1:]",
                           "."}) {
    EXPECT_FALSE(parse_tag(text).has_value()) << text;
  }
}

RC_GTEST_PROP(Tag, IsReadAsItWasWritten, ()) {
  Tag tag;
  tag.side = static_cast<Side>(*rc::gen::inRange(0, 3));
  tag.part = static_cast<Part>(*rc::gen::inRange(1, 10));
  tag.channel = *rc::gen::inRange<std::int64_t>(0, 5);
  const auto cell = [] {
    return Cell{*rc::gen::inRange<std::int64_t>(-1, 5000), *rc::gen::inRange<std::int64_t>(-1, 9)};
  };
  if (tag.part == Part::connection || *rc::gen::arbitrary<bool>()) tag.cell = cell();
  if (tag.part == Part::connection) {
    tag.kernel = cell();
    tag.coarse = cell();
  }
  const auto read = parse_tag(to_string(tag));
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == tag);
}

TEST(CellNames, AreTheArticles) {
  const Relation article = relation(testing::article_scene().spec);
  EXPECT_EQ(fine_name(article, {0, 0}), "a");
  EXPECT_EQ(fine_name(article, {1, 1}), "e");
  EXPECT_EQ(fine_name(article, {2, 2}), "i");
  EXPECT_EQ(coarse_name(article, {0, 0}), "1");
  EXPECT_EQ(coarse_name(article, {1, 1}), "4");
}

TEST(CellNames, GoOnAfterZ) {
  const Relation wide = relation(testing::square(Operation::convolution, 26, 1, 1, 0));
  EXPECT_EQ(fine_name(wide, {0, 25}), "z");
  EXPECT_EQ(fine_name(wide, {1, 0}), "aa");
  EXPECT_EQ(fine_name(wide, {1, 25}), "az");
  EXPECT_EQ(fine_name(wide, {2, 0}), "ba");
  EXPECT_EQ(fine_name(wide, {25, 25}), "yz");  // 676 = 25 * 26 + 26
}

// The cell in the middle of a map of 4095 x 4095 was called "richl".
TEST(CellNames, ArePlacesInMapsBeyondTwoLetters) {
  const Relation large = relation(testing::square(Operation::convolution, 30, 3, 2, 1));
  EXPECT_EQ(fine_name(large, {12, 3}), "[12,3]");
  EXPECT_EQ(coarse_name(large, {6, 1}), "[6,1]");
}

}  // namespace
}  // namespace convoscope
