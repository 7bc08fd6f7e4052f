// Legality, restated on its own and tried on random layers; hostile numbers; every message key reported by something.
#include <algorithm>
#include <functional>
#include <limits>
#include <set>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

/// Whether every window of one axis holds a cell of the input, and not one that the padding puts there.
bool holds_input(const AxisSpec& a, std::int64_t windows) {
  for (std::int64_t window = 0; window < windows; ++window) {
    bool holds = false;
    for (std::int64_t tap = 0; tap < a.kernel; ++tap) {
      const std::int64_t at = window * a.stride + tap * a.dilation - a.pad_begin;
      holds = holds || (at >= 0 && at < a.input);
    }
    if (!holds) return false;
  }
  return true;
}

/// The list of conditions of PyTorch, written down again for small numbers.
bool is_legal(const Spec& s) {
  const bool back = s.operation == Operation::transposed_convolution;
  const bool pools = is_pooling(s);
  if (s.batch < 1 || s.in_channels < 1 || s.out_channels < 1 || s.groups < 1) return false;
  if (s.in_channels % s.groups != 0 || s.out_channels % s.groups != 0) return false;
  if (pools && s.in_channels != s.out_channels) return false;
  for (const AxisSpec& a : s.axes) {
    if (a.input < 1 || a.kernel < 1 || a.stride < 1 || a.dilation < 1) return false;
    if (!(back && s.extends_output) && (a.pad_begin < 0 || a.pad_end < 0)) return false;
    if (a.output_padding < 0) return false;
    if (back ? !(a.output_padding < a.stride || a.output_padding < a.dilation) : a.output_padding != 0) return false;
    const std::int64_t reach = a.dilation * (a.kernel - 1);  // cells that a window spans beyond its first
    std::int64_t folded = a.input;
    if (back) {
      folded = (a.input - 1) * a.stride + reach + 1 + a.output_padding - a.pad_begin - a.pad_end;
      if (folded < 1) return false;
    } else if (!(pools && s.ceil_mode)) {
      const std::int64_t room = a.input + a.pad_begin + a.pad_end - reach - 1;
      if (room < 0) return false;
      if (pools && s.padding_mode == PaddingMode::zeros && !holds_input(a, room / a.stride + 1)) return false;
    } else {
      std::int64_t windows = 0;  // one after the other, until one reaches the end of the padded input
      for (bool reaches = a.input + a.pad_begin + a.pad_end + a.stride <= reach + 1; !reaches; ++windows) {
        reaches = windows * a.stride + reach + 1 >= a.input + a.pad_begin + a.pad_end;
      }
      const std::int64_t not_zeros = a.pad_begin + a.input + (s.padding_mode == PaddingMode::zeros ? 0 : a.pad_end);
      if (windows > 0 && (windows - 1) * a.stride >= not_zeros) --windows;
      if (windows == 0) return false;
      if (s.padding_mode == PaddingMode::zeros && !holds_input(a, windows)) return false;
    }
    for (const std::int64_t pad : {a.pad_begin, a.pad_end}) {
      if (s.padding_mode == PaddingMode::reflect && !(pad < folded)) return false;
      if (s.padding_mode == PaddingMode::circular && !(pad <= folded)) return false;
    }
  }
  return true;
}

bool has_key(const std::vector<Problem>& problems, std::string_view key) {
  return std::ranges::any_of(problems, [&](const Problem& p) { return p.key == key; });
}

bool is_known(const Problem& problem) { return std::ranges::count(problem_keys(), problem.key) == 1; }

RC_GTEST_PROP(Validate, EqualsTheStatedListOfConditions, ()) {
  Random random = seeded();
  for (int i = 0; i < 4 * layers_per_run; ++i) {
    const Spec spec = any_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const std::vector<Problem> problems = validate(spec);
    RC_ASSERT(problems.empty() == is_legal(spec));
    RC_ASSERT(std::ranges::all_of(problems, is_known));
    RC_ASSERT(std::ranges::is_sorted(problems, {}, &Problem::parameter));
    for (const Problem& problem : problems) RC_ASSERT(problem.axis >= -1 && problem.axis < axis_count);
  }
}

std::int64_t hostile(Random& random) {
  constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
  constexpr std::array numbers{smallest,
                               smallest + 1,
                               -max_cells - 1,
                               -max_cells,
                               std::int64_t{-1},
                               std::int64_t{0},
                               std::int64_t{1},
                               std::int64_t{2},
                               std::int64_t{3},
                               std::int64_t{1} << 13,
                               max_cells - 1,
                               max_cells,
                               max_cells + 1,
                               std::int64_t{1} << 31,
                               std::int64_t{1} << 32,
                               std::int64_t{1} << 62,
                               largest - 1,
                               largest};
  if (pick(random, 0, 2) == 0) return pick(random, 1, 3);
  return numbers[static_cast<std::size_t>(pick(random, 0, numbers.size() - 1))];
}

