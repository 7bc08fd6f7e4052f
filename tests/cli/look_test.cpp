// What authors ask of a picture: its operations, views, lit cells, cell texts, words, width, colours and steps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "document/scene_file.h"
#include "picture/embedded_scene.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string look_svg(const std::string& request) {
  const Ran ran = run("export " + request + " -o -");
  EXPECT_EQ(ran.status, 0) << ran.err;
  return ran.out;
}

SavedScene exported(const std::string& request) {
  const Result<SavedScene> saved = scene_of_file(look_svg(request));
  EXPECT_TRUE(saved);
  return saved ? *saved : SavedScene();
}

/// What stands in the <text> elements, one a line.
std::vector<std::string> texts(const std::string& svg) {
  std::vector<std::string> found;
  for (std::size_t at = svg.find("<text"); at != std::string::npos; at = svg.find("<text", at + 1)) {
    const std::size_t begin = svg.find('>', at) + 1;
    found.push_back(svg.substr(begin, svg.find('<', begin) - begin));
  }
  return found;
}

double attribute(const std::string& svg, const std::string& name) {
  const std::size_t at = svg.find(' ' + name + "=\"");
  return at == std::string::npos ? 0 : std::stod(svg.substr(at + name.size() + 3));
}

const std::string layer = "conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1 ";

TEST(Look, OperationsAreThoseAskedFor) {
  EXPECT_FALSE(exported(layer).scene.shows_convolution);
  const SavedScene both = exported(layer + "--operations both");
  EXPECT_TRUE(both.scene.shows_convolution);
  EXPECT_TRUE(both.scene.shows_transposed);
  const SavedScene convolution = exported(layer + "--operations convolution");
  EXPECT_FALSE(convolution.scene.shows_transposed);
  EXPECT_EQ(convolution.playhead.side, Side::convolution);
  EXPECT_THAT(run("export max-pool --input 4x4 --kernel 2 --operations transposed -o -").err,
              HasSubstr("--operations"));
}

// The final state is that of all that is shown.
TEST(Look, StepsAreThoseOfWhatIsShown) {
  const std::string strided = "conv --input 6x6 --kernel 3 --stride 2 --padding 1 ";
  EXPECT_EQ(exported(strided).playhead.step, 8);
  EXPECT_EQ(exported(strided + "--view lockstep").playhead.step, 35);
  EXPECT_EQ(exported(strided + "--view lockstep --step 36").playhead.step, 35);
  EXPECT_EQ(exported(strided + "--view maps --view lockstep").playhead.step, 35);
  EXPECT_EQ(exported(strided + "--operations both").playhead.step, 35);
  EXPECT_EQ(run("export " + strided + "--view lockstep --step 37 -o -").status, 2);
  EXPECT_EQ(run("export " + strided + "--view maps --step 10 -o -").status, 2);
}

TEST(Look, SelectNamesACellOrItsPlace) {
  const Tag output{Side::transposed, Part::fine, 0, {1, 1}};
  EXPECT_EQ(exported(layer + "--select e").pin, output);
  EXPECT_EQ(exported(layer + "--select output[1,1]").pin, output);
  EXPECT_EQ(exported(layer + "--select transposed.output[1,1]").pin, output);
  EXPECT_EQ(exported(layer + "--select 4").pin, (Tag{Side::transposed, Part::coarse, 0, {1, 1}}));
  EXPECT_EQ(exported(layer + "--select kernel[2,0]").pin, (Tag{Side::transposed, Part::kernel, 0, {2, 0}}));
  for (const char* wrong : {"j", "5", "0", "output[9,0]", "kernel[3,3]", "window", "''"}) {
    const Ran ran = run("export " + layer + "--select " + wrong + " -o -");
    EXPECT_EQ(ran.status, 2) << wrong;
    EXPECT_THAT(ran.err, HasSubstr("--select"));
    EXPECT_EQ(ran.out, "");
  }
}

