// Pictures between two that hold still: the role swap keeps its edges, the window on its way tells no half numbers.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "figure/state/highlight.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

Figure swapped(const Stage& stage, double t, Size size = {744, 679}) {
  PictureInputs inputs = stage.inputs();
  inputs.motion.role_swap = t;
  return compose(inputs, size);
}

Stage connections(std::string_view preset) {
  Stage stage(preset);
  stage.scene.views = {"connections"};
  return stage;
}

// A tag's curve or head, whichever side it says.
std::map<Tag, Path> paths_of(const Figure& figure, bool heads) {
  std::map<Tag, Path> paths;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* path = std::get_if<Path>(&item.shape);
    if (path == nullptr || item.tag.part != Part::connection || (path->fill.color.a != 0) != heads) return;
    Tag tag = item.tag;
    tag.side = Side::none;
    EXPECT_TRUE(paths.emplace(tag, *path).second) << to_string(tag);
  });
  return paths;
}

bool same_points(const Path& a, const Path& b) {
  return std::ranges::equal(a.segments, b.segments, [](const Segment& x, const Segment& y) {
    return x.kind == y.kind && x.p == y.p && x.c1 == y.c1 && x.c2 == y.c2;
  });
}

// Whatever the room: what was lit stays lit, and named.
TEST(RoleSwap, TheSelectionStaysLit) {
  for (const Size room : {Size{744, 679}, Size{744, 300}, Size{560, 270}}) {
    for (const Tag& pin : {Tag{Side::transposed, Part::fine, 0, {1, 1}}, Tag{Side::none, Part::coarse, 0, {0, 1}},
                           Tag{Side::none, Part::connection, 0, {1, 1}, {2, 2}, {0, 0}}}) {
      Stage stage = connections("article");
      stage.pin = pin;
      PictureInputs inputs = stage.inputs();
      for (const double t : {0.0, 0.3, 0.5, 0.8, 1.0}) {
        inputs.motion.role_swap = t;
        std::set<Tag> strong;
        std::set<Tag> named;
        testing::visit_items(compose(inputs, room), [&](const Item& item, const Affine&) {
          Tag tag = item.tag;
          tag.side = Side::none;
          if (tag.part != Part::connection) return;
          const auto* path = std::get_if<Path>(&item.shape);
          if (path != nullptr && path->fill.color.a == 0 && path->stroke.color.a == 255) strong.insert(tag);
          if (std::holds_alternative<Text>(item.shape)) named.insert(tag);
        });
        EXPECT_EQ(strong.size(), lit_taps(*stage.evaluation, pin).size()) << t;
        if (room.height > 290) {
          EXPECT_EQ(named, strong) << t << " " << room.height << " " << to_string(pin);
        }
      }
    }
  }
}

TEST(RoleSwap, EdgesStayExactlyWhereTheyAre) {
  for (const char* preset : {"article", "padding_strides_odd_transposed", "dilation"}) {
    const Stage stage = connections(preset);
    const auto first = paths_of(swapped(stage, 0), false);
    if (stage.evaluation->connections <= 420) {
      EXPECT_EQ(static_cast<std::int64_t>(first.size()), stage.evaluation->connections) << preset;
    }
    for (const double t : {0.1, 0.37, 0.5, 0.62, 0.99, 1.0}) {
      const auto now = paths_of(swapped(stage, t), false);
      ASSERT_EQ(now.size(), first.size());
      for (const auto& [tag, path] : first) EXPECT_TRUE(same_points(now.at(tag), path)) << preset << t;
    }
  }
}

TEST(RoleSwap, HeadsGoFromTheCoarseEndsToTheFineEnds) {
  const Stage stage = connections("article");
  const auto curves = paths_of(swapped(stage, 0), false);
  const auto tip = [](const Path& head) { return head.segments[1].p; };
  const auto points_down = [&](const Path& head) { return tip(head).y > head.segments[0].p.y; };
  const auto distance = [](Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); };
  for (const auto& [tag, head] : paths_of(swapped(stage, 0), true)) {
    EXPECT_TRUE(points_down(head));
    EXPECT_LT(distance(tip(head), curves.at(tag).segments.back().p), 5);
  }
  const auto last = paths_of(swapped(stage, 1), true);
  EXPECT_EQ(last.size(), 16u);
  for (const auto& [tag, head] : last) {
    EXPECT_FALSE(points_down(head));
    EXPECT_LT(distance(tip(head), curves.at(tag).segments.front().p), 5);
  }
  // Half-way all sixteen are on their way, not gone.
  EXPECT_EQ(paths_of(swapped(stage, 0.5), true).size(), 16u);
}

