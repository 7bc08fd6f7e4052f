// Overlap pictures: their numbers against Distill's figures and the connections, their words against the counts.
#include <gtest/gtest.h>

#include <rapidcheck/gtest.h>

#include <algorithm>

#include "document/number_text.h"
#include "figure/overlap/overlap_layout.h"
#include "figure/state/overlap_counts.h"
#include "fits.h"

namespace convoscope {
namespace {

using testing::find_grid;
using testing::layer;
using testing::Stage;

Scene transposed(std::int64_t n, std::int64_t k, std::int64_t s, std::int64_t p = 0) {
  const AxisSpec axis{.input = n, .kernel = k, .stride = s, .pad_begin = p, .pad_end = p};
  Scene scene = layer(Operation::transposed_convolution, axis, axis);
  scene.views = {"overlap"};
  return scene;
}

Scene row(std::int64_t n, std::int64_t k, std::int64_t s) {
  Scene scene = transposed(n, k, s);
  scene.spec.axes[height] = {};
  return scene;
}

std::string numbers(const Grid& grid) {
  std::string text;
  for (const float value : *grid.values) text += number_text(value);
  return text;
}

// The rows of counts that are no named map, from the top: profiles, then strips.
std::vector<std::string> strips(const Figure& figure) {
  std::vector<std::string> texts;
  testing::visit_items(figure, [&](const Item& item, const Affine&) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid != nullptr && !item.tag && grid->rows == 1) texts.push_back(numbers(*grid));
  });
  return texts;
}

bool says(const Figure& figure, const std::string& what) {
  std::string words;  // sentences may be broken into lines
  for (const std::string& text : testing::texts_of(figure)) words += text + " ";
  return words.find(what) != std::string::npos;
}

TEST(OverlapView, DistillsFigures) {
  const auto map_of = [](std::int64_t k, std::int64_t s) {
    const Figure figure = compose_view("overlap", Stage(row(6, k, s)).inputs());
    return numbers(*find_grid(figure, {Side::transposed, Part::fine}));
  };
  EXPECT_EQ(map_of(3, 2), "1121212121211");
  EXPECT_EQ(map_of(4, 2), "11222222222211");
  EXPECT_EQ(map_of(2, 2), std::string(12, '1'));
  EXPECT_EQ(map_of(2, 3), "11011011011011011");
}

TEST(OverlapView, ComparesKernelsAndStacksTheLayer) {
  const Figure figure = compose_view("overlap", Stage(row(6, 3, 2)).inputs());
  const std::vector<std::string> rows = strips(figure);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[0], std::string(12, '1'));
  EXPECT_EQ(rows[1], "1121212121211");
  EXPECT_EQ(rows[2], "11222222222211");
  EXPECT_NE(rows[3].find("323132313231"), std::string::npos) << rows[3];
  EXPECT_TRUE(says(figure, "Kernel 3 is no multiple of stride 2"));
  EXPECT_TRUE(says(figure, "uneven: 3 2 3 1"));
}

TEST(OverlapView, TheMapIsTheProductOfItsProfiles) {
  const Figure figure = compose_view("overlap", Stage(transposed(6, 3, 2)).inputs());
  const Grid* map = find_grid(figure, {Side::transposed, Part::fine});
  EXPECT_EQ(strips(figure)[0], "1121212121211");
  const std::string profile = strips(figure)[0];
  for (std::int64_t i = 0; i < map->rows; ++i) {
    for (std::int64_t j = 0; j < map->columns; ++j) {
      const auto count = [&](std::int64_t at) { return profile[static_cast<std::size_t>(at)] - '0'; };
      EXPECT_EQ(map->text_of(i, j), std::to_string(count(i) * count(j)));
    }
  }
}

