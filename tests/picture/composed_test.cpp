// The article's figures in every theme and both languages: SVG drawn by librsvg and PDF drawn by poppler beside our own PNG.
#include <gtest/gtest.h>

#include <cstdlib>

#include "preset_pictures.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

struct Look {
  const char* theme;
  const char* language;
};

class Composed : public testing::TestWithParam<Look> {};

TEST_P(Composed, LooksTheSameInSvgPdfAndPng) {
  const TemporaryFolder folder;
  const Figure figure = PresetPictures("article", GetParam().theme, GetParam().language).at(4);
  const auto save = [&](const std::string& name, const ExportOptions& options) {
    write(folder.path(name), *format_of(name)->still(figure, options, font_book()));
  };
  save("ours.png", {.scale = 2});
  save("text.svg", {});
  save("outlines.svg", {.text_as_outlines = true});
  save("page.pdf", {});
  const std::string cd = "cd " + folder.path("") + " && ";
  ASSERT_EQ(run(cd + "rsvg-convert -z 2 -o outlines.png outlines.svg && rsvg-convert -z 2 -o text.png text.svg && "
                     "pdftoppm -png -singlefile -r 144 page.pdf page")
                .text,
            "");
  const Pixels ours = read_png(folder.path("ours.png"));
  const Difference outlines = difference(ours, read_png(folder.path("outlines.png")));
  EXPECT_LT(outlines.mean, 0.2);
  EXPECT_LT(outlines.blurred, 8);
  const Difference text = difference(ours, read_png(folder.path("text.png")));
  EXPECT_LT(text.mean,
            1.5);  // librsvg sets digits proportionally: Inter 4.1's by 0.06 em more apart from ours than 4.0's
  const Difference page = difference(ours, read_png(folder.path("page.png")));
  EXPECT_LT(page.mean, 1.2);
  EXPECT_LT(page.blurred, 40);
  if (const char* keep = std::getenv("CONVOSCOPE_KEEP_PICTURES")) {
    run("cp " + folder.path("ours.png") + " " + keep + "/" + GetParam().theme + "_" + GetParam().language + ".png");
  }
  RecordProperty("text", std::to_string(text.mean));
  RecordProperty("page", std::to_string(page.mean));
}

// Cairo once gave up behind the fourth label of so wide a kernel, and said nothing: the PNG and the PDF ended there.
TEST(Wide, KernelsAreDrawnToTheEnd) {
  SavedScene saved;
  saved.scene.spec.operation = Operation::transposed_convolution;
  saved.scene.spec.axes[width] = {.input = 63, .kernel = 1024, .stride = 256};
  saved.scene.shows_convolution = false;
  const TemporaryFolder folder;
  const Figure figure = PresetPictures(saved, "light", "en").at(0);
  write(folder.path("ours.png"), *format_of("ours.png")->still(figure, {}, font_book()));
  write(folder.path("outlines.svg"), *format_of("x.svg")->still(figure, {.text_as_outlines = true}, font_book()));
  write(folder.path("page.pdf"), *format_of("x.pdf")->still(figure, {}, font_book()));
  const std::string cd = "cd " + folder.path("") + " && ";
  ASSERT_EQ(run(cd + "rsvg-convert -o svg.png outlines.svg && pdftoppm -png -singlefile -r 72 page.pdf page").text, "");
  const Pixels ours = read_png(folder.path("ours.png"));
  EXPECT_LT(difference(ours, read_png(folder.path("svg.png"))).blurred, 40);
  EXPECT_LT(difference(ours, read_png(folder.path("page.png"))).blurred, 60);
}

INSTANTIATE_TEST_SUITE_P(Themes, Composed,
                         testing::Values(Look{"light", "en"}, Look{"dark", "zh"}, Look{"classic", "en"},
                                         Look{"print", "en"}, Look{"high-contrast", "zh"},
                                         Look{"color-blind-safe", "en"}),
                         [](const auto& test_info) {
                           std::string name = std::string(test_info.param.theme) + "_" + test_info.param.language;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace convoscope
