// Overlap counts of several layers, against Distill's figures, brute force and layers of ones.
#include "core/overlap.h"

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

std::string text_of(const std::vector<std::int64_t>& counts) {
  std::string text;
  for (const std::int64_t count : counts) text += std::to_string(count);
  return text;
}

AxisRelation axis_of(Axis axis) { return relation(row_transposed(axis)).axes[width]; }

TEST(Overlap, BareStampsAreTheUncroppedLayer) {
  for (const std::int64_t s : {1, 2, 3}) {
    for (const std::int64_t k : {1, 2, 3, 4}) {
      for (const std::int64_t d : {1, 2}) {
        const AxisRelation cropped = axis_of({.n = 9, .k = k, .s = s, .p = 1, .d = d});
        EXPECT_EQ(bare_stamps(cropped, 6), axis_of({.n = 6, .k = k, .s = s, .d = d}));
      }
    }
  }
}

TEST(Overlap, DistillsTwoLayers) {
  const AxisRelation first = axis_of({.n = 6, .k = 3, .s = 2});
  const AxisRelation second = bare_stamps(first, first.fine);
  EXPECT_EQ(text_of(overlap_of_stack(std::vector{first})), "1121212121211");
  const std::string twice = text_of(overlap_of_stack(std::vector{first, second}));
  EXPECT_EQ(twice.size(), 27u);
  EXPECT_NE(twice.find("323132313231"), std::string::npos) << twice;
}

TEST(Overlap, PeriodsOfDistillsFigures) {
  EXPECT_EQ(text_of(overlap_period(axis_of({.k = 3, .s = 2}))), "21");
  EXPECT_EQ(text_of(overlap_period(axis_of({.k = 4, .s = 2}))), "22");
  EXPECT_EQ(text_of(overlap_period(axis_of({.k = 2, .s = 2}))), "11");
  EXPECT_EQ(text_of(overlap_period(axis_of({.k = 2, .s = 3}))), "110");
  EXPECT_EQ(text_of(overlap_period(axis_of({.k = 3, .s = 2}), 2)), "3231");
  EXPECT_EQ(text_of(overlap_period(axis_of({.k = 5, .s = 1}))), "5");
  EXPECT_EQ(text_of(overlap_period(axis_of({.k = 3, .s = 2, .d = 2}))), "30");
}

RC_GTEST_PROP(Overlap, OneLayerIsOverlapAndTwoAreTwoStampingsOfOnes, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    Spec spec = legal_spec(random, Operation::transposed_convolution);
    spec.padding_mode = PaddingMode::zeros;
    if (!validate(spec).empty()) continue;
    RC_LOG() << describe(spec) << '\n';
    const AxisRelation axis = relation(spec).axes[width];
    RC_ASSERT(overlap_of_stack(std::vector{axis}) == overlap(axis));

    Spec row;
    row.operation = Operation::transposed_convolution;
    row.axes[width] = spec.axes[width];
    row.extends_output = spec.extends_output;
    Spec next = row;
    next.axes[width].input = axis.fine;
    if (!validate(next).empty()) continue;
    const Tensor ones(weight_shape(row), 1.0f);
    const Tensor once = apply(row, Tensor(input_shape(row), 1.0f), ones);
    const Tensor twice = apply(next, once, ones);
    const std::vector<std::int64_t> counts = overlap_of_stack(std::vector{axis, relation(next).axes[width]});
    RC_ASSERT(counts.size() == twice.data().size());
    for (std::size_t at = 0; at < counts.size(); ++at) RC_ASSERT(static_cast<float>(counts[at]) == twice.data()[at]);
  }
}

RC_GTEST_PROP(Overlap, ThePeriodRepeatsInTheMiddleOfALongMap, ()) {
  Random random = seeded();
  const AxisRelation axis =
      axis_of({.k = pick(random, 1, 6), .s = pick(random, 1, 4), .p = 0, .d = pick(random, 1, 3)});
  const int layers = static_cast<int>(pick(random, 1, 2));
  std::vector<AxisRelation> stack{bare_stamps(axis, 60)};
  if (layers == 2) stack.push_back(bare_stamps(axis, stack[0].fine));
  const std::vector<std::int64_t> counts = overlap_of_stack(stack);
  const std::vector<std::int64_t> period = overlap_period(axis, layers);
  RC_LOG() << "k " << axis.kernel << " s " << axis.stride << " d " << axis.dilation << " layers " << layers << '\n';
  // A stamp of the first layer begins at a multiple of the period.
  const std::size_t middle = 30 * period.size();
  RC_ASSERT(middle + 2 * period.size() < counts.size());
  for (std::size_t i = 0; i < 2 * period.size(); ++i) RC_ASSERT(counts[middle + i] == period[i % period.size()]);
}

}  // namespace
}  // namespace convoscope
