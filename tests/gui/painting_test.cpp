// Painting on maps: by strokes of the mouse and cell by cell with the keyboard, each one step of history.
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

Point middle_of(PanelStage& stage, const char* tag) {
  const std::optional<Rect> bounds = bounds_of(stage.picture(), *parse_tag(tag));
  if (!bounds) {
    ADD_FAILURE() << tag << " is not in the picture";
    return {};
  }
  return to_screen(stage.ui(), stage.layout().canvas, *bounds).center();
}

std::vector<float> input_of(PanelStage& stage) { return stage.session().evaluation()->fine->data(); }

TEST(Painting, AStrokePaintsAllCellsOnItsWay) {
  PanelStage stage;
  stage.run("paint");
  stage.drag(middle_of(stage, "convolution.input[1,0]"), middle_of(stage, "convolution.input[1,2]"));
  EXPECT_THAT(input_of(stage), ElementsAre(1, 2, 3, 1, 1, 1, 7, 8, 9));
  EXPECT_EQ(stage.session().evaluation()->convolved->data()[0], 1 * 5 + 2 * 6 + 1 * 8 + 1 * 9) << "the output follows";
  EXPECT_EQ(stage.ui().pan, Point{});
  stage.drag(middle_of(stage, "convolution.input[1,1]"), middle_of(stage, "convolution.input[1,2]"));
  EXPECT_THAT(input_of(stage), ElementsAre(1, 2, 3, 1, 0, 0, 7, 8, 9)) << "from a painted cell on it makes zeros";
  stage.run("undo");
  EXPECT_THAT(input_of(stage), ElementsAre(1, 2, 3, 1, 1, 1, 7, 8, 9)) << "a stroke at a time";
  stage.run("undo");
  EXPECT_THAT(input_of(stage), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
}

TEST(Painting, StaysOnTheMapThatItBeganOn) {
  PanelStage stage;
  stage.run("paint");
  const std::vector<float> before = stage.session().evaluation()->weight->data();
  stage.drag(middle_of(stage, "convolution.input[0,2]"), middle_of(stage, "convolution.kernel[2,2]"));
  EXPECT_EQ(stage.session().evaluation()->weight->data(), before);
  EXPECT_EQ(input_of(stage)[2], 1);
  stage.drag(middle_of(stage, "convolution.kernel[0,1]"), middle_of(stage, "convolution.kernel[0,2]"));
  EXPECT_EQ(stage.session().evaluation()->weight->data()[2], 1);
  const Point result = middle_of(stage, "convolution.output[0,0]");
  const Scene painted = stage.session().scene();
  stage.drag(result, {result.x + 20, result.y});
  EXPECT_EQ(stage.session().scene(), painted) << "results are computed";
}

TEST(Painting, TakesTheNumberTypedLast) {
  PanelStage stage;
  stage.click(middle_of(stage, "convolution.input[0,0]"));
  stage.run("edit_value");
  stage.type("7");
  stage.hit(PanelStage::Key::enter);
  stage.hit(PanelStage::Key::escape);
  stage.run("paint");
  EXPECT_EQ(stage.ui().toast->message.key, "paint.begun");
  stage.click(middle_of(stage, "convolution.input[2,2]"));
  EXPECT_EQ(input_of(stage)[8], 7) << "a click paints one cell";
  stage.run("paint");
  stage.click(middle_of(stage, "convolution.input[2,1]"));
  EXPECT_EQ(input_of(stage)[7], 8) << "and chooses again once painting is over";
}

TEST(Painting, ByKeyboardTheChosenCell) {
  PanelStage stage;
  stage.click(middle_of(stage, "convolution.input[1,1]"));
  stage.run("paint_cell");
  EXPECT_EQ(input_of(stage)[4], 1);
  stage.run("paint_cell");
  EXPECT_EQ(input_of(stage)[4], 0);
  stage.run("undo");
  stage.run("undo");
  EXPECT_EQ(input_of(stage)[4], 5);
}

}  // namespace
}  // namespace convoscope::testing
