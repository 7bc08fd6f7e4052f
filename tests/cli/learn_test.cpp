// `learn`: the form of its answers and what it refuses. That it learns is core's test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

const std::vector<std::vector<double>> sobel{{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};

void expect_near(const Json& kernel, const std::vector<std::vector<double>>& wanted) {
  ASSERT_EQ(kernel.size(), wanted.size());
  for (std::size_t row = 0; row < wanted.size(); ++row)
    for (std::size_t column = 0; column < wanted[row].size(); ++column)
      EXPECT_NEAR(kernel[row][column].get<double>(), wanted[row][column], 1e-3) << row << ',' << column;
}

TEST(LearnCommand, LearnsSobelStepByStep) {
  const Json states = Json::parse(run("learn conv --input 16x16 --kernel 3 --target sobel-x --json").out);
  ASSERT_EQ(states.size(), 101u);
  expect_near(states[0]["kernel"], {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}});
  for (std::size_t i = 1; i < states.size(); ++i) {
    EXPECT_EQ(states[i]["step"], i);
    if (states[i - 1]["loss"] > 1e-9) {
      EXPECT_LT(states[i]["loss"], states[i - 1]["loss"]) << i;
    }
  }
  expect_near(states[100]["kernel"], sobel);
  // Fewer steps are the first of them, and another seed draws another input.
  const Json fewer = Json::parse(run("learn conv --input 16x16 --kernel 3 --target sobel-x --steps 4 --json").out);
  EXPECT_TRUE(std::equal(fewer.begin(), fewer.end(), states.begin()));
  EXPECT_NE(run("learn conv --input 16x16 --kernel 3 --target sobel-x --steps 4 --seed 2 --json").out,
            run("learn conv --input 16x16 --kernel 3 --target sobel-x --steps 4 --json").out);
  expect_near(Json::parse(run("learn conv-transpose --input 9x9 --kernel 3 --stride 2 --target sobel-x,flipped "
                              "--rate 0.3 --json")
                              .out)
                  .back()["kernel"],
              {{1, 0, -1}, {2, 0, -2}, {1, 0, -1}});
}

TEST(LearnCommand, LearnsFromFiles) {
  TestPlatform platform;
  // y = 3 x, from a start of 1.
  platform.files["x.npy"] = write_npy({2, 2}, {1, 2, -1, 0});
  platform.files["w.npy"] = write_npy({1, 1}, {1});
  platform.files["y.npy"] = write_npy({2, 2}, {3, 6, -3, 0});
  const Json states =
      Json::parse(run(platform, "learn conv --input x.npy --weight w.npy --target y.npy --steps 50 --json").out);
  EXPECT_EQ(states[0]["loss"], 6);            // 4 + 16 + 4 + 0 over 4
  expect_near(states[1]["kernel"], {{1.6}});  // 1 + 0.1 * 2 * (2 + 8 + 2) / 4
  expect_near(states[50]["kernel"], {{3}});
  platform.files["line.npy"] = write_npy({4}, {1, 2, -1, 0});
  platform.files["sums.npy"] = write_npy({3}, {3, 1, -1});
  expect_near(Json::parse(run(platform, "learn conv --input line.npy --kernel 2 --target sums.npy --json").out)
                  .back()["kernel"],
              {{1, 1}});
}

TEST(LearnCommand, WritesTextAndTables) {
  const std::string request = "learn conv --input 16x16 --kernel 3 --target sobel-x --steps 60";
  const std::string text = run(request).out;
  EXPECT_THAT(text, StartsWith("step   0  loss "));
  EXPECT_THAT(text, HasSubstr("\n\nkernel\n-1  0  1\n-2  0  2\n-1  0  1\n"));
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 61 + 2 + 3);
  EXPECT_THAT(run(request + " --language zh").out, HasSubstr("\n\n卷积核\n"));
  const std::string csv = run(request + " --format csv").out;
  EXPECT_THAT(csv, StartsWith("step,loss,\"w[0,0]\",\"w[0,1]\""));
  EXPECT_THAT(csv, HasSubstr(",-1,0,1,-2,0,2,-1,0,1\n"));
  // Of several channels a plane each.
  const std::string channels = "learn conv --input 2x8x8 --kernel 3 --out-channels 3 --target box --steps 1";
  EXPECT_THAT(run(channels).out, HasSubstr("\n\nkernel 2,1\n"));
  const Json kernel = Json::parse(run(channels + " --json").out)[1]["kernel"];
  EXPECT_EQ(kernel.size(), 3u);
  EXPECT_EQ(kernel[0].size(), 2u);
}