TEST(Look, MarksStayInTheFileAndAreSeenWithNothingLit) {
  const std::vector<Tag> marks = exported(layer + "--mark e --mark output[0,1] --mark kernel[2,0]").scene.look.marks;
  EXPECT_EQ(marks, (std::vector<Tag>{{Side::none, Part::fine, 0, {1, 1}},
                                     {Side::transposed, Part::fine, 0, {0, 1}},
                                     {Side::none, Part::kernel, 0, {2, 0}}}));
  for (const std::string view : {"maps", "connections", "stack", "matrix", "crop", "overlap", "lockstep"}) {
    const std::string unlit = layer + "--select none --view " + view;
    const std::string picture = look_svg(unlit + " --mark e");
    EXPECT_THAT(picture.substr(0, picture.find("</svg>")), HasSubstr("#d6336c")) << view;
    EXPECT_THAT(picture, HasSubstr("Marked: e.")) << view;
  }
  for (const char* wrong : {"j", "output[9,0]", "kernel[3,3]", "matrix[0,0]", "window", "none", "''"}) {
    const Ran ran = run("export " + layer + "--mark a --mark " + wrong + " -o -");
    EXPECT_EQ(ran.status, 2) << wrong;
    EXPECT_THAT(ran.err, HasSubstr("--mark"));
  }
}

TEST(Look, NothingLitIsTheSameAtEachPlaceOfTheWindow) {
  for (const std::string view : {"connections", "stack", "matrix", "crop", "overlap", "lockstep"}) {
    const std::string unlit = layer + "--select none --view " + view;
    const std::string picture = look_svg(unlit);
    // The theme's colour of all that is lit.
    EXPECT_THAT(picture.substr(0, picture.find("</svg>")), Not(HasSubstr("#d6336c"))) << view;
    EXPECT_THAT(look_svg(layer + "--view " + view), HasSubstr("#d6336c")) << view;
  }
}

TEST(Look, PlainPicturesHaveNoWordsAndOneSizeAtEachStep) {
  for (const std::string view : {"maps", "connections", "stack", "matrix", "crop", "overlap", "lockstep"}) {
    const std::string all = look_svg(layer + "--view " + view);
    const std::string plain = look_svg(layer + "--plain --view " + view);
    for (const std::string& text : texts(plain)) EXPECT_EQ(text.find(' '), std::string::npos) << view << ": " << text;
    EXPECT_LT(attribute(plain, "height"), attribute(all, "height")) << view;
    const std::string first = look_svg(layer + "--plain --step 1 --view " + view);
    EXPECT_EQ(attribute(first, "width"), attribute(plain, "width")) << view;
    EXPECT_EQ(attribute(first, "height"), attribute(plain, "height")) << view;
  }
}

// Rows of counts whose kernels are not named say nothing.
TEST(Look, PlainOverlapIsTheLayersOwn) {
  const std::string line = "conv-transpose --input 1x6 --kernel 1x3 --stride 1,2 --view overlap ";
  EXPECT_LT(attribute(look_svg(line + "--plain"), "height"), 0.4 * attribute(look_svg(line), "height"));
}

TEST(Look, AViewOfWordsAloneKeepsThem) {
  const std::string pooling = "max-pool --input 4x4 --kernel 2 ";
  for (const std::string view : {"lockstep", "crop", "overlap"}) {
    for (const std::string width : {"", "--width 85mm "}) {
      const std::string plain = look_svg(pooling + "--plain " + width + "--view " + view);
      EXPECT_GT(attribute(plain, "width"), 100) << view;
      EXPECT_GT(attribute(plain, "height"), 50) << view;
      EXPECT_FALSE(texts(plain).empty()) << view;
    }
  }
}

