// A lesson in the window: its panel walked through with a mouse and keys, in both languages and in small windows.
#include "gui/lesson/lesson_panel.h"

#include <fstream>

#include "gui/lesson/lesson_figure.h"
#include "gui/lesson/lessons.h"
#include "gui/state/files.h"
#include "lesson_stage.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

double smallest_type(const std::vector<Item>& items, double scale) {
  double smallest = 1e9;
  for (const Item& item : items) {
    if (const auto* text = std::get_if<Text>(&item.shape)) smallest = std::min(smallest, text->style.size_pt * scale);
    if (const auto* group = std::get_if<Group>(&item.shape))
      smallest = std::min(smallest, smallest_type(group->items, scale * std::abs(group->transform.d)));
  }
  return smallest;
}

void expect_tidy_stops(const std::string& name, std::initializer_list<Size> sizes) {
  for (const char* const language : {"en", "zh"}) {
    for (const Size size : sizes) {
      PanelStage stage(size, language, lesson_request(name));
      for (int stop = 0; !lesson_of(stage).shows_results(); ++stop) {
        SCOPED_TRACE(std::string(language) + " " + std::to_string(static_cast<int>(size.width)) + " " +
                     lesson_of(stage).shown_page()->id + " " + std::to_string(lesson_of(stage).stop));
        expect_tidy(stage);
        // The other lessons write dots of their own.
        if (name == "article") expect_whole_words(stage, "lesson");
        expect_whole_words(stage, "lesson footer");
        stage.run("lesson_next");
        ASSERT_LT(stop, 200);
      }
      expect_tidy(stage);
    }
  }
}

// The last is 1280x800 at scale 2.
TEST(LessonPanel, IsTidyAtEveryStopOfTheArticle) {
  expect_tidy_stops("article", {{1280, 800}, {800, 600}, {640, 400}});
}

TEST(LessonPanel, IsTidyAtEveryStopOfTheOthers) {
  for (const std::string_view name : built_in_lessons)
    if (name != "article") expect_tidy_stops(std::string(name), {{800, 600}});
}

TEST(LessonPanel, TheLayersRowsStandInItsPlaceAndGoAgain) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  stage.click(stage.area("lesson", "lesson layer").center());
  EXPECT_TRUE(stage.says("left", "Stride"));
  expect_tidy(stage);
  stage.click(stage.area("left", "lesson page").center());
  EXPECT_TRUE(stage.says("lesson", "PAGE 1"));
  stage.click(stage.area("lesson", "lesson layer").center());
  stage.run("lesson_next");
  EXPECT_TRUE(stage.says("lesson", "PAGE 1")) << "going on shows the page";
}

TEST(LessonPanel, AButtonBringsThePagesSceneBack) {
  PanelStage stage({1280, 800}, "en", lesson_request("article", 6));
  EXPECT_FALSE(stage.has_area("timeline", "lesson scene"));
  stage.apply(SetParameter{Parameter::stride, -1, 1});
  expect_tidy(stage);
  stage.click(stage.area("timeline", "lesson scene").center());
  EXPECT_EQ(stage.session().scene().spec.axes[height].stride, 2);
  EXPECT_FALSE(stage.has_area("timeline", "lesson scene"));
}

TEST(LessonPanel, SaysThePageItsTitleAndItsProse) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  EXPECT_TRUE(stage.says("lesson", "PAGE 1 OF 12")) << ::testing::PrintToString(stage.words("lesson"));
  EXPECT_TRUE(stage.says("lesson", "Why make maps larger?"));
  EXPECT_TRUE(stage.says("lesson", "A convolution with stride 2 halves height and width."));
  EXPECT_FALSE(stage.says("lesson", "Two tasks need the way back.")) << "that is for those who have answered";
  stage.run("lesson_next");
  EXPECT_TRUE(stage.says("lesson", "How large is the output?"));
  stage.run("lesson_next");
  EXPECT_TRUE(stage.says("lesson", "Two tasks need the way back."));
}

