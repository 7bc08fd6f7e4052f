// Every view in every format, read back by a program that is not ours: the picture is that of our PNG, the words are all there
// and every character has a glyph. Slow readers take turns among the views; with CONVOSCOPE_EVERY_PICTURE set, none is left out.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdlib>

#include "every_view.h"
#include "preset_pictures.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

struct Shown {
  View view;
  const char* preset;
  const char* language;
};

std::vector<Shown> everything_shown() {
  std::vector<Shown> all;
  for (const View& view : every_view())
    for (const char* preset : {"article", "padding_strides_odd_transposed"})
      for (const char* language : {"en", "zh"}) all.push_back({view, preset, language});
  return all;
}

std::string name_of(const Shown& shown) {
  return shown.view + (shown.preset[0] == 'a' ? "_article_" : "_odd_") + shown.language;
}

/// Those that slow readers take: of each view one, another for the next, unless all are asked for.
std::vector<Shown> shown_in_turn() {
  std::vector<Shown> all = everything_shown();
  if (std::getenv("CONVOSCOPE_EVERY_PICTURE") != nullptr) return all;
  constexpr std::size_t of_a_view = 4;
  std::vector<Shown> some;
  for (std::size_t i = 0; i < all.size(); i += of_a_view) some.push_back(all[i + i / of_a_view % of_a_view]);
  return some;
}

bool is_installed(const char* program) { return run(std::string("command -v ") + program).status == 0; }

/// Visits every line of text in the figure, numbers in cells included.
template <class Visit>
void visit_texts(const std::vector<Item>& items, const Visit& visit) {
  for (const Item& item : items) {
    if (const auto* text = std::get_if<Text>(&item.shape)) {
      if (text->style.color.a > 0) visit(text->text, text->style);
    } else if (const auto* group = std::get_if<Group>(&item.shape)) {
      visit_texts(group->items, visit);
    } else if (const auto* grid = std::get_if<Grid>(&item.shape)) {
      for (std::int64_t row = 0; row < grid->rows; ++row)
        for (std::int64_t column = 0; column < grid->columns; ++column)
          visit(grid->text_of(row, column), grid->style_of(row, column).text);
    }
  }
}

std::string without_spaces(std::string text) {
  std::erase_if(text, [](unsigned char c) { return std::isspace(c) != 0; });
  return text;
}

class EveryView : public testing::TestWithParam<Shown> {
 protected:
  EveryView() : pictures_(GetParam().preset, "light", GetParam().language, GetParam().view) {}

  std::int64_t step() const { return pictures_.count() / 2; }
  std::string cd() const { return "cd " + folder_.path("") + " && "; }

  void save(const std::string& name, const Figure& figure, const ExportOptions& options = {}) {
    const auto bytes = format_of(name)->still(figure, options, font_book());
    ASSERT_TRUE(bytes) << bytes.message().key;
    write(folder_.path(name), *bytes);
    keep(name);
  }

  /// For looking at.
  void keep(const std::string& name) {
    if (const char* folder = std::getenv("CONVOSCOPE_KEEP_PICTURES"))
      write(std::string(folder) + "/" + name_of(GetParam()) + "." + name, read(folder_.path(name)));
  }

  /// `theirs`, cut to our size where a reader rounds it up, beside our PNG.
  Difference beside_ours(const std::string& theirs, const std::string& ours = "ours.png") {
    const Pixels a = read_png(folder_.path(ours));
    Pixels b = read_png(folder_.path(theirs));
    EXPECT_NEAR(a.width, b.width, 1) << theirs;
    EXPECT_NEAR(a.height, b.height, 1) << theirs;
    const int across = std::min(a.width, b.width);
    const int down = std::min(a.height, b.height);
    const Difference found = difference(cut(a, across, down), cut(b, across, down));
    keep(theirs);
    if (std::getenv("CONVOSCOPE_KEEP_PICTURES") != nullptr)
      printf("%s %s mean %.2f blurred %.1f\n", name_of(GetParam()).c_str(), theirs.c_str(), found.mean, found.blurred);
    return found;
  }

  TemporaryFolder folder_;
  PresetPictures pictures_;

 private:
  static Pixels cut(const Pixels& from, int across, int down) {
    Pixels part(across, down);
    for (int y = 0; y < down; ++y) std::copy_n(from.at(0, y), 4 * across, part.at(0, y));
    return part;
  }
};

