// A lesson as a value: its stops, answers, what is covered where, what is remembered.
#include "gui/lesson/open_lesson.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/geometry.h"
#include "figure/views.h"
#include "gui/lesson/lesson_memory.h"
#include "publish/answer_picture.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using Kind = LessonStop::Kind;

const Catalog& english() {
  static const Catalog words = *Catalog::read(*test::AssetPlatform().read_asset("languages/en.json"));
  return words;
}

OpenLesson opened(const std::string& name, const std::string& language = "en") {
  const test::AssetPlatform platform;
  OpenLesson open;
  open.source = LessonSource(name, platform);
  open.lesson = open.source.read(platform, language, view_names())->lesson;
  draw_question(open, english());
  return open;
}

void next(OpenLesson& open) {
  go_on(open);
  draw_question(open, english());
}

/// Walks to the question of that id.
void walk_to(OpenLesson& open, std::string_view id) {
  while (!open.question() || open.question()->id != id) next(open);
}

TEST(OpenLesson, StopsAtScenesStepsQuestionsAndAnswers) {
  const OpenLesson open = opened("article");
  EXPECT_THAT(stops_of(open.lesson.pages[0]),
              ::testing::ElementsAre(LessonStop{Kind::scene, 1, 15}, LessonStop{Kind::question, 2, 0},
                                     LessonStop{Kind::answer, 2, 0}, LessonStop{Kind::scene, 4, 63}));
  // The convolution's page: its first step, the question, then the steps 2 to 4 one by one.
  const std::vector<LessonStop> stops = stops_of(open.lesson.pages[1]);
  std::vector<std::int64_t> steps;
  for (const LessonStop& stop : stops)
    if (stop.kind == Kind::scene) steps.push_back(stop.step);
  EXPECT_THAT(steps, ::testing::ElementsAre(0, 1, 2, 3));
}

// A picture of the layer would tell that there is one.
TEST(OpenLesson, ShowsNoLayerBeforeItIsKnownWhetherThereIsOne) {
  bool has_legal = false, has_illegal = false;
  for (int seed = 1; seed < 40; ++seed) {
    OpenLesson open = opened("article");
    open.seed = static_cast<std::uint64_t>(seed);
    open.asked.reset();
    walk_to(open, "is-legal");
    const std::optional<SavedScene> shown = scene_at(open);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->scene.title, "article");
    EXPECT_FALSE(has_picture_at(open));
    EXPECT_FALSE(covers_at(open));
    const bool is_legal = validate(open.asked->saved->scene.spec).empty();
    next(open);
    EXPECT_FALSE(open.is_asking());
    EXPECT_EQ(has_picture_at(open), is_legal);
    EXPECT_EQ(scene_at(open)->scene.spec == open.asked->saved->scene.spec, is_legal);
    // A sentence of its own.
    const std::string why = plain_text(open.asked->why);
    EXPECT_TRUE(why.front() >= 'A' && why.front() <= 'Z') << why;
    (is_legal ? has_legal : has_illegal) = true;
  }
  EXPECT_TRUE(has_legal && has_illegal);
}

TEST(OpenLesson, GoesFromTheFirstStopToTheResultsAndBack) {
  for (const std::string_view name : built_in_lessons) {
    for (const char* const language : {"en", "zh"}) {
      SCOPED_TRACE(std::string(name) + language);
      OpenLesson open = opened(std::string(name), language);
      std::size_t stops = 0;
      for (const LessonPage& page : open.lesson.pages) stops += stops_of(page).size();
      std::size_t forward = 0;
      while (go_on(open)) ++forward;
      EXPECT_EQ(forward, stops);
      EXPECT_TRUE(open.shows_results());
      EXPECT_EQ(tally_of(open).revealed, tally_of(open).questions);
      std::size_t back = 0;
      while (go_back(open)) ++back;
      EXPECT_EQ(back, stops);
      EXPECT_EQ(open.page, 0U);
      EXPECT_EQ(open.stop, 0U);
    }
  }
}

TEST(OpenLesson, EveryStopHasALegalSceneAndASentence) {
  for (const std::string_view name : built_in_lessons) {
    OpenLesson open = opened(std::string(name));
    while (!open.shows_results()) {
      SCOPED_TRACE(open.shown_page()->id);
      EXPECT_FALSE(sentence_at(open).empty());
      if (const auto saved = scene_at(open)) {
        EXPECT_TRUE(validate(saved->scene.spec).empty());
        for (const View& view : saved->scene.views) EXPECT_NE(find_view(view), nullptr);
      }
      if (open.question()) {
        EXPECT_TRUE(open.asked.has_value()) << open.question()->id;
      }
      next(open);
    }
  }
}

