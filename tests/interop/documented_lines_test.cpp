// The lines that the frameworks' documentation has: each goes in with its documented shape, and out as the documented call.
#include <gtest/gtest.h>

#include "core/geometry.h"
#include "interop/calls/code_out.h"
#include "interop/code/read_code.h"

namespace convoscope {
namespace {

struct DocumentedLine {
  Framework framework{};
  std::string code;
  AxisPair input{};  ///< {0, 0}: the code tells it
  AxisPair output{};
  std::string call{};  ///< empty: as the code
};

TEST(DocumentedLines, GoInAndOut) {
  using enum Framework;
  const std::vector<DocumentedLine> lines{
      // PyTorch: torch.nn.Conv2d, ConvTranspose2d, F.conv_transpose2d, MaxPool2d, AvgPool2d
      {pytorch, "nn.Conv2d(16, 33, 3, stride=2)", {50, 100}, {24, 49}},
      {pytorch, "nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2))", {50, 100}, {28, 100}},
      {pytorch, "nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1))", {50, 100}, {26, 100}},
      {pytorch, "nn.Conv2d(16, 16, 3, stride=2, padding=1)", {12, 12}, {6, 6}},
      {pytorch, "nn.ConvTranspose2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2))", {50, 100}, {93, 100}},
      {pytorch, "nn.ConvTranspose2d(16, 16, 3, stride=2, padding=1)", {6, 6}, {11, 11}},
      {pytorch, "nn.ConvTranspose2d(16, 16, 3, stride=2, padding=1, output_padding=1)", {6, 6}, {12, 12}},
      {pytorch,
       "inputs = torch.randn(1, 4, 5, 5)\nweights = torch.randn(4, 8, 3, 3)\nF.conv_transpose2d(inputs, weights, "
       "padding=1)",
       {0, 0},
       {5, 5},
       "nn.ConvTranspose2d(4, 8, 3, padding=1, bias=False)"},
      {pytorch, "nn.Conv2d(1, 1, 4, padding='same')", {5, 5}, {5, 5}},
      {pytorch, "nn.Conv1d(16, 33, 3, stride=2)", {1, 50}, {1, 24}},
      {pytorch, "nn.MaxPool2d(3, stride=2)", {50, 32}, {24, 15}},
      {pytorch, "nn.MaxPool2d((3, 2), stride=(2, 1))", {50, 32}, {24, 31}},
      {pytorch, "nn.MaxPool2d(3, stride=2, padding=1)", {64, 64}, {32, 32}},
      {pytorch, "nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)", {64, 64}, {33, 33}},
      {pytorch, "nn.AvgPool2d(2, stride=3, ceil_mode=True)", {7, 7}, {3, 3}},
      // As print(model) has them.
      {pytorch,
       "(conv1): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False)",
       {224, 224},
       {112, 112},
       "nn.Conv2d(3, 64, 7, stride=2, padding=3, bias=False)"},
      {pytorch,
       "(up): ConvTranspose2d(64, 32, kernel_size=(2, 2), stride=(2, 2))",
       {28, 28},
       {56, 56},
       "nn.ConvTranspose2d(64, 32, 2, stride=2)"},
      {pytorch,
       "(pool): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)",
       {112, 112},
       {56, 56},
       "nn.MaxPool2d(3, stride=2, padding=1)"},
      // Keras
      {keras, "layers.Conv2D(2, 3)", {28, 28}, {26, 26}},
      {keras, "layers.Conv2D(2, 3, padding='same')", {28, 28}, {28, 28}},
      {keras, "layers.Conv2DTranspose(32, 2, strides=2)", {10, 8}, {20, 16}},
      {keras, "layers.Conv2DTranspose(1, 3, strides=2, padding='same')", {3, 3}, {6, 6}},
      {keras, "layers.Conv2DTranspose(1, 2, strides=3)", {4, 4}, {12, 12}},
      {keras, "layers.Conv2DTranspose(1, 4, strides=3, output_padding=1)", {4, 4}, {14, 14}},
      {keras, "layers.MaxPooling2D(2)", {5, 5}, {2, 2}},
      {keras, "layers.MaxPooling2D(2, strides=1, padding='same')", {3, 3}, {3, 3}},
      {keras, "layers.AveragePooling2D(3, strides=2, padding='same')", {5, 5}, {3, 3}},
      // TensorFlow
      {tensorflow,
       "x = tf.ones((1, 6, 6, 1))\nw = tf.ones((3, 3, 1, 1))\ntf.nn.conv2d(x, w, strides=2, padding='SAME')",
       {0, 0},
       {3, 3},
       "tf.nn.conv2d(x, w, strides=2, padding='SAME')"},
      {tensorflow,
       "w = tf.ones((3, 3, 1, 1))\ntf.nn.conv2d_transpose(x, w, output_shape=(1, 6, 6, 1), strides=2, padding='SAME')",
       {0, 0},
       {6, 6},
       "tf.nn.conv2d_transpose(x, w, output_shape=(1, 6, 6, 1), strides=2, padding='SAME')"},
      {tensorflow,
       "w = tf.ones((3, 3, 1, 1))\ntf.nn.conv2d_transpose(x, w, output_shape=(1, 5, 5, 1), strides=2, padding='SAME')",
       {0, 0},
       {5, 5},
       "tf.nn.conv2d_transpose(x, w, output_shape=(1, 5, 5, 1), strides=2, padding='SAME')"},
      {tensorflow, "tf.nn.max_pool2d(x, (2, 2), strides=2, padding='VALID')", {7, 9}, {3, 4}},
      // ONNX: the nodes of its operators' documentation
      {onnx,
       "helper.make_node('Conv', ['x', 'w'], ['y'], kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])",
       {7, 5},
       {4, 3}},
      {onnx,
       "helper.make_node('Conv', ['x', 'w'], ['y'], kernel_shape=[3, 3], strides=[2, 2], auto_pad='SAME_LOWER')",
       {5, 5},
       {3, 3}},
      {onnx, "helper.make_node('ConvTranspose', ['x', 'w'], ['y'], kernel_shape=[3, 3])", {3, 3}, {5, 5}},
      {onnx,
       "helper.make_node('ConvTranspose', ['x', 'w'], ['y'], kernel_shape=[3, 3], strides=[3, 2], "
       "output_padding=[1, 1])",
       {3, 3},
       {10, 8}},
      {onnx,
       "helper.make_node('ConvTranspose', ['x', 'w'], ['y'], kernel_shape=[3, 3], strides=[3, 2], "
       "output_shape=[10, 8])",
       {3, 3},
       {10, 8}},
      {onnx,
       "helper.make_node('ConvTranspose', ['x', 'w'], ['y'], kernel_shape=[3, 3], strides=[3, 2], pads=[1, 2, 1, 2])",
       {3, 3},
       {7, 3}},
      {onnx,
       "helper.make_node('ConvTranspose', ['x', 'w'], ['y'], kernel_shape=[3, 3], strides=[2, 2], "
       "auto_pad='SAME_UPPER')",
       {3, 3},
       {6, 6}},
      {onnx,
       "helper.make_node('ConvTranspose', ['x', 'w'], ['y'], kernel_shape=[2, 2], dilations=[2, 2])",
       {3, 3},
       {5, 5}},
      {onnx,
       "helper.make_node('AveragePool', ['x'], ['y'], kernel_shape=[3, 3], strides=[2, 2], auto_pad='SAME_UPPER')",
       {5, 5},
       {3, 3}},
      {onnx,
       "helper.make_node('MaxPool', ['x'], ['y'], kernel_shape=[3, 3], strides=[2, 2], ceil_mode=1)",
       {4, 4},
       {2, 2}},
      // JAX and Flax
      {jax,
       "w = jnp.ones((8, 3, 3, 3))\nlax.conv_general_dilated(x, w, window_strides=(2, 2), padding='SAME')",
       {9, 9},
       {5, 5},
       "lax.conv_general_dilated(x, w, window_strides=(2, 2), padding='SAME')"},
      {jax,
       "w = jnp.ones((3, 3, 1, 1))\nlax.conv_transpose(x, w, strides=(2, 2), padding='SAME', transpose_kernel=True)",
       {3, 3},
       {6, 6},
       "lax.conv_transpose(x, w, strides=(2, 2), padding='SAME', transpose_kernel=True)"},
      {jax,
       "w = jnp.ones((4, 4, 1, 1))\nlax.conv_transpose(x, w, strides=(2, 2), padding=((2, 2), (2, 2)), "
       "transpose_kernel=True)",
       {3, 3},
       {6, 6},
       "lax.conv_transpose(x, w, strides=(2, 2), padding=((2, 2), (2, 2)), transpose_kernel=True)"},
      {jax, "nn.max_pool(x, (2, 2), strides=(2, 2))", {7, 7}, {3, 3}},
      {jax, "nn.avg_pool(x, (2, 2), strides=(1, 1))", {7, 7}, {6, 6}},
      // Caffe
      {caffe,
       "layer { name: \"y\" type: \"Convolution\" bottom: \"x\" top: \"y\" convolution_param { num_output: 64 "
       "kernel_size: 7 stride: 2 pad: 3 } }",
       {224, 224},
       {112, 112}},
      {caffe,
       "layer { name: \"y\" type: \"Deconvolution\" bottom: \"x\" top: \"y\" convolution_param { num_output: 21 "
       "kernel_size: 4 stride: 2 pad: 1 bias_term: false } }",
       {10, 10},
       {20, 20}},
      {caffe,
       "layer { name: \"y\" type: \"Pooling\" bottom: \"x\" top: \"y\" pooling_param { pool: MAX kernel_size: 3 "
       "stride: 2 } }",
       {112, 112},
       {56, 56}},
  };
  for (const DocumentedLine& line : lines) {
    SCOPED_TRACE(line.code);
    const ReadCode read = read_code(line.code, line.framework);
    ASSERT_FALSE(read.error) << read.error->message.key;
    const LayerCode& code = read.layers.front();
    const Spec spec = line.input[width] > 0 ? code.on(line.input) : spec_of(code).spec;
    ASSERT_TRUE(validate(spec).empty());
    const Geometry sizes = geometry(spec);
    EXPECT_EQ((AxisPair{sizes.output_height(), sizes.output_width()}), line.output);
    const FrameworkLayer made = layer_in(line.framework, {spec, code.auto_pad});
    EXPECT_TRUE(made.problems.empty());
    EXPECT_EQ(call_in(line.framework, made, code.has_bias), line.call.empty() ? line.code : line.call);
  }
}

}  // namespace
}  // namespace convoscope
