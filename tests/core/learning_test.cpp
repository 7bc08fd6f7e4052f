// Learning a kernel: what it comes to, that each step goes down, and what a step is made of.
#include "core/learning.h"

#include <cmath>
#include <limits>
#include <vector>

#include "core/gradient.h"
#include "core/kernels.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

Tensor sobel() { return values_of(*kernel_named("sobel-x"), 3, 3); }

struct Lesson {
  Spec spec;
  Tensor input;
  Tensor target;
};

/// Whole numbers from -4 to 4, and what Sobel's kernel makes of them.
Lesson sobel_lesson(const Spec& spec) {
  Random random(9);
  Tensor input = integers(random, input_shape(spec));
  Tensor target = apply(spec, input, sobel());
  return {spec, std::move(input), std::move(target)};
}

void expect_sobel(const Lesson& lesson, double rate, std::int64_t steps) {
  const auto states = learn({lesson.spec, lesson.input, lesson.target}, Tensor(weight_shape(lesson.spec)), rate, steps);
  ASSERT_EQ(states.size(), at_index(steps + 1));
  EXPECT_EQ(states.front().weight, Tensor({1, 1, 3, 3}));
  for (std::size_t i = 1; i < states.size() && states[i - 1].loss > 1e-9; ++i)
    EXPECT_LT(states[i].loss, states[i - 1].loss) << i;
  for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(states.back().weight.data()[i], sobel().data()[i], 1e-3) << i;
}

TEST(Learning, FindsSobelsKernelFromInputAndOutput) {
  expect_sobel(sobel_lesson(convolution({.n = 16, .k = 3, .p = 1})), 0.05, 60);
  expect_sobel(sobel_lesson(transposed({.n = 12, .k = 3, .s = 2, .p = 1})), 0.1, 60);
}

TEST(Learning, KeepsTheSameStatesHoweverManyFollow) {
  const Lesson lesson = sobel_lesson(convolution({.n = 6, .k = 3}));
  const LearningTask task{lesson.spec, lesson.input, lesson.target};
  const auto long_run = learn(task, Tensor({1, 1, 3, 3}), 0.02, 20);
  for (std::int64_t steps = 0; steps <= 20; ++steps) {
    const auto states = learn(task, Tensor({1, 1, 3, 3}), 0.02, steps);
    ASSERT_EQ(states.size(), at_index(steps + 1));
    for (std::size_t i = 0; i < states.size(); ++i) EXPECT_EQ(states[i], long_run[i]) << i;
  }
  // From any of them it goes on as it did.
  EXPECT_EQ(learn(task, long_run[7].weight, 0.02, 13).back(), long_run[20]);
}

// The loss is a parabola along each weight, so that a central difference is its derivative up to rounding.
RC_GTEST_PROP(Learning, StepsAgainstTheDifferencesOfTheLoss, ()) {
  Random random = seeded();
  const Spec spec =
      legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution : Operation::transposed_convolution);
  RC_LOG() << describe(spec) << '\n';
  Operands o = operands(random, spec);
  const Tensor target = integers(random, output_shape(spec));
  const double rate = 0.25;
  const auto states = learn({spec, o.input, target, o.bias}, o.weight, rate, 1);
  RC_ASSERT(states.size() == 2u);
  RC_ASSERT(states[0].loss == mean_squared_difference(apply(spec, o.input, o.weight, o.bias), target));
  for (std::size_t i = 0; i < o.weight.data().size(); ++i) {
    const float at = o.weight.data()[i];
    const auto loss_at = [&](float value) {
      o.weight.data()[i] = value;
      return mean_squared_difference(apply(spec, o.input, o.weight, o.bias), target);
    };
    const double slope = (loss_at(at + 1) - loss_at(at - 1)) / 2;
    o.weight.data()[i] = at;
    const double stepped = at - rate * slope;
    RC_ASSERT(std::abs(static_cast<double>(states[1].weight.data()[i]) - stepped) <=
              1e-5 * (1 + std::abs(at) + std::abs(rate * slope)));
  }
}