TEST(OpenLesson, AQuestionTellsNothingUntilItIsAnswered) {
  OpenLesson open = opened("article");
  walk_to(open, "centre");
  ASSERT_TRUE(open.is_asking());
  EXPECT_FALSE(covers_at(open)) << "the cells are there to be clicked";
  SavedScene saved = *scene_at(open);
  EXPECT_FALSE(saved.scene.look.is_lit);
  EXPECT_FALSE(saved.pin);
  EXPECT_THAT(saved.scene.views, ::testing::ElementsAre("maps"));
  EXPECT_FALSE(saved.scene.shows_transposed);
  const std::size_t before = shown_blocks(open);
  next(open);
  EXPECT_FALSE(covers_at(open));
  saved = *scene_at(open);
  EXPECT_TRUE(saved.scene.look.is_lit);
  EXPECT_EQ(saved.pin.cell, (Cell{1, 1}));
  EXPECT_THAT(saved.scene.views, ::testing::ElementsAre("connections"));
  EXPECT_GE(shown_blocks(open), before);
}

TEST(OpenLesson, OutputsAreCoveredWhileAQuestionIsAboutThem) {
  for (const char* const id : {"shrinks", "first-sum", "rows-cut", "to-seven", "wasted-on-zeros"}) {
    OpenLesson open = opened("article");
    walk_to(open, id);
    ASSERT_TRUE(open.is_asking()) << id;
    EXPECT_TRUE(covers_at(open)) << id;
    EXPECT_FALSE(scene_at(open)->scene.look.is_lit) << id;
    next(open);
    EXPECT_FALSE(covers_at(open)) << id;
  }
}

TEST(OpenLesson, CellsAreClickedInAnyOrderAndTakenBack) {
  OpenLesson open = opened("article");
  walk_to(open, "centre");
  const Tag cell{Side::convolution, Part::coarse, 0, {1, 1}};
  EXPECT_FALSE(pick_cell(open, {Side::convolution, Part::fine, 0, {1, 1}}));
  EXPECT_FALSE(pick_cell(open, {Side::transposed, Part::coarse, 0, {1, 1}}));
  EXPECT_TRUE(pick_cell(open, cell));
  EXPECT_EQ(picked_names(open), "4");
  EXPECT_TRUE(pick_cell(open, cell));
  EXPECT_EQ(picked_names(open), "");
  answer_cells(open);
  EXPECT_TRUE(open.is_asking()) << "without a cell there is no answer";
  for (const Cell each : {Cell{1, 0}, Cell{0, 1}, Cell{1, 1}, Cell{0, 0}})
    pick_cell(open, {Side::convolution, Part::coarse, 0, each});
  EXPECT_EQ(picked_names(open), "1 2 3 4");
  answer_cells(open);
  EXPECT_TRUE(open.progress()->is_right);
  EXPECT_EQ(open.at().kind, Kind::answer);
}

TEST(OpenLesson, AWrongAnswerCountsAndNewNumbersAreAnotherTry) {
  OpenLesson open = opened("article");
  walk_to(open, "shrinks");
  const std::size_t right = right_choice(*open.asked);
  answer_choice(open, right == 0 ? 1 : 0);
  EXPECT_TRUE(open.progress()->is_wrong);
  EXPECT_TRUE(open.is_asking());
  answer_choice(open, right);
  EXPECT_FALSE(open.progress()->is_right) << "the first answer counts";
  EXPECT_EQ(tally_of(open).wrong, 1U);
  const std::string asked = plain_text(open.asked->layer);
  int different = 0;
  for (int i = 0; i < 10; ++i) {
    draw_anew(open, english());
    different += plain_text(open.asked->layer) != asked ? 1 : 0;
  }
  EXPECT_GT(different, 5);
  answer_choice(open, right_choice(*open.asked));
  EXPECT_TRUE(open.progress()->is_right);
  EXPECT_EQ(tally_of(open).right, 1U);
  EXPECT_EQ(tally_of(open).wrong, 0U);
}

