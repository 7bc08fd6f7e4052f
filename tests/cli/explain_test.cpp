// `explain`, `matrix` and `snippet`: the article's own sums and matrix, in every format.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// The cells of the window alone do not say what their sum is divided by.
TEST(Explain, SaysWhatAnAverageIsDividedBy) {
  const std::string corner = "explain avg-pool --input 3x3 --kernel 2 --stride 1 --padding 1 --select output[0,0]";
  EXPECT_THAT(run(corner).out, EndsWith("average = 1 / 4 = 0.25\n"));
  EXPECT_THAT(run(corner + " --count-include-pad false").out, EndsWith("average = 1\n"));
  EXPECT_THAT(run("explain max-pool --input 4x4 --kernel 2 --select 1").out, EndsWith("maximum = 6\n"));
}

// The centre of the article's 3x3: 1, 2, 3 and 4 feed it through the kernel's corners 9, 7, 3 and 1.
TEST(Explain, SumsTheCentreOfTheArticle) {
  const std::string layer = "conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1 --select ";
  const Ran ran = run("explain " + layer + "e");
  EXPECT_EQ(ran.status, 0) << ran.err;
  for (const char* part : {"Transposed output e = y[1,1]", "x[0,0] · w[2,2]", "1 · 9 = 9", "2 · 7 = 14", "3 · 3 = 9"})
    EXPECT_THAT(ran.out, HasSubstr(part));
  EXPECT_THAT(ran.out, EndsWith("sum = 36\n"));
  EXPECT_EQ(run("explain " + layer + "output[1,1]").out, ran.out);
  EXPECT_EQ(run("explain " + layer + "transposed.output[1,1]").out, ran.out);
  const auto json = nlohmann::json::parse(run("explain " + layer + "e --json").out);
  EXPECT_EQ(json["sum"], 36);
  ASSERT_EQ(json["terms"].size(), 4u);
  EXPECT_EQ(json["terms"][1]["value"], 14);
  EXPECT_THAT(run("explain " + layer + "e --format latex").out, HasSubstr("x_{0,0} \\cdot w_{2,2} & 1 \\cdot 9 = 9"));
  EXPECT_THAT(run("explain " + layer + "e --format csv").out, HasSubstr("\"x[0,0] · w[2,2]\",1 · 9 = 9\n"));
  EXPECT_THAT(run("explain " + layer + "e --format markdown").out, HasSubstr("\n|---|---|\n| x[0,0] · w[2,2] | 1"));
}

TEST(Explain, RefusesWhatIsNoCell) {
  for (const char* cell : {"z", "9", "output[3,0]", "sideways", "output"}) {
    const Ran ran = run(std::string("explain --preset article --select ") + cell);
    EXPECT_EQ(ran.status, 2) << cell;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("--select"));
  }
  EXPECT_EQ(run("explain --preset article").status, 2);
}

// Goodfellow and others' doubly block matrix of a 2x2 kernel on 3x3, written out.
TEST(Matrix, IsTheConvolution) {
  const std::string layer = "conv --input 3x3 --kernel 2";
  EXPECT_EQ(nlohmann::json::parse(run("matrix " + layer + " --json").out),
            nlohmann::json::parse("[[1,2,0,3,4,0,0,0,0],[0,1,2,0,3,4,0,0,0],[0,0,0,1,2,0,3,4,0],[0,0,0,0,1,2,0,3,4]]"));
  EXPECT_THAT(run("matrix " + layer).out, StartsWith("1  2  0  3  4  0  0  0  0\n0  1  2"));
  EXPECT_THAT(run("matrix " + layer + " --format csv").out, StartsWith("\"x[0,0]\",\"x[0,1]\",\"x[0,2]\""));
  EXPECT_THAT(run("matrix " + layer + " --format markdown").out, HasSubstr("\n| y[0,1] | 0 | 1 | 2 |"));
  EXPECT_THAT(run("matrix " + layer + " --format latex").out,
              StartsWith("\\begin{array}{rrrrrrrrr}\n  1 & 2 & 0 & 3 & 4 & 0 & 0 & 0 & 0 \\\\\n"));
}

TEST(Matrix, OfATransposedConvolutionIsTheTranspose) {
  const auto convolution =
      nlohmann::json::parse(run("matrix conv --input 2x3x4 --kernel 2 --out-channels 3 --json").out);
  nlohmann::json transposed;
  for (std::size_t column = 0; column < convolution[0].size(); ++column)
    for (std::size_t row = 0; row < convolution.size(); ++row) transposed[column][row] = convolution[row][column];
  EXPECT_EQ(nlohmann::json::parse(run("matrix conv-transpose --input 3x2x3 --kernel 2 --out-channels 2 --json").out),
            transposed);
}

