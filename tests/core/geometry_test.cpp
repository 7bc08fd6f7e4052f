// Sizes against placing windows and stamps one at a time; padding that is settled from sizes; counterparts.
#include <algorithm>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

RC_GTEST_PROP(Geometry, SizesEqualBruteForcePlacement, ()) {
  Random random = seeded();
  for (int i = 0; i < 2 * layers_per_run; ++i) {
    const Spec spec = legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    for (int axis = 0; axis < axis_count; ++axis) {
      const AxisSpec& a = spec.axes[axis];
      const AxisGeometry g = geometry(spec).axes[axis];
      std::int64_t last_tap = 0;
      for (std::int64_t tap = 0; tap < a.kernel; ++tap) last_tap = tap * a.dilation;
      RC_ASSERT(g.effective_kernel == last_tap + 1);
      if (spec.operation == Operation::transposed_convolution) {
        std::int64_t uncropped = 0;  // stamp after stamp
        for (std::int64_t at = 0; at < a.input; ++at) uncropped = std::max(uncropped, at * a.stride + last_tap + 1);
        RC_ASSERT(g.output == uncropped + a.output_padding - a.pad_begin - a.pad_end);
        RC_ASSERT(g.padded == g.border_begin + (a.input - 1) * (1 + g.zeros_between) + 1 + g.border_end);
        RC_ASSERT(g.padded - g.effective_kernel + 1 == g.fold_begin + g.output + g.fold_end);
        if (spec.padding_mode == PaddingMode::zeros) {
          RC_ASSERT(g.border_begin == g.effective_kernel - 1 - a.pad_begin);
          RC_ASSERT(g.border_end == g.effective_kernel - 1 - a.pad_end + a.output_padding);
          RC_ASSERT(g.padded == g.output + g.effective_kernel - 1);
        }
      } else {
        const std::int64_t padded = a.pad_begin + a.input + a.pad_end;
        std::int64_t windows = 0;  // window after window
        std::int64_t used = 0;
        for (std::int64_t at = 0;; at += a.stride) {
          // Ceil mode wants the end covered, by windows that begin before the end's zeros.
          const std::int64_t zeros = spec.padding_mode == PaddingMode::zeros ? a.pad_end : 0;
          const bool is_covered = used >= padded || at >= padded - zeros;
          if (is_pooling(spec) && spec.ceil_mode ? is_covered : at + last_tap >= padded) break;
          ++windows;
          used = at + last_tap + 1;
        }
        RC_ASSERT(g.output == windows);
        RC_ASSERT(g.padded == std::max(used, padded));
        RC_ASSERT(g.padded == used + g.unused_end);
        RC_ASSERT(g.padded == g.border_begin + a.input + g.border_end);
        RC_ASSERT(g.overhang == g.padded - padded);
      }
    }
  }
}

RC_GTEST_PROP(Geometry, InputsWithOutputAreExactlyThose, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    Spec spec = legal_spec(random, pick(random, 0, 1) == 0 ? Operation::convolution : Operation::max_pooling);
    RC_LOG() << describe(spec) << '\n';
    const std::int64_t output = pick(random, 1, 6);
    std::vector<std::int64_t> found;
    for (std::int64_t n = 1; n <= 60; ++n) {
      spec.axes[width].input = n;
      if (axis_geometry(spec, width).output == output) found.push_back(n);
    }
    const Range range = inputs_with_output(spec, width, output);
    if (found.empty()) {  // more padding than the window leaves room for
      RC_ASSERT(range.last < range.first);
    } else {
      RC_ASSERT((range == Range{found.front(), found.back()}));
    }
  }
}

TEST(Geometry, FloorLetsSeveralInputsShareAnOutput) {
  Spec spec = convolution({.k = 3, .s = 2, .p = 1});
  EXPECT_EQ(inputs_with_output(spec, width, 3), (Range{5, 6}));
  EXPECT_EQ(inputs_with_output(spec, width, 4), (Range{7, 8}));
  spec.operation = Operation::max_pooling;
  spec.ceil_mode = true;
  EXPECT_EQ(inputs_with_output(spec, width, 33), (Range{64, 65}));
}

