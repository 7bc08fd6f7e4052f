// The trace against a naive replay of its own steps and against `apply`, at both granularities, for all methods.
#include "core/trace.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

/// Every step of a layer is looked at, so fewer layers than elsewhere.
constexpr int replays_per_run = 6;

constexpr std::array granularities{Granularity::cell, Granularity::multiply};

/// A small legal layer with its operands, a method that can be traced and a granularity.
struct Subject {
  Spec spec;
  Operands operands;
  Method method;
  Granularity granularity;

  Trace trace() const { return Trace(spec, operands.input, operands.weight, operands.bias, method, granularity); }
};

Subject subject(Random& random) {
  Subject s;
  s.spec = legal_spec(random, std::nullopt, 4);
  s.operands = operands(random, s.spec);
  s.method = is_pooling(s.spec) ? Method::gather : methods[static_cast<std::size_t>(pick(random, 0, 3))];
  s.granularity = granularities[static_cast<std::size_t>(pick(random, 0, 1))];
  return s;
}

void log(const Subject& s) {
  RC_LOG() << describe(s.spec) << " method " << static_cast<int>(s.method) << " granularity "
           << static_cast<int>(s.granularity) << '\n';
}

using Place = std::tuple<std::int64_t, Cell>;  // channel, cell

/// Every output cell's value by performing the steps one after another.
class Replay {
 public:
  explicit Replay(const Subject& s) : s_(s) {
    const Shape shape = output_shape(s.spec);
    for (std::int64_t c = 0; c < shape[1]; ++c) {
      for (std::int64_t row = 0; row < shape[2]; ++row) {
        for (std::int64_t column = 0; column < shape[3]; ++column) {
          double start = s.operands.bias.empty() ? 0.0 : s.operands.bias[static_cast<std::size_t>(c)];
          if (s.spec.operation == Operation::max_pooling) start = -std::numeric_limits<double>::infinity();
          values[{c, {row, column}}] = start;
        }
      }
    }
  }

  void perform(const Step& step) {
    const std::int64_t first = s_.granularity == Granularity::cell ? 0 : step.current;
    for (std::int64_t i = std::max<std::int64_t>(first, 0); i <= step.current; ++i) {
      const Product& p = step.products[static_cast<std::size_t>(i)];
      ++work.multiplications;
      if (p.factor != Factor::value) {
        ++work.on_zeros;
        continue;
      }
      double& value = values.at({p.output_channel, p.output});
      value = s_.spec.operation == Operation::max_pooling ? std::max(value, p.product()) : value + p.product();
      last_touch[{p.output_channel, p.output}] = step.index;
    }
    if (s_.method != Method::scatter) last_touch[{step.focus_channel, step.focus}] = step.index;
  }

  std::map<Place, double> values;
  std::map<Place, std::int64_t> last_touch;
  Work work;

 private:
  const Subject& s_;
};

bool close(double a, double b) { return a == b || std::abs(a - b) < 1e-9; }

RC_GTEST_PROP(Trace, ValuesAndWorkEqualANaiveReplay, ()) {
  Random random = seeded();
  for (int i = 0; i < replays_per_run; ++i) {
    const Subject s = subject(random);
    log(s);
    const Trace trace = s.trace();
    RC_ASSERT(trace.size() >= 1);
    RC_ASSERT(trace.work_after(-1) == Work{});
    Replay replay(s);
    std::vector<std::tuple<std::int64_t, Place, double>> samples;
    std::vector<Place> places;
    for (const auto& [place, value] : replay.values) places.push_back(place);
    const std::int64_t stride = 1 + trace.size() / 60;
    for (std::int64_t k = 0; k < trace.size(); ++k) {
      const Step step = trace.at(k);
      RC_ASSERT(step.index == k);
      replay.perform(step);
      if (step.current >= 0) {
        const Product& last = step.products[static_cast<std::size_t>(step.current)];
        if (last.factor != Factor::cropped) {
          RC_ASSERT(close(step.sum, replay.values.at({last.output_channel, last.output})));
        }
      }
      if (k % stride != 0) continue;
      RC_ASSERT(trace.work_after(k) == replay.work);
      const Place place = places[static_cast<std::size_t>(pick(random, 0, places.size() - 1))];
      RC_ASSERT(close(trace.value_after(k, std::get<0>(place), std::get<1>(place)), replay.values.at(place)));
      samples.emplace_back(k, place, 0.0);
    }
    RC_ASSERT(trace.work_after(trace.size() - 1) == replay.work);
    for (const auto& [k, place, unused] : samples) {
      const auto found = replay.last_touch.find(place);
      const bool done = found == replay.last_touch.end() || found->second <= k;
      RC_ASSERT(trace.is_done_after(k, std::get<0>(place), std::get<1>(place)) == done);
    }
  }
}

