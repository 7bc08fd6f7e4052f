// The picture of a kernel that is learned: everything stands beside everything else, and each step shows its own state.
#include "figure/learning/learning_figure.h"

#include "core/convolve.h"
#include "core/kernels.h"
#include "dump.h"
#include "figure/views.h"
#include "fits.h"

namespace convoscope::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

struct LearningRun {
  Spec spec;
  Tensor wanted;
  std::vector<LearningState> states;
};

/// On the input 1, -2, 3, 1, -2, ... of an extent that the kernel slides over a few times.
LearningRun run_of(std::int64_t rows, std::int64_t columns, std::int64_t channels, std::int64_t steps, double rate) {
  LearningRun run;
  run.spec.axes = {AxisSpec{.input = rows + 4, .kernel = rows}, AxisSpec{.input = columns + 5, .kernel = columns}};
  run.spec.in_channels = channels;
  run.wanted = Tensor::counting(weight_shape(run.spec));
  Tensor input(input_shape(run.spec));
  for (std::size_t i = 0; i < input.data().size(); ++i) input.data()[i] = i % 3 == 0 ? 1 : i % 3 == 1 ? -2 : 3;
  const Tensor target = apply(run.spec, input, run.wanted);
  run.states = learn({run.spec, input, target}, Tensor(weight_shape(run.spec)), rate, steps);
  return run;
}

struct LearningLook {
  Theme theme;
  Catalog words;
  TestFontMetrics metrics;
};

Figure figure_of(const LearningRun& run, std::int64_t step, const LearningLook& look, bool knows_kernel = true) {
  return learning_figure(
      {run.states, step, 0.01, knows_kernel ? &run.wanted : nullptr, look.theme, look.words, look.metrics});
}

TEST(LearningFigure, FitsWhateverTheKernelAndTheRate) {
  for (const char* const language : {"en", "zh"}) {
    const LearningLook look{theme("dark"), catalog(language), {}};
    for (const LearningRun& run : {run_of(3, 3, 1, 20, 0.01), run_of(1, 1, 1, 0, 0.01), run_of(1, 7, 1, 5, 0.01),
                                   run_of(5, 1, 2, 5, 0.01), run_of(24, 24, 1, 2, 1e-6), run_of(3, 3, 1, 200, 10)}) {
      for (const bool knows_kernel : {true, false}) {
        const auto last = static_cast<std::int64_t>(run.states.size()) - 1;
        const Figure figure = figure_of(run, last, look, knows_kernel);
        expect_fits(figure);
        EXPECT_THAT(cut_words_of(figure), ::testing::IsEmpty());
        EXPECT_EQ(figure_of(run, 0, look, knows_kernel).size, figure.size);
      }
    }
  }
}

/// The numbers of its maps, in the order in which they are drawn.
std::vector<std::vector<float>> maps_of(const Figure& figure) {
  std::vector<std::vector<float>> maps;
  for (const Item& item : figure.items)
    if (const auto* grid = std::get_if<Grid>(&item.shape)) maps.push_back(*grid->values);
  return maps;
}

TEST(LearningFigure, ShowsTheStateOfItsStep) {
  const LearningRun run = run_of(3, 3, 1, 20, 0.001);
  const LearningLook look{theme(), catalog(), {}};
  for (const std::int64_t step : {0, 7, 20}) {
    const Figure figure = figure_of(run, step, look);
    EXPECT_THAT(maps_of(figure), ::testing::ElementsAre(run.states[at_index(step)].weight.data(), run.wanted.data()));
    EXPECT_THAT(texts_of(figure), Contains("step " + std::to_string(step) + " of 20, loss " +
                                           number_text(run.states[at_index(step)].loss, 4)));
  }
  EXPECT_EQ(maps_of(figure_of(run, 7, look, false)).size(), 1u);
  EXPECT_THAT(texts_of(figure_of(run, 7, look, false)), Not(Contains("Kernel wanted")));
  EXPECT_THAT(texts_of(figure_of(run_of(2, 2, 3, 1, 0.001), 1, look)), Contains("Kernel now 0,0"));
}

std::vector<std::string> numbers_of(const Figure& figure, std::size_t map) {
  std::vector<std::vector<std::string>> numbers;
  for (const Item& item : figure.items)
    if (const auto* grid = std::get_if<Grid>(&item.shape)) {
      numbers.emplace_back();
      for (std::int64_t column = 0; column < grid->columns; ++column)
        numbers.back().push_back(grid->text_of(0, column));
    }
  return numbers.at(map);
}

TEST(LearningFigure, WritesWhatIsLeftOfAZeroAsZero) {
  LearningRun run = run_of(1, 3, 1, 0, 0.01);
  run.wanted = Tensor({1, 1, 1, 3}, {0, -2, 1});
  run.states[0].weight = Tensor({1, 1, 1, 3}, {-6e-5f, -1.998f, 0.734f});
  const LearningLook look{theme(), catalog(), {}};
  EXPECT_THAT(numbers_of(figure_of(run, 0, look), 0), ::testing::ElementsAre("0", "−2", "0.73"));
  run.wanted = Tensor({1, 1, 1, 3}, {0.00390625f, 0.140625f, 0});
  EXPECT_THAT(numbers_of(figure_of(run, 0, look), 1), ::testing::ElementsAre("0.004", "0.141", "0"));
  run.wanted = Tensor({1, 1, 1, 3}, {2e-9f, 1e-9f, 0});
  EXPECT_THAT(numbers_of(figure_of(run, 0, look), 1), ::testing::ElementsAre("2e−9", "1e−9", "0"));
  run.states[0].weight = Tensor({1, 1, 1, 3}, {-1e36f, 1, 0});
  EXPECT_THAT(numbers_of(figure_of(run, 0, look, false), 0).front(), "−1e36");
}

