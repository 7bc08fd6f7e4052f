#include "publish/sheet.h"

#include <fmt/format.h>

#include <set>

namespace convoscope {
namespace {

/// All that a reader sees of a sheet.
std::string text_of(const Sheet& sheet) {
  std::string text;
  for (const AskedQuestion& question : sheet.questions) {
    text += plain_text(question.layer) + plain_text(question.ask) + question.answer + to_string(question.cell);
    for (const AskedChoice& choice : question.choices) text += '|' + plain_text(choice.text);
    if (question.saved)
      for (const SharedTensor& values : {question.saved->scene.fine_values, question.saved->scene.coarse_values,
                                         question.saved->scene.weight_values})
        for (std::size_t i = 0; values && i < values->data().size(); ++i) text += fmt::format(" {}", values->data()[i]);
    text += '\n';
  }
  return text;
}

Sheet drawn(const Lesson& lesson, std::uint64_t seed, const std::string& owner, const Catalog& catalog) {
  Sheet sheet;
  for (const LessonPage& page : lesson.pages)
    for (const PageBlock& block : page.blocks)
      if (const auto* question = std::get_if<Question>(&block))
        if (auto asked = ask(*question, seed_of(seed, owner, question->id), catalog))
          sheet.questions.push_back(std::move(*asked));
  return sheet;
}

}  // namespace

std::vector<Sheet> sheets_of(const Lesson& lesson, const SheetRequest& request, const Catalog& catalog) {
  constexpr int most_tries = 50;
  std::vector<Sheet> sheets;
  std::set<std::string> texts;
  for (int number = 1; number <= request.copies; ++number) {
    Sheet sheet;
    for (int again = 0; again < most_tries; ++again) {
      sheet = drawn(lesson, request.seed, fmt::format("{}\n{}\n{}", request.student, number, again), catalog);
      if (texts.insert(text_of(sheet)).second) break;
    }
    sheet.number = number;
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

std::string question_name(const AskedQuestion& question, const Sheet& sheet, std::size_t sheets) {
  return sheets == 1 ? question.id : fmt::format("{}-{:02}", question.id, sheet.number);
}

}  // namespace convoscope
