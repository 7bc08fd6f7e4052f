// Theme files: the shipped ones are complete and readable; what is wrong with another is named.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
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

// Level AAA of WCAG 2 for every text.
TEST(Theme, HighContrastReadsSevenToOne) {
  const Theme theme = testing::theme("high-contrast");
  for (const Color surface : {theme.card, theme.canvas, theme.field}) {
    for (const Color text : {theme.text, theme.text_muted, theme.text_faint})
      EXPECT_GE(wcag_contrast(text, surface), 7);
  }
  for (const Color text : {theme.warning, theme.accent, theme.focus}) EXPECT_GE(wcag_contrast(text, theme.card), 7);
  EXPECT_GE(wcag_contrast(theme.text, theme.accent_soft), 7);
  EXPECT_GE(wcag_contrast(theme.accent, theme.accent_soft), 7);
  EXPECT_GE(wcag_contrast(theme.on_accent, theme.accent), 7);
  EXPECT_GE(wcag_contrast(theme.on_fine, theme.fine), 7);
  EXPECT_GE(wcag_contrast(theme.on_coarse, theme.coarse), 7);
  EXPECT_GE(wcag_contrast(theme.on_kernel, theme.kernel), 7);
  EXPECT_GE(wcag_contrast(theme.zero_text, theme.zero), 7);
  for (const Color edge : theme.edges) EXPECT_GE(wcag_contrast(edge, theme.card), 7);
}

using Linear = std::array<double, 3>;
using Eye = std::array<Linear, 3>;  // rows, on linear RGB
// Machado, Oliveira, Fernandes: "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), severity 1.0.
constexpr Eye usual_eye{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr Eye protanope{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr Eye deuteranope{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};

constexpr Eye tritanope{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};

Linear times(const Eye& rows, const Linear& color) {
  Linear result{};
  for (std::size_t i = 0; i < 3; ++i)
    for (std::size_t j = 0; j < 3; ++j) result[i] += rows[i][j] * color[j];
  return result;
}

// CIE L*a*b*, of what such an eye sees of the colour.
Linear lab_seen(Color color, const Eye& eye) {
  constexpr Eye to_xyz{
      {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
  constexpr Linear white{0.95047, 1, 1.08883};
  Linear seen = times(eye, {channel(color.r), channel(color.g), channel(color.b)});
  for (double& each : seen) each = std::clamp(each, 0.0, 1.0);
  const Linear xyz = times(to_xyz, seen);
  const auto root = [&](std::size_t i) {
    const double share = xyz[i] / white[i];
    return share > 216.0 / 24389 ? std::cbrt(share) : (24389.0 / 27 * share + 16) / 116;
  };
  return {116 * root(1) - 16, 500 * (root(0) - root(1)), 200 * (root(1) - root(2))};
}

double difference_seen(Color a, Color b, const Eye& eye) {
  const Linear one = lab_seen(a, eye), other = lab_seen(b, eye);
  return std::hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

// 2.3 is just noticeable; 25 is told at a glance.
TEST(Theme, ColourBlindEyesTellTheRolesApart) {
  for (const char* name : {"color-blind-safe", "high-contrast"}) {
    const Theme theme = testing::theme(name);
    const std::array roles{theme.fine, theme.coarse, theme.kernel, theme.card, theme.focus};
    for (const Eye& eye : {usual_eye, protanope, deuteranope})
      for (std::size_t i = 0; i < roles.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) EXPECT_GE(difference_seen(roles[i], roles[j], eye), 25) << name << i << j;
  }
  // What the method is worth: red and green of one lightness are far apart for most eyes, and near for a deuteranope's.
  EXPECT_GT(difference_seen({200, 60, 40, 255}, {90, 125, 20, 255}, usual_eye), 60);
  EXPECT_LT(difference_seen({200, 60, 40, 255}, {90, 125, 20, 255}, deuteranope), 30);
}

// Connections are told by their kernel element's colour: all pairs, for each kind of eye.
TEST(Theme, ColourBlindEyesTellTheConnectionsApart) {
  const auto least = [](const Theme& theme, const Eye& eye) {
    double found = 1000;
    for (std::size_t i = 0; i < theme.edges.size(); ++i)
      for (std::size_t j = 0; j < i; ++j) found = std::min(found, difference_seen(theme.edges[i], theme.edges[j], eye));
    return found;
  };
  const Theme safe = testing::theme("color-blind-safe"), high = testing::theme("high-contrast");
  for (const Theme& theme : {safe, high}) {
    EXPECT_EQ(theme.edges.size(), 9u);
    for (const Color edge : theme.edges) EXPECT_GE(wcag_contrast(edge, theme.card), 3) << theme.name;
  }
  for (const Eye& eye : {usual_eye, protanope, deuteranope, tritanope}) {
    EXPECT_GE(least(safe, eye), 30);
    EXPECT_GE(least(high, eye), 23);  // 7 : 1 on white leaves the dark colours alone
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
