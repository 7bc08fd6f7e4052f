// What holds for all views alike: each tag names something that the layer has and is found where it is drawn, and the
// numbers of the maps are the layer's.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "document/explain.h"
#include "document/number_text.h"
#include "every_view.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::is_real;
using testing::Stage;
using testing::visit_items;

// Every tag of the figure with points within what it names.
using Places = std::map<Tag, std::vector<Point>>;

Places places_of(const Figure& figure) {
  Places places;
  const auto add = [&](const Tag& tag, const Rect& rect, const Affine& to) {
    for (int i = 1; i < 8; ++i) {
      for (int j = 1; j < 8; ++j)
        places[tag].push_back(to({rect.x + rect.width * i / 8, rect.y + rect.height * j / 8}));
    }
  };
  visit_items(figure, [&](const Item& item, const Affine& to) {
    if (!item.tag) return;
    if (const auto* grid = std::get_if<Grid>(&item.shape)) {
      for (std::int64_t row = 0; row < grid->rows; ++row) {
        for (std::int64_t column = 0; column < grid->columns; ++column) {
          const Tag tag = grid->tag_of(item.tag, row, column);
          if (tag) add(tag, grid->cell_rect(row, column), to);
        }
      }
    } else if (const auto* box = std::get_if<Box>(&item.shape)) {
      add(item.tag, box->rect, to);
    } else if (const auto* path = std::get_if<Path>(&item.shape)) {
      Point from;
      for (const Segment& segment : path->segments) {
        if (segment.kind == Segment::Kind::close) continue;
        for (int i = 1; segment.kind == Segment::Kind::cubic && i < 16; ++i) {
          const double t = i / 16.0;
          const double u = 1 - t;
          const auto at = [&](double Point::*c) {
            return u * u * u * from.*c + 3 * u * u * t * segment.c1.*c + 3 * u * t * t * segment.c2.*c +
                   t * t * t * segment.p.*c;
          };
          places[item.tag].push_back(to({at(&Point::x), at(&Point::y)}));
        }
        places[item.tag].push_back(to(segment.p));
        from = segment.p;
      }
    } else {
      places[item.tag];
    }
  });
  return places;
}

void expect_complete(const Stage& stage, const Figure& figure) {
  const Places places = places_of(figure);
  EXPECT_FALSE(places.empty());
  for (const auto& place : places) {
    const Tag tag = place.first;  // Clang 14 takes no structured binding into the lambda below
    const auto& points = place.second;
    EXPECT_TRUE(is_real(*stage.evaluation, tag)) << to_string(tag);
    EXPECT_EQ(parse_tag(to_string(tag)), tag);
    if (points.empty()) continue;
    EXPECT_TRUE(std::ranges::any_of(points, [&](Point p) { return hit_test(figure, p) == tag; })) << to_string(tag);
  }
  // And the other way: nothing is found that is not drawn.
  for (double x = 3; x < figure.size.width; x += 13) {
    for (double y = 3; y < figure.size.height; y += 13) {
      const Tag found = hit_test(figure, {x, y});
      if (found) {
        EXPECT_TRUE(places.contains(found)) << to_string(found);
      }
    }
  }
}

Stage grouped() {
  Scene scene = testing::layer(Operation::transposed_convolution, {.input = 2, .kernel = 2, .stride = 2},
                               {.input = 3, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1});
  scene.spec.in_channels = scene.spec.out_channels = 4;
  scene.spec.groups = 2;
  return Stage(scene);
}

Stage one_dimensional() {
  return Stage(testing::layer(Operation::convolution, {}, {.input = 9, .kernel = 3, .stride = 2}));
}

class EveryView : public ::testing::TestWithParam<View> {};

TEST_P(EveryView, TagsNameWhatThereIsWhereItIs) {
  for (Stage stage : {Stage("article"), Stage("padding_strides_odd_transposed"), grouped(), one_dimensional()}) {
    stage.scene.views = {GetParam()};
    for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
      stage.playhead.granularity = granularity;
      stage.playhead.step = last_step(*stage.evaluation, stage.playhead) / 2;
      expect_complete(stage, stage.compose());
      expect_complete(stage, compose_view(GetParam(), stage.inputs()));
    }
  }
}

// What the cells of the layer's own maps say, wherever they are drawn: no view has numbers of its own. The overlap view counts
// instead, and the lock-step view's coarse map is the input of the transposed convolution.
TEST_P(EveryView, NumbersAreThoseOfTheLayer) {
  if (GetParam() == "overlap") GTEST_SKIP() << "its cells say how many stamps meet";
  for (Stage stage :
       {Stage("article"), Stage("padding_strides_odd_transposed"), Stage("dilation"), one_dimensional()}) {
    stage.playhead.granularity = Granularity::cell;
    stage.playhead.step = last_step(*stage.evaluation, stage.playhead);
    visit_items(compose_view(GetParam(), stage.inputs()), [&](const Item& item, const Affine&) {
      const auto* grid = std::get_if<Grid>(&item.shape);
      const bool is_map = item.tag.part == Part::fine || item.tag.part == Part::coarse;
      if (grid == nullptr || grid->labels || !is_map || item.tag.side == Side::none) return;
      const bool is_output = item.tag.part == output_part(item.tag.side);
      const bool is_gradient = GetParam() == "lockstep" && item.tag.part == Part::coarse;
      const Tensor& map = is_gradient ? *stage.evaluation->coarse
                          : is_output ? stage.evaluation->output(item.tag.side)
                                      : stage.evaluation->input(item.tag.side);
      for (std::int64_t i = 0; i < grid->rows * grid->columns; ++i) {
        const Tag tag = grid->tag_of(item.tag, i / grid->columns, i % grid->columns);
        const std::string text = grid->text_of(i / grid->columns, i % grid->columns);
        if (text.empty() || !lies_on(tag, map)) continue;
        EXPECT_EQ(text, number_text(map(0, tag.channel, tag.cell.row, tag.cell.column))) << to_string(tag);
      }
    });
  }
}

INSTANTIATE_TEST_SUITE_P(All, EveryView, ::testing::ValuesIn(every_view()),
                         [](const auto& instance) { return instance.param; });

TEST(RoleSwapTags, NameWhatThereIsAtEveryInstant) {
  Stage stage("article");
  stage.scene.views = {"connections"};
  for (const double t : {0.0, 0.2, 0.5, 0.8, 1.0}) {
    PictureInputs inputs = stage.inputs();
    inputs.motion.role_swap = t;
    expect_complete(stage, compose(inputs, {744, 679}));
  }
}

}  // namespace
}  // namespace convoscope
