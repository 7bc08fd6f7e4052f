// TikZ files: TeX's special characters, compiling with pdflatex alone and \input where it is installed, the same picture as our PNG.
#include "vector/tikz.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "preset_pictures.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

bool has_pdflatex() { return run("command -v pdflatex").status == 0; }

std::string tikz_of(const Figure& figure, const ExportOptions& options = {}) {
  return *write_tikz(figure, options, font_book());
}

TEST(Tikz, SpellsSpecialCharacters) {
  EXPECT_EQ(tex_text("a_1 & 100% #{x}"), "a\\_1 \\& 100\\% \\#\\{x\\}");
  EXPECT_EQ(tex_text("--"), "-{}-{}");
  EXPECT_EQ(tex_text("卷积，3"), "卷积，3");
  EXPECT_EQ(tex_text("a\nb"), std::nullopt);
  EXPECT_EQ(tex_text("\xFF"), std::nullopt);
  EXPECT_EQ(tex_text("🎓"), std::nullopt);
}

TEST(Tikz, WritesMathematicsAsMathematics) {
  EXPECT_EQ(tex_text("w11"), "$w_{11}$");
  EXPECT_EQ(tex_text("w[10,2]"), "$w_{10,2}$");
  EXPECT_EQ(tex_text("−3"), "$-3$");
  EXPECT_EQ(tex_text("3×3 → 2×2"), "$3\\times 3\\rightarrow 2\\times 2$");
  EXPECT_EQ(tex_text("Convolution: y = C x + b"), "Convolution: $y=Cx+b$");
  EXPECT_EQ(tex_text("y = Cᵀ x"), "$y=C^{\\mathsf{T}}x$");
  EXPECT_EQ(tex_text("rows: (2 − 1) · 2 + 3 = 5 stamped; 5 − 1"), "rows: $(2-1)\\cdot 2+3=5$ stamped; $5-1$");
  EXPECT_EQ(tex_text("⌊(3 + 2·1 − 3) / 2⌋ + 1"), "$\\lfloor (3+2\\cdot 1-3)/2\\rfloor +1$");
}

// What joins words, not numbers, and the article "a" are none.
TEST(Tikz, LeavesWordsAlone) {
  EXPECT_EQ(tex_text("zeros between: 1 · border: 1"), "zeros between: 1 $\\cdot$ border: 1");
  EXPECT_EQ(tex_text("2 down × 2 across"), "2 down $\\times$ 2 across");
  EXPECT_EQ(tex_text("step 5 of 9"), "step 5 of 9");
  EXPECT_EQ(tex_text("a cell, 2 more."), "a cell, 2 more.");
  EXPECT_EQ(tex_text("Lock-step (part)"), "Lock-{}step (part)");
}

// Nothing that pictures say is drawn as shapes of another type, in either language.
TEST(Tikz, SpellsWhateverPicturesSay) {
  for (const char* language : {"en", "zh"}) {
    const Catalog catalog = *Catalog::read(*TestPlatform().read_asset("languages/" + std::string(language) + ".json"));
    for (const auto& [key, text] : catalog.entries()) {
      const bool is_of_pictures =
          key.starts_with("figure.") || key.starts_with("sentence.") || key.starts_with("view.");
      EXPECT_TRUE(!is_of_pictures || tex_text(text)) << key << ": " << text;
    }
  }
  const std::string tex = tikz_of(without_photographs(figure_with_everything()));
  EXPECT_NE(tex.find("\\selectfont Start, regular: Ag \\& \\textless{}x\\textgreater{}"), std::string::npos);
  EXPECT_NE(tex.find("转置"), std::string::npos);
}

TEST(Tikz, RefusesPhotographs) {
  const Result<std::string> tex = format_of("x.tex")->still(figure_with_everything(), {}, font_book());
  ASSERT_FALSE(tex);
  EXPECT_EQ(tex.message().key, "export.no_photograph");
}

TEST(Tikz, CallsColoursByWhatTheyAreFor) {
  Figure figure;
  figure.size = {10, 10};
  const Color fine{38, 139, 210, 255};
  const Color other{1, 2, 3, 255};
  figure.items = {{{}, Box{{0, 0, 5, 5}, 0, {fine, {}}, {}}}, {{}, Box{{5, 5, 5, 5}, 0, {other, {}}, {}}}};
  const std::string tex = tikz_of(figure, {.color_names = {{fine, "on_fine"}}});
  EXPECT_NE(tex.find("\\definecolor{cvOnFine}{HTML}{268BD2}"), std::string::npos);
  EXPECT_NE(tex.find("\\definecolor{cvMixed1}{HTML}{010203}"), std::string::npos);
  EXPECT_NE(tex.find("fill=cvOnFine"), std::string::npos);
}