TEST(LearnCommand, SaysWhereTheRateIsTooLarge) {
  const Ran rose = run("learn conv --input 16x16 --kernel 3 --target sobel-x --rate 1 --steps 5");
  EXPECT_EQ(rose.status, 0);
  EXPECT_THAT(rose.err, HasSubstr("note: the loss rose from"));
  const Ran diverged = run("learn conv --input 16x16 --kernel 3 --target sobel-x --rate 1000 --json");
  EXPECT_EQ(diverged.status, 0);
  EXPECT_THAT(diverged.err, HasSubstr("a smaller --rate"));
  EXPECT_LT(Json::parse(diverged.out).size(), 101u);
}

TEST(LearnCommand, WritesPicturesInPlaceOfTheTable) {
  TestPlatform platform;
  const std::string request = "learn conv --input 16x16 --kernel 3 --target sobel-x --steps 12 ";
  const auto file = [&](const std::string& flags, const std::string& name) {
    const Ran ran = run(platform, request + flags + " -o " + name);
    EXPECT_EQ(ran.status, 0) << ran.err;
    EXPECT_EQ(ran.out, "");
    return platform.files[name];
  };
  const std::string last = file("", "last.svg");
  EXPECT_THAT(last, HasSubstr("step 12 of 12"));
  EXPECT_EQ(file("--step 12", "again.svg"), last);
  EXPECT_THAT(file("--step 0 --theme dark --language zh", "first.svg"), HasSubstr("第 0 步，共 12 步"));
  const std::string all = file("", "all.html");
  for (const char* const step : {"step 0 of 12", "step 5 of 12", "step 12 of 12"}) EXPECT_THAT(all, HasSubstr(step));
  for (const auto& [flags, named] :
       std::vector<std::pair<std::string, std::string>>{{"-o a.svg --step 13", "--step: 13"},
                                                        {"-o a.html --step 3", "--step"},
                                                        {"-o a.svg --json", "--json"},
                                                        {"-o a.svg --fps 2", "--fps"},
                                                        {"-o a.svg --theme drak", "did you mean dark?"},
                                                        {"-o a.xlsx", "a.xlsx"},
                                                        {"-o -", "-o"},
                                                        {"--step 3", "add -o FILE"},
                                                        {"--theme dark", "add -o FILE"},
                                                        {"-o a.svg --select kernel[0,0]", "--select"}}) {
    const Ran ran = run(platform, request + flags);
    EXPECT_EQ(ran.status, 2) << flags;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(named));
  }
  EXPECT_FALSE(platform.files.contains("a.svg"));
}