Spec hostile_spec(Random& random) {
  Spec spec;
  spec.operation = static_cast<Operation>(pick(random, 0, 3));
  spec.padding_mode = static_cast<PaddingMode>(pick(random, 0, 3));
  spec.extends_output = pick(random, 0, 1) == 1;
  const auto number = [&](std::int64_t usual) { return pick(random, 0, 3) == 0 ? hostile(random) : usual; };
  for (AxisSpec& axis : spec.axes) {
    axis = {number(3), number(3), number(2), number(1), number(1), number(1), number(0)};
  }
  spec.batch = number(1);
  spec.in_channels = number(2);
  spec.out_channels = number(2);
  spec.groups = number(1);
  return spec;
}

// Under UBSan this is the proof that nothing overflows.
RC_GTEST_PROP(Validate, SurvivesHostileNumbers, ()) {
  Random random = seeded();
  for (int i = 0; i < 8 * layers_per_run; ++i) {
    const Spec spec = hostile_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const std::array<std::int64_t, axis_count> wanted{hostile(random), hostile(random)};
    std::vector<Spec> candidates{spec};
    for (const AutoPad pad : {AutoPad::explicit_, AutoPad::valid, AutoPad::same_upper, AutoPad::same_lower}) {
      candidates.push_back(resolve_padding(spec, pad));
      candidates.push_back(resolve_output_size(spec, wanted, true, pad));
      candidates.push_back(resolve_output_size(spec, wanted, false, pad));
    }
    RC_ASSERT(std::ranges::all_of(validate_output_size(spec, wanted, pick(random, 0, 1) == 1), is_known));
    for (const Spec& candidate : candidates) {
      const std::vector<Problem> problems = validate(candidate);
      RC_ASSERT(std::ranges::all_of(problems, is_known));
      if (!problems.empty()) continue;
      const Shape shape = output_shape(candidate);
      RC_ASSERT(shape[0] * shape[1] * shape[2] * shape[3] <= max_cells);
      RC_ASSERT(count_taps(relation(candidate)) >= 0);
      RC_ASSERT(counterpart(candidate).has_value() == (weight_shape(candidate)[0] > 0));
    }
  }
}

Spec changed(Spec spec, const std::function<void(Spec&)>& change) {
  change(spec);
  return spec;
}

TEST(Validate, EveryKeyIsReportedByThePlaceItNames) {
  struct Case {
    std::string_view key;
    Parameter parameter;
    int axis;
    Spec spec;
  };
  const Spec conv = convolution({.n = 5, .k = 3, .s = 2, .p = 1});
  const Spec back = transposed({.n = 5, .k = 3, .s = 2, .p = 1});
  const Spec pool = pooling(Operation::max_pooling, {.n = 5, .k = 3, .s = 2, .p = 1});
  const std::vector<Case> cases{
      {"problem.below_one", Parameter::stride, width, changed(conv, [](Spec& s) { s.axes[width].stride = 0; })},
      {"problem.exceeds_limit", Parameter::input, height,
       changed(conv, [](Spec& s) { s.axes[height].input = max_cells + 1; })},
      {"problem.negative_padding", Parameter::padding, width,
       changed(conv, [](Spec& s) { s.axes[width].pad_end = -1; })},
      {"problem.negative_output_padding", Parameter::output_padding, width,
       changed(back, [](Spec& s) { s.axes[width].output_padding = -1; })},
      {"problem.output_padding_not_transposed", Parameter::output_padding, height,
       changed(conv, [](Spec& s) { s.axes[height].output_padding = 1; })},
      {"problem.output_padding_too_large", Parameter::output_padding, width,
       changed(back, [](Spec& s) { s.axes[width].output_padding = 2; })},
      {"problem.kernel_exceeds_input", Parameter::kernel, height,
       changed(conv, [](Spec& s) { s.axes[height].dilation = 4; })},
      {"problem.output_empty", Parameter::padding, width, changed(back, [](Spec& s) { s.axes[width].pad_begin = 12; })},
      {"problem.pooling_padding", Parameter::padding, width, changed(pool, [](Spec& s) { s.axes[width].pad_end = 3; })},
      {"problem.reflect_exceeds_input", Parameter::padding, width,
       changed(conv,
               [](Spec& s) {
                 s.padding_mode = PaddingMode::reflect;
                 s.axes[width].pad_end = 5;
               })},
      {"problem.reflect_exceeds_output", Parameter::padding, width,
       changed(back,
               [](Spec& s) {
                 s.padding_mode = PaddingMode::reflect;
                 s.axes[width].pad_end = 8;
               })},
      {"problem.circular_exceeds_input", Parameter::padding, width,
       changed(conv,
               [](Spec& s) {
                 s.padding_mode = PaddingMode::circular;
                 s.axes[width].pad_end = 6;
               })},
      {"problem.circular_exceeds_output", Parameter::padding, width,
       changed(back,
               [](Spec& s) {
                 s.padding_mode = PaddingMode::circular;
                 s.axes[width].pad_end = 8;
               })},
      {"problem.groups_in_channels", Parameter::groups, -1,
       changed(conv,
               [](Spec& s) {
                 s.groups = 2;
                 s.out_channels = 2;
               })},
      {"problem.groups_out_channels", Parameter::groups, -1,
       changed(conv,
               [](Spec& s) {
                 s.groups = 2;
                 s.in_channels = 2;
               })},
      {"problem.pooling_channels", Parameter::out_channels, -1, changed(pool, [](Spec& s) { s.out_channels = 2; })},
      {"problem.input_too_large", Parameter::input, -1,
       changed(conv, [](Spec& s) { s.axes[height].input = s.axes[width].input = 10000; })},
      {"problem.padded_too_large", Parameter::padding, -1,
       changed(conv,
               [](Spec& s) {
                 s.axes[height].pad_begin = s.axes[width].pad_begin = 10000;
                 s.axes[height].stride = s.axes[width].stride = 10000;
               })},
      {"problem.zero_inserted_too_large", Parameter::stride, -1,
       changed(back, [](Spec& s) { s.axes[height].stride = s.axes[width].stride = 10000; })},
      {"problem.output_too_large", Parameter::stride, -1,
       changed(conv,
               [](Spec& s) {
                 s.axes[height].input = s.axes[width].input = 8000;
                 s.axes[height].stride = s.axes[width].stride = 1;
                 s.out_channels = 64;
               })},
      {"problem.weight_too_large", Parameter::kernel, -1,
       changed(conv, [](Spec& s) { s.in_channels = s.out_channels = 4096; })},
  };
  std::set<std::string_view> seen;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.key);
    const std::vector<Problem> problems = validate(c.spec);
    EXPECT_TRUE(std::ranges::any_of(problems, [&](const Problem& p) {
      return p.key == c.key && p.parameter == c.parameter && p.axis == c.axis;
    })) << describe(c.spec);
    seen.insert(c.key);
  }
  // These belong to tensors, methods and requested sizes; convolve_test and geometry_test look at them.
  for (const std::string_view key : {"problem.matrix_too_large", "problem.input_shape", "problem.weight_shape",
                                     "problem.bias_size", "problem.pooling_weight", "problem.pooling_bias",
                                     "problem.output_size_unreachable", "problem.output_size_not_transposed"}) {
    seen.insert(key);
  }
  EXPECT_EQ(seen, std::set<std::string_view>(problem_keys().begin(), problem_keys().end()));
}

