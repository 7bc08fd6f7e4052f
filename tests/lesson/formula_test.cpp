// Formulas: what the trees are, as they are spoken, and what is refused where.
#include "lesson/formula.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace convoscope {
namespace {

std::string spoken_of(const std::string& text) {
  FormulaMistake mistake;
  const auto formula = parse_formula(text, mistake);
  return formula ? spoken(*formula) : std::to_string(mistake.offset) + " " + mistake.what.key;
}

TEST(Formula, IsSpokenInOneLine) {
  EXPECT_EQ(spoken_of(R"(\lfloor \frac{n + 2p - K}{s} \rfloor + 1)"), "⌊(n + 2p − K) / s⌋ + 1");
  EXPECT_EQ(spoken_of("o=(n-1)s-2p+K+a"), "o = (n − 1)s − 2p + K + a");
  EXPECT_EQ(spoken_of("C^T y"), "C^Ty");
  EXPECT_EQ(spoken_of(R"(\hat{x} \ne x)"), "x\u0302 ≠ x");
  EXPECT_EQ(spoken_of(R"(y_i = \sum_{u=0}^{k-1} x_{i+u} w_u)"), "y_i = ∑_(u = 0)^(k − 1) x_(i + u)w_u");
  EXPECT_EQ(spoken_of(R"(2 \times 2 \to 3.5)"), "2 × 2 → 3.5");
  EXPECT_EQ(spoken_of(R"(p' = K - 1 - p \text{ 当且仅当 } a \le 1)"), "p′ = K − 1 − p 当且仅当 a ≤ 1");
}

TEST(Formula, HasSubscriptAndSuperscriptInEitherOrder) {
  FormulaMistake mistake;
  EXPECT_EQ(*parse_formula("x_i^2", mistake), *parse_formula("x^2_i", mistake));
  EXPECT_EQ(*parse_formula("x_{i}", mistake), *parse_formula("x_i", mistake));
}

TEST(Formula, RefusesEverythingElseAtItsPlace) {
  EXPECT_EQ(spoken_of(""), "0 lesson.formula.empty");
  EXPECT_EQ(spoken_of(R"(a + \mathbf{b})"), "4 lesson.formula.command");
  EXPECT_EQ(spoken_of(R"(a \\ b)"), "2 lesson.formula.command");
  EXPECT_EQ(spoken_of(R"(\frac{a}b)"), "8 lesson.formula.brace");
  EXPECT_EQ(spoken_of(R"(\lfloor a)"), "9 lesson.formula.unclosed");
  EXPECT_EQ(spoken_of(R"(\lfloor a \rceil)"), "10 lesson.formula.unclosed");
  EXPECT_EQ(spoken_of("{a"), "2 lesson.formula.unclosed");
  EXPECT_EQ(spoken_of("a}"), "1 lesson.formula.unopened");
  EXPECT_EQ(spoken_of("x_i_j"), "3 lesson.formula.two_scripts");
  EXPECT_EQ(spoken_of("x_"), "2 lesson.formula.script");
  EXPECT_EQ(spoken_of("a & b"), "2 lesson.formula.character");
  EXPECT_EQ(spoken_of(std::string(501, 'x')), "0 lesson.formula.too_long");
  EXPECT_EQ(spoken_of(std::string(40, '{')), "16 lesson.formula.too_deep");
  EXPECT_EQ(spoken_of("\\"), "0 lesson.formula.command");
  EXPECT_EQ(spoken_of("\\é"), "0 lesson.formula.command");
}

}  // namespace
}  // namespace convoscope