// y = w x on 1, 2, -1, 0 with w = 1 where 3 is wanted: g = 2 (y - t) / 4 = -1, -2, 1, 0.
TEST(LearnCommand, TellsAWeightsGradientAsASum) {
  TestPlatform platform;
  platform.files["x.npy"] = write_npy({2, 2}, {1, 2, -1, 0});
  platform.files["w.npy"] = write_npy({1, 1}, {1});
  platform.files["y.npy"] = write_npy({2, 2}, {3, 6, -3, 0});
  const std::string request = "learn conv --input x.npy --weight w.npy --target y.npy --select kernel[0,0] --step 0";
  EXPECT_EQ(run(platform, request).out,
            "w[0,0] = 1 after step 0\n"
            "connections it takes part in: 4; g = dL/dy = 2 (y − t) / 4\n"
            "x[0,0] · g[0,0] = 1 · (−1) = −1\n"
            "x[0,1] · g[0,1] = 2 · (−2) = −4\n"
            "x[1,0] · g[1,0] = −1 · 1 = −1\n"
            "x[1,1] · g[1,1] = 0 · 0 = 0\n"
            "dL/dw[0,0] = −6\n"
            "w[0,0] ← 1 − 0.1 · (−6) = 1.6\n");
  EXPECT_THAT(run(platform, request + " --language zh").out, StartsWith("第 0 步后 w[0,0] = 1\n它参与的连接：4 条"));
  const Json told = Json::parse(run(platform, request + " --json").out);
  EXPECT_EQ(told["terms"].size(), 4u);
  EXPECT_EQ(told["terms"][1], Json::parse(R"({"input": [0, 1], "output": [0, 1], "x": 2, "g": -2, "value": -4})"));
  EXPECT_EQ(told["gradient"], -6);
  EXPECT_EQ(told["next"], 1.6);
  // What a step does is what is told before it, also with channels.
  const std::string channels =
      "learn conv-transpose --input 2x4x4 --kernel 3 --out-channels 2 --stride 2 --target box ";
  const Json states = Json::parse(run(channels + "--steps 5 --json").out);
  const Json weight = Json::parse(run(channels + "--select kernel[1,0,2,1] --step 3 --json").out);
  EXPECT_NEAR(weight["value"].get<double>(), states[3]["kernel"][1][0][2][1].get<double>(), 1e-6);
  EXPECT_NEAR(weight["next"].get<double>(), states[4]["kernel"][1][0][2][1].get<double>(), 1e-6);
  EXPECT_EQ(weight["terms"][0]["input"][0], 1);
  EXPECT_EQ(weight["terms"][0]["output"][0], 0);
  for (const std::string wrong :
       {"kernel", "kernel[3,0]", "kernel[0,-1]", "kernel[0,0,0,0,0]", "output[0,0]", "kernel[a]"}) {
    const Ran ran = run("learn conv --input 6x6 --kernel 3 --target box --select " + wrong);
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("kernel[0,0]"));
  }
}

TEST(LearnCommand, NamesWhatIsWrong) {
  TestPlatform platform;
  platform.files["y.npy"] = write_npy({3, 3}, std::vector<float>(9));
  platform.files["nan.npy"] = write_npy({4, 4}, std::vector<float>(16, std::nanf("")));
  const std::string layer = "conv --input 6x6 --kernel 3 ";
  for (const auto& [words, named] : std::vector<std::pair<std::string, std::string>>{
           {"", "OP: missing"},
           {layer, "--target: missing"},
           {layer + "--target sobelx", "did you mean sobel-x"},
           {layer + "--target sobel-x,turned", "\"turned\""},
           {"conv --input 6x6 --kernel 2 --target sobel-x", "the layer's kernel is 2x2"},
           {layer + "--target y.npy", "(3, 3)"},
           {layer + "--target nan.npy", "NaN"},
           {layer + "--target sobel-x --steps -1", "--steps"},
           {layer + "--target sobel-x --steps 10001", "10000"},
           {"conv --input 1000x1000 --kernel 11 --target box", "--steps: 100"},
           {"conv --input 8000x8000 --kernel 11 --target box", "multiplications"},
           {layer + "--target sobel-x --rate 0", "--rate"},
           {layer + "--target sobel-x --rate nan", "--rate"},
           {layer + "--target sobel-x --seed x", "--seed"},
           {"conv --input y.npy --kernel 3 --target sobel-x --seed 2", "--seed"},
           {"max-pool --input 6x6 --kernel 3 --target sobel-x", "max-pool has no kernel"}}) {
    const Ran ran = run(platform, "learn " + words);
    EXPECT_EQ(ran.status, 2) << words;
    EXPECT_EQ(ran.out, "");
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(named));
  }
  EXPECT_EQ(run("learn conv --input 6x6 --kernel 3 --target missing.npy").status, 1);
}

}  // namespace
}  // namespace convoscope::testing
