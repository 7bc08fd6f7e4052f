// The kernel's gradient against differences of the loss itself.
#include "core/gradient.h"

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

RC_GTEST_PROP(Gradients, AreSumsOverAWeightsConnections, ()) {
  Random random = seeded();
  const Spec spec =
      legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution : Operation::transposed_convolution);
  RC_LOG() << describe(spec) << '\n';
  const Tensor input = integers(random, input_shape(spec));
  const Tensor g = integers(random, output_shape(spec));
  const Gradient all = gradient(spec, input, g);
  const auto last = static_cast<std::int64_t>(all.weight.data().size()) - 1;
  const std::size_t element = at_index(pick(random, 0, last));
  const WeightGradient one = gradient_of_weight(spec, input, g, element, 1 << 20);
  RC_ASSERT(one.terms.size() == at_index(one.count));
  double sum = 0;
  for (const GradientTerm& term : one.terms) {
    RC_ASSERT(term.product == static_cast<double>(input.data()[term.input] * g.data()[term.output]));
    sum += term.product;
    // The weight alone carries that input cell to that output cell; folded padding may do so twice.
    Tensor lit(input.shape());
    lit.data()[term.input] = 1;
    Tensor weight(weight_shape(spec));
    weight.data()[element] = 1;
    RC_ASSERT(apply(spec, lit, weight).data()[term.output] >= 1);
  }
  RC_ASSERT(sum == one.sum);
  RC_ASSERT(one.sum == static_cast<double>(all.weight.data()[element]));
  const WeightGradient few = gradient_of_weight(spec, input, g, element, 1);
  RC_ASSERT(few.count == one.count && few.sum == one.sum && few.terms.size() <= 1);
}

}  // namespace
}  // namespace convoscope
