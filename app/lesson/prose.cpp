#include "lesson/prose.h"

#include <utility>

namespace convoscope {

std::string plain_text(const RichText& text) {
  std::string words;
  for (const Inline& piece : text) {
    if (piece.kind == Inline::Kind::line_break)
      words += ' ';
    else
      words += piece.kind == Inline::Kind::formula ? spoken(piece.formula) : piece.text;
  }
  return words;
}

std::string plain_text(const Prose& prose) {
  std::string words;
  for (const Paragraph& paragraph : prose) {
    if (!words.empty()) words += '\n';
    words += plain_text(paragraph.text);
  }
  return words;
}

RichText text_of_words(std::string words) { return {{Inline::Kind::text, std::move(words)}}; }

}  // namespace convoscope
