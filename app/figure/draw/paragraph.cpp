#include "figure/draw/paragraph.h"

#include <map>
#include <utility>

#include "figure/draw/line_break.h"

namespace convoscope {
namespace {

std::vector<std::string_view> broken_lines(const WidthOf& width_of, std::string_view text, double room_pt) {
  return text.empty() ? std::vector<std::string_view>{} : wrap_text(width_of, text, room_pt);
}

}  // namespace

std::vector<std::string_view> balanced_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                             double room_pt) {
  // Most of the time goes into measuring, and each try measures the same parts.
  std::map<std::pair<const char*, std::size_t>, double> known;
  const WidthOf width_of = [&](std::string_view part) {
    const auto [place, is_new] = known.try_emplace({part.data(), part.size()});
    if (is_new) place->second = fonts.width(part, style);
    return place->second;
  };
  std::vector<std::string_view> lines = broken_lines(width_of, text, room_pt);
  if (lines.size() <= 1) return lines;
  double enough = room_pt;
  double too_narrow = 0;
  for (int i = 0; i < 12; ++i) {
    const double middle = (enough + too_narrow) / 2;
    (broken_lines(width_of, text, middle).size() > lines.size() ? too_narrow : enough) = middle;
  }
  return broken_lines(width_of, text, enough);
}

double line_pitch(const TextStyle& style) { return style.size_pt * 1.45; }

double write_paragraph(Pen& pen, Point position, std::string_view text, const TextStyle& style, double room_pt) {
  const WidthOf width_of = [&](std::string_view line) { return pen.width(line, style); };
  for (const std::string_view line : broken_lines(width_of, text, room_pt)) {
    pen.fitted_text(position, line, style, room_pt);
    position.y += line_pitch(style);
  }
  return position.y;
}

}  // namespace convoscope
