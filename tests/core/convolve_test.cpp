// The arithmetic as properties: the four methods agree, a layer and its counterpart are adjoint, the maps that
// zero insertion makes.
#include <cmath>
#include <limits>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

double dot(const Tensor& a, const Tensor& b) {
  EXPECT_EQ(a.shape(), b.shape());
  double sum = 0;
  for (std::size_t i = 0; i < a.data().size(); ++i) sum += static_cast<double>(a.data()[i]) * b.data()[i];
  return sum;
}

RC_GTEST_PROP(Convolve, FourMethodsAgree, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const Operands o = operands(random, spec);
    const Tensor gathered = apply(spec, o.input, o.weight, o.bias, Method::gather);
    RC_ASSERT(gathered.shape() == output_shape(spec));
    for (const Method method : methods) RC_ASSERT(apply(spec, o.input, o.weight, o.bias, method) == gathered);
  }
}

// <C x, y> = <x, C^T y> for every padding mode, groups, dilation, asymmetric padding and non-square layers.
RC_GTEST_PROP(Convolve, CompanionIsTheAdjoint, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    Spec spec = legal_spec(random, Operation::convolution);
    RC_LOG() << describe(spec) << '\n';
    const std::optional<Spec> back = counterpart(spec);
    RC_ASSERT(back.has_value());
    RC_ASSERT(validate(*back).empty());
    RC_ASSERT(weight_shape(*back) == weight_shape(spec));
    const Tensor x = integers(random, input_shape(spec));
    const Tensor y = integers(random, output_shape(spec));
    const Tensor w = integers(random, weight_shape(spec));
    for (const Method method : methods) {
      RC_ASSERT(dot(apply(spec, x, w, {}, method), y) == dot(x, apply(*back, y, w, {}, method)));
    }
  }
}

RC_GTEST_PROP(Convolve, TransposedIsTheAdjointOfItsCompanion, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = legal_spec(random, Operation::transposed_convolution);
    RC_LOG() << describe(spec) << '\n';
    const std::optional<Spec> forward = counterpart(spec);
    RC_ASSERT(forward.has_value());
    RC_ASSERT(input_shape(*forward) == output_shape(spec));
    RC_ASSERT(output_shape(*forward) == input_shape(spec));
    if (!validate(*forward).empty()) continue;  // for display only: padding below zero
    const Tensor x = integers(random, input_shape(*forward));
    const Tensor y = integers(random, input_shape(spec));
    const Tensor w = integers(random, weight_shape(spec));
    RC_ASSERT(dot(apply(*forward, x, w), y) == dot(x, apply(spec, y, w)));
  }
}

TEST(Convolve, BiasIsAddedOnceEverywhereHolesIncluded) {
  const Spec spec = transposed({.n = 2, .k = 1, .s = 2, .a = 1});
  const std::vector<float> bias{7};
  const Tensor expected = map({{8, 7, 9, 7}, {7, 7, 7, 7}, {10, 7, 11, 7}, {7, 7, 7, 7}});
  for (const Method method : methods) {
    EXPECT_EQ(apply(spec, counted(2, 2, 1), filled(1, 1, 1), bias, method), expected);
  }
}

TEST(Convolve, PaddingBeyondTheKernelCrops) {
  const Spec spec = transposed({.n = 3, .k = 3, .s = 2, .p = 3});
  ASSERT_TRUE(validate(spec).empty());
  EXPECT_EQ(geometry(spec).axes[width].border_begin, -1);
  for (const Method method : methods) {
    EXPECT_EQ(apply(spec, counted(3, 3, 1), filled(3, 3, 1), {}, method), map({{5}}));
  }
}

