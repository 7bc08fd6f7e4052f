#include "gui/lesson/open_lesson.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/geometry.h"
#include "document/evaluation.h"

namespace convoscope {
namespace {

/// Held within the steps that there are.
constexpr std::int64_t all_steps = std::numeric_limits<std::int32_t>::max();

const Question* question_of(const LessonPage& page, const LessonStop& stop) {
  const bool has_one = stop.kind == LessonStop::Kind::question || stop.kind == LessonStop::Kind::answer;
  return has_one ? &std::get<Question>(page.blocks[stop.block]) : nullptr;
}

QuestionProgress* progress_of(OpenLesson& open) {
  const Question* const question = open.question();
  return question ? &open.questions[question->id] : nullptr;
}

void settle(OpenLesson& open, QuestionProgress& progress, Grade grade) {
  progress.is_right = grade.is_right;
  progress.is_wrong = !grade.is_right;
  progress.grade = std::move(grade);
  if (progress.is_right && open.at().kind == LessonStop::Kind::question) ++open.stop;
  ++open.revision;
}

/// The last scene of the page up to that block.
const LessonScene* scene_before(const LessonPage& page, std::size_t block) {
  const LessonScene* found = nullptr;
  for (std::size_t i = 0; i <= block && i < page.blocks.size(); ++i)
    if (const auto* scene = std::get_if<LessonScene>(&page.blocks[i])) found = scene;
  return found;
}

bool is_legal(const SavedScene& saved) { return validate(saved.scene.spec).empty(); }

/// Of the layer alone: its counterpart would tell the sizes. Without anything lit, for what is lit is an answer.
SavedScene without_answers(SavedScene saved) {
  const bool transposed = is_transposed(saved.scene.spec);
  saved.scene.shows_convolution = !transposed;
  saved.scene.shows_transposed = transposed;
  saved.scene.look.is_lit = false;
  saved.scene.views = {"maps"};
  saved.playhead = {transposed ? Side::transposed : Side::convolution, Granularity::cell, 0};
  saved.pin = {};
  return saved;
}

}  // namespace

std::vector<LessonStop> stops_of(const LessonPage& page) {
  using enum LessonStop::Kind;
  std::vector<LessonStop> stops;
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    if (const auto* scene = std::get_if<LessonScene>(&page.blocks[i])) {
      const std::int64_t first = scene->saved.playhead.step;
      for (std::int64_t step = first; step <= std::max(first, scene->last_step); ++step)
        stops.push_back({LessonStop::Kind::scene, i, step});
    } else if (std::holds_alternative<Question>(page.blocks[i])) {
      stops.push_back({question, i, 0});
      stops.push_back({answer, i, 0});
    }
  }
  if (stops.empty()) stops.push_back({prose, 0, 0});
  return stops;
}

LessonStop OpenLesson::at() const {
  if (shows_results()) return {};
  const std::vector<LessonStop> stops = stops_of(lesson.pages[page]);
  return stops[std::min(stop, stops.size() - 1)];
}

const Question* OpenLesson::question() const {
  return shows_results() ? nullptr : question_of(lesson.pages[page], at());
}

const QuestionProgress* OpenLesson::progress() const {
  const Question* const here = question();
  if (!here) return nullptr;
  const auto found = questions.find(here->id);
  return found != questions.end() ? &found->second : nullptr;
}

bool OpenLesson::is_asking() const {
  if (!question() || at().kind != LessonStop::Kind::question) return false;
  const QuestionProgress* const known = progress();
  return !known || !known->is_over();
}

bool go_on(OpenLesson& open) {
  if (open.shows_results()) return false;
  if (open.at().kind == LessonStop::Kind::question) {
    QuestionProgress& progress = *progress_of(open);
    if (!progress.is_right) progress.is_revealed = true;
  }
  ++open.revision;
  if (open.stop + 1 < stops_of(*open.shown_page()).size()) {
    ++open.stop;
  } else {
    open.stop = 0;
    ++open.page;
  }
  return true;
}

bool go_back(OpenLesson& open) {
  if (open.stop == 0 && open.page == 0) return false;
  ++open.revision;
  if (open.stop > 0) {
    --open.stop;
  } else {
    --open.page;
    open.stop = stops_of(*open.shown_page()).size() - 1;
  }
  return true;
}

void go_to_page(OpenLesson& open, std::size_t page) {
  open.page = std::min(page, open.lesson.pages.size());
  open.stop = 0;
  ++open.revision;
}

void begin_anew(OpenLesson& open) {
  open.questions.clear();
  ++open.seed;
  go_to_page(open, 0);
}

