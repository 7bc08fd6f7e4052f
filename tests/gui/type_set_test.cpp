#include "gui/widgets/type_set.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include "panel_stage.h"

namespace convoscope::testing {
namespace {

class Types : public ::testing::Test {
 protected:
  WidgetContext widgets_;
  TypeSet types_{machine_fonts()};
};

TEST_F(Types, AreBodyTextUntilATextAsksForThem) {
  types_.build(1, 1);
  EXPECT_FALSE(types_.is_incomplete());
  EXPECT_EQ(types_[Type::title].font, types_[Type::body].font);
  types_.require(Type::title, "");
  EXPECT_TRUE(types_.is_incomplete());
  types_.build(1, 1);
  EXPECT_FALSE(types_.is_incomplete());
  EXPECT_NE(types_[Type::title].font, types_[Type::body].font);
  EXPECT_GT(types_[Type::title].line_px, types_[Type::body].line_px);
  EXPECT_EQ(types_[Type::lesson_title].font, types_[Type::body].font);
}

TEST_F(Types, HaveAllOfAsciiOnceTheyAreThere) {
  types_.require(Type::title, "A");
  types_.build(1, 1);
  types_.require(Type::title, "any other words: 0123456789 {}~");
  EXPECT_FALSE(types_.is_incomplete());
  types_.require(Type::title, "×");
  EXPECT_TRUE(types_.is_incomplete());
}

}  // namespace
}  // namespace convoscope::testing
