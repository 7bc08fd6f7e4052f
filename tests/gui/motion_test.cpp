// What moves by itself: when frames are due, and where a movement stands.
#include "gui/state/motion.h"

#include <gtest/gtest.h>

#include <limits>

#include "gui/state/commands.h"
#include "support.h"

namespace convoscope::testing {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

TEST(Motion, RolesChangeHandsAndStaySo) {
  Stage stage;
  AppState& app = stage.app();
  advance_time(app, 5);
  EXPECT_FALSE(motion_of(app).role_swap);
  run_command(app, "swap_roles");
  EXPECT_EQ(motion_of(app).role_swap, 0);
  double before = 0;
  for (double t = 5.05; t < 6.2; t += 0.05) {
    advance_time(app, t);
    ASSERT_TRUE(motion_of(app).role_swap);
    EXPECT_GT(*motion_of(app).role_swap, before);
    EXPECT_LT(next_event_s(app), t + 0.05);
    before = *motion_of(app).role_swap;
  }
  advance_time(app, 6.2);
  EXPECT_DOUBLE_EQ(*motion_of(app).role_swap, 1);
  EXPECT_EQ(next_event_s(app), never);  // at rest: nothing to draw
  run_command(app, "swap_roles");
  advance_time(app, 6.8);
  EXPECT_NEAR(*motion_of(app).role_swap, 0.5, 1e-9);
  advance_time(app, 7.4);
  EXPECT_FALSE(motion_of(app).role_swap);
  EXPECT_EQ(next_event_s(app), never);
}

TEST(Motion, RolesTurnBackFromWhereTheyAre) {
  Stage stage;
  AppState& app = stage.app();
  run_command(app, "swap_roles");
  advance_time(app, 0.6);
  const double there = *motion_of(app).role_swap;
  run_command(app, "swap_roles");
  EXPECT_DOUBLE_EQ(*motion_of(app).role_swap, there);
  advance_time(app, 0.7);
  EXPECT_LT(*motion_of(app).role_swap, there);
  run_command(app, "leave");
  EXPECT_FALSE(motion_of(app).role_swap);
}

TEST(Motion, RolesNeedTheConnectionsOfBothOperations) {
  Stage stage;
  AppState& app = stage.app();
  EXPECT_TRUE(can_swap_roles(app));
  run_command(app, "swap_roles");
  perform(app, ShowAlone{"maps"});
  EXPECT_FALSE(can_swap_roles(app));
  advance_time(app, 0.1);
  EXPECT_FALSE(motion_of(app).role_swap);
  perform(app, ShowAlone{"connections"});
  perform(app, Edit(SetShown{true, false}));
  EXPECT_FALSE(command("swap_roles").is_enabled(app));
}

TEST(Motion, TheWindowGlidesOnlyWhileItPlays) {
  Stage stage;
  AppState& app = stage.app();
  app.ui.moves_smoothly = true;
  advance_time(app, 1);
  seek(app, 0);
  EXPECT_EQ(motion_of(app).to_next_step, 0);
  set_playing(app, true);  // the next step is due at 2
  advance_time(app, 1.5);
  EXPECT_EQ(motion_of(app).to_next_step, 0);
  EXPECT_NEAR(next_event_s(app), 1.55, 1e-9);
  advance_time(app, 1.9);
  EXPECT_GT(motion_of(app).to_next_step, 0.5);
  EXPECT_LT(motion_of(app).to_next_step, 1);
  EXPECT_LT(next_event_s(app), 1.95);
  advance_time(app, 2);
  EXPECT_EQ(app.session.playhead.step, 1);
  EXPECT_EQ(motion_of(app).to_next_step, 0);
  app.ui.moves_smoothly = false;
  advance_time(app, 2.9);
  EXPECT_EQ(motion_of(app).to_next_step, 0);
  EXPECT_DOUBLE_EQ(next_event_s(app), 3);
}

}  // namespace
}  // namespace convoscope::testing