TEST(Convolve, OutputPaddingBeyondTheStrideTruncatesTheConvolution) {
  const Spec spec = row_transposed({.n = 3, .k = 3, .s = 1, .d = 2, .a = 1});
  ASSERT_TRUE(validate(spec).empty());
  EXPECT_EQ(geometry(spec).output_width(), 8);
  EXPECT_EQ(geometry(row_convolution({.n = 8, .k = 3, .s = 1, .d = 2})).output_width(), 4);
  const std::optional<Spec> forward = counterpart(spec);
  ASSERT_TRUE(forward.has_value());
  EXPECT_EQ(forward->axes[width].pad_end, -1);
  EXPECT_EQ(geometry(*forward).output_width(), 3);
  EXPECT_EQ(relation(*forward), relation(spec));
  // The same-parameter convolution's transpose, its fourth row left out.
  const Spec whole = row_transposed({.n = 4, .k = 3, .s = 1, .d = 2});
  EXPECT_EQ(apply(spec, map({{1, 2, 3}}), map({{1, 10, 100}})), apply(whole, map({{1, 2, 3, 0}}), map({{1, 10, 100}})));
}

TEST(Convolve, ExpandedMapAndTurnedKernelOfTheArticle) {
  const Spec spec = transposed({.n = 2, .k = 3, .s = 2, .p = 1});
  EXPECT_EQ(expanded_input(spec, counted(2, 2, 1)),
            map({{0, 0, 0, 0, 0}, {0, 1, 0, 2, 0}, {0, 0, 0, 0, 0}, {0, 3, 0, 4, 0}, {0, 0, 0, 0, 0}}));
  EXPECT_EQ(turned_kernel(spec, counted(3, 3, 1)), map({{9, 8, 7}, {6, 5, 4}, {3, 2, 1}}));
}

TEST(Convolve, ExpandedMapOfAConvolutionTakesThePaddingMode) {
  Spec spec = row_convolution({.n = 4, .k = 3, .p = 1});
  const Tensor row = map({{1, 2, 3, 4}});
  EXPECT_EQ(expanded_input(spec, row), map({{0, 1, 2, 3, 4, 0}}));
  spec.padding_mode = PaddingMode::reflect;
  EXPECT_EQ(expanded_input(spec, row), map({{2, 1, 2, 3, 4, 3}}));
  spec.padding_mode = PaddingMode::replicate;
  EXPECT_EQ(expanded_input(spec, row), map({{1, 1, 2, 3, 4, 4}}));
  spec.padding_mode = PaddingMode::circular;
  EXPECT_EQ(expanded_input(spec, row), map({{4, 1, 2, 3, 4, 1}}));
}

RC_GTEST_PROP(Convolve, TurnedKernelTurnsBack, ()) {
  Random random = seeded();
  const Spec spec = legal_spec(random, Operation::transposed_convolution);
  const Tensor weight = integers(random, weight_shape(spec));
  const Tensor turned = turned_kernel(spec, weight);
  RC_ASSERT((turned.shape() == Shape{spec.out_channels, spec.in_channels / spec.groups, spec.axes[height].kernel,
                                     spec.axes[width].kernel}));
  RC_ASSERT(turned_kernel(spec, turned) == weight);
}

TEST(ValidateShapes, NamesEachWrongTensor) {
  const Spec spec = convolution({.n = 3, .k = 3, .s = 2, .p = 1});
  const std::vector<float> bias{1, 2};
  const std::vector<Problem> problems = validate_shapes(spec, filled(3, 4, 0), filled(2, 3, 0), bias);
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].parameter, Parameter::input);
  EXPECT_EQ(problems[1].parameter, Parameter::weight);
  EXPECT_EQ(problems[2].parameter, Parameter::bias);
  EXPECT_TRUE(validate_shapes(spec, filled(3, 3, 0), filled(3, 3, 0), {}).empty());
}

TEST(ValidateMethod, RefusesAMatrixThatWouldNotFit) {
  const Spec spec = convolution({.n = 4000, .k = 3, .p = 1});
  ASSERT_TRUE(validate(spec).empty());
  EXPECT_TRUE(validate_method(spec, Method::gather).empty());
  ASSERT_EQ(validate_method(spec, Method::matrix).size(), 1u);
}

}  // namespace
}  // namespace convoscope