void set_presenting(OpenLesson& open, bool presents) {
  if (open.is_presenting == presents) return;
  open.is_presenting = presents;
  open.is_blank = false;
  ++open.revision;
  if (presents) {
    open.own_questions = std::exchange(open.questions, {});
    if (open.at().kind == LessonStop::Kind::answer) --open.stop;
  } else {
    open.questions = std::move(*open.own_questions);
    open.own_questions.reset();
  }
}

LessonPlace place_of(const OpenLesson& open) {
  const QuestionProgress* const known = open.progress();
  return {open.page, open.stop, known ? known->draw : 0};
}

void go_to_place(OpenLesson& open, const LessonPlace& place) {
  go_to_page(open, place.page);
  if (open.shows_results()) return;
  open.stop = std::min(place.stop, stops_of(*open.shown_page()).size() - 1);
  QuestionProgress* const progress = progress_of(open);
  if (!progress || progress->draw == place.draw) return;
  *progress = {};
  progress->draw = place.draw;
  if (open.at().kind == LessonStop::Kind::answer) progress->is_revealed = true;
}

void count_hands(OpenLesson& open, const HandCount& hands) {
  QuestionProgress* const progress = progress_of(open);
  if (!progress) return;
  progress->hands = hands;
  open.class_size = hands.all;
  ++open.revision;
}

bool go_to_block(OpenLesson& open, std::size_t block) {
  if (open.shows_results()) return false;
  const std::vector<LessonStop> stops = stops_of(*open.shown_page());
  const auto found = std::ranges::find(stops, block, &LessonStop::block);
  if (found == stops.end() || found->kind == LessonStop::Kind::prose) return false;
  open.stop = static_cast<std::size_t>(found - stops.begin());
  ++open.revision;
  return true;
}

void draw_question(OpenLesson& open, const Catalog& catalog) {
  open.asked.reset();
  const Question* const question = open.question();
  if (!question) return;
  const QuestionProgress* const known = open.progress();
  const std::string owner = known && known->draw > 0 ? std::to_string(known->draw) : std::string();
  open.asked = ask(*question, seed_of(open.seed, owner, question->id), catalog);
  if (open.asked) open.questions[question->id].ask = open.asked->ask;
}

void draw_anew(OpenLesson& open, const Catalog& catalog) {
  QuestionProgress* const progress = progress_of(open);
  if (!progress) return;
  const std::uint64_t draw = progress->draw + 1;
  *progress = {};
  progress->draw = draw;
  if (open.at().kind == LessonStop::Kind::answer) --open.stop;
  ++open.revision;
  draw_question(open, catalog);
}

void answer_choice(OpenLesson& open, std::size_t choice) {
  QuestionProgress* const progress = progress_of(open);
  if (!progress || !open.asked || progress->is_answered() || choice >= open.asked->choices.size()) return;
  progress->choice = choice;
  settle(open, *progress, grade(*open.asked, choice));
}

void answer_text(OpenLesson& open, std::string typed) {
  QuestionProgress* const progress = progress_of(open);
  if (!progress || !open.asked || progress->is_answered() || typed.empty()) return;
  progress->typed = std::move(typed);
  settle(open, *progress, grade(*open.asked, progress->typed));
}

void answer_cells(OpenLesson& open) {
  QuestionProgress* const progress = progress_of(open);
  if (!progress || !open.asked || progress->is_answered() || progress->picked.empty()) return;
  settle(open, *progress, grade(*open.asked, picked_names(open)));
}

bool pick_cell(OpenLesson& open, Tag cell) {
  if (!open.is_asking() || !open.asked || open.asked->cells.empty()) return false;
  const Tag& like = open.asked->cells.front();
  if (cell.side != like.side || cell.part != like.part || cell.cell == no_cell) return false;
  cell = {cell.side, cell.part, like.channel, cell.cell};
  QuestionProgress& progress = *progress_of(open);
  if (progress.is_answered()) return false;
  if (std::erase(progress.picked, cell) == 0) progress.picked.push_back(cell);
  std::ranges::sort(progress.picked, {}, &Tag::cell);
  ++open.revision;
  return true;
}

std::string picked_names(const OpenLesson& open) {
  std::string names;
  const QuestionProgress* const progress = open.progress();
  if (!progress || !open.asked || !open.asked->saved) return names;
  const Relation between = relation(open.asked->saved->scene.spec);
  for (const Tag& cell : progress->picked) {
    const std::string name = cell.part == Part::fine ? fine_name(between, cell.cell) : coarse_name(between, cell.cell);
    names += (names.empty() ? "" : " ") + name;
  }
  return names;
}

