// The lessons that come with the program, replayed without a window, in both languages.
#include <gmock/gmock.h>

#include <filesystem>

#include "document/evaluation.h"
#include "lesson/ask.h"
#include "lesson/lesson_source.h"
#include "support.h"

namespace convoscope::testing {
namespace {

namespace fs = std::filesystem;

const fs::path folder = CONVOSCOPE_ASSETS_DIR "/lessons";

std::vector<std::string> lesson_names(const std::string& language) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder / language))
    if (entry.path().extension() == ".md") names.push_back(entry.path().stem().string());
  std::ranges::sort(names);
  return names;
}

LessonReading lesson_of(const std::string& language, const std::string& name) {
  const auto has_picture = [&](const std::string& file) { return fs::exists(folder / language / file); };
  return read_lesson(read_text((folder / language / (name + ".md")).string()), {view_names, has_picture});
}

/// What both languages have to share: pages, their blocks in order, questions and the scenes' layers.
std::vector<std::string> outline_of(const Lesson& lesson) {
  std::vector<std::string> outline;
  for (const LessonPage& page : lesson.pages) {
    outline.push_back("page " + page.id);
    for (const PageBlock& block : page.blocks) {
      if (const auto* question = std::get_if<Question>(&block))
        outline.push_back("question " + question->id + " " +
                          question_kind_names[static_cast<std::size_t>(question->kind)]);
      if (const auto* scene = std::get_if<LessonScene>(&block))
        outline.push_back("scene " + std::to_string(scene->saved.playhead.step) + "-" +
                          std::to_string(scene->last_step) + " " + to_string(scene->saved.pin));
    }
  }
  return outline;
}

void expect_scene(const LessonScene& scene) {
  const SavedScene& saved = scene.saved;
  ASSERT_TRUE(validate(saved.scene.spec).empty());
  const auto evaluation = evaluate(saved.scene);
  EXPECT_LE(scene.last_step, last_step(*evaluation, saved.playhead));
  EXPECT_FALSE(saved.scene.views.empty());
  EXPECT_TRUE(saved.pin.part != Part::fine || lies_on(saved.pin, *evaluation->fine));
  EXPECT_TRUE(saved.pin.part != Part::coarse || lies_on(saved.pin, *evaluation->coarse));
}

void expect_question(const Question& question, const Catalog& catalog) {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto asked = ask(question, seed, catalog);
    ASSERT_TRUE(asked) << question.id << " seed " << seed;
    const auto right = std::ranges::count_if(asked->choices, &AskedChoice::is_right);
    EXPECT_TRUE(asked->choices.empty() ? !asked->answer.empty() : right == 1) << question.id << " seed " << seed;
    EXPECT_FALSE(asked->ask.empty());
  }
}

TEST(Lessons, ThoseThatCanBeNamedAreThoseThatThereAre) {
  std::vector<std::string> named(built_in_lessons.begin(), built_in_lessons.end());
  std::ranges::sort(named);
  EXPECT_EQ(named, lesson_names("en"));
  EXPECT_EQ(named, lesson_names("zh"));
}

TEST(Lessons, HaveNoMistakes) {
  for (const char* language : {"en", "zh"})
    for (const std::string& name : lesson_names(language)) {
      const LessonReading reading = lesson_of(language, name);
      EXPECT_EQ(said(reading), "") << language << "/" << name;
      EXPECT_EQ(reading.lesson.language, language) << name;
    }
}

TEST(Lessons, AreTheSameInBothLanguages) {
  EXPECT_EQ(lesson_names("en"), lesson_names("zh"));
  for (const std::string& name : lesson_names("en"))
    EXPECT_EQ(outline_of(lesson_of("en", name).lesson), outline_of(lesson_of("zh", name).lesson)) << name;
}

TEST(Lessons, HaveLegalScenesAndQuestionsWithOneRightAnswer) {
  for (const char* language : {"en", "zh"})
    for (const std::string& name : lesson_names(language)) {
      SCOPED_TRACE(std::string(language) + "/" + name);
      for (const LessonPage& page : lesson_of(language, name).lesson.pages) {
        SCOPED_TRACE(page.id);
        for (const PageBlock& block : page.blocks) {
          if (const auto* scene = std::get_if<LessonScene>(&block)) expect_scene(*scene);
          if (const auto* question = std::get_if<Question>(&block)) expect_question(*question, words());
        }
      }
    }
}

}  // namespace
}  // namespace convoscope::testing