TEST(OverlapView, HolesAreMarkedAndSaid) {
  const Figure figure = compose_view("overlap", Stage(row(6, 2, 3)).inputs());
  const Grid* map = find_grid(figure, {Side::transposed, Part::fine});
  EXPECT_EQ(map->style_of(0, 2).stroke.dash, Dash::dashed);
  EXPECT_EQ(map->style_of(0, 1).stroke.width_pt, 0);
  EXPECT_TRUE(says(figure, "Kernel 2 is smaller than stride 3: holes that no stamp reaches."));
  EXPECT_TRUE(says(figure, "hole: no stamp reaches it"));
}

TEST(OverlapView, LightsTheStampsOfTheFocus) {
  Stage stage("article");  // its centre is chosen
  stage.scene.views = {"overlap"};
  EXPECT_TRUE(says(stage.compose(), "4 stamps reach e: 2 down × 2 across."));
  stage.pin = {Side::none, Part::coarse, 0, {0, 0}};
  EXPECT_TRUE(says(stage.compose(), "Input 1 stamps 9 cells; 4 of them lie on the output."));
}

TEST(OverlapView, PoolingIsToldWhyThereIsNone) {
  Stage stage("numerical_max_pooling");
  const Figure figure = compose_view("overlap", stage.inputs());
  EXPECT_TRUE(says(figure, "Pooling has no kernel"));
}

AxisRelation axis_of(std::int64_t k, std::int64_t s, std::int64_t d) {
  return {.fine = 9, .coarse = 3, .kernel = k, .stride = s, .dilation = d, .pad_begin = 0};
}

// The sentence is worded from kernel, stride and dilation; the counts say whether it is true.
TEST(OverlapWords, SayWhatTheCountsSay) {
  const Catalog words = testing::catalog();
  for (std::int64_t k = 1; k <= 8; ++k) {
    for (std::int64_t s = 2; s <= 6; ++s) {
      for (std::int64_t d = 1; d <= 4; ++d) {
        const AxisRelation axis = axis_of(k, s, d);
        const std::string sentence = evenness_sentence(words, axis);
        const bool tells_holes = sentence.find("holes") != std::string::npos;
        const bool tells_even = sentence.find("even inside") != std::string::npos;
        const Evenness counted = evenness(overlap_period(axis));
        EXPECT_EQ(tells_holes, counted == Evenness::holes) << k << " " << s << " " << d << ": " << sentence;
        EXPECT_EQ(tells_even, counted == Evenness::even) << k << " " << s << " " << d << ": " << sentence;
      }
    }
  }
  EXPECT_EQ(evenness(overlap_period(axis_of(5, 1, 3))), Evenness::even);
}

TEST(OverlapView, SaysWhatPaddingThatCopiesDoes) {
  const auto of = [](PaddingMode mode, std::int64_t kernel, std::int64_t stride) {
    const AxisSpec axis{.input = 6, .kernel = kernel, .stride = stride, .pad_begin = 1, .pad_end = 1};
    Scene scene = layer(Operation::convolution, axis, axis);
    scene.spec.padding_mode = mode;
    return compose_view("overlap", Stage(scene).inputs());
  };
  EXPECT_TRUE(says(of(PaddingMode::circular, 3, 1), "at the other end: every cell is reached 9 times."));
  EXPECT_TRUE(says(of(PaddingMode::replicate, 3, 1), "added to the edge: every cell is reached 9 times."));
  // Two windows cover the first cell, three the second, which the mirrored one lies on too: 2 x 2 to 4 x 4.
  EXPECT_TRUE(says(of(PaddingMode::reflect, 3, 1), "back at the edge: cells are reached 4 to 16 times."));
  for (const PaddingMode mode : {PaddingMode::circular, PaddingMode::reflect, PaddingMode::replicate}) {
    const Figure figure = of(mode, 3, 2);
    EXPECT_FALSE(says(figure, "is no multiple of stride")) << static_cast<int>(mode);
    EXPECT_FALSE(says(figure, "cut off")) << static_cast<int>(mode);
  }
}

