// Pooling through flags: what its defaults are, what is counted, what is refused; and how far --method fast may stray.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/fast.h"
#include "pytorch_cases.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// The last line of `shape`.
std::string size_of(const std::string& command) {
  const Ran ran = run("shape " + command);
  EXPECT_EQ(ran.status, 0) << ran.err;
  const std::size_t before = ran.out.find_last_of('\n', ran.out.size() - 2);
  return ran.out.substr(before + 1, ran.out.size() - before - 2);
}

TEST(Pooling, StridesByItsWindow) {
  EXPECT_EQ(size_of("max-pool --input 6x9 --kernel 2x3"), "3x3");
  EXPECT_EQ(size_of("avg-pool --input 6x9 --kernel 3 --stride 1"), "4x7");
  // A scene has a stride already.
  EXPECT_EQ(size_of("--preset numerical_max_pooling --kernel 2"), "4x4");
  EXPECT_THAT(run("compute --help").out,
              ::testing::ContainsRegex("Default:[ \n]+1;[ \n]+pooling:[ \n]+the[ \n]+kernel\\."));
}

TEST(Pooling, CountsPaddingOrNot) {
  const TestPlatform platform;
  const std::string padded = "avg-pool --input 2x2 --kernel 3 --stride 1 --padding 1";
  const float tenth = 10.0f / 9.0f;
  EXPECT_THAT(computed(platform, padded).data, ElementsAre(tenth, tenth, tenth, tenth));
  EXPECT_THAT(computed(platform, padded + " --count-include-pad true").data, ElementsAre(tenth, tenth, tenth, tenth));
  EXPECT_THAT(computed(platform, padded + " --count-include-pad false").data, ElementsAre(2.5f, 2.5f, 2.5f, 2.5f));
  // Frameworks that settle the padding count the input's cells alone.
  const std::string same = "avg-pool --input 5x5 --kernel 3 --stride 2 --auto-pad same-upper";
  EXPECT_THAT(computed(platform, same).data, ElementsAre(4, 5.5f, 7, 11.5f, 13, 14.5f, 19, 20.5f, 22));
  EXPECT_THAT(computed(platform, same + " --count-include-pad true").data,
              ElementsAre(16.0f / 9, 33.0f / 9, 28.0f / 9, 69.0f / 9, 13, 87.0f / 9, 76.0f / 9, 123.0f / 9, 88.0f / 9));
}

TEST(Pooling, RoundsUpInCeilMode) {
  EXPECT_EQ(size_of("max-pool --input 64x64 --kernel 3 --stride 2 --padding 1"), "32x32");
  EXPECT_EQ(size_of("max-pool --input 64x64 --kernel 3 --stride 2 --padding 1 --ceil-mode"), "33x33");
  EXPECT_EQ(size_of("max-pool --input 64x64 --kernel 3 --stride 2 --padding 1 --no-ceil-mode"), "32x32");
  EXPECT_EQ(size_of("max-pool --input 64x64 --kernel 3 --stride 2 --padding 1,1,2,2"), "33x33");
  EXPECT_EQ(size_of("max-pool --input 3x3 --kernel 4 --stride 2 --ceil-mode"), "1x1");
  const TestPlatform platform;
  std::vector<float> values(49);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
  platform.files["x.npy"] = write_npy({7, 7}, values);
  EXPECT_THAT(computed(platform, "avg-pool --input x.npy --kernel 2 --stride 3 --ceil-mode").data,
              ElementsAre(4, 7, 9.5f, 25, 28, 30.5f, 42.5f, 45.5f, 48));
}

TEST(Pooling, IsRefusedOnlyWhereAWindowHoldsNothingButPadding) {
  EXPECT_EQ(size_of("max-pool --input 12x12 --kernel 3 --stride 1 --padding 2 --dilation 2"), "12x12");
  EXPECT_EQ(size_of("max-pool --input 5x7 --kernel 3 --stride 2 --dilation 2 --auto-pad same-upper"), "3x4");
  const Ran refused = run("shape max-pool --input 1x1 --kernel 2 --stride 1 --padding 1 --dilation 2");
  EXPECT_EQ(refused.status, 2);
  EXPECT_TRUE(is_error_line(refused.err)) << refused.err;
  EXPECT_THAT(refused.err, HasSubstr("window 0 (counted from 0) would hold nothing but padding"));
}

