// The interactive HTML file for those who read it by keyboard, by ear, on a small screen or with little motion. In Chromium, where it is
// installed.
#include "html_support.h"

namespace convoscope {
namespace {

using namespace test;

// Tab goes to the picture, there the arrow keys from cell to cell; what each is, is said. Elsewhere they step, as before.
TEST_F(InChromium, KeysReachEveryCell) {
  const std::string here = "eval walked + ' | ' + words.textContent\n";
  std::string commands = "key Tab\neval document.activeElement.tagName\n";
  const std::vector<std::string> keys{"ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown",
                                      "ArrowDown",  "ArrowLeft",  "ArrowUp"};
  for (const std::string& key : keys) commands += "key " + key + "\n" + here;
  commands += std::string("key Enter\n") + lit + "key Tab\n" + lit + "key Escape\n" + lit + "eval label.textContent\n" +
              "key ArrowRight\neval label.textContent\nfaults\n";
  const auto answers = browse(article_page(), commands);
  ASSERT_EQ(answers.size(), 2 + 2 * keys.size() + 10);
  EXPECT_EQ(answers[1], "svg");
  const std::vector<std::string> cells{"0,0", "0,1", "0,2", "1,2", "2,2", "2,1", "1,1"};
  for (std::size_t i = 0; i < cells.size(); ++i)
    EXPECT_EQ(answers[3 + 2 * i], "fine[" + cells[i] + "] | this is fine[" + cells[i] + "]");
  const std::size_t end = 2 + 2 * keys.size();
  PresetPictures pictures("article", "light", "en");
  const std::string connected = connected_with(pictures.evaluation().relation, Tag{Side::none, Part::fine, 0, {1, 1}});
  EXPECT_EQ(answers[end + 1], connected);
  EXPECT_EQ(answers[end + 3], connected) << "what Enter keeps stays when the focus goes on";
  EXPECT_EQ(answers[end + 5], "");
  EXPECT_EQ(answers[end + 6], "1 / 9");
  EXPECT_EQ(answers[end + 8], "2 / 9");
  EXPECT_EQ(answers[end + 9], nlohmann::json::array());
}

TEST_F(InChromium, SaysTheStepAndWhatIsPointedAt) {
  PresetPictures pictures("article", "light", "en");
  const auto answers =
      browse(article_page(),
             "eval words.textContent\nkey End\neval words.textContent\nhover fine[1,1]\n"
             "eval words.textContent\naway\neval words.textContent\neval words.getAttribute('aria-live')\n"
             "key  \neval words.getAttribute('aria-live')\n");
  ASSERT_EQ(answers.size(), 10U);
  EXPECT_EQ(answers[0], pictures.at(0).description);
  EXPECT_EQ(answers[2], pictures.at(8).description);
  EXPECT_EQ(answers[4], "this is fine[1,1]");
  EXPECT_EQ(answers[6], pictures.at(8).description);
  EXPECT_EQ(answers[7], "polite");
  EXPECT_EQ(answers[9], "off") << "while it plays nothing is read out";
}

TEST_F(InChromium, FitsASmallScreen) {
  const auto answers = browse(
      article_page(),
      "width 375\neval document.documentElement.scrollWidth\n"
      "eval Math.min(...[...document.querySelectorAll('button')].map(e => e.getBoundingClientRect().width))\n"
      "eval Math.max(...[...document.querySelectorAll('button, input, output')].map(e => "
      "e.getBoundingClientRect().right))\n"
      "eval Math.min(...[...stage.querySelectorAll('rect[data-tag]')].map(e => e.getBoundingClientRect().width))\n");
  ASSERT_EQ(answers.size(), 5U);
  EXPECT_LE(answers[1].get<double>(), 375) << "the page scrolls sideways";
  EXPECT_GE(answers[2].get<double>(), 40);
  EXPECT_LE(answers[3].get<double>(), 375);
  EXPECT_GE(answers[4].get<double>(), 14) << "a cell is too small to be met";
}

TEST_F(InChromium, PlaysSlowlyWhereLittleMotionIsWanted) {
  FrameSource frames = counting_frames(30);
  ExportOptions options;
  options.frames_per_second = 20;
  const std::string play = "key  \nwait 0.8\neval step\n";
  const auto quick = browse(html_of(frames, options), play);
  const auto slow = browse(html_of(frames, options), "motion less\n" + play);
  ASSERT_EQ(quick.size(), 3U);
  ASSERT_EQ(slow.size(), 4U);
  EXPECT_GT(quick[2].get<int>(), 0);
  EXPECT_EQ(slow[3], 0);
}

}  // namespace
}  // namespace convoscope
