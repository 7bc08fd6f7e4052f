// The named kernels: known values, and that every name gives a kernel.
#include "core/kernels.h"

#include <numeric>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

float sum_of(const Tensor& tensor) { return std::accumulate(tensor.data().begin(), tensor.data().end(), 0.0f); }

TEST(Kernels, EveryNameGivesASquareKernel) {
  ASSERT_GE(kernel_names().size(), 8u);
  for (const std::string_view name : kernel_names()) {
    const auto kernel = named_kernel(name);
    ASSERT_TRUE(kernel.has_value()) << name;
    EXPECT_EQ(kernel->rows(), kernel->columns());
    EXPECT_EQ(kernel->rows() % 2, 1);
  }
  EXPECT_FALSE(named_kernel("nosuch").has_value());
}

TEST(Kernels, SmoothingKernelsSumToOneAndEdgesToZero) {
  for (const char* name : {"identity", "box", "gaussian", "gaussian-5", "sharpen"}) {
    EXPECT_FLOAT_EQ(sum_of(*named_kernel(name)), 1.0f) << name;
  }
  for (const char* name : {"sobel-x", "sobel-y", "prewitt-x", "prewitt-y", "laplacian", "outline"}) {
    EXPECT_FLOAT_EQ(sum_of(*named_kernel(name)), 0.0f) << name;
  }
}

TEST(BilinearKernel, HasTheKnownProfiles) {
  EXPECT_EQ(bilinear_kernel(1), map({{1}}));
  const Tensor two = bilinear_kernel(2);
  ASSERT_EQ(two.rows(), 4);
  const std::array<float, 4> profile{.25f, .75f, .75f, .25f};
  for (std::int64_t i = 0; i < 16; ++i) {
    EXPECT_EQ(two(0, 0, i / 4, i % 4),
              profile[static_cast<std::size_t>(i / 4)] * profile[static_cast<std::size_t>(i % 4)]);
  }
  const Tensor three = bilinear_kernel(3);
  ASSERT_EQ(three.rows(), 5);
  const std::array<float, 5> thirds{1, 2, 3, 2, 1};
  for (std::int64_t i = 0; i < 5; ++i) {
    EXPECT_FLOAT_EQ(three(0, 0, 2, i), thirds[static_cast<std::size_t>(i)] / 3);
  }
}

TEST(BilinearKernel, Upsamples) {
  const Spec spec = transposed({.n = 2, .k = 4, .s = 2, .p = 1});
  const Tensor output = apply(spec, counted(2, 2, 1), bilinear_kernel(2));
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
