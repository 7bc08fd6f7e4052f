// What an author chooses for the picture, and for its file.
#include <gmock/gmock.h>

#include "gui/export/export_plan.h"
#include "panel_stage.h"

namespace convoscope {
namespace {

using ::testing::Optional;
using ::testing::Pair;
using testing::PanelStage;

void open_look(PanelStage& stage) {
  stage.click(stage.area("left", "look").center());
  stage.wheel(-40);
}

TEST(LookPanel, SetsTheLookOfTheScene) {
  PanelStage stage({1280, 900});
  open_look(stage);
  const auto look = [&] { return stage.session().scene().look; };
  stage.click(stage.area("left", "words").center());
  EXPECT_FALSE(look().has_words);
  stage.click(stage.area("left", "lit").center());
  EXPECT_FALSE(look().is_lit);
  stage.click(stage.area("left", "cells").center());
  stage.click_row(stage.say("look.letters"));
  EXPECT_EQ(look().cells, CellText::letters);
  stage.click(stage.area("left", "cells").center());
  stage.click_row(stage.say("look.weights"));
  EXPECT_EQ(look().cells, CellText::weights);
  stage.click(stage.area("left", "title").center());
  stage.type("Who meets whom");
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(look().title, "Who meets whom");
  stage.run("undo");
  EXPECT_EQ(look().title, "") << "a title is one undo";
}

TEST(LookPanel, UnfoldsWithinALowWindow) {
  PanelStage stage({800, 600});
  stage.move_to(stage.layout().layer.center());
  stage.wheel(-40);
  stage.click(stage.area("left", "look").center());
  for (const char* row : {"title", "operations", "cells", "words", "lit"}) {
    const Rect area = stage.area("left", row);
    EXPECT_GT(area.y, 49) << row;
    EXPECT_LT(area.bottom(), 600 - 72) << row;
  }
}

TEST(LayerPanel, UnfoldsItsChannelsWithinALowWindow) {
  PanelStage stage({800, 480});
  stage.click(stage.area("left", "channels").center());
  for (const char* row : {"parameter.in_channels", "parameter.out_channels", "parameter.groups"}) {
    const Rect words = stage.text("left", stage.say(row)).rect;
    EXPECT_GT(words.y, stage.layout().layer.y) << row;
    EXPECT_LT(words.bottom(), stage.layout().layer.bottom()) << row;
  }
}

TEST(LookPanel, ShowsBothOperationsOrEither) {
  PanelStage stage({1280, 900});
  open_look(stage);
  const auto shown = [&] {
    return std::pair(stage.session().scene().shows_convolution, stage.session().scene().shows_transposed);
  };
  stage.click(stage.area("left", "operations").center());
  stage.click_row(stage.say("operation.conv"));
  EXPECT_EQ(shown(), std::pair(true, false));
  EXPECT_EQ(stage.session().playhead.side, Side::convolution);
  stage.click(stage.area("left", "operations").center());
  stage.click_row(stage.say("look.both"));
  EXPECT_EQ(shown(), std::pair(true, true));
}

TEST(ExportSettings, ReadStepsWidthsAndColoursAsTheyAreTyped) {
  EXPECT_THAT(read_steps("3-7", 9), Optional(Pair(2, 6)));
  EXPECT_THAT(read_steps(" 4 ", 9), Optional(Pair(3, 3)));
  for (const char* wrong : {"", "0-3", "3-10", "7-3", "a", "3-", "-3"}) EXPECT_FALSE(read_steps(wrong, 9)) << wrong;
  EXPECT_NEAR(read_column("85mm").value_or(0), 240.94, 0.01);
  EXPECT_NEAR(read_column("8.5 cm").value_or(0), 240.94, 0.01);
  EXPECT_NEAR(read_column("85").value_or(0), 240.94, 0.01) << "millimetres";
  EXPECT_NEAR(read_column("3.5in").value_or(0), 252, 0.01);
  EXPECT_NEAR(read_column("240 pt").value_or(0), 240, 0.01);
  for (const char* wrong : {"", "mm", "1 mm", "-85", "9999 cm", "85 km"}) EXPECT_FALSE(read_column(wrong)) << wrong;
  PanelStage stage;
  Theme theme = stage.app().theme();
  EXPECT_TRUE(read_colors("fine=#0072B2, kernel=#D55E00", theme));
  EXPECT_EQ(theme.fine, (Color{0x00, 0x72, 0xB2, 255}));
  EXPECT_EQ(theme.kernel, (Color{0xD5, 0x5E, 0x00, 255}));
  EXPECT_TRUE(read_colors("", theme));
  for (const char* wrong : {"fine", "fine=", "fine=red", "=#000000", "colour=#000000"})
    EXPECT_FALSE(read_colors(wrong, theme)) << wrong;
}

TEST(ExportPlan, FollowsStepsWidthAndColours) {
  PanelStage stage;
  ExportSettings& settings = stage.ui().picture;
  settings.name.set("steps.gif");
  settings.extension = "gif";
  settings.steps_typed.set("3-5");
  settings.column_typed.set("85 mm");
  settings.colors_typed.set("fine=#0072B2");
  const ExportPlan plan = plan_export(stage.app());
  EXPECT_EQ(plan.frames, 3);
  ASSERT_TRUE(plan.picture.steps);
  EXPECT_EQ(plan.picture.steps->first, 2);
  EXPECT_EQ(plan.picture.steps->last, 4);
  EXPECT_NEAR(plan.picture.width_pt, 240.94, 0.01);
  EXPECT_EQ(plan.picture.theme.fine, (Color{0x00, 0x72, 0xB2, 255}));
  settings.steps_typed.set("30-50");
  EXPECT_EQ(plan_export(stage.app()).frames, 9) << "what cannot be read changes nothing";
}

}  // namespace
}  // namespace convoscope
