// What a teacher has while presenting: the pen, the count of hands, steps in words, the notes' window; and reading aids.
#include <cmath>

#include "document/sentences.h"
#include "gui/lesson/ink.h"
#include "gui/lesson/presenter_figure.h"
#include "gui/state/motion.h"
#include "lesson_stage.h"
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

/// The lowest baseline.
double lowest_text(const std::vector<Item>& items, double y, double scale) {
  double lowest = 0;
  for (const Item& item : items) {
    if (const auto* text = std::get_if<Text>(&item.shape)) lowest = std::max(lowest, y + scale * text->position.y);
    if (const auto* group = std::get_if<Group>(&item.shape))
      lowest = std::max(lowest, lowest_text(group->items, y + scale * group->transform.f, scale * group->transform.d));
  }
  return lowest;
}

TEST(Presenting, APenDrawsWhileTheButtonIsHeldAndItsStrokesFade) {
  PanelStage stage({800, 600}, "en", lesson_request("article", 3));
  stage.run("pen");
  EXPECT_FALSE(stage.ui().ink.has_pen) << "only while presenting";
  stage.run("present");
  stage.drag({300, 200}, {400, 260});
  EXPECT_TRUE(stage.ui().ink.strokes.empty()) << "without a pen the mouse points";
  stage.run("fit");
  stage.run("pen");
  const Tag pin = stage.session().pin;
  stage.drag({300, 200}, {400, 260});
  ASSERT_EQ(stage.ui().ink.strokes.size(), 1U);
  EXPECT_EQ(stage.ui().ink.strokes[0].points.front(), (Point{300, 200}));
  EXPECT_EQ(stage.ui().ink.strokes[0].points.back(), (Point{400, 260}));
  EXPECT_EQ(stage.session().pin, pin);
  EXPECT_EQ(stage.ui().pan, Point{});
  EXPECT_TRUE(std::isfinite(next_event_s(stage.app())));
  stage.wait(10);
  EXPECT_TRUE(stage.ui().ink.strokes.empty());
  EXPECT_TRUE(std::isinf(next_ink_s(stage.ui().ink, stage.app().now_s, true))) << "at rest nothing is drawn again";
  stage.drag({300, 200}, {400, 260});
  stage.run("wipe");
  EXPECT_TRUE(stage.ui().ink.strokes.empty());
  stage.run("leave");
  EXPECT_FALSE(stage.ui().ink.has_pen);
}

TEST(Ink, FadesAfterItsTimeOrGoesAtOnceWhereNothingMayMove) {
  Ink ink;
  move_pointer(ink, {10, 10}, 1);
  EXPECT_EQ(pointer_strength(ink, 1, true), 1);
  const double begins = next_ink_s(ink, 1, true);
  EXPECT_EQ(pointer_strength(ink, begins, true), 1);
  const double later = begins + 0.4;
  EXPECT_GT(pointer_strength(ink, later, true), 0);
  EXPECT_LT(pointer_strength(ink, later, true), 1);
  EXPECT_EQ(pointer_strength(ink, later, false), 0);
  EXPECT_EQ(next_ink_s(ink, 1, false), begins);
  EXPECT_EQ(pointer_strength(ink, begins, false), 0);
  EXPECT_TRUE(std::isinf(next_ink_s(ink, begins, false)));
  put_pen_down(ink, {1, 1});
  EXPECT_TRUE(is_pen_down(ink));
  EXPECT_EQ(strength_of(ink.strokes[0], 1000, true), 1) << "as long as it is being drawn";
  lift_pen(ink, 1000);
  EXPECT_FALSE(is_pen_down(ink));
  EXPECT_EQ(strength_of(ink.strokes[0], 1100, true), 0);
}

