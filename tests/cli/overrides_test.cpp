// A preset or a scene's file takes the flags of a layer over it, and every command takes either in place of an OP.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "document/presets.h"
#include "document/scene_file.h"
#include "picture/embedded_scene.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

/// The scene inside the picture that `request` exports.
Scene exported(const TestPlatform& platform, const std::string& request) {
  const Ran ran = run(platform, "export " + request + " -o -");
  EXPECT_EQ(ran.status, 0) << ran.err;
  const Result<SavedScene> saved = scene_of_file(ran.out);
  EXPECT_TRUE(saved) << ran.out.substr(0, 80);
  return saved ? saved->scene : Scene();
}

nlohmann::json shape_of(const std::string& request) {
  const Ran ran = run("shape " + request + " --json");
  EXPECT_EQ(ran.status, 0) << ran.err;
  return nlohmann::json::parse(ran.out, nullptr, false);
}

TEST(Overrides, ChangeWhatTheyNameAlone) {
  Scene expected = preset_named("dilation")->scene;
  for (AxisSpec& axis : expected.spec.axes) axis.stride = 2;
  EXPECT_EQ(exported(TestPlatform(), "--preset dilation --stride 2"), expected);
  expected.spec.axes[height].input = 8;
  expected.spec.axes[width].input = 9;
  expected.spec.padding_mode = PaddingMode::reflect;
  expected.theme = "dark";
  EXPECT_EQ(exported(TestPlatform(), "--preset dilation --stride 2 --input 8x9 --padding-mode reflect --theme dark"),
            expected);
}

TEST(Overrides, StandOverAScenesFile) {
  const TestPlatform platform;
  SavedScene saved = *preset_named("padding_strides_transposed");
  saved.scene.title = "mine";
  platform.files["mine.convo"] = write_scene(saved);
  Scene expected = saved.scene;
  expected.theme = "dark";
  for (AxisSpec& axis : expected.spec.axes) axis.pad_begin = axis.pad_end = 0;
  EXPECT_EQ(exported(platform, "mine.convo --theme dark --padding 0"), expected);
  EXPECT_THAT(run(platform, "shape mine.convo --padding 0").out, EndsWith("\n7x7\n"));
}

// (n + 2p - K) / s + 1 with K = d(k - 1) + 1.
TEST(Overrides, ReachTheSizeArithmetic) {
  EXPECT_THAT(run("shape --preset dilation").out, EndsWith("\n3x3\n"));
  EXPECT_THAT(run("shape --preset dilation --stride 2").out, EndsWith("\n2x2\n"));
  EXPECT_THAT(run("shape --preset dilation --input 9x8 --dilation 1").out, EndsWith("\n7x6\n"));
  EXPECT_EQ(shape_of("--preset dilation --stride 2 --auto-pad same-upper")["output"], (nlohmann::json{4, 4}));
  EXPECT_EQ(shape_of("--preset dilation --groups 2 --input 4x7x7 --out-channels 6")["output_shape"],
            (nlohmann::json{1, 6, 3, 3}));
}

// PyTorch's ConvTranspose2d(1, 1, 3, stride=2, padding=1) on 3x3 with output_size=(6, 6): output padding 1.
TEST(Overrides, OfTheOutputSizeKeepThePaddingThatIsThere) {
  const nlohmann::json shape = shape_of("--preset padding_strides_transposed --output-size 6,6");
  EXPECT_EQ(shape["output"], (nlohmann::json{6, 6}));
  EXPECT_EQ(shape["padding"], (nlohmann::json{1, 1, 1, 1}));
  EXPECT_EQ(shape["output_padding"], (nlohmann::json{1, 1}));
}

// The figures of numerical convolutions in "A guide to convolution arithmetic for deep learning".
TEST(Overrides, KeepTheValues) {
  const TestPlatform platform;
  EXPECT_EQ(computed(platform, "--preset numerical_padding_strides").data,
            (std::vector<float>{6, 17, 3, 8, 17, 13, 6, 4, 4}));
  EXPECT_EQ(computed(platform, "--preset numerical_padding_strides --stride 1 --padding 0").data,
            (std::vector<float>{12, 12, 17, 10, 17, 19, 9, 6, 14}));
}

TEST(Overrides, OfTheInputBringItsValues) {
  const TestPlatform platform;
  platform.files["x.npy"] = write_npy({4, 4}, std::vector<float>(16, 1.0f));
  platform.files["w.npy"] = write_npy({2, 1, 3, 3}, std::vector<float>(18, 1.0f));
  EXPECT_EQ(computed(platform, "--preset numerical_no_padding_no_strides --input x.npy").data,
            (std::vector<float>(4, 10)));  // the kernel's sum
  EXPECT_EQ(computed(platform, "--preset numerical_average_pooling --input 3x3").data, (std::vector<float>{5}));
  EXPECT_EQ(computed(platform, "--preset dilation --dilation 1 --input x.npy --weight w.npy").data,
            (std::vector<float>(8, 9)));
}