TEST(Matrix, RefusesPoolingAndWhatNobodyReads) {
  for (const char* request :
       {"max-pool --input 4x4 --kernel 2", "conv --input 900x900 --kernel 3",
        "conv --input 3x3 --kernel 2 --format xml", "conv --input 3x3 --kernel 2 --format csv --json"}) {
    const Ran ran = run(std::string("matrix ") + request);
    EXPECT_EQ(ran.status, 2) << request;
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
  }
}

TEST(Formats, OfTheOtherListings) {
  EXPECT_EQ(run("presets --format json").out, run("presets --json").out);
  EXPECT_THAT(run("presets --format csv").out, StartsWith("preset\narticle\n"));
  const std::string layer = "conv --input 2x2 --kernel 2";
  EXPECT_EQ(run("connections " + layer + " --format csv").out,
            "input row,input column,kernel row,kernel column,output row,output column\n"
            "0,0,0,0,0,0\n0,1,0,1,0,0\n1,0,1,0,0,0\n1,1,1,1,0,0\n");
  EXPECT_THAT(run("connections " + layer + " --format markdown").out,
              EndsWith("|---|---|---|\n| 0,0 | 0,0 | 0,0 |\n"
                       "| 0,1 | 0,1 | 0,0 |\n| 1,0 | 1,0 | 0,0 |\n| 1,1 | 1,1 | 0,0 |\n"));
  EXPECT_THAT(run("connections " + layer + " --format latex").out, HasSubstr("  x_{0,1} & w_{0,1} & y_{0,0} \\\\\n"));
  EXPECT_THAT(run("shape " + layer + " --format csv").out,
              HasSubstr("height,⌊(n + 2p − k) / s⌋ + 1,⌊(2 + 2·0 − 2) / 1⌋ + 1 = 1\n"));
  EXPECT_EQ(run("shape " + layer + " --format json").out, run("shape " + layer + " --json").out);
}

TEST(Snippet, IsAProgram) {
  EXPECT_EQ(run("snippet --to pytorch conv --input 3x8x8 --kernel 3 --stride 2 --padding 1 --out-channels 6").out,
            "import torch\nfrom torch import nn\n\nx = torch.randn(1, 3, 8, 8)\n"
            "layer = nn.Conv2d(3, 6, 3, stride=2, padding=1, bias=False)  # weight (6, 3, 3, 3)\n"
            "y = layer(x)  # (1, 6, 4, 4)\n");
  EXPECT_THAT(run("snippet --to pytorch --preset padding_strides_transposed --stride 3").out,
              HasSubstr("nn.ConvTranspose2d(1, 1, 3, stride=3, padding=1, bias=False)  # weight (1, 1, 3, 3)\n"));
  EXPECT_EQ(
      run("snippet --to caffe conv --input 6 --kernel 4 --padding 1,2").out,
      "layer { name: \"x\" type: \"Input\" top: \"x\" input_param { shape { dim: 1 dim: 1 dim: 1 dim: 6 } } }\n"
      "layer { name: \"size\" type: \"Input\" top: \"size\" input_param { shape { dim: 1 dim: 1 dim: 1 dim: 6 } } }\n"
      "# Caffe pads both sides alike: it pads more, and what is too much is cut off.\n"
      "layer {\n  name: \"whole\" type: \"Convolution\" bottom: \"x\" top: \"whole\"\n"
      "  convolution_param { num_output: 1 kernel_h: 1 kernel_w: 4 pad_h: 0 pad_w: 2 bias_term: false }\n}\n"
      "layer { name: \"y\" type: \"Crop\" bottom: \"whole\" bottom: \"size\" top: \"y\" "
      "crop_param { axis: 2 offset: 0 offset: 1 } }  # (1, 1, 1, 6)\n");
  // In the language of the one who reads it.
  EXPECT_THAT(run("snippet --to keras conv --input 6x6 --kernel 3 --padding 1,1,2,2 --language zh").out,
              HasSubstr("# layers.Conv2D 只接受 'same' 和 'valid'"));
  const auto refused = run("snippet --to caffe max-pool --input 9x9 --kernel 3 --dilation 2");
  EXPECT_EQ(refused.status, 2);
  EXPECT_EQ(refused.err, "convoscope: error: --to caffe: its pooling knows no dilation\n");
  EXPECT_EQ(run("snippet --to pytorh --preset article").status, 2);
  EXPECT_THAT(run("snippet --to pytorh --preset article").err, HasSubstr("did you mean pytorch?"));
  EXPECT_EQ(run("snippet --preset article").status, 2);
}

}  // namespace
}  // namespace convoscope::testing