TEST(Tikz, RefusesMapsThatTexCannotTake) {
  Grid grid;
  grid.rect = {0, 0, 400, 400};
  grid.rows = grid.columns = 300;
  grid.styles = {{{{0, 0, 0, 255}, {}}, {}, {}, 0}, {{{255, 255, 255, 255}, {}}, {}, {}, 0}};
  std::vector<std::uint8_t> classes(300 * 300);
  for (std::size_t i = 0; i < classes.size(); ++i) classes[i] = i % 2;
  grid.classes = std::make_shared<std::vector<std::uint8_t>>(std::move(classes));
  Figure figure;
  figure.size = {400, 400};
  figure.items = {{{}, grid}};
  const auto result = write_tikz(figure, {}, font_book());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.message().key, "export.too_many_cells");
  EXPECT_EQ(result.message().cause, Cause::picture_format);
}

/// Compiles `tex` and shows it as a PNG of 2 pixels per point.
Pixels compiled(const TemporaryFolder& folder, const std::string& tex) {
  write(folder.path("x.tex"), tex);
  const Output output = run("cd " + folder.path("") +
                            " && pdflatex -halt-on-error -interaction=batchmode x.tex && "
                            "pdfinfo x.pdf && pdftoppm -png -singlefile -r 144 x.pdf x");
  EXPECT_EQ(output.status, 0) << output.text << run("tail -n 30 " + folder.path("x.log")).text;
  EXPECT_NE(output.text.find("Pages:           1"), std::string::npos) << output.text;
  if (const char* keep = std::getenv("CONVOSCOPE_KEEP_PICTURES"))
    run("cp " + folder.path("x.*") + " " + std::string(keep));
  return output.status == 0 ? read_png(folder.path("x.png")) : Pixels(1, 1);
}

Pixels our_png(const TemporaryFolder& folder, const Figure& figure) {
  write(folder.path("ours.png"), *format_of("x.png")->still(figure, {.scale = 2}, font_book()));
  return read_png(folder.path("ours.png"));
}

TEST(Tikz, OutlinedLooksLikeOurPng) {
  if (!has_pdflatex()) GTEST_SKIP() << "pdflatex is not installed";
  const TemporaryFolder folder;
  const Pixels theirs =
      compiled(folder, tikz_of(without_photographs(figure_with_everything()), {.text_as_outlines = true}));
  const Difference found = difference(our_png(folder, without_photographs(figure_with_everything())), theirs);
  EXPECT_LT(found.mean, 0.8);
  EXPECT_LT(found.blurred, 45);
}

TEST(Tikz, WithTexsOwnFontsLooksMuchLikeOurPng) {
  if (!has_pdflatex()) GTEST_SKIP() << "pdflatex is not installed";
  const TemporaryFolder folder;
  const Figure figure = PresetPictures("article", "light", "en").at(4);
  const Difference found = difference(our_png(folder, figure), compiled(folder, tikz_of(figure)));
  EXPECT_LT(found.mean, 3);
}

TEST(Tikz, ChineseFiguresCompileToo) {
  if (!has_pdflatex() || run("kpsewhich CJKutf8.sty").status != 0) GTEST_SKIP() << "pdflatex with CJK is not installed";
  const TemporaryFolder folder;
  const Figure figure = PresetPictures("article", "classic", "zh").at(4);
  const Difference found = difference(our_png(folder, figure), compiled(folder, tikz_of(figure)));
  EXPECT_LT(found.mean, 3);
}

TEST(Tikz, CanBeInputIntoADocument) {
  if (!has_pdflatex()) GTEST_SKIP() << "pdflatex is not installed";
  const TemporaryFolder folder;
  write(folder.path("figure.tex"), tikz_of(counting_frames(3).frame(1)));
  const std::string document =
      "\\documentclass{article}\\usepackage{tikz}\\begin{document}Before \\input{figure} after "
      "\\input{figure.tex} end.\\end{document}";
  write(folder.path("x.tex"), document);
  const Output output = run("cd " + folder.path("") +
                            " && pdflatex -halt-on-error -interaction=batchmode x.tex && pdftotext -layout x.pdf -");
  EXPECT_EQ(output.status, 0) << output.text << run("tail -n 30 " + folder.path("x.log")).text;
  EXPECT_NE(output.text.find("end."), std::string::npos);
  EXPECT_NE(output.text.find("step 2 of 3"), std::string::npos);
}

}  // namespace
}  // namespace convoscope
