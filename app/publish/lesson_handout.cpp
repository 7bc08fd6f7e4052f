// What stands on the pages, with the figures as they stand and room for answers; the answers follow at the end.
#include <fmt/format.h>

#include "publish/cover.h"
#include "publish/lesson_files.h"
#include "publish/question_blocks.h"

namespace convoscope {
namespace {

constexpr Page handout_page{{595, 842}, 48, false};
constexpr double most_figure_pt = 300;

/// The question as the lesson's page asks it, drawn as the page draws its first.
std::optional<AskedQuestion> asked_of(const LessonFile& file, const Question& question) {
  return ask(question, seed_of(file.seed, "1", question.id), file.kit.catalog);
}

void add_answers(PageFlow& paper, const LessonFile& file, const std::vector<AskedQuestion>& questions) {
  paper.begin_page();
  paper.add(text_of_words(file.kit.catalog.text("quiz.key")), paper.heading());
  for (std::size_t i = 0; i < questions.size(); ++i) {
    RichText line{{Inline::Kind::text, fmt::format("{}. {}", i + 1, answer_letter(questions[i])), true}};
    if (!questions[i].why.empty()) line.push_back({Inline::Kind::text, "   "});
    line.insert(line.end(), questions[i].why.begin(), questions[i].why.end());
    paper.add(line, paper.style());
  }
}

}  // namespace

Result<std::string> lesson_handout(const LessonFile& file) {
  const Lesson& lesson = file.lesson;
  PageFlow paper(file.kit, handout_page, plain_text(lesson.title));
  paper.add(lesson.title, paper.heading());
  paper.add(lesson.about);
  std::vector<AskedQuestion> questions;
  for (const LessonPage& page : lesson.pages) {
    paper.hold();
    paper.add(page.title, paper.heading(), 14);
    paper.add(page.sentence, paper.faint(), 2);
    for (const PageBlock& block : page.blocks) {
      if (const auto* prose = std::get_if<Prose>(&block)) paper.add(*prose);
      if (const auto* scene = std::get_if<LessonScene>(&block)) {
        // Covered figures are for those who have not answered yet: on paper that is everybody.
        SavedScene last = scene->saved;
        last.playhead.step = scene->last_step;
        paper.add(scene_figure(last, scene->covers_output, file.kit), most_figure_pt);
      }
      if (paper.is_holding()) paper.release();  // a heading stays with what follows it
      if (const auto* question = std::get_if<Question>(&block)) {
        if (auto asked = asked_of(file, *question)) {
          add_question(paper, questions.size() + 1, *asked, file.kit);
          questions.push_back(std::move(*asked));
        }
      }
    }
    if (paper.is_holding()) paper.release();
  }
  if (!questions.empty()) add_answers(paper, file, questions);
  return std::move(paper).pdf(plain_text(lesson.title));
}

}  // namespace convoscope
