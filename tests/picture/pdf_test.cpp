// PDF files as poppler reads them: pages, size, fonts, text, picture; the same bytes for the same request.
#include "raster/pdf.h"

#include <gtest/gtest.h>

#include "support.h"

namespace convoscope {
namespace {

using namespace test;

std::string pdf_of(const Figure& figure, const ExportOptions& options = {}) {
  return *write_pdf(figure, options, font_book());
}

TEST(Pdf, WithOutlinesNeedsNoFontAndLooksTheSame) {
  const TemporaryFolder folder;
  const Figure figure = figure_of_shapes();
  write(folder.path("text.pdf"), *write_pdf(figure, {}, font_book()));
  write(folder.path("outlines.pdf"), *write_pdf(figure, {.text_as_outlines = true}, font_book()));
  EXPECT_EQ(run("pdffonts " + folder.path("outlines.pdf") + " | tail -n +3").text, "");
  EXPECT_NE(run("pdffonts " + folder.path("text.pdf") + " | tail -n +3").text, "");
  ASSERT_EQ(
      run("cd " + folder.path("") + " && for f in text outlines; do pdftoppm -png -singlefile -r 144 $f.pdf $f; done")
          .text,
      "");
  const Difference found = difference(read_png(folder.path("text.png")), read_png(folder.path("outlines.png")));
  EXPECT_LT(found.mean, 1);  // poppler hints what it knows to be letters
  EXPECT_LT(found.blurred, 45);
}

TEST(Pdf, HasOnePageOfTheFiguresSizeAndItsTitle) {
  const TemporaryFolder folder;
  write(folder.path("x.pdf"), pdf_of(figure_with_everything()));
  const Output info = run("pdfinfo " + folder.path("x.pdf"));
  EXPECT_NE(info.text.find("480 x 420 pts"), std::string::npos) << info.text;
  EXPECT_NE(info.text.find("One of <everything> & \"more\""), std::string::npos) << info.text;
  EXPECT_EQ(info.text.find("CreationDate"), std::string::npos) << info.text;
  EXPECT_EQ(info.text.find("rror"), std::string::npos) << info.text;
}

TEST(Pdf, TextCanBeSearchedInBothScripts) {
  const TemporaryFolder folder;
  write(folder.path("x.pdf"), pdf_of(figure_with_everything()));
  const Output text = run("pdftotext -layout " + folder.path("x.pdf") + " -");
  for (const char* words : {"Transposed convolution: 3×3 → 5×5", "转置卷积：输入与输出互换 (fractionally strided)",
                            "nn.Conv2d(1, 1)", "end, semibold 1234567890", "36"}) {
    EXPECT_NE(text.text.find(words), std::string::npos) << words << "\n" << text.text;
  }
}

TEST(Pdf, EmbedsItsFonts) {
  const TemporaryFolder folder;
  write(folder.path("x.pdf"), pdf_of(figure_with_everything()));
  const Output fonts = run("pdffonts " + folder.path("x.pdf") + " | tail -n +3 | awk '{print $(NF-4)}' | sort -u");
  EXPECT_EQ(fonts.text, "yes\n");
}

TEST(Pdf, LooksLikeOurPng) {
  const TemporaryFolder folder;
  write(folder.path("x.pdf"), pdf_of(figure_with_everything()));
  write(folder.path("ours.png"), *format_of("x.png")->still(figure_with_everything(), {.scale = 2}, font_book()));
  const Output output = run("pdftoppm -png -singlefile -r 144 " + folder.path("x.pdf") + " " + folder.path("theirs"));
  ASSERT_EQ(output.status, 0) << output.text;
  if (const char* keep = std::getenv("CONVOSCOPE_KEEP_PICTURES")) {
    run("cp " + folder.path("ours.png") + " " + folder.path("theirs.png") + " " + folder.path("x.pdf") + " " + keep);
  }
  const Difference found = difference(read_png(folder.path("ours.png")), read_png(folder.path("theirs.png")));
  EXPECT_LT(found.mean, 1);
  EXPECT_LT(found.blurred, 45);
}

TEST(Pdf, HasAPagePerStep) {
  const TemporaryFolder folder;
  auto opened = TestPlatform().open_sink(folder.path("x.pdf"));
  FileSink& sink = **opened;
  const Status written = begin_pdf(counting_frames(7), {.scene = "{}"}, font_book(), sink)->write(nullptr);
  ASSERT_TRUE(written);
  ASSERT_TRUE(sink.commit());
  EXPECT_NE(run("pdfinfo " + folder.path("x.pdf")).text.find("Pages:           7"), std::string::npos);
  EXPECT_NE(run("pdftotext -f 4 -l 4 " + folder.path("x.pdf") + " -").text.find("step 4 of 7"), std::string::npos);
}

TEST(Pdf, SceneIsAnUpdateThatReadersAccept) {
  const TemporaryFolder folder;
  const std::string scene = "{\"title\": \"卷积\"}";
  write(folder.path("x.pdf"), pdf_of(figure_with_everything(), {.scene = scene}));
  const std::string bytes = read(folder.path("x.pdf"));
  EXPECT_NE(bytes.find("stream\n" + scene + "\nendstream"), std::string::npos);
  const Output output = run("pdftotext " + folder.path("x.pdf") + " - | grep -c Transposed");
  EXPECT_EQ(output.text, "1\n");
}

TEST(Pdf, SameRequestGivesSameBytes) {
  const std::string first = pdf_of(figure_with_everything(), {.scene = "{}"});
  run("sleep 1.1");
  EXPECT_EQ(first, pdf_of(figure_with_everything(), {.scene = "{}"}));
}

TEST(Pdf, FullDiskAndCancellingEndInOneMessage) {
  FailingSink full(1000);
  const Status failed = begin_pdf(counting_frames(40), {}, font_book(), full)->write(nullptr);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.message().key, "file.disk_full");
  FailingSink roomy(std::size_t{1} << 30);
  const Status cancelled =
      begin_pdf(counting_frames(40), {}, font_book(), roomy)->write([](std::int64_t done, std::int64_t) {
        return done < 3;
      });
  ASSERT_FALSE(cancelled);
  EXPECT_EQ(cancelled.message().key, "export.cancelled");
}

}  // namespace
}  // namespace convoscope
