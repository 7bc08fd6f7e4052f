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

const std::string small_unet =
    "UNet(\n  (enc1): Conv2d(1, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
    "  (pool): MaxPool2d(kernel_size=2, stride=2)\n"
    "  (mid): Conv2d(4, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n"
    "  (up): ConvTranspose2d(8, 4, kernel_size=(2, 2), stride=(2, 2))\n"
    "  (dec): Conv2d(8, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n)\n";

TEST(ModelCommand, TakesSkipsByHand) {
  WithModels platform;
  platform.files["unet.txt"] = small_unet;
  const std::string model = "model unet.txt --input 1x16x16 --json";
  EXPECT_EQ(Json::parse(run(platform, model).out)[4]["problem"], nullptr);
  const Json pooled = Json::parse(run(platform, model + " --skip dec=pool").out);
  EXPECT_THAT(pooled[4]["problem"].get<std::string>(), HasSubstr("8x8"));
  EXPECT_EQ(pooled[4]["output"], (Json{4, 16, 16})) << "the decoder's size goes on";
  EXPECT_THAT(Json::parse(run(platform, model + " --skip dec=none").out)[4]["problem"].get<std::string>(),
              HasSubstr("8"));
  const Ran other = run(platform, model + " --skip dec=mid");
  EXPECT_EQ(other.status, 2);
  EXPECT_THAT(other.err, HasSubstr("none, pool, enc1"));
  EXPECT_EQ(run(platform, model + " --skip nowhere=pool").status, 2);
  EXPECT_EQ(run(platform, model + " --skip dec").status, 2);
}

TEST(ModelCommand, DrawsTheStripAndACellsFields) {
  WithModels platform;
  platform.files["unet.txt"] = small_unet;
  const std::string strip = "export unet.txt --input 1x16x16 -o - --format svg --text plain";
  const Ran plain = run(platform, strip);
  EXPECT_EQ(plain.status, 0) << plain.err;
  EXPECT_THAT(plain.out, HasSubstr("side length in cells"));
  const Ran lit = run(platform, strip + " --select mid[3,3]");
  EXPECT_EQ(lit.status, 0) << lit.err;
  // mid's cell sees three cells of the pool, each two of enc1, which sees one more to each side; and reaches 2 x 2 cells of up, of
  // which dec sees one more to each side.
  EXPECT_THAT(lit.out, HasSubstr("cell 4, 4 of mid"));
  EXPECT_THAT(lit.out, HasSubstr("8 × 8 of the input: 64 cells"));
  EXPECT_THAT(lit.out, HasSubstr("4 × 4 of the last map: 16 cells"));
  EXPECT_THAT(run(platform, strip + " --select input[0,0]").out, HasSubstr("of the last map"));
  EXPECT_EQ(run(platform, strip + " --select none").status, 0);
  for (const std::string wrong : {" --select mid[8,0]", " --select e", " --kernel 3"})
    EXPECT_EQ(run(platform, strip + wrong).status, 2) << wrong;
}

TEST(ModelCommand, TakesWeightsFromAFileBeside) {
  WithModels platform;
  platform.files["nets/net.txt"] = "Net(\n  (a): Conv2d(1, 1, kernel_size=(1, 2), stride=(1, 1))\n  (b): ReLU()\n)";
  const std::string header = R"({"a.weight":{"dtype":"F32","shape":[1,1,1,2],"data_offsets":[0,8]},)"
                             R"("a.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})";
  std::string file(8, '\0');
  file[0] = static_cast<char>(header.size());
  file += header;
  for (const float number : {5.0f, 7.0f, 0.5f}) file.append(reinterpret_cast<const char*>(&number), sizeof number);
  platform.files["other/w.safetensors"] = file;
  const std::string layer = " nets/net.txt --layer a --input 1x2 --model-weights other/w.safetensors";
  EXPECT_THAT(run(platform, "explain" + layer + " --select output[0,0] --json").out, HasSubstr("19.5"))
      << "5·1 + 7·2 + 0.5";
  for (const auto& [words, named] : std::vector<std::pair<std::string, std::string>>{
           {"shape nets/net.txt --layer a --model-weights nets/net.txt", "--model-weights"},
           {"shape nets/net.txt --layer a --model-weights none.npz", "none.npz"},
           {"shape conv --input 3x3 --kernel 3 --model-weights other/w.safetensors", "--model-weights"},
           {"shape net.txt --layer conv1 --model-weights other/w.safetensors", "other/w.safetensors"}}) {
    const Ran refused = run(platform, words);
    EXPECT_NE(refused.status, 0) << words;
    EXPECT_THAT(refused.err, HasSubstr(named));
  }
}

TEST(ModelCommand, SaysThatAWeightLiesAsKerasHasIt) {
  WithModels platform;
  platform.files["net.txt"] = "Net(\n  (a): Conv2d(1, 3, kernel_size=(1, 2), stride=(1, 1), bias=False)\n)";
  platform.files["x.npy"] = write_npy({1, 2}, {1, 2});
  const std::string header = R"({"a.kernel":{"dtype":"F32","shape":[1,2,1,3],"data_offsets":[0,24]}})";
  std::string file(8, '\0');
  file[0] = static_cast<char>(header.size());
  file += header;
  for (const float number : {1.0f, 2.0f, 3.0f, 40.0f, 50.0f, 60.0f})
    file.append(reinterpret_cast<const char*>(&number), sizeof number);
  platform.files["w.safetensors"] = file;
  const std::string words = "net.txt --layer a --model-weights w.safetensors --input x.npy";
  const Ran ran = run(platform, "compute " + words + " -o y.npy");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("a.kernel of shape (1, 2, 1, 3) lies as Keras has it"));
  // 1·1 + 2·40 and so on: the outputs lie beside each other in the file.
  EXPECT_EQ(computed(platform, words).data, (std::vector<float>{81, 102, 123}));
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