TEST(OverlapView, DrawsNothingOfStampsThatMissTheMap) {
  for (const std::int64_t dilation : {1, 2}) {
    Scene scene = layer(Operation::convolution, {3, dilation, 1, dilation, 4, 4, 0}, {3, 1, 1, 1, 2, 2, 0});
    Stage stage(scene);
    stage.scene.views = {"overlap"};
    for (const std::int64_t row : {0, 3, 6}) {
      stage.hover = {Side::transposed, Part::coarse, 0, {row, 0}};
      testing::visit_items(compose_view("overlap", stage.inputs()), [&](const Item& item, const Affine&) {
        const auto* box = std::get_if<Box>(&item.shape);
        if (box == nullptr) return;
        EXPECT_GT(box->rect.width, 0) << dilation;
        EXPECT_GT(box->rect.height, 0) << dilation;
      });
    }
  }
}

TEST(OverlapShades, GrowWithTheCountAndMeetTheEnds) {
  EXPECT_EQ(overlap_class(0, 9), 0);
  EXPECT_EQ(overlap_class(1, 9), 1);
  EXPECT_EQ(overlap_class(9, 9), overlap_shades);
  EXPECT_EQ(overlap_class(1, 1), 1);
  for (std::int64_t count = 1; count < 9; ++count) EXPECT_LT(overlap_class(count, 9), overlap_class(count + 1, 9));
}

RC_GTEST_PROP(OverlapLayout, FitsItsRoomWithBarsAndProfilesApart, ()) {
  Relation relation;
  for (AxisRelation& axis : relation.axes) {
    axis.kernel = *rc::gen::inRange<std::int64_t>(1, 6);
    axis.stride = *rc::gen::inRange<std::int64_t>(1, 4);
    axis.pad_begin = *rc::gen::inRange<std::int64_t>(0, 3);
    axis.coarse = *rc::gen::inRange<std::int64_t>(1, 40);
    axis.fine = std::max<std::int64_t>(axis.place(axis.coarse - 1, axis.kernel - 1) + 1 - axis.pad_begin, 1);
  }
  const Size room{*rc::gen::inRange(120, 700) * 1.0, *rc::gen::inRange(120, 700) * 1.0};
  const OverlapLayout layout = lay_out_overlap(relation, testing::theme().measures, room, 44);
  RC_ASSERT(layout.size.width <= room.width + 0.01);
  RC_ASSERT(layout.size.height <= room.height + 0.01);
  const StampBars& across = layout.bars[width];
  if (across.shown) {
    const double end = across.first_pt + static_cast<double>(across.levels) * across.pitch_pt;
    RC_ASSERT(end <= (layout.columns.width > 0 ? layout.columns.y : layout.map.y) + 0.01);
  }
  if (layout.columns.width > 0) {
    RC_ASSERT(layout.columns.bottom() < layout.map.y);
    RC_ASSERT(layout.rows.right() < layout.map.x);
    RC_ASSERT(layout.columns.x == layout.map.x && layout.rows.y == layout.map.y);
  }
}

TEST(OverlapView, FitsWithoutWordsOnWords) {
  for (const char* language : {"en", "zh"}) {
    for (const Scene& scene : testing::hard_layers()) {
      SCOPED_TRACE(std::string(language) + " " + std::to_string(scene.spec.axes[height].input) + "x" +
                   std::to_string(scene.spec.axes[width].input));
      Stage stage(scene);
      stage.words = testing::catalog(language);
      testing::expect_fits_everywhere(stage, "overlap");
    }
  }
}

TEST(OverlapView, TellsOfNoCellWhereNothingIsLit) {
  const AxisSpec axis{.input = 3, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  Stage stage(layer(Operation::transposed_convolution, axis, axis));
  const auto says = [&] {
    const auto texts = testing::texts_of(compose_view("overlap", stage.inputs()));
    return std::ranges::any_of(texts,
                               [](const std::string& text) {
                                 return text.find("reach") != std::string::npos &&
                                        text.find("hole: ") == std::string::npos;
                               }) ||
           std::ranges::any_of(texts, [](const std::string& text) { return text.starts_with(" is a hole"); });
  };
  EXPECT_TRUE(says());
  stage.scene.look.is_lit = false;
  EXPECT_FALSE(says());
}

}  // namespace
}  // namespace convoscope