RC_GTEST_PROP(Trace, LastRunningSumsAreTheResult, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Subject s = subject(random);
    log(s);
    const Trace trace = s.trace();
    const Tensor expected = apply(s.spec, s.operands.input, s.operands.weight, s.operands.bias, s.method);
    for (std::int64_t c = 0; c < expected.channels(); ++c) {
      for (std::int64_t row = 0; row < expected.rows(); ++row) {
        for (std::int64_t column = 0; column < expected.columns(); ++column) {
          const double last = trace.value_after(trace.size() - 1, c, {row, column});
          RC_ASSERT(static_cast<float>(last) == expected(0, c, row, column));
          RC_ASSERT(trace.is_done_after(trace.size() - 1, c, {row, column}));
        }
      }
    }
  }
}

RC_GTEST_PROP(Trace, SteppingBackEqualsAFreshTrace, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Subject s = subject(random);
    log(s);
    const Trace trace = s.trace();
    const std::int64_t target = pick(random, 0, trace.size() - 1);
    const std::int64_t beyond = std::min(trace.size() - 1, target + 5);
    Step walked = trace.at(0);
    for (std::int64_t k = std::max<std::int64_t>(target - 5, 0); k <= beyond; ++k) walked = trace.at(k);
    for (std::int64_t k = beyond; k >= target; --k) walked = trace.at(k);
    RC_ASSERT(walked == s.trace().at(target));
  }
}

RC_GTEST_PROP(Trace, StepsAreInOrderAndFoundByTheirFocus, ()) {
  Random random = seeded();
  for (int i = 0; i < replays_per_run; ++i) {
    const Subject s = subject(random);
    log(s);
    const Trace trace = s.trace();
    Place last{-1, {}};
    for (std::int64_t k = 0; k < trace.size(); ++k) {
      const Step step = trace.at(k);
      const Place place{step.focus_channel, step.focus};
      const std::int64_t count = static_cast<std::int64_t>(step.products.size());
      if (place != last) {
        RC_ASSERT(place > last);
        RC_ASSERT(trace.step_of(step.focus_channel, step.focus) == k);
        if (s.granularity == Granularity::multiply) RC_ASSERT(step.current == (count > 0 ? 0 : -1));
      } else {
        RC_ASSERT(s.granularity == Granularity::multiply);
        RC_ASSERT(step.current > 0);
      }
      if (s.granularity == Granularity::cell) RC_ASSERT(step.current == count - 1);
      last = place;
    }
  }
}

// What is multiplied and counts is exactly the set of connections; the rest carries a zero or is dropped.
RC_GTEST_PROP(Trace, ProductsThatCountAreTheConnections, ()) {
  Random random = seeded();
  for (int i = 0; i < replays_per_run; ++i) {
    Subject s = subject(random);
    s.granularity = Granularity::cell;
    if (s.method == Method::matrix) s.spec.padding_mode = PaddingMode::zeros;  // entries of folded taps merge
    if (!validate(s.spec).empty()) continue;
    s.operands = operands(random, s.spec);
    log(s);
    const bool back = s.spec.operation == Operation::transposed_convolution;
    const Relation r = relation(s.spec);
    std::map<std::tuple<Cell, Cell, Cell>, std::int64_t> expected;
    for (const Tap& t : all_taps(r)) {
      expected[{back ? t.coarse : t.fine, t.kernel, back ? t.fine : t.coarse}] +=
          r.coarse_channels * (r.fine_channels / r.groups);
    }
    std::map<std::tuple<Cell, Cell, Cell>, std::int64_t> found;
    const Tensor expanded = expanded_input(s.spec, s.operands.input);
    const bool over_expanded = s.method == Method::gather || s.method == Method::zero_insertion;
    const Trace trace = s.trace();
    for (std::int64_t k = 0; k < trace.size(); ++k) {
      for (const Product& p : trace.at(k).products) {
        if (p.factor == Factor::value) ++found[{p.input, p.kernel, p.output}];
        const bool inside = p.output.row >= 0 && p.output.row < output_shape(s.spec)[2] && p.output.column >= 0 &&
                            p.output.column < output_shape(s.spec)[3];
        RC_ASSERT(inside == (p.factor != Factor::cropped));
        const bool has_input = p.factor != Factor::padded_zero && p.factor != Factor::inserted_zero;
        RC_ASSERT((p.input != no_cell) == has_input);
        RC_ASSERT((p.kernel != no_cell) == (p.factor != Factor::matrix_zero));
        if (p.factor != Factor::value && p.factor != Factor::cropped) RC_ASSERT(p.product() == 0.0);
        if (over_expanded && s.spec.operation != Operation::max_pooling) {
          RC_ASSERT(expanded(0, p.input_channel, p.expanded.row, p.expanded.column) == p.input_value);
        } else if (!over_expanded) {
          RC_ASSERT(p.expanded == p.input);
        }
      }
    }
    RC_ASSERT(found == expected);
  }
}