TEST(Look, CellsShowNumbersNamesOrNothing) {
  // By the article: 2x2 becomes 3x3, a .. i; the kernel slides flipped.
  const auto shown = [](const std::string& labels) {
    const std::vector<std::string> found = texts(look_svg(layer + "--view maps --plain --labels " + labels));
    return std::set<std::string>(found.begin(), found.end());
  };
  EXPECT_EQ(shown("letters"),
            (std::set<std::string>{"0", "1", "2",   "3",   "4",   "a",   "b",   "c",   "d",   "e",   "f",  "g",
                                   "h", "i", "w00", "w01", "w02", "w10", "w11", "w12", "w20", "w21", "w22"}));
  EXPECT_EQ(shown("none"), std::set<std::string>{});
  EXPECT_TRUE(shown("numbers").contains("36"));
  // The kernel's nine numbers stand in its own grid; under the window they come again.
  const auto count = [](const std::string& labels) {
    return texts(look_svg(layer + "--operations transposed --view maps --plain --labels " + labels)).size();
  };
  EXPECT_EQ(count("weights"), count("numbers") + 9);
}

// SVG files say their size in whole points.
TEST(Look, AWidthIsMetToThePoint) {
  for (const std::string view : {"maps", "connections", "stack", "matrix", "crop", "overlap", "lockstep"}) {
    for (const std::string plain : {"", "--plain "}) {
      EXPECT_NEAR(attribute(look_svg(layer + plain + "--width 85mm --view " + view), "width"), 85 * 72 / 25.4, 0.5);
    }
  }
  EXPECT_NEAR(attribute(look_svg(layer + "--width 3in"), "width"), 216, 0.5);
  for (const char* wrong : {"85", "mm", "-3cm", "0pt", "9999in", "85 furlongs"})
    EXPECT_THAT(run("export --width '" + std::string(wrong) + "' -o -").err, HasSubstr("--width")) << wrong;
  EXPECT_THAT(run("export --width 85mm --size 10x10 -o -").err, HasSubstr("--width"));
}

TEST(Look, TitleViewsColoursAndStepsAreTaken) {
  EXPECT_THAT(texts(look_svg(layer + "--title Mine")), ::testing::Contains("Mine"));
  EXPECT_EQ(exported(layer + "--view crop --view maps --view crop").scene.views, (std::vector<View>{"crop", "maps"}));
  EXPECT_THAT(look_svg(layer + "--color fine=#123456"), HasSubstr("#123456"));
  EXPECT_THAT(run("export --color fein=#123456 -o -").err, HasSubstr("fine"));
  TestPlatform platform;
  EXPECT_EQ(run(platform, "export " + layer + "--steps 3-4 --frames made --format svg").status, 0);
  EXPECT_TRUE(platform.files.contains("made/conv-transpose-03.svg"));
  EXPECT_TRUE(platform.files.contains("made/conv-transpose-04.svg"));
  EXPECT_FALSE(platform.files.contains("made/conv-transpose-05.svg"));
  EXPECT_THAT(run("export --steps 4-3 -o a.gif").err, HasSubstr("--steps"));
  EXPECT_THAT(run("export --steps 1-2 -o -").err, HasSubstr("--steps"));
}

TEST(Look, IsKeptInSceneFilesAndLeftOutWhereUsual) {
  SavedScene saved;
  EXPECT_THAT(write_scene(saved), Not(HasSubstr("\"look\"")));
  saved.scene.look = {"A title", CellText::letters, false, false, {}};
  const Result<SavedScene> again = scene_of_file(write_scene(saved));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->scene, saved.scene);
}

TEST(Look, AThemeFileNeedsToSayOnlyWhatDiffers) {
  TestPlatform platform;
  platform.files["./mine.json"] = R"({"name": "mine", "base": "dark", "fine": "#123456"})";
  const Ran ran = run(platform, "export --theme ./mine.json -o -");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("#123456"));
  platform.files["./mine.json"] = R"({"base": "drak"})";
  EXPECT_THAT(run(platform, "export --theme ./mine.json -o -").err, HasSubstr("drak"));
  platform.files["./mine.json"] = R"({"fein": "#123456"})";
  EXPECT_THAT(run(platform, "export --theme ./mine.json -o -").err, HasSubstr("fein"));
}

}  // namespace
}  // namespace convoscope::testing
