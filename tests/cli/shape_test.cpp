// `shape`: the sizes of the frameworks' own documentation, and that the lines above the last one explain it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

std::string size_of(const std::string& layer) {
  const Ran ran = run("shape " + layer);
  EXPECT_EQ(ran.status, 0) << ran.err;
  const auto json = nlohmann::json::parse(run("shape " + layer + " --json").out);
  EXPECT_EQ(json["output"][0].dump() + "x" + json["output"][1].dump(), last_line(ran.out));
  return last_line(ran.out);
}

TEST(Shape, OfTheReferenceLayers) {
  EXPECT_EQ(size_of("conv --input 3x3 --kernel 3 --stride 2 --padding 1"), "2x2");
  EXPECT_EQ(size_of("conv-transpose --input 2x2 --kernel 3 --stride 2 --padding 1"), "3x3");
  // PyTorch's documentation of ConvTranspose2d.
  EXPECT_EQ(size_of("conv-transpose --input 16x50x100 --kernel 3,5 --stride 2,1 --padding 4,2 --out-channels 33"),
            "93x100");
  EXPECT_EQ(size_of("conv --input 16x12x12 --kernel 3 --stride 2 --padding 1"), "6x6");
  EXPECT_EQ(size_of("conv-transpose --input 16x6x6 --kernel 3x3 --stride 2 --padding 1"), "11x11");
  EXPECT_EQ(size_of("conv-transpose --input 16x6x6 --kernel 3 --stride 2 --padding 1 --output-size 12,12"), "12x12");
  // ONNX's of ConvTranspose.
  EXPECT_EQ(size_of("conv-transpose --input 3x3 --kernel 3 --stride 3,2 --output-padding 1"), "10x8");
  EXPECT_EQ(size_of("conv-transpose --input 3x3 --kernel 3 --stride 3,2 --output-size 10,8"), "10x8");
  EXPECT_EQ(size_of("conv-transpose --input 3x3 --kernel 3 --stride 2 --auto-pad same-upper"), "6x6");
  // TensorFlow's SAME, VALID.
  EXPECT_EQ(size_of("conv --input 5x6 --kernel 3 --stride 2 --auto-pad same-lower"), "3x3");
  EXPECT_EQ(size_of("conv --input 5x6 --kernel 3 --stride 2 --auto-pad valid"), "2x2");
  EXPECT_EQ(size_of("max-pool --input 3x7x8 --kernel 2 --stride 2"), "3x4");
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

TEST(Shape, NeedsNoMemoryForLargeMaps) { EXPECT_EQ(size_of("conv --input 8000x8000 --kernel 3"), "7998x7998"); }

TEST(Shape, SpeaksChinese) {
  const Ran ran = run("shape conv --input 3x3 --kernel 3 --language zh");
  EXPECT_THAT(ran.out, HasSubstr("高和宽"));
  EXPECT_EQ(last_line(ran.out), "1x1");
  EXPECT_EQ(run("--language zh shape conv --input 3x3 --kernel 3").out, ran.out);
}

}  // namespace
}  // namespace convoscope::testing
