// Figure -> TikZ: a .tex file that compiles by itself with pdflatex and can be \input into a document, whose fonts it then uses.
// Knows no document of ours and no theme.
#pragma once

#include <optional>

#include "figure/writing/format.h"

namespace convoscope {

/// All text is TeX's own, in the type of the document around it, and mathematics is mathematics; a text with a character that TeX's
/// usual fonts do not have (other than Chinese, which takes the packages ctex or CJKutf8) becomes shapes. Colours are called by what
/// they are for (ExportOptions::color_names). Grids too large for shapes are drawn as runs of one colour; "export.too_many_cells" where
/// there are more than TeX can take.
Result<std::string> write_tikz(const Figure& figure, const ExportOptions& options, const FontBook& fonts);

/// `text` for TeX's text mode: special characters spelt out, "w02 = x[0,1] · 3" as $w_{02} = x_{0,1} \cdot 3$; nothing where a character
/// has no spelling.
std::optional<std::string> tex_text(std::string_view text);

/// Whether Chinese characters or punctuation stand in it.
bool has_chinese(std::string_view text);

}  // namespace convoscope