TEST(Validate, ListsEveryProblemInTheOrderOfTheParameters) {
  Spec spec = transposed({.n = 0, .k = 3, .s = 2, .p = -1, .a = -1});
  spec.axes[width].input = 3;
  spec.groups = 2;
  const std::vector<Problem> problems = validate(spec);
  std::vector<std::pair<Parameter, int>> places;
  for (const Problem& problem : problems) places.emplace_back(problem.parameter, problem.axis);
  EXPECT_EQ(places, (std::vector<std::pair<Parameter, int>>{{Parameter::input, height},
                                                            {Parameter::padding, height},
                                                            {Parameter::padding, width},
                                                            {Parameter::output_padding, height},
                                                            {Parameter::output_padding, width},
                                                            {Parameter::groups, -1},
                                                            {Parameter::groups, -1}}));
}

TEST(Validate, StrideAndDilationAreTestedPerAxis) {
  Spec spec = transposed({.n = 3, .k = 3, .s = 2});
  spec.axes[width].stride = 1;
  spec.axes[width].output_padding = 1;
  const std::vector<Problem> problems = validate(spec);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0], (Problem{Parameter::output_padding,
                                  width,
                                  "problem.output_padding_too_large",
                                  {{"output_padding", 1}, {"stride", 1}, {"dilation", 1}}}));
  spec.axes[width].dilation = 2;
  EXPECT_TRUE(validate(spec).empty());
}

TEST(Validate, KernelLargerThanThePaddedInputNamesBothSizes) {
  const std::vector<Problem> problems = validate(convolution({.n = 3, .k = 3, .p = 1, .d = 3}));
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_EQ(problems[0].key, "problem.kernel_exceeds_input");
  EXPECT_EQ(problems[0].numbers[0], (NamedNumber{"effective_kernel", 7}));
  EXPECT_EQ(problems[0].numbers[1], (NamedNumber{"padded_input", 5}));
}

TEST(Validate, DefaultAndArticleAreLegal) {
  EXPECT_TRUE(validate(Spec{}).empty());
  EXPECT_TRUE(validate(convolution({.n = 3, .k = 3, .s = 2, .p = 1})).empty());
  EXPECT_TRUE(validate(transposed({.n = 2, .k = 3, .s = 2, .p = 1})).empty());
  EXPECT_FALSE(has_key(validate(Spec{}), "problem.below_one"));
}

TEST(Parameters, HaveTheNamesThatUsersWrite) {
  EXPECT_EQ(name_of(Parameter::output_padding), "output_padding");
  EXPECT_EQ(name_of(Parameter::in_channels), "in_channels");
  EXPECT_EQ(name_of(Parameter::operation), "operation");
}

}  // namespace
}  // namespace convoscope
