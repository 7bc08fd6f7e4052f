// No subcommand: what is asked of the window.
#include <gtest/gtest.h>

#include "document/presets.h"
#include "document/scene_file.h"
#include "figure/draw/theme_names.h"
#include "support.h"

namespace convoscope::testing {
namespace {

TEST(WindowRequest, IsTheArticleByDefault) {
  const Ran ran = run("");
  EXPECT_EQ(ran.status, 0);
  ASSERT_TRUE(ran.window);
  EXPECT_EQ(ran.window->file, "");
  EXPECT_EQ(ran.window->preset, "");
  EXPECT_EQ(ran.window->screenshot, "");
  EXPECT_EQ(ran.window->language, "");
  EXPECT_EQ(ran.window->width, 0);
  EXPECT_EQ(ran.window->height, 0);
}

TEST(WindowRequest, TakesEveryFlag) {
  const Ran ran =
      run("--screenshot window.png --size 800x600 --theme dark --language zh --scale 1.5 --preset dilation --step 4 "
          "--view connections");
  ASSERT_TRUE(ran.window) << ran.err;
  EXPECT_EQ(ran.window->screenshot, "window.png");
  EXPECT_EQ(ran.window->width, 800);
  EXPECT_EQ(ran.window->height, 600);
  EXPECT_EQ(ran.window->theme, "dark");
  EXPECT_EQ(ran.window->language, "zh");
  EXPECT_EQ(ran.window->scale, 1.5);
  EXPECT_EQ(ran.window->preset, "dilation");
  EXPECT_EQ(ran.window->step, 4);
  EXPECT_EQ(ran.window->views, std::vector<std::string>{"connections"});
}

TEST(WindowRequest, TakesEveryTheme) {
  for (const std::string_view theme : theme_names) {
    const Ran ran = run("--theme " + std::string(theme));
    ASSERT_TRUE(ran.window) << ran.err;
    EXPECT_EQ(ran.window->theme, theme);
  }
}

TEST(WindowRequest, TakesTheStepsThatTheFileHas) {
  const TestPlatform platform;
  platform.files["a.convo"] = write_scene(*preset_named("padding_strides_transposed"));
  const Ran last = run(platform, "a.convo --step 25");
  ASSERT_TRUE(last.window) << last.err;
  EXPECT_EQ(last.window->step, 25);
  EXPECT_EQ(run(platform, "a.convo --step 26").status, 2);
  EXPECT_FALSE(run(platform, "a.convo --step 26").window);
}

TEST(WindowRequest, TakesAFileAnywhere) {
  for (const auto& [command, file] :
       std::vector<std::pair<std::string, std::string>>{{"scene.convo", "scene.convo"},
                                                        {"--screenshot a.png scene.convo", "scene.convo"},
                                                        {"./compute", "./compute"},
                                                        {"-- -odd-.convo", "-odd-.convo"}}) {
    const Ran ran = run(command);
    ASSERT_TRUE(ran.window) << ran.err;
    EXPECT_EQ(ran.window->file, file);
  }
}

}  // namespace
}  // namespace convoscope::testing
