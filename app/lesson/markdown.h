// Markdown as a list of blocks with their places in the file: md4c reads it, what lessons have no use for is a mistake.
// Knows no lesson.
#pragma once

#include <string>
#include <vector>

#include "lesson/mistake.h"
#include "lesson/prose.h"

namespace convoscope {

struct MarkdownBlock {
  enum class Kind : std::uint8_t { heading, quote, paragraph, fenced };
  Kind kind = Kind::paragraph;
  int level = 0;  ///< of a heading
  std::size_t offset = 0;
  Paragraph paragraph{};       ///< what stands in a heading, a quote or a paragraph
  std::string info{};          ///< of a fenced block: "scene"
  std::vector<Piece> lines{};  ///< of a fenced block, each from its first character that is no space
  std::vector<int> indents{};  ///< how many spaces stood before that
};

/// Blocks in the file's order. Mistakes: raw HTML, nested lists, unclosed fences, formulas that are none, links that lead elsewhere than
/// to https or http, pictures within a line or in folders.
std::vector<MarkdownBlock> read_markdown(Piece source, Mistakes& mistakes);

/// One paragraph of a field.
RichText read_rich_text(Piece source, Mistakes& mistakes);
/// Several paragraphs without any other block.
Prose read_prose(Piece source, Mistakes& mistakes);

}  // namespace convoscope