TEST(Overrides, ListTheConnections) {
  EXPECT_EQ(run("connections --preset article").out,
            run("connections conv --input 3x3 --kernel 3 --stride 2 --padding 1").out);
  EXPECT_EQ(run("connections --preset article --stride 1").out,
            run("connections conv --input 3x3 --kernel 3 --padding 1").out);
}

TEST(Overrides, AreJudgedAsTheLayerOfAnOperationIs) {
  for (const auto& [request, named] : std::vector<std::pair<std::string, std::string>>{
           {"--preset dilation --input 3x3", "kernel"},
           {"--preset dilation --padding 1 --auto-pad valid", "--auto-pad"},
           {"--preset dilation --output-padding 1", "output padding belongs to conv-transpose; conv has none"},
           {"--preset numerical_max_pooling --groups 2", "--groups"},
           {"--preset padding_strides_transposed --output-size 9,9", "output size"},
           {"--preset dilation --stride two", "--stride"},
           {"dilation --stride 2", "--preset dilation"},
           {"conv --preset dilation", "--preset"}}) {
    const Ran ran = run("shape " + request);
    EXPECT_EQ(ran.status, 2) << request;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(named)) << request;
  }
}

// Sobel's operator over a ramp along the rows: 8 times its slope.
TEST(Weights, AreNamed) {
  const TestPlatform platform;
  EXPECT_EQ(computed(platform, "conv --input 3x3 --weight sobel-x").data, (std::vector<float>{8}));
  EXPECT_EQ(computed(platform, "conv --input 3x3 --weight sobel-y").data, (std::vector<float>{24}));
  EXPECT_EQ(computed(platform, "conv --input 3x3 --weight sobel-x,flipped").data, (std::vector<float>{-8}));
  EXPECT_EQ(computed(platform, "conv --input 3x3 --weight sobel-x,flipped,normalized").data, (std::vector<float>{-1}));
  EXPECT_EQ(computed(platform, "conv --input 3x3 --weight gaussian").data, (std::vector<float>{5}));
  EXPECT_EQ(computed(platform, "conv --input 5x5 --weight box --kernel 5").data, (std::vector<float>{13}));
  EXPECT_EQ(computed(platform, "conv --input 2x3x3 --weight identity --out-channels 3").data,
            (std::vector<float>{19, 19, 19}));
  EXPECT_EQ(computed(platform, "conv --input 2x3x3 --weight identity --groups 2").data, (std::vector<float>{5, 14}));
  EXPECT_EQ(computed(platform, "conv --input 5 --weight gaussian").data, (std::vector<float>{2, 3, 4}));
  EXPECT_EQ(computed(platform, "conv-transpose --input 1x2 --weight nearest --stride 2").data,
            (std::vector<float>{1, 1, 2, 2, 1, 1, 2, 2}));
  EXPECT_EQ(computed(platform, "conv-transpose --input 2x2 --weight bilinear --stride 2 --padding 1").data.front(),
            .5625f);
  EXPECT_EQ(computed(platform, "--preset numerical_padding_strides --weight box").shape,
            (std::vector<std::int64_t>{3, 3}));
}

TEST(Weights, OfUnknownNamesAreToldInOneLine) {
  for (const auto& [request, named] : std::vector<std::pair<std::string, std::string>>{
           {"conv --input 5x5 --weight sobelx", "did you mean sobel-x"},
           {"conv --input 5x5 --weight sobel-x,turned", "flipped, normalized"},
           {"conv --input 9x9 --weight sobel-x --kernel 5", "sobel-x is 3x3"},
           {"conv --input 9x9 --weight box --kernel 70000", "kernel"},
           {"conv --input 2x2 --weight sobel-x", "kernel"}}) {
    const Ran ran = run("shape " + request);
    EXPECT_EQ(ran.status, 2) << request;
    EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(named)) << request;
  }
}

// PyTorch's layouts: Conv2d (out, in/groups, kH, kW), ConvTranspose2d (in, out/groups, kH, kW).
TEST(Weights, OfTheOtherLayoutAreToldInBothReadings) {
  const TestPlatform platform;
  platform.files["w.npy"] = write_npy({6, 2, 3, 5}, std::vector<float>(180, 1.0f));
  EXPECT_EQ(run(platform, "shape conv --input 4x9x9 --weight w.npy --groups 2").status, 0);
  const Ran ran = run(platform, "shape conv-transpose --input 4x9x9 --weight w.npy --groups 2");
  EXPECT_EQ(ran.status, 2);
  EXPECT_TRUE(is_error_line(ran.err)) << ran.err;
  for (const char* part : {"w.npy", "6x2x3x5", "(in, out/groups, kH, kW): 6 channels in, 4 out", "the input has 4",
                           "(out, in/groups, kH, kW), it is 4 in, 6 out"})
    EXPECT_THAT(ran.err, HasSubstr(part));
}

}  // namespace
}  // namespace convoscope::testing