TEST(RoleSwap, RolesChangePlacesAndMapsKeepTheirColours) {
  const Stage stage = connections("article");
  const auto height_of = [](const Figure& figure, const std::string& words) {
    double y = -1;
    testing::visit_items(figure, [&](const Item& item, const Affine&) {
      const auto* text = std::get_if<Text>(&item.shape);
      if (text != nullptr && text->text == words) y = text->position.y;
    });
    return y;
  };
  const Figure first = swapped(stage, 0);
  const Figure last = swapped(stage, 1);
  EXPECT_LT(height_of(first, "input"), height_of(first, "output"));
  EXPECT_NEAR(height_of(last, "input"), height_of(first, "output"), 1e-6);
  EXPECT_NEAR(height_of(last, "output"), height_of(first, "input"), 1e-6);
  for (const double t : {0.0, 0.3, 0.5, 1.0}) {
    const Figure figure = swapped(stage, t);
    const std::vector<std::string> texts = testing::texts_of(figure);
    EXPECT_EQ(std::ranges::count(texts, "16, the same in both directions"), 1);
    std::size_t nodes = 0;
    testing::visit_items(figure, [&](const Item& item, const Affine&) {
      const auto* box = std::get_if<Box>(&item.shape);
      if (box == nullptr || (item.tag.part != Part::fine && item.tag.part != Part::coarse)) return;
      ++nodes;
      EXPECT_EQ(box->fill.color, item.tag.part == Part::fine ? stage.look.fine : stage.look.coarse);
    });
    EXPECT_EQ(nodes, 13u);
  }
}

TEST(RoleSwap, IsNothingForPooling) {
  Stage stage(testing::layer(Operation::max_pooling, {.input = 4, .kernel = 2, .stride = 2},
                             {.input = 4, .kernel = 2, .stride = 2}));
  stage.scene.views = {"connections"};
  EXPECT_EQ(dump(swapped(stage, 0.5)), dump(stage.compose()));
}

Figure on_the_way(const Stage& stage, double t) {
  PictureInputs inputs = stage.inputs();
  inputs.motion.to_next_step = t;
  return compose(inputs, {744, 679});
}

TEST(WindowOnItsWay, ShowsTheNumbersOfTheStepThatItLeaves) {
  for (const char* const view : {"maps", "stack"}) {
    for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
      Stage stage("padding_strides_odd_transposed");
      stage.scene.views = {view};
      stage.playhead.granularity = granularity;
      for (std::int64_t step = 0; step <= last_step(*stage.evaluation, stage.playhead); step += 5) {
        stage.playhead.step = step;
        EXPECT_EQ(dump(on_the_way(stage, 0)), dump(stage.compose()));
        EXPECT_EQ(testing::texts_of(on_the_way(stage, 0.4)), testing::texts_of(stage.compose()));
      }
    }
  }
}

// Outlines in the colour that says "here".
std::vector<Rect> outlines_of(const Figure& figure, const Theme& look) {
  std::vector<Rect> rects;
  testing::visit_items(figure, [&](const Item& item, const Affine& to) {
    const auto* box = std::get_if<Box>(&item.shape);
    if (box == nullptr || !(box->stroke.color == look.focus)) return;
    const Point corner = to({box->rect.x, box->rect.y});
    rects.push_back({corner.x, corner.y, box->rect.width * to.a, box->rect.height * to.d});
  });
  return rects;
}

TEST(WindowOnItsWay, ArrivesWhereTheNextStepHasIt) {
  Stage stage("padding_strides_odd_transposed");
  stage.scene.views = {"maps"};
  for (const std::int64_t step :
       {0, 4, 5, 34}) {  // from cell to cell, and from the end of a row to the next one's start
    stage.playhead.step = step;
    const std::vector<Rect> there = outlines_of(on_the_way(stage, 1), stage.look);
    const std::vector<Rect> begun = outlines_of(on_the_way(stage, 0), stage.look);
    const std::vector<Rect> half = outlines_of(on_the_way(stage, 0.5), stage.look);
    ++stage.playhead.step;
    const std::vector<Rect> next = outlines_of(stage.compose(), stage.look);
    ASSERT_EQ(there.size(), next.size());
    ASSERT_EQ(half.size(), next.size());
    for (std::size_t i = 0; i < next.size(); ++i) {
      EXPECT_NEAR(there[i].x, next[i].x, 1e-6);
      EXPECT_NEAR(there[i].y, next[i].y, 1e-6);
      EXPECT_NEAR(half[i].x, (begun[i].x + next[i].x) / 2, 1e-6);
      EXPECT_NEAR(half[i].y, (begun[i].y + next[i].y) / 2, 1e-6);
    }
  }
}

TEST(WindowOnItsWay, WaitsAtTheLastStepAndWhereACellIsPinned) {
  for (const char* const view : {"maps", "stack"}) {
    Stage stage("article");
    stage.scene.views = {view};
    stage.playhead.step = last_step(*stage.evaluation, stage.playhead);
    EXPECT_EQ(dump(on_the_way(stage, 0.5)), dump(stage.compose()));
    stage.playhead.step = 2;
    stage.pin = {Side::transposed, Part::fine, 0, {0, 1}};
    PictureInputs inputs = stage.inputs();
    inputs.motion.to_next_step = 0.5;
    EXPECT_EQ(testing::texts_of(compose(inputs, {744, 679})), testing::texts_of(stage.compose()));
  }
}

}  // namespace
}  // namespace convoscope
