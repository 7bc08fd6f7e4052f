// Prose and formulas set in lines: nothing leaves its room, what is above stands above.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "typeset/formula_layout.h"
#include "typeset/prose_layout.h"

namespace convoscope {
namespace {

/// Every character half as wide as the text is large.
struct EvenFonts : FontMetrics {
  double width(std::string_view text, const TextStyle& style) const override {
    std::size_t characters = 0;
    for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return static_cast<double>(characters) * style.size_pt / 2;
  }
  double cap_height(const TextStyle&) const override { return 0.7; }
};

const EvenFonts fonts;

TextStyle size_of(double size_pt) {
  TextStyle style;
  style.size_pt = size_pt;
  return style;
}

SetFormula set(const std::string& text, bool is_displayed = false) {
  FormulaMistake mistake;
  const auto formula = parse_formula(text, mistake);
  EXPECT_TRUE(formula) << text;
  return set_formula(*formula, size_of(20), is_displayed, fonts);
}

struct PlacedText {
  std::string text;
  Point position;
  double size_pt;
};

void collect(const std::vector<Item>& items, const Affine& place, std::vector<PlacedText>& texts) {
  for (const Item& item : items) {
    if (const auto* text = std::get_if<Text>(&item.shape))
      texts.push_back({text->text, place(text->position), text->style.size_pt});
    if (const auto* group = std::get_if<Group>(&item.shape)) collect(group->items, place * group->transform, texts);
  }
}

std::vector<PlacedText> texts_of(const std::vector<Item>& items) {
  std::vector<PlacedText> texts;
  collect(items, {}, texts);
  return texts;
}

PlacedText text_of(const std::vector<Item>& items, const std::string& wanted) {
  for (const PlacedText& each : texts_of(items))
    if (each.text == wanted) return each;
  ADD_FAILURE() << "no " << wanted;
  return {};
}

TEST(FormulaLayout, PutsNumeratorsOverDenominators) {
  const SetFormula formula = set(R"(\frac{a}{b})");
  EXPECT_LT(text_of(formula.items, "a").position.y, text_of(formula.items, "b").position.y);
  EXPECT_LT(text_of(formula.items, "a").size_pt, 20);
}

TEST(FormulaLayout, RaisesAndLowersScripts) {
  const SetFormula formula = set("x_i^2");
  EXPECT_LT(text_of(formula.items, "2").position.y, 0);
  EXPECT_GT(text_of(formula.items, "i").position.y, 0);
  EXPECT_GT(text_of(formula.items, "i").position.x, text_of(formula.items, "x").position.x);
}

TEST(FormulaLayout, PutsLimitsAboveAndBelowADisplayedSum) {
  const SetFormula formula = set(R"(\sum_{i}^{n} x)", true);
  const double sum = text_of(formula.items, "∑").position.x;
  EXPECT_LT(text_of(formula.items, "i").position.x, sum + 20);
  EXPECT_LT(text_of(formula.items, "n").position.y, text_of(formula.items, "∑").position.y - 10);
  EXPECT_GT(set(R"(\sum_{i}^{n} x)", true).ascent, set(R"(\sum_{i}^{n} x)").ascent);
}

TEST(FormulaLayout, StaysWithinItsBox) {
  for (const char* text : {"x_i^2 + 1", R"(\lfloor \frac{n + 2p - K}{s} \rfloor + 1)", R"(\hat{x} \ne x)",
                           R"(y_i = \sum_{u=0}^{k-1} x_{i+u} w_u)", R"(\lceil \frac{\frac{a}{b}}{c} \rceil)"})
    for (const bool is_displayed : {false, true}) {
      const SetFormula formula = set(text, is_displayed);
      for (const PlacedText& each : texts_of(formula.items)) {
        EXPECT_GE(each.position.x, 0) << text << " " << each.text;
        EXPECT_LE(each.position.x + fonts.width(each.text, size_of(each.size_pt)), formula.width + 0.01)
            << text << " " << each.text;
        EXPECT_GE(each.position.y - 0.7 * each.size_pt, -formula.ascent - 0.01) << text << " " << each.text;
        EXPECT_LE(each.position.y, formula.descent) << text << " " << each.text;
      }
    }
}

TEST(ProseLayout, BreaksLinesWithinTheRoom) {
  const RichText text{{Inline::Kind::text, "one two three four five six "},
                      {Inline::Kind::text, "seven eight nine", true},
                      {Inline::Kind::text, ", ten"}};
  ProseStyle style;
  style.text.size_pt = 10;
  const SetBlock block = set_text(text, style, 60, fonts);
  EXPECT_LE(block.size.width, 60);
  EXPECT_GT(block.size.height, 3 * 15);
  std::string all;
  double y = 0;
  for (const PlacedText& each : texts_of(block.items)) {
    EXPECT_GE(each.position.y, y);
    y = each.position.y;
    all += each.text + "|";
  }
  EXPECT_THAT(all, ::testing::HasSubstr("one two"));
  EXPECT_THAT(all, ::testing::HasSubstr("ten"));
}

TEST(ProseLayout, KeepsLinesApartForTallFormulas) {
  FormulaMistake mistake;
  Inline formula{Inline::Kind::formula, R"(\frac{a}{b})"};
  formula.formula = *parse_formula(formula.text, mistake);
  ProseStyle style;
  style.text.size_pt = 10;
  const SetBlock plain = set_text({{Inline::Kind::text, "word"}}, style, 200, fonts);
  const SetBlock tall = set_text({{Inline::Kind::text, "word "}, formula}, style, 200, fonts);
  EXPECT_GT(tall.size.height, plain.size.height);
}

TEST(ProseLayout, IndentsItemsUnderTheirMark) {
  ProseStyle style;
  style.text.size_pt = 10;
  const SetBlock block = set_paragraph({Paragraph::Kind::numbered, 12, text_of_words("first")}, style, 200, fonts);
  EXPECT_LT(text_of(block.items, "12.").position.x, text_of(block.items, "first").position.x);
  EXPECT_EQ(text_of(block.items, "12.").position.y, text_of(block.items, "first").position.y);
}

}  // namespace
}  // namespace convoscope
