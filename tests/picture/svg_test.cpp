// SVG files: well formed, named by their tags, the same picture as our PNG when another program draws them.
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <set>

#include "figure/writing/escape.h"
#include "support.h"
#include "vector/svg.h"

namespace convoscope {
namespace {

using namespace test;

std::string svg_of(const Figure& figure, const ExportOptions& options = {}) {
  return *write_svg(figure, options, font_book());
}

int count(const std::string& text, const std::string& what) {
  int found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

/// What stands before the picture's ids.
std::string prefix_of(const std::string& svg) {
  const std::string opening = "<title id=\"";
  const std::size_t begin = svg.find(opening) + opening.size();
  return svg.substr(begin, svg.find("title\"", begin) - begin);
}

TEST(Svg, IsWellFormedForAnXmlParser) {
  const TemporaryFolder folder;
  write(folder.path("x.svg"), svg_of(figure_with_everything(), {.scene = R"({"title": "<&\"'>"})"}));
  const Output output = run("xmllint --noout " + folder.path("x.svg"));
  EXPECT_EQ(output.status, 0) << output.text;
}

TEST(Svg, DropsWhatXmlForbids) {
  EXPECT_EQ(xml_escaped("a\x01\x08\x1f\tb\x7f"), "a\tb\x7f");
  EXPECT_EQ(xml_escaped("\xFF\xC0\xAFx\xED\xA0\x80\xE5\x8D\xB7\xEF\xBF\xBF"), "x\xE5\x8D\xB7");
  EXPECT_EQ(xml_escaped("\xE5\x8D"), "");
  EXPECT_EQ(xml_escaped("<a href=\"x\">&</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;");
  EXPECT_EQ(xml_escaped("\xF0\x9F\x8E\x93"), "\xF0\x9F\x8E\x93");
}

TEST(Svg, RoundsNumbersWithoutTrailingZeros) {
  EXPECT_EQ(short_number(1.0), "1");
  EXPECT_EQ(short_number(-0.001), "0");
  EXPECT_EQ(short_number(2.50), "2.5");
  EXPECT_EQ(short_number(-1.996), "-2");
  EXPECT_EQ(short_number(100), "100");
  EXPECT_EQ(short_number(0.123456789, 6), "0.123457");
  const std::string svg = svg_of(figure_with_everything());
  const std::string drawn = std::regex_replace(svg, std::regex("matrix\\([^)]*\\)|base64,[^\"]*"), "");
  EXPECT_FALSE(std::regex_search(drawn, std::regex(R"([0-9]\.[0-9]{4})")));
  EXPECT_FALSE(std::regex_search(drawn, std::regex(R"([" ][0-9]+\.[0-9]*0[" ])")));
}

TEST(Svg, NamesCellsByTheirTagsOnce) {
  const std::string svg = svg_of(figure_with_everything());
  EXPECT_EQ(count(svg, "-transposed-output-1-2\""), 1);
  EXPECT_EQ(count(svg, "class=\"transposed output\""), 1);
  EXPECT_EQ(count(svg, "class=\"fine\""), 2);
  std::set<std::string> ids;
  const std::regex id("[ ]id=\"([^\"]*)\"");
  for (std::sregex_iterator it(svg.begin(), svg.end(), id), end; it != end; ++it) {
    EXPECT_TRUE(ids.insert((*it)[1]).second) << (*it)[1];
    EXPECT_TRUE(std::regex_match((*it)[1].str(), std::regex("[a-zA-Z][a-zA-Z0-9_.-]*"))) << (*it)[1];
  }
  const std::string prefix = prefix_of(svg);
  EXPECT_TRUE(ids.contains(prefix + "fine-0-0"));
  EXPECT_TRUE(ids.contains(prefix + "fine-0-0-2"));
  for (const std::string& each : ids) EXPECT_TRUE(each.starts_with(prefix)) << each;
}

// Two pictures in one page: no id of the one is an id of the other, and each refers to its own.
TEST(Svg, KeepsItsIdsApartFromOthers) {
  Figure other = figure_with_everything();
  other.description += '.';
  const std::string one = svg_of(figure_with_everything());
  const std::string two = svg_of(other);
  EXPECT_NE(prefix_of(one), prefix_of(two));
  for (const std::string& svg : {one, two}) {
    EXPECT_NE(svg.find("aria-labelledby=\"" + prefix_of(svg) + "title " + prefix_of(svg) + "description\""),
              std::string::npos);
    EXPECT_EQ(svg.find('\x01'), std::string::npos);
    const std::regex reference("url\\(#([^)]*)\\)");
    for (std::sregex_iterator it(svg.begin(), svg.end(), reference), end; it != end; ++it)
      EXPECT_EQ(count(svg, "id=\"" + (*it)[1].str() + "\""), 1) << (*it)[1];
  }
}

TEST(Svg, SpeaksToScreenReaders) {
  const std::string svg = svg_of(figure_with_everything());
  EXPECT_NE(svg.find("title\">One of &lt;everything&gt; &amp; &quot;more&quot;</title>"), std::string::npos);
  EXPECT_NE(svg.find("description\">Boxes, paths, text, grids; 卷积</desc>"), std::string::npos);
  EXPECT_NE(svg.find("role=\"img\""), std::string::npos);
}

TEST(Svg, KeepsTextOrOutlinesIt) {
  const std::string text = svg_of(figure_with_everything());
  EXPECT_NE(text.find(">转置卷积：输入与输出互换 (fractionally strided)</text>"), std::string::npos);
  EXPECT_NE(text.find("font-weight=\"600\""), std::string::npos);
  EXPECT_NE(text.find("font-weight=\"700\""), std::string::npos);
  const std::string outlines = svg_of(figure_with_everything(), {.text_as_outlines = true});
  EXPECT_EQ(outlines.find("<text"), std::string::npos);
  EXPECT_NE(outlines.find("aria-label=\"SPACED\""), std::string::npos);
}

TEST(Svg, LeavesTheBackgroundOutOnRequest) {
  EXPECT_NE(svg_of(figure_with_everything()).find("class=\"background\""), std::string::npos);
  EXPECT_EQ(svg_of(figure_with_everything(), {.transparent = true}).find("class=\"background\""), std::string::npos);
}

TEST(Svg, LargeGridsBecomeOneImage) {
  const std::string svg = svg_of(figure_with_everything());
  EXPECT_EQ(count(svg, "<image"), 1 + 2) << "two are photographs";
  EXPECT_LT(count(svg, "<rect"), 100);
}

TEST(Svg, LeavesOutNumbersThatOnlyAZoomWouldShow) {
  Grid grid;
  grid.rect = {0, 0, 400, 400};
  grid.values = std::make_shared<std::vector<float>>(100 * 100, 7.0F);
  Figure figure;
  figure.size = {400, 400};
  for (const std::int64_t side : {60, 100}) {  // shapes; an image
    grid.rows = grid.columns = side;
    grid.styles = {{{{255, 255, 255, 255}, {}}, {}, {3, {0, 0, 0, 255}}, 0}};
    figure.items = {{{}, grid}};
    EXPECT_EQ(count(svg_of(figure), "<text"), 0) << side;
  }
  grid.rows = grid.columns = 10;
  grid.styles[0].text.size_pt = smallest_legible_pt;
  figure.items = {{{}, grid}};
  EXPECT_EQ(count(svg_of(figure), "<text"), 100);
}

TEST(Svg, SameRequestGivesSameBytes) { EXPECT_EQ(svg_of(figure_with_everything()), svg_of(figure_with_everything())); }

/// rsvg-convert's picture of the SVG beside our own PNG.
Difference against_rsvg(const Figure& figure, double scale, const ExportOptions& svg_options) {
  const TemporaryFolder folder;
  ExportOptions png_options;
  png_options.scale = scale;
  png_options.transparent = svg_options.transparent;
  write(folder.path("ours.png"), *format_of("x.png")->still(figure, png_options, font_book()));
  write(folder.path("x.svg"), svg_of(figure, svg_options));
  const Output output = run("rsvg-convert -z " + short_number(scale, 4) + " -o " + folder.path("theirs.png") + " " +
                            folder.path("x.svg"));
  EXPECT_EQ(output.status, 0) << output.text;
  if (const char* keep = std::getenv("CONVOSCOPE_KEEP_PICTURES")) {
    run("cp " + folder.path("ours.png") + " " + folder.path("theirs.png") + " " + folder.path("x.svg") + " " + keep);
  }
  return difference(read_png(folder.path("ours.png")), read_png(folder.path("theirs.png")));
}

TEST(Svg, OutlinedTextLooksLikeOurPng) {
  for (const double scale : {1.0, 2.0, 3.5}) {
    const Difference found = against_rsvg(figure_of_shapes(), scale, {.text_as_outlines = true});
    EXPECT_LT(found.mean, 0.2) << scale;
    EXPECT_LT(found.blurred, 8) << scale;
  }
}

/// librsvg smooths images: along the borders of the large grid's cells something remains.
TEST(Svg, LargeGridLooksLikeOurPng) {
  for (const double scale : {1.0, 2.0, 3.5}) {
    const Difference found = against_rsvg(figure_with_everything(), scale, {.text_as_outlines = true});
    EXPECT_LT(found.mean, 0.3) << scale;
    EXPECT_LT(found.blurred, 25) << scale;
  }
}

TEST(Svg, TransparentLooksLikeOurPng) {
  const Difference found = against_rsvg(figure_of_shapes(), 2, {.transparent = true, .text_as_outlines = true});
  EXPECT_LT(found.mean, 0.25);
  EXPECT_LT(found.blurred, 8);
}

/// librsvg sets digits proportionally, and glyphs at whole pixels; everything else has to agree.
TEST(Svg, RealTextLooksLikeOurPng) {
  for (const double scale : {1.0, 2.0}) {
    const Difference found = against_rsvg(figure_with_everything(), scale, {});
    EXPECT_LT(found.mean, 1.8) << scale;
  }
}

/// Letters, which librsvg sets as wide as we do, on a plane seen from the side, as the stack's maps are.
TEST(Svg, TiltedTextStandsWhereOurPngHasIt) {
  Group plane;
  plane.transform = {0.82, 0.29, -0.57, 0.41, 120, 10};
  for (const Align align : {Align::start, Align::middle, Align::end}) {
    const double y = 40 + 50 * static_cast<double>(align);
    plane.items.push_back({{}, Text{{90, y}, "HEN", {24, {0, 0, 0, 255}, FontWeight::bold}, align}});
  }
  Figure figure;
  figure.size = {240, 120};
  figure.background = {255, 255, 255, 255};
  figure.items = {{{}, plane}};
  const Difference found = against_rsvg(figure, 3, {});
  EXPECT_LT(found.mean, 1);
  EXPECT_LT(found.blurred, 40);
}

}  // namespace
}  // namespace convoscope
