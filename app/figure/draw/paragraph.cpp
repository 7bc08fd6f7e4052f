// Fills lines greedily.
#include "figure/draw/paragraph.h"

namespace convoscope {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Three bytes and more: Chinese characters and punctuation, which may stand at a line's end without a space. Dashes, quotes and
// mathematical signs have three bytes as well, but begin with E2.
bool is_wide(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  return byte >= 0xE3 && byte <= 0xEF;
}

// Signs that no line begins with.
bool closes(std::string_view text, std::size_t at) {
  for (const std::string_view sign : {"，", "。", "：", "；", "、", "）", "？", "！"}) {
    if (text.substr(at, sign.size()) == sign) return true;
  }
  return false;
}

// The text in the pieces that a line is made of; spaces stay at their piece's end.
std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<std::string> pieces;
  std::string piece;
  for (std::size_t i = 0; i < text.size(); ++i) {
    piece += text[i];
    if (i + 1 < text.size() && is_continuation(text[i + 1])) continue;
    std::size_t first = i;
    while (first > 0 && is_continuation(text[first])) --first;
    const bool ends_here = text[i] == ' ' || (i + 1 < text.size() && text[i + 1] != ' ' && !closes(text, i + 1) &&
                                              (is_wide(text, first) || is_wide(text, i + 1)));
    if (!ends_here) continue;
    pieces.push_back(piece);
    piece.clear();
  }
  if (!piece.empty()) pieces.push_back(piece);
  return pieces;
}

std::string without_space_at_end(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

}  // namespace

std::vector<std::string> broken_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                      double room_pt) {
  std::vector<std::string> lines;
  std::string line;
  for (const std::string& piece : pieces_of(text)) {
    const std::string longer = line + piece;
    if (!line.empty() && fonts.width(without_space_at_end(longer), style) > room_pt) {
      lines.push_back(without_space_at_end(line));
      line = piece;
    } else {
      line = longer;
    }
  }
  if (!line.empty()) lines.push_back(without_space_at_end(line));
  return lines;
}

std::vector<std::string> balanced_lines(const FontMetrics& fonts, std::string_view text, const TextStyle& style,
                                        double room_pt) {
  const std::size_t count = broken_lines(fonts, text, style, room_pt).size();
  double enough = room_pt;
  double too_narrow = 0;
  for (int i = 0; i < 12; ++i) {
    const double middle = (enough + too_narrow) / 2;
    (broken_lines(fonts, text, style, middle).size() > count ? too_narrow : enough) = middle;
  }
  return broken_lines(fonts, text, style, enough);
}

double line_pitch(const TextStyle& style) { return style.size_pt * 1.45; }

double write_paragraph(Pen& pen, Point position, std::string_view text, const TextStyle& style, double room_pt) {
  for (const std::string& line : broken_lines(pen.fonts(), text, style, room_pt)) {
    pen.fitted_text(position, line, style, room_pt);
    position.y += line_pitch(style);
  }
  return position.y;
}

}  // namespace convoscope
