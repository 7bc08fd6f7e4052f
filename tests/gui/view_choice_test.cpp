// One view large, all together, and the way back.
#include "gui/state/view_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "every_view.h"
#include "gui/state/shown_steps.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(ViewChoice, OneAloneAndBack) {
  Stage stage;
  AppState& app = stage.app();
  const auto& views = [&] { return app.session.scene().views; };
  show_alone(app, "stack");
  EXPECT_THAT(views(), ElementsAre("stack"));
  show_alone(app, "crop");
  EXPECT_THAT(views(), ElementsAre("crop"));
  show_alone(app, "crop");
  EXPECT_THAT(views(), ElementsAre("maps", "connections"));
}

TEST(ViewChoice, AllTogetherAndBack) {
  Stage stage;
  AppState& app = stage.app();
  const auto& views = [&] { return app.session.scene().views; };
  toggle_view(app, "crop");
  show_all(app);
  EXPECT_THAT(views(), SizeIs(every_view().size()));
  EXPECT_TRUE(shows_all(app));
  show_all(app);
  EXPECT_THAT(views(), ElementsAre("maps", "connections", "crop"));
  show_all(app);
  show_alone(app, "matrix");
  show_alone(app, "matrix");
  EXPECT_TRUE(shows_all(app));
}

TEST(ViewChoice, AllShownLeadsBackToSomethingElse) {
  Stage stage;
  AppState& app = stage.app();
  show_alone(app, "stack");
  show_all(app);
  show_alone(app, "stack");
  show_all(app);
  show_all(app);
  EXPECT_FALSE(shows_all(app));
}

TEST(ViewChoice, LockstepAloneGoesThroughTheTransposedConvolution) {
  Stage stage;
  AppState& app = stage.app();
  step_through(app, Side::convolution);
  EXPECT_EQ(last_shown_step(app.session), 3);
  show_alone(app, "lockstep");
  EXPECT_EQ(last_shown_step(app.session), 8);
  EXPECT_EQ(shown_playhead(app.session).side, Side::transposed);
  EXPECT_FALSE(command("side").is_enabled(app));
  seek(app, 8);
  EXPECT_EQ(app.session.playhead.step, 8);
  show_alone(app, "maps");
  EXPECT_EQ(app.session.playhead.step, 3);
  EXPECT_TRUE(command("side").is_enabled(app));
}

TEST(ViewChoice, ThisViewIsTheOneUnderTheMouse) {
  Stage stage;
  AppState& app = stage.app();
  EXPECT_EQ(current_view(app), "maps");
  app.ui.view_under_mouse = "connections";
  EXPECT_EQ(current_view(app), "connections");
  app.ui.view_under_mouse = "stack";  // not shown any more
  EXPECT_EQ(current_view(app), "maps");
}

}  // namespace
}  // namespace convoscope::testing
