// One view large, all together, and the way back.
#include "gui/view_choice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(ViewChoice, OneAloneAndBack) {
  Stage stage;
  AppState& app = stage.app();
  const auto& views = [&] { return app.session.scene().views; };
  show_alone(app, View::stack);
  EXPECT_THAT(views(), ElementsAre(View::stack));
  show_alone(app, View::crop);
  EXPECT_THAT(views(), ElementsAre(View::crop));
  show_alone(app, View::crop);
  EXPECT_THAT(views(), ElementsAre(View::maps, View::connections));
}

TEST(ViewChoice, AllTogetherAndBack) {
  Stage stage;
  AppState& app = stage.app();
  const auto& views = [&] { return app.session.scene().views; };
  toggle_view(app, View::crop);
  show_all(app);
  EXPECT_THAT(views(), SizeIs(view_count));
  EXPECT_TRUE(shows_all(app));
  show_all(app);
  EXPECT_THAT(views(), ElementsAre(View::maps, View::connections, View::crop));
  show_all(app);
  show_alone(app, View::matrix);
  show_alone(app, View::matrix);
  EXPECT_TRUE(shows_all(app));
}

TEST(ViewChoice, AllShownLeadsBackToSomethingElse) {
  Stage stage;
  AppState& app = stage.app();
  show_alone(app, View::stack);
  show_all(app);
  show_alone(app, View::stack);
  show_all(app);
  show_all(app);
  EXPECT_FALSE(shows_all(app));
}

TEST(ViewChoice, ThisViewIsTheOneUnderTheMouse) {
  Stage stage;
  AppState& app = stage.app();
  EXPECT_EQ(current_view(app), View::maps);
  app.ui.view_under_mouse = View::connections;
  EXPECT_EQ(current_view(app), View::connections);
  app.ui.view_under_mouse = View::stack;  // not shown any more
  EXPECT_EQ(current_view(app), View::maps);
}

}  // namespace
}  // namespace convoscope::testing
