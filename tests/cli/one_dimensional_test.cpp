// One-dimensional layers: sizes of one number, arrays of PyTorch's Conv1d and ConvTranspose1d. Values against sums
// written out here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using Numbers = std::vector<float>;

void fill_with_files(const TestPlatform& platform) {
  platform.files["x.npy"] = write_npy({6}, {1, -2, 3, 5, 8, 13});
  platform.files["w.npy"] = write_npy({3}, {2, 1, -1});
  platform.files["x2.npy"] = write_npy({2, 4}, {1, 2, 3, 4, 5, 6, 7, 8});
  platform.files["x3.npy"] = write_npy({1, 2, 4}, {1, 2, 3, 4, 5, 6, 7, 8});
  platform.files["w3.npy"] = write_npy({3, 2, 2}, {1, 0, 0, 1, 1, 1, 1, 1, 0, 2, -1, 0});
  platform.files["w2d.npy"] = write_npy({1, 1, 3, 3}, Numbers(9, 1));
  platform.files["x4d.npy"] = write_npy({1, 1, 5, 5}, Numbers(25, 1));
}

TEST(OneDimensional, SizesAreOneNumber) {
  EXPECT_EQ(run("shape conv --input 16 --kernel 3 --stride 2 --padding 1 --json").out,
            run("shape conv --input 1x16 --kernel 1x3 --stride 1,2 --padding 0,1 --json").out);
  EXPECT_THAT(run("shape conv --input 16 --kernel 3 --stride 2 --padding 1").out, EndsWith("\n1x8\n"));
  EXPECT_THAT(run("shape conv --input 16 --kernel 3 --padding 2,0").out, EndsWith("\n1x16\n"));
  EXPECT_EQ(nlohmann::json::parse(run("shape conv --input 16 --kernel 3 --padding 2,0 --json").out)["padding"],
            (nlohmann::json{0, 2, 0, 0}));
  // PyTorch's ConvTranspose1d: (8 - 1) * 2 - 2 + 3 = 15, and one more of output padding.
  EXPECT_THAT(run("shape conv-transpose --input 8 --kernel 3 --stride 2 --padding 1 --output-padding 1").out,
              EndsWith("\n1x16\n"));
  EXPECT_THAT(run("shape conv-transpose --input 8 --kernel 3 --stride 2 --padding 1 --output-size 16").out,
              EndsWith("\n1x16\n"));
  EXPECT_THAT(run("shape conv --input 16 --kernel 5 --stride 3 --auto-pad same-upper").out, EndsWith("\n1x6\n"));
  EXPECT_THAT(run("shape max-pool --input 3x16 --kernel 2 --stride 2 --one-dimensional").out, EndsWith("\n1x8\n"));
  EXPECT_THAT(run("shape conv --input 16 --kernel 3").out, Not(HasSubstr("height")));
}

TEST(OneDimensional, ShapeSpeaksOfOneAxis) {
  const std::string told = run("shape conv --input 17 --kernel 4 --stride 3 --auto-pad same-upper").out;
  EXPECT_THAT(told, HasSubstr("padding: left 1, right 1\n"));  // (6 - 1) · 3 + 4 - 17 = 2
  EXPECT_THAT(run("shape conv --input 17 --kernel 4 --stride 3").out, HasSubstr("at the end of the input: 1 cells\n"));
  EXPECT_THAT(run("snippet --to pytorch conv --input 16 --kernel 3 --padding 2,0").out,
              HasSubstr("F.pad(x, (2, 0))\nlayer = nn.Conv1d(1, 1, 3"));
}

