// The named kernels: known values, and that every name gives a kernel.
#include "core/kernels.h"

#include <numeric>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

float sum_of(const Tensor& tensor) { return std::accumulate(tensor.data().begin(), tensor.data().end(), 0.0f); }

Tensor named(const char* name, std::int64_t rows, std::int64_t columns) {
  return values_of(*kernel_named(name), rows, columns);
}
Tensor named(const char* name) {
  const std::int64_t side = kernel_named(name)->side;
  return named(name, side, side);
}

TEST(Kernels, EveryNameGivesAKernelOfEverySizeThatItHas) {
  ASSERT_GE(named_kernels().size(), 12u);
  for (const NamedKernel& kernel : named_kernels()) {
    EXPECT_EQ(kernel_named(kernel.name), &kernel);
    EXPECT_EQ(values_of(kernel, kernel.side, kernel.side).size(), kernel.side * kernel.side);
    if (!kernel.has_any_size) continue;
    EXPECT_EQ(values_of(kernel, 2, 7).shape(), (Shape{1, 1, 2, 7})) << kernel.name;
  }
  EXPECT_EQ(kernel_named("nosuch"), nullptr);
}

TEST(Kernels, SmoothingKernelsSumToOneAndEdgesToZero) {
  for (const char* name : {"identity", "box", "gaussian", "sharpen"}) {
    EXPECT_FLOAT_EQ(sum_of(named(name)), 1.0f) << name;
  }
  for (const char* name : {"identity", "box", "gaussian"}) {
    for (const std::int64_t side : {1, 2, 5, 8, 31}) EXPECT_NEAR(sum_of(named(name, side, side)), 1, 1e-5) << name;
  }
  for (const char* name : {"sobel-x", "sobel-y", "prewitt-x", "prewitt-y", "laplacian", "outline"}) {
    EXPECT_FLOAT_EQ(sum_of(named(name)), 0.0f) << name;
  }
}

// As OpenCV's documentation prints them (Sobel, filter2D, pyrDown), columns to the right, rows downwards.
TEST(Kernels, AreThePublishedOnes) {
  EXPECT_EQ(named("sobel-x"), map({{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}}));
  EXPECT_EQ(named("sobel-y"), map({{-1, -2, -1}, {0, 0, 0}, {1, 2, 1}}));
  EXPECT_EQ(named("laplacian"), map({{0, 1, 0}, {1, -4, 1}, {0, 1, 0}}));
  EXPECT_EQ(named("sharpen"), map({{0, -1, 0}, {-1, 5, -1}, {0, -1, 0}}));
  EXPECT_EQ(named("gaussian"), map({{.0625f, .125f, .0625f}, {.125f, .25f, .125f}, {.0625f, .125f, .0625f}}));
  const std::array<float, 5> pyramid{1 / 16.0f, 4 / 16.0f, 6 / 16.0f, 4 / 16.0f, 1 / 16.0f};
  const Tensor five = named("gaussian", 5, 5);
  for (std::int64_t i = 0; i < 25; ++i)
    EXPECT_EQ(five(0, 0, i / 5, i % 5), pyramid[at_index(i / 5)] * pyramid[at_index(i % 5)]);
  EXPECT_EQ(named("nearest"), filled(2, 2, 1));
  EXPECT_EQ(named("identity", 1, 4), map({{0, 1, 0, 0}}));
  EXPECT_EQ(named("gaussian", 1, 3), map({{.25f, .5f, .25f}}));
}

TEST(Kernels, AreFlippedNormalizedAndRepeated) {
  EXPECT_EQ(flipped(counted(2, 3, 1)), map({{6, 5, 4}, {3, 2, 1}}));
  EXPECT_EQ(flipped(repeated(counted(1, 3, 1), {2, 1, 1, 3})), Tensor({2, 1, 1, 3}, {3, 2, 1, 3, 2, 1}));
  EXPECT_EQ(normalized(counted(1, 4, 1)), map({{.1f, .2f, .3f, .4f}}));
  EXPECT_EQ(normalized(named("sobel-x")), map({{-.125f, 0, .125f}, {-.25f, 0, .25f}, {-.125f, 0, .125f}}));
  EXPECT_EQ(normalized(filled(2, 2, 0)), filled(2, 2, 0));
  EXPECT_EQ(normalized(Tensor({2, 1, 1, 2}, {1, 3, 1, 1})), Tensor({2, 1, 1, 2}, {.25f, .75f, .5f, .5f}));
}

TEST(BilinearKernel, HasTheKnownProfiles) {
  EXPECT_EQ(named("bilinear", 1, 1), map({{1}}));
  const Tensor two = named("bilinear");
  const std::array<float, 4> profile{.25f, .75f, .75f, .25f};
  for (std::int64_t i = 0; i < 16; ++i) {
    EXPECT_EQ(two(0, 0, i / 4, i % 4), profile[at_index(i / 4)] * profile[at_index(i % 4)]);
  }
  const Tensor three = named("bilinear", 5, 5);
  const std::array<float, 5> thirds{1, 2, 3, 2, 1};
  for (std::int64_t i = 0; i < 5; ++i) {
    EXPECT_FLOAT_EQ(three(0, 0, 2, i), thirds[at_index(i)] / 3);
  }
}

TEST(BilinearKernel, Upsamples) {
  const Spec spec = transposed({.n = 2, .k = 4, .s = 2, .p = 1});
  const Tensor output = apply(spec, counted(2, 2, 1), named("bilinear"));
  const std::vector<float> first_row(output.data().begin(), output.data().begin() + 4);
  EXPECT_EQ(first_row, (std::vector<float>{.5625f, .9375f, 1.3125f, 1.125f}));
}

TEST(Tensors, CountRowByRow) {
  EXPECT_EQ(Tensor::counting({1, 1, 2, 2}), map({{1, 2}, {3, 4}}));
  EXPECT_EQ(Tensor({2, 1, 1, 2}, 3).size(), 4);
  EXPECT_DEATH(Tensor({1, 1, 2, 2}, std::vector<float>{1}), "assertion failed");
}

}  // namespace
}  // namespace convoscope
