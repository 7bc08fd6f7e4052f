// The article's example, number by number (stride 2, padding 1, kernel 3x3, maps 3x3 and 2x2), and the ten points that
// a correct implementation keeps.
#include <set>

#include "core/matrix.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

const Spec forward = convolution({.n = 3, .k = 3, .s = 2, .p = 1});
const Spec back = transposed({.n = 2, .k = 3, .s = 2, .p = 1});

/// Numbers 1.. of the coarse cells that a fine cell is connected with.
std::set<std::int64_t> partners(Cell fine) {
  std::set<std::int64_t> result;
  for (const Tap& t : taps_of_fine(relation(forward), fine)) result.insert(t.coarse.row * 2 + t.coarse.column + 1);
  return result;
}

TEST(Article, ConnectionsOfTheNamedCells) {
  using Numbers = std::set<std::int64_t>;
  EXPECT_EQ(partners({0, 0}), Numbers({1}));           // a
  EXPECT_EQ(partners({0, 1}), Numbers({1, 2}));        // b
  EXPECT_EQ(partners({0, 2}), Numbers({2}));           // c
  EXPECT_EQ(partners({1, 1}), Numbers({1, 2, 3, 4}));  // the centre
  EXPECT_EQ(count_taps(relation(forward)), 16);
  EXPECT_EQ(relation(forward), relation(back));
}

TEST(Article, MatrixHasTheKnownEntries) {
  const SparseMatrix c = convolution_matrix(relation(forward), counted(3, 3, 1));
  ASSERT_EQ(c.rows, 4);
  ASSERT_EQ(c.columns, 9);
  std::vector<std::vector<std::string>> names(4, std::vector<std::string>(9, "0"));
  for (const MatrixEntry& e : c.entries) {
    names[static_cast<std::size_t>(e.row)][static_cast<std::size_t>(e.column)] =
        "w" + std::to_string(e.kernel.row) + std::to_string(e.kernel.column);
    EXPECT_EQ(e.value, static_cast<float>(e.kernel.row * 3 + e.kernel.column + 1));
  }
  const std::vector<std::vector<std::string>> expected{{"w11", "w12", "0", "w21", "w22", "0", "0", "0", "0"},
                                                       {"0", "w10", "w11", "0", "w20", "w21", "0", "0", "0"},
                                                       {"0", "0", "0", "w01", "w02", "0", "w11", "w12", "0"},
                                                       {"0", "0", "0", "0", "w00", "w01", "0", "w10", "w11"}};
  EXPECT_EQ(names, expected);
}

TEST(Article, Results) {
  for (const Method method : methods) {
    EXPECT_EQ(apply(forward, counted(3, 3, 1), counted(3, 3, 1), {}, method), map({{94, 106}, {106, 94}}));
    EXPECT_EQ(apply(back, counted(2, 2, 1), counted(3, 3, 1), {}, method),
              map({{5, 14, 10}, {14, 36, 24}, {15, 34, 20}}));
  }
}

TEST(Article, ZeroInsertionOfTwoByTwoIsFiveByFive) {
  const AxisGeometry g = geometry(back).axes[width];
  EXPECT_EQ(g.padded, 5);  // s * n + s - 1
  EXPECT_EQ(g.zeros_between, 1);
  EXPECT_EQ(g.border_begin, 1);
  EXPECT_EQ(g.border_end, 1);
  EXPECT_EQ(g.output, 3);
}

TEST(TenPoints, TrailingInputThatNoWindowReachesHasNoConnection) {
  const Spec six = row_convolution({.n = 6, .k = 3, .s = 2});
  EXPECT_EQ(geometry(six).axes[width].unused_end, 1);
  EXPECT_TRUE(taps_of_fine(relation(six), {0, 5}).empty());
}

