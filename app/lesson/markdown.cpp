// md4c hands over pieces of the source as it reads: their addresses tell where they stand in the file.
#include "lesson/markdown.h"

#include <md4c.h>

#include <algorithm>
#include <array>
#include <utility>

#include "document/utf8.h"

namespace convoscope {
namespace {

/// Between characters of scripts that know no spaces a line break means none.
bool ends_without_space(std::string_view text) {
  if (text.empty()) return true;
  const std::string_view head = without_last_character(text);
  std::size_t at = head.size();
  return next_character(text, at) >= 0x2E80;
}

std::string text_of(const MD_ATTRIBUTE& attribute) {
  return attribute.text == nullptr ? std::string() : std::string(attribute.text, attribute.size);
}

std::string of_entity(std::string_view entity) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&nbsp;", "\u00A0"}}};
  const auto found = std::ranges::find(known, entity, &std::pair<std::string_view, std::string_view>::first);
  return std::string(found == known.end() ? entity : found->second);
}

bool is_picture_name(std::string_view name) {
  constexpr std::array<std::string_view, 4> endings{".png", ".jpg", ".jpeg", ".svg"};
  const bool has_ending = std::ranges::any_of(endings, [&](std::string_view each) { return name.ends_with(each); });
  return has_ending && name.front() != '.' && name.find_first_of("/\\:") == std::string_view::npos;
}

class MarkdownReader {
 public:
  MarkdownReader(Piece source, Mistakes& mistakes) : source_(source), mistakes_(mistakes) {}

