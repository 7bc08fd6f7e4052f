// The interactive HTML file: self-contained, small, both colour schemes, every step's elements. And in
// Chromium, where it is installed: keys step it, and what lights up is what the core connects.
#include "export/html.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "export/color_scheme.h"
#include "export/embedded_scene.h"
#include "export/html_words.h"
#include "preset_pictures.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

class StringSink : public FileSink {
 public:
  Status write(std::string_view bytes) override {
    text += bytes;
    return ok();
  }
  Status commit() override { return ok(); }
  std::string text;
};

std::string html_of(const FrameSource& frames, const ExportOptions& options = {}) {
  StringSink sink;
  EXPECT_TRUE(write_html(frames, options, font_book(), sink, nullptr));
  return sink.text;
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

/// What the page's own elements say after some keys and pointing, as Chromium has it.
constexpr const char* probe = R"js(<script>
const result = [];
onerror = message => { result.push("error: " + message); };
const key = name => document.body.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true}));
const lit = () => [...new Set([...stage.querySelectorAll(".lit")].map(e => e.dataset.tag))].sort().join(" ");
key("ArrowRight"); key("PageDown"); result.push(label.textContent);
key("End"); result.push(label.textContent);
key("ArrowLeft"); key("."); key("."); result.push(label.textContent);
key("Home"); key("ArrowLeft"); result.push(label.textContent);
for (const tag of ["fine[1,1]", "fine[0,1]", "coarse[0,1]"]) {
  stage.querySelector(`[data-tag="${tag}"]`).dispatchEvent(new PointerEvent("pointerover", {bubbles: true, pointerType: "mouse"}));
  result.push(lit());
}
result.push(marks.children.length > 0);
stage.dispatchEvent(new PointerEvent("pointerleave"));
result.push(lit() + marks.children.length);
document.body.textContent = "PROBE\n" + result.join("\n") + "\nEND";
</script>)js";

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

TEST(Html, IsSteppedByKeysAndLightsWhatTheCoreConnects) {
  if (run("command -v chromium").status != 0) GTEST_SKIP() << "chromium is not installed";
  const TemporaryFolder folder;
  std::string page = article_page();
  page.insert(page.rfind("</body>"), probe);
  write(folder.path("x.html"), page);
  const Output output =
      run("timeout 100 chromium --headless --no-sandbox --disable-gpu --user-data-dir=" + folder.path("profile") +
          " --dump-dom file://" + folder.path("x.html") + " | sed -n '/PROBE/,/END/p'");
  const Relation relation = PresetPictures("article", "light", "en").evaluation().relation;
  const auto lit = [&](Part part, Cell cell) { return connected_with(relation, {Side::none, part, 0, cell}) + "\n"; };
  EXPECT_NE(output.text.find("PROBE\n3 / 9\n9 / 9\n9 / 9\n1 / 9\n" + lit(Part::fine, {1, 1}) + lit(Part::fine, {0, 1}) +
                             lit(Part::coarse, {0, 1}) + "true\n0\nEND"),
            std::string::npos)
      << output.text;
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
