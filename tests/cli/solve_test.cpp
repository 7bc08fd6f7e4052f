// `solve`: the form of its answers. What they are is core's test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

TEST(SolveCommand, ListsLayersAsJson) {
  const Json layers = Json::parse(run("solve conv-transpose --input 4x4 --output 7x7 --json").out);
  EXPECT_EQ(layers[1], Json::parse(R"({"kernel": [3, 3], "stride": [2, 2], "padding": [1, 1], "dilation": [1, 1],
                                       "output_padding": [0, 0]})"));
  EXPECT_EQ(Json::parse(run("solve conv --input 3x3 --output 30x30 --json").out), Json::array());
  // Each of them is what `shape` makes of it.
  for (const Json& layer : Json::parse(run("solve conv-transpose --input 3x2 --output 7x4 --per-axis --json").out)) {
    std::string command = "shape conv-transpose --input 3x2 --json";
    for (const auto& [name, value] : layer.items()) {
      const std::string flag = name == "output_padding" ? "output-padding" : name;
      command += " --" + flag + " " + value[0].dump() + "," + value[1].dump();
    }
    const Ran ran = run(command);
    ASSERT_EQ(ran.status, 0) << command << ran.err;
    EXPECT_EQ(Json::parse(ran.out)["output"], (Json{7, 4})) << command;
  }
}

TEST(SolveCommand, KeepsToItsBounds) {
  const auto layers = [](const std::string& bounds) {
    return Json::parse(run("solve conv-transpose --input 4x4 --output 7x7 --json " + bounds).out);
  };
  for (const Json& layer : layers("--max-kernel 4 --max-stride 3 --max-padding 1 --max-dilation 1")) {
    EXPECT_LE(layer["kernel"][0], 4);
    EXPECT_LE(layer["stride"][0], 3);
    EXPECT_LE(layer["padding"][0], 1);
    EXPECT_EQ(layer["dilation"][0], 1);
  }
  for (const Json& layer : layers("--max-output-padding 0")) EXPECT_EQ(layer["output_padding"][0], 0);
  EXPECT_GT(layers("--max-kernel 11").size(), layers("").size());
}

TEST(SolveCommand, WritesTextAndTables) {
  EXPECT_THAT(run("solve conv-transpose --input 4x4 --output 7x7").out,
              StartsWith("kernel 4  stride 1  padding 0\nkernel 3  stride 2  padding 1\n"));
  EXPECT_THAT(run("solve conv-transpose --input 4x4 --output 7x7 --format csv").out,
              StartsWith("kernel,stride,padding,dilation,output padding\n4,1,0,1,0\n"));
  EXPECT_THAT(run("solve conv --input 6x5 --output 3x5 --per-axis --format markdown").out,
              HasSubstr("| 2,1 | 2,1 | 0 |"));
  EXPECT_THAT(run("solve conv --input 4x4 --output 2x2 --language zh").out, StartsWith("卷积核 2  步幅 2"));
  const Ran none = run("solve conv --input 3x3 --output 30x30");
  EXPECT_EQ(none.status, 0);
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("--max-kernel"));
}

TEST(SolveCommand, TakesOneNumberForOneDimension) {
  const Json layer = Json::parse(run("solve conv --input 16 --output 8 --json").out)[0];
  EXPECT_EQ(layer["kernel"], (Json{1, 2}));
  EXPECT_EQ(layer["stride"], (Json{1, 2}));
  EXPECT_EQ(layer["padding"], (Json{0, 0}));
}

TEST(SolveCommand, NamesWhatIsWrong) {
  for (const auto& [words, named] : std::vector<std::pair<std::string, std::string>>{
           {"", "OP: missing"},
           {"convtranspose --input 4x4 --output 7x7", "did you mean conv-transpose?"},
           {"conv --output 7x7", "--input: missing"},
           {"conv --input 4x4", "--output: missing"},
           {"conv --input 4x4 --output 7", "HxW"},
           {"conv --input 1x4x4 --output 7x7", "--input: \"1x4x4\""},
           {"conv --input 0x4 --output 7x7", "--input"},
           {"conv --input 4x4 --output 7x7 --max-kernel 0", "--max-kernel"},
           {"conv --input 4x4 --output 7x7 --max-stride 65", "64"},
           {"conv --input 60x60 --output 20x20 --per-axis --max-kernel 64 --max-padding 64 --max-stride 8",
            "--per-axis"}}) {
    const Ran ran = run("solve " + words);
    EXPECT_EQ(ran.status, 2) << words;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(named));
  }
}

}  // namespace
}  // namespace convoscope::testing
