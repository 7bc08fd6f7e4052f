// The vectorised path against the plain one: exactly on small integers, within rounding on real numbers.
#include "core/fast.h"

#include <algorithm>
#include <cmath>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

RC_GTEST_PROP(Fast, EqualsThePlainPathOnIntegers, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const Operands o = operands(random, spec);
    RC_ASSERT(apply_fast(spec, o.input, o.weight, o.bias) == apply(spec, o.input, o.weight, o.bias));
  }
}

RC_GTEST_PROP(Fast, EqualsThePlainPathWithinRounding, ()) {
  Random random = seeded();
  const Spec spec = legal_spec(random, std::nullopt, 40);
  RC_LOG() << describe(spec) << '\n';
  std::normal_distribution<float> normal;
  Operands o = operands(random, spec);
  for (float& x : o.input.data()) x = normal(random);
  for (float& w : o.weight.data()) w = normal(random);
  const Tensor a = apply_fast(spec, o.input, o.weight, o.bias);
  const Tensor b = apply(spec, o.input, o.weight, o.bias);
  RC_ASSERT(a.shape() == b.shape());
  for (std::size_t i = 0; i < a.data().size(); ++i) {
    RC_ASSERT(std::abs(a.data()[i] - b.data()[i]) <= 1e-4f * std::max(1.0f, std::abs(b.data()[i])));
  }
}

TEST(Fast, PoolsAsThePlainPathDoes) {
  Random random(3);
  std::normal_distribution<float> normal;
  for (const Operation operation : {Operation::average_pooling, Operation::max_pooling}) {
    for (int i = 0; i < 200; ++i) {
      const Spec spec = legal_spec(random, operation, 20);
      Operands o = operands(random, spec);
      for (float& x : o.input.data()) x = random() % 50 == 0 ? std::nanf("") : normal(random);
      const Tensor a = apply_fast(spec, o.input, o.weight, o.bias);
      const Tensor b = apply(spec, o.input, o.weight, o.bias);
      ASSERT_EQ(a.shape(), b.shape());
      for (std::size_t at = 0; at < a.data().size(); ++at) {
        ASSERT_TRUE(a.data()[at] == b.data()[at] || (std::isnan(a.data()[at]) && std::isnan(b.data()[at])))
            << describe(spec);
      }
    }
  }
}

TEST(Fast, EndsWhenItIsTold) {
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution,
                                    Operation::average_pooling, Operation::max_pooling}) {
    Spec spec;
    spec.operation = operation;
    for (AxisSpec& axis : spec.axes) {
      axis.input = 9;
      axis.kernel = 3;
    }
    Random random(1);
    const Operands o = operands(random, spec);
    const Tensor whole = apply_fast(spec, o.input, o.weight, o.bias);
    int rows = 0;
    const Tensor part = apply_fast(spec, o.input, o.weight, o.bias, [&] { return ++rows < 4; });
    EXPECT_EQ(rows, 4);
    ASSERT_EQ(part.shape(), whole.shape());
    for (std::int64_t row = 0; row < 4; ++row) EXPECT_EQ(part(0, 0, row, 3), whole(0, 0, row, 3));
  }
}

}  // namespace
}  // namespace convoscope
