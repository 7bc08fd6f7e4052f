#include "figure/draw/line_break.h"

#include "document/utf8.h"

namespace convoscope {
namespace {

// Chinese characters and punctuation, which may stand at a line's end without a space.
bool is_wide(char32_t c) { return c >= 0x3000 && c <= 0xFFFF && c != replacement_character; }

// Signs that no line begins with.
bool closes(char32_t c) { return std::u32string_view(U"，。：；、）？！”").find(c) != std::u32string_view::npos; }

bool may_end_between(char32_t before, char32_t after) {
  return before == U' ' || (after != U' ' && !closes(after) && (is_wide(before) || is_wide(after)));
}

std::string_view without_spaces_at_end(std::string_view line) { return line.substr(0, line.find_last_not_of(' ') + 1); }

}  // namespace

std::vector<std::string_view> wrap_text(const WidthOf& width_of, std::string_view text, double max_width) {
  std::vector<std::string_view> lines;
  std::size_t start = 0;  // of the line
  std::size_t end = 0;    // of what is known to stand in it
  const auto end_line = [&](std::size_t next) {
    lines.push_back(without_spaces_at_end(text.substr(start, end - start)));
    start = next;
  };
  const auto end_piece = [&](std::size_t at) {
    const bool is_more = at > end && end > start;
    if (is_more && width_of(without_spaces_at_end(text.substr(start, at - start))) > max_width) end_line(end);
    end = at;
  };
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    const char32_t c = next_character(text, next);
    if (c == U'\n') {
      end_piece(at);
      end_line(next);
      end = next;
    } else if (at > start && may_end_between(before, c)) {
      end_piece(at);
    }
    before = c;
    at = next;
  }
  end_piece(text.size());
  end_line(text.size());
  return lines;
}

}  // namespace convoscope