TEST_P(EveryView, IsTheSameInPngSvgAndPdf) {
  const Figure figure = pictures_.at(step());
  save("ours.png", figure, {.scale = 2});
  save("text.svg", figure);
  save("outlines.svg", figure, {.text_as_outlines = true});
  save("page.pdf", figure);
  ASSERT_EQ(run(cd() + "rsvg-convert -z 2 -o outlines.png outlines.svg && rsvg-convert -z 2 -o text.png text.svg && "
                       "pdftoppm -png -singlefile -r 144 page.pdf page && pdftotext -raw page.pdf page.txt")
                .text,
            "");
  EXPECT_EQ(run(cd() + "identify -format '%m %wx%h %[units] %x' ours.png").text.substr(0, 4), "PNG ");
  const Difference outlines = beside_ours("outlines.png");
  EXPECT_LT(outlines.mean, 0.3);
  EXPECT_LT(outlines.blurred, 10);
  const Difference text = beside_ours("text.png");
  // librsvg sets digits proportionally, Inter 4.1's 1 much closer than 4.0's, and tilted text apart from its place.
  EXPECT_LT(text.mean, 2.7);
  const Difference page = beside_ours("page.png");
  EXPECT_LT(page.mean, 1.5);
  EXPECT_LT(page.blurred, 45);

  const std::string words = without_spaces(read(folder_.path("page.txt")));
  visit_texts(figure.items, [&](const std::string& line, const TextStyle& style) {
    for (const PlacedGlyph& glyph : font_book().place(line, style)) EXPECT_NE(glyph.glyph, 0) << line;
    EXPECT_NE(words.find(without_spaces(line)), std::string::npos) << line;
  });
}

class ViewInTurn : public EveryView {};

TEST_P(ViewInTurn, CompilesAsTikz) {
  if (!is_installed("pdflatex")) GTEST_SKIP() << "pdflatex is not installed";
  const Figure figure = pictures_.at(step());
  save("ours.png", figure, {.scale = 2});
  const auto compiled = [&](const std::string& name, const ExportOptions& options) {
    save(name + ".tex", figure, options);
    const Output output =
        run(cd() + "pdflatex -interaction=nonstopmode -halt-on-error " + name +
            ".tex >log 2>&1 || tail -n 20 log; pdftoppm -png -singlefile -r 144 " + name + ".pdf " + name);
    EXPECT_EQ(output.text, "");
    return beside_ours(name + ".png");
  };
  // TeX has letters of its own: with them only what is drawn can be the same.
  EXPECT_LT(compiled("letters", {}).mean, 5);
  const Difference shapes = compiled("shapes", {.text_as_outlines = true});
  EXPECT_LT(shapes.mean, 1.5);
  EXPECT_LT(shapes.blurred, 45);
}

TEST_P(ViewInTurn, PlaysInEveryFormat) {
  const FrameSource frames{3, [&](std::int64_t frame) { return pictures_.at(step() + frame - 1); }};
  save("small.png", frames.frame(2));
  for (const Format& format : formats()) {
    if (!format.is_film) continue;
    const std::string name = "film." + std::string(format.extension);
    auto sink = TestPlatform().open_sink(folder_.path(name));
    const Status written = format.animation(frames, {.frames_per_second = 2}, font_book(), **sink)->write(nullptr);
    ASSERT_TRUE(written) << written.message().key;
    ASSERT_TRUE((*sink)->commit());
    keep(name);
    const std::string last = std::string(format.extension) + ".png";
    // ImageMagick by giflib's rules and by libwebp, the others by ffmpeg.
    const bool is_coalesced = format.extension == "gif" || format.extension == "webp";
    const Output output =
        is_coalesced ? run(cd() + "convert " + name + " -coalesce -delete 0--2 " + last)
                     : run(cd() + "ffmpeg -loglevel error -y -i " + name + " -update 1 -vf format=rgb24 " + last);
    ASSERT_EQ(output.text, "");
    if (format.extension == "gif") {
      EXPECT_EQ(run(cd() + "giftext film.gif >giftext.txt").status, 0);
    }
    const Difference found = beside_ours(last, "small.png");
    EXPECT_LT(found.mean, format.extension == "apng" ? 0.001 : 4) << name;
    EXPECT_LT(found.blurred, format.extension == "apng" ? 0.001 : 30) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Views, ViewInTurn, testing::ValuesIn(shown_in_turn()),
                         [](const auto& test_info) { return name_of(test_info.param); });
INSTANTIATE_TEST_SUITE_P(Views, EveryView, testing::ValuesIn(everything_shown()),
                         [](const auto& test_info) { return name_of(test_info.param); });

}  // namespace
}  // namespace convoscope
