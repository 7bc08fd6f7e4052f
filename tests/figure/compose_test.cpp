// Cards fit whatever the canvas is, and words stay apart.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "every_view.h"
#include "fits.h"

namespace convoscope {
namespace {

using testing::Stage;

void expect_fits(const Stage& stage, Size available) {
  const Figure figure = stage.compose(available);
  EXPECT_EQ(figure.size, available);
  testing::expect_fits(figure);
}

constexpr Size canvases[] = {{744, 679}, {552, 470}, {400, 700}, {1000, 420}, {1400, 950}, {320, 300}};

TEST(Compose, FitsEveryCanvasWithoutWordsOnWords) {
  for (const char* preset : {"article", "padding_strides_odd_transposed", "dilation", "full_padding_no_strides",
                             "numerical_average_pooling"}) {
    Stage stage(preset);
    stage.scene.views = {"maps", "connections"};
    for (const Size canvas : canvases) {
      SCOPED_TRACE(std::string(preset) + " " + std::to_string(canvas.width));
      expect_fits(stage, canvas);
    }
  }
}

TEST(Compose, FitsInChineseToo) {
  Stage stage("article");
  stage.words = testing::catalog("zh");
  for (const Size canvas : canvases) expect_fits(stage, canvas);
}

TEST(Compose, FitsFlatTallAndLargeMaps) {
  AxisSpec one;
  AxisSpec nine;
  nine.input = 9;
  nine.kernel = 3;
  nine.stride = 2;
  nine.pad_begin = nine.pad_end = 1;
  AxisSpec large = nine;
  large.input = 200;
  for (const auto& [down, across] : {std::pair{one, nine}, {nine, one}, {nine, large}, {large, large}}) {
    for (const Size canvas : canvases) {
      SCOPED_TRACE(std::to_string(down.input) + " " + std::to_string(across.input) + " " +
                   std::to_string(canvas.width));
      Stage stage(testing::layer(Operation::convolution, down, across));
      expect_fits(stage, canvas);
      if (across.input > 9 && down.input > 9) break;
    }
  }
}

TEST(Compose, WordsAreLegibleInTheDefaultWindow) {
  Stage stage("article");
  for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
    stage.playhead.granularity = granularity;
    testing::visit_items(stage.compose({744, 679}), [](const Item& item, const Affine& transform) {
      if (const auto* text = std::get_if<Text>(&item.shape)) {
        EXPECT_GE(text->style.size_pt * transform.a, 9) << text->text;
      }
    });
  }
}

TEST(Compose, TellsWhatItShows) {
  Stage stage("article");
  const Figure figure = stage.compose();
  EXPECT_EQ(figure.title, "Maps and Connections: Convolution, 3×3 → 2×2 and Transposed convolution, 2×2 → 3×3");
  EXPECT_EQ(
      figure.description,
      "Convolution. Step 4 of 4: output 4 at [1,1] = 5·1 + 6·2 + 8·4 + 9·5 = 94. Transposed convolution. Step 5 of "
      "9: output e at [1,1] = 1·9 + 2·7 + 3·3 + 4·1 = 36.");
}

// One text for each view and state, about what that picture draws and rings.
TEST(Compose, TellsEachViewByItself) {
  Stage stage("padding_strides");  // an ordinary convolution; crop and overlap draw its counterpart
  stage.pin = {};
  stage.playhead = {Side::convolution, Granularity::cell, 4};
  const auto told = [&](const char* view) {
    const Figure figure = compose_view(view, stage.inputs());
    return figure.title + " | " + figure.description;
  };
  EXPECT_THAT(told("maps"), ::testing::StartsWith("Maps: Convolution, 5×5 → 3×3 | Step 5 of 9: output 5 at [1,1] = "));
  // The ringed cell is an input of the transposed convolution.
  EXPECT_EQ(told("crop"),
            "Crop: Transposed convolution, 3×3 → 5×5 | Input 5 at [1,1] = 5 goes into g, h, i, l, m, n and "
            "3 more.");
  EXPECT_THAT(told("lockstep"), ::testing::HasSubstr("Step 5 of 25: output e at [0,4]"));
  std::set<std::string> different;
  for (const char* view : {"maps", "connections", "stack", "matrix", "lockstep", "crop", "overlap"})
    for (const Tag& pin : {Tag{}, Tag{Side::none, Part::fine, 0, {0, 1}}}) {
      stage.pin = pin;
      EXPECT_TRUE(different.insert(told(view)).second) << told(view);
    }
  stage.pin = {};
  stage.scene.look.is_lit = false;
  EXPECT_THAT(told("maps"), ::testing::EndsWith(" | Nothing is lit."));
  Stage pooling("numerical_max_pooling");
  EXPECT_THAT(compose_view("crop", pooling.inputs()).description, ::testing::HasSubstr("no kernel to stamp with"));
}

TEST(Compose, NaturalSizeNeedsNoCanvas) {
  Stage stage("article");
  const Figure figure = stage.compose({0, 0});
  EXPECT_GT(figure.size.width, 600);
  expect_fits(stage, figure.size);
}

TEST(Compose, OneViewInItsNaturalSizeIsThatViewAlone) {
  Stage stage("padding_strides_odd_transposed");
  stage.scene.views = {"maps"};
  EXPECT_EQ(dump(stage.compose({0, 0})), dump(compose_view("maps", stage.inputs())));
}

TEST(ComposeView, StandsAloneWithoutACard) {
  Stage stage("article");
  for (const char* const view : {"maps", "connections"}) {
    const Figure figure = compose_view(view, stage.inputs());
    EXPECT_EQ(figure.background, stage.look.card);
    EXPECT_GT(figure.size.width, 300);
    testing::visit_items(figure, [&](const Item& item, const Affine&) {
      if (const auto* grid = std::get_if<Grid>(&item.shape)) {
        EXPECT_GE(grid->rect.x, 0);
        EXPECT_LE(grid->rect.right(), figure.size.width);
        EXPECT_LE(grid->rect.bottom(), figure.size.height);
      }
    });
  }
}

TEST(ComposeGolden, ArticleByMultiplication) {
  Stage stage("article");
  stage.playhead = {Side::transposed, Granularity::multiply, 40};
  testing::expect_golden("article_multiply", dump(stage.compose()));
}

TEST(Compose, SaysWhereEachCardStands) {
  Stage stage("article");
  stage.scene.views = every_view();
  for (const Size canvas : canvases) {
    const Figure figure = stage.compose(canvas);
    ASSERT_EQ(figure.cards.size(), 9U);  // two of the maps, two stacks
    for (const CardPlace& card : figure.cards) {
      EXPECT_GE(card.rect.x, 0);
      EXPECT_LE(card.rect.right(), canvas.width + 0.01);
      EXPECT_LE(card.rect.bottom(), canvas.height + 0.01);
      const auto is_there = [&](const CardPlace& other) {
        return &other != &card && testing::overlap(other.rect, card.rect);
      };
      EXPECT_TRUE(std::ranges::none_of(figure.cards, is_there));
    }
  }
}

TEST(Compose, ACardAloneNearlyFillsLargeWindowsToo) {
  for (const std::string_view preset : {"padding_strides_odd_transposed", "dilation"}) {
    Stage stage(preset);
    stage.scene.views = {"maps"};
    for (const Size window : {Size{744, 679}, Size{1384, 959}, Size{2023, 1319}}) {
      const Figure figure = stage.compose(window);
      ASSERT_EQ(figure.cards.size(), 1u);
      EXPECT_GE(figure.cards[0].rect.height, 0.7 * window.height) << preset << " " << window.width;
      EXPECT_LE(figure.cards[0].rect.height, window.height);
      EXPECT_LE(figure.cards[0].rect.width, window.width);
    }
  }
}

TEST(Compose, ManyViewsStandInColumnsWhereTheyComeOutLarger) {
  Stage stage("article");
  stage.scene.views = every_view();
  const auto scale = [&](Size canvas) {
    const Figure figure = stage.compose(canvas);
    return std::get<Group>(figure.items.at(0).shape).transform.a;
  };
  EXPECT_GT(scale({744, 679}), 0.45);  // 0.31 in a single column
  EXPECT_GT(scale({1280, 679}), 0.55);
  const auto columns = [&](Size canvas) {
    std::set<double> lefts;
    for (const CardPlace& card : stage.compose(canvas).cards) {
      if (card.side != Side::transposed) lefts.insert(std::round(card.rect.x / 20));
    }
    return lefts.size();
  };
  EXPECT_GE(columns({744, 679}), 2U);
  EXPECT_EQ(columns({400, 3000}), 1U);
}

// An output padding that reaches past the stride: no convolution has this transpose, and the picture says so.
TEST(Compose, SaysWhyACounterpartIsMissing) {
  AxisSpec axis{.input = 3, .kernel = 3, .dilation = 3, .output_padding = 2};
  Stage stage(testing::layer(Operation::transposed_convolution, axis, axis));
  stage.playhead.side = Side::transposed;
  ASSERT_FALSE(stage.evaluation->convolution);
  const auto says = [&] {
    const std::vector<std::string> texts = testing::texts_of(stage.compose());
    return std::ranges::count_if(texts, [](const std::string& text) { return text.starts_with("No ordinary"); });
  };
  stage.scene.shows_convolution = true;
  EXPECT_EQ(says(), 1);
  stage.scene.shows_convolution = false;
  EXPECT_EQ(says(), 0);
}

// A window made as small as it gets leaves the canvas no width at all, and a hand's breadth less than what stands around a view.
TEST(Compose, LeavesNothingOfLessThanNoSizeOnTheSmallestCanvas) {
  for (const View& view : every_view()) {
    for (const char* const preset : {"article", "dilation"}) {
      Stage stage(preset);
      stage.scene.views = {view};
      for (const Size canvas : {Size{0, 3}, Size{1, 60}, Size{90, 1}, Size{40, 20}, Size{120, 40}}) {
        testing::visit_items(stage.compose(canvas), [&](const Item& item, const Affine&) {
          const auto* box = std::get_if<Box>(&item.shape);
          if (box == nullptr) return;
          EXPECT_GE(box->rect.width, 0) << view << " " << canvas.width << "x" << canvas.height;
          EXPECT_GE(box->rect.height, 0) << view << " " << canvas.width << "x" << canvas.height;
        });
      }
    }
  }
}

}  // namespace
}  // namespace convoscope
