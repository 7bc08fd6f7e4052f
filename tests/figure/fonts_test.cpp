// Glyphs and widths from real font files, where some are installed at the places that Linux distributions use.
#include <gtest/gtest.h>

#include <filesystem>
#include <utility>

#include "support.h"

namespace convoscope {
namespace {

class FontPlatform : public Platform {
 public:
  std::string latin;
  std::string cjk;
  Result<std::string> read_file(const std::string&) const override { return Message{"none", {}}; }
  Status write_file(const std::string&, std::string_view) const override { return Message{"none", {}}; }
  Result<std::unique_ptr<FileSink>> open_sink(const std::string&) const override { return Message{"none", {}}; }
  Result<std::string> read_asset(std::string_view) const override { return Message{"none", {}}; }
  Result<std::string> read_shader(std::string_view) const override { return Message{"none", {}}; }
  Result<std::vector<DirectoryEntry>> list_directory(const std::string&) const override { return Message{"none", {}}; }
  std::string config_directory() const override { return {}; }
  FontFile find_font(FontFace face) const override {
    const std::string& path = face == FontFace::cjk ? cjk : face == FontFace::regular ? latin : std::string();
    if (path.empty()) return {};
    return {std::make_shared<const std::string>(testing::read_text(path)), 0};
  }
};

std::string first_there(std::initializer_list<const char*> paths) {
  for (const char* path : paths) {
    if (std::filesystem::exists(path)) return path;
  }
  return {};
}

FontPlatform installed() {
  FontPlatform platform;
  platform.latin = first_there(
      {"/usr/share/fonts/opentype/inter/Inter-Regular.otf", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"});
  platform.cjk = first_there({"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"});
  return platform;
}

TEST(FontBook, WithoutAnyFontWritesNothing) {
  const FontPlatform platform;
  const FontBook book(platform);
  EXPECT_EQ(book.width("abc", {}), 0);
  EXPECT_TRUE(book.place("abc", {}).empty());
  EXPECT_TRUE(book.outline(FontFace::regular, 3).empty());
  EXPECT_FALSE(book.file(FontFace::bold).bytes);
}

TEST(FontBook, SetsDigitsInColumns) {
  const FontPlatform platform = installed();
  if (platform.latin.empty()) GTEST_SKIP() << "no known font is installed";
  const FontBook book(platform);
  const TextStyle style{10, {}};
  for (const char* digits : {"111", "888", "410"})
    EXPECT_NEAR(book.width(digits, style), book.width("000", style), 1e-9);
  EXPECT_GT(book.width("m", style), book.width("i", style));
  EXPECT_NEAR(book.width("abc", {20, {}}), 2 * book.width("abc", style), 1e-9);
  EXPECT_GT(book.cap_height(style), 0.6);
  EXPECT_LT(book.cap_height(style), 0.8);
}

TEST(FontBook, FallsBackFromFaceToFaceAndToChinese) {
  const FontPlatform platform = installed();
  if (platform.latin.empty()) GTEST_SKIP() << "no known font is installed";
  const FontBook book(platform);
  EXPECT_EQ(book.place("a", {10, {}, FontWeight::bold}).at(0).face, FontFace::regular);
  EXPECT_EQ(book.file(FontFace::mono).bytes, book.file(FontFace::regular).bytes);
  if (platform.cjk.empty()) GTEST_SKIP() << "no known Chinese font is installed";
  const auto glyphs = book.place("a卷b", {10, {}});
  ASSERT_EQ(glyphs.size(), 3u);
  EXPECT_EQ(glyphs[0].face, FontFace::regular);
  EXPECT_EQ(glyphs[1].face, FontFace::cjk);
  EXPECT_GT(glyphs[2].x_pt, glyphs[1].x_pt);
}

TEST(FontBook, TakesAFontThatComesLater) {
  FontPlatform platform = installed();
  if (platform.latin.empty() || platform.cjk.empty()) GTEST_SKIP() << "no known fonts are installed";
  const std::string cjk = std::exchange(platform.cjk, {});
  FontBook book(platform);
  const TextStyle style{10, {}};
  EXPECT_TRUE(book.has(U'a'));
  EXPECT_FALSE(book.has(U'\u05D0'));
  EXPECT_FALSE(book.lacks_chinese()) << "Hebrew is none";
  book.width("卷", style);
  EXPECT_TRUE(book.lacks_chinese());
  const int before = book.edition();

  platform.cjk = cjk;
  book.reload(platform);
  EXPECT_NE(book.edition(), before);
  EXPECT_FALSE(book.lacks_chinese());
  EXPECT_TRUE(book.has(U'卷'));
  EXPECT_NEAR(book.width("卷", style), 10, 1) << "an ideograph is as wide as it is high";
  EXPECT_EQ(book.place("卷", style).at(0).face, FontFace::cjk);
}

TEST(FontBook, OutlinesStandOnTheBaseline) {
  const FontPlatform platform = installed();
  if (platform.latin.empty()) GTEST_SKIP() << "no known font is installed";
  const FontBook book(platform);
  const PlacedGlyph glyph = book.place("H", {10, {}}).at(0);
  double top = 0;
  double bottom = -1;
  for (const Segment& segment : book.outline(glyph.face, glyph.glyph)) {
    if (segment.kind == Segment::Kind::close) continue;
    top = std::min(top, segment.p.y);
    bottom = std::max(bottom, segment.p.y);
  }
  EXPECT_NEAR(bottom, 0, 0.01);
  EXPECT_NEAR(-top, book.cap_height({10, {}}), 0.02);
}

TEST(FontBook, ReadsBrokenUtf8WithoutHarm) {
  const FontPlatform platform = installed();
  if (platform.latin.empty()) GTEST_SKIP() << "no known font is installed";
  const FontBook book(platform);
  EXPECT_EQ(book.place("\xff\xc3", {10, {}}).size(), 2u);
  EXPECT_EQ(book.place("a\xe5\x8d", {10, {}}).size(), 3u);
}

}  // namespace
}  // namespace convoscope
