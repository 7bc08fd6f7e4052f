// The interactive HTML file: self-contained, small, both colour schemes, every step's elements. And in
// Chromium, where it is installed: keys step it, and what lights up is what the core connects.
#include "export/html.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "export/color_scheme.h"
#include "export/embedded_scene.h"
#include "export/html_words.h"
#include "export/memory_sink.h"
#include "preset_pictures.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

std::string html_of(const FrameSource& frames, const ExportOptions& options = {}) {
  MemorySink sink;
  EXPECT_TRUE(write_html(frames, options, font_book(), sink, nullptr));
  return sink.take();
}

std::string article_page() {
  PresetPictures light("article", "light", "en");
  PresetPictures dark("article", "dark", "en");
  FrameSource frames = light.frames();
  frames.dark_frame = [&](std::int64_t step) { return dark.at(step); };
  ExportOptions options;
  options.scene = R"({"title": "a & b \"c\""})";
  options.html_words = html_words(*Catalog::read(*TestPlatform().read_asset("languages/en.json")));
  visit_taps(light.evaluation().relation, [&](const Tap& tap) {
    options.linked.push_back({Tag{Side::none, Part::fine, 0, tap.fine}, Tag{Side::none, Part::kernel, 0, tap.kernel},
                              Tag{Side::none, Part::coarse, 0, tap.coarse},
                              Tag{Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse}});
  });
  return html_of(frames, options);
}

TEST(Html, OfTheArticleIsSmallAndSelfContained) {
  const std::string page = article_page();
  EXPECT_LT(page.size(), 500U * 1000);
  if (const char* keep = std::getenv("CONVOSCOPE_KEEP_PICTURES")) write(std::string(keep) + "/article.html", page);
  // Nothing is loaded: the only addresses are the names of XML's vocabularies.
  const std::string rest = std::regex_replace(page, std::regex("http://www.w3.org/[0-9a-z/]*"), "");
  EXPECT_EQ(rest.find("http"), std::string::npos);
  EXPECT_EQ(rest.find("<link"), std::string::npos);
  EXPECT_EQ(rest.find(" src="), std::string::npos);
}

TEST(Html, FollowsTheReadersColours) {
  const std::string page = article_page();
  EXPECT_NE(page.find("prefers-color-scheme:dark"), std::string::npos);
  const std::size_t lines = page.find("const data");
  const std::string data = page.substr(lines, page.find("descriptions:", lines) - lines);
  // No surface keeps a colour that the themes have otherwise.
  EXPECT_EQ(data.find("fill=\\\"#1b2733\\\""), std::string::npos);
  EXPECT_NE(data.find("var(--c"), std::string::npos);
}

TEST(Html, CarriesTheScene) { EXPECT_EQ(embedded_scene(article_page()), R"({"title": "a & b \"c\""})"); }

TEST(Html, WorksWithoutADarkTheme) {
  const std::string page = html_of(counting_frames(3));
  EXPECT_NE(page.find("step 2 of 3"), std::string::npos);
  EXPECT_NE(page.find("#268bd2"), std::string::npos);
}

TEST(Html, SameRequestGivesSameBytes) { EXPECT_EQ(article_page(), article_page()); }

TEST(Html, ScriptIsClosedByItsEndOnly) {
  FrameSource frames = counting_frames(1);
  frames.frame = [](std::int64_t) {
    Figure figure = counting_frames(1).frame(0);
    figure.description = "</script><script>alert(1)</script>";
    return figure;
  };
  const std::string page = html_of(frames);
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("</script>"), page.rfind("</script>"));
}

/// What Chromium answers to the commands of browser.py, one a line.
std::vector<nlohmann::json> browse(const std::string& page, const std::string& commands) {
  const TemporaryFolder folder;
  write(folder.path("x.html"), page);
  write(folder.path("commands"), commands);
  const Output output = run("timeout 100 python3 " CONVOSCOPE_GOLDENS_DIR "/../export/browser.py " +
                            folder.path("x.html") + " <" + folder.path("commands"));
  EXPECT_EQ(output.status, 0) << output.text;
  std::vector<nlohmann::json> answers;
  std::istringstream lines(output.text);
  for (std::string line; std::getline(lines, line);) answers.push_back(nlohmann::json::parse(line, nullptr, false));
  EXPECT_EQ(static_cast<std::ptrdiff_t>(answers.size()), std::count(commands.begin(), commands.end(), '\n'));
  return answers;
}

/// Tells which tags are lit.
constexpr const char* lit =
    "eval [...new Set([...stage.querySelectorAll('.lit')].map(e => e.dataset.tag))].sort().join(' ')\n";

/// The tags that the core connects with a cell, as the page tells them.
std::string connected_with(const Relation& relation, const Tag& cell) {
  std::set<std::string> tags;
  const auto add = [&](const Tap& tap) {
    tags.insert(to_string(Tag{Side::none, Part::fine, 0, tap.fine}));
    tags.insert(to_string(Tag{Side::none, Part::coarse, 0, tap.coarse}));
    tags.insert(to_string(Tag{Side::none, Part::kernel, 0, tap.kernel}));
    tags.insert(to_string(Tag{Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse}));
  };
  cell.part == Part::fine ? visit_taps_of_fine(relation, cell.cell, add)
                          : visit_taps_of_coarse(relation, cell.cell, add);
  std::string text;
  for (const std::string& tag : tags) text += (text.empty() ? "" : " ") + tag;
  return text;
}

class InChromium : public testing::Test {
 protected:
  void SetUp() override {
    if (run("command -v chromium && command -v python3").status != 0) GTEST_SKIP() << "chromium is not installed";
  }
};

