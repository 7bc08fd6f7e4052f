// Links as the command line reads them: an address's query are its options, the scene behind the # is its file.
#include "cli/address.h"

#include <gtest/gtest.h>

#include "document/presets.h"
#include "document/scene_file.h"
#include "interop/scene_link.h"
#include "support.h"

namespace convoscope::testing {
namespace {

const std::string address_page = "https://example.org/convoscope/app/";

Ran run_address(const std::string& rest, std::vector<std::string> more = {}) {
  more.insert(more.begin(), address_page + rest);
  return run_words(TestPlatform(), more);
}

TEST(Address, IsReadByTheParserOfTheOptions) {
  const Ran ran = run_address("?preset=dilation&view=stack&language=zh");
  ASSERT_TRUE(ran.window) << ran.err;
  EXPECT_EQ(ran.window->preset, "dilation");
  EXPECT_EQ(ran.window->views, std::vector<std::string>{"stack"});
  EXPECT_EQ(ran.window->language, "zh");
  const Ran lesson = run_address("?lesson=article&page=2&view=maps&view=connections&theme=dark&scale=1.5&present");
  ASSERT_TRUE(lesson.window) << lesson.err;
  EXPECT_EQ(lesson.window->lesson, "article");
  EXPECT_EQ(lesson.window->page, 2);
  EXPECT_TRUE(lesson.window->presents);
  EXPECT_EQ(lesson.window->views, (std::vector<std::string>{"maps", "connections"}));
  EXPECT_EQ(lesson.window->theme, "dark");
  EXPECT_EQ(lesson.window->scale, 1.5);
}

TEST(Address, OfALessonMayNameAPresetToo) {
  const Ran ran = run_address("?preset=dilation&view=stack&language=zh&lesson=article");
  ASSERT_TRUE(ran.window) << ran.err;
  EXPECT_EQ(ran.window->lesson, "article");
  EXPECT_EQ(ran.window->preset, "");
}

TEST(Address, HasAScene) {
  const std::string link = *link_of_scene(*preset_named("dilation"));
  const Ran ran = run_address("?view=stack" + link, {"--screenshot", "a.png"});
  ASSERT_TRUE(ran.window) << ran.err;
  EXPECT_EQ(ran.window->file, link);
  EXPECT_EQ(ran.window->views, std::vector<std::string>{"stack"});
  EXPECT_EQ(ran.window->screenshot, "a.png");
  EXPECT_EQ(run_words(TestPlatform(), {"convoscope.html" + link}).window->file, "convoscope.html" + link);
  EXPECT_EQ(run_address("?view=stack#about").window->file, "");
}

TEST(Address, NamesWhatIsWrongInIt) {
  for (const auto& [rest, named] :
       std::vector<std::pair<std::string, std::string>>{{"?fbclid=1", "fbclid"},
                                                        {"?prest=dilation", "preset"},
                                                        {"?preset=dilatoin", "dilation"},
                                                        {"?preset=", "preset"},
                                                        {"?view=everything&preset=dilation", "everything"},
                                                        {"?page=2", "--page"},
                                                        {"?screenshot=a.png", "screenshot"},
                                                        {"?help", "help"},
                                                        {"?site=x", "site"},
                                                        {"?theme=%2Fhome%2Fme%2Ftheme.json", "/home/me/theme.json"},
                                                        {"?lesson=../secret.md", "../secret.md"},
                                                        {"?step=x", "--step"},
                                                        {"?%", "%"},
                                                        {"?=", "\"\""}}) {
    const Ran ran = run_address(rest);
    EXPECT_FALSE(ran.window) << rest;
    EXPECT_EQ(ran.status, 2) << rest;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_NE(ran.err.find(named), std::string::npos) << ran.err;
  }
}

TEST(Address, WithADamagedSceneIsASentence) {
  const std::string link = *link_of_scene(*preset_named("article"));
  for (const std::string& broken :
       {link.substr(0, link.size() / 2), std::string("#scene=2.AAAA"), "#scene=1." + std::string(10 << 20, 'A')}) {
    const Ran ran = run_address(broken);
    EXPECT_FALSE(ran.window);
    EXPECT_EQ(ran.status, 1);
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err.substr(0, 200);
    EXPECT_LT(ran.err.size(), 300u);
  }
}

TEST(Address, ThatIsRefusedIsToldInItsLanguage) {
  const Ran ran = run_address("?preset=dilatoin&language=zh");
  EXPECT_EQ(ran.status, 2);
  EXPECT_NE(ran.err.find("没有预设"), std::string::npos) << ran.err;
  EXPECT_NE(run_address("?fbclid=1&language=zh").err.find("可选值"), std::string::npos);
}

TEST(Address, OfAFileOnTheDiskIsOneToo) {
  const Ran ran = run_words(TestPlatform(), {"file:///home/me/convoscope.html?preset=dilation"});
  ASSERT_TRUE(ran.window) << ran.err;
  EXPECT_EQ(ran.window->preset, "dilation");
}

TEST(Address, LeadsToPicturesToo) {
  const TestPlatform platform;
  const std::string link = *link_of_scene(*preset_named("dilation"));
  EXPECT_EQ(run_words(platform, {"shape", address_page + link}).out, run(platform, "shape --preset dilation").out);
  EXPECT_NE(run_words(platform, {"shape", address_page + link}).out, "");
}

TEST(Address, OfASiteIsPlain) {
  EXPECT_EQ(run("--site https://example.org/app/").window->site, "https://example.org/app/");
  for (const char* site : {"https://example.org/?a=b", "#scene", "two words", ""})
    EXPECT_EQ(run_words(TestPlatform(), {"--site", site}).status, 2) << site;
}

}  // namespace
}  // namespace convoscope::testing
