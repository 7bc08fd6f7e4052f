// What groups cut: lines between channels, links between planes and hatched blocks of the matrix, counted by hand.
#include "figure/draw/channel_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "dump.h"
#include "figure/state/maps_state.h"
#include "figure/state/matrix_entries.h"
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

// A node is its whole map: what is under the pointer lights its pairs, a pinned input's channel is the one that is shown.
TEST(ChannelGraph, ChoosesTheChannelThatIsShown) {
  Stage stage = grouped(2, "connections");
  const Figure still = stage.compose();
  std::set<std::string> nodes;
  testing::visit_items(still, [&](const Item& item, const Affine& to) {
    const auto* box = std::get_if<Box>(&item.shape);
    if (box == nullptr || !item.tag || item.tag.cell != no_cell) return;
    nodes.insert(to_string(hit_test(still, to(box->rect.center()))));
  });
  std::set<std::string> expected;
  for (std::int64_t channel = 0; channel < 4; ++channel) {
    expected.insert(to_string({Side::convolution, Part::fine, channel}));
    expected.insert(to_string({Side::convolution, Part::coarse, channel}));
  }
  EXPECT_EQ(nodes, expected);
  stage.hover = {Side::convolution, Part::fine, 3};
  EXPECT_NE(dump(stage.compose()), dump(still));
  stage.hover = {};
  // Outputs of the first group read the first two inputs.
  for (const auto& [pinned, shown] : {std::pair{0, 0}, {1, 1}, {2, 0}, {3, 0}}) {
    stage.pin = {Side::convolution, Part::fine, pinned};
    const MapsState state = maps_state(stage.inputs(), Side::convolution);
    EXPECT_EQ(state.input_channel, shown);
    EXPECT_EQ(state.output_channel, 0);
    EXPECT_TRUE(state.shows_window);
    EXPECT_EQ(state.window.size(), 4u);
  }
}

// An input cell of another group is shown with an output that it takes part in.
TEST(ChannelGraph, APinnedInputIsShownWithItsOwnGroup) {
  Stage stage = grouped(2, "maps");
  stage.pin = {Side::convolution, Part::fine, 3, {1, 1}};
  const MapsState state = maps_state(stage.inputs(), Side::convolution);
  EXPECT_EQ(state.input_channel, 3);
  EXPECT_EQ(state.output_channel, 2);
}

// What is lit of other channels is not lit in the channels shown.
TEST(ChannelGraph, LightsOnlyWhatIsOfTheChannelsShown) {
  Stage stage = grouped(1, "maps");
  const auto lit = [&](const Tag& tag) {
    stage.hover = tag;
    return maps_state(stage.inputs(), Side::convolution).hovered;
  };
  const LitCells own = lit({Side::convolution, Part::fine, 0, {1, 1}});
  EXPECT_EQ(own.expanded, (std::vector<Cell>{{1, 1}}));
  EXPECT_EQ(own.output.size(), 4u);
  EXPECT_EQ(own.kernel.size(), 4u);
  const LitCells other = lit({Side::convolution, Part::fine, 2, {1, 1}});  // of the third channel
  EXPECT_TRUE(other.expanded.empty());
  EXPECT_EQ(other.output.size(), 4u);
  EXPECT_TRUE(other.kernel.empty());
  EXPECT_EQ(lit({Side::convolution, Part::kernel, 0, {1, 0}}).kernel, (std::vector<Cell>{{1, 0}}));
  EXPECT_TRUE(lit({Side::convolution, Part::kernel, 5, {1, 0}}).empty());
  EXPECT_TRUE(lit({Side::convolution, Part::matrix, 0, {4, 9}}).kernel.empty());  // between the second channels
  EXPECT_EQ(lit({Side::convolution, Part::matrix, 0, {0, 0}}).kernel, (std::vector<Cell>{{0, 0}}));
}

// The kernel's cells in a picture are the elements of the weight between the channels shown.
TEST(ChannelGraph, TheKernelsTagsNameItsChannels) {
  for (const char* view : {"maps", "lockstep"}) {
    Stage stage = grouped(2, view);
    stage.scene.shows_transposed = true;
    stage.pin = {Side::transposed, Part::fine, 3, {1, 1}};
    stage.playhead.side = Side::transposed;
    const ChannelPair shown = shown_channels(stage.inputs(), Side::transposed);
    EXPECT_EQ(shown.fine, 3);
    EXPECT_EQ(shown.coarse, 2);
    const Figure figure = stage.compose();
    const Tensor& weight = *stage.evaluation->weight;
    int cells = 0;
    testing::visit_items(figure, [&](const Item& item, const Affine& to) {
      const auto* grid = std::get_if<Grid>(&item.shape);
      if (grid == nullptr || item.tag.part != Part::kernel || item.tag.side != Side::transposed) return;
      for (std::int64_t row = 0; row < grid->rows; ++row) {
        for (std::int64_t column = 0; column < grid->columns; ++column) {
          const Tag at = hit_test(figure, to(grid->cell_rect(row, column).center()));
          ASSERT_EQ(at.part, Part::kernel);
          const float value = weight(at.channel / 2, at.channel % 2, at.cell.row, at.cell.column);
          EXPECT_EQ(grid->text_of(row, column), fmt::format("{}", value));
          ++cells;
        }
      }
    });
    EXPECT_GE(cells, 4) << view;
  }
}

}  // namespace
}  // namespace convoscope
