// `export` and `presets`: which picture comes out. How it looks is for the figures' and the exporters' own tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "document/presets.h"
#include "document/scene_file.h"
#include "figure/draw/theme_names.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

std::string svg_of(const TestPlatform& platform, const std::string& request) {
  const Ran ran = run(platform, "export " + request + " -o -");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("<svg"));
  return ran.out;
}

/// How many pages poppler finds in a PDF file of these bytes.
std::string pages_of(const std::string& pdf) {
  const auto path = std::filesystem::temp_directory_path() / ("convoscope_pages_" + std::to_string(getpid()) + ".pdf");
  std::ofstream(path, std::ios::binary) << pdf;
  FILE* const count = popen(("pdfinfo " + path.string() + " | sed -n 's/^Pages: *//p'").c_str(), "r");
  char text[32] = "";
  if (count && !std::fgets(text, sizeof text, count)) text[0] = '\0';
  if (count) pclose(count);
  std::filesystem::remove(path);
  return std::string(text, std::strcspn(text, "\n"));
}

std::string svg_of(const std::string& request) { return svg_of(TestPlatform(), request); }

TEST(Presets, AreTheArticleAndNineteenFigures) {
  const Ran text = run("presets");
  EXPECT_EQ(text.status, 0);
  EXPECT_THAT(text.out, StartsWith("article\nno_padding_no_strides\n"));
  EXPECT_EQ(std::count(text.out.begin(), text.out.end(), '\n'), 20);
  std::string listed;
  for (const auto& name : nlohmann::json::parse(run("presets --json").out)) listed += name.get<std::string>() + '\n';
  EXPECT_EQ(listed, text.out);
}

TEST(Export, DrawsCodeWithoutAnyOtherFlag) {
  const TestPlatform platform;
  const Ran code = run_words(platform, {"export", "--snippet", "nn.ConvTranspose2d(1, 1, 3, 2, 1)", "-o", "-"});
  EXPECT_EQ(code.status, 0) << code.err;
  EXPECT_THAT(code.out, HasSubstr("Transposed convolution, 1×1 → 1×1</title>"));
  const Ran frames = run_words(
      platform, {"export", "--snippet", "nn.ConvTranspose2d(1, 1, 3, 2, 1)", "--frames", "made", "--format", "svg"});
  EXPECT_EQ(frames.status, 0) << frames.err;
  EXPECT_THAT(platform.files, ::testing::Contains(::testing::Key("made/layer-01.svg")));
  EXPECT_THAT(run("export --layer conv1 -o -").err, StartsWith("convoscope: error: --layer: "));
}

TEST(Export, WritesEveryPreset) {
  for (const Preset& preset : presets())
    EXPECT_THAT(svg_of("--preset " + std::string(preset.name)), HasSubstr("</svg>")) << preset.name;
}

TEST(Export, ShowsTheFinalStateUnlessAStepIsNamed) {
  const std::string preset = "--preset padding_strides_transposed";
  EXPECT_EQ(svg_of(preset), svg_of(preset + " --step 25"));
  EXPECT_NE(svg_of(preset), svg_of(preset + " --step 7"));
  EXPECT_THAT(svg_of(preset + " --step 7"), HasSubstr("step 7 of 25"));
}

TEST(Export, OfTheArticleIsTheDefault) { EXPECT_EQ(svg_of(""), svg_of("--preset article")); }

TEST(Export, ToAFileIsTheSameAsToStandardOutput) {
  const TestPlatform platform;
  EXPECT_EQ(run(platform, "export -o a.svg").status, 0);
  EXPECT_EQ(platform.files["a.svg"], svg_of(""));
  EXPECT_EQ(run(platform, "export -o b --format svg").status, 0);
  EXPECT_EQ(platform.files["b"], svg_of(""));
  EXPECT_EQ(run(platform, "export -o a.png").status, 0);
  EXPECT_THAT(platform.files["a.png"], StartsWith("\x89PNG"));
}

TEST(Export, OfAnOperationShowsThatOperationWithItsValues) {
  const TestPlatform platform;
  platform.files["x.npy"] = write_npy({2, 2}, {1000, 0, 0, 0});
  const std::string layer = "conv-transpose --kernel 3 --stride 2 --padding 1 --view maps --input ";
  EXPECT_THAT(svg_of(layer + "2x2"), HasSubstr("Transposed convolution"));
  EXPECT_THAT(svg_of(layer + "2x2"), Not(HasSubstr(">5000<")));
  EXPECT_THAT(svg_of(platform, layer + "x.npy"), HasSubstr(">5000<"));
}