// The article: transposed, 2x2 by 3x3, stride 2, padding 1.
struct ArticleTrace : ::testing::Test {
  Spec spec = transposed({.n = 2, .k = 3, .s = 2, .p = 1});
  Tensor input = counted(2, 2, 1);
  Tensor weight = counted(3, 3, 1);
  Trace trace(Method method, Granularity granularity) const {
    return Trace(spec, input, weight, {}, method, granularity);
  }
};

TEST_F(ArticleTrace, WorkOfEachMethod) {
  const auto work = [&](Method method) {
    const Trace t = trace(method, Granularity::multiply);
    return t.work_after(t.size() - 1);
  };
  EXPECT_EQ(work(Method::zero_insertion), (Work{81, 65}));
  EXPECT_EQ(work(Method::zero_insertion).that_count(), 16);
  EXPECT_EQ(work(Method::scatter), (Work{36, 20}));
  EXPECT_EQ(work(Method::gather), (Work{16, 0}));
  EXPECT_EQ(work(Method::matrix), (Work{36, 20}));
}

TEST_F(ArticleTrace, TurnedKernelSlidesRowByRow) {
  const Trace t = trace(Method::zero_insertion, Granularity::multiply);
  ASSERT_EQ(t.size(), 81);
  const Step centre = t.at(t.step_of(0, {1, 1}));
  const Tensor expanded = expanded_input(spec, input);
  ASSERT_EQ(centre.products.size(), 9u);
  for (std::int64_t i = 0; i < 9; ++i) {
    const Product& p = centre.products[static_cast<std::size_t>(i)];
    EXPECT_EQ(p.expanded, (Cell{1 + i / 3, 1 + i % 3}));
    EXPECT_EQ(p.kernel, (Cell{2 - i / 3, 2 - i % 3}));
    EXPECT_EQ(p.input_value, expanded(0, 0, 1 + i / 3, 1 + i % 3));
    EXPECT_EQ(p.factor, i % 2 == 0 && i != 4 ? Factor::value : Factor::inserted_zero);
  }
  // 1 * 9, 2 * 7, 3 * 3, 4 * 1
  EXPECT_EQ(t.at(t.step_of(0, {1, 1}) + 8).sum, 36);
  EXPECT_EQ(t.at(0).products[0].factor, Factor::padded_zero);
  // A stamp's corner falls off the map.
  const Step stamp = trace(Method::scatter, Granularity::cell).at(0);
  EXPECT_EQ(stamp.products[0].factor, Factor::cropped);
  EXPECT_EQ(stamp.products[0].output, (Cell{-1, -1}));
}

TEST_F(ArticleTrace, EveryMethodEndsAtTheArticlesNumbers) {
  for (const Method method : methods) {
    for (const Granularity granularity : granularities) {
      const Trace t = trace(method, granularity);
      std::vector<double> values;
      for (std::int64_t i = 0; i < 9; ++i) values.push_back(t.value_after(t.size() - 1, 0, {i / 3, i % 3}));
      EXPECT_EQ(values, (std::vector<double>{5, 14, 10, 14, 36, 24, 15, 34, 20}));
    }
  }
}

TEST(TraceOfHoles, TakeOneStepInWhichNothingIsMultiplied) {
  const Spec spec = row_transposed({.n = 2, .k = 1, .s = 3, .a = 2});
  const Tensor input = map({{5, 7}});
  const Tensor weight = map({{1}});
  const std::vector<float> bias{2};
  const Trace t(spec, input, weight, bias, Method::gather, Granularity::multiply);
  ASSERT_EQ(t.size(), 6);
  EXPECT_EQ(t.at(1).current, -1);
  EXPECT_EQ(t.at(1).sum, 2);
  EXPECT_EQ(t.at(3).sum, 9);
  EXPECT_EQ(t.work_after(5), (Work{2, 0}));
}

TEST(TraceOfLargeMaps, CostsNoVisitOfEarlierSteps) {
  const Spec spec = convolution({.n = 3000, .k = 5, .s = 1, .p = 2});
  const Tensor input = filled(3000, 3000, 1);
  const Tensor weight = filled(5, 5, 1);
  const Trace t(spec, input, weight, {}, Method::gather, Granularity::multiply);
  ASSERT_EQ(t.size(), 3000LL * 3000 * 25);
  for (std::int64_t k = 0; k < 100; ++k) {
    const std::int64_t index = t.size() / 100 * k;
    EXPECT_EQ(t.at(index).index, index);
    EXPECT_LE(t.work_after(index).multiplications, index + 1);
  }
  const std::int64_t on_map = 5 * 3000 - 6;  // per axis: the border's windows miss 2 + 1 taps on either side
  EXPECT_EQ(t.work_after(t.size() - 1).that_count(), on_map * on_map);
}

}  // namespace
}  // namespace convoscope