TEST(LessonPanel, AChoiceIsClickedAndGraded) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  walk_to(stage, "shrinks");
  const std::size_t right = right_choice(*lesson_of(stage).asked);
  const std::size_t wrong = right == 0 ? 1 : 0;
  stage.click(stage.area("lesson", "choice " + std::to_string(wrong + 1)).center());
  ASSERT_TRUE(lesson_of(stage).progress()->is_wrong);
  EXPECT_TRUE(stage.says("lesson", stage.say("lesson_panel.wrong")));
  EXPECT_GT(stage.layout().aside.width, 0);
  EXPECT_TRUE(stage.says("answer", stage.say("lesson_panel.drawn")));
  EXPECT_TRUE(stage.says("answer", plain_text(lesson_of(stage).asked->choices[right].text)));
  expect_tidy(stage);
  stage.click(stage.area("lesson", "anew").center());
  EXPECT_FALSE(lesson_of(stage).progress()->is_answered());
  EXPECT_EQ(stage.layout().aside.width, 0);
  stage.click(stage.area("lesson", "choice " + std::to_string(right_choice(*lesson_of(stage).asked) + 1)).center());
  EXPECT_TRUE(lesson_of(stage).progress()->is_right);
  EXPECT_TRUE(stage.says("lesson", stage.say("lesson_panel.right")));
}

TEST(LessonPanel, ANarrowWindowDrawsTheAnswerInThePanel) {
  PanelStage stage({800, 600}, "en", lesson_request("article"));
  walk_to(stage, "shrinks");
  perform(stage.app(), LessonAnswer{right_choice(*lesson_of(stage).asked) == 0 ? 1U : 0U, {}, {}});
  stage.rest();
  EXPECT_EQ(stage.layout().aside.width, 0);
  EXPECT_TRUE(
      stage.says("lesson", plain_text(lesson_of(stage).asked->choices[right_choice(*lesson_of(stage).asked)].text)));
  expect_tidy(stage);
}

TEST(LessonPanel, ANumberIsTyped) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  walk_to(stage, "first-sum");
  stage.click(stage.area("lesson", "number").center());
  stage.type("94");
  stage.hit(PanelStage::Key::enter);
  EXPECT_TRUE(lesson_of(stage).progress()->is_right);
}

TEST(LessonPanel, CellsAreClickedInThePicture) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  walk_to(stage, "centre");
  for (const Cell cell : {Cell{0, 0}, Cell{0, 1}, Cell{1, 0}, Cell{1, 1}})
    perform(stage.app(), LessonAnswer{{}, {}, Tag{Side::convolution, Part::coarse, 0, cell}});
  stage.rest();
  EXPECT_TRUE(stage.says("lesson", "1 2 3 4"));
  stage.click(stage.area("lesson", "check").center());
  EXPECT_TRUE(lesson_of(stage).progress()->is_right);
  EXPECT_FALSE(stage.ui().revealed.has_value());
}

TEST(LessonPanel, TheLanguageCanChangeOnThePageAndTheQuestion) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  walk_to(stage, "centre");
  const std::size_t page = lesson_of(stage).page;
  const std::size_t stop = lesson_of(stage).stop;
  const std::string answer = lesson_of(stage).asked->answer;
  stage.run("language");
  EXPECT_EQ(lesson_of(stage).page, page);
  EXPECT_EQ(lesson_of(stage).stop, stop);
  EXPECT_EQ(lesson_of(stage).asked->answer, answer);
  EXPECT_EQ(lesson_of(stage).lesson.language, "zh");
  EXPECT_TRUE(stage.says("lesson", plain_text(lesson_of(stage).shown_page()->title)));
  EXPECT_EQ(plain_text(lesson_of(stage).asked->ask), stage.say("quiz.connected.ask_input", {{"cell", "e"}}));
}

TEST(LessonPanel, TurningAPageIsOneUndoAndOneKeyBringsTheSceneBack) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  stage.apply(SetParameter{Parameter::stride, -1, 1});
  EXPECT_TRUE(differs_from_lesson(stage.app()));
  stage.run("lesson_scene");
  EXPECT_EQ(stage.session().scene().spec.axes[height].stride, 2);
  EXPECT_FALSE(differs_from_lesson(stage.app()));
  const Scene before = stage.session().scene();
  perform(stage.app(), TurnToPage{2});
  stage.rest();
  EXPECT_FALSE(stage.session().scene() == before);
  stage.run("undo");
  EXPECT_TRUE(stage.session().scene() == before);
}

