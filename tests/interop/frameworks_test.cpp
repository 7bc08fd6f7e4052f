// One layer under each framework's rules, against results that the frameworks themselves have given.
#include "interop/frameworks.h"

#include <gtest/gtest.h>

#include <functional>

#include "core/convolve.h"
#include "core/geometry.h"
#include "interop/calls/code_out.h"

namespace convoscope {
namespace {

using enum Operation;

AskedLayer layer(Operation operation, std::int64_t input, AxisSpec axis, AutoPad auto_pad = AutoPad::explicit_) {
  AskedLayer asked;
  asked.spec.operation = operation;
  asked.spec.axes = {axis, axis};
  asked.auto_pad = auto_pad;
  return asked.on({input, input});
}

/// The first row of the result on ones, by a kernel of 1, 2, 3, … whose rows are alike: 1 2 3/1 2 3/1 2 3 would add up rows, so
/// the layer is one cell high.
std::vector<float> row_of(Framework framework, AskedLayer asked) {
  asked.spec.axes[height] = AxisSpec{};
  const FrameworkLayer made = layer_in(framework, asked);
  EXPECT_TRUE(made.problems.empty());
  return apply(made.spec, Tensor(input_shape(made.spec), 1.0f), Tensor::counting(weight_shape(made.spec))).data();
}

std::array<std::int64_t, 2> size_in(Framework framework, const AskedLayer& asked) {
  const FrameworkLayer made = layer_in(framework, asked);
  EXPECT_TRUE(made.problems.empty());
  const Geometry sizes = geometry(made.spec);
  return {sizes.output_height(), sizes.output_width()};
}

// TensorFlow's SAME crops (0, 1) where PyTorch's padding 1 with output padding 1 crops (1, 0): same size, shifted by one.
TEST(Frameworks, ShiftATransposedConvolution) {
  const AxisSpec axis{.kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1, .output_padding = 1};
  const AskedLayer asked = layer(transposed_convolution, 3, axis);
  EXPECT_EQ(row_of(Framework::pytorch, asked), (std::vector<float>{2, 4, 2, 4, 2, 3}));
  for (const Framework framework : {Framework::tensorflow, Framework::keras})
    EXPECT_EQ(row_of(framework, asked), (std::vector<float>{1, 2, 4, 2, 4, 2}));
  for (const Framework framework : {Framework::onnx, Framework::jax})
    EXPECT_EQ(row_of(framework, asked), row_of(Framework::pytorch, asked));
  EXPECT_EQ(size_in(Framework::caffe, asked), (std::array<std::int64_t, 2>{5, 5}));
  const AskedLayer same = layer(transposed_convolution, 3, {.kernel = 3, .stride = 2}, AutoPad::same_upper);
  EXPECT_EQ(row_of(Framework::pytorch, same), row_of(Framework::pytorch, asked));
  for (const Framework framework : {Framework::tensorflow, Framework::keras, Framework::onnx, Framework::jax})
    EXPECT_EQ(row_of(framework, same), row_of(Framework::keras, asked));
}

// With an even input a strided SAME begins at the first cell, PyTorch's padding 1 before it.
TEST(Frameworks, ShiftAStridedConvolution) {
  const AxisSpec axis{.kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  EXPECT_EQ(row_of(Framework::pytorch, layer(convolution, 6, axis)), (std::vector<float>{5, 6, 6}));
  EXPECT_EQ(row_of(Framework::tensorflow, layer(convolution, 6, axis)), (std::vector<float>{6, 6, 3}));
  EXPECT_EQ(row_of(Framework::tensorflow, layer(convolution, 5, axis)), (std::vector<float>{5, 6, 3}));
  EXPECT_EQ(row_of(Framework::onnx, layer(convolution, 6, axis)), (std::vector<float>{5, 6, 6}));
}

TEST(Frameworks, PoolInTheirOwnWays) {
  const AxisSpec axis{.kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  const AskedLayer pool = layer(max_pooling, 64, axis);
  EXPECT_EQ(size_in(Framework::pytorch, pool), (std::array<std::int64_t, 2>{32, 32}));
  EXPECT_EQ(size_in(Framework::caffe, pool), (std::array<std::int64_t, 2>{33, 33}));
  // Real cells alone, or padding too.
  const AskedLayer average = layer(average_pooling, 5, axis);
  EXPECT_TRUE(layer_in(Framework::pytorch, average).spec.count_include_pad);
  EXPECT_FALSE(layer_in(Framework::keras, average).spec.count_include_pad);
}

TEST(Frameworks, RefuseWhatTheyDoNotKnow) {
  const auto refuses = [](Framework framework, const AskedLayer& asked) {
    return !layer_in(framework, asked).problems.empty();
  };
  const AskedLayer dilated = layer(transposed_convolution, 4, {.kernel = 3, .stride = 2, .dilation = 2});
  EXPECT_TRUE(refuses(Framework::keras, dilated));
  EXPECT_FALSE(refuses(Framework::pytorch, dilated));
  const AskedLayer beyond = layer(transposed_convolution, 4, {.kernel = 3, .dilation = 2, .output_padding = 1});
  EXPECT_TRUE(refuses(Framework::tensorflow, beyond));
  EXPECT_FALSE(refuses(Framework::pytorch, beyond));
  const AskedLayer windows = layer(max_pooling, 8, {.kernel = 3, .dilation = 2});
  EXPECT_TRUE(refuses(Framework::caffe, windows));
  EXPECT_FALSE(refuses(Framework::pytorch, windows));
  AskedLayer circular = layer(convolution, 8, {.kernel = 3, .pad_begin = 1, .pad_end = 1});
  circular.spec.padding_mode = PaddingMode::circular;
  EXPECT_TRUE(refuses(Framework::onnx, circular));
  EXPECT_FALSE(refuses(Framework::pytorch, circular));
}

TEST(Frameworks, AreToldApartByASmallInput) {
  const AxisSpec axis{.kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  const auto telling = [](Framework framework, const AskedLayer& asked) {
    return smallest_telling_input(framework, Framework::pytorch, asked)[width];
  };
  // 1 → 1 reads its one cell by another kernel element already where the input is 2 cells long.
  EXPECT_EQ(telling(Framework::keras, layer(convolution, 6, axis)), 2);
  EXPECT_EQ(telling(Framework::keras, layer(convolution, 6, {.kernel = 3, .pad_begin = 1, .pad_end = 1})), 0);
  EXPECT_EQ(telling(Framework::caffe, layer(max_pooling, 6, axis)), 2);
  EXPECT_EQ(telling(Framework::onnx, layer(convolution, 6, axis)), 0);
}

TEST(Frameworks, AreWrittenAsTheyAreCalled) {
  const AskedLayer same = layer(transposed_convolution, 3, {.kernel = 3, .stride = 2}, AutoPad::same_upper);
  const auto call = [](Framework framework, const AskedLayer& asked) {
    return call_in(framework, layer_in(framework, asked));
  };
  EXPECT_EQ(call(Framework::pytorch, same),
            "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1, bias=False)");
  EXPECT_EQ(call(Framework::keras, same), "layers.Conv2DTranspose(1, 3, strides=2, padding='same', use_bias=False)");
  EXPECT_EQ(call(Framework::tensorflow, same),
            "tf.nn.conv2d_transpose(x, w, output_shape=(1, 6, 6, 1), strides=2, padding='SAME')");
  EXPECT_EQ(call(Framework::onnx, same),
            "helper.make_node('ConvTranspose', ['x', 'w'], ['y'], kernel_shape=[3, 3], strides=[2, 2], "
            "auto_pad='SAME_UPPER')");
  EXPECT_EQ(call(Framework::jax, same),
            "lax.conv_transpose(x, w, strides=(2, 2), padding='SAME', transpose_kernel=True)");
  EXPECT_EQ(call(Framework::caffe, same),
            "layer { name: \"y\" type: \"Deconvolution\" bottom: \"x\" top: \"y\" "
            "convolution_param { num_output: 1 kernel_size: 3 stride: 2 pad: 1 bias_term: false } }");
  const AskedLayer odd = layer(transposed_convolution, 3, {.kernel = 4, .stride = 2, .pad_begin = 2, .pad_end = 2});
  EXPECT_EQ(call(Framework::keras, odd),
            "layers.Conv2DTranspose(1, 4, strides=2, use_bias=False)\ny = layers.Cropping2D(((2, 2), (2, 2)))(y)");
  EXPECT_EQ(call(Framework::jax, odd),
            "lax.conv_transpose(x, w, strides=(2, 2), padding=((1, 1), (1, 1)), transpose_kernel=True)");
}

}  // namespace
}  // namespace convoscope
