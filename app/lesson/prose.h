// What people read in a lesson: paragraphs of text with emphasis, code, links, formulas and pictures. A plain value.
#pragma once

#include <string>
#include <vector>

#include "lesson/formula.h"

namespace convoscope {

/// A stretch of a line in one look.
struct Inline {
  enum class Kind : std::uint8_t { text, code, formula, picture, line_break };
  Kind kind = Kind::text;
  std::string text{};  ///< of a formula as it is written in the file; of a picture what it shows
  bool is_strong = false;
  bool is_emphasized = false;
  std::string target{};  ///< of a link its address; of a picture its file beside the lesson
  Formula formula{};
  bool operator==(const Inline&) const = default;
};
using RichText = std::vector<Inline>;

struct Paragraph {
  enum class Kind : std::uint8_t { plain, bullet, numbered, formula, picture };
  Kind kind = Kind::plain;
  int number = 0;  ///< of a numbered item
  RichText text{};
  bool operator==(const Paragraph&) const = default;
};
using Prose = std::vector<Paragraph>;

/// The words alone, formulas as they are spoken.
std::string plain_text(const RichText& text);
std::string plain_text(const Prose& prose);  ///< a line a paragraph
RichText text_of_words(std::string words);

}  // namespace convoscope