// w[u,v] meets x[2i + u - 1, 2j + v - 1] wherever that is a cell: written out, without the core's tables.
TEST(Learning, SumsAWeightsGradientOverItsConnections) {
  Random random(4);
  const Spec spec = convolution({.n = 5, .k = 3, .s = 2, .p = 1});
  const Tensor input = integers(random, input_shape(spec));
  const Tensor slope = integers(random, output_shape(spec));
  const Gradient found = gradient(spec, input, slope);
  for (int u = 0; u < 3; ++u) {
    for (int v = 0; v < 3; ++v) {
      float sum = 0;
      for (int i = 0; i < 3; ++i)
        for (int j = 0; j < 3; ++j)
          if (const int r = 2 * i + u - 1, c = 2 * j + v - 1; r >= 0 && r < 5 && c >= 0 && c < 5)
            sum += input(0, 0, r, c) * slope(0, 0, i, j);
      EXPECT_EQ(found.weight(0, 0, u, v), sum) << u << ',' << v;
    }
  }
}

TEST(Learning, EndsBeforeALossThatIsNotFinite) {
  const Lesson lesson = sobel_lesson(convolution({.n = 6, .k = 3}));
  const auto states = learn({lesson.spec, lesson.input, lesson.target}, Tensor({1, 1, 3, 3}), 1e6, 1000);
  ASSERT_GE(states.size(), 2u);
  ASSERT_LT(states.size(), 1001u);
  for (const LearningState& state : states) EXPECT_TRUE(std::isfinite(state.loss));
  EXPECT_GT(states.back().loss, states.front().loss);
  Tensor broken = lesson.input;
  broken.data()[0] = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(learn({lesson.spec, broken, lesson.target}, Tensor({1, 1, 3, 3}), 0.1, 5).empty());
}

TEST(Learning, TakesTheMeanOfTheSquares) {
  const Tensor output = map({{1, 2}, {3, 4}});
  const Tensor target = map({{1, 0}, {3, 8}});
  EXPECT_EQ(mean_squared_difference(output, target), 5);
  EXPECT_EQ(slope_of_mean_square(output, target), map({{0, 1}, {0, -2}}));
}

// Any direction's curvature is at most 1 / rate, so that no step goes up; and steps are not shorter than they need be.
RC_GTEST_PROP(Learning, GoesDownByTheSteadyRate, ()) {
  Random random = seeded();
  const Spec spec =
      legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution : Operation::transposed_convolution);
  RC_LOG() << describe(spec) << '\n';
  Operands o = operands(random, spec);
  const Tensor target = integers(random, output_shape(spec));
  const LearningTask task{spec, o.input, target, o.bias};
  const auto states = learn(task, o.weight, steady_rate(task), 10);
  RC_ASSERT(states.size() == 11u);
  for (std::size_t i = 1; i < states.size(); ++i) RC_ASSERT(states[i].loss <= states[i - 1].loss * (1 + 1e-5) + 1e-9);
}

TEST(Learning, TheSteadyRateIsThatOfTheLargestCurvature) {
  // y = 2 w: the loss (2 w - t)^2 has the curvature 8.
  const Spec spec = convolution({.n = 1, .k = 1});
  const Tensor input({1, 1, 1, 1}, std::vector<float>{2}), target({1, 1, 1, 1}, std::vector<float>{5});
  EXPECT_EQ(steady_rate({spec, input, target}), 0.1);
  const Tensor zero({1, 1, 1, 1});
  EXPECT_EQ(steady_rate({spec, zero, target}), 1);
  const Tensor infinite({1, 1, 1, 1}, std::vector<float>{std::numeric_limits<float>::infinity()});
  EXPECT_EQ(steady_rate({spec, infinite, target}), 1);
}

TEST(Learning, EndsWhereItIsStopped) {
  const Lesson lesson = sobel_lesson(convolution({.n = 6, .k = 3}));
  const LearningTask task{lesson.spec, lesson.input, lesson.target};
  const auto whole = learn(task, Tensor({1, 1, 3, 3}), 0.02, 20);
  const auto part = learn(task, Tensor({1, 1, 3, 3}), 0.02, 20, [](std::int64_t states) { return states < 5; });
  EXPECT_EQ(part, std::vector(whole.begin(), whole.begin() + 5));
}

}  // namespace
}  // namespace convoscope
