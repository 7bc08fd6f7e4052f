// The solver against layers that are tried one by one, their sizes counted window by window and stamp by stamp.
#include "core/solve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace convoscope {
namespace {

constexpr std::size_t no_limit = 1 << 20;
using Numbers = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

/// Windows that begin on the padded map and end on it.
std::int64_t count_windows(std::int64_t n, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d) {
  std::int64_t count = 0;
  for (std::int64_t begin = 0; begin + d * (k - 1) < n + 2 * p; begin += s) ++count;
  return count;
}

/// Whether one of them holds no cell of the map.
bool has_empty_window(std::int64_t n, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d) {
  for (std::int64_t begin = -p; begin + d * (k - 1) < n + p; begin += s) {
    bool holds = false;
    for (std::int64_t tap = 0; tap < k; ++tap) holds |= begin + tap * d >= 0 && begin + tap * d < n;
    if (!holds) return true;
  }
  return false;
}

/// Cells from the first that a stamp reaches to the last, cropped and extended.
std::int64_t count_stamped(std::int64_t n, std::int64_t k, std::int64_t s, std::int64_t p, std::int64_t d,
                           std::int64_t a) {
  std::int64_t last = 0;
  for (std::int64_t cell = 0; cell < n; ++cell) last = std::max(last, cell * s + (k - 1) * d);
  return last + 1 - 2 * p + a;
}

std::set<Numbers> by_trying(Operation operation, std::int64_t n, std::int64_t o, const SolveBounds& bounds) {
  std::set<Numbers> found;
  for (std::int64_t k = 1; k <= bounds.kernel; ++k)
    for (std::int64_t s = 1; s <= bounds.stride; ++s)
      for (std::int64_t p = 0; p <= bounds.padding; ++p)
        for (std::int64_t d = 1; d <= bounds.dilation; ++d)
          for (std::int64_t a = 0; a <= bounds.output_padding; ++a) {
            const bool is_transposed = operation == Operation::transposed_convolution;
            const bool is_legal = is_transposed ? a < s || a < d : a == 0;
            const bool is_pooling = operation == Operation::max_pooling || operation == Operation::average_pooling;
            if (!is_legal || (is_pooling && has_empty_window(n, k, s, p, d))) continue;
            if ((is_transposed ? count_stamped(n, k, s, p, d, a) : count_windows(n, k, s, p, d)) == o)
              found.emplace(k, s, p, d, a);
          }
  return found;
}

Numbers numbers_of(const AxisSpec& axis) {
  EXPECT_EQ(axis.pad_begin, axis.pad_end);
  return {axis.kernel, axis.stride, axis.pad_begin, axis.dilation, axis.output_padding};
}

TEST(Solve, FindsWhatTryingFinds) {
  const SolveBounds bounds{.kernel = 5, .stride = 4, .padding = 4, .dilation = 3, .output_padding = 3};
  for (const Operation operation :
       {Operation::convolution, Operation::transposed_convolution, Operation::average_pooling, Operation::max_pooling})
    for (std::int64_t n = 1; n <= 9; ++n)
      for (std::int64_t o = 1; o <= 14; ++o) {
        const std::set<Numbers> expected = by_trying(operation, n, o, bounds);
        const auto layers = solve(operation, {n, n}, {o, o}, bounds, SolvedAxes::alike, no_limit);
        ASSERT_TRUE(layers);
        std::set<Numbers> found;
        for (const SolvedLayer& layer : *layers) {
          EXPECT_EQ(layer[height], layer[width]);
          EXPECT_EQ(layer[width].input, n);
          found.insert(numbers_of(layer[width]));
        }
        EXPECT_EQ(found.size(), layers->size());
        EXPECT_EQ(found, expected) << n << " to " << o;
      }
}

TEST(Solve, TakesTheAxesTogetherOrApart) {
  const SolveBounds bounds{.kernel = 4, .stride = 3, .padding = 2, .dilation = 2, .output_padding = 1};
  const std::set<Numbers> rows = by_trying(Operation::transposed_convolution, 3, 7, bounds);
  const std::set<Numbers> columns = by_trying(Operation::transposed_convolution, 2, 4, bounds);
  std::vector<Numbers> both;
  std::ranges::set_intersection(rows, columns, std::back_inserter(both));
  const auto count = [&](SolvedAxes axes, std::size_t most = no_limit) {
    const auto layers = solve(Operation::transposed_convolution, {3, 2}, {7, 4}, bounds, axes, most);
    return layers ? layers->size() : no_limit;
  };
  EXPECT_EQ(count(SolvedAxes::alike), both.size());
  EXPECT_GT(both.size(), 0u);
  EXPECT_EQ(count(SolvedAxes::apart), rows.size() * columns.size());
  EXPECT_EQ(count(SolvedAxes::apart, rows.size() * columns.size() - 1), no_limit);
  EXPECT_EQ(count(SolvedAxes::width_alone), columns.size());
}

TEST(Solve, PutsThePlainestFirst) {
  const auto first = [](Operation operation, std::int64_t n, std::int64_t o) {
    const auto layers = solve(operation, {n, n}, {o, o}, {}, SolvedAxes::alike, no_limit);
    return layers->empty() ? Numbers{} : numbers_of(layers->front()[height]);
  };
  EXPECT_EQ(first(Operation::transposed_convolution, 2, 4), Numbers(2, 2, 0, 1, 0));
  EXPECT_EQ(first(Operation::convolution, 224, 112), Numbers(2, 2, 0, 1, 0));
  EXPECT_EQ(first(Operation::convolution, 5, 3), Numbers(3, 1, 0, 1, 0));
  EXPECT_EQ(first(Operation::max_pooling, 4, 2), Numbers(2, 2, 0, 1, 0));
  EXPECT_EQ(first(Operation::convolution, 3, 12), Numbers{});
  // caffe #4755: 4x4 to 7x7.
  const auto layers = solve(Operation::transposed_convolution, {4, 4}, {7, 7}, {}, SolvedAxes::alike, no_limit);
  EXPECT_EQ(numbers_of((*layers)[0][width]), Numbers(4, 1, 0, 1, 0));
  EXPECT_EQ(numbers_of((*layers)[1][width]), Numbers(3, 2, 1, 1, 0));
}

}  // namespace
}  // namespace convoscope
