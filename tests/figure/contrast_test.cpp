// Colours that are moved until they are read, or until they stay behind what is read.
#include "figure/draw/contrast.h"

#include <gtest/gtest.h>

#include "every_view.h"
#include "faint.h"
#include "figure/draw/theme_names.h"

namespace convoscope {
namespace {

using testing::Stage;

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

TEST(Contrast, FindsAReadableColourForEverySurface) {
  for (int grey = 0; grey < 256; ++grey) {
    const auto g = static_cast<std::uint8_t>(grey);
    const Color surface{g, g, g, 255}, dark{0x1B, 0x27, 0x33, 255}, light{0xF0, 0xF0, 0xF0, 255};
    EXPECT_GE(contrast(readable_on(surface, light, dark, light), surface), 4.5) << grey;
  }
}

TEST(Contrast, EveryTextOfEveryThemeCanBeRead) {
  for (const std::string_view name : theme_names) {
    for (const char* preset : {"article", "padding_strides_odd_transposed", "dilation", "numerical_max_pooling"}) {
      Stage stage(preset);
      stage.look = testing::theme(std::string(name));
      for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
        stage.playhead = {stage.playhead.side, granularity, 7};
        for (const View& view : every_view()) {
          EXPECT_EQ(testing::faint_texts(compose_view(view, stage.inputs())), "")
              << name << ", " << preset << ", " << view;
        }
      }
    }
  }
}

// 3 : 1 against what is at one side of them at least, whatever they pass.
TEST(Contrast, RingsAndFramesOfEveryThemeStandOut) {
  for (const std::string_view name : theme_names) {
    for (const char* preset : {"article", "padding_strides_odd_transposed", "dilation", "numerical_max_pooling"}) {
      Stage stage(preset);
      stage.look = testing::theme(std::string(name));
      for (const Tag& hover : {Tag{}, Tag{Side::transposed, Part::coarse, 0, {0, 1}}}) {
        stage.hover = hover;
        for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
          stage.playhead = {stage.playhead.side, granularity, 7};
          for (const View& view : every_view())
            EXPECT_EQ(testing::faint_rings(compose_view(view, stage.inputs()), stage.look), "")
                << name << ", " << preset << ", " << view;
        }
      }
    }
  }
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
