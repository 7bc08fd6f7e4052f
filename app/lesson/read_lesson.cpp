#include "lesson/read_lesson.h"

#include <algorithm>
#include <set>

#include "document/text_position.h"
#include "document/utf8.h"
#include "lesson/blocks.h"

namespace convoscope {
namespace {

constexpr std::array language_codes{"en", "zh"};

/// The text with everything that is no text in UTF-8 replaced; the first such place is a mistake.
std::string readable(std::string_view text, std::optional<std::size_t>& wrong) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = text.starts_with("\uFEFF") ? 3 : 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t character = next_character(text, at);
    const bool is_control = (character < 0x20 && character != '\t' && character != '\n' && character != '\r') ||
                            character == 0x7F || character == replacement_character;
    if (is_control && !wrong) wrong = clean.size();
    clean += is_control ? std::string_view("\uFFFD") : text.substr(begin, at - begin);
  }
  return clean;
}

class LessonReader {
 public:
  LessonReader(std::string_view text, const LessonSurroundings& surroundings, Mistakes& mistakes)
      : text_(text), surroundings_(surroundings), mistakes_(mistakes) {}

  Lesson read() {
    for (MarkdownBlock& block : read_markdown({text_, 0}, mistakes_)) {
      if (lesson_.title.empty() && !(block.kind == MarkdownBlock::Kind::heading && block.level == 1)) {
        mistakes_.add(block.offset, "lesson.title_first");
        lesson_.title = text_of_words("?");
      }
      take(block);
    }
    finish_page();
    if (lesson_.title.empty()) mistakes_.add(0, "lesson.title_first");
    if (!has_head_) mistakes_.add(0, "lesson.head_missing");
    if (lesson_.pages.empty()) mistakes_.add(text_.size(), "lesson.no_pages");
    return std::move(lesson_);
  }

 private:
  LessonPage* page() { return is_in_page_ ? &page_ : nullptr; }
  std::size_t line_of(std::size_t offset) const { return position_in(text_, offset).line; }

  void take(MarkdownBlock& block) {
    using Kind = MarkdownBlock::Kind;
    if (block.kind == Kind::heading) return take_heading(block);
    if (is_skipped_) return;
    if (block.kind == Kind::quote) return take_sentence(block);
    if (block.kind == Kind::fenced) return take_fenced(block);
    check_picture(block.paragraph, block.offset);
    if (page() == nullptr) {
      lesson_.about.push_back(std::move(block.paragraph));
      return;
    }
    if (page_.blocks.empty() || !std::holds_alternative<Prose>(page_.blocks.back())) add(block, Prose());
    if (auto* prose = page_.blocks.empty() ? nullptr : std::get_if<Prose>(&page_.blocks.back()))
      prose->push_back(std::move(block.paragraph));
  }

  void check_picture(const Paragraph& paragraph, std::size_t offset) {
    if (paragraph.kind != Paragraph::Kind::picture) return;
    const std::string& file = paragraph.text.front().target;
    if (!surroundings_.has_picture(file)) mistakes_.add(offset, "lesson.picture_missing", {{"file", file}});
  }

  void add(const MarkdownBlock& block, PageBlock content) {
    if (page_.blocks.size() < most_blocks)
      page_.blocks.push_back(std::move(content));
    else if (page_.blocks.size() == most_blocks && !has_too_many_blocks_) {
      has_too_many_blocks_ = true;
      mistakes_.add(block.offset, "lesson.too_many_blocks", {{"most", std::to_string(most_blocks)}});
    }
  }

  void take_heading(MarkdownBlock& block) {
    if (block.level == 1) {
      if (!lesson_.title.empty())
        mistakes_.add(block.offset, "lesson.title_twice");
      else if (block.paragraph.text.empty())
        mistakes_.add(block.offset, "lesson.title_first");
      lesson_.title = block.paragraph.text.empty() ? text_of_words("?") : std::move(block.paragraph.text);
    } else if (block.level == 2) {
      begin_page(block);
    } else {
      mistakes_.add(block.offset, "lesson.heading");
    }
  }

  void begin_page(MarkdownBlock& block) {
    finish_page();
    is_skipped_ = lesson_.pages.size() >= most_pages;
    if (is_skipped_) {
      mistakes_.add(block.offset, "lesson.too_many_pages", {{"most", std::to_string(most_pages)}});
      return;
    }
    page_ = {};
    page_offset_ = block.offset;
    page_.line = line_of(block.offset);
    page_.id = take_id(block);
    page_.title = std::move(block.paragraph.text);
    has_too_many_blocks_ = false;
    is_in_page_ = true;
    has_page_scene_ = false;
  }

