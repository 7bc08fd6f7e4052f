// Characters as TeX spells them: ASCII's special ones and the mathematical ones that our figures use. What is mathematics is found by
// its tokens: numbers, letters that stand alone and what joins them.
#include <algorithm>
#include <array>
#include <vector>

#include "document/utf8.h"
#include "vector/tikz.h"

namespace convoscope {

namespace {

struct Spelling {
  std::string_view character;
  std::string_view tex;
};

constexpr std::array text_spellings{
    Spelling{"\\", "\\textbackslash{}"},
    Spelling{"{", "\\{"},
    Spelling{"}", "\\}"},
    Spelling{"#", "\\#"},
    Spelling{"$", "\\$"},
    Spelling{"%", "\\%"},
    Spelling{"&", "\\&"},
    Spelling{"_", "\\_"},
    Spelling{"^", "\\textasciicircum{}"},
    Spelling{"~", "\\textasciitilde{}"},
    Spelling{"<", "\\textless{}"},
    Spelling{">", "\\textgreater{}"},
    Spelling{"|", "\\textbar{}"},
    Spelling{"\"", "\\textquotedblright{}"},
    Spelling{"-", "-{}"},  // two of them are no dash
    Spelling{"'", "'{}"},
    Spelling{"`", "`{}"},
    Spelling{"\u00a0", "~"},
    Spelling{"–", "--"},
    Spelling{"—", "---"},
    Spelling{"…", "\\ldots{}"},
    Spelling{"‘", "`"},
    Spelling{"’", "'"},
    Spelling{"“", "``"},
    Spelling{"”", "''"},
    Spelling{"°", "$^\\circ$"},
};

/// Signs that make mathematics of what stands beside them.
constexpr std::array signs{
    Spelling{"=", "="},
    Spelling{"+", "+"},
    Spelling{"/", "/"},
    Spelling{"×", "\\times "},
    Spelling{"·", "\\cdot "},
    Spelling{"±", "\\pm "},
    Spelling{"÷", "\\div "},
    Spelling{"−", "-"},
    Spelling{"→", "\\rightarrow "},
    Spelling{"←", "\\leftarrow "},
    Spelling{"↔", "\\leftrightarrow "},
    Spelling{"↑", "\\uparrow "},
    Spelling{"↓", "\\downarrow "},
    Spelling{"⌊", "\\lfloor "},
    Spelling{"⌋", "\\rfloor "},
    Spelling{"⌈", "\\lceil "},
    Spelling{"⌉", "\\rceil "},
    Spelling{"Σ", "\\Sigma "},
    Spelling{"∑", "\\sum "},
    Spelling{"<", "<"},
    Spelling{">", ">"},
    Spelling{"≤", "\\leq "},
    Spelling{"≥", "\\geq "},
    Spelling{"≠", "\\neq "},
    Spelling{"≈", "\\approx "},
    Spelling{"∞", "\\infty "},
    Spelling{"∈", "\\in "},
    Spelling{"′", "'"},
    Spelling{"²", "^2"},
    Spelling{"ᵀ", "^{\\mathsf{T}}"},
    Spelling{"₀", "_0"},
    Spelling{"₁", "_1"},
};

/// Those that need something on both sides.
constexpr std::string_view infix = "=+/×·±÷→←↔<>≤≥≠≈∈";

std::string without_end_space(std::string text) {
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A piece of the text: as text has it, and as mathematics where it may be that.
struct Token {
  std::string text;
  std::string math;      ///< empty: no part of mathematics
  bool settles = false;  ///< mathematics, whatever stands beside it
  bool is_sign = false;  ///< stands between two others
  bool is_space = false;
};

template <class Spellings>
const Spelling* find(const Spellings& spellings, std::string_view text) {
  const auto found = std::ranges::find_if(spellings, [&](const Spelling& s) { return text.starts_with(s.character); });
  return found == spellings.end() ? nullptr : &*found;
}

bool is_chinese(char32_t c) {
  return (c >= 0x3000 && c <= 0x303F) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xFF00 && c <= 0xFFEF);
}

/// "x[0,1]", "w[10,2]": a letter and its indices; empty where none begins here.
std::string_view indexed(std::string_view text) {
  if (text.size() < 2 || text[1] != '[') return {};
  const std::size_t end = text.find_first_not_of("0123456789,", 2);
  return end != std::string_view::npos && end > 2 && text[end] == ']' ? text.substr(0, end + 1) : std::string_view();
}

/// Takes the next token off `text`; nothing where TeX has no spelling for its first character.
std::optional<Token> next_token(std::string_view& text) {
  const auto taken = [&](std::size_t length) {
    const std::string part(text.substr(0, length));
    text.remove_prefix(length);
    return part;
  };
  const char first = text.front();
  if (first == ' ') return Token{taken(1), " ", false, false, true};
  if (is_letter(first)) {
    if (const std::string_view symbol = indexed(text); !symbol.empty()) {
      const std::string indices(symbol.substr(2, symbol.size() - 3));
      const std::string math = std::string(1, first) + "_{" + indices + "}";
      return Token{taken(symbol.size()), math, true};
    }
    const std::size_t letters =
        std::min<std::size_t>(std::ranges::find_if_not(text, is_letter) - text.begin(), text.size());
    const std::size_t digits = std::ranges::find_if_not(text.substr(letters), is_digit) - text.substr(letters).begin();
    // "w02" is the kernel's element in row 0, column 2.
    if (letters == 1 && digits == 2 && (first == 'w' || first == 'x')) {
      const std::string name = taken(3);
      return Token{name, name.substr(0, 1) + "_{" + name.substr(1) + "}", true};
    }
    const std::string word = taken(letters);
    return Token{word, letters == 1 ? word : "", word == "C"};
  }
  if (is_digit(first)) {
    std::size_t length = std::min(text.find_first_not_of("0123456789."), text.size());
    while (text[length - 1] == '.') --length;  // a sentence's end
    const std::string number = taken(length);
    return Token{number, number};
  }
  if (const Spelling* sign = find(signs, text)) {
    const Spelling* plain = find(text_spellings, text);
    const bool is_ascii = sign->character.size() == 1;
    const std::string as_text(plain != nullptr ? plain->tex : sign->tex);
    taken(sign->character.size());
    return Token{is_ascii ? as_text : "$" + without_end_space(as_text) + "$", std::string(sign->tex), true,
                 infix.find(sign->character) != std::string_view::npos};
  }
  if (const Spelling* spelling = find(text_spellings, text)) {
    taken(spelling->character.size());
    return Token{std::string(spelling->tex), spelling->character == "…" ? "\\cdots " : ""};
  }
  if (first == '(' || first == ')' || first == '[' || first == ']') {
    const std::string bracket = taken(1);
    return Token{bracket, bracket};
  }
  if (first >= ' ' && first <= '~') return Token{taken(1), ""};
  std::size_t length = 0;
  const char32_t character = next_character(text, length);
  if (!is_chinese(character)) return std::nullopt;
  return Token{taken(length), ""};
}

/// Whether brackets within are closed and none else is.
bool is_balanced(std::span<const Token> tokens) {
  int open = 0;
  for (const Token& token : tokens) {
    if (token.text == "(" || token.text == "[") ++open;
    if ((token.text == ")" || token.text == "]") && --open < 0) return false;
  }
  return open == 0;
}

}  // namespace

std::optional<std::string> tex_text(std::string_view text) {
  std::vector<Token> tokens;
  while (!text.empty()) {
    std::optional<Token> token = next_token(text);
    if (!token) return std::nullopt;
    tokens.push_back(std::move(*token));
  }
  std::string tex;
  for (std::size_t i = 0; i < tokens.size();) {
    std::size_t end = i;
    while (end < tokens.size() && !tokens[end].math.empty()) ++end;
    while (end > i && (tokens[end - 1].is_space || tokens[end - 1].is_sign)) --end;
    const std::span<const Token> run(tokens.data() + i, end - i);
    const bool is_math = !run.empty() && !run.front().is_space && !run.front().is_sign && is_balanced(run) &&
                         std::ranges::any_of(run, &Token::settles);
    if (!is_math) {
      tex += tokens[i].text;
      ++i;
      continue;
    }
    std::string math;
    for (const Token& token : run)
      if (!token.is_space) math += token.math;
    tex += "$" + without_end_space(std::move(math)) + "$";
    i = end;
  }
  return tex;
}

bool has_chinese(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (is_chinese(next_character(text, at))) return true;
  return false;
}

}  // namespace convoscope
