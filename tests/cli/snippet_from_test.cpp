// `snippet --from` and --snippet: code in, a scene out. Which layer a line is, is interop's test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "document/scene_file.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Scene scene_from(const std::string& framework, const std::string& code, const std::string& flags = "") {
  TestPlatform platform;
  platform.files["net.py"] = code;
  const Ran ran = run(platform, "snippet --from " + framework + " net.py " + flags);
  EXPECT_EQ(ran.status, 0) << ran.err;
  const Result<SavedScene> saved = read_scene(ran.out);
  EXPECT_TRUE(saved) << saved.message().key;
  return saved ? saved->scene : Scene();
}

TEST(SnippetFrom, PrintsAScene) {
  const Scene scene = scene_from("pytorch", "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1)");
  EXPECT_EQ(scene.spec.operation, Operation::transposed_convolution);
  EXPECT_EQ(scene.spec.axes[width].input, 1);
  EXPECT_EQ(scene.spec.axes[width].stride, 2);
  EXPECT_EQ(scene.bias, std::vector<float>{0});
  EXPECT_TRUE(scene.shows_transposed && !scene.shows_convolution);
  TestPlatform platform;
  platform.files["net.py"] = "nn.MaxPool2d(2)";
  EXPECT_EQ(nlohmann::json::parse(run(platform, "snippet --from auto net.py").out)["convoscope"], 2);
}

TEST(SnippetFrom, TakesFlagsOverTheCode) {
  EXPECT_EQ(scene_from("auto", "nn.Conv2d(1, 1, 3)", "--input 8x9 --stride 2").spec.axes[width].input, 9);
  EXPECT_EQ(scene_from("auto", "nn.Conv2d(1, 1, 3)", "--input 8x9 --stride 2").spec.axes[height].stride, 2);
  // SAME's padding is that of the new input.
  const Scene same = scene_from("keras", "Conv2D(1, 3, strides=2, padding='same')", "--input 6x5");
  EXPECT_EQ(same.spec.axes[height].pad_begin, 0);
  EXPECT_EQ(same.spec.axes[height].pad_end, 1);
  EXPECT_EQ(same.spec.axes[width].pad_begin, 1);
  // A line's sizes are one number.
  const Scene line = scene_from("pytorch", "nn.Conv1d(2, 4, 3, padding=1)", "--input 2x16 --stride 2");
  EXPECT_EQ(line.spec.axes[height].input, 1);
  EXPECT_EQ(line.spec.axes[height].stride, 1);
  EXPECT_EQ(line.spec.axes[width].input, 16);
  EXPECT_EQ(line.spec.axes[width].stride, 2);
}

TEST(SnippetFrom, IsAWhatOfEveryCommand) {
  const auto shape = [](const std::string& code, std::vector<std::string> rest = {}) {
    std::vector<std::string> words{"shape", "--snippet", code};
    words.insert(words.end(), rest.begin(), rest.end());
    return run_words(TestPlatform(), words);
  };
  EXPECT_THAT(shape("nn.Conv2d(3, 64, 7, 2, 3, bias=False)", {"--input", "224x224"}).out, EndsWith("\n112x112\n"));
  EXPECT_THAT(shape("nn.Conv1d(3, 64, 7, 2, 3)", {"--input", "100"}).out, EndsWith("\n1x50\n"));
  EXPECT_THAT(shape("Net(\n  (a): MaxPool2d(2)\n  (b): Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1))\n)",
                    {"--layer", "b", "--input", "9x9"})
                  .out,
              EndsWith("\n7x7\n"));
  EXPECT_THAT(
      run_words(TestPlatform(), {"snippet", "--to", "pytorch", "--snippet", "nn.Conv2d(2, 3, 3, padding=1)"}).out,
      HasSubstr("nn.Conv2d(2, 3, 3, padding=1)  # weight (3, 2, 3, 3)\n"));
}

