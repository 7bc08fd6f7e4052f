// `shape`: the sizes of the frameworks' own documentation, and that the lines above the last one explain it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of('\n') + 1;
  return text.substr(text.rfind('\n', end - 1) + 1, end - text.rfind('\n', end - 1) - 1);
}

std::string checked_size(const std::string& layer) {
  const Ran ran = run("shape " + layer);
  EXPECT_EQ(ran.status, 0) << ran.err;
  const auto json = nlohmann::json::parse(run("shape " + layer + " --json").out);
  EXPECT_EQ(json["output"][0].dump() + "x" + json["output"][1].dump(), last_line(ran.out));
  return last_line(ran.out);
}

TEST(Shape, OfTheReferenceLayers) {
  EXPECT_EQ(checked_size("conv --input 3x3 --kernel 3 --stride 2 --padding 1"), "2x2");
  EXPECT_EQ(checked_size("conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1"), "3x3");
  // PyTorch's documentation of ConvTranspose2d.
  EXPECT_EQ(checked_size("conv-transpose --input 16x50x100 --kernel 3,5 --stride 2,1 --padding 4,2 --out-channels 33"),
            "93x100");
  EXPECT_EQ(checked_size("conv --input 16x12x12 --kernel 3 --stride 2 --padding 1"), "6x6");
  EXPECT_EQ(checked_size("conv-transpose --input 16x6x6 --kernel 3x3 --stride 2 --padding 1"), "11x11");
  EXPECT_EQ(checked_size("conv-transpose --input 16x6x6 --kernel 3 --stride 2 --padding 1 --output-size 12,12"),
            "12x12");
  // ONNX's of ConvTranspose.
  EXPECT_EQ(checked_size("conv-transpose --input 3x3 --kernel 3 --stride 3,2 --output-padding 1"), "10x8");
  EXPECT_EQ(checked_size("conv-transpose --input 3x3 --kernel 3 --stride 3,2 --output-size 10,8"), "10x8");
  EXPECT_EQ(checked_size("conv-transpose --input 3x3 --kernel 3 --stride 2 --auto-pad same-upper"), "6x6");
  // TensorFlow's SAME, VALID.
  EXPECT_EQ(checked_size("conv --input 5x6 --kernel 3 --stride 2 --auto-pad same-lower"), "3x3");
  EXPECT_EQ(checked_size("conv --input 5x6 --kernel 3 --stride 2 --auto-pad valid"), "2x2");
  EXPECT_EQ(checked_size("max-pool --input 3x7x8 --kernel 2 --stride 2"), "3x4");
}

TEST(Shape, PutsTheNumbersIn) {
  const Ran ran = run("shape conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1");
  EXPECT_THAT(ran.out, HasSubstr("(2 − 1)·2 − 2·1 + 3 = 3"));
  EXPECT_THAT(ran.out, HasSubstr("2·2 + (2 − 3) = 3"));
  EXPECT_THAT(run("shape conv --input 3x3 --kernel 3 --stride 2 --padding 1").out,
              HasSubstr("⌊(3 + 2·1 − 3) / 2⌋ + 1 = 2"));
}

TEST(Shape, SaysWhatPaddingWasSettled) {
  const std::string same = "shape conv --input 5x6 --kernel 3 --stride 2 --auto-pad same-upper";
  EXPECT_THAT(run(same).out, HasSubstr("top 1, left 0, bottom 1, right 1"));
  EXPECT_EQ(nlohmann::json::parse(run(same + " --json").out)["padding"], (nlohmann::json{1, 0, 1, 1}));
  EXPECT_THAT(run("shape conv --input 5x6 --kernel 3 --padding 1").out, Not(HasSubstr("top")));
}

// A convolution has no output padding to speak of; a minus is U+2212 wherever it is read, and a hyphen where code is.
TEST(Shape, SaysOnlyWhatApplies) {
  EXPECT_THAT(run("shape conv --input 5x6 --kernel 3 --auto-pad valid").out, Not(HasSubstr("output padding")));
  EXPECT_THAT(run("shape max-pool --input 5x6 --kernel 3 --auto-pad valid").out, Not(HasSubstr("output padding")));
  const std::string extended = "shape conv-transpose --input 3x3 --kernel 3 --stride 3,2 --output-size 10,8";
  EXPECT_THAT(run(extended).out, HasSubstr("padding: top 0, left 0, bottom −1, right −1; output padding: 0,0\n"));
  for (const std::string& request :
       {extended, std::string("shape conv-transpose --input 1x1 --kernel 5 --padding 1")})  // s·n + (s - k) = -3
    EXPECT_THAT(run(request).out, Not(::testing::ContainsRegex("-[0-9]")));
  EXPECT_THAT(run("shape conv --input 5x5 --kernel 3 --stride -1").err, HasSubstr("−1"));
  EXPECT_EQ(nlohmann::json::parse(run(extended + " --json").out)["padding"], (nlohmann::json{0, 0, -1, -1}));
}

/// Trailing rows that no window reads, by trying every window.
std::int64_t unread_rows(std::int64_t input, std::int64_t kernel, std::int64_t stride, std::int64_t dilation,
                         std::int64_t padding) {
  std::int64_t last_read = -1;
  const std::int64_t reach = (kernel - 1) * dilation;
  for (std::int64_t start = -padding; start + reach < input + padding; start += stride)
    for (std::int64_t tap = 0; tap < kernel; ++tap)
      if (start + tap * dilation < input) last_read = std::max(last_read, start + tap * dilation);
  return input - 1 - last_read;
}

