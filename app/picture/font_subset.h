// Fonts cut down to the characters that a file uses, by HarfBuzz.
#pragma once

#include "figure/writing/format.h"

namespace convoscope {

/// Whether this build can cut fonts.
bool can_cut_fonts();

/// Cuts from the font book's files, which it keeps alive; empty where fonts cannot be cut. Kerning and figures of one width are kept,
/// nothing else that would set the text otherwise than we measure it.
FontSubset font_subset(const FontBook& fonts);

}  // namespace convoscope
