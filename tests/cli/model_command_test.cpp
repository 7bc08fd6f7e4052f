// `model` and --layer: the form of their answers. What is in a model, and what becomes of a map in it, is interop's test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

struct WithModels : TestPlatform {
  WithModels();
};

WithModels::WithModels() {
  files["net.txt"] =
      "Net(\n  (conv1): Conv2d(3, 64, kernel_size=(7, 7), stride=(2, 2), padding=(3, 3), bias=False)\n"
      "  (relu): ReLU(inplace=True)\n  (pool): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, "
      "ceil_mode=False)\n"
      "  (odd): Odd()\n)\n";
  std::ifstream onnx(CONVOSCOPE_FIXTURES_DIR "/onnx_layers.onnx", std::ios::binary);
  files["net.onnx"] = std::string(std::istreambuf_iterator<char>(onnx), {});
}

TEST(ModelCommand, ListsLayersAsJson) {
  const Json layers = Json::parse(run(WithModels(), "model net.txt --input 3x224x224 --json").out);
  ASSERT_EQ(layers.size(), 4u);
  EXPECT_EQ(layers[0], Json::parse(R"({"name": "conv1", "op": "conv", "input": [3, 224, 224], "output": [64, 112, 112],
                                       "parameters": 9408, "multiplications": 118013952, "receptive_field": [7, 7],
                                       "problem": null})"));
  EXPECT_EQ(layers[1]["op"], "ReLU");
  EXPECT_EQ(layers[1]["multiplications"], nullptr);
  EXPECT_EQ(layers[2]["op"], "max-pool");
  EXPECT_EQ(layers[2]["output"], (Json{64, 56, 56}));
  EXPECT_EQ(layers[2]["receptive_field"], (Json{11, 11}));
  EXPECT_THAT(layers[3]["problem"].get<std::string>(), HasSubstr("Odd"));
  EXPECT_EQ(layers[3]["output"], nullptr);
  const Json unsized = Json::parse(run(WithModels(), "model net.txt --json").out);
  EXPECT_EQ(unsized[0]["input"], nullptr);
  EXPECT_EQ(unsized[0]["multiplications"], nullptr);
  EXPECT_EQ(unsized[0]["parameters"], 9408);
  // An ONNX file says its input's size.
  EXPECT_EQ(Json::parse(run(WithModels(), "model net.onnx --json").out)[0]["input"], (Json{2, 9, 8}));
}

TEST(ModelCommand, WritesTables) {
  EXPECT_THAT(run(WithModels(), "model net.txt --input 3x224x224 --format csv").out,
              HasSubstr("\npool,max-pool,64x112x112,64x56x56,0,0,11x11,\n"));
  EXPECT_THAT(run(WithModels(), "model net.txt --language zh").out, HasSubstr("Odd"));
}

TEST(ModelCommand, OpensALayerWithItsWeights) {
  const WithModels platform;
  EXPECT_THAT(run(platform, "shape net.txt --layer conv1 --input 224x224").out, EndsWith("\n112x112\n"));
  EXPECT_THAT(run(platform, "shape net.onnx --layer conv").out, EndsWith("\n5x8\n"));
  const Ran cell = run(platform, "explain net.onnx --layer conv --select output[1,1] --json");
  EXPECT_EQ(cell.status, 0) << cell.err;
  // The weights are those of the file: none of them is one of 1, 2, 3, … up to 54.
  const Json matrix = Json::parse(run(platform, "matrix net.onnx --layer up --input 3x2x2 --json").out);
  for (const auto& row : matrix)
    if (row.is_array()) {
      for (const auto& value : row) EXPECT_LE(value.get<double>(), 4);
    }
}

TEST(ModelCommand, NamesWhatIsWrong) {
  WithModels platform;
  platform.files["cut.onnx"] = platform.files["net.onnx"].substr(0, 500);
  platform.files["bad.txt"] = "Net(\n  (a): Conv2d(3, 8, kernel_size=(3, 3), strode=(1, 1))\n)";
  platform.files["empty.txt"] = "";
  for (const auto& [words, named, status] :
       std::vector<std::tuple<std::string, std::string, int>>{{"model", "FILE: missing", 2},
                                                              {"model nothing.onnx", "nothing.onnx", 1},
                                                              {"model cut.onnx", "cut.onnx", 1},
                                                              {"model empty.txt", "empty.txt", 1},
                                                              {"model bad.txt", "bad.txt:2:41: ", 1},
                                                              {"model net.txt --input 0x3x3", "--input", 2},
                                                              {"model net.txt --input 7", "--input", 2},
                                                              {"model net.txt --input 3x99999x99999", "--input", 2},
                                                              {"shape net.txt --layer conv2", "did you mean conv1?", 2},
                                                              {"shape --layer conv2", "--layer", 2},
                                                              {"shape --preset article --layer a", "--preset", 2}}) {
    const Ran ran = run(platform, words);
    EXPECT_EQ(ran.status, status) << words << ran.err;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(named)) << words;
    EXPECT_EQ(ran.out, "");
  }
}

}  // namespace
}  // namespace convoscope::testing