TEST(Shape, SaysWhatNoWindowReads) {
  const std::string odd = "shape conv --input 28x28 --kernel 3 --stride 2";
  EXPECT_THAT(run(odd).out, HasSubstr("read by no window, at the end of the input: rows 1, columns 1\n13x13\n"));
  EXPECT_THAT(run(odd + " --padding 1").out, Not(HasSubstr("read by no window")));
  for (std::int64_t input = 1; input <= 9; ++input)
    for (std::int64_t kernel = 1; kernel <= 3; ++kernel)
      for (std::int64_t stride = 1; stride <= 4; ++stride)
        for (std::int64_t dilation = 1; dilation <= 2; ++dilation)
          for (std::int64_t padding = 0; padding <= 1; ++padding) {
            if ((kernel - 1) * dilation + 1 > input + 2 * padding) continue;
            const std::string layer = "shape conv --input " + std::to_string(input) + "x9 --json --kernel " +
                                      std::to_string(kernel) + ",1 --padding " + std::to_string(padding) +
                                      ",0 --stride " + std::to_string(stride) + ",1 --dilation " +
                                      std::to_string(dilation);
            EXPECT_EQ(nlohmann::json::parse(run(layer).out)["unread"],
                      (nlohmann::json{unread_rows(input, kernel, stride, dilation, padding), 0}))
                << layer;
          }
}

// Circular padding before the map is a copy of its end.
TEST(Shape, CountsWhatIsReadAsACopy) {
  const std::string layer = "shape conv --input 5x5 --kernel 2 --stride 3 --padding 1,1,0,0 --json";
  EXPECT_EQ(nlohmann::json::parse(run(layer).out)["unread"], (nlohmann::json{1, 1}));
  EXPECT_EQ(nlohmann::json::parse(run(layer + " --padding-mode circular").out)["unread"], (nlohmann::json{0, 0}));
}

TEST(Shape, JsonHasTheFormula) {
  const auto formula = [](const std::string& layer) {
    return nlohmann::json::parse(run("shape " + layer + " --json").out)["formula"].get<std::string>();
  };
  EXPECT_EQ(formula("conv --input 5x5 --kernel 3"), "⌊(n + 2p − k) / s⌋ + 1");
  EXPECT_EQ(formula("conv-transpose --input 5x5 --kernel 3"), "(n − 1)·s − 2p + k");
  EXPECT_EQ(formula("conv --input 5x6 --kernel 3 --padding 0,1,0,2"),
            "⌊(n + 2p − k) / s⌋ + 1; ⌊(n + p₀ + p₁ − k) / s⌋ + 1");
}

TEST(Shape, TellsWhatTheLayerCosts) {
  const std::string stem = "shape conv --input 3x224x224 --kernel 7 --stride 2 --padding 3 --out-channels 64";
  const auto json = nlohmann::json::parse(run(stem + " --json").out);
  EXPECT_EQ(json["parameters"], 9408);
  EXPECT_EQ(json["multiplications"], 118013952);
  EXPECT_LT(json["useful_multiplications"], 118013952);
  EXPECT_EQ(json["memory"], 4 * (3 * 224 * 224 + 9408 + 64 * 112 * 112));
  EXPECT_THAT(run(stem).out, HasSubstr("parameters 9408, multiplications 118013952"));
  TestPlatform platform;
  platform.files["b.npy"] = write_npy({64}, std::vector<float>(64, 1.0f));
  EXPECT_EQ(nlohmann::json::parse(run(platform, stem + " --bias b.npy --json").out)["parameters"], 9472);
}

// Every size is asked for itself: which of them give 3 cells too.
TEST(Shape, TellsAllInputsOfItsOutput) {
  const auto inputs = [](const std::string& layer) {
    return nlohmann::json::parse(run("shape " + layer + " --json").out)["inputs"];
  };
  EXPECT_EQ(inputs("conv --input 5x6 --kernel 3 --stride 2 --padding 1"), nlohmann::json::parse("[[5, 6], [5, 6]]"));
  EXPECT_EQ(inputs("conv-transpose --input 5x6 --kernel 3"), nlohmann::json::parse("[[5, 5], [6, 6]]"));
  for (const std::string& layer : {std::string("conv --kernel 3 --stride 3 --padding 1 --dilation 2"),
                                   std::string("max-pool --kernel 3 --stride 2 --ceil-mode")}) {
    std::vector<std::int64_t> same;
    for (std::int64_t n = 3; n < 20; ++n)
      if (checked_size(layer + " --input 9x" + std::to_string(n)) == checked_size(layer + " --input 9x9"))
        same.push_back(n);
    EXPECT_EQ(inputs(layer + " --input 9x9")[1], (nlohmann::json{same.front(), same.back()})) << layer;
  }
  EXPECT_THAT(run("shape conv --input 5x7 --kernel 3 --stride 2").out,
              HasSubstr("inputs of this output: height 5–6, width 7–8\n"));
}

TEST(Shape, NeedsNoMemoryForLargeMaps) { EXPECT_EQ(checked_size("conv --input 8000x8000 --kernel 3"), "7998x7998"); }

TEST(Shape, SpeaksChinese) {
  const Ran ran = run("shape conv --input 3x3 --kernel 3 --language zh");
  EXPECT_THAT(ran.out, HasSubstr("高和宽"));
  EXPECT_EQ(last_line(ran.out), "1x1");
  EXPECT_EQ(run("--language zh shape conv --input 3x3 --kernel 3").out, ran.out);
}

}  // namespace
}  // namespace convoscope::testing
