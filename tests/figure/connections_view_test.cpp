// The graph's edges are the core's connections, in both directions; the selection is strong and labelled.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "figure/connections/graph_layout.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

// Curves by their tags (arrow heads are filled).
std::map<Tag, Path> edges_of(const Figure& figure) {
  std::map<Tag, Path> edges;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* path = std::get_if<Path>(&item.shape);
    if (path != nullptr && item.tag.part == Part::connection && path->fill.color.a == 0) edges[item.tag] = *path;
  });
  return edges;
}

// Where the arrow heads point: down is positive.
std::map<Tag, double> heads_of(const Figure& figure) {
  std::map<Tag, double> heads;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* path = std::get_if<Path>(&item.shape);
    if (path == nullptr || item.tag.part != Part::connection || path->fill.color.a == 0) return;
    heads[item.tag] = path->segments[1].p.y - path->segments[0].p.y;
  });
  return heads;
}

TEST(ConnectionsView, DrawsTheSameConnectionsTwiceWithArrowsReversed) {
  Stage stage("article");
  const Figure figure = stage.compose();
  std::set<Tag> expected;
  for (const Tap& tap : all_taps(stage.evaluation->relation)) {
    expected.insert({Side::none, Part::connection, 0, tap.fine, tap.kernel, tap.coarse});
  }
  ASSERT_EQ(expected.size(), 16u);
  std::map<Side, std::set<Tag>> drawn;
  for (const auto& [tag, path] : edges_of(figure)) {
    Tag plain = tag;
    plain.side = Side::none;
    drawn[tag.side].insert(plain);
  }
  EXPECT_EQ(drawn[Side::convolution], expected);
  EXPECT_EQ(drawn[Side::transposed], expected);
  const auto heads = heads_of(figure);
  EXPECT_EQ(heads.size(), 32u);
  for (const auto& [tag, down] : heads) EXPECT_GT(tag.side == Side::convolution ? down : -down, 0);
}

TEST(ConnectionsView, TheCentreFeedsAllFourAndTheyAreLabelled) {
  Stage stage("article");
  stage.pin = {Side::none, Part::fine, 0, {1, 1}};
  const Figure figure = stage.compose();
  std::set<Cell> strong;
  for (const auto& [tag, path] : edges_of(figure)) {
    if (path.stroke.color.a < 255) continue;
    EXPECT_EQ(tag.cell, (Cell{1, 1}));
    strong.insert(tag.coarse);
  }
  EXPECT_EQ(strong.size(), 4u);
  const std::vector<std::string> texts = testing::texts_of(figure);
  for (const char* text : {"w22", "w20", "w02", "w00"}) EXPECT_EQ(std::ranges::count(texts, text), 2) << text;
  EXPECT_EQ(std::ranges::count(texts, "e feeds 1, 2, 3 and 4"), 1);
  EXPECT_EQ(std::ranges::count(texts, "1, 2, 3 and 4 feed e"), 1);
}

TEST(ConnectionsView, SaysWhatTheArticleSaysOfEachCell) {
  Stage stage("article");
  const auto sentence = [&](Cell cell) {
    stage.pin = {Side::none, Part::fine, 0, cell};
    return testing::texts_of(stage.compose());
  };
  const auto has = [](const std::vector<std::string>& texts, const char* text) {
    return std::ranges::find(texts, text) != texts.end();
  };
  EXPECT_TRUE(has(sentence({0, 0}), "a feeds 1"));
  EXPECT_TRUE(has(sentence({0, 1}), "b feeds 1 and 2"));
  EXPECT_TRUE(has(sentence({0, 2}), "c feeds 2"));
  EXPECT_TRUE(has(sentence({1, 1}), "1, 2, 3 and 4 feed e"));
}

TEST(ConnectionsView, WhatIsPointedAtComesFirst) {
  Stage stage("article");
  stage.scene.views = {"connections"};
  for (const Tag& pin : {Tag(), Tag{Side::transposed, Part::fine, 0, {1, 1}}}) {
    stage.pin = pin;
    stage.hover = {Side::convolution, Part::fine, 0, {0, 1}};
    const std::vector<std::string> texts = testing::texts_of(stage.compose());
    const auto has = [&](const std::string& text) { return std::ranges::find(texts, text) != texts.end(); };
    EXPECT_TRUE(has("b feeds 1 and 2"));
    EXPECT_FALSE(has("e feeds 1, 2, 3 and 4"));
    // Once for either direction.
    EXPECT_EQ(std::ranges::count(texts, "w12"), 2);
    EXPECT_EQ(std::ranges::count(texts, "w10"), 2);
    EXPECT_EQ(std::ranges::count(texts, "w11"), 0);
  }
}

TEST(ConnectionsView, LabelsKeepApart) {
  for (const char* preset : {"article", "no_padding_no_strides", "padding_strides", "dilation"}) {
    Stage stage(preset);
    stage.scene.views = {"maps", "connections"};
    for (std::int64_t step = 0; step <= last_step(*stage.evaluation, stage.playhead); ++step) {
      stage.playhead.step = step;
      std::vector<Rect> pills;
      testing::visit_items(stage.compose(), [&](const Item& item, const Affine&) {
        const auto* box = std::get_if<Box>(&item.shape);
        if (box != nullptr && item.tag.part == Part::connection) pills.push_back(box->rect);
      });
      for (std::size_t i = 0; i < pills.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          const bool apart = pills[i].x >= pills[j].right() || pills[j].x >= pills[i].right() ||
                             pills[i].y >= pills[j].bottom() || pills[j].y >= pills[i].bottom();
          EXPECT_TRUE(apart) << preset << " step " << step;
        }
      }
    }
  }
}

