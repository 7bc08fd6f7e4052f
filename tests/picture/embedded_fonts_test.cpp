// The fonts that SVG and HTML bring along, read by fontconfig and shown by Chromium on a system that has none of them.
#include <gmock/gmock.h>

#include <cstdlib>

#include "document/utf8.h"
#include "html_support.h"
#include "picture/font_subset.h"
#include "vector/svg.h"

namespace convoscope {
namespace {

using namespace test;

std::string svg_with(bool embeds, const std::string& language) {
  PresetPictures pictures("article", "light", language);
  ExportOptions options;
  if (embeds) options.font_subset = font_subset(font_book());
  return *write_svg(pictures.at(0), options, font_book());
}

std::string from_base64(std::string_view text) {
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  unsigned value = 0;
  int bits = 0;
  for (const char c : text) {
    if (c == '=') break;
    value = value << 6 | static_cast<unsigned>(digits.find(c));
    if ((bits += 6) < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(value >> bits & 0xff);
  }
  return bytes;
}

/// The font files in a picture.
std::vector<std::string> fonts_in(const std::string& picture) {
  std::vector<std::string> fonts;
  const std::string mark = ";base64,";
  for (std::size_t at = picture.find("@font-face"); at != std::string::npos; at = picture.find("@font-face", at + 1)) {
    const std::size_t begin = picture.find(mark, at) + mark.size();
    fonts.push_back(from_base64(std::string_view(picture).substr(begin, picture.find(')', begin) - begin)));
  }
  return fonts;
}

/// What fontconfig reads in a font: "20 41-43 4e2d".
std::set<char32_t> characters_of(const std::string& font) {
  const TemporaryFolder folder;
  write(folder.path("font"), font);
  const Output read = run("fc-scan --format '%{charset}' " + folder.path("font"));
  EXPECT_EQ(read.status, 0) << read.text;
  std::set<char32_t> characters;
  std::istringstream ranges(read.text);
  for (std::string range; ranges >> range;) {
    const std::size_t dash = range.find('-');
    const auto first = std::stoul(range, nullptr, 16);
    const auto last = dash == std::string::npos ? first : std::stoul(range.substr(dash + 1), nullptr, 16);
    for (auto each = first; each <= last; ++each) characters.insert(static_cast<char32_t>(each));
  }
  return characters;
}

/// The characters between the tags of its text elements; entities are those that XML needs.
std::set<char32_t> characters_written(const std::string& svg) {
  std::set<char32_t> characters;
  for (std::size_t at = svg.find("<text"); at != std::string::npos; at = svg.find("<text", at + 1)) {
    const std::size_t begin = svg.find('>', at) + 1;
    std::string text = svg.substr(begin, svg.find("</text>", begin) - begin);
    for (const auto& [entity, meant] : std::vector<std::pair<std::string, std::string>>{
             {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
      for (std::size_t i = text.find(entity); i != std::string::npos; i = text.find(entity, i + 1))
        text.replace(i, entity.size(), meant);
    for (std::size_t i = 0; i < text.size();) characters.insert(next_character(text, i));
  }
  return characters;
}

TEST(EmbeddedFonts, HoldTheCharactersOfTheTextAndNoOthers) {
  if (run("command -v fc-scan").status != 0 || !can_cut_fonts()) GTEST_SKIP();
  for (const std::string language : {"en", "zh"}) {
    const std::string svg = svg_with(true, language);
    const std::vector<std::string> fonts = fonts_in(svg);
    EXPECT_GE(fonts.size(), 2U) << "regular and semibold";
    std::set<char32_t> held;
    for (const std::string& font : fonts) {
      const std::set<char32_t> characters = characters_of(font);
      EXPECT_FALSE(characters.empty());
      held.insert(characters.begin(), characters.end());
    }
    EXPECT_EQ(held, characters_written(svg)) << language;
  }
  EXPECT_TRUE(fonts_in(svg_with(false, "en")).empty());
}

using EmbeddedFontsInChromium = InChromium;

/// How wide Chromium sets each text, not rounded to whole pixels as it does where a system has no say in it.
std::vector<double> widths_of(const std::string& svg) {
  const std::string page =
      "<!DOCTYPE html><meta charset='utf-8'><style>text{text-rendering:geometricPrecision}</style><body>" +
      svg.substr(svg.find("<svg"));
  const auto answers =
      browse(page, "wait 0.5\neval [...document.querySelectorAll('text')].map(e => e.getComputedTextLength())\n");
  return answers.back().get<std::vector<double>>();
}

TEST_F(EmbeddedFontsInChromium, SetTextAsTheInstalledOnesDo) {
  if (!can_cut_fonts()) GTEST_SKIP();
  const std::string plain = svg_with(false, "en");
  const std::string embedded = svg_with(true, "en");
  const std::vector<double> installed = widths_of(plain);
  ASSERT_GT(installed.size(), 20U);

  const TemporaryFolder folder;
  const Output serif = run("mkdir " + folder.path("fonts") + " && cp \"$(fc-match -f '%{file}' 'DejaVu Serif')\" " +
                           folder.path("fonts"));
  ASSERT_EQ(serif.status, 0) << serif.text;
  write(folder.path("fonts.conf"), "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>" +
                                       folder.path("fonts") + "</dir><cachedir>" + folder.path("cache") +
                                       "</cachedir></fontconfig>");
  setenv("FONTCONFIG_FILE", folder.path("fonts.conf").c_str(), 1);
  const std::vector<double> elsewhere = widths_of(embedded);
  const std::vector<double> without = widths_of(plain);
  unsetenv("FONTCONFIG_FILE");
  EXPECT_THAT(elsewhere, ::testing::Pointwise(::testing::DoubleNear(0.01), installed));
  EXPECT_THAT(without, ::testing::Not(::testing::Pointwise(::testing::DoubleNear(0.01), installed)))
      << "the system has none of the fonts";
}

}  // namespace
}  // namespace convoscope