TEST(OpenLesson, TypedNumbersAreGradedAsTheLessonDoes) {
  OpenLesson open = opened("article");
  walk_to(open, "first-sum");
  EXPECT_EQ(open.asked->answer, "94");
  answer_text(open, "46");
  EXPECT_TRUE(open.progress()->is_wrong);
  draw_anew(open, english());
  answer_text(open, "94.0");
  EXPECT_TRUE(open.progress()->is_right);
}

TEST(OpenLesson, IsTheSameInBothLanguages) {
  OpenLesson english_one = opened("article");
  OpenLesson chinese = opened("article", "zh");
  walk_to(english_one, "any-cell");
  walk_to(chinese, "any-cell");
  EXPECT_EQ(english_one.page, chinese.page);
  EXPECT_EQ(english_one.stop, chinese.stop);
  EXPECT_EQ(english_one.asked->answer, chinese.asked->answer);
  EXPECT_EQ(english_one.asked->saved->scene.spec.axes, chinese.asked->saved->scene.spec.axes);
}

TEST(OpenLesson, WhatAClassIsShownCountsForNobody) {
  OpenLesson open = opened("article");
  walk_to(open, "shrinks");
  answer_choice(open, right_choice(*open.asked));
  set_presenting(open, true);
  EXPECT_EQ(open.at().kind, Kind::question);
  EXPECT_TRUE(open.is_asking()) << "the class is asked, whatever the teacher has answered";
  for (int i = 0; i < 10; ++i) next(open);
  EXPECT_EQ(memory_of(open).questions.size(), 1U);
  set_presenting(open, false);
  EXPECT_EQ(tally_of(open).right, 1U);
  EXPECT_EQ(tally_of(open).revealed, 0U);
  begin_anew(open);
  EXPECT_EQ(tally_of(open).right, 0U);
  EXPECT_EQ(open.page, 0U);
}

TEST(OpenLesson, HandsAreCountedAndAdviseByShares) {
  EXPECT_EQ(read_hands("12/30", 0), (HandCount{12, 30}));
  EXPECT_EQ(read_hands("12 of 30", 0), (HandCount{12, 30}));
  EXPECT_EQ(read_hands(" 30 ", 30), (HandCount{30, 30}));
  EXPECT_EQ(read_hands("0/1", 0), (HandCount{0, 1}));
  for (const char* const typed : {"", "x", "12", "31/30", "3/0", "-3/30", "1.5/30", "1/2/3", "1/99999999999999999999"})
    EXPECT_FALSE(read_hands(typed, 0)) << typed;
  EXPECT_FALSE(read_hands("31", 30));
  // 34.5, exactly 35, exactly 70 and 70.5 of a hundred.
  EXPECT_EQ(advice_of({0, 30}), Advice::hint);
  EXPECT_EQ(advice_of({69, 200}), Advice::hint);
  EXPECT_EQ(advice_of({7, 20}), Advice::discuss);
  EXPECT_EQ(advice_of({14, 20}), Advice::discuss);
  EXPECT_EQ(advice_of({141, 200}), Advice::go_on);
  EXPECT_EQ(advice_of({30, 30}), Advice::go_on);
}

TEST(OpenLesson, ReadAgainItStaysOnItsPage) {
  OpenLesson open = opened("article");
  go_to_page(open, 3);
  const std::string id = open.shown_page()->id;
  Lesson shorter = open.lesson;
  shorter.pages.erase(shorter.pages.begin());
  replace_lesson(open, shorter);
  EXPECT_EQ(open.page, 2U);
  EXPECT_EQ(open.shown_page()->id, id);
}

TEST(LessonMemory, IsReadAsItWasWritten) {
  OpenLesson open = opened("article");
  walk_to(open, "shrinks");
  answer_choice(open, right_choice(*open.asked));
  walk_to(open, "first-sum");
  answer_text(open, "1");
  go_to_page(open, 2);
  open.seed = 77;
  const LessonMemory memory = memory_of(open);
  const std::optional<LessonMemory> read = read_lesson_memory(written(memory));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->name, "article");
  EXPECT_EQ(read->page, 2U);
  EXPECT_EQ(read->seed, 77U);
  EXPECT_TRUE(read->questions.at("shrinks").is_right);
  EXPECT_TRUE(read->questions.at("first-sum").is_wrong);
  EXPECT_EQ(written(*read), written(memory));
}

TEST(LessonMemory, AnythingElseIsNone) {
  for (const char* const line : {"", "x", "1 2", "1 2 3", "1 2 3 a article", "1 2 3 a= article", "-1 2 3 - article"})
    EXPECT_FALSE(read_lesson_memory(line)) << line;
  EXPECT_EQ(read_lesson_memory("1 2 3 - /a folder/my lesson.md")->name, "/a folder/my lesson.md");
}

