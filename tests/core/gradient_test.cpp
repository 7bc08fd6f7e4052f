// The kernel's gradient against differences of the loss itself, and as what learns a kernel.
#include "core/gradient.h"

#include <cmath>

#include "core/kernels.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

/// L = sum of g * y: linear in the weight, so that a difference of one is its derivative, in whole numbers to the last bit.
double loss(const Spec& spec, const Operands& o, const Tensor& g) {
  const Tensor output = apply(spec, o.input, o.weight, o.bias);
  double sum = 0;
  for (std::size_t i = 0; i < g.data().size(); ++i)
    sum += static_cast<double>(g.data()[i]) * static_cast<double>(output.data()[i]);
  return sum;
}

RC_GTEST_PROP(Gradients, EqualDifferencesOfTheLoss, ()) {
  Random random = seeded();
  const Spec spec =
      legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution : Operation::transposed_convolution);
  RC_LOG() << describe(spec) << '\n';
  Operands o = operands(random, spec);
  o.bias.resize(at_index(spec.out_channels));
  const Tensor g = integers(random, output_shape(spec));
  const Gradient found = gradient(spec, o.input, g);
  RC_ASSERT(found.weight.shape() == o.weight.shape());
  const double before = loss(spec, o, g);
  for (std::size_t i = 0; i < o.weight.data().size(); ++i) {
    o.weight.data()[i] += 1;
    RC_ASSERT(loss(spec, o, g) - before == static_cast<double>(found.weight.data()[i]));
    o.weight.data()[i] -= 1;
  }
  for (std::size_t i = 0; i < o.bias.size(); ++i) {
    o.bias[i] += 1;
    RC_ASSERT(loss(spec, o, g) - before == found.bias[i]);
    o.bias[i] -= 1;
  }
}

// Half the mean of the squared differences from Sobel's output: its derivative is the difference over the number of cells.
TEST(Gradients, LearnSobelsKernel) {
  const Spec spec = convolution({.n = 16, .k = 3, .p = 1});
  Random random(9);
  std::normal_distribution<float> normal;
  Tensor input(input_shape(spec));
  for (float& x : input.data()) x = normal(random);
  const Tensor sobel = values_of(*kernel_named("sobel-x"), 3, 3);
  const Tensor target = apply(spec, input, sobel);
  Tensor weight(weight_shape(spec));
  double last = 1e9;
  for (int step = 0; step < 200; ++step) {
    Tensor slope = apply(spec, input, weight);
    double squares = 0;
    for (std::size_t i = 0; i < slope.data().size(); ++i) {
      const double difference = static_cast<double>(slope.data()[i]) - static_cast<double>(target.data()[i]);
      squares += difference * difference;
      slope.data()[i] = static_cast<float>(difference / static_cast<double>(slope.size()));
    }
    EXPECT_LE(squares, last + 1e-9) << step;
    last = squares;
    const Gradient down = gradient(spec, input, slope);
    for (std::size_t i = 0; i < weight.data().size(); ++i) weight.data()[i] -= 0.5f * down.weight.data()[i];
  }
  for (std::size_t i = 0; i < weight.data().size(); ++i) EXPECT_NEAR(weight.data()[i], sobel.data()[i], 1e-4);
}

}  // namespace
}  // namespace convoscope
