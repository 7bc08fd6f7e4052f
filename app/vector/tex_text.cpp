// Characters as TeX spells them: ASCII's special ones and the mathematical ones that our figures use.
#include <array>

#include "vector/tikz.h"

namespace convoscope {

namespace {

struct Spelling {
  std::string_view character;
  std::string_view tex;
};

constexpr std::array spellings{
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
    Spelling{"×", "$\\times$"},
    Spelling{"·", "$\\cdot$"},
    Spelling{"±", "$\\pm$"},
    Spelling{"÷", "$\\div$"},
    Spelling{"−", "$-$"},
    Spelling{"→", "$\\rightarrow$"},
    Spelling{"←", "$\\leftarrow$"},
    Spelling{"↔", "$\\leftrightarrow$"},
    Spelling{"↑", "$\\uparrow$"},
    Spelling{"↓", "$\\downarrow$"},
    Spelling{"⌊", "$\\lfloor$"},
    Spelling{"⌋", "$\\rfloor$"},
    Spelling{"⌈", "$\\lceil$"},
    Spelling{"⌉", "$\\rceil$"},
    Spelling{"Σ", "$\\Sigma$"},
    Spelling{"∑", "$\\sum$"},
    Spelling{"≤", "$\\leq$"},
    Spelling{"≥", "$\\geq$"},
    Spelling{"≠", "$\\neq$"},
    Spelling{"≈", "$\\approx$"},
    Spelling{"∞", "$\\infty$"},
    Spelling{"∈", "$\\in$"},
    Spelling{"′", "$'$"},
    Spelling{"²", "$^2$"},
    Spelling{"–", "--"},
    Spelling{"—", "---"},
    Spelling{"…", "\\ldots{}"},
    Spelling{"‘", "`"},
    Spelling{"’", "'"},
    Spelling{"“", "``"},
    Spelling{"”", "''"},
};

}  // namespace

std::optional<std::string> tex_text(std::string_view text) {
  std::string tex;
  while (!text.empty()) {
    std::size_t length = 0;
    for (const Spelling& spelling : spellings) {
      if (text.starts_with(spelling.character)) {
        tex += spelling.tex;
        length = spelling.character.size();
        break;
      }
    }
    if (length == 0) {
      if (text.front() < ' ' || text.front() > '~') return std::nullopt;
      tex += text.front();
      length = 1;
    }
    text.remove_prefix(length);
  }
  return tex;
}

}  // namespace convoscope
