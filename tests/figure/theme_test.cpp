// Theme files: the shipped ones are complete and readable; what is wrong with another is named.
#include <gtest/gtest.h>

#include <cmath>

#include "support.h"

namespace convoscope {
namespace {

double channel(std::uint8_t value) {
  const double c = value / 255.0;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}
double luminance(Color c) { return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b); }
// WCAG 2 contrast of two opaque colours.
double wcag_contrast(Color a, Color b) {
  const double high = std::max(luminance(a), luminance(b));
  const double low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

TEST(Theme, ShippedOnesReadWellOnTheirSurfaces) {
  for (const char* name : {"light", "dark", "classic", "color-blind-safe", "high-contrast", "print"}) {
    const Theme theme = testing::theme(name);
    EXPECT_EQ(theme.name, name);
    EXPECT_EQ(theme.is_dark, theme.name == "dark");
    for (const Color surface : {theme.card, theme.canvas}) {
      EXPECT_GE(wcag_contrast(theme.text_muted, surface), 4.5) << name;
      EXPECT_GE(wcag_contrast(theme.text_faint, surface), 4.5) << name;
    }
    EXPECT_GE(wcag_contrast(theme.on_fine, theme.fine), 4.5) << name;
    EXPECT_GE(wcag_contrast(theme.on_coarse, theme.coarse), 4.5) << name;
    EXPECT_GE(wcag_contrast(theme.on_kernel, theme.kernel), 4.5) << name;
    EXPECT_GE(wcag_contrast(theme.on_accent, theme.accent), 4.5) << name;
    EXPECT_GE(wcag_contrast(theme.zero_text, theme.zero), 4.5) << name;
    EXPECT_GE(wcag_contrast(theme.zero_text, theme.field), 4.5) << name;
    EXPECT_GE(wcag_contrast(theme.warning, theme.card), 4.5) << name;
  }
  for (const char* name : {"light", "dark"}) {
    const Theme theme = testing::theme(name);
    EXPECT_GE(wcag_contrast(theme.text, theme.card), 7) << name;
    EXPECT_GE(wcag_contrast(theme.focus, theme.card), 3) << name;
    EXPECT_GE(wcag_contrast(theme.on_kernel, theme.kernel), 4.5) << name;
    for (const Color edge : theme.edges) EXPECT_GE(wcag_contrast(edge, theme.card), 4.5) << name;
  }
}

// conv_arithmetic's colours, and numbers that are read on them.
TEST(Theme, ClassicReadsWellInItsOwnColours) {
  const Theme classic = testing::theme("classic");
  EXPECT_EQ(classic.fine, (Color{38, 139, 210, 255}));
  EXPECT_EQ(classic.coarse, (Color{42, 161, 152, 255}));
  EXPECT_GE(wcag_contrast(classic.on_fine, classic.fine), 4.5);
  EXPECT_GE(wcag_contrast(classic.on_coarse, classic.coarse), 4.5);
  EXPECT_GE(wcag_contrast(classic.on_kernel, classic.kernel), 4.5);
}

TEST(Theme, ControlsAreRead) {
  for (const char* name : {"light", "dark", "classic", "color-blind-safe", "high-contrast", "print"}) {
    const Theme theme = testing::theme(name);
    EXPECT_GE(wcag_contrast(theme.on_accent, theme.accent), 4.5) << name;
  }
}

TEST(Theme, LightHasTheArticlesColours) {
  const Theme theme = testing::theme("light");
  EXPECT_EQ(theme.fine, (Color{38, 139, 210, 255}));
  EXPECT_EQ(theme.coarse, (Color{42, 161, 152, 255}));
}

TEST(Theme, NamesWhatIsWrong) {
  const std::string good = testing::read_text(CONVOSCOPE_ASSETS_DIR "/themes/light.json");
  const auto with = [&](std::string from, const std::string& to) {
    std::string text = good;
    text.replace(text.find(from), from.size(), to);
    return read_theme(text);
  };
  const auto message = [](const char* key, const char* token) { return Message{key, {{"token", token}}}; };
  EXPECT_EQ(read_theme("[]").message().key, "theme.not_json");
  EXPECT_EQ(read_theme("{").message().key, "theme.not_json");
  EXPECT_EQ(with("\"focus\"", "\"fokus\"").message(), message("theme.unknown_token", "fokus"));
  EXPECT_EQ(with("\"focus\": \"#D6336C\",", "").message(), message("theme.missing_token", "focus"));
  EXPECT_EQ(with("\"#D6336C\"", "\"pink\"").message(), message("theme.wrong_value", "focus"));
  EXPECT_EQ(with("\"#D6336C\"", "7").message(), message("theme.wrong_value", "focus"));
  EXPECT_EQ(with("\"edge_whisper\": 0.28", "\"edge_whisper\": 2").message(),
            message("theme.wrong_value", "edge_whisper"));
  EXPECT_EQ(with("\"is_dark\"", "\"measures\": {\"cell\": 3}, \"is_dark\"").message(),
            message("theme.unknown_token", "cell"));
  EXPECT_EQ(with("\"is_dark\"", "\"measures\": {\"cell_pt\": -3}, \"is_dark\"").message(),
            message("theme.wrong_value", "cell_pt"));
  EXPECT_EQ(with("\"is_dark\"", "\"measures\": {\"cell_pt\": 50}, \"is_dark\"")->measures.cell_pt, 50);
}

TEST(Color, ReadsHexAndMixes) {
  EXPECT_EQ(*parse_color("#0102FF"), (Color{1, 2, 255, 255}));
  EXPECT_EQ(*parse_color("#0102FF80"), (Color{1, 2, 255, 128}));
  for (const char* wrong : {"", "#12345", "123456", "#12345G", "#1234567", "#+12345"})
    EXPECT_FALSE(parse_color(wrong)) << wrong;
  EXPECT_EQ(mix({0, 0, 0, 255}, {255, 255, 255, 255}, 0.5), (Color{128, 128, 128, 255}));
  EXPECT_EQ(with_alpha({1, 2, 3, 255}, 0.5), (Color{1, 2, 3, 128}));
}

}  // namespace
}  // namespace convoscope
