// What people paste, as they write it: twenty pieces open the right layers, five broken ones are answered at the right character.
#include "interop/model/pasted.h"

#include <gtest/gtest.h>

#include "core/geometry.h"
#include "document/names.h"
#include "document/text_position.h"
#include "printed_models.h"

namespace convoscope {
namespace {

/// "conv 3 to 64, 7x7 s2 p3, 224x224 to 112x112": the layer on this input, or on the one that is told.
std::string words_of(LayerCode layer, std::int64_t input) {
  if (!layer.has_channels && is_pooling(layer.spec)) layer.spec.in_channels = layer.spec.out_channels = 1;
  const Spec spec = input > 0 ? layer.on({layer.is_line ? 1 : input, input}) : spec_of(layer).spec;
  const auto& [rows, columns] = spec.axes;
  const Geometry sizes = geometry(spec);
  return std::string(name_of(spec.operation)) + " " + std::to_string(spec.in_channels) + " to " +
         std::to_string(spec.out_channels) + ", " + std::to_string(rows.kernel) + "x" + std::to_string(columns.kernel) +
         " s" + std::to_string(columns.stride) + ", " + std::to_string(rows.input) + "x" +
         std::to_string(columns.input) + " to " + std::to_string(sizes.output_height()) + "x" +
         std::to_string(sizes.output_width());
}

struct Piece {
  std::string_view code;
  std::int64_t input;  ///< 0: the code tells it
  std::string_view layer;
};

TEST(Pasted, OpensWhatPeopleWrite) {
  const std::vector<Piece> pieces{
      // PyTorch
      {"self.conv1 = nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False)", 224,
       "conv 3 to 64, 7x7 s2, 224x224 to 112x112"},
      {"torch.nn.ConvTranspose2d(in_channels=64, out_channels=32, kernel_size=2, stride=2)", 28,
       "conv-transpose 64 to 32, 2x2 s2, 28x28 to 56x56"},
      {"x = F.max_pool2d(F.relu(self.conv1(x)), (2, 2))", 28, "max-pool 1 to 1, 2x2 s2, 28x28 to 14x14"},
      {">>> m = nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1))\n"
       ">>> input = torch.randn(20, 16, 50, 100)\n>>> output = m(input)",
       0, "conv 16 to 33, 3x5 s1, 50x100 to 26x100"},
      {"up = nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1)  # doubles", 5,
       "conv-transpose 1 to 1, 3x3 s2, 5x5 to 10x10"},
      {"nn.Conv1d(16, 33, 3, stride=2)", 50, "conv 16 to 33, 1x3 s2, 1x50 to 1x24"},
      // Keras and TensorFlow
      {"model.add(layers.Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)))", 0,
       "conv 1 to 32, 3x3 s1, 28x28 to 26x26"},
      {"x = layers.Conv2DTranspose(64, 3, activation=\"relu\", strides=2, padding=\"same\")(x)", 7,
       "conv-transpose 1 to 64, 3x3 s2, 7x7 to 14x14"},
      {"keras.layers.MaxPooling2D(pool_size=(2, 2), padding='same')", 7, "max-pool 1 to 1, 2x2 s2, 7x7 to 4x4"},
      {"tf.nn.conv2d_transpose(x, tf.ones([3, 3, 2, 5]), output_shape=[1, 6, 6, 2], strides=[1, 2, 2, 1], "
       "padding='SAME')",
       0, "conv-transpose 5 to 2, 3x3 s2, 3x3 to 6x6"},
      // JAX and Flax
      {"x = nn.Conv(features=32, kernel_size=(3, 3), strides=(2, 2))(x)", 28, "conv 1 to 32, 3x3 s2, 28x28 to 14x14"},
      {"x = nn.max_pool(x, window_shape=(2, 2), strides=(2, 2))", 28, "max-pool 1 to 1, 2x2 s2, 28x28 to 14x14"},
      {"y = lax.conv_general_dilated(jnp.ones((1, 3, 9, 9)), jnp.ones((8, 3, 3, 3)), (2, 2), 'VALID')", 0,
       "conv 3 to 8, 3x3 s2, 9x9 to 4x4"},
      // ONNX
      {"node = onnx.helper.make_node('ConvTranspose', ['X', 'W'], ['Y'], kernel_shape=[3, 3], strides=[2, 2], "
       "pads=[1, 1, 1, 1], output_padding=[1, 1])",
       4, "conv-transpose 1 to 1, 3x3 s2, 4x4 to 8x8"},
      {"%12 = AveragePool[kernel_shape = [3, 3], pads = [1, 1, 1, 1], strides = [2, 2]](%11)", 8,
       "avg-pool 1 to 1, 3x3 s2, 8x8 to 4x4"},
      // Caffe
      {"layer {\n  name: \"upscore\"\n  type: \"Deconvolution\"\n  convolution_param {\n    num_output: 21\n"
       "    bias_term: false\n    kernel_size: 16\n    stride: 8\n  }\n}",
       10, "conv-transpose 1 to 21, 16x16 s8, 10x10 to 88x88"},
  };
  for (const Piece& piece : pieces) {
    const Pasted read = read_pasted(piece.code);
    ASSERT_FALSE(read.error) << piece.code << "\n" << read.error->message.key;
    ASSERT_EQ(read.layers.size(), 1u) << piece.code;
    EXPECT_EQ(words_of(read.layers[0], piece.input), piece.layer) << piece.code;
  }
  EXPECT_EQ(pieces.size(), 16u);
}

std::vector<std::string> sizes_of(std::string_view code, const MapSize& input) {
  const Pasted read = read_pasted(code);
  if (read.error || !read.model) {
    ADD_FAILURE() << code << (read.error ? read.error->message.key : "");
    return {};
  }
  std::vector<std::string> sizes;
  const std::vector<ModelStep> steps = follow(*read.model, input);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_FALSE(steps[i].problem) << steps[i].problem->key;
    if (!read.model->layers[i].layer) continue;
    const MapSize size = steps[i].output.value_or(MapSize{});
    sizes.push_back(std::to_string(size.channels) + "x" + std::to_string(size.rows));
  }
  return sizes;
}

// The four models that make twenty pieces with the sixteen lines.
TEST(Pasted, OpensModels) {
  using Sizes = std::vector<std::string>;
  EXPECT_EQ(sizes_of("ResNet(\n"
                     "  (conv1): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False)\n"
                     "  (bn1): BatchNorm2d(64, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)\n"
                     "  (relu): ReLU(inplace=True)\n"
                     "  (maxpool): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, ceil_mode=False)\n)",
                     {3, 224, 224}),
            (Sizes{"64x112", "64x56"}));
  EXPECT_EQ(sizes_of("(decoder): Sequential(\n"
                     "  (up1): ConvTranspose2d(128, 64, kernel_size=(2, 2), stride=(2, 2))\n"
                     "  (conv1): Conv2d(64, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
                     "  (up2): ConvTranspose2d(64, 32, kernel_size=(2, 2), stride=(2, 2))\n"
                     "  (conv2): Conv2d(32, 2, kernel_size=(1, 1), stride=(1, 1))\n)",
                     {128, 28, 28}),
            (Sizes{"64x56", "64x56", "32x112", "2x112"}));
  const Pasted lines = read_pasted(
      "  (up1): ConvTranspose2d(128, 64, kernel_size=(2, 2), stride=(2, 2))\n"
      "  (conv1): Conv2d(64, 64, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n");
  ASSERT_TRUE(lines.model);
  EXPECT_EQ(lines.model->layers[1].name, "conv1");
  EXPECT_EQ(sizes_of("nz, ngf, nc = 100, 64, 3\nself.main = nn.Sequential(\n"
                     "    nn.ConvTranspose2d(nz, ngf * 8, 4, 1, 0, bias=False),\n    nn.BatchNorm2d(ngf * 8),\n"
                     "    nn.ReLU(True),\n    nn.ConvTranspose2d(ngf * 8, ngf * 4, 4, 2, 1, bias=False),\n"
                     "    nn.BatchNorm2d(ngf * 4),\n    nn.ReLU(True),\n"
                     "    nn.ConvTranspose2d(ngf * 4, ngf * 2, 4, 2, 1, bias=False),\n    nn.ReLU(True),\n"
                     "    nn.ConvTranspose2d(ngf * 2, ngf, 4, 2, 1, bias=False),\n    nn.ReLU(True),\n"
                     "    nn.ConvTranspose2d(ngf, nc, 4, 2, 1, bias=False),\n    nn.Tanh()\n)",
                     {100, 1, 1}),
            (Sizes{"512x4", "256x8", "128x16", "64x32", "3x64"}));
  EXPECT_EQ(
      sizes_of(
          "class Autoencoder(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
          "        self.encoder = nn.Sequential(\n            nn.Conv2d(1, 16, 3, stride=2, padding=1),\n"
          "            nn.ReLU(),\n            nn.Conv2d(16, 32, 3, stride=2, padding=1),\n            nn.ReLU(),\n"
          "            nn.Conv2d(32, 64, 7))\n        self.decoder = nn.Sequential(\n"
          "            nn.ConvTranspose2d(64, 32, 7),\n            nn.ReLU(),\n"
          "            nn.ConvTranspose2d(32, 16, 3, stride=2, padding=1, output_padding=1),\n"
          "            nn.ReLU(),\n"
          "            nn.ConvTranspose2d(16, 1, 3, stride=2, padding=1, output_padding=1),\n"
          "            nn.Sigmoid())\n    def forward(self, x):\n        return self.decoder(self.encoder(x))\n",
          {1, 28, 28}),
      (Sizes{"16x14", "32x7", "64x1", "32x7", "16x14", "1x28"}));
  EXPECT_EQ(sizes_of("nn.Sequential(*[nn.Conv2d(64, 64, 3, padding=1) for _ in range(3)])", {64, 9, 9}),
            (Sizes{"64x9", "64x9", "64x9"}));
}

TEST(Pasted, PointsAtTheCharacterThatIsWrong) {
  const auto answer = [](std::string_view code) {
    const Pasted read = read_pasted(code);
    if (!read.error) return std::string("read");
    const TextPosition at = position_in(code, read.error->offset);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + read.error->message.key;
  };
  EXPECT_EQ(answer("nn.Conv2d(3, 64, kernel_size=3, strde=2)"), "1:33 code.no_such_argument");
  EXPECT_EQ(answer("nn.Conv2d(3, 64, kernel_size=3, stride=2"), "1:41 code.expected_at_end");
  EXPECT_EQ(answer("layers.Conv2DTranspose(64, 3, strides=s, padding='same')"), "1:39 code.variable");
  EXPECT_EQ(answer("layer { type: \"Convolution\"\n  convolution_param { kernel_size: three } }"),
            "2:36 code.needs_whole");
  EXPECT_EQ(answer("x = 1\n(up): ConvTranspose2d(3, 8, kernel_size=(3, 3), stride=(0, 1))"), "2:56 problem.below_one");
}

// Whatever is pasted is looked at, and never run.
TEST(Pasted, RunsNothing) {
  for (const std::string_view code :
       {"__import__('os').system('touch /tmp/convoscope_was_here')", "nn.Conv2d(3, 8, __import__('os').getpid())",
        "exec(open('x').read())\nnn.Conv2d(1, 1, eval('3'))", "nn.Conv2d(1, 1, (lambda: 3)())",
        "while True: pass\nnn.Conv2d(1, 1, 10 ** 10 ** 10)"}) {
    const Pasted read = read_pasted(code);
    EXPECT_TRUE(read.error) << code;
  }
}

}  // namespace
}  // namespace convoscope