void replace_lesson(OpenLesson& open, Lesson lesson) {
  const LessonPage* const shown = open.shown_page();
  if (shown) {
    const auto same = std::ranges::find(lesson.pages, shown->id, &LessonPage::id);
    open.page = same != lesson.pages.end() ? static_cast<std::size_t>(same - lesson.pages.begin())
                                           : std::min(open.page, lesson.pages.size() - 1);
  } else {
    open.page = lesson.pages.size();
  }
  open.lesson = std::move(lesson);
  open.stop = open.shows_results() ? 0 : std::min(open.stop, stops_of(*open.shown_page()).size() - 1);
  ++open.revision;
}

std::size_t shown_blocks(const OpenLesson& open) {
  const LessonPage& page = *open.shown_page();
  const LessonStop at = open.at();
  if (at.kind == LessonStop::Kind::prose) return page.blocks.size();
  std::size_t end = at.block + 1;
  // Prose after a question is for those who have answered it.
  if (open.is_asking()) return end;
  while (end < page.blocks.size() && std::holds_alternative<Prose>(page.blocks[end])) ++end;
  return end;
}

LessonTally tally_of(const OpenLesson& open) {
  LessonTally tally;
  for (const LessonPage& page : open.lesson.pages) {
    for (const PageBlock& block : page.blocks) {
      const auto* question = std::get_if<Question>(&block);
      if (!question) continue;
      ++tally.questions;
      const auto known = open.questions.find(question->id);
      if (known == open.questions.end()) continue;
      if (known->second.is_right)
        ++tally.right;
      else if (known->second.is_wrong)
        ++tally.wrong;
      else if (known->second.is_revealed)
        ++tally.revealed;
    }
  }
  return tally;
}

std::size_t question_number(const OpenLesson& open, std::string_view id) {
  std::size_t number = 0;
  for (const LessonPage& page : open.lesson.pages) {
    for (const PageBlock& block : page.blocks) {
      const auto* question = std::get_if<Question>(&block);
      if (!question) continue;
      ++number;
      if (question->id == id) return number;
    }
  }
  return 0;
}

std::optional<SavedScene> scene_at(const OpenLesson& open) {
  const LessonPage* const page = open.shown_page();
  if (!page) return std::nullopt;
  const LessonStop at = open.at();
  const auto* scene = scene_before(*page, at.block);
  const auto page_scene = [&]() -> std::optional<SavedScene> {
    if (!scene) return std::nullopt;
    SavedScene saved = scene->saved;
    if (at.kind == LessonStop::Kind::scene)
      saved.playhead.step = at.step;
    else
      saved.playhead.step = std::max(saved.playhead.step, scene->last_step);
    return saved;
  };
  const bool has_layer = open.asked && open.asked->saved && is_legal(*open.asked->saved);
  if (!open.question() || !has_layer) return page_scene();
  const AskedQuestion& asked = *open.asked;
  // A layer that can be shown is one that there is.
  if (asked.kind == QuestionKind::legal && open.is_asking()) return page_scene();
  SavedScene saved = *asked.saved;
  if (asked.kind == QuestionKind::choice) return saved;
  if (asked.kind == QuestionKind::connected) saved.scene.look.cells = CellText::letters;
  if (open.is_asking()) {
    saved = without_answers(std::move(saved));
    if (asked.kind == QuestionKind::connected) saved.playhead.step = all_steps;
    return saved;
  }
  saved.scene.look.is_lit = true;
  if (asked.cell) saved.pin = asked.cell;
  // All of the output, which may be held within its steps.
  if (!asked.cell) saved.playhead.step = all_steps;
  return saved;
}

bool covers_at(const OpenLesson& open) {
  const LessonPage* const page = open.shown_page();
  if (!page) return false;
  if (open.question()) {
    // Cells that are clicked have to be seen; their names tell nothing.
    const bool is_open = open.is_asking() && open.asked;
    return is_open && open.asked->kind != QuestionKind::choice && open.asked->kind != QuestionKind::connected &&
           open.asked->kind != QuestionKind::legal;
  }
  const LessonStop at = open.at();
  if (at.kind != LessonStop::Kind::scene) return false;
  const auto& scene = std::get<LessonScene>(page->blocks[at.block]);
  return scene.covers_output && at.step == scene.saved.playhead.step;
}

bool has_picture_at(const OpenLesson& open) {
  if (open.shows_results()) return false;
  const bool is_of_layer = open.question() && open.asked && open.asked->kind == QuestionKind::legal;
  return !is_of_layer || (!open.is_asking() && is_legal(*open.asked->saved));
}

const RichText& sentence_at(const OpenLesson& open) {
  static const RichText nothing;
  const LessonPage* const page = open.shown_page();
  if (!page) return nothing;
  if (open.question() && open.asked) return open.asked->ask;
  if (const auto* scene = scene_before(*page, open.at().block); scene && !scene->say.empty()) return scene->say;
  return page->sentence;
}

}  // namespace convoscope