// Labels on some of the chosen connections would ask what is wrong with the others.
TEST(ConnectionsView, LabelsAllChosenConnectionsOrNone) {
  int labelled = 0;
  for (const char* preset : {"article", "no_padding_no_strides", "padding_strides", "dilation",
                             "same_padding_no_strides", "padding_strides_odd_transposed"}) {
    Stage stage(preset);
    stage.scene.views = {"connections"};
    for (const Size size : {Size{744, 679}, {560, 300}, {1000, 420}}) {
      for (std::int64_t step = 0; step <= last_step(*stage.evaluation, stage.playhead); ++step) {
        stage.playhead.step = step;
        std::map<Side, std::set<std::string>> chosen, pills;
        testing::visit_items(stage.compose(size), [&](const Item& item, const Affine&) {
          if (item.tag.part != Part::connection) return;
          if (std::holds_alternative<Box>(item.shape)) pills[item.tag.side].insert(to_string(item.tag));
          const auto* path = std::get_if<Path>(&item.shape);
          if (path != nullptr && path->stroke.color.a == 255 && path->fill.color.a == 0)
            chosen[item.tag.side].insert(to_string(item.tag));
        });
        for (const auto& [side, tags] : pills) EXPECT_EQ(tags, chosen[side]) << preset << " step " << step;
        labelled += pills.empty() ? 0 : 1;
      }
    }
  }
  EXPECT_GT(labelled, 100);
}

// "3 feeds e" is of use where it is seen which nodes these are.
TEST(ConnectionsView, NamesChosenNodesThatAreTooSmallForTheirNames) {
  Stage stage("padding_strides_odd_transposed");
  stage.scene.views = {"connections"};
  stage.pin = {Side::transposed, Part::fine, 0, {0, 4}};
  const std::vector<std::string> texts = testing::texts_of(compose_view("connections", stage.inputs()));
  EXPECT_EQ(std::ranges::count(texts, "3 feeds e"), 1);
  EXPECT_EQ(std::ranges::count(texts, "e"), 1);
  EXPECT_EQ(std::ranges::count(texts, "3"), 1);
  EXPECT_EQ(std::ranges::count(texts, "d"), 0);
}

TEST(ConnectionsView, DrawsOnlyTheSelectionOfALargeLayer) {
  AxisSpec axis;
  axis.input = 64;
  axis.kernel = 3;
  Scene scene = testing::layer(Operation::convolution, axis, axis);
  scene.views = {"connections"};
  Stage stage(scene);
  stage.playhead = {Side::convolution, Granularity::cell, 100};
  EXPECT_EQ(edges_of(stage.compose()).size(), 9u);
}

// At 512 cells a side the sizes once ran under the strip of nodes.
TEST(ConnectionsView, KeepsWordsOffTheNodesOfLargeMaps) {
  for (const std::int64_t side : {3, 64, 512, 1024}) {
    const AxisSpec axis{.input = side, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
    Scene scene = testing::layer(Operation::convolution, axis, axis);
    scene.views = {"connections"};
    const Figure figure = compose_view("connections", Stage(scene).inputs());
    std::vector<Rect> nodes;
    std::vector<Rect> words;
    testing::visit_items(figure, [&](const Item& item, const Affine&) {
      if (const auto* box = std::get_if<Box>(&item.shape)) nodes.push_back(box->rect);
      const auto* text = std::get_if<Text>(&item.shape);
      if (text == nullptr || text->align != Align::start) return;
      words.push_back({text->position.x, text->position.y - text->style.size_pt, text->width_pt, text->style.size_pt});
    });
    for (const Rect& word : words) {
      for (const Rect& node : nodes) {
        EXPECT_FALSE(word.x < node.right() && node.x < word.right() && word.y < node.bottom() && node.y < word.bottom())
            << side;
      }
    }
  }
}

TEST(GraphLayout, CurvesStartAndEndAtTheirNodesEdges) {
  const Relation relation = Stage("article").evaluation->relation;
  const GraphLayout graph = lay_out_graph(relation, {}, {0, 0, 500, 200});
  for (const GraphEdge& edge : lay_out_edges(relation, graph, all_taps(relation), 2)) {
    const Point fine = graph.fine.node(edge.tap.fine.row * 3 + edge.tap.fine.column);
    const Point coarse = graph.coarse.node(edge.tap.coarse.row * 2 + edge.tap.coarse.column);
    EXPECT_NEAR(std::hypot(edge.from.x - fine.x, edge.from.y - fine.y), graph.fine.radius + 2, 1e-9);
    EXPECT_NEAR(std::hypot(edge.to.x - coarse.x, edge.to.y - coarse.y), graph.coarse.radius + 2, 1e-9);
    const Point middle = at_height(edge, 100);
    EXPECT_GE(middle.x, std::min(edge.from.x, edge.to.x) - 1e-6);
    EXPECT_LE(middle.x, std::max(edge.from.x, edge.to.x) + 1e-6);
  }
}

}  // namespace
}  // namespace convoscope
