// A view is its own file, a row of the table and its words: this one is then composed, kept in scenes, and drawn by the command line,
// and none of them has heard of it before.
#include "toy_view/toy_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "cli/command_line.h"
#include "document/scene_file.h"
#include "figure/compose.h"
#include "figure/support.h"
#include "figure/views.h"
#include "picture/embedded_scene.h"
#include "platforms.h"

namespace convoscope {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

/// The article's 3x3 map and 2x2 map share so many connections: 4 corners have 1, 4 edges 2, the centre 4 of them.
const std::string connections = "16";

/// The shipped words, and the view's own.
std::string with_words(std::string json) {
  json.insert(json.find('{') + 1, R"("view.toy": "Toy", )");
  return json;
}

class ToyPlatform : public test::MemoryPlatform {
 public:
  Result<std::string> read_asset(std::string_view name) const override {
    Result<std::string> asset = MemoryPlatform::read_asset(name);
    if (asset && name.starts_with("languages/")) return with_words(*asset);
    return asset;
  }
};

testing::Stage stage_with_words() {
  testing::Stage stage("article");
  stage.words = *Catalog::read(with_words(testing::read_text(CONVOSCOPE_ASSETS_DIR "/languages/en.json")));
  return stage;
}

TEST(ToyView, IsFoundByItsName) {
  EXPECT_EQ(find_view("toy"), &toy_view);
  EXPECT_EQ(view_names().back(), "toy");
  EXPECT_EQ(views().size(), 8U);
}

TEST(ToyView, IsComposedAloneAndAmongOthers) {
  testing::Stage stage = stage_with_words();
  EXPECT_THAT(testing::texts_of(compose_view("toy", stage.inputs())), ::testing::ElementsAre("Toy", connections));
  stage.scene.views = {"maps", "toy", "matrix"};
  for (const Size canvas : {Size{}, Size{744, 679}}) {
    const Figure figure = stage.compose(canvas);
    EXPECT_THAT(testing::texts_of(figure), Contains("Toy"));
    EXPECT_THAT(testing::texts_of(figure), Contains(connections));
    EXPECT_TRUE(std::ranges::any_of(figure.cards, [](const CardPlace& card) { return card.view == "toy"; }));
  }
}

TEST(ToyView, IsKeptInScenes) {
  SavedScene saved = *preset_named("article");
  saved.scene.views = {"toy", "maps"};
  const Result<SavedScene> read = scene_of_file(write_scene(saved));
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, saved);
  saved.scene.views = {"toys"};
  const Result<SavedScene> wrong = scene_of_file(write_scene(saved));
  ASSERT_FALSE(wrong);
  EXPECT_THAT(stage_with_words().words.text(wrong.message()), HasSubstr("toy"));
}

TEST(ToyView, IsOfferedAndDrawnByTheCommandLine) {
  const ToyPlatform platform;
  std::ostringstream out, err;
  EXPECT_EQ(run_command_line({"export", "--help"}, platform, out, err).status, ExitStatus::done);
  EXPECT_THAT(out.str(), HasSubstr("toy"));
  EXPECT_EQ(run_command_line({"export", "--view", "toy", "-o", "a.svg"}, platform, out, err).status, ExitStatus::done)
      << err.str();
  EXPECT_THAT(platform.files.at("a.svg"), HasSubstr(">" + connections + "<"));
}

}  // namespace
}  // namespace convoscope