TEST(OneDimensional, ComputeAnswersInTheSameRank) {
  const TestPlatform platform;
  fill_with_files(platform);
  // 2x[i] + x[i+1] - x[i+2].
  EXPECT_EQ(computed(platform, "conv --input x.npy --weight w.npy"), (NpyArray{{4}, {-3, -6, 3, 5}}));
  EXPECT_EQ(computed(platform, "conv --input x.npy --weight w.npy --padding 1,0 --stride 2"),
            (NpyArray{{3}, {3, -6, 5}}));
  // Out 0: x0[i] + x1[i+1]; out 1: all four; out 2: 2 x0[i+1] - x1[i].
  const Numbers expected{7, 9, 11, 14, 18, 22, -1, 0, 1};
  EXPECT_EQ(computed(platform, "conv --input x2.npy --weight w3.npy"), (NpyArray{{3, 3}, expected}));
  EXPECT_EQ(computed(platform, "conv --input x3.npy --weight w3.npy"), (NpyArray{{1, 3, 3}, expected}));
  EXPECT_EQ(computed(platform, "conv --input 2x4 --weight w3.npy"), (NpyArray{{3, 3}, expected}));
  // Each input spreads over stride 2: 1, -2, 3, ... times 2, 1, -1.
  EXPECT_EQ(computed(platform, "conv-transpose --input x.npy --weight w.npy --stride 2"),
            (NpyArray{{13}, {2, 1, -5, -2, 8, 3, 7, 5, 11, 8, 18, 13, -13}}));
  EXPECT_EQ(computed(platform, "max-pool --input x2.npy --kernel 2 --stride 2 --one-dimensional"),
            (NpyArray{{2, 2}, {2, 4, 6, 8}}));
}

TEST(OneDimensional, ArraysOfTwoAndThreeExtentsAreMapsByThemselves) {
  const TestPlatform platform;
  fill_with_files(platform);
  EXPECT_EQ(computed(platform, "conv --input x2.npy --kernel 1").shape, (std::vector<std::int64_t>{2, 4}));
  EXPECT_EQ(computed(platform, "max-pool --input x3.npy --kernel 1").shape, (std::vector<std::int64_t>{1, 2, 4}));
}

TEST(OneDimensional, DimensionsAreNotMixed) {
  const TestPlatform platform;
  fill_with_files(platform);
  for (const auto& [request, status, named] : std::vector<std::tuple<std::string, int, std::string>>{
           {"conv --input x.npy --weight w2d.npy", 1, "w2d.npy (1, 1, 3, 3)"},
           {"conv --input 16 --weight w2d.npy", 1, "--input 16"},
           {"conv --input x4d.npy --weight w3.npy", 1, "x4d.npy (1, 1, 5, 5)"},
           {"conv --input 16 --kernel 3 --stride 1,2", 2, "--stride"},
           {"conv --input 16 --kernel 3 --padding 1,1,1,1", 2, "left,right"},
           {"conv-transpose --input 16 --kernel 3 --output-size 18,18", 2, "--output-size"}}) {
    const Ran ran = run(platform, "shape " + request);
    EXPECT_EQ(ran.status, status) << request;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(named));
  }
}

// A scene says so itself; flags over it are then of one number too.
TEST(OneDimensional, ScenesMaySayThatTheyAre) {
  const TestPlatform platform;
  platform.files["line.convo"] =
      R"({"convoscope": 2, "layer": {"dimensions": 1, "input": 16, "kernel": 3, "stride": 2, "padding": 1}})";
  const auto shape = [&](const std::string& flags) { return run(platform, "shape line.convo " + flags).out; };
  EXPECT_EQ(shape("--json"), run("shape conv --input 16 --kernel 3 --stride 2 --padding 1 --json").out);
  EXPECT_EQ(shape("--stride 1 --padding 2,0 --json"), run("shape conv --input 16 --kernel 3 --padding 2,0 --json").out);
  EXPECT_EQ(shape("--input 20 --json"), run("shape conv --input 20 --kernel 3 --stride 2 --padding 1 --json").out);
  EXPECT_EQ(shape("--kernel 1x5 --json"),
            run("shape conv --input 1x16 --kernel 1x5 --stride 1,2 --padding 0,1 --json").out);
}

}  // namespace
}  // namespace convoscope::testing
