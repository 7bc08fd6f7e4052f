// Pointing at something in one view lights it in all of them, and a click keeps it so: for each kind of thing and each view.
#include <gtest/gtest.h>

#include "every_view.h"
#include "figure/state/highlight.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

struct Pointed {
  const char* name;
  Tag tag;
};

/// Of the article's example, none of them in focus there: b, 2, w12, an entry of the matrix and a connection of it.
const std::vector<Pointed>& pointed() {
  static const std::vector<Pointed> things{
      {"a convolution's input", {Side::convolution, Part::fine, 0, {0, 1}}},
      {"a convolution's output", {Side::convolution, Part::coarse, 0, {0, 1}}},
      {"a transposed convolution's input", {Side::transposed, Part::coarse, 0, {0, 1}}},
      {"a transposed convolution's output", {Side::transposed, Part::fine, 0, {0, 1}}},
      {"a node of the graph", {Side::none, Part::fine, 0, {0, 1}}},
      {"an element of the kernel", {Side::none, Part::kernel, 0, {1, 2}}},
      {"an entry of the matrix", {Side::convolution, Part::matrix, 0, {0, 1}}},
      {"a connection", {Side::none, Part::connection, 0, {0, 1}, {1, 2}, {0, 0}}},
  };
  return things;
}

std::string picture(const Stage& stage) { return dump(stage.compose()); }

TEST(Linking, HoveringLightsEveryView) {
  for (const View& view : every_view()) {
    Stage stage("article");
    stage.scene.views = {view};
    const std::string still = picture(stage);
    for (const Pointed& thing : pointed()) {
      ASSERT_FALSE(lit_taps(*stage.evaluation, thing.tag).empty());
      stage.hover = thing.tag;
      EXPECT_NE(picture(stage), still) << view << ": " << thing.name;
    }
  }
}

TEST(Linking, APinIsKeptInEveryView) {
  for (const View& view : every_view()) {
    Stage stage("article");
    stage.scene.views = {view};
    const std::string still = picture(stage);
    for (const Pointed& thing : pointed()) {
      stage.pin = thing.tag;
      EXPECT_NE(picture(stage), still) << view << ": " << thing.name;
    }
  }
}

/// A zero of the matrix: between a and 4. Lock-step has only connections to light.
TEST(Linking, AnEntryThatIsZeroLightsItsCells) {
  const Tag zero{Side::convolution, Part::matrix, 0, {3, 0}};
  for (const View& view : every_view()) {
    if (view == "lockstep") continue;
    Stage stage("article");
    ASSERT_TRUE(lit_taps(*stage.evaluation, zero).empty());
    ASSERT_TRUE(unconnected_cells(*stage.evaluation, zero));
    EXPECT_EQ(unconnected_cells(*stage.evaluation, zero)->fine.cell, (Cell{0, 0}));
    EXPECT_EQ(unconnected_cells(*stage.evaluation, zero)->coarse.cell, (Cell{1, 1}));
    stage.scene.views = {view};
    const std::string still = picture(stage);
    stage.hover = zero;
    EXPECT_NE(picture(stage), still) << view;
    stage.hover = {};
    stage.pin = zero;
    const std::string pinned = picture(stage);
    EXPECT_NE(pinned, still) << view;
    if (view == "connections") {
      EXPECT_NE(pinned.find("a and 4 are not connected"), std::string::npos);
      EXPECT_NE(pinned.find("4 and a are not connected"), std::string::npos);
    }
  }
  EXPECT_FALSE(unconnected_cells(*Stage("article").evaluation, {Side::convolution, Part::matrix, 0, {3, 4}}));
  EXPECT_FALSE(unconnected_cells(*Stage("article").evaluation, {Side::convolution, Part::matrix, 0, {4, 0}}));
}

/// It can be pointed at and pinned where it is drawn, and is the ordinary convolution's padding.
TEST(Linking, ACellThatIsCutOffIsTheConvolutionsPadding) {
  const Tag above{Side::transposed, Part::fine, 0, {-1, 1}};
  for (const View& view : every_view()) {
    Stage stage("article");
    stage.scene.views = {view};
    const std::string still = picture(stage);
    const bool has_it = view == "crop" || view == "maps" || view == "stack";
    stage.hover = above;
    EXPECT_EQ(picture(stage) != still, has_it) << view;
    stage.hover = {};
    stage.pin = above;
    EXPECT_EQ(picture(stage) != still, has_it) << view;
  }
  Stage stage("article");
  stage.scene.views = {"crop"};
  const Figure figure = stage.compose({744, 679});
  bool is_hit = false;
  testing::visit_items(figure, [&](const Item& item, const Affine& transform) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || grid->first == Cell{}) return;
    is_hit = hit_test(figure, transform(grid->cell_rect(0, 2).center())) == above;
    EXPECT_EQ(to_string(hit_test(figure, transform(grid->cell_rect(2, 2).center()))), "transposed.output[1,1]");
  });
  EXPECT_TRUE(is_hit);
}

}  // namespace
}  // namespace convoscope
