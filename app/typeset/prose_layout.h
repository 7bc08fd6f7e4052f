// Paragraphs set in lines of a given width. Knows no page and no window.
#pragma once

#include "figure/draw/fonts.h"
#include "figure/figure.h"
#include "lesson/prose.h"

namespace convoscope {

/// How prose looks.
struct ProseStyle {
  TextStyle text;
  Color link;
  Color code;               ///< behind code
  double line_pitch = 1.5;  ///< from baseline to baseline, in sizes of the text
};

/// Something set in a column: its items stand below the origin.
struct SetBlock {
  Size size;
  std::vector<Item> items;
};

/// One paragraph, no wider than `room_pt` unless a single word or formula is.
SetBlock set_text(const RichText& text, const ProseStyle& style, double room_pt, const FontMetrics& fonts);
/// The same with what stands around it: an item's bullet or number, a displayed formula in the middle. Of a picture what it shows, in words.
SetBlock set_paragraph(const Paragraph& paragraph, const ProseStyle& style, double room_pt, const FontMetrics& fonts);

}  // namespace convoscope