TEST(Pooling, AloneKnowsItsFlags) {
  for (const std::string flag : {"--ceil-mode", "--count-include-pad false"}) {
    const Ran ran = run("shape conv --input 5x5 --kernel 3 " + flag);
    EXPECT_EQ(ran.status, 2);
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("avg-pool, max-pool"));
  }
  const Ran valued = run("shape avg-pool --input 5x5 --kernel 3 --ceil-mode=maybe");
  EXPECT_EQ(valued.status, 2);
  EXPECT_TRUE(is_error_line(valued.err)) << valued.err;
  const Ran ran = run("shape avg-pool --input 5x5 --kernel 3 --count-include-pad maybe");
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("false, true"));
}

TEST(Pooling, EqualsPyTorchThroughFlags) {
  const nlohmann::json cases = test::pytorch_cases("pytorch_pool.json");
  ASSERT_EQ(cases.size(), 300u);
  const auto pair = [](const nlohmann::json& two) {
    return std::to_string(two.at(0).get<int>()) + "," + std::to_string(two.at(1).get<int>());
  };
  for (const nlohmann::json& value : cases) {
    if (value.at("output").is_null()) continue;
    SCOPED_TRACE(value.at("name").get<std::string>());
    const TestPlatform platform;
    const nlohmann::json& input = value.at("input");
    platform.files["x.npy"] =
        write_npy(input.at("shape").get<std::vector<std::int64_t>>(), input.at("data").get<std::vector<float>>());
    std::vector<std::string> arguments{
        "compute", value.at("op") == "avg_pool2d" ? "avg-pool" : "max-pool", "--input", "x.npy", "-o", "y.npy"};
    for (const std::string name : {"kernel", "stride", "padding", "dilation"})
      arguments.insert(arguments.end(), {"--" + name, pair(value.at(name))});
    if (value.at("ceil_mode")) arguments.push_back("--ceil-mode");
    if (value.contains("count_include_pad"))
      arguments.insert(arguments.end(), {"--count-include-pad", value.at("count_include_pad") ? "true" : "false"});
    const Ran ran = run_words(platform, arguments);
    ASSERT_EQ(ran.status, 0) << ran.err;
    const nlohmann::json& output = value.at("output");
    EXPECT_EQ(platform.files["y.npy"], write_npy(output.at("shape").get<std::vector<std::int64_t>>(),
                                                 output.at("data").get<std::vector<float>>()));
  }
}

TEST(Compute, SumsInDoubleUnlessItIsToBeFast) {
  const TestPlatform platform;
  platform.files["w.npy"] = write_npy({1, 3}, {1, 1, 1});
  platform.files["large.npy"] = write_npy({1, 3}, {3e38f, 3e38f, -3e38f});
  platform.files["small.npy"] = write_npy({1, 3}, {0x1p24f, 1, -0x1p24f});
  EXPECT_THAT(computed(platform, "conv --input large.npy --weight w.npy").data, ElementsAre(3e38f));
  EXPECT_THAT(computed(platform, "conv --input small.npy --weight w.npy").data, ElementsAre(1));
  EXPECT_THAT(computed(platform, "conv --input large.npy --weight w.npy --method fast").data, ElementsAre(3e38f));
  const std::vector<float> fast = computed(platform, "conv --input small.npy --weight w.npy --method fast").data;
  ASSERT_EQ(fast.size(), 1u);
  EXPECT_LE(std::abs(fast[0] - 1), fast_error * 4 * (0x1p25 + 1));
  EXPECT_THAT(run("compute conv --input 3x3 --kernel 3 --method quick -o y.npy").err, HasSubstr("fast"));
}

}  // namespace
}  // namespace convoscope::testing