TEST(LessonPanel, UndoAndRedoBringThePageBackWithItsScene) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  walk_to(stage, "shrinks");
  lesson_on(stage.app());
  const std::size_t stop = lesson_of(stage).stop;
  perform(stage.app(), TurnToPage{3});
  perform(stage.app(), TurnToPage{5});
  stage.rest();
  EXPECT_FALSE(differs_from_lesson(stage.app()));
  stage.run("undo");
  EXPECT_EQ(lesson_of(stage).page, 3U);
  EXPECT_FALSE(differs_from_lesson(stage.app()));
  stage.run("undo");
  EXPECT_EQ(lesson_of(stage).page, 0U);
  EXPECT_EQ(lesson_of(stage).stop, stop);
  EXPECT_FALSE(differs_from_lesson(stage.app()));
  stage.run("redo");
  EXPECT_EQ(lesson_of(stage).page, 3U);
  EXPECT_FALSE(differs_from_lesson(stage.app()));
  // A change by hand is undone on its page.
  stage.apply(SetParameter{Parameter::kernel, -1, 2});
  stage.run("undo");
  EXPECT_EQ(lesson_of(stage).page, 3U);
  EXPECT_FALSE(differs_from_lesson(stage.app()));
}

TEST(LessonPanel, UndoOfNewNumbersAsksWithTheOldOnes) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  walk_to(stage, "shrinks");
  const std::string asked = plain_text(lesson_of(stage).asked->layer);
  const Scene scene = stage.session().scene();
  do {
    stage.run("lesson_anew");
  } while (plain_text(lesson_of(stage).asked->layer) == asked);
  while (!(stage.session().scene() == scene)) stage.run("undo");
  EXPECT_EQ(plain_text(lesson_of(stage).asked->layer), asked);
}

TEST(LessonPanel, PresentingShowsTheFigureTheSentenceAndNothingElse) {
  PanelStage stage({800, 600}, "en", lesson_request("article", 3));
  stage.run("present");
  EXPECT_EQ(stage.layout().canvas.width, 800);
  EXPECT_EQ(stage.layout().canvas.height, 600);
  EXPECT_FALSE(stage.has_area("header", "menu"));
  for (int stop = 0; !lesson_of(stage).shows_results(); ++stop) {
    SCOPED_TRACE(lesson_of(stage).shown_page()->id + " " + std::to_string(lesson_of(stage).stop));
    const Figure& shown = stage.picture();
    EXPECT_EQ(shown.size, (Size{800, 600}));
    // The last items are the words: the sentence, the page's number.
    const std::string words = packed_words(text_of_picture(shown.items));
    const RichText& sentence = sentence_at(lesson_of(stage));
    EXPECT_NE(words.find(packed_words(plain_text({sentence.front()})).substr(0, 6)), std::string::npos) << words;
    for (std::size_t i = 1; i < shown.items.size(); ++i) {
      if (const auto* text = std::get_if<Text>(&shown.items[i].shape)) {
        EXPECT_GE(text->style.size_pt, 20);
      }
      if (const auto* line = std::get_if<Group>(&shown.items[i].shape)) {
        EXPECT_EQ(line->transform.d, 1);
        // Scripts of a formula are smaller, as they are everywhere.
        EXPECT_GE(smallest_type(line->items, 1), 20 * 0.7 * 0.7 - 0.1);
        EXPECT_LE(line->transform.f, 600);
      }
    }
    stage.run("lesson_next");
    ASSERT_LT(stop, 200);
  }
  stage.run("leave");
  EXPECT_FALSE(lesson_of(stage).is_presenting);
  EXPECT_FALSE(stage.ui().is_full_screen);
}

TEST(LessonPanel, ABlankScreenHasNothingOnIt) {
  PanelStage stage({800, 600}, "en", lesson_request("article"));
  stage.run("present");
  stage.run("blank");
  EXPECT_TRUE(stage.picture().items.empty());
  stage.run("blank");
  EXPECT_FALSE(stage.picture().items.empty());
}

TEST(LessonPanel, CoversOutputsAnywhereAndRevealsThemOneByOne) {
  PanelStage stage;
  const std::string before = text_of_picture(stage.picture().items);
  stage.run("cover");
  EXPECT_TRUE(stage.says("cell", stage.say("cell_panel.covered")));
  const std::string covered = text_of_picture(stage.picture().items);
  EXPECT_NE(covered.find("?"), std::string::npos);
  EXPECT_EQ(before.find("?|"), std::string::npos);
  const auto numbers = [&] {
    std::int64_t shown = 0;
    const std::function<void(const std::vector<Item>&)> count = [&](const std::vector<Item>& items) {
      for (const Item& item : items) {
        if (const auto* group = std::get_if<Group>(&item.shape)) count(group->items);
        const auto* grid = std::get_if<Grid>(&item.shape);
        if (!grid || item.tag.side != Side::transposed || item.tag.part != Part::fine) continue;
        for (std::int64_t i = 0; i < grid->rows * grid->columns; ++i)
          shown += grid->text_of(i / grid->columns, i % grid->columns).empty() ? 0 : 1;
      }
    };
    count(stage.picture().items);
    return shown;
  };
  EXPECT_EQ(numbers(), 0);
  seek(stage.app(), 8);
  stage.run("reveal");
  EXPECT_EQ(numbers(), 1);
  stage.run("reveal");
  EXPECT_EQ(numbers(), 2);
  for (int i = 2; i < 9; ++i) stage.run("reveal");
  EXPECT_FALSE(stage.ui().revealed.has_value());
  EXPECT_EQ(numbers(), 9);
}

