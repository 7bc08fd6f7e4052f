// What a picture's steps are: those of the operation chosen, and of views that have steps of their own all of those.
#include "figure/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "figure/lockstep/lockstep_state.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;
using Views = std::vector<View>;

Stage strided() {
  const AxisSpec axis{.input = 6, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  Stage stage(testing::layer(Operation::convolution, axis, axis));
  stage.playhead = {Side::convolution};
  return stage;
}

TEST(Timeline, OfLockstepIsTheTransposedConvolutions) {
  const Stage stage = strided();
  EXPECT_EQ(last_step_in({"maps"}, *stage.evaluation, stage.playhead), 8);
  EXPECT_EQ(last_step_in({"lockstep"}, *stage.evaluation, stage.playhead), 35);
  EXPECT_EQ(playhead_in({"lockstep"}, *stage.evaluation, stage.playhead).side, Side::transposed);
}

TEST(Timeline, LastsUntilAllThatIsShownHasEnded) {
  const Stage stage = strided();
  const Views both{"maps", "lockstep"};
  EXPECT_EQ(last_step_in(both, *stage.evaluation, stage.playhead), 35);
  EXPECT_EQ(playhead_in(both, *stage.evaluation, stage.playhead).side, Side::convolution) << "the maps' own";
  const AxisSpec widening{.input = 5, .kernel = 4, .pad_begin = 2, .pad_end = 2};
  const Stage wide(testing::layer(Operation::convolution, widening, widening));
  EXPECT_EQ(last_step_in(both, *wide.evaluation, {Side::convolution}), 35) << "the convolution's";
  EXPECT_EQ(last_step_in(both, *wide.evaluation, {Side::transposed}), 24);
}

TEST(Timeline, OfPoolingIsItsOwn) {
  const Stage stage("numerical_max_pooling");
  EXPECT_EQ(last_step_in({"lockstep"}, *stage.evaluation, stage.playhead), 8);
  EXPECT_EQ(playhead_in({"lockstep"}, *stage.evaluation, stage.playhead), stage.playhead);
}

TEST(Timeline, ShowsEveryConnectionOfEveryPreset) {
  for (const Preset& preset : presets()) {
    for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
      for (const Views& views : {Views{"lockstep"}, Views{"connections", "lockstep"}}) {
        Stage stage(preset.name);
        if (!stage.evaluation->transposed) continue;
        stage.pin = {};
        stage.playhead.granularity = granularity;
        stage.playhead.step = last_step_in(views, *stage.evaluation, stage.playhead);
        const LockstepState state = lockstep_state(stage.inputs());
        EXPECT_TRUE(state.is_finished) << preset.name;
        EXPECT_EQ(state.connections_done, state.connections) << preset.name;
      }
    }
  }
}

TEST(Timeline, TellsOfTheOperationThatIsStepped) {
  Stage stage = strided();
  stage.scene.shows_transposed = false;
  stage.playhead.step = 20;
  EXPECT_THAT(compose_view("lockstep", stage.inputs()).description, ::testing::HasSubstr("21 of 36"));
  EXPECT_THAT(compose_view("maps", stage.inputs()).description, ::testing::HasSubstr("9 of 9"));
}

}  // namespace
}  // namespace convoscope