TEST(TenPoints, SameShapeOtherValues) {
  // Keras 'same' (crop at the end) and PyTorch's p = 1, a = 1: one shape, shifted values.
  const Tensor input = counted(3, 3, 0);
  const Tensor ones = filled(3, 3, 1);
  const Spec keras = resolve_padding(transposed({.n = 3, .k = 3, .s = 2}), AutoPad::same_upper);
  const Spec pytorch = transposed({.n = 3, .k = 3, .s = 2, .p = 1, .a = 1});
  const Tensor a = apply(keras, input, ones);
  const Tensor b = apply(pytorch, input, ones);
  ASSERT_EQ(a.shape(), b.shape());
  EXPECT_EQ(std::vector<float>(a.data().begin(), a.data().begin() + 6), (std::vector<float>{0, 0, 1, 1, 3, 2}));
  EXPECT_EQ(std::vector<float>(b.data().begin(), b.data().begin() + 6), (std::vector<float>{0, 1, 1, 3, 2, 2}));
}

TEST(TenPoints, PaddingModesOfARow) {
  Spec spec = row_convolution({.n = 4, .k = 3, .p = 1});
  const auto row = [&](PaddingMode mode) {
    spec.padding_mode = mode;
    const Tensor first = apply(spec, map({{1, 2, 3, 4}}), map({{1, 10, 100}}));
    for (const Method method : methods) {
      EXPECT_EQ(apply(spec, map({{1, 2, 3, 4}}), map({{1, 10, 100}}), {}, method), first);
    }
    return first.data();
  };
  EXPECT_EQ(row(PaddingMode::zeros), (std::vector<float>{210, 321, 432, 43}));
  EXPECT_EQ(row(PaddingMode::reflect), (std::vector<float>{212, 321, 432, 343}));
  EXPECT_EQ(row(PaddingMode::replicate), (std::vector<float>{211, 321, 432, 443}));
  EXPECT_EQ(row(PaddingMode::circular), (std::vector<float>{214, 321, 432, 143}));
}

TEST(TenPoints, AdjointFoldsWhatFallsOutside) {
  // The transposes of the rows above, by hand: what each window adds at its three places, folded back.
  Spec spec = row_transposed({.n = 4, .k = 3, .p = 1});
  const auto row = [&](PaddingMode mode) {
    spec.padding_mode = mode;
    return apply(spec, map({{1, 2, 3, 4}}), map({{1, 10, 100}})).data();
  };
  // Placed at -1 .. 4: 1, 12, 123, 234, 340, 400.
  EXPECT_EQ(row(PaddingMode::zeros), (std::vector<float>{12, 123, 234, 340}));
  EXPECT_EQ(row(PaddingMode::reflect), (std::vector<float>{12, 124, 634, 340}));
  EXPECT_EQ(row(PaddingMode::replicate), (std::vector<float>{13, 123, 234, 740}));
  EXPECT_EQ(row(PaddingMode::circular), (std::vector<float>{412, 123, 234, 341}));
}

TEST(TenPoints, DepthwiseWithAMultiplier) {
  Spec spec = row_convolution({.n = 1, .k = 1});
  spec.in_channels = spec.groups = 2;
  spec.out_channels = 4;
  EXPECT_EQ(weight_shape(spec), (Shape{4, 1, 1, 1}));
  const Tensor output = apply(spec, Tensor({1, 2, 1, 1}, {3, 5}), Tensor({4, 1, 1, 1}, {1, 10, 100, 1000}));
  EXPECT_EQ(output.data(), (std::vector<float>{3, 30, 500, 5000}));
  spec.operation = Operation::transposed_convolution;
  EXPECT_EQ(weight_shape(spec), (Shape{2, 2, 1, 1}));
  EXPECT_EQ(apply(spec, Tensor({1, 2, 1, 1}, {3, 5}), Tensor({2, 2, 1, 1}, {1, 10, 100, 1000})).data(),
            (std::vector<float>{3, 30, 500, 5000}));
}

}  // namespace
}  // namespace convoscope