TEST(Geometry, ArticleRuleHoldsExactlyAtItsOwnPadding) {
  const auto rule = [](Axis axis) { return article_rule(transposed(axis).axes[width]); };
  EXPECT_EQ(rule({.n = 2, .k = 3, .s = 2, .p = 1}).output, 3);
  EXPECT_TRUE(rule({.n = 2, .k = 3, .s = 2, .p = 1}).agrees);
  EXPECT_FALSE(rule({.n = 2, .k = 3, .s = 2, .p = 1, .a = 1}).agrees);
  EXPECT_FALSE(rule({.n = 2, .k = 4, .s = 2, .p = 1}).agrees);
  EXPECT_EQ(rule({.n = 5, .k = 4, .s = 2, .p = 2}).output, 8);
  EXPECT_EQ(geometry(transposed({.n = 5, .k = 4, .s = 2, .p = 1})).output_width(), 10);
  for (std::int64_t n = 1; n <= 4; ++n) {
    for (std::int64_t k = 1; k <= 5; ++k) {
      for (std::int64_t s = 1; s <= k; ++s) {
        const Axis axis{.n = n, .k = k, .s = s, .p = k - s};
        EXPECT_TRUE(rule(axis).agrees);
        EXPECT_EQ(rule(axis).output, geometry(transposed(axis)).output_width());
      }
    }
  }
}

TEST(Companion, OfTheArticle) {
  const Spec forward = convolution({.n = 3, .k = 3, .s = 2, .p = 1});
  const Spec back = transposed({.n = 2, .k = 3, .s = 2, .p = 1});
  EXPECT_EQ(counterpart(forward), back);
  EXPECT_EQ(counterpart(back), forward);
  EXPECT_EQ(counterpart(convolution({.n = 6, .k = 3, .s = 2, .p = 1})),
            transposed({.n = 3, .k = 3, .s = 2, .p = 1, .a = 1}));
  EXPECT_EQ(counterpart(pooling(Operation::max_pooling, {.n = 3, .k = 3})), std::nullopt);
}

RC_GTEST_PROP(Companion, TwiceIsTheSameConvolutionAndTheSameConnections, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec forward = legal_spec(random, Operation::convolution);
    RC_LOG() << describe(forward) << '\n';
    RC_ASSERT(*counterpart(*counterpart(forward)) == forward);
    const Spec back = legal_spec(random, Operation::transposed_convolution);
    RC_LOG() << describe(back) << '\n';
    RC_ASSERT(relation(*counterpart(back)) == relation(back));
    RC_ASSERT(relation(*counterpart(*counterpart(back))) == relation(back));
  }
}

std::array<std::int64_t, 2> pads(const Spec& spec) { return {spec.axes[width].pad_begin, spec.axes[width].pad_end}; }
using Pads = std::array<std::int64_t, 2>;

TEST(ResolvePadding, SameKeepsTheSizeOverTheStride) {
  for (std::int64_t n = 1; n <= 9; ++n) {
    for (std::int64_t k = 1; k <= 5; ++k) {
      for (std::int64_t s = 1; s <= 4; ++s) {
        for (std::int64_t d = 1; d <= 3; ++d) {
          const Axis axis{.n = n, .k = k, .s = s, .d = d};
          for (const AutoPad pad : {AutoPad::same_upper, AutoPad::same_lower}) {
            const Spec forward = resolve_padding(convolution(axis), pad);
            EXPECT_TRUE(validate(forward).empty());
            EXPECT_EQ(geometry(forward).output_width(), (n + s - 1) / s);
            const auto [begin, end] = pads(forward);
            EXPECT_TRUE(begin == end || (pad == AutoPad::same_upper ? end : begin) == std::max(begin, end));
            const Spec back = resolve_padding(transposed(axis), pad);
            EXPECT_TRUE(validate(back).empty()) << describe(back);
            EXPECT_EQ(geometry(back).output_width(), n * s);
          }
        }
      }
    }
  }
}

