// Pointing is the inverse of drawing: every named cell, node and curve is found where it is drawn.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>

#include "support.h"

namespace convoscope {
namespace {

using testing::is_real;
using testing::Stage;
using testing::visit_items;

void expect_found(const Stage& stage, Size available) {
  const Figure figure = stage.compose(available);
  visit_items(figure, [&](const Item& item, const Affine& transform) {
    if (!item.tag) return;
    if (const auto* grid = std::get_if<Grid>(&item.shape)) {
      for (std::int64_t row = 0; row < grid->rows; ++row) {
        for (std::int64_t column = 0; column < grid->columns; ++column) {
          const Tag expected = grid->tag_of(item.tag, row, column);
          EXPECT_TRUE(is_real(*stage.evaluation, expected)) << to_string(expected);
          const Tag found = hit_test(figure, transform(grid->cell_rect(row, column).center()));
          EXPECT_EQ(to_string(found), to_string(expected));
        }
      }
      return;
    }
    EXPECT_TRUE(is_real(*stage.evaluation, item.tag)) << to_string(item.tag);
    const auto* box = std::get_if<Box>(&item.shape);
    if (box != nullptr) {
      EXPECT_EQ(to_string(hit_test(figure, transform(box->rect.center()))), to_string(item.tag));
    }
  });
}

TEST(HitTest, FindsEveryCellAndNodeOfTheArticle) { expect_found(Stage("article"), {744, 679}); }

TEST(HitTest, FindsThemThroughTheScaleOfASmallOrLargeCanvas) {
  expect_found(Stage("article"), {552, 470});
  expect_found(Stage("article"), {1500, 1100});
}

TEST(HitTest, FindsThemAtEveryMultiplication) {
  Stage stage("article");
  stage.playhead.granularity = Granularity::multiply;
  for (std::int64_t step = 0; step < 81; step += 8) {
    stage.playhead.step = step;
    expect_found(stage, {744, 679});
  }
}

RC_GTEST_PROP(HitTest, FindsEveryCellOfAnyLayer, ()) {
  const auto axis = [] {
    AxisSpec a;
    a.input = *rc::gen::inRange<std::int64_t>(1, 6);
    a.kernel = *rc::gen::inRange<std::int64_t>(1, 4);
    a.stride = *rc::gen::inRange<std::int64_t>(1, 4);
    a.dilation = *rc::gen::inRange<std::int64_t>(1, 3);
    a.pad_begin = *rc::gen::inRange<std::int64_t>(0, 3);
    a.pad_end = *rc::gen::inRange<std::int64_t>(0, 3);
    return a;
  };
  const auto operation = *rc::gen::element(Operation::convolution, Operation::transposed_convolution);
  const Scene scene = testing::layer(operation, axis(), axis());
  RC_PRE(validate(scene.spec).empty());
  Stage stage(scene);
  stage.scene.views = {"maps"};
  expect_found(stage, {744, 679});
}

TEST(HitTest, TakesTheTopmostAndSeesThroughWhatHasNoName) {
  const Tag below{Side::none, Part::fine, 0, {0, 0}};
  const Tag above{Side::none, Part::coarse, 0, {0, 0}};
  Figure figure;
  figure.size = {100, 100};
  figure.items.push_back({below, Box{{0, 0, 60, 60}, 0, {{0, 0, 0, 255}, {}}, {}}});
  figure.items.push_back({above, Box{{40, 40, 60, 60}, 0, {{0, 0, 0, 255}, {}}, {}}});
  figure.items.push_back({{}, Box{{0, 0, 100, 100}, 0, {{0, 0, 0, 255}, {}}, {}}});
  EXPECT_EQ(hit_test(figure, {50, 50}), above);
  EXPECT_EQ(hit_test(figure, {20, 20}), below);
  EXPECT_EQ(hit_test(figure, {90, 10}), Tag{});
}

TEST(HitTest, RoundsCornersFillsPathsAndReachesThinLines) {
  const Tag circle{Side::none, Part::fine, 0, {0, 0}};
  const Tag triangle{Side::none, Part::coarse, 0, {1, 1}};
  const Tag curve{Side::none, Part::connection, 0, {0, 0}, {0, 0}, {0, 0}};
  using Kind = Segment::Kind;
  Figure figure;
  figure.items.push_back({circle, Box{{0, 0, 20, 20}, 10, {{0, 0, 0, 255}, {}}, {}}});
  figure.items.push_back({triangle, Path{{{Kind::move, {40, 0}, {}, {}},
                                          {Kind::line, {80, 0}, {}, {}},
                                          {Kind::line, {40, 40}, {}, {}},
                                          {Kind::close, {}, {}, {}}},
                                         {{0, 0, 0, 255}, {}},
                                         {}}});
  figure.items.push_back(
      {curve,
       Path{{{Kind::move, {0, 60}, {}, {}}, {Kind::cubic, {80, 60}, {20, 80}, {60, 80}}}, {}, {{0, 0, 0, 255}, 1}}});
  EXPECT_EQ(hit_test(figure, {10, 1}), circle);
  EXPECT_EQ(hit_test(figure, {1, 1}), Tag{});
  EXPECT_EQ(hit_test(figure, {50, 10}), triangle);
  EXPECT_EQ(hit_test(figure, {75, 35}), Tag{});
  EXPECT_EQ(hit_test(figure, {40, 75}), curve);
  EXPECT_EQ(hit_test(figure, {40, 77.5}), curve);
  EXPECT_EQ(hit_test(figure, {40, 62}), Tag{});
}

TEST(HitTest, RespectsClipsAndNamesAGroupsNamelessItems) {
  const Tag tag{Side::convolution, Part::window};
  Group group;
  group.transform = {2, 0, 0, 2, 10, 10};
  group.clip = {0, 0, 10, 10};
  group.items.push_back({{}, Box{{0, 0, 40, 40}, 0, {{0, 0, 0, 255}, {}}, {}}});
  Figure figure;
  figure.items.push_back({tag, group});
  EXPECT_EQ(hit_test(figure, {15, 15}), tag);
  EXPECT_EQ(hit_test(figure, {40, 40}), Tag{});
  EXPECT_EQ(hit_test(figure, {5, 5}), Tag{});
}

}  // namespace
}  // namespace convoscope
