// What follows from a scene.
#include "document/evaluation.h"

#include <utility>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "document/presets.h"
#include "support.h"

namespace convoscope {
namespace {

TEST(Evaluation, HasTheArticlesNumbers) {
  const auto article = evaluate(testing::article_scene());
  EXPECT_EQ(article->asked, Side::convolution);
  EXPECT_EQ(article->fine->data(), (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_EQ(article->coarse->data(), (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(article->weight->data(), (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
  EXPECT_EQ(article->output(Side::convolution).data(), (std::vector<float>{94, 106, 106, 94}));
  EXPECT_EQ(article->output(Side::transposed).data(), (std::vector<float>{5, 14, 10, 14, 36, 24, 15, 34, 20}));
  EXPECT_EQ(article->connections, 16);
}

TEST(Evaluation, KnowsBothDirectionsFromEither) {
  const auto asked = evaluate(testing::article_scene());
  Scene scene;
  scene.spec = *asked->transposed;
  const auto turned = evaluate(scene);
  EXPECT_EQ(turned->asked, Side::transposed);
  EXPECT_EQ(turned->relation, asked->relation);
  EXPECT_EQ(*turned->convolved, *asked->convolved);
  EXPECT_EQ(*turned->transposed_result, *asked->transposed_result);
}

TEST(Evaluation, OfPoolingHasNoTransposedSide) {
  Scene scene;
  scene.spec = testing::square(Operation::max_pooling, 4, 2, 2, 0);
  const auto pooled = evaluate(scene);
  EXPECT_FALSE(pooled->transposed.has_value());
  EXPECT_EQ(pooled->transposed_result, nullptr);
  EXPECT_EQ(pooled->output(Side::convolution).data(), (std::vector<float>{6, 8, 14, 16}));
  const Playhead playhead{.side = Side::transposed, .granularity = Granularity::cell, .step = 2};
  EXPECT_EQ(focus(*pooled, playhead, {}), (Tag{Side::convolution, Part::coarse, 0, {1, 0}}));
}

TEST(Evaluation, GivesTheBiasToTheSideAskedFor) {
  Scene scene = testing::article_scene();
  scene.bias = {1000};
  const auto biased = evaluate(scene);
  EXPECT_EQ(biased->output(Side::convolution).data(), (std::vector<float>{1094, 1106, 1106, 1094}));
  EXPECT_EQ(biased->output(Side::transposed).data()[4], 36);
  EXPECT_TRUE(biased->bias_of(Side::transposed).empty());
}

TEST(Evaluation, OfLargeMapsTellsTheSame) {
  Scene scene;
  scene.spec = testing::square(Operation::convolution, 700, 3, 1, 1);
  scene.fine_values = std::make_shared<const Tensor>(Shape{1, 1, 700, 700}, 2.0F);
  const auto large = evaluate(scene);
  const Tensor& output = large->output(Side::convolution);
  EXPECT_EQ(output(0, 0, 0, 0), 2 * (5 + 6 + 8 + 9));
  EXPECT_EQ(output(0, 0, 350, 350), 2 * 45);
  EXPECT_EQ(output(0, 0, 699, 350), 2 * (1 + 2 + 3 + 4 + 5 + 6));
}

TEST(Evaluation, AnswersKeptTracesAsItWouldAnswerFreshOnes) {
  const auto article = evaluate(testing::article_scene());
  for (int round = 0; round < 2; ++round) {
    for (const Side side : {Side::convolution, Side::transposed}) {
      for (const Method method : {Method::gather, Method::scatter, Method::zero_insertion, Method::matrix}) {
        for (const Granularity granularity : {Granularity::multiply, Granularity::cell}) {
          const Trace kept = article->trace(side, method, granularity);
          const Trace fresh(article->spec(side), article->input(side), *article->weight, article->bias_of(side), method,
                            granularity);
          ASSERT_EQ(kept.size(), fresh.size());
          for (std::int64_t i = 0; i < fresh.size(); ++i) ASSERT_EQ(kept.at(i), fresh.at(i));
        }
      }
    }
  }
}

TEST(Focus, IsThePinOrElseTheStep) {
  const auto article = evaluate(testing::article_scene());
  const Playhead playhead{.side = Side::transposed, .granularity = Granularity::cell, .step = 4};
  EXPECT_EQ(focus(*article, playhead, {}), (Tag{Side::transposed, Part::fine, 0, {1, 1}}));
  const Tag pin{Side::none, Part::coarse, 0, {1, 0}};
  EXPECT_EQ(focus(*article, playhead, pin), pin);
  // A pin that fell off when the map shrank, or that is no cell of a map, gives way.
  EXPECT_EQ(focus(*article, playhead, {Side::none, Part::coarse, 0, {2, 0}}).cell, (Cell{1, 1}));
  EXPECT_EQ(focus(*article, playhead, {Side::none, Part::kernel, 0, {0, 0}}).part, Part::fine);
}

TEST(Focus, StaysWithinTheTrace) {
  const auto article = evaluate(testing::article_scene());
  Playhead playhead{.side = Side::convolution, .granularity = Granularity::cell, .step = 99};
  EXPECT_EQ(last_step(*article, playhead), 3);
  EXPECT_EQ(focus(*article, playhead, {}), (Tag{Side::convolution, Part::coarse, 0, {1, 1}}));
  playhead.step = 7;
  playhead.side = Side::transposed;
  EXPECT_EQ(step_of_side(*article, playhead, Side::convolution), 3);
  EXPECT_EQ(step_of_side(*article, playhead, Side::transposed), 7);
}

RC_GTEST_PROP(Evaluation, HasTheShapesOfItsScene, ()) {
  const Scene scene = testing::random_legal_scene();
  const auto evaluation = evaluate(scene);
  RC_ASSERT(evaluation->fine->shape() == fine_shape(scene.spec));
  RC_ASSERT(evaluation->coarse->shape() == coarse_shape(scene.spec));
  if (evaluation->convolved) RC_ASSERT(evaluation->convolved->shape() == evaluation->coarse->shape());
  if (evaluation->transposed_result) RC_ASSERT(evaluation->transposed_result->shape() == evaluation->fine->shape());
  const Tag at = focus(*evaluation, {.side = evaluation->asked, .step = 1000}, {});
  RC_ASSERT(at.part == Part::fine || at.part == Part::coarse);
}

TEST(Evaluation, TellsItsRowsAndEndsWhenItIsTold) {
  Scene scene = preset_named("article")->scene;
  for (AxisSpec& axis : scene.spec.axes) axis.input = 2049;
  std::int64_t told = 0;
  EXPECT_EQ(evaluate(scene,
                     [&](std::int64_t done, std::int64_t total) {
                       EXPECT_EQ(total, 1025 + 2049);
                       told = done;
                       return done < 1500;
                     }),
            nullptr);
  EXPECT_GE(told, 1500);
  EXPECT_NE(evaluate(scene, [&](std::int64_t done, std::int64_t) { return (told = done) >= 0; }), nullptr);
  EXPECT_EQ(told, 1025 + 2049);
}

/// Of random values, so that no two sums agree by chance.
Scene large_scene(Operation operation, std::int64_t input, std::int64_t kernel) {
  Scene scene;
  scene.spec = testing::square(operation, input, kernel, 1, kernel / 2);
  const auto noise = [](Shape shape) {
    Tensor tensor(shape);
    std::uint32_t state = 1;
    for (float& value : tensor.data()) {
      state = state * 1664525 + 1013904223;
      value = static_cast<float>(state >> 8) * 0x1p-24F - 0.5F;
    }
    return std::make_shared<const Tensor>(std::move(tensor));
  };
  scene.fine_values = noise(fine_shape(scene.spec));
  scene.coarse_values = noise(coarse_shape(scene.spec));
  if (!is_pooling(scene.spec)) scene.weight_values = noise(weight_shape(scene.spec));
  return scene;
}

TEST(Evaluation, MadeByBitsIsTheSameToTheLastBit) {
  constexpr std::int64_t rows_at_once = 32;
  constexpr std::int64_t rows_of_block = 4;
  for (const Scene& scene :
       {large_scene(Operation::convolution, 256, 3), large_scene(Operation::convolution, 512, 9),
        large_scene(Operation::transposed_convolution, 512, 9), large_scene(Operation::max_pooling, 512, 3)}) {
    const auto whole = evaluate(scene);
    Evaluating evaluating(scene, nullptr, 1);
    std::shared_ptr<const Evaluation> made;
    std::int64_t done = 0, calls = 0;
    for (; !made; ++calls) {
      const std::int64_t before = done;
      made = evaluating.advance([&](std::int64_t rows, std::int64_t) { return (done = rows) < before + rows_at_once; });
      ASSERT_GT(done, before);
      ASSERT_LT(done, before + rows_at_once + rows_of_block);
    }
    EXPECT_GE(calls, scene.spec.axes[height].input / (rows_at_once + rows_of_block));
    EXPECT_EQ(*made->convolved, *whole->convolved);
    if (whole->transposed_result) {
      EXPECT_EQ(*made->transposed_result, *whole->transposed_result);
    }
  }
}

TEST(Evaluation, IsBrokenOffWhileItsMapsAreMade) {
  Scene scene;
  scene.spec = testing::square(Operation::convolution, 1024, 3, 1, 1);
  Evaluating evaluating(scene, nullptr, 1);
  constexpr std::int64_t megabytes = 4,
                         maps = 3;  // the input, what is counted for the other side, and the first result
  std::int64_t calls = 0, rows = 0;
  for (; rows == 0; ++calls) {
    bool is_first = true;
    ASSERT_EQ(evaluating.advance([&](std::int64_t done, std::int64_t) {
      rows = done;
      return std::exchange(is_first, false);
    }),
              nullptr);
  }
  EXPECT_GE(calls, megabytes * maps);
  const auto made = evaluating.advance();
  const auto whole = evaluate(scene);
  EXPECT_EQ(*made->fine, Tensor::counting({1, 1, 1024, 1024}));
  EXPECT_EQ(*made->coarse, *whole->coarse);
  EXPECT_EQ(*made->convolved, *whole->convolved);
  EXPECT_EQ(*made->transposed_result, *whole->transposed_result);
}

TEST(Evaluation, KnowsWhatTakesLong) {
  Scene scene = preset_named("article")->scene;
  const auto of_size = [&](std::int64_t input, std::int64_t kernel) {
    for (AxisSpec& axis : scene.spec.axes) {
      axis.input = input;
      axis.kernel = kernel;
      axis.pad_begin = axis.pad_end = 0;
    }
    return is_long(scene);
  };
  EXPECT_FALSE(of_size(5, 3));
  EXPECT_FALSE(of_size(65, 3));
  EXPECT_TRUE(of_size(2049, 3));
  EXPECT_TRUE(of_size(1025, 31));
  scene.spec.operation = Operation::max_pooling;
  EXPECT_FALSE(of_size(65, 3));
  EXPECT_TRUE(of_size(2049, 3));
}

}  // namespace
}  // namespace convoscope
