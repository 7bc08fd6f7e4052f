// Colours that are moved until they are read, or until they stay behind what is read.
#include "figure/draw/contrast.h"

#include <gtest/gtest.h>

#include "support.h"

namespace convoscope {
namespace {

TEST(Contrast, HasWcagsValues) {
  EXPECT_NEAR(contrast({0, 0, 0, 255}, {255, 255, 255, 255}), 21, 1e-9);
  EXPECT_NEAR(contrast({0x76, 0x76, 0x76, 255}, {255, 255, 255, 255}), 4.54, 0.005);
}

TEST(Contrast, PalesNoMoreThanNeeded) {
  const Color white{255, 255, 255, 255}, black{0, 0, 0, 255};
  const Color pale = paled(black, white, 3);
  EXPECT_LE(contrast(pale, white), 3);
  EXPECT_GT(contrast(pale, white), 2.7);
  EXPECT_EQ(paled(pale, white, 3), pale);
  EXPECT_GT(contrast(paled(white, black, 3), black), 2);
}

// A zero stands on its hatching.
TEST(Contrast, HatchingLetsZerosBeRead) {
  for (const char* name : {"light", "dark", "classic", "color-blind-safe", "high-contrast", "print"}) {
    const Theme theme = testing::theme(name);
    const Color hatch = paled(theme.zero_line, theme.zero, hatch_contrast);
    EXPECT_GE(contrast(hatch, theme.zero), 1.5) << name;
    EXPECT_GE(contrast(theme.zero_text, hatch), 1.45) << name;
  }
}

}  // namespace
}  // namespace convoscope
