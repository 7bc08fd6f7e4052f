// `compute`: PyTorch's 240 results through flags and .npy files, and the rank of the answer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pytorch_cases.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;

std::string pair_text(const json& pair) {
  return std::to_string(pair.at(0).get<int>()) + "," + std::to_string(pair.at(1).get<int>());
}

std::string npy_of(const json& value) {
  return write_npy(value.at("shape").get<std::vector<std::int64_t>>(), value.at("data").get<std::vector<float>>());
}

/// The case's arguments, its tensors put into the platform's files.
std::vector<std::string> arguments_of(const json& value, const TestPlatform& platform) {
  const bool is_transposed = value.at("op") == "conv_transpose2d";
  platform.files["x.npy"] = npy_of(value.at("input"));
  platform.files["w.npy"] = npy_of(value.at("weight"));
  std::vector<std::string> arguments{
      "compute",  is_transposed ? "conv-transpose" : "conv",    "--input", "x.npy", "--weight", "w.npy", "-o", "y.npy",
      "--groups", std::to_string(value.at("groups").get<int>())};
  for (const std::string name : {"stride", "padding", "dilation"}) {
    arguments.push_back("--" + name);
    arguments.push_back(pair_text(value.at(name)));
  }
  if (is_transposed)
    arguments.insert(arguments.end(), {"--output-padding", pair_text(value.at("output_padding"))});
  else
    arguments.insert(arguments.end(), {"--padding-mode", value.at("padding_mode").get<std::string>()});
  if (!value.at("bias").is_null()) {
    const auto bias = value.at("bias").get<std::vector<float>>();
    platform.files["b.npy"] = write_npy({static_cast<std::int64_t>(bias.size())}, bias);
    arguments.insert(arguments.end(), {"--bias", "b.npy"});
  }
  return arguments;
}

TEST(Compute, EqualsPyTorchOnEveryGoldenCaseByEveryMethod) {
  const json cases = test::pytorch_cases();
  ASSERT_EQ(cases.size(), test::pytorch_case_count);
  for (const json& value : cases) {
    SCOPED_TRACE(value.at("name").get<std::string>());
    for (const std::string method : {"", "gather", "scatter", "zero-insertion", "matrix", "fast"}) {
      const TestPlatform platform;
      std::vector<std::string> arguments = arguments_of(value, platform);
      if (!method.empty()) arguments.insert(arguments.end(), {"--method", method});
      const Ran ran = run_words(platform, arguments);
      ASSERT_EQ(ran.status, 0) << ran.err;
      EXPECT_EQ(ran.out + ran.err, "");
      EXPECT_EQ(platform.files["y.npy"], npy_of(value.at("output"))) << method;
    }
  }
}

TEST(Compute, FillsSizesWithCountingNumbers) {
  // The article's own numbers.
  const TestPlatform platform;
  const NpyArray down = computed(platform, "conv --input 3x3 --kernel 3 --stride 2 --padding 1");
  EXPECT_THAT(down.shape, ElementsAre(2, 2));
  EXPECT_THAT(down.data, ElementsAre(94, 106, 106, 94));
  const NpyArray up = computed(platform, "conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1");
  EXPECT_THAT(up.shape, ElementsAre(3, 3));
  EXPECT_THAT(up.data, ElementsAre(5, 14, 10, 14, 36, 24, 15, 34, 20));
}

TEST(Compute, AnswersInTheRankOfTheInput) {
  const TestPlatform platform;
  const std::vector<float> sixteen(16, 1.0f);
  platform.files["2.npy"] = write_npy({4, 4}, sixteen);
  platform.files["3.npy"] = write_npy({1, 4, 4}, sixteen);
  platform.files["4.npy"] = write_npy({4, 1, 2, 2}, sixteen);
  EXPECT_THAT(computed(platform, "conv --input 2.npy --kernel 2").shape, ElementsAre(3, 3));
  EXPECT_THAT(computed(platform, "conv --input 3.npy --kernel 2").shape, ElementsAre(1, 3, 3));
  EXPECT_THAT(computed(platform, "conv --input 4.npy --kernel 2").shape, ElementsAre(4, 1, 1, 1));
  EXPECT_THAT(computed(platform, "conv --input 1x4x4 --kernel 2").shape, ElementsAre(1, 3, 3));
  // Several channels do not fit (H, W).
  EXPECT_THAT(computed(platform, "conv --input 2.npy --kernel 2 --out-channels 5").shape, ElementsAre(5, 3, 3));
  EXPECT_THAT(computed(platform, "max-pool --input 3x4x4 --kernel 2 --stride 2").shape, ElementsAre(3, 2, 2));
}

TEST(Compute, TakesOneKernelWithoutChannels) {
  const TestPlatform platform;
  platform.files["w.npy"] = write_npy({2, 2}, {1, 2, 3, 4});
  // d2l's example: 0..8 would be its input; 1..9 adds the kernel's sum.
  EXPECT_THAT(computed(platform, "conv --input 3x3 --weight w.npy").data, ElementsAre(37, 47, 67, 77));
}

TEST(Compute, PoolsWithoutWeight) {
  const TestPlatform platform;
  EXPECT_THAT(computed(platform, "avg-pool --input 2x4 --kernel 2 --stride 2").data, ElementsAre(3.5f, 5.5f));
  EXPECT_THAT(computed(platform, "max-pool --input 2x4 --kernel 2 --stride 2").data, ElementsAre(6, 8));
}

TEST(Compute, SettlesOnnxOutputShapes) {
  // ONNX's ConvTranspose example: X = 0..8, two channels of ones, strides [3, 2].
  const TestPlatform platform;
  platform.files["x.npy"] = write_npy({1, 1, 3, 3}, {0, 1, 2, 3, 4, 5, 6, 7, 8});
  platform.files["w.npy"] = write_npy({1, 1, 3, 3}, std::vector<float>(9, 1.0f));
  const NpyArray shaped =
      computed(platform, "conv-transpose --input x.npy --weight w.npy --stride 3,2 --output-size 10,8");
  EXPECT_THAT(shaped.shape, ElementsAre(1, 1, 10, 8));
  for (std::size_t column = 0; column < 8; ++column) EXPECT_EQ(shaped.data[9 * 8 + column], 0);
  for (std::size_t row = 0; row < 10; ++row) EXPECT_EQ(shaped.data[row * 8 + 7], 0);
  const NpyArray padded =
      computed(platform, "conv-transpose --input x.npy --weight w.npy --stride 3,2 --padding 1,2,1,2");
  EXPECT_THAT(padded.data, ElementsAre(1, 1, 3, 1, 1, 3, 7, 4, 9, 7, 4, 9, 7, 4, 9, 13, 7, 15, 13, 7, 15));
  const NpyArray same =
      computed(platform, "conv-transpose --input x.npy --weight w.npy --stride 2 --auto-pad same-upper");
  EXPECT_THAT(same.data, ElementsAre(0, 0, 1, 1, 3, 2, 0, 0, 1, 1, 3, 2, 3, 3, 8, 5, 12, 7, 3, 3, 7, 4, 9, 5, 9, 9, 20,
                                     11, 24, 13, 6, 6, 13, 7, 15, 8));
}

}  // namespace
}  // namespace convoscope::testing