// The mark stands on the curve: as high as its loss is of what the axis ends with.
TEST(LearningFigure, MarksTheLossOnItsAxis) {
  LearningRun run = run_of(1, 1, 1, 2, 0.01);
  run.states[0].loss = 20;
  run.states[1].loss = 10;
  run.states[2].loss = 0;
  const LearningLook look{theme(), catalog(), {}};
  std::vector<Point> marks;
  for (const std::int64_t step : {0, 1, 2})
    for (const Item& item : figure_of(run, step, look).items)
      if (const auto* box = std::get_if<Box>(&item.shape); box && box->fill.color == look.theme.focus)
        marks.push_back(box->rect.center());
  ASSERT_EQ(marks.size(), 3u);
  EXPECT_NEAR(marks[1].x - marks[0].x, marks[2].x - marks[1].x, 1e-9);
  EXPECT_NEAR(marks[1].y - marks[0].y, marks[2].y - marks[1].y, 1e-9);
  EXPECT_GT(marks[2].y, marks[0].y + 100);
  EXPECT_THAT(texts_of(figure_of(run, 0, look)), ::testing::IsSupersetOf({"20", "10", "0"}));
}

/// A scene whose kernel is learned, all of its views' states at hand.
Scene learning_scene(std::int64_t step, std::int64_t channels = 1) {
  Scene scene = preset_named("article")->scene;
  scene.spec.in_channels = scene.spec.out_channels = channels;
  const Shape shape = weight_shape(scene.spec);
  LearningWish wish;
  wish.spec = scene.spec;
  wish.input = std::make_shared<const Tensor>(drawn_values(input_shape(scene.spec), 1));
  wish.start = std::make_shared<const Tensor>(shape);
  wish.wanted = std::make_shared<const Tensor>(repeated(values_of(*kernel_named("sobel-x"), 3, 3), shape));
  wish.steps = 20;
  scene = with_learning(std::move(scene), *learn_kernel(wish, {}), step);
  scene.views = {"learning", "maps"};
  return scene;
}

TEST(LearningView, StandsBesideTheOthersInEveryRoom) {
  for (const std::int64_t channels : {1, 2}) {
    for (const Size room : {Size{744, 679}, Size{575, 479}, Size{1500, 900}, Size{320, 300}, Size{0, 0}}) {
      for (const std::vector<View>& views :
           {std::vector<View>{"learning"}, {"learning", "maps"}, {"stack", "learning", "lockstep"}}) {
        if (views.size() == 2 && room.width > 0 && room.width < 700) continue;
        SCOPED_TRACE(std::to_string(channels) + " channels, " + std::to_string(room.width) + " by " +
                     std::to_string(room.height) + ", views " + std::to_string(views.size()));
        Stage stage(learning_scene(3, channels));
        stage.words = catalog("zh");
        stage.scene.views = views;
        const Figure figure = stage.compose(room);
        expect_fits(figure);
        EXPECT_NE(find_grid(figure, {Side::none, Part::kernel, 0}), nullptr);
      }
    }
  }
}

TEST(LearningView, ShowsTheStateAndTheChosenWeight) {
  Stage stage(learning_scene(7));
  stage.scene.views = {"learning"};
  EXPECT_THAT(texts_of(stage.compose()),
              Contains(learning_words(stage.words, "learning.note", stage.scene.learning.run->states, 7)));
  EXPECT_THAT(stage.compose().description, ::testing::StartsWith("After 7 of "));
  const auto rings = [&] {
    int count = 0;
    visit_items(stage.compose(), [&](const Item& item, const Affine&) {
      const auto* box = std::get_if<Box>(&item.shape);
      count += box != nullptr && box->stroke.color == stage.look.focus ? 1 : 0;
    });
    return count;
  };
  const int without = rings();
  stage.pin = {Side::none, Part::kernel, 0, {0, 2}};
  EXPECT_GT(rings(), without);
}

// The timeline's steps are the states: each is seen with all of its output.
TEST(LearningView, TheOtherViewsShowTheWholeOutput) {
  Stage stage(learning_scene(5));
  stage.scene.views = {"maps"};
  stage.playhead = {Side::transposed, Granularity::cell, 0};
  const Figure first = stage.compose();
  stage.playhead.step = last_step(*stage.evaluation, stage.playhead);
  EXPECT_EQ(dump(first), dump(stage.compose()));
}

TEST(LearningView, IsOfferedWhileAKernelIsLearned) {
  EXPECT_TRUE(is_offered(learning_scene(0), "learning"));
  EXPECT_FALSE(is_offered(preset_named("article")->scene, "learning"));
  Stage stage("article");
  stage.scene.views = {"learning"};
  expect_fits(stage.compose());
}

}  // namespace
}  // namespace convoscope::testing
