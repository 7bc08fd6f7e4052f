// What the mouse does on the picture: cells that are chosen and typed into, the buttons of a card, zoom and pan.
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view canvas_panel = "canvas";

/// Where a cell stands in the window.
Point cell_point(PanelStage& stage, const char* tag) {
  const std::optional<Rect> bounds = bounds_of(stage.picture(), *parse_tag(tag));
  if (!bounds) {
    ADD_FAILURE() << tag << " is not in the picture";
    return {};
  }
  return to_screen(stage.ui(), stage.layout().canvas, *bounds).center();
}

TEST(CanvasMouse, AClickChoosesACellAndOneBesideFreesIt) {
  PanelStage stage;
  for (const char* const tag : {"convolution.input[0,1]", "transposed.output[2,2]", "transposed.input[0,0]"}) {
    stage.click(cell_point(stage, tag));
    EXPECT_THAT(stage.asked_for(), ElementsAre("pin " + std::string(tag)));
  }
  EXPECT_TRUE(stage.says("cell", "x[0,0]"));
  const Rect canvas = stage.layout().canvas;
  stage.click({canvas.x + 4, canvas.bottom() - 4});
  EXPECT_THAT(stage.asked_for(), ElementsAre("pin "));
}

TEST(CanvasMouse, AKernelElementIsChosenAndTypedInto) {
  PanelStage stage;
  stage.click(cell_point(stage, "convolution.kernel[0,0]"));
  EXPECT_THAT(stage.asked_for(), ElementsAre("pin convolution.kernel[0,0]"));
  stage.run("edit_value");
  stage.type("5");
  stage.hit(PanelStage::Key::enter);
  EXPECT_THAT(stage.asked_for(), ElementsAre("begin hold", "value 5", "end hold", "begin hold")) << "on to the next";
  stage.hit(PanelStage::Key::escape);
  EXPECT_TRUE(stage.says("cell", "w[0,0] = 5"));
}

TEST(CanvasMouse, WhatItRestsOnIsExplained) {
  PanelStage stage;
  stage.move_to(cell_point(stage, "convolution.output[1,0]"));
  stage.rest();
  EXPECT_TRUE(stage.says("cell", "sum 106"));
  stage.move_to({640, 20});
  stage.rest();
  EXPECT_TRUE(stage.says("cell", "sum 36"));
  EXPECT_THAT(stage.asked_for(), IsEmpty());
}

TEST(CanvasMouse, TheWheelEnlargesAboutTheMouse) {
  PanelStage stage;
  const Point cell = cell_point(stage, "convolution.input[1,1]");
  stage.move_to(cell);
  stage.wheel(2);
  EXPECT_GT(stage.ui().zoom, 1);
  EXPECT_NEAR(cell_point(stage, "convolution.input[1,1]").x, cell.x, 1);
  EXPECT_NEAR(cell_point(stage, "convolution.input[1,1]").y, cell.y, 1);
  stage.run("fit");
  EXPECT_EQ(stage.ui().zoom, 1);
}

TEST(CanvasMouse, ADragMovesThePicture) {
  PanelStage stage;
  const Rect canvas = stage.layout().canvas;
  stage.drag({canvas.x + 4, canvas.bottom() - 4}, {canvas.x + 44, canvas.bottom() - 34});
  EXPECT_EQ(stage.ui().pan, (Point{40, -30}));
}

/// The middle of a view's first card.
Point card_point(PanelStage& stage, std::string_view view) {
  for (const CardPlace& card : stage.picture().cards) {
    if (card.view != view) continue;
    return {stage.layout().canvas.x + stage.ui().pan.x + card.rect.x + card.rect.width / 2,
            stage.layout().canvas.y + stage.ui().pan.y + card.rect.y + 40};
  }
  ADD_FAILURE() << view << " has no card";
  return {};
}

TEST(CanvasTools, ShowWhileTheMouseIsOnTheirCard) {
  PanelStage stage;
  EXPECT_FALSE(stage.has_area(canvas_panel, "alone"));
  stage.move_to(card_point(stage, "connections"));
  stage.rest();
  stage.click(stage.area(canvas_panel, "swap").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run swap_roles"));
  stage.move_to(card_point(stage, "connections"));
  stage.rest();
  stage.click(stage.area(canvas_panel, "alone").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("show alone connections"));
}

TEST(CanvasTools, AViewpointIsChosenFromItsList) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    perform(stage.app(), ShowAlone{"stack"});
    stage.rest();
    stage.move_to(card_point(stage, "stack"));
    stage.rest();
    stage.click(stage.area(canvas_panel, "viewpoint").center());
    stage.click_row(stage.say("command.camera_top"));
    EXPECT_THAT(stage.asked_for(), ElementsAre("run camera_top"));
  }
}

TEST(CellEdit, ATypedValueIsTakenAndWhatIsNoneIsRefused) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    perform(stage.app(), SetPin{*parse_tag("transposed.input[0,0]")});
    stage.run("edit_value");
    stage.type("-2");
    stage.hit(PanelStage::Key::enter);
    EXPECT_EQ(stage.asked_for().at(1), "value -2");
    EXPECT_TRUE(stage.says("cell", "−2 · 9 = −18"));
    stage.hit(PanelStage::Key::escape);
    stage.asked_for();
    stage.run("edit_value");
    stage.type("x");
    EXPECT_TRUE(stage.says(canvas_panel, stage.say("canvas.refused_value")));
    expect_tidy(stage);
    stage.hit(PanelStage::Key::enter);
    EXPECT_THAT(stage.asked_for(), ElementsAre("begin hold", "abandon hold"));
    EXPECT_TRUE(stage.says(canvas_panel, stage.say("canvas.not_taken", {{"text", "x"}})));
  }
}

}  // namespace
}  // namespace convoscope::testing