TEST(SnippetFrom, ReadsPaddingAndCroppingBesideALayer) {
  const auto shape = [](const std::string& code, const std::vector<std::string>& more) {
    std::vector<std::string> words{"shape", "--snippet", code};
    words.insert(words.end(), more.begin(), more.end());
    return run_words(TestPlatform(), words).out;
  };
  EXPECT_THAT(shape("x = torch.randn(1, 1, 5, 5)\nx = F.pad(x, (0, 1, 0, 1))\ny = nn.Conv2d(1, 1, 3, 2)(x)", {}),
              EndsWith("\n2x2\n"));
  EXPECT_THAT(shape("x = layers.ZeroPadding2D(((1, 0), (1, 0)))(x)\ny = layers.Conv2D(8, 3)(x)", {"--input", "6x7"}),
              EndsWith("\n5x6\n"));
  EXPECT_THAT(
      shape("layer = layers.Conv2DTranspose(1, 3, strides=2)\ny = layers.Cropping2D(((0, 1), (0, 1)))(layer(x))",
            {"--input", "3x3"}),
      EndsWith("\n6x6\n"));
  EXPECT_THAT(shape("x = torch.randn(1, 1, 3, 3)\ny = nn.ConvTranspose2d(1, 1, 3, 2)(x)\ny = y[:, :, :-1, :-1]", {}),
              EndsWith("\n6x6\n"));
}

TEST(SnippetFrom, CountsLayersOfALoopOrPointsAtIt) {
  const auto ran = [](const std::string& code) { return run_words(TestPlatform(), {"shape", "--snippet", code}); };
  EXPECT_EQ(ran("net = nn.Sequential(*[nn.Conv2d(8, 8, 3) for _ in range(3)])").err, "");
  EXPECT_EQ(ran("nn.Sequential(*(nn.Conv2d(8, 8, 3) for _ in range(3)))").err, "");
  EXPECT_THAT(ran("net = nn.Sequential(*[nn.Conv2d(8, 8, 3) for _ in layers])").err,
              HasSubstr("1:51: how many layers this makes"));
  EXPECT_THAT(ran("blocks = nn.ModuleDict({i: nn.Conv2d(8, 8, 3) for i in range(3)})").err,
              HasSubstr("1:47: how many layers this makes"));
}

TEST(SnippetFrom, AnswersAtTheCharacter) {
  TestPlatform platform;
  platform.files["net.py"] = "x = 1\nnn.Conv2d(3, 64, kernel_size=k)";
  const Ran variable = run(platform, "snippet --from auto net.py");
  EXPECT_EQ(variable.status, 2);
  EXPECT_THAT(variable.err, StartsWith("convoscope: error: net.py:2:30: "));
  EXPECT_THAT(variable.err, HasSubstr("k"));
  EXPECT_EQ(variable.out, "");
  EXPECT_EQ(run(platform, "snippet --from pytoch net.py").status, 2);
  EXPECT_THAT(run(platform, "snippet --from pytoch net.py").err, HasSubstr("did you mean pytorch?"));
  EXPECT_EQ(run(platform, "snippet --from auto").status, 2);
  EXPECT_EQ(run(platform, "snippet --from auto missing.py").status, 1);
  EXPECT_EQ(run(platform, "snippet --from auto --to pytorch net.py").status, 2);
  EXPECT_EQ(run(platform, "shape --snippet nn.MaxPool2d(2) --layer a").status, 2);
  const Ran wrong = run_words(platform, {"shape", "--snippet", "nn.Conv2d(3, 64, 3, strid=2)"});
  EXPECT_THAT(wrong.err, StartsWith("convoscope: error: --snippet:1:21: "));
  for (const Ran& each : {variable, wrong}) EXPECT_TRUE(is_error_line(each.err)) << each.err;
}

// Out and in again is the same layer.
TEST(SnippetFrom, ReadsWhatSnippetWrites) {
  for (const std::string layer :
       {"conv --input 2x9x8 --kernel 3,5 --stride 2,1 --padding 1,2 --dilation 1,2 --out-channels 4 --groups 2",
        "conv --input 9x9 --kernel 3 --padding 1 --padding-mode reflect",
        "conv-transpose --input 3x3 --kernel 3 --stride 2 --padding 1 --output-padding 1",
        "max-pool --input 9x9 --kernel 3 --stride 2 --padding 1 --ceil-mode",
        "avg-pool --input 9x9 --kernel 3 --padding 1 --count-include-pad false"}) {
    const std::string code = run("snippet --to pytorch " + layer).out;
    const Ran size = run_words(TestPlatform(), {"shape", "--snippet", code, "--input", "9x8"});
    EXPECT_EQ(size.status, 0) << code << size.err;
    EXPECT_EQ(run_words(TestPlatform(), {"snippet", "--to", "pytorch", "--snippet", code}).out, code);
  }
}

}  // namespace
}  // namespace convoscope::testing
