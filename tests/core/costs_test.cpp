// Costs against a count of the loops that compute a layer.
#include "core/costs.h"

#include <gtest/gtest.h>

#include "core/geometry.h"

namespace convoscope {
namespace {

struct Counted {
  std::int64_t all = 0;
  std::int64_t useful = 0;
};

/// The frameworks' loops: each output of a convolution gathers, each input of a transposed convolution stamps.
Counted by_loops(const Spec& spec) {
  const bool transposed = spec.operation == Operation::transposed_convolution;
  const Geometry sizes = geometry(spec);
  const AxisSpec& h = spec.axes[height];
  const AxisSpec& w = spec.axes[width];
  const std::int64_t rows = transposed ? h.input : sizes.output_height();
  const std::int64_t columns = transposed ? w.input : sizes.output_width();
  const std::int64_t far_rows = transposed ? sizes.output_height() : h.input;
  const std::int64_t far_columns = transposed ? sizes.output_width() : w.input;
  Counted counted;
  for (std::int64_t n = 0; n < spec.batch; ++n)
    for (std::int64_t out = 0; out < spec.out_channels; ++out)
      for (std::int64_t in = 0; in < spec.in_channels; ++in) {
        if (in * spec.groups / spec.in_channels != out * spec.groups / spec.out_channels) continue;
        for (std::int64_t i = 0; i < rows; ++i)
          for (std::int64_t j = 0; j < columns; ++j)
            for (std::int64_t u = 0; u < h.kernel; ++u)
              for (std::int64_t v = 0; v < w.kernel; ++v) {
                const std::int64_t row = i * h.stride + u * h.dilation - h.pad_begin;
                const std::int64_t column = j * w.stride + v * w.dilation - w.pad_begin;
                ++counted.all;
                if (row >= 0 && row < far_rows && column >= 0 && column < far_columns) ++counted.useful;
              }
      }
  return counted;
}

TEST(Costs, AreWhatTheLoopsDo) {
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution})
    for (const std::int64_t groups : {1, 2})
      for (std::int64_t kernel = 1; kernel <= 4; ++kernel)
        for (std::int64_t stride = 1; stride <= 3; ++stride)
          for (std::int64_t padding = 0; padding <= 2; ++padding) {
            Spec spec;
            spec.operation = operation;
            spec.batch = 2;
            spec.in_channels = 4;
            spec.out_channels = 2;
            spec.groups = groups;
            spec.axes[height] = {.input = 5, .kernel = kernel, .stride = stride, .dilation = 2};
            spec.axes[width] = {.input = 6, .kernel = 3, .stride = 2, .pad_begin = padding, .pad_end = padding / 2};
            if (!validate(spec).empty()) continue;
            const Counted counted = by_loops(spec);
            const Costs of_layer = costs(spec, true);
            const Geometry sizes = geometry(spec);
            EXPECT_EQ(of_layer.multiplications, counted.all);
            EXPECT_EQ(of_layer.useful, counted.useful);
            EXPECT_EQ(of_layer.parameters, 4 * 2 / groups * kernel * 3 + 2);
            EXPECT_EQ(costs(spec, false).parameters, of_layer.parameters - 2);
            EXPECT_EQ(of_layer.bytes,
                      4 * (2 * 4 * 5 * 6 + of_layer.parameters + 2 * 2 * sizes.output_height() * sizes.output_width()));
          }
}

// The article's example: 36 by stamps, 16 of them connections. PyTorch's ResNet stem: 9408 weights, 118 million products.
TEST(Costs, OfKnownLayers) {
  Spec article;
  article.operation = Operation::transposed_convolution;
  for (AxisSpec& axis : article.axes) axis = {.input = 2, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  EXPECT_EQ(costs(article, false), (Costs{9, 36, 16, 4 * (4 + 9 + 9)}));
  Spec stem;
  stem.in_channels = 3;
  stem.out_channels = 64;
  for (AxisSpec& axis : stem.axes) axis = {.input = 224, .kernel = 7, .stride = 2, .pad_begin = 3, .pad_end = 3};
  EXPECT_EQ(costs(stem, false).parameters, 9408);
  EXPECT_EQ(costs(stem, false).multiplications, 118013952);
}

TEST(Costs, OfPoolingAreMemoryAlone) {
  Spec pool;
  pool.operation = Operation::max_pooling;
  for (AxisSpec& axis : pool.axes) axis = {.input = 4, .kernel = 2, .stride = 2};
  EXPECT_EQ(costs(pool, false), (Costs{0, 0, 0, 4 * (16 + 4)}));
}

}  // namespace
}  // namespace convoscope
