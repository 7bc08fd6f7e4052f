// The interactive HTML file: self-contained, small, both colour schemes, every step's elements. And in
// Chromium, where it is installed: keys step it, and what lights up is what the core connects.
#include "html_support.h"

#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <regex>
#include <set>
#include <sstream>

#include "document/memory_sink.h"
#include "every_view.h"
#include "picture/embedded_scene.h"
#include "picture/html_words.h"
#include "preset_pictures.h"
#include "support.h"
#include "vector/html_steps.h"
#include "vector/style_sheet.h"
#include "vector/svg.h"

namespace convoscope {
namespace {

using namespace test;

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
  const std::size_t looks = page.find(".s0{");
  const std::string rules = page.substr(looks, page.find("</style>", looks) - looks);
  // No surface keeps a colour that the themes have otherwise.
  EXPECT_EQ(rules.find("fill:#1b2733"), std::string::npos);
  EXPECT_NE(rules.find("fill:var(--c"), std::string::npos);
}

/// The ids that are referred to and those that are there.
std::pair<std::set<std::string>, std::set<std::string>> references_and_ids(const std::string& text) {
  const auto all = [&](const char* pattern) {
    const std::regex expression(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) found.insert((*at)[1]);
    return found;
  };
  return {all(R"(url\(#([^)]*)\))"), all(R"x( id="([^"]*)")x")};
}

TEST(Html, RefersToNothingThatIsNotThere) {
  for (const char* preset : {"article", "padding_strides_transposed"}) {
    for (const View& view : every_view()) {
      PresetPictures light(preset, "light", "en", view);
      PresetPictures dark(preset, "dark", "en", view);
      FrameSource frames = light.frames();
      frames.dark_frame = [&](std::int64_t step) { return dark.at(step); };
      for (const std::string& text : {html_of(frames), *write_svg(light.at(light.count() - 1), {}, font_book())}) {
        const auto [references, ids] = references_and_ids(text);
        EXPECT_TRUE(std::ranges::includes(ids, references)) << preset << ' ' << view;
        EXPECT_TRUE(view != "maps" || !references.empty()) << preset << " has no hatching";
      }
    }
  }
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
    Text text;
    text.text = "</script><!--<script>alert(2)</script>";
    text.style.color = {0, 0, 0, 255};
    figure.items.push_back({{}, text});
    return figure;
  };
  frames.count = 2;
  const std::string page = html_of(frames);
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
  EXPECT_EQ(page.find("<!--"), std::string::npos);
  const std::regex ends("</script>");
  EXPECT_EQ(std::distance(std::sregex_iterator(page.begin(), page.end(), ends), std::sregex_iterator()), 2);
}

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

/// What is drawn, as a browser writes it.
constexpr const char* drawn = "eval stage.innerHTML\n";

/// What is seen of it: every shape and text with its look as it is computed, without the names of the classes that bring it.
constexpr const char* shown =
    "eval [...stage.querySelectorAll('*')].map(e => { const look = getComputedStyle(e); return e.tagName + "
    "e.textContent.trim() + [...e.attributes].filter(a => a.name !== 'class').map(a => a.name + a.value) + look.fill + "
    "look.fillOpacity + look.stroke + look.strokeOpacity + look.strokeWidth + look.strokeDasharray + "
    "look.strokeLinecap + look.fontSize + look.fontWeight + look.textAnchor; }).join('\\n')\n";

TEST_F(InChromium, ShowsTheSameStepsForwardsBackwardsAndByLeaps) {
  PresetPictures light("padding_strides_transposed", "light", "en");
  PresetPictures dark("padding_strides_transposed", "dark", "en");
  FrameSource frames = light.frames();
  frames.dark_frame = [&](std::int64_t step) { return dark.at(step); };
  const std::string page = html_of(frames);
  std::string forwards, backwards;
  for (std::int64_t step = 0; step < frames.count; ++step) {
    forwards += std::string(drawn) + "key ArrowRight\n";
    backwards += std::string(drawn) + "key ArrowLeft\n";
  }
  const auto there = browse(page, forwards);
  const auto back = browse(page, "key End\n" + backwards);
  const auto leaps = browse(page, std::string("key End\nkey Home\n") + drawn + "key End\n" + drawn);
  ASSERT_EQ(there.size(), 50U);
  ASSERT_EQ(back.size(), 51U);
  std::set<std::string> different;
  for (std::size_t step = 0; step < 25; ++step) {
    EXPECT_EQ(there[2 * step], back[1 + 2 * (24 - step)]) << step;
    different.insert(there[2 * step]);
  }
  EXPECT_EQ(different.size(), 25U);
  EXPECT_EQ(leaps[2], there[0]);
  EXPECT_EQ(leaps[4], there[48]);
}

TEST_F(InChromium, ShowsEveryStepAsAPageOfThatStepAloneDoes) {
  PresetPictures light("article", "light", "en");
  const FrameSource frames = light.frames();
  std::string commands;
  for (std::int64_t step = 0; step < frames.count; ++step) commands += std::string(shown) + "key ArrowRight\n";
  const auto answers = browse(html_of(frames), commands);
  for (const std::int64_t step : {4, 8}) {
    const FrameSource only{1, [&](std::int64_t) { return light.at(step); }};
    EXPECT_EQ(answers[static_cast<std::size_t>(2 * step)], browse(html_of(only), shown)[0]) << step;
  }
}

TEST(HtmlSteps, EditsMakeOneListOfTheOther) {
  rc::check([] {
    const auto list = rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, 6));
    std::vector<std::size_t> found = *list;
    const std::vector<std::size_t> after = *list;
    for (const ListEdit& edit : edits_between(std::vector(found), after)) {
      const auto at = found.begin() + static_cast<std::ptrdiff_t>(edit.at);
      found.insert(found.erase(at, at + static_cast<std::ptrdiff_t>(edit.removed)), edit.added.begin(),
                   edit.added.end());
    }
    RC_ASSERT(found == after);
  });
}

TEST(HtmlSteps, EditsAreShortWhereListsDifferHereAndThere) {
  std::vector<std::size_t> before(5000);
  std::iota(before.begin(), before.end(), 0);
  std::vector<std::size_t> after = before;
  after[10] = 7001;
  after.erase(after.begin() + 2000, after.begin() + 2003);
  after.insert(after.begin() + 4000, {7002, 7003});
  const auto edits = edits_between(before, after);
  ASSERT_EQ(edits.size(), 3U);
  EXPECT_EQ(edits[0].added, std::vector<std::size_t>{7001});
  EXPECT_EQ(edits[1].removed, 3U);
  EXPECT_EQ(edits[2].added, (std::vector<std::size_t>{7002, 7003}));
}

TEST(StyleSheet, SaysEachLookOnce) {
  StyleSheet sheet;
  EXPECT_EQ(sheet.attributes({{"fill", "#ffffff"}, {"stroke-width", "1.5"}}), " class=\"s0\"");
  EXPECT_EQ(sheet.attributes({{"font-size", "13", "px"}, {"fill", sheet.value("#ffffff", "#000000")}}),
            " class=\"s1\"");
  EXPECT_EQ(sheet.attributes({{"fill", "#ffffff"}, {"stroke-width", "1.5"}}), " class=\"s0\"");
  EXPECT_EQ(sheet.attributes({}), "");
  EXPECT_NE(sheet.text().find(".s0{fill:#ffffff;stroke-width:1.5}\n.s1{font-size:13px;fill:var(--c0)}\n"),
            std::string::npos);
}

TEST(StyleSheet, NamesWhatDiffersInLightAndDark) {
  StyleSheet sheet;
  EXPECT_EQ(sheet.value("#ffffff", "#000000"), "var(--c0)");
  EXPECT_EQ(sheet.value("0.3", "0.45"), "var(--c1)");
  EXPECT_EQ(sheet.value("#ffffff", "#ffffff"), "#ffffff");
  EXPECT_EQ(sheet.value("#ffffff", "#000000"), "var(--c0)");
  EXPECT_EQ(sheet.text(),
            ":root{--c0:#ffffff;--c1:0.3;}\n"
            "@media screen and (prefers-color-scheme:dark){:root{--c0:#000000;--c1:0.45;}}\n");
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

TEST_F(InChromium, HatchesInsertedZerosInLightAndInDark) {
  // The colours of the lines in all hatched cells that are seen; a cell whose hatching is not there adds "none".
  const std::string lines =
      "eval [...new Set([...stage.querySelectorAll('*')].map(e => "
      "getComputedStyle(e).fill.match(/url\\(\"#(.*)\"\\)/)).filter(Boolean).map(found => { const pattern = "
      "document.getElementById(found[1]); return pattern ? getComputedStyle(pattern.firstChild).fill : 'none'; "
      "}))].sort().join(' ')\n";
  const auto answers = browse(article_page(), "key End\nscheme light\n" + lines + "scheme dark\n" + lines);
  ASSERT_EQ(answers.size(), 5U);
  for (const std::size_t i : {2U, 4U}) {
    const std::string colors = answers[i];
    EXPECT_TRUE(colors.starts_with("rgb(")) << colors;
    EXPECT_EQ(colors.find("none"), std::string::npos) << colors;
  }
  EXPECT_NE(answers[2], answers[4]);
}

TEST(EmbeddedScene, ComesBackFromEveryFormatThatHasOne) {
  const std::string scene = "{\"title\": \"<卷积> & \\\"x\\\"\", \"n\": [1,\n 2]}";
  ExportOptions options;
  options.scene = scene;
  for (const Format& format : formats()) {
    if (format.still == nullptr || format.is_layer || format.extension == "tex") continue;
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
