// No subcommand: what is asked of the window.
#include <gtest/gtest.h>

#include <algorithm>

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

TEST(WindowRequest, LeavesAThemeFileToTheWindow) {
  EXPECT_EQ(run("--theme ./damaged.json").window->theme, "./damaged.json");
  EXPECT_EQ(run("--theme drak").status, 2);
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

TEST(WindowRequest, OpensALessonAtAPage) {
  const Ran named = run("--lesson checkerboards --page 2 --screenshot a.png");
  ASSERT_TRUE(named.window) << named.err;
  EXPECT_EQ(named.window->lesson, "checkerboards");
  EXPECT_EQ(named.window->page, 2);
  const TestPlatform platform;
  platform.files["own/mine.md"] = *platform.read_asset("lessons/en/article.md");
  for (const char* const command : {"own/mine.md --page 3", "--lesson own/mine.md --page 3"}) {
    const Ran ran = run(platform, command);
    ASSERT_TRUE(ran.window) << ran.err;
    EXPECT_EQ(ran.window->lesson, "own/mine.md");
    EXPECT_EQ(ran.window->file, "");
    EXPECT_EQ(ran.window->page, 3);
    EXPECT_FALSE(ran.window->presents);
    EXPECT_TRUE(run(platform, std::string(command) + " --present").window->presents);
  }
}

TEST(WindowRequest, ALessonThatIsNotThereIsOneLine) {
  const TestPlatform platform;
  platform.files["empty.md"] = "nothing";
  const auto refused = [&](const std::string& command, int status, const std::string& says) {
    const Ran ran = run(platform, command);
    EXPECT_FALSE(ran.window) << command;
    EXPECT_EQ(ran.status, status) << command;
    EXPECT_NE(ran.err.find(says), std::string::npos) << ran.err;
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
  };
  refused("--lesson artcle", 2, "did you mean article?");
  refused("--lesson gone.md", 1, "gone.md");
  refused("gone.md", 1, "gone.md");
  refused("empty.md", 1, "empty.md");
  refused("--lesson article --page 0", 2, "--page");
  refused("--lesson article --page 99", 2, "12");
  refused("--page 2", 2, "--lesson");
  refused("--present", 2, "--lesson");
  refused("--lesson article --preset dilation", 2, "--preset");
  refused("--lesson article --step 3", 2, "--step");
}

}  // namespace
}  // namespace convoscope::testing