TEST_F(InChromium, KeysStepThePage) {
  std::string commands, expected;
  const auto press = [&](const std::string& key, const char* label) {
    commands += "key " + key + "\neval label.textContent\n";
    expected += std::string(label) + "\n";
  };
  press("ArrowRight", "2 / 9");
  press("PageDown", "3 / 9");
  press(".", "4 / 9");
  press("ArrowLeft", "3 / 9");
  press("PageUp", "2 / 9");
  press("End", "9 / 9");
  press("ArrowRight", "9 / 9");
  press("Home", "1 / 9");
  press("ArrowLeft", "1 / 9");
  commands += "eval play.title\nkey  \neval play.title\nkey  \neval play.title\nfaults\n";
  const auto answers = browse(article_page(), commands);
  ASSERT_EQ(answers.size(), 24U);
  std::string shown;
  for (std::size_t i = 1; i < 18; i += 2) shown += answers[i].get<std::string>() + "\n";
  EXPECT_EQ(shown, expected);
  EXPECT_EQ(answers[18], "Play");
  EXPECT_EQ(answers[20], "Pause");
  EXPECT_EQ(answers[22], "Play");
  EXPECT_EQ(answers[23], nlohmann::json::array());
}

TEST_F(InChromium, PointingLightsWhatTheCoreConnects) {
  PresetPictures pictures("article", "light", "en");
  const Relation& relation = pictures.evaluation().relation;
  std::vector<Tag> cells;
  for (std::int64_t i = 0; i < 9; ++i) cells.push_back({Side::none, Part::fine, 0, {i / 3, i % 3}});
  for (std::int64_t i = 0; i < 4; ++i) cells.push_back({Side::none, Part::coarse, 0, {i / 2, i % 2}});
  std::string commands = "key End\n";
  for (const Tag& cell : cells) commands += "hover " + to_string(cell) + "\n" + lit;
  // A click keeps it lit when the mouse goes away; Escape lets go.
  commands += "click " + to_string(cells[4]) + "\naway\n" + lit + "key Escape\n" + lit + "faults\n";
  const auto answers = browse(article_page(), commands);
  ASSERT_EQ(answers.size(), 1 + 2 * cells.size() + 6);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(answers[1 + 2 * i], true) << to_string(cells[i]) << " cannot be pointed at";
    EXPECT_EQ(answers[2 + 2 * i], connected_with(relation, cells[i])) << to_string(cells[i]);
  }
  const std::size_t end = 1 + 2 * cells.size();
  EXPECT_EQ(answers[end + 2], connected_with(relation, cells[4]));
  EXPECT_EQ(answers[end + 4], "");
  EXPECT_EQ(answers[end + 5], nlohmann::json::array());
}

TEST_F(InChromium, FollowsTheReadersColoursAndPrintsWithoutButtons) {
  const std::string ground = "eval getComputedStyle(document.body).backgroundColor\n";
  const std::string buttons = "eval getComputedStyle(document.querySelector('nav')).display\n";
  const auto answers = browse(article_page(), "scheme light\n" + ground + "scheme dark\n" + ground + buttons +
                                                  "scheme print\n" + ground + buttons + "faults\n");
  ASSERT_EQ(answers.size(), 9U);
  EXPECT_NE(answers[1], answers[3]);
  EXPECT_EQ(answers[4], "flex");
  EXPECT_EQ(answers[6], answers[1]);
  EXPECT_EQ(answers[7], "none");
  EXPECT_EQ(answers[8], nlohmann::json::array());
}

TEST(ColorScheme, NamesWhatDiffersInColourAlone) {
  ColorScheme scheme;
  EXPECT_EQ(scheme.merge(R"x(<a fill="#ffffff" x="1"/>)x", R"x(<a fill="#000000" x="1"/>)x"),
            R"x(<a fill="var(--c0)" x="1"/>)x");
  EXPECT_EQ(scheme.merge(R"x(<a fill="#ffffff" opacity="0.3"/>)x", R"x(<a fill="#000000" opacity="0.45"/>)x"),
            R"x(<a fill="var(--c0)" opacity="var(--c1)"/>)x");
  EXPECT_EQ(scheme.merge(R"x(<a fill="#ffffff"/>)x", R"x(<a fill="#ffffff"/>)x"), R"x(<a fill="#ffffff"/>)x");
  EXPECT_EQ(scheme.merge(R"x(fill="url(#hatch-c6d0da)")x", R"x(fill="url(#hatch-3a4a5a)")x"),
            R"x(fill="url(#hatch-c2)")x");
  EXPECT_FALSE(scheme.merge(R"x(<a x="1"/>)x", R"x(<a x="2"/>)x"));
  EXPECT_FALSE(scheme.merge("<a/>", "<a/><b/>"));
  EXPECT_NE(scheme.style_sheet().find(":root{--c0:#ffffff;--c1:0.3;"), std::string::npos);
}

TEST(EmbeddedScene, ComesBackFromEveryFormatThatHasOne) {
  const std::string scene = "{\"title\": \"<卷积> & \\\"x\\\"\", \"n\": [1,\n 2]}";
  ExportOptions options;
  options.scene = scene;
  for (const Format& format : formats()) {
    if (format.still == nullptr || format.extension == "tex") continue;
    const auto bytes = format.still(figure_with_everything(), options, font_book());
    EXPECT_EQ(embedded_scene(*bytes), scene) << format.extension;
    const auto plain = format.still(figure_with_everything(), {}, font_book());
    EXPECT_EQ(embedded_scene(*plain), std::nullopt) << format.extension;
    for (std::size_t size = 0; size < bytes->size(); size += 1 + bytes->size() / 300) {
      embedded_scene(std::string_view(*bytes).substr(0, size));  // a file that broke off
    }
  }
  EXPECT_EQ(embedded_scene(""), std::nullopt);
}

}  // namespace
}  // namespace convoscope
