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
  EXPECT_EQ(number_text(12294006), "12294006");
  EXPECT_EQ(number_text(-16777215), "−16777215");
}

TEST(NumberText, LeavesNoNumberWithoutDigits) {
  EXPECT_EQ(number_text(16777216), "1.7e7");
  EXPECT_EQ(number_text(1.2e8), "1.2e8");
  EXPECT_EQ(number_text(-1e20), "−1e20");
  EXPECT_EQ(number_text(0.004), "4e−3");
  EXPECT_EQ(number_text(0.004, 3), "0.004");
  EXPECT_EQ(number_text(-1.26e-10), "−1.3e−10");
  EXPECT_EQ(number_text(std::numeric_limits<double>::max()), "1.8e308");
  EXPECT_EQ(number_text(std::numeric_limits<double>::denorm_min()), "4.9e−324");
}

TEST(NumberText, LeavesCountsWhole) {
  EXPECT_EQ(whole_text(0), "0");
  EXPECT_EQ(whole_text(-12), "−12");
  EXPECT_EQ(whole_text(150994944), "150994944");
  EXPECT_EQ(whole_text(std::numeric_limits<std::int64_t>::min()), "−9223372036854775808");
}

TEST(NumberText, NamesWhatIsNoNumber) {
  EXPECT_EQ(number_text(std::nan("")), "nan");
  EXPECT_EQ(number_text(std::numeric_limits<double>::infinity()), "∞");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::infinity()), "−∞");
}

}  // namespace
}  // namespace convoscope