TEST(Presenting, HandsAreCountedWhilePresenting) {
  PanelStage stage({800, 600}, "en", lesson_request("article"));
  walk_to(stage, "shrinks");
  stage.run("count_hands");
  EXPECT_FALSE(stage.ui().hands) << "only while presenting";
  stage.run("present");
  stage.run("count_hands");
  stage.rest();
  EXPECT_TRUE(stage.ui().hands.has_value());
  stage.type("7/20");
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(lesson_of(stage).progress()->hands, (HandCount{7, 20}));
  const auto shows = [&](const std::string& words) {
    // Lines break between words: the beginning stands in one.
    return packed_words(text_of_picture(stage.picture().items)).find(packed_words(words).substr(0, 14)) !=
           std::string::npos;
  };
  EXPECT_TRUE(shows("7 of 20 are right, 35 %. " + stage.say("present.advice_discuss")));
  expect_tidy(stage);
  // The class is as large as before.
  stage.run("count_hands");
  stage.type("15");
  stage.hit(PanelStage::Key::enter);
  EXPECT_TRUE(shows("15 of 20 are right, 75 %. "));
  stage.ui().shows_presenter = true;
  ++stage.ui().lesson->revision;
  stage.rest();
  EXPECT_FALSE(shows("15 of 20 are right, 75 %. ")) << "that is for the notes' window";
  stage.ui().shows_presenter = false;
  stage.run("count_hands");
  stage.type("21");
  stage.hit(PanelStage::Key::enter);
  EXPECT_EQ(stage.ui().toast->message.key, "present.hands_unreadable");
  stage.run("lesson_next");
  EXPECT_EQ(lesson_of(stage).progress()->hands, (HandCount{15, 20})) << "the answer's stop still has it";
  stage.run("lesson_next");
  EXPECT_FALSE(shows("15 of 20 are right, 75 %. "));
}

TEST(Presenting, AStepIsSaidInWordsWhilePresenting) {
  PanelStage stage({800, 600}, "en", lesson_request("article", 2));
  stage.run("present");
  while (lesson_of(stage).at().kind != LessonStop::Kind::scene || lesson_of(stage).at().step != 2)
    stage.run("lesson_next");
  const Session& session = stage.session();
  const std::string words =
      step_sentence(stage.app().catalog(), *session.evaluation(), session.playhead, session.playhead.side);
  EXPECT_NE(packed_words(text_of_picture(stage.picture().items)).find(packed_words(words).substr(0, 12)),
            std::string::npos);
}

TEST(PresenterFigure, HasNotesTheAnswerTheNextPageAndTheTimeInsideTheWindow) {
  for (const char* const language : {"en", "zh"}) {
    for (const std::string_view name : built_in_lessons) {
      PanelStage stage({800, 600}, language, lesson_request(std::string(name)));
      stage.run("present");
      for (int stop = 0; stop < 200; ++stop) {
        const OpenLesson& open = lesson_of(stage);
        SCOPED_TRACE(std::string(language) + " " + std::string(name) + " " + std::to_string(open.page) + " " +
                     std::to_string(open.stop));
        for (const Size size : {Size{960, 640}, Size{640, 480}}) {
          const Figure figure = presenter_figure(stage.app(), size, {"10:42", 17});
          const std::string words = packed_words(text_of_picture(figure.items));
          const auto has = [&](const std::string& wanted) {
            // Lines break anywhere: the beginning stands in one.
            return words.find(packed_words(wanted).substr(0, 6)) != std::string::npos;
          };
          EXPECT_TRUE(has("10:42"));
          EXPECT_TRUE(has(stage.say("present.minutes", {{"count", "17"}})));
          EXPECT_LE(lowest_text(figure.items, 0, 1), size.height);
          if (open.shows_results()) continue;
          EXPECT_TRUE(has(stage.say("present.notes")));
          if (open.question()) {
            EXPECT_TRUE(has(stage.say("present.answer")));
          }
          if (open.page + 1 < open.lesson.pages.size()) {
            EXPECT_TRUE(has(plain_text({open.lesson.pages[open.page + 1].title.front()})));
          }
        }
        if (open.shows_results()) break;
        lesson_on(stage.app());
      }
    }
  }
}

TEST(ReadingAids, ReducedMotionIsKeptAndLetsNothingGlide) {
  PanelStage stage;
  stage.run("reduced_motion");
  stage.run("plain_type");
  stage.wait(3);
  const Preferences kept = read_preferences(stage.app().platform);
  EXPECT_TRUE(kept.layout.reduces_motion);
  EXPECT_TRUE(kept.layout.has_plain_type);
  stage.run("swap_roles");
  ASSERT_TRUE(stage.ui().role_swap);
  EXPECT_EQ(motion_of(stage.app()).role_swap, stage.ui().role_swap->to) << "there at once";
  stage.ui().moves_smoothly = true;
  set_playing(stage.app(), true);
  EXPECT_EQ(motion_of(stage.app()).to_next_step, 0);
}

}  // namespace
}  // namespace convoscope::testing
