// Code in: the frameworks' own documentation lines have their documented shapes; what is broken is answered at its character.
#include "interop/code/read_code.h"

#include <gtest/gtest.h>

#include "core/geometry.h"
#include "document/text_position.h"

namespace convoscope {
namespace {

using enum Operation;

struct Layer {
  Spec spec;
  std::string name;
  bool has_bias = false;
};

/// The first layer of the code, on its own input or on this one.
Layer read(std::string_view code, std::array<std::int64_t, 2> input = {0, 0},
           std::optional<Framework> framework = std::nullopt) {
  const ReadCode read = read_code(code, framework);
  if (read.error) {
    ADD_FAILURE() << code << "\n" << read.error->message.key << " at " << read.error->offset;
    return {};
  }
  const LayerCode& layer = read.layers.front();
  if (input[width] > 0) return {layer.on(input), layer.name, layer.has_bias};
  const PlacedSpec placed = spec_of(layer);
  if (placed.error) ADD_FAILURE() << code << "\n" << placed.error->message.key;
  return {placed.spec, layer.name, layer.has_bias};
}

std::array<std::int64_t, 2> size_of(std::string_view code, std::array<std::int64_t, 2> input = {0, 0}) {
  const Layer layer = read(code, input);
  const Geometry sizes = geometry(layer.spec);
  return {sizes.output_height(), sizes.output_width()};
}

using Size = std::array<std::int64_t, 2>;

/// Line and column of the error, and its key.
struct Wrong {
  std::string place;
  std::string key;
  bool operator==(const Wrong&) const = default;
};
Wrong wrong(std::string_view code, std::optional<Framework> framework = std::nullopt) {
  const ReadCode read = read_code(code, framework);
  std::optional<CodeError> error = read.error;
  if (!error) error = spec_of(read.layers.front()).error;
  if (!error) return {};
  const Message at = message_at("", code, error->offset);
  return {at.arguments[0].second + ":" + at.arguments[1].second, error->message.key};
}

TEST(ReadCode, PyTorchModules) {
  const Layer stem = read("nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)", {224, 224});
  EXPECT_EQ(stem.spec.in_channels, 3);
  EXPECT_EQ(stem.spec.out_channels, 64);
  EXPECT_FALSE(stem.has_bias);
  EXPECT_EQ(geometry(stem.spec).output_height(), 112);
  // The positional order of a transposed layer is another than that of a convolution.
  const Layer up =
      read("self.up = torch.nn.ConvTranspose2d(16, 33, (3, 5), (2, 1), (4, 2), (1, 0), 1, True, 1)", {50, 100});
  EXPECT_EQ(up.name, "up");
  EXPECT_TRUE(up.has_bias);
  EXPECT_EQ(up.spec.axes[height].output_padding, 1);
  EXPECT_EQ(geometry(up.spec).output_height(), 94);
  EXPECT_EQ(geometry(up.spec).output_width(), 100);
  const Layer pool = read("nn.MaxPool2d(3, 2, 1)", {64, 64});
  EXPECT_EQ(pool.spec.operation, max_pooling);
  EXPECT_EQ(geometry(pool.spec).output_height(), 32);
  EXPECT_EQ(size_of("nn.MaxPool2d(3, 2, 1, ceil_mode=True)", {64, 64}), (Size{33, 33}));
  EXPECT_EQ(size_of("nn.AvgPool2d(2)", {7, 8}), (Size{3, 4}));
  EXPECT_FALSE(read("nn.AvgPool2d(3, 2, 1, False, False)").spec.count_include_pad);
  EXPECT_EQ(size_of("nn.Conv2d(1, 1, 4, padding='same')", {5, 5}), (Size{5, 5}));
  EXPECT_EQ(read("nn.Conv2d(1, 1, 4, padding='same')", {5, 5}).spec.axes[width].pad_begin, 1);
  EXPECT_EQ(read("nn.Conv2d(1, 1, 3, padding=1, padding_mode='circular')").spec.padding_mode, PaddingMode::circular);
}

// The examples of PyTorch's documentation with their shapes.
TEST(ReadCode, PyTorchsDocumentation) {
  EXPECT_EQ(size_of(">>> m = nn.Conv2d(16, 33, 3, stride=2)\n>>> input = torch.randn(20, 16, 50, 100)\n"
                    ">>> output = m(input)"),
            (Size{24, 49}));
  EXPECT_EQ(size_of("# non-square kernels and unequal stride and with padding and dilation\n"
                    "m = nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1))\n"
                    "input = torch.randn(20, 16, 50, 100)\noutput = m(input)"),
            (Size{26, 100}));
  EXPECT_EQ(size_of("m = nn.ConvTranspose2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2))\n"
                    "input = torch.randn(20, 16, 50, 100)\noutput = m(input)"),
            (Size{93, 100}));
  const std::string_view functional =
      "inputs = torch.randn(1, 4, 5, 5)\nweights = torch.randn(4, 8, 3, 3)\n"
      "F.conv_transpose2d(inputs, weights, padding=1)";
  EXPECT_EQ(size_of(functional), (Size{5, 5}));
  EXPECT_EQ(read(functional).spec.out_channels, 8);
  const Layer grouped = read("F.conv2d(torch.randn(1, 4, 5, 5), torch.randn(8, 2, 3, 3), groups=2)");
  EXPECT_EQ(grouped.spec.in_channels, 4);
  EXPECT_EQ(grouped.spec.out_channels, 8);
  const Layer line = read("m = nn.Conv1d(16, 33, 3, stride=2)\noutput = m(torch.randn(20, 16, 50))");
  EXPECT_EQ(line.spec.axes[height].input, 1);
  EXPECT_EQ(line.spec.axes[height].stride, 1);
  EXPECT_EQ(geometry(line.spec).output_width(), 24);
}

TEST(ReadCode, PrintedModules) {
  const std::string_view stem =
      "ResNet(\n"
      "  (conv1): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False)\n"
      "  (bn1): BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)\n"
      "  (relu): ReLU(inplace=True)\n"
      "  (maxpool): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)\n"
      "  (layer1): Sequential(\n    (0-1): 2 x BasicBlock(\n"
      "      (conv1): Conv2d(64, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)\n"
      "      (odd): Odd(1 -> 2, weird: [)\n    )\n  )\n)\n";
  const ReadCode read = read_code(stem, std::nullopt);
  ASSERT_FALSE(read.error) << read.error->message.key << stem.substr(read.error->offset);
  std::vector<std::string> names;
  for (const LayerCode& layer : read.layers) names.push_back(layer.name);
  EXPECT_EQ(names, (std::vector<std::string>{"conv1", "maxpool", "layer1.0.conv1", "layer1.1.conv1"}));
  EXPECT_EQ(read.layers[0].spec.axes[height].kernel, 7);
  EXPECT_EQ(read.layers[1].spec.axes[height].stride, 2);
  // A class of one's own that is called as Flax's.
  const ReadCode own = read_code(
      "Net(\n  (0): Conv(\n    (conv): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1))\n  )\n)", std::nullopt);
  ASSERT_EQ(own.layers.size(), 1u);
  EXPECT_EQ(own.layers[0].name, "0.conv");
}

TEST(ReadCode, Keras) {
  EXPECT_EQ(size_of("input_shape = (4, 28, 28, 3)\nx = tf.random.normal(input_shape)\n"
                    "y = tf.keras.layers.Conv2D(2, 3, activation='relu', input_shape=input_shape[1:])(x)"),
            (Size{26, 26}));
  EXPECT_EQ(size_of("x = tf.random.normal((4, 28, 28, 3))\n"
                    "y = tf.keras.layers.Conv2D(2, 3, activation='relu', padding=\"same\")(x)"),
            (Size{28, 28}));
  EXPECT_EQ(
      size_of("x = np.random.rand(4, 10, 8, 128)\ny = keras.layers.Conv2DTranspose(32, 2, 2, activation='relu')(x)"),
      (Size{20, 16}));
  EXPECT_EQ(size_of("layers.MaxPooling2D()", {5, 5}), (Size{2, 2}));
  EXPECT_EQ(size_of("layers.MaxPooling2D(pool_size=(2, 2), strides=(1, 1), padding='same')", {3, 3}), (Size{3, 3}));
  EXPECT_FALSE(read("layers.AveragePooling2D(3, padding='same')").spec.count_include_pad);
  // Same shape as PyTorch's padding 1, output padding 1; the crop lies at the other side.
  const Spec same = read("layers.Conv2DTranspose(1, 3, strides=2, padding='same')", {3, 3}).spec;
  EXPECT_EQ(geometry(same).output_width(), 6);
  EXPECT_EQ(same.axes[width].pad_begin, 0);
  EXPECT_EQ(same.axes[width].pad_end, 1);
  // (n-1)s + max(K, s), and with output padding (n-1)s + K + a or (n-1)s + K % 2 + a.
  EXPECT_EQ(size_of("layers.Conv2DTranspose(1, 2, strides=3)", {4, 4}), (Size{12, 12}));
  EXPECT_EQ(size_of("layers.Conv2DTranspose(1, 4, strides=3, output_padding=1)", {4, 4}), (Size{14, 14}));
  EXPECT_EQ(size_of("layers.Conv2DTranspose(1, 3, strides=2, padding='same', output_padding=0)", {4, 4}), (Size{7, 7}));
  const Layer depthwise = read("layers.DepthwiseConv2D(3, depth_multiplier=2, input_shape=(8, 8, 3))");
  EXPECT_EQ(depthwise.spec.groups, 3);
  EXPECT_EQ(depthwise.spec.out_channels, 6);
  EXPECT_EQ(size_of("Conv1D(32, 3, padding='causal', dilation_rate=2)", {1, 10}), (Size{1, 10}));
}

TEST(ReadCode, TensorFlow) {
  EXPECT_EQ(size_of("x = tf.zeros([1, 6, 6, 1])\nk = tf.ones([3, 3, 1, 1])\ntf.nn.conv2d(x, k, strides=[1, 2, 2, 1], "
                    "padding='SAME')"),
            (Size{3, 3}));
  const Spec up = read("tf.nn.conv2d_transpose(x, tf.ones([3, 3, 2, 5]), output_shape=[1, 6, 7, 2], strides=2)").spec;
  EXPECT_EQ(up.in_channels, 5);
  EXPECT_EQ(up.out_channels, 2);
  EXPECT_EQ(up.axes[height].input, 3);
  EXPECT_EQ(up.axes[width].input, 4);
  EXPECT_EQ(geometry(up).output_height(), 6);
  EXPECT_EQ(geometry(up).output_width(), 7);
  EXPECT_EQ(size_of("tf.nn.max_pool2d(x, ksize=3, strides=2, padding='VALID')", {7, 9}), (Size{3, 4}));
  const Spec padded = read("tf.nn.conv2d(x, tf.ones((3, 3, 1, 1)), 1, [[0, 0], [1, 2], [3, 4], [0, 0]])", {8, 8}).spec;
  EXPECT_EQ(padded.axes[height].pad_end, 2);
  EXPECT_EQ(padded.axes[width].pad_begin, 3);
}

TEST(ReadCode, JaxAndFlax) {
  EXPECT_EQ(size_of("nn.Conv(features=32, kernel_size=(3, 3), strides=2)", {7, 7}), (Size{4, 4}));
  EXPECT_EQ(size_of("nn.ConvTranspose(features=8, kernel_size=(3, 3), strides=(2, 2))", {3, 3}), (Size{6, 6}));
  EXPECT_EQ(size_of("nn.max_pool(x, window_shape=(2, 2), strides=(2, 2))", {7, 7}), (Size{3, 3}));
  EXPECT_EQ(size_of("nn.avg_pool(x, (2, 2))", {7, 7}), (Size{6, 6}));
  EXPECT_EQ(read("nnx.Conv(3, 16, kernel_size=(3, 3), rngs=rngs)").spec.in_channels, 3);
  const std::string_view lax =
      "lhs = jnp.ones((1, 3, 9, 9))\nrhs = jnp.ones((8, 3, 3, 3))\n"
      "lax.conv_general_dilated(lhs, rhs, window_strides=(2, 2), padding=((1, 1), (0, 0)))";
  EXPECT_EQ(size_of(lax), (Size{5, 4}));
  // Pairs pad the input between whose cells zeros stand: 1 + (n-1)s + 1 - K + 1.
  EXPECT_EQ(size_of("lax.conv_transpose(x, jnp.ones((4, 4, 1, 1)), (2, 2), [(2, 2), (2, 2)])", {3, 3}), (Size{6, 6}));
  EXPECT_EQ(size_of("lax.conv_transpose(x, jnp.ones((3, 3, 1, 1)), (2, 2), 'SAME')", {3, 3}), (Size{6, 6}));
  EXPECT_EQ(size_of("lax.conv_transpose(x, jnp.ones((3, 3, 1, 1)), (2, 2), 'VALID')", {3, 3}), (Size{7, 7}));
  EXPECT_EQ(
      size_of("lax.conv_general_dilated(x, jnp.ones((1, 1, 3, 3)), (1, 1), ((1, 2), (1, 2)), lhs_dilation=(2, 2))",
              {3, 3}),
      (Size{6, 6}));
}

// Nodes of ONNX's operator documentation.
TEST(ReadCode, OnnxNodes) {
  EXPECT_EQ(size_of("node = onnx.helper.make_node(\n    \"Conv\",\n    inputs=[\"x\", \"W\"],\n    outputs=[\"y\"],\n"
                    "    kernel_shape=[3, 3],\n    pads=[1, 1, 1, 1],\n    strides=[2, 2],\n)",
                    {7, 5}),
            (Size{4, 3}));
  const std::string_view shaped =
      "X = np.array([[[[0.0, 1.0, 2.0], [3.0, 4.0, 5.0], [6.0, 7.0, 8.0]]]]).astype(np.float32)\n"
      "W = np.ones((1, 2, 3, 3)).astype(np.float32)\n"
      "node = onnx.helper.make_node('ConvTranspose', ['X', 'W'], ['Y'], strides=[3, 2], output_shape=[10, 8])";
  EXPECT_EQ(size_of(shaped, {3, 3}), (Size{10, 8}));
  EXPECT_EQ(read(shaped, {3, 3}).spec.out_channels, 2);
  // Where nothing but the weight says that it is one-dimensional.
  EXPECT_EQ(size_of("X = np.ones((1, 1, 3))\nW = np.ones((1, 2, 3))\n"
                    "node = onnx.helper.make_node('ConvTranspose', ['X', 'W'], ['Y'])"),
            (Size{1, 5}));
  EXPECT_EQ(size_of("W = np.ones((1, 1, 3))\nmake_node('Conv', ['X', 'W'], ['Y'], strides=[2])", {1, 7}), (Size{1, 3}));
  EXPECT_EQ(size_of("Y = Conv <kernel_shape = [3, 3], auto_pad = \"SAME_LOWER\", strides = [2, 2]> (X, W)", {5, 5}),
            (Size{3, 3}));
  EXPECT_EQ(size_of("%y = MaxPool[ceil_mode = 1, kernel_shape = [3, 3], strides = [2, 2]](%x)", {4, 4}), (Size{2, 2}));
  EXPECT_FALSE(
      read("make_node('AveragePool', ['x'], ['y'], kernel_shape=[2, 2], pads=[1, 1, 1, 1])").spec.count_include_pad);
}

TEST(ReadCode, Caffe) {
  const std::string_view layers =
      "name: \"FCN\"\nlayer {\n  name: \"conv1\" type: \"Convolution\" bottom: \"data\" top: \"conv1\"\n"
      "  convolution_param { num_output: 64 kernel_size: 7 stride: 2 pad: 3 bias_term: false }\n}\n"
      "layer { name: \"pool\" type: \"Pooling\" pooling_param { pool: MAX kernel_size: 3 stride: 2 } }\n"
      "# bilinear\nlayer { name: \"up\" type: \"Deconvolution\" convolution_param: { kernel_h: 4 kernel_w: 8 stride_h: "
      "2 "
      "stride_w: 4 pad_h: 1 pad_w: 2 num_output: 21 group: 21 weight_filler { type: 'bilinear' } } }";
  const ReadCode read = read_code(layers, std::nullopt);
  ASSERT_FALSE(read.error);
  ASSERT_EQ(read.layers.size(), 3u);
  EXPECT_EQ(geometry(read.layers[0].on({224, 224})).output_height(), 112);
  EXPECT_EQ(geometry(read.layers[1].on({112, 112})).output_height(), 56);
  EXPECT_FALSE(read.layers[0].has_bias);
  const Spec up = read.layers[2].on({5, 5});
  EXPECT_EQ(up.groups, 21);
  EXPECT_EQ(geometry(up).output_height(), 10);
  EXPECT_EQ(geometry(up).output_width(), 20);
}

TEST(ReadCode, TakesTheSmallestLegalInput) {
  const auto input = [](std::string_view code) { return read(code).spec.axes[width].input; };
  EXPECT_EQ(input("nn.Conv2d(1, 1, 3)"), 3);
  EXPECT_EQ(input("nn.Conv2d(1, 1, 3, dilation=2, padding=1)"), 3);
  EXPECT_EQ(input("nn.Conv2d(1, 1, 3, padding=2, padding_mode='reflect')"), 3);
  EXPECT_EQ(input("nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)"), 1);
  EXPECT_EQ(input("nn.ConvTranspose2d(1, 1, 3, stride=2, padding=3)"), 3);
  EXPECT_EQ(input("nn.MaxPool2d(2)"), 2);
  EXPECT_EQ(input("nn.MaxPool2d(4, ceil_mode=True)"), 1);
  EXPECT_EQ(input("layers.Conv2D(1, 3, padding='same')"), 1);
}

TEST(ReadCode, UsesWhatIsAssigned) {
  EXPECT_EQ(read("nz, ngf = 100, 64\nnn.ConvTranspose2d(nz, ngf * 8, 4, 1, 0, bias=False)").spec.out_channels, 512);
  EXPECT_EQ(read("k = 3\nclass Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n"
                 "    self.c = nn.Conv2d(3, 2 ** k, kernel_size=k, padding=k // 2)\n  def forward(self, x):\n"
                 "    return self.c(x) if x else None")
                .spec.axes[width]
                .pad_begin,
            1);
  EXPECT_EQ(read("model = nn.Sequential(\n  nn.Conv2d(1, 8, 5),\n  nn.ReLU(),\n)").spec.out_channels, 8);
}

/// The names of the layers, or where the error is and which.
std::vector<std::string> layers_or_error(std::string_view code) {
  const ReadCode read = read_code(code, std::nullopt);
  if (read.error) return {wrong(code).place, read.error->message.key};
  std::vector<std::string> layers;
  for (const LayerCode& layer : read.layers)
    layers.push_back(std::to_string(layer.spec.in_channels) + " to " + std::to_string(layer.spec.out_channels));
  return layers;
}

TEST(ReadCode, LoopsOverWhatIsWritten) {
  using Layers = std::vector<std::string>;
  EXPECT_EQ(layers_or_error("nn.Sequential(*[nn.Conv2d(64, 64, 3, padding=1) for _ in range(3)])"),
            (Layers{"64 to 64", "64 to 64", "64 to 64"}));
  EXPECT_EQ(layers_or_error("n = 2\nblocks = nn.ModuleList(nn.Conv2d(8 * i, 8 * i + 8, 3) for i in range(1, n + 1))"),
            (Layers{"8 to 16", "16 to 24"}));
  EXPECT_EQ(layers_or_error("[nn.Conv2d(3, c, 3) for c in [64, 128]]"), (Layers{"3 to 64", "3 to 128"}));
  EXPECT_EQ(layers_or_error("chs = [3 * 2 ** i for i in range(3)]\n"
                            "nn.Sequential(*[nn.Conv2d(chs[i], chs[i + 1], 3) for i in range(2)])"),
            (Layers{"3 to 6", "6 to 12"}));
  EXPECT_EQ(layers_or_error("layers = []\nfor i in range(3):\n    layers.append(nn.Conv2d(4, 4, 3))\n"
                            "    layers.append(nn.ReLU())\nlayers.append(nn.Conv2d(4, 1, 1))"),
            (Layers{"4 to 4", "4 to 4", "4 to 4", "4 to 1"}));
  EXPECT_EQ(layers_or_error("for i in range(2): a.append(nn.Conv2d(4, 4, 3)); b = 1\nnn.Conv2d(1, 1, 1)"),
            (Layers{"4 to 4", "4 to 4", "1 to 1"}));
  EXPECT_EQ(layers_or_error("for i in range(2):\n  for j in range(2):\n    nn.Conv2d(1 + i, 1 + j, 1)\n"),
            (Layers{"1 to 1", "1 to 2", "2 to 1", "2 to 2"}));
  EXPECT_EQ(layers_or_error("layers = [nn.Conv2d(3, 8, 3)]\nlayers += [nn.Conv2d(8, 8, 3), nn.ReLU()]"),
            (Layers{"3 to 8", "8 to 8"}));
  // A loop without a layer is none of our business.
  EXPECT_EQ(layers_or_error("self.c = nn.Conv2d(1, 2, 3)\nfor layer in self.layers:\n    x = layer(x)"),
            (Layers{"1 to 2"}));
}

TEST(ReadCode, TellsWhichLoopsItCannotFollow) {
  using Wrongs = std::vector<std::string>;
  EXPECT_EQ(layers_or_error("nn.Sequential(*[nn.Conv2d(64, 64, 3) for _ in range(depth)])"),
            (Wrongs{"1:53", "code.variable"}));
  EXPECT_EQ(layers_or_error("for i in range(n):\n  nn.Conv2d(1, 1, 1)"), (Wrongs{"1:16", "code.variable"}));
  EXPECT_EQ(layers_or_error("for block in blocks:\n  nn.Conv2d(1, 1, 1)"), (Wrongs{"1:14", "code.comprehension"}));
  EXPECT_EQ(layers_or_error("[nn.Conv2d(a, b, 3) for a, b in pairs]"), (Wrongs{"1:21", "code.comprehension"}));
  EXPECT_EQ(layers_or_error("[nn.Conv2d(1, 1, 3) for i in range(9) if i]"), (Wrongs{"1:39", "code.expected"}));
  EXPECT_EQ(layers_or_error("[nn.Conv2d(1, 1, 3) for i in range(9 ** 9)]"), (Wrongs{"1:30", "code.comprehension"}));
  EXPECT_EQ(layers_or_error("while True:\n  nn.Conv2d(1, 1, 3)"), (Wrongs{"1:1", "code.comprehension"}));
  EXPECT_EQ(layers_or_error("nn.Sequential(*[block() for _ in range(3)])"), (Wrongs{"1:1", "code.no_layer"}));
  // Nothing of it is run: range's steps are counted before they are made.
  std::string nested = "nn.Conv2d(1, 1, 1)";
  for (int i = 0; i < 12; ++i) nested = "[" + nested + " for i in range(200)]";
  EXPECT_EQ(wrong(nested).key, "code.too_many_layers");
  std::string loops;
  for (int i = 0; i < 60; ++i) loops += std::string(static_cast<std::size_t>(i), ' ') + "for i in range(100):\n";
  EXPECT_EQ(wrong(loops + std::string(60, ' ') + "nn.Conv2d(1, 1, 1").key, "code.expected_at_end");
}

TEST(ReadCode, PointsAtWhatIsWrong) {
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 7, strid=2)"), (Wrong{"1:21", "code.no_such_argument"}));
  EXPECT_EQ(wrong("x = 1\nnn.Conv2d(3, 64, 7, stride=s)"), (Wrong{"2:28", "code.variable"}));
  EXPECT_EQ(wrong("nn.Conv2d(3 64, 7)"), (Wrong{"1:13", "code.expected"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 7"), (Wrong{"1:19", "code.expected_at_end"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, )"), (Wrong{"1:18", "code.missing"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 3, stride='two')"), (Wrong{"1:28", "code.needs_whole"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 3, stride=(1, 2, 3))"), (Wrong{"1:28", "code.needs_pair"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 3, 1, stride=1)"), (Wrong{"1:24", "code.twice"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 3, stride=0)"), (Wrong{"1:28", "problem.below_one"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 3, stride=2, padding='same')"), (Wrong{"1:39", "code.same_needs_stride_1"}));
  EXPECT_EQ(wrong("nn.ConvTranspose2d(3, 64, 3, stride=2, output_padding=2)"),
            (Wrong{"1:55", "problem.output_padding_too_large"}));
  EXPECT_EQ(wrong("layers.Conv2D(3, 3, padding='smae')"), (Wrong{"1:29", "code.choice"}));
  EXPECT_EQ(wrong("F.conv2d(x, w)"), (Wrong{"1:13", "code.weight_shape"}));
  EXPECT_EQ(wrong("tf.nn.conv2d_transpose(x, tf.ones([3, 3, 1, 1]), [1, 9, 9, 1], 2, 'VALID')\n"), (Wrong{}));
  EXPECT_EQ(wrong("hello world"), (Wrong{"1:7", "code.expected"}));
  EXPECT_EQ(wrong("print('hello')"), (Wrong{"1:1", "code.no_layer"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, 3)", Framework::keras), (Wrong{"1:1", "code.no_layer"}));
  EXPECT_EQ(wrong("layer {\n  type: \"Convolution\"\n  convolution_param { kernel_size: three }\n}"),
            (Wrong{"3:36", "code.needs_whole"}));
  EXPECT_EQ(wrong("layer { type: \"Convolution\" convolution_param { kernel_size 3 } }"),
            (Wrong{"1:61", "code.expected"}));
  EXPECT_EQ(wrong("nn.Conv2d(3, 64, '3"), (Wrong{"1:18", "code.open_string"}));
}

TEST(ReadCode, IsBounded) {
  const std::string brackets(50000, '(');
  EXPECT_EQ(wrong("nn.Conv2d" + brackets).key, "code.too_deep");
  std::string sum = "nn.Conv2d(1, 1, 1";
  for (int i = 0; i < 50000; ++i) sum += "+1";
  EXPECT_EQ(wrong(sum + ")").key, "code.too_deep");
  std::string calls = "nn.Conv2d(1, 1, 1)";
  for (int i = 0; i < 50000; ++i) calls += "()";
  EXPECT_EQ(wrong(calls).key, "code.too_deep");
  std::string braces = "layer ";
  for (int i = 0; i < 50000; ++i) braces += "{a ";
  EXPECT_EQ(wrong(braces).key, "code.too_deep");
  std::string modules = "A(\n";
  for (int i = 0; i < 20; ++i) modules += "(0-255): 256 x B(\n";
  EXPECT_EQ(wrong(modules + "(c): Conv2d(1, 1, kernel_size=1)" + std::string(21, ')')).key, "code.too_many_layers");
  EXPECT_EQ(wrong(std::string(most_code_bytes + 1, ' ')).key, "code.too_long");
  EXPECT_EQ(wrong("nn.Conv2d(9 ** 9 ** 9, 1, 1)").key, "code.needs_whole");
  EXPECT_EQ(wrong("nn.Conv2d(1, 1, 67108864, dilation=67108864)").key, "problem.exceeds_limit");
}

}  // namespace
}  // namespace convoscope
