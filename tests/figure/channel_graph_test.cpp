// What groups cut: lines between channels, links between planes and hatched blocks of the matrix, counted by hand.
#include "figure/draw/channel_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

Stage grouped(std::int64_t groups, View view) {
  Scene scene = testing::layer(Operation::convolution, {.input = 3, .kernel = 2}, {.input = 3, .kernel = 2});
  scene.spec.in_channels = scene.spec.out_channels = 4;
  scene.spec.groups = groups;
  scene.views = {view};
  scene.shows_transposed = false;
  return Stage(scene);
}

// The count is one pair's; and channels are there while the roles change hands.
TEST(ChannelGraph, StaysWhileRolesChangeHands) {
  Stage stage = grouped(2, "connections");
  stage.scene.shows_transposed = true;
  const auto says = [&](const Figure& figure, const char* words) {
    return std::ranges::count(testing::texts_of(figure), words) == 1;
  };
  PictureInputs inputs = stage.inputs();
  for (const std::optional<double> swap :
       {std::optional<double>(), std::optional(0.0), std::optional(0.4), std::optional(1.0)}) {
    inputs.motion.role_swap = swap;
    for (const Figure& figure : {compose(inputs, {744, 679}), compose_view("connections", inputs)}) {
      EXPECT_TRUE(says(figure, "8 of 16 pairs connected"));
      EXPECT_TRUE(says(figure, "16 per pair of channels, the same in both directions"));
    }
  }
  stage.scene.shows_transposed = false;
  EXPECT_TRUE(says(stage.compose(), "16 per pair of channels"));
}

TEST(ChannelGraph, MeetWithinAGroup) {
  const Stage stage = grouped(2, "stack");
  const Relation& relation = stage.evaluation->relation;
  EXPECT_TRUE(channels_meet(relation, 0, 1));
  EXPECT_FALSE(channels_meet(relation, 1, 2));
  EXPECT_TRUE(channels_meet(relation, 3, 2));
}

// Each product of the trace joins two channels that meet, and all that meet are joined.
TEST(ChannelGraph, AgreesWithTheTrace) {
  for (const std::int64_t groups : {1, 2, 4}) {
    const Stage stage = grouped(groups, "stack");
    const Trace trace = stage.evaluation->trace(Side::convolution, Granularity::cell);
    std::set<std::pair<std::int64_t, std::int64_t>> joined;
    for (std::int64_t i = 0; i < trace.size(); ++i) {
      for (const Product& p : trace.at(i).products) joined.emplace(p.input_channel, p.output_channel);
    }
    for (std::int64_t fine = 0; fine < 4; ++fine) {
      for (std::int64_t coarse = 0; coarse < 4; ++coarse) {
        EXPECT_EQ(channels_meet(stage.evaluation->relation, fine, coarse), joined.contains({fine, coarse}));
      }
    }
  }
}

TEST(ChannelGraph, ConnectionsSayHowManyPairs) {
  const auto says = [](std::int64_t groups, const char* words) {
    const std::vector<std::string> texts = testing::texts_of(grouped(groups, "connections").compose());
    return std::ranges::count(texts, words) == 1;
  };
  EXPECT_TRUE(says(1, "16 of 16 pairs connected"));
  EXPECT_TRUE(says(2, "8 of 16 pairs connected"));
  EXPECT_TRUE(says(4, "4 of 16 pairs connected"));
  const Stage plain("article");
  EXPECT_EQ(channel_graph_width(plain.inputs()), 0);
}

TEST(ChannelGraph, StandsWhereThePlayheadIsOnAnOperationThatTheLayerLacks) {
  Scene pooling = testing::layer(Operation::max_pooling, {.input = 4, .kernel = 2, .stride = 2},
                                 {.input = 4, .kernel = 2, .stride = 2});
  // No convolution has so large an output padding.
  Scene alone =
      testing::layer(Operation::transposed_convolution, {.input = 3, .kernel = 3, .dilation = 3, .output_padding = 2},
                     {.input = 3, .kernel = 3, .dilation = 3, .output_padding = 2});
  for (Scene* scene : {&pooling, &alone}) {
    scene->spec.in_channels = scene->spec.out_channels = 2;
    scene->views = {"connections"};
    Stage stage(*scene);
    EXPECT_NE(stage.evaluation->convolution.has_value(), stage.evaluation->transposed.has_value());
    for (const Side side : {Side::convolution, Side::transposed}) {
      stage.playhead.side = side;
      EXPECT_GT(channel_graph_width(stage.inputs()), 0);
      EXPECT_FALSE(testing::texts_of(stage.compose()).empty());
    }
  }
}

// Curves of one cubic that are no connections: the stack's links.
std::size_t links(const Figure& figure) {
  std::size_t count = 0;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* path = std::get_if<Path>(&item.shape);
    count += path != nullptr && path->segments.size() == 2 && path->segments[1].kind == Segment::Kind::cubic ? 1 : 0;
  });
  return count;
}

TEST(ChannelGraph, PlanesAreLinkedWithinGroups) {
  EXPECT_EQ(links(grouped(1, "stack").compose()), 16u);
  EXPECT_EQ(links(grouped(2, "stack").compose()), 8u);
  EXPECT_EQ(links(grouped(4, "stack").compose()), 4u);
  Stage plain("article");
  plain.scene.views = {"stack"};
  EXPECT_EQ(links(plain.compose()), 0u);
}

// Hatched boxes with nothing else are what groups cut; within them no entry is a connection.
TEST(ChannelGraph, TheMatrixHatchesBlocksWithoutConnections) {
  const Stage stage = grouped(2, "matrix");
  const Figure figure = stage.compose({1400, 1200});
  std::vector<Rect> cut;
  testing::visit_items(figure, [&](const Item& item, const Affine& to) {
    const auto* box = std::get_if<Box>(&item.shape);
    if (box == nullptr || box->fill.color.a != 0 || box->fill.hatch.a == 0) return;
    const Point corner = to({box->rect.x, box->rect.y});
    cut.push_back({corner.x, corner.y, box->rect.width * to.a, box->rect.height * to.d});
  });
  ASSERT_FALSE(cut.empty());
  std::size_t connections = 0;
  testing::visit_items(figure, [&](const Item& item, const Affine& to) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || item.tag.part != Part::matrix) return;
    for (std::int64_t row = 0; row < grid->rows; ++row) {
      for (std::int64_t column = 0; column < grid->columns; ++column) {
        if (grid->classes->at(static_cast<std::size_t>(row * grid->columns + column)) == 0) continue;
        ++connections;
        const Point center = to(grid->cell_rect(row, column).center());
        EXPECT_TRUE(std::ranges::none_of(cut, [&](const Rect& rect) { return rect.contains(center); }));
      }
    }
  });
  EXPECT_GT(connections, 0u);
}

}  // namespace
}  // namespace convoscope
