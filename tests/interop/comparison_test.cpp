// One layer in two frameworks on the smallest input that tells them apart; the values by hand, and as the frameworks gave them.
#include "interop/calls/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/convolve.h"
#include "core/geometry.h"

namespace convoscope {
namespace {

using enum Operation;
using ::testing::HasSubstr;
using ::testing::Not;

AskedLayer compared_layer(Operation operation, std::int64_t input, AxisSpec axis) {
  AskedLayer asked;
  asked.spec.operation = operation;
  asked.spec.axes = {axis, axis};
  return asked.on({input, input});
}

const AxisSpec halving{.kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};

// One window each. PyTorch's begins in the padding: 5·1 + 6·2 + 8·3 + 9·4; SAME's at the first cell: 1·1 + 2·2 + 4·3 + 5·4.
TEST(Comparison, TellsTwoApartByAsLittleAsNeeded) {
  const auto telling = telling_case(Framework::pytorch, Framework::keras, compared_layer(convolution, 64, halving));
  ASSERT_TRUE(telling);
  EXPECT_EQ(telling->asked.spec.axes[height].input, 2);
  EXPECT_EQ(telling->input.data(), (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(telling->results[0].data(), std::vector<float>{77});
  EXPECT_EQ(telling->results[1].data(), std::vector<float>{37});
  EXPECT_EQ(telling->differs, (std::set<Cell>{{0, 0}}));
  EXPECT_FALSE(telling_case(Framework::pytorch, Framework::onnx, compared_layer(convolution, 64, halving)));
}

TEST(Comparison, TellsSizesApart) {
  const auto telling = telling_case(Framework::onnx, Framework::caffe, compared_layer(max_pooling, 64, halving));
  ASSERT_TRUE(telling);
  EXPECT_EQ(telling->results[0].shape(), (Shape{1, 1, 1, 1}));
  EXPECT_EQ(telling->results[1].shape(), (Shape{1, 1, 2, 2}));
  EXPECT_TRUE(telling->differs.empty());
}

// Channels do not tell frameworks apart: the case has one.
TEST(Comparison, TakesOneChannelForTheCase) {
  AskedLayer asked = compared_layer(convolution, 64, halving);
  asked.spec.in_channels = asked.spec.groups = 8;
  asked.spec.out_channels = 16;
  const auto telling = telling_case(Framework::pytorch, Framework::tensorflow, asked);
  ASSERT_TRUE(telling);
  EXPECT_EQ(telling->weight.shape(), (Shape{1, 1, 3, 3}));
  EXPECT_EQ(telling->results[0].data(), std::vector<float>{77});
}

TEST(Comparison, ComparesTheValuesOfTheLayer) {
  AskedLayer asked =
      compared_layer(transposed_convolution, 3, {.kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1});
  for (AxisSpec& axis : asked.spec.axes) axis.output_padding = 1;
  const Tensor input(input_shape(asked.spec), 1.0f);
  const Tensor weight(weight_shape(asked.spec), 1.0f);
  const LayerValues values{&input, &weight, {}};
  const std::vector<ComparedLayer> rows = compare(asked, &values, Framework::pytorch);
  ASSERT_EQ(rows.size(), frameworks.size());
  // Along one axis PyTorch's ones give 1 2 1 2 1 1, SAME's 1 1 2 1 2 1; in two dimensions their products.
  const std::vector<float> own{1, 2, 1, 2, 1, 1};
  const std::vector<float> same{1, 1, 2, 1, 2, 1};
  std::set<Cell> differs;
  for (std::int64_t row = 0; row < 6; ++row)
    for (std::int64_t column = 0; column < 6; ++column) {
      const auto r = static_cast<std::size_t>(row);
      const auto c = static_cast<std::size_t>(column);
      if (own[r] * own[c] != same[r] * same[c]) differs.insert({row, column});
    }
  EXPECT_EQ(rows[static_cast<std::size_t>(Framework::keras)].differs, differs);
  EXPECT_EQ(rows[static_cast<std::size_t>(Framework::onnx)].differs, std::set<Cell>());
  EXPECT_FALSE(rows[static_cast<std::size_t>(Framework::caffe)].agrees_in_size);
  // And with another one in PyTorch's place, or without values.
  const std::vector<ComparedLayer> turned = compare(asked, &values, Framework::keras);
  EXPECT_EQ(turned[static_cast<std::size_t>(Framework::pytorch)].differs, differs);
  EXPECT_EQ(turned[static_cast<std::size_t>(Framework::tensorflow)].differs, std::set<Cell>());
  const std::vector<ComparedLayer> sizes = compare(asked, nullptr, Framework::pytorch);
  EXPECT_FALSE(sizes[0].result);
  EXPECT_TRUE(sizes[static_cast<std::size_t>(Framework::keras)].agrees_in_size);
  EXPECT_GT(sizes[static_cast<std::size_t>(Framework::keras)].telling[width], 0);
}

TEST(Comparison, IsWrittenAsATest) {
  const auto telling = telling_case(Framework::pytorch, Framework::keras, compared_layer(convolution, 64, halving));
  ASSERT_TRUE(telling);
  const Result<std::string> test = python_test(*telling);
  ASSERT_TRUE(test);
  EXPECT_THAT(*test, HasSubstr("X = np.array(\n    [[1, 2],\n     [3, 4]], dtype=np.float32).reshape(1, 1, 2, 2)\n"));
  EXPECT_THAT(*test, HasSubstr("PYTORCH = np.array(\n    [[77]], dtype=np.float32).reshape(1, 1, 1, 1)\n"));
  EXPECT_THAT(*test, HasSubstr("KERAS = np.array(\n    [[37]], dtype=np.float32).reshape(1, 1, 1, 1)\n"));
  EXPECT_THAT(*test, HasSubstr("    layer = nn.Conv2d(1, 1, 3, stride=2, padding=1, bias=False)\n"));
  EXPECT_THAT(*test, HasSubstr("    layer = layers.Conv2D(1, 3, strides=2, padding='same', use_bias=False)\n"));
  EXPECT_THAT(*test, Not(HasSubstr("randn")));
  // Of pooling there is no weight.
  const auto pool = telling_case(Framework::onnx, Framework::caffe, compared_layer(max_pooling, 64, halving));
  EXPECT_THAT(*python_test(*pool), Not(HasSubstr("W = ")));
}

}  // namespace
}  // namespace convoscope