  /// Takes "{#id}" off the end of the heading.
  std::string take_id(MarkdownBlock& block) {
    RichText& title = block.paragraph.text;
    const std::size_t begin = title.empty() ? std::string::npos : title.back().text.rfind("{#");
    if (begin == std::string::npos || !title.back().text.ends_with('}')) {
      mistakes_.add(block.offset, "lesson.page_without_id");
      return {};
    }
    std::string& last = title.back().text;
    const std::string id = last.substr(begin + 2, last.size() - begin - 3);
    last.erase(last.find_last_not_of(' ', begin - (begin > 0 ? 1 : 0)) + (begin > 0 ? 1 : 0));
    if (last.empty()) title.pop_back();
    if (title.empty()) mistakes_.add(block.offset, "lesson.page_without_title");
    if (!is_lesson_id(id))
      mistakes_.add(block.offset, "lesson.id", {{"text", id}});
    else if (!page_ids_.insert(id).second)
      mistakes_.add(block.offset, "lesson.id_twice", {{"text", id}});
    return id;
  }

  void finish_page() {
    if (!is_in_page_) return;
    is_in_page_ = false;
    if (page_.sentence.empty()) mistakes_.add(page_offset_, "lesson.sentence_missing");
    lesson_.pages.push_back(std::move(page_));
  }

  void take_sentence(MarkdownBlock& block) {
    const bool is_first = is_in_page_ && page_.blocks.empty() && page_.sentence.empty();
    if (is_first)
      page_.sentence = std::move(block.paragraph.text);
    else
      mistakes_.add(block.offset, "lesson.sentence_elsewhere");
  }

  void take_fenced(const MarkdownBlock& block) {
    if (block.info == "lesson") return take_head(block);
    const bool is_known = block.info == "scene" || block.info == "question" || block.info == "notes";
    if (!is_known) {
      mistakes_.add(block.offset, "lesson.unknown_block", {{"text", block.info}});
    } else if (!is_in_page_) {
      mistakes_.add(block.offset, "lesson.block_outside", {{"text", block.info}});
    } else if (block.info == "notes") {
      take_notes(block);
    } else if (block.info == "scene") {
      auto scene = read_scene_block(block, line_of(block.offset), has_page_scene_ ? &shown_ : nullptr,
                                    surroundings_.views, mistakes_);
      if (!scene) return;
      shown_ = scene->saved;
      shown_.playhead.step = scene->last_step;
      has_page_scene_ = has_scene_ = true;
      add(block, std::move(*scene));
    } else {
      auto question = read_question_block(block, line_of(block.offset), has_scene_ ? &shown_ : nullptr,
                                          surroundings_.views, mistakes_);
      if (!question) return;
      if (!question_ids_.insert(question->id).second)
        mistakes_.add(block.offset, "lesson.id_twice", {{"text", question->id}});
      else
        add(block, std::move(*question));
    }
  }

  void take_notes(const MarkdownBlock& block) {
    if (block.lines.empty()) return;
    const std::size_t begin = block.lines.front().offset;
    const Piece& last = block.lines.back();
    const Piece all{text_.substr(begin, last.offset + last.text.size() - begin), begin};
    for (Paragraph& paragraph : read_prose(all, mistakes_)) page_.notes.push_back(std::move(paragraph));
  }

  void take_head(const MarkdownBlock& block) {
    if (has_head_ || !lesson_.pages.empty() || is_in_page_) mistakes_.add(block.offset, "lesson.head_elsewhere");
    has_head_ = true;
    Fields fields(block, mistakes_);
    const int language = fields.find_name("language", language_codes);
    if (fields.find("language") == nullptr) mistakes_.add(block.offset, "lesson.language_missing");
    lesson_.language = language_codes[static_cast<std::size_t>(std::max(language, 0))];
    fields.expect_no_others("language");
  }

  std::string_view text_;
  const LessonSurroundings& surroundings_;
  Mistakes& mistakes_;
  Lesson lesson_{language_codes[0], {}, {}, {}};
  LessonPage page_;
  std::size_t page_offset_ = 0;
  bool is_in_page_ = false;
  bool is_skipped_ = false;  ///< behind the last page that a lesson may have
  bool has_head_ = false;
  bool has_too_many_blocks_ = false;
  SavedScene shown_;             ///< as the canvas stands here
  bool has_scene_ = false;       ///< there is one
  bool has_page_scene_ = false;  ///< on this page
  std::set<std::string, std::less<>> page_ids_;
  std::set<std::string, std::less<>> question_ids_;
};

}  // namespace

LessonReading read_lesson(std::string_view text, const LessonSurroundings& surroundings) {
  if (text.size() > most_lesson_bytes)
    return {{}, {{1, 1, {"lesson.too_long", {{"limit", std::to_string(most_lesson_bytes >> 10)}}}}}};
  std::optional<std::size_t> wrong;
  const std::string clean = readable(text, wrong);
  Mistakes mistakes(clean);
  if (wrong) mistakes.add(*wrong, "lesson.not_text");
  LessonReading reading;
  reading.lesson = LessonReader(clean, surroundings, mistakes).read();
  reading.mistakes = std::move(mistakes).in_order();
  return reading;
}

}  // namespace convoscope