TEST(ResolvePadding, TensorFlowsCases) {
  // Total max((o - 1) s + K - n, 0), the odd cell at the end.
  EXPECT_EQ(pads(resolve_padding(convolution({.n = 6, .k = 3, .s = 2}), AutoPad::same_upper)), (Pads{0, 1}));
  EXPECT_EQ(pads(resolve_padding(convolution({.n = 5, .k = 3, .s = 2}), AutoPad::same_upper)), (Pads{1, 1}));
  EXPECT_EQ(pads(resolve_padding(convolution({.n = 6, .k = 3, .s = 2}), AutoPad::same_lower)), (Pads{1, 0}));
  EXPECT_EQ(pads(resolve_padding(convolution({.n = 6, .k = 3, .s = 2, .p = 4}), AutoPad::valid)), (Pads{0, 0}));
  EXPECT_EQ(pads(resolve_padding(convolution({.n = 6, .k = 3, .s = 2, .p = 4}), AutoPad::explicit_)), (Pads{4, 4}));
  // Transposed, k3 s2 n3: to 6 crops (0, 1), to 5 crops (1, 1).
  const Spec back = transposed({.n = 3, .k = 3, .s = 2});
  EXPECT_EQ(pads(resolve_padding(back, AutoPad::same_upper)), (Pads{0, 1}));
  EXPECT_EQ(pads(resolve_output_size(back, {6, 6}, false, AutoPad::same_upper)), (Pads{0, 1}));
  EXPECT_EQ(pads(resolve_output_size(back, {5, 5}, false, AutoPad::same_upper)), (Pads{1, 1}));
}

TEST(ResolveOutputSize, OnnxExtendsAtTheEnd) {
  const Spec spec = resolve_output_size(transposed({.n = 3, .k = 3, .s = 2}), {8, 8}, false);
  EXPECT_EQ(pads(spec), (Pads{0, -1}));
  EXPECT_TRUE(spec.extends_output);
  EXPECT_TRUE(validate(spec).empty());
  EXPECT_EQ(geometry(spec).output_width(), 8);
}

RC_GTEST_PROP(ResolveOutputSize, ReachesWhatItAccepts, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    Spec spec = legal_spec(random, Operation::transposed_convolution);
    spec.padding_mode = PaddingMode::zeros;
    RC_LOG() << describe(spec) << '\n';
    const std::array<std::int64_t, axis_count> wanted{pick(random, 1, 20), pick(random, 1, 20)};
    const Spec free = resolve_output_size(spec, wanted, false);
    RC_ASSERT(validate_output_size(spec, wanted, false).empty());
    RC_ASSERT(validate(free).empty());
    RC_ASSERT((Shape{spec.batch, spec.out_channels, wanted[0], wanted[1]} == output_shape(free)));
    const Spec given = resolve_output_size(spec, wanted, true);
    RC_ASSERT(validate_output_size(spec, wanted, true).empty() == validate(given).empty());
    if (validate(given).empty()) {
      RC_ASSERT((Shape{spec.batch, spec.out_channels, wanted[0], wanted[1]} == output_shape(given)));
    }
  }
}

TEST(ResolveOutputSize, SaysWhichSizesCanBeReached) {
  const Spec spec = transposed({.n = 6, .k = 3, .s = 2, .p = 1});
  const std::vector<Problem> problems = validate_output_size(spec, {12, 13}, true);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0], (Problem{Parameter::output_size,
                                  width,
                                  "problem.output_size_unreachable",
                                  {{"requested", 13}, {"smallest", 11}, {"largest", 12}}}));
  EXPECT_EQ(validate_output_size(convolution({}), {1, 1}, true)[0].key, "problem.output_size_not_transposed");
}

}  // namespace
}  // namespace convoscope
