#include "figure/draw/paragraph.h"

#include "figure/draw/line_break.h"

namespace convoscope {
namespace {

std::vector<std::string_view> broken_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                           double room_pt) {
  if (text.empty()) return {};
  return wrap_text([&](std::string_view line) { return fonts.width(line, style); }, text, room_pt);
}

}  // namespace

std::vector<std::string_view> balanced_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                             double room_pt) {
  std::vector<std::string_view> lines = broken_lines(fonts, text, style, room_pt);
  if (lines.size() <= 1) return lines;
  double enough = room_pt;
  double too_narrow = 0;
  for (int i = 0; i < 12; ++i) {
    const double middle = (enough + too_narrow) / 2;
    (broken_lines(fonts, text, style, middle).size() > lines.size() ? too_narrow : enough) = middle;
  }
  return broken_lines(fonts, text, style, enough);
}

double line_pitch(const TextStyle& style) { return style.size_pt * 1.45; }

double write_paragraph(Pen& pen, Point position, std::string_view text, const TextStyle& style, double room_pt) {
  for (const std::string_view line : broken_lines(pen.fonts(), text, style, room_pt)) {
    pen.fitted_text(position, line, style, room_pt);
    position.y += line_pitch(style);
  }
  return position.y;
}

}  // namespace convoscope
