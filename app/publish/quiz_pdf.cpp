#include "publish/quiz_pdf.h"

#include <fmt/format.h>

#include "publish/question_blocks.h"

namespace convoscope {
namespace {

constexpr Page sheet_page{{595, 842}, 48, false};

std::string number_of(const Sheet& sheet) { return fmt::format("{:02}", sheet.number); }

Result<std::string> sheet_pdf(const Sheet& sheet, const QuizFile& quiz) {
  const Catalog& catalog = quiz.kit.catalog;
  const std::string name = catalog.text("quiz.sheet", {{"number", number_of(sheet)}});
  PageFlow paper(quiz.kit, sheet_page, quiz.title + " · " + name);
  paper.add(text_of_words(quiz.title), paper.heading());
  paper.add(text_of_words(name), paper.faint(), 2);
  paper.add(line_block(catalog.text("quiz.name"), 0, 260, paper, quiz.kit), 6);
  for (std::size_t i = 0; i < sheet.questions.size(); ++i) add_question(paper, i + 1, sheet.questions[i], quiz.kit);
  return std::move(paper).pdf(quiz.title + ", " + name);
}

Result<std::string> key_pdf(const QuizFile& quiz) {
  const Catalog& catalog = quiz.kit.catalog;
  const std::string title = catalog.text("quiz.key");
  PageFlow paper(quiz.kit, sheet_page, quiz.title + " · " + title);
  paper.add(text_of_words(quiz.title), paper.heading());
  paper.add(text_of_words(title), paper.faint(), 2);
  for (const Sheet& sheet : quiz.sheets) {
    RichText line{{Inline::Kind::text, catalog.text("quiz.sheet", {{"number", number_of(sheet)}}), true}};
    for (std::size_t i = 0; i < sheet.questions.size(); ++i) {
      // Figures that belong together stay on one line.
      std::string answer = fmt::format("{}. {}", i + 1, answer_letter(sheet.questions[i]));
      for (std::size_t at = 0; (at = answer.find(' ', at)) != std::string::npos; at += 2)
        answer.replace(at, 1, "\u00A0");
      line.push_back({Inline::Kind::text, "    " + answer});
    }
    paper.add(line, paper.style(), 10);
  }
  return std::move(paper).pdf(quiz.title + ", " + title);
}

}  // namespace

Result<std::vector<NamedFile>> quiz_pdf(const QuizFile& quiz) {
  std::vector<NamedFile> files;
  for (const Sheet& sheet : quiz.sheets) {
    Result<std::string> bytes = sheet_pdf(sheet, quiz);
    if (!bytes) return bytes.message();
    files.push_back({"sheet-" + number_of(sheet) + ".pdf", std::move(*bytes)});
  }
  Result<std::string> key = key_pdf(quiz);
  if (!key) return key.message();
  files.push_back({"key.pdf", std::move(*key)});
  return files;
}

}  // namespace convoscope