  std::vector<MarkdownBlock> read() {
    MD_PARSER parser{};
    parser.flags = MD_FLAG_LATEXMATHSPANS | MD_FLAG_NOINDENTEDCODEBLOCKS;
    parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* self) { return of(self).enter_block(type, detail); };
    parser.leave_block = [](MD_BLOCKTYPE type, void*, void* self) { return of(self).leave_block(type); };
    parser.enter_span = [](MD_SPANTYPE type, void* detail, void* self) { return of(self).enter_span(type, detail); };
    parser.leave_span = [](MD_SPANTYPE type, void*, void* self) { return of(self).leave_span(type); };
    parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size, void* self) {
      return of(self).take_text(type, {text, size});
    };
    md_parse(source_.text.data(), static_cast<MD_SIZE>(source_.text.size()), &parser, this);
    return std::move(blocks_);
  }

 private:
  static MarkdownReader& of(void* self) { return *static_cast<MarkdownReader*>(self); }

  /// The byte of the source that the text begins at; the place last read where it is none of the source.
  std::size_t place_of(std::string_view text) {
    if (is_of_source(text)) at_ = static_cast<std::size_t>(text.data() - source_.text.data());
    return at_;
  }
  bool is_of_source(std::string_view text) const {
    const std::less_equal<const char*> not_after;
    const char* begin = source_.text.data();
    return not_after(begin, text.data()) && not_after(text.data() + text.size(), begin + source_.text.size());
  }
  void mistake(std::size_t place, std::string key, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    mistakes_.add(source_.offset + place, std::move(key), std::move(arguments));
  }

  int enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_H:
        begin(MarkdownBlock::Kind::heading, Paragraph::Kind::plain);
        block_.level = static_cast<int>(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_UL:
      case MD_BLOCK_OL: enter_container(type, detail); break;
      case MD_BLOCK_LI:
        begin(MarkdownBlock::Kind::paragraph,
              containers_.back() == MD_BLOCK_OL ? Paragraph::Kind::numbered : Paragraph::Kind::bullet);
        block_.paragraph.number = number_++;
        break;
      case MD_BLOCK_P:
        if (containers_.empty()) begin(MarkdownBlock::Kind::paragraph, Paragraph::Kind::plain);
        if (is_in(MD_BLOCK_QUOTE)) begin(MarkdownBlock::Kind::quote, Paragraph::Kind::plain);
        if (is_in_list() && !block_.paragraph.text.empty()) append({Inline::Kind::line_break});
        break;
      case MD_BLOCK_CODE: enter_fenced(*static_cast<MD_BLOCK_CODE_DETAIL*>(detail)); break;
      case MD_BLOCK_HR: mistake(next_text_after(at_), "lesson.markdown.rule"); break;
      case MD_BLOCK_HTML: is_html_ = true; break;
      default: break;
    }
    return 0;
  }

  bool is_in(MD_BLOCKTYPE type) const { return !containers_.empty() && containers_.back() == type; }
  bool is_in_list() const { return is_in(MD_BLOCK_UL) || is_in(MD_BLOCK_OL); }

  void enter_container(MD_BLOCKTYPE type, void* detail) {
    if (!containers_.empty()) mistake(next_text_after(at_), "lesson.markdown.nested");
    // What has been read of the item around it is complete.
    if (is_in_list()) finish();
    containers_.push_back(type);
    number_ = type == MD_BLOCK_OL ? static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start) : 1;
  }

  void enter_fenced(const MD_BLOCK_CODE_DETAIL& detail) {
    begin(MarkdownBlock::Kind::fenced, Paragraph::Kind::plain);
    block_.info = text_of(detail.info);
    if (detail.info.text != nullptr && detail.info.size > 0) {
      place_of({detail.info.text, detail.info.size});
      has_place_ = true;
      block_.offset = source_.offset + at_;
    }
    fence_ = at_;
    line_count_ = 0;
    is_code_ = true;
  }

  int leave_block(MD_BLOCKTYPE type) {
    switch (type) {
      case MD_BLOCK_CODE:
        is_code_ = false;
        if (!is_closed_fence()) mistake(fence_, "lesson.markdown.unclosed", {{"word", block_.info}});
        finish();
        break;
      case MD_BLOCK_H:
      case MD_BLOCK_LI: finish(); break;
      case MD_BLOCK_P:
        if (!is_in_list()) finish();
        break;
      case MD_BLOCK_QUOTE:
      case MD_BLOCK_UL:
      case MD_BLOCK_OL: containers_.pop_back(); break;
      case MD_BLOCK_HTML: is_html_ = false; break;
      default: break;
    }
    return 0;
  }

  /// Whether the line behind the last one of a fenced block is its closing fence.
  bool is_closed_fence() const {
    std::size_t at = source_.text.find('\n', fence_);
    for (std::size_t line = 0; line < line_count_ && at != std::string_view::npos; ++line)
      at = source_.text.find('\n', at + 1);
    if (at == std::string_view::npos) return false;
    const std::size_t first = source_.text.find_first_not_of(" \t>", at + 1);
    const std::string_view rest = source_.text.substr(std::min(first, source_.text.size()));
    return rest.starts_with("```") || rest.starts_with("~~~");
  }

  std::size_t next_text_after(std::size_t place) const {
    const std::size_t end = source_.text.find('\n', place);
    const std::size_t next = source_.text.find_first_not_of(" \t\r\n", std::min(end, source_.text.size()));
    return next == std::string_view::npos ? place : next;
  }

  void begin(MarkdownBlock::Kind kind, Paragraph::Kind paragraph) {
    block_ = {};
    block_.kind = kind;
    block_.paragraph.kind = paragraph;
    is_open_ = true;
    has_place_ = false;
    has_display_ = false;
  }

  void finish() {
    if (!is_open_) return;
    is_open_ = false;
    Paragraph& paragraph = block_.paragraph;
    const bool has_picture =
        std::ranges::any_of(paragraph.text, [](const Inline& each) { return each.kind == Inline::Kind::picture; });
    const bool is_alone = paragraph.text.size() == 1 && paragraph.kind == Paragraph::Kind::plain &&
                          block_.kind == MarkdownBlock::Kind::paragraph;
    if (has_display_ || has_picture) {
      if (is_alone)
        paragraph.kind = has_picture ? Paragraph::Kind::picture : Paragraph::Kind::formula;
      else
        mistakes_.add(block_.offset, has_picture ? "lesson.markdown.picture_alone" : "lesson.markdown.formula_alone");
    }
    const bool is_empty = block_.kind != MarkdownBlock::Kind::fenced && paragraph.text.empty();
    if (!is_empty || block_.kind == MarkdownBlock::Kind::heading) blocks_.push_back(std::move(block_));
  }

  int enter_span(MD_SPANTYPE type, void* detail) {
    switch (type) {
      case MD_SPAN_EM: look_.is_emphasized = true; break;
      case MD_SPAN_STRONG: look_.is_strong = true; break;
      case MD_SPAN_A:
        look_.target = text_of(static_cast<MD_SPAN_A_DETAIL*>(detail)->href);
        leads_astray_ = !look_.target.starts_with("https://") && !look_.target.starts_with("http://");
        break;
      case MD_SPAN_IMG:
        picture_ = {Inline::Kind::picture};
        picture_.target = text_of(static_cast<MD_SPAN_IMG_DETAIL*>(detail)->src);
        is_picture_ = true;
        if (picture_.target.empty() || !is_picture_name(picture_.target))
          mistake(next_picture(), "lesson.markdown.picture", {{"text", picture_.target}});
        break;
      case MD_SPAN_CODE: look_.kind = Inline::Kind::code; break;
      case MD_SPAN_LATEXMATH:
      case MD_SPAN_LATEXMATH_DISPLAY:
        formula_.clear();
        has_display_ = has_display_ || type == MD_SPAN_LATEXMATH_DISPLAY;
        is_formula_ = true;
        formula_place_ = std::string_view::npos;
        break;
      default: break;
    }
    return 0;
  }

  std::size_t next_picture() const {
    const std::size_t place = source_.text.find("![", at_);
    return place == std::string_view::npos ? at_ : place;
  }

  int leave_span(MD_SPANTYPE type) {
    switch (type) {
      case MD_SPAN_EM: look_.is_emphasized = false; break;
      case MD_SPAN_STRONG: look_.is_strong = false; break;
      case MD_SPAN_A: look_.target.clear(); break;
      case MD_SPAN_IMG:
        is_picture_ = false;
        append(std::move(picture_));
        break;
      case MD_SPAN_CODE: look_.kind = Inline::Kind::text; break;
      case MD_SPAN_LATEXMATH:
      case MD_SPAN_LATEXMATH_DISPLAY:
        is_formula_ = false;
        take_formula();
        break;
      default: break;
    }
    return 0;
  }

  void take_formula() {
    Inline formula = look_;
    formula.kind = Inline::Kind::formula;
    formula.text = formula_;
    FormulaMistake wrong;
    if (auto tree = parse_formula(formula_, wrong)) {
      formula.formula = std::move(*tree);
    } else {
      mistake(std::min(formula_place_, source_.text.size()) + wrong.offset, wrong.what.key, wrong.what.arguments);
      formula.kind = Inline::Kind::code;  // shown as it was written
    }
    append(std::move(formula));
  }

  int take_text(MD_TEXTTYPE type, std::string_view text) {
    const bool is_placed = is_of_source(text);
    if (is_placed && is_open_ && !has_place_) {
      has_place_ = true;
      block_.offset = source_.offset + place_of(text);
    }
    if (is_code_) {
      take_line(text, is_placed);
      return 0;
    }
    place_of(text);
    if (leads_astray_) mistake(at_, "lesson.markdown.link", {{"text", look_.target}});
    leads_astray_ = false;
    if (is_html_ || type == MD_TEXT_HTML) {
      if (is_placed && !text.starts_with('\n')) mistake(at_, "lesson.markdown.html");
      return 0;
    }
    if (is_formula_) {
      if (is_placed) formula_place_ = std::min(formula_place_, at_);
      formula_ += type == MD_TEXT_SOFTBR || type == MD_TEXT_BR ? std::string_view("\n") : text;
      return 0;
    }
    if (is_placed && type == MD_TEXT_NORMAL) find_lone_stars(text);
    Inline piece = look_;
    piece.text = type == MD_TEXT_ENTITY ? of_entity(text) : std::string(text);
    if (type == MD_TEXT_BR) piece = {Inline::Kind::line_break};
    if (type == MD_TEXT_SOFTBR) {
      const RichText& before = block_.paragraph.text;
      piece.text = !before.empty() && ends_without_space(before.back().text) ? "" : " ";
    }
    if (is_picture_)
      picture_.text += piece.text;
    else
      append(std::move(piece));
    return 0;
  }

  /// A star that is left in the text is part of no emphasis, though it was meant to be unless a backslash or spaces say otherwise.
  void find_lone_stars(std::string_view text) {
    const std::string_view source = source_.text;
    const auto is_space = [&](std::size_t at) {
      return at >= source.size() || source[at] == ' ' || source[at] == '\n';
    };
    const std::size_t begin = place_of(text);
    for (std::size_t i = text.find('*'); i < text.size(); i = text.find('*', i)) {
      const std::size_t first = begin + i;
      while (i < text.size() && text[i] == '*') ++i;
      const bool is_escaped = first > 0 && source[first - 1] == '\\';
      const bool stands_alone = (first == 0 || is_space(first - 1)) && is_space(begin + i);
      if (!is_escaped && !stands_alone) mistake(first, "lesson.markdown.lone_star");
    }
  }

  /// A fenced block's text comes with the breaks and the indents between the lines made anew.
  void take_line(std::string_view text, bool is_placed) {
    if (is_placed) {
      const std::size_t begin = place_of(text);
      if (line_.empty()) line_begin_ = begin;
      line_ = source_.text.substr(line_begin_, begin + text.size() - line_begin_);
    } else if (text == "\n") {
      ++line_count_;
      if (!line_.empty()) {
        block_.lines.push_back(Piece{line_, source_.offset + line_begin_});
        block_.indents.push_back(indent_);
      }
      line_ = {};
      indent_ = 0;
    } else if (line_.empty()) {
      indent_ += static_cast<int>(text.size());
    }
  }

  void append(Inline piece) {
    if (!is_open_) return;
    RichText& text = block_.paragraph.text;
    if (piece.kind == Inline::Kind::text && !text.empty()) {
      Inline& last = text.back();
      const bool same = last.kind == piece.kind && last.is_strong == piece.is_strong &&
                        last.is_emphasized == piece.is_emphasized && last.target == piece.target;
      if (same) {
        last.text += piece.text;
        return;
      }
    }
    if (piece.kind == Inline::Kind::text && piece.text.empty()) return;
    text.push_back(std::move(piece));
  }

  Piece source_;
  Mistakes& mistakes_;
  std::vector<MarkdownBlock> blocks_;
  MarkdownBlock block_;
  bool is_open_ = false;
  bool has_place_ = false;
  bool has_display_ = false;
  bool is_html_ = false;
  std::vector<MD_BLOCKTYPE> containers_;
  int number_ = 1;
  std::size_t at_ = 0;

  Inline look_;
  bool leads_astray_ = false;  ///< of a link whose place is that of its text
  Inline picture_;
  bool is_picture_ = false;
  std::string formula_;
  std::size_t formula_place_ = 0;
  bool is_formula_ = false;

  bool is_code_ = false;
  std::size_t fence_ = 0;
  std::size_t line_count_ = 0;
  std::string_view line_;
  std::size_t line_begin_ = 0;
  int indent_ = 0;
};

}  // namespace

std::vector<MarkdownBlock> read_markdown(Piece source, Mistakes& mistakes) {
  return MarkdownReader(source, mistakes).read();
}

Prose read_prose(Piece source, Mistakes& mistakes) {
  Prose prose;
  for (MarkdownBlock& block : read_markdown(source, mistakes)) {
    if (block.kind == MarkdownBlock::Kind::paragraph)
      prose.push_back(std::move(block.paragraph));
    else
      mistakes.add(block.offset, "lesson.markdown.only_prose");
  }
  return prose;
}

RichText read_rich_text(Piece source, Mistakes& mistakes) {
  Prose prose = read_prose(source, mistakes);
  if (prose.empty()) return {};
  if (prose.size() > 1 || prose[0].kind != Paragraph::Kind::plain)
    mistakes.add(source.offset, "lesson.markdown.one_paragraph");
  return std::move(prose[0].text);
}

}  // namespace convoscope
