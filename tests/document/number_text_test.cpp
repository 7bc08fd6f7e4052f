// Numbers in pictures.
#include "document/number_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace convoscope {
namespace {

TEST(NumberText, IsShort) {
  EXPECT_EQ(number_text(0), "0");
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(36), "36");
  EXPECT_EQ(number_text(-3), "−3");
  EXPECT_EQ(number_text(100), "100");
  EXPECT_EQ(number_text(1.5), "1.5");
  EXPECT_EQ(number_text(5.0 / 3), "1.67");
  EXPECT_EQ(number_text(5.0 / 3, 0), "2");
  EXPECT_EQ(number_text(0.0625, 4), "0.0625");
  EXPECT_EQ(number_text(2.999), "3");
  EXPECT_EQ(number_text(-0.5), "−0.5");
  EXPECT_EQ(number_text(9999999), "9999999");
}

TEST(NumberText, LeavesNoNumberWithoutDigits) {
  EXPECT_EQ(number_text(1.2e7), "1.2e7");
  EXPECT_EQ(number_text(-1e20), "−1e20");
  EXPECT_EQ(number_text(0.004), "4e−3");
  EXPECT_EQ(number_text(0.004, 3), "0.004");
  EXPECT_EQ(number_text(-1.26e-10), "−1.3e−10");
  EXPECT_EQ(number_text(std::numeric_limits<double>::max()), "1.8e308");
  EXPECT_EQ(number_text(std::numeric_limits<double>::denorm_min()), "4.9e−324");
}

TEST(NumberText, NamesWhatIsNoNumber) {
  EXPECT_EQ(number_text(std::nan("")), "nan");
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity()), "∞");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::infinity()), "−∞");
}

}  // namespace
}  // namespace convoscope