TEST(Export, OfASceneFileIsThatScene) {
  const TestPlatform platform;
  SavedScene saved = *preset_named("padding_strides_transposed");
  platform.files["a.convo"] = write_scene(saved);
  EXPECT_EQ(svg_of(platform, "a.convo"), svg_of("--preset padding_strides_transposed"));
  saved.scene.theme = "dark";
  platform.files["dark.convo"] = write_scene(saved);
  EXPECT_EQ(svg_of(platform, "dark.convo"), svg_of("--preset padding_strides_transposed --theme dark"));
}

TEST(Export, TakesViewThemeAndLanguage) {
  EXPECT_THAT(svg_of("--view maps"), Not(HasSubstr("16, the same in both directions")));
  EXPECT_THAT(svg_of("--view connections"), HasSubstr("16, the same in both directions"));
  EXPECT_THAT(svg_of("--language zh"), HasSubstr("转置卷积"));
  EXPECT_NE(svg_of("--theme dark"), svg_of(""));
  EXPECT_NE(svg_of("--transparent"), svg_of(""));
}

TEST(Export, OfAnExportedPictureIsItsScene) {
  const TestPlatform platform;
  const std::string request = "--preset padding_strides_transposed --step 7";
  for (const std::string ending : {"svg", "png", "pdf"})
    EXPECT_EQ(run(platform, "export " + request + " -o a." + ending).status, 0);
  for (const std::string ending : {"svg", "png", "pdf"})
    EXPECT_EQ(svg_of(platform, "a." + ending + " --step 7"), svg_of(request)) << ending;
}

TEST(Export, HasEveryTheme) {
  std::set<std::string> pictures;
  for (const std::string_view theme : theme_names) pictures.insert(svg_of("--theme " + std::string(theme)));
  EXPECT_EQ(pictures.size(), theme_names.size());
}

TEST(Export, OfAPageGoesToStandardOutputToo) {
  const TestPlatform platform;
  const Ran ran = run(platform, "export --format html -o -");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(run(platform, "export -o a.html").status, 0);
  EXPECT_EQ(platform.files["a.html"], ran.out);
  EXPECT_THAT(ran.out, HasSubstr("Arrow keys step"));
  EXPECT_THAT(ran.out, HasSubstr("prefers-color-scheme"));
}

TEST(Export, HoldsTheLastStepForNoTimeToo) {
  const TestPlatform platform;
  EXPECT_EQ(run(platform, "export --preset no_padding_no_strides --hold 0 -o held.gif").status, 0);
  EXPECT_EQ(run(platform, "export --preset no_padding_no_strides -o plain.gif").status, 0);
  EXPECT_EQ(platform.files["held.gif"], platform.files["plain.gif"]);
}

TEST(Export, SaysWhereAFilmCannotBeAsFastAsAsked) {
  const TestPlatform platform;
  const std::string request = "export --preset no_padding_no_strides -o a.gif ";
  for (const char* flags : {"--fps 100", "--fps 10 --smooth 10"}) {
    const Ran ran = run(platform, request + flags);
    EXPECT_EQ(ran.status, 0);
    EXPECT_THAT(ran.err, StartsWith("convoscope: note: "));
    EXPECT_THAT(ran.err, HasSubstr("at most 50 pictures a second"));
  }
  EXPECT_EQ(run(platform, request + "--fps 50").err, "");
}

TEST(Export, OfAnAnimationHasAllSteps) {
  const TestPlatform platform;
  EXPECT_EQ(run(platform, "export --preset no_padding_no_strides -o a.gif --fps 2").status, 0);
  EXPECT_THAT(platform.files["a.gif"], StartsWith("GIF89a"));
  // Every frame of a GIF has one graphic control extension: 21 F9 04.
  std::size_t frames = 0;
  const std::string& gif = platform.files["a.gif"];
  for (std::size_t at = 0; (at = gif.find("\x21\xf9\x04", at)) != std::string::npos; ++at) ++frames;
  EXPECT_EQ(frames, 4u);
  EXPECT_EQ(run(platform, "export --preset no_padding_no_strides --step all -o a.pdf").status, 0);
  EXPECT_EQ(pages_of(platform.files["a.pdf"]), "4");
  EXPECT_EQ(run(platform, "export --preset no_padding_no_strides --step 2 -o b.pdf").status, 0);
  EXPECT_EQ(pages_of(platform.files["b.pdf"]), "1");
}

}  // namespace
}  // namespace convoscope::testing
