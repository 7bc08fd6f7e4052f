// Figure -> TikZ: a .tex file that compiles by itself with pdflatex and can be \input into a document, whose fonts it then uses.
// Knows no document of ours and no theme.
#pragma once

#include <optional>

#include "figure/writing/format.h"

namespace convoscope {

/// Text with characters that pdflatex's usual fonts do not have (Chinese among them) becomes shapes, so that the file compiles
/// everywhere and looks the same. Grids too large for shapes are drawn as runs of one colour; "export.too_many_cells" where there are more
/// than TeX can take.
Result<std::string> write_tikz(const Figure& figure, const ExportOptions& options, const FontBook& fonts);

/// `text` for TeX's text mode, special characters spelt out; nothing where a character has no spelling.
std::optional<std::string> tex_text(std::string_view text);

}  // namespace convoscope