/// All numbers that a text says.
bool says_number(const std::string& text, const std::string& number) { return text.find(number) != std::string::npos; }

Answer answer_of(const OpenLesson& open) {
  const QuestionProgress& progress = *open.progress();
  return {progress.choice, progress.typed, progress.picked};
}

TEST(AnswerPicture, DrawsEachKindsWrongAnswerBesideTheRightOne) {
  const test::AssetPlatform platform;
  const FontBook fonts(platform);
  const Theme theme = *read_theme(*platform.read_asset("themes/light.json"));
  const DrawingKit kit{theme, english(), fonts};
  std::set<QuestionKind> drawn;
  for (const std::string_view name : built_in_lessons) {
    OpenLesson open = opened(std::string(name));
    for (; !open.shows_results(); next(open)) {
      if (!open.is_asking() || !open.asked) continue;
      SCOPED_TRACE(open.question()->id);
      const AskedQuestion& asked = *open.asked;
      if (!asked.choices.empty()) {
        answer_choice(open, right_choice(asked) == 0 ? 1 : 0);
      } else if (!asked.cells.empty()) {
        Tag wrong = asked.cells.front();
        if (asked.cells.size() == 1) wrong.cell.row += wrong.cell.row == 0 ? 1 : -1;
        pick_cell(open, wrong);
        answer_cells(open);
      } else {
        answer_text(open, asked.kind == QuestionKind::receptive_field ? "2" : "123456");
      }
      ASSERT_TRUE(open.progress()->is_wrong);
      const auto pictures = answer_pictures(asked, answer_of(open), 210, kit);
      EXPECT_EQ(pictures.has_value(), can_draw_answers(asked.kind));
      if (!pictures) continue;
      drawn.insert(asked.kind);
      for (const AnswerPicture* picture : {&pictures->wrong, &pictures->right}) {
        // Against a rule that there is not, nothing can be drawn but that the layer works.
        EXPECT_EQ(picture->items.empty(), asked.kind == QuestionKind::legal && picture == &pictures->wrong);
        EXPECT_FALSE(picture->words.empty());
        EXPECT_LE(picture->size.width, 214);
      }
      EXPECT_NE(pictures->wrong.words + pictures->wrong.numbers, pictures->right.words + pictures->right.numbers);
      if (!asked.answer.empty() && asked.cells.empty()) {
        EXPECT_TRUE(says_number(pictures->right.words, asked.answer));
      }
    }
  }
  for (const QuestionKind kind :
       {QuestionKind::size, QuestionKind::value, QuestionKind::connected, QuestionKind::removed,
        QuestionKind::parameters, QuestionKind::multiplications, QuestionKind::picture, QuestionKind::legal,
        QuestionKind::costs, QuestionKind::receptive_field, QuestionKind::code, QuestionKind::misfit})
    EXPECT_TRUE(drawn.contains(kind)) << question_kind_names[static_cast<std::size_t>(kind)];
}

TEST(AnswerPicture, ASizeNeedsTheMapThatTheKernelHasToSlideOver) {
  // 2x2 becomes 3x3 over a map of 5x5; 4x4 would need 6x6.
  const test::AssetPlatform platform;
  const FontBook fonts(platform);
  const Theme theme = *read_theme(*platform.read_asset("themes/light.json"));
  AskedQuestion asked;
  asked.kind = QuestionKind::size;
  asked.saved.emplace();
  Spec& spec = asked.saved->scene.spec;
  spec.operation = Operation::transposed_convolution;
  for (AxisSpec& axis : spec.axes) {
    axis.input = 2;
    axis.kernel = 3;
    axis.stride = 2;
    axis.pad_begin = axis.pad_end = 1;
  }
  asked.choices = {{text_of_words("4 × 4"), false, {}}, {text_of_words("3 × 3"), true, {}}};
  const auto pictures = answer_pictures(asked, {0, {}, {}}, 210, {theme, english(), fonts});
  ASSERT_TRUE(pictures.has_value());
  EXPECT_TRUE(says_number(pictures->wrong.words, "6 × 6")) << pictures->wrong.words;
  EXPECT_TRUE(says_number(pictures->right.words, "5 × 5")) << pictures->right.words;
}

}  // namespace
}  // namespace convoscope::testing