TEST(LessonPanel, ProgressIsKeptAndOfferedAgain) {
  PanelStage stage({1280, 800}, "en", lesson_request("article"));
  walk_to(stage, "shrinks");
  perform(stage.app(), LessonAnswer{right_choice(*lesson_of(stage).asked), {}, {}});
  perform(stage.app(), TurnToPage{4});
  const Preferences kept = read_preferences(stage.app().platform);
  ASSERT_EQ(kept.lessons.size(), 1U);
  EXPECT_EQ(kept.lessons[0].name, "article");
  EXPECT_EQ(kept.lessons[0].page, 4U);
  stage.run("close_lesson");
  EXPECT_FALSE(stage.ui().lesson.has_value());
  perform(stage.app(), OpenLessonNamed{"article", true});
  EXPECT_EQ(lesson_of(stage).page, 4U);
  EXPECT_EQ(tally_of(lesson_of(stage)).right, 1U);
}

TEST(LessonPanel, AFileIsOpenedAndReadAgainWhenItChanges) {
  PanelStage stage;
  const Platform& platform = stage.app().platform;
  const std::string text = *platform.read_asset("lessons/en/article.md");
  ASSERT_TRUE(platform.write_file("/home/own.md", text));
  perform(stage.app(), OpenPath{"/home/own.md"});
  stage.rest();
  ASSERT_TRUE(stage.ui().lesson.has_value());
  EXPECT_FALSE(lesson_of(stage).source.is_built_in());
  EXPECT_EQ(stage.app().recent_files.front(), "/home/own.md");
  perform(stage.app(), TurnToPage{1});
  std::string changed = text;
  const std::string title = "The ordinary convolution, step by step";
  changed.replace(changed.find(title), title.size(), "Another title");
  ASSERT_TRUE(platform.write_file("/home/own.md", changed));
  stage.wait(2.5);
  EXPECT_EQ(plain_text(lesson_of(stage).shown_page()->title), "Another title");
  EXPECT_EQ(lesson_of(stage).page, 1U);
}

TEST(LessonPanel, OnesOwnLessonsAreThoseOpenedBeforeAndTheirNeighbours) {
  PanelStage stage;
  AppState& app = stage.app();
  EXPECT_TRUE(own_lessons(app).empty());
  ASSERT_TRUE(app.platform.write_file("/lessons/mine.md", *app.platform.read_asset("lessons/en/article.md")));
  perform(app, OpenPath{"/lessons/mine.md"});
  EXPECT_EQ(own_lessons(app), (std::vector<std::string>{"/lessons/mine.md", "/lessons/next.md"}));
  stage.click(stage.area("header", "menu").center());
  for (const Record::Text& row : stage.rows())
    if (row.words == stage.say("menu.lessons")) stage.move_to(row.rect.center());
  stage.wait(0.5);
  EXPECT_THAT(stage.row_words(), ::testing::IsSupersetOf({std::string("mine.md"), std::string("next.md")}));
}

TEST(LessonPanel, WhatIsNoLessonIsSaidAndNothingChanges) {
  PanelStage stage;
  ASSERT_TRUE(stage.app().platform.write_file("/home/empty.md", "nothing"));
  perform(stage.app(), OpenPath{"/home/empty.md"});
  EXPECT_FALSE(stage.ui().lesson.has_value());
  ASSERT_TRUE(stage.ui().toast.has_value());
  EXPECT_EQ(stage.ui().toast->message.key, "lesson_panel.unreadable");
  perform(stage.app(), OpenPath{"/home/gone.md"});
  EXPECT_EQ(stage.ui().toast->message.key, "file.not_found");
}

}  // namespace
}  // namespace convoscope::testing
