#include "core/tensor.h"

#include <gtest/gtest.h>

namespace convoscope {
namespace {

constexpr std::int64_t megabyte_of_cells = 1 << 18;

TEST(Tensor, GrowsByAMegabyteAtATime) {
  const Shape shape{1, 3, 1024, 1024};
  Tensor tensor;
  int calls = 1;
  for (; !tensor.grow(shape, [] { return false; }); ++calls) EXPECT_EQ(tensor.size(), calls * megabyte_of_cells);
  EXPECT_EQ(calls, 12);
  EXPECT_EQ(tensor, Tensor(shape));
}

TEST(Tensor, GrowsInOneGoUntilItIsToldToBreakOff) {
  Tensor tensor;
  int asked = 0;
  EXPECT_FALSE(tensor.grow({1, 1, 1024, 1024}, [&] { return ++asked < 3; }));
  EXPECT_EQ(asked, 3);
  EXPECT_TRUE(tensor.grow({1, 1, 1024, 1024}, [] { return true; }));
  EXPECT_EQ(tensor, Tensor({1, 1, 1024, 1024}));
}

TEST(Tensor, GrowsIntoAnotherShapeWhateverItHeld) {
  const auto goes_on = [] { return true; };
  for (const Shape& other : {Shape{1, 1, 2, 3}, Shape{1, 1, 2048, 1024}, Shape{0, 0, 0, 0}}) {
    Tensor whole({2, 1, 3, 4}, 7);
    EXPECT_TRUE(whole.grow(other, goes_on));
    EXPECT_EQ(whole, Tensor(other));
    Tensor unfinished;
    EXPECT_FALSE(unfinished.grow({1, 1, 1024, 1024}, [] { return false; }));
    EXPECT_TRUE(unfinished.grow(other, goes_on));
    EXPECT_EQ(unfinished, Tensor(other));
  }
}

TEST(Tensor, OfTheShapeStaysAsItIs) {
  Tensor tensor = Tensor::counting({1, 2, 3, 4});
  EXPECT_TRUE(tensor.grow({1, 2, 3, 4}, [] { return false; }));
  EXPECT_EQ(tensor, Tensor::counting({1, 2, 3, 4}));
}

}  // namespace
}  // namespace convoscope
