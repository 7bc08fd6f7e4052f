// A lesson with everything in it, as a value.
#include "lesson/read_lesson.h"

#include <gmock/gmock.h>

#include "core/geometry.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;

const LessonReading& everything() {
  static const LessonReading reading = read(read_text(CONVOSCOPE_FIXTURES_DIR "/lessons/everything.md"));
  return reading;
}

template <class Block>
std::vector<const Block*> blocks_of(const LessonPage& page) {
  std::vector<const Block*> found;
  for (const PageBlock& block : page.blocks)
    if (const auto* each = std::get_if<Block>(&block)) found.push_back(each);
  return found;
}

TEST(ReadLesson, HasNoMistakes) { EXPECT_EQ(said(everything()), ""); }

TEST(ReadLesson, HasPagesWithTheirWords) {
  const Lesson& lesson = everything().lesson;
  EXPECT_EQ(lesson.language, "en");
  EXPECT_EQ(plain_text(lesson.title), "A lesson that shows everything");
  EXPECT_EQ(lesson.about[0].text[1].target, "https://example.org/article");
  ASSERT_EQ(lesson.pages.size(), 3);
  EXPECT_EQ(lesson.pages[0].id, "window");
  EXPECT_EQ(plain_text(lesson.pages[0].title), "The window slides");
  EXPECT_EQ(plain_text(lesson.pages[0].sentence), "Each output cell reads one window of the input.");
  EXPECT_EQ(plain_text(lesson.pages[0].notes), "Let them compute the first cell by hand. Ask who has 7.");
  EXPECT_TRUE(lesson.pages[0].notes[0].text[1].is_strong);
  const auto prose = blocks_of<Prose>(lesson.pages[0]);
  ASSERT_EQ(prose.size(), 2);
  EXPECT_EQ((*prose[0])[1].kind, Paragraph::Kind::formula);
  EXPECT_EQ(plain_text((*prose[1])), "After the question: there are ⌊(n − k) / s⌋ + 1 places.");
}

// A later scene keeps the marks, a question never has them: they might tell its answer.
TEST(ReadLesson, MarksCells) {
  const LessonReading reading = read(R"(# Title

```lesson
language: en
```

## Page {#page}

> A sentence.

```scene
preset: article
mark: a, e output[1,0] kernel[2,2]
  convolution.input[0,1] a
```

```question
id: why
kind: value
cell: output[0,0]
```

```scene
select: e
```

```scene
mark: none
```
)");
  EXPECT_EQ(said(reading), "");
  const auto marks_of = [](const LessonScene& scene) {
    std::vector<std::string> names;
    for (const Tag& mark : scene.saved.scene.look.marks) names.push_back(to_string(mark));
    return names;
  };
  const auto scenes = blocks_of<LessonScene>(reading.lesson.pages.at(0));
  ASSERT_EQ(scenes.size(), 3);
  EXPECT_THAT(marks_of(*scenes[0]), ElementsAre("fine[0,0]", "fine[1,1]", "convolution.output[1,0]", "kernel[2,2]",
                                                "convolution.input[0,1]"));
  EXPECT_EQ(marks_of(*scenes[1]), marks_of(*scenes[0]));
  EXPECT_TRUE(marks_of(*scenes[2]).empty());
  EXPECT_TRUE(blocks_of<Question>(reading.lesson.pages.at(0)).at(0)->before.scene.look.marks.empty());
}

TEST(ReadLesson, HasScenesThatBuildOnEachOther) {
  const auto scenes = blocks_of<LessonScene>(everything().lesson.pages[0]);
  ASSERT_EQ(scenes.size(), 2);
  EXPECT_EQ(scenes[0]->saved.playhead.step, 0);
  EXPECT_EQ(scenes[0]->last_step, 3);
  EXPECT_TRUE(scenes[0]->covers_output);
  EXPECT_EQ(plain_text(scenes[0]->say), "Four places for the window, so four output cells.");
  EXPECT_THAT(scenes[0]->saved.scene.views, ElementsAre("maps", "connections"));
  EXPECT_THAT(scenes[0]->saved.scene.fine_values->data(), ElementsAre(0, 1, 2, 3, 1, 1, 0, 2, 3, 0, 1, 1, 2, 2, 0, 1));
  EXPECT_EQ(scenes[1]->saved.scene, scenes[0]->saved.scene);
  EXPECT_FALSE(scenes[1]->covers_output);
  EXPECT_EQ(scenes[1]->saved.playhead.step, 3);
  EXPECT_EQ(to_string(scenes[1]->saved.pin), "convolution.output[1,1]");
  const auto article = blocks_of<LessonScene>(everything().lesson.pages[1]);
  EXPECT_EQ(article[0]->saved.pin.cell, (Cell{1, 1}));
  EXPECT_TRUE(article[0]->saved.scene.shows_convolution && article[0]->saved.scene.shows_transposed);
}

TEST(ReadLesson, HasQuestionsOfEveryKind) {
  std::set<QuestionKind> kinds;
  for (const LessonPage& page : everything().lesson.pages)
    for (const Question* question : blocks_of<Question>(page)) kinds.insert(question->kind);
  EXPECT_EQ(kinds.size(), question_kind_names.size());
  const auto questions = blocks_of<Question>(everything().lesson.pages[1]);
  ASSERT_EQ(questions.size(), 2);
  EXPECT_EQ(questions[0]->cell, "input[0,1]");
  ASSERT_EQ(questions[1]->choices.size(), 3);
  EXPECT_TRUE(questions[1]->choices[0].is_right);
  EXPECT_EQ(plain_text(questions[1]->choices[1].because), "Only the size comes back: x\u0302 ≠ x.");
}

TEST(ReadLesson, ReadsEachKeyOfAScene) {
  const LessonReading reading = read(R"(# Keys

```lesson
language: zh
```

## One {#one}

> One.

```scene
operation: conv-transpose
input: 2x3x4
kernel: 2x3
stride: 2,1
padding: 1,0
output_padding: 1,0
out_channels: 2
groups: 2
values: ones
weights: 1 2 3; 4 5 6 | 0 0 0; 0 0 0.5
show: both
view: stack
step_of: convolution
by: multiply
step: 2-5
select: transposed.output[1:0,3]
labels: none
```

```scene
operation: avg-pool
input: 5x5
kernel: 2
ceil_mode: true
count_include_pad: false
padding: 0,0,1,1
```
)");
  ASSERT_EQ(said(reading), "");
  EXPECT_EQ(reading.lesson.language, "zh");
  const auto scenes = blocks_of<LessonScene>(reading.lesson.pages[0]);
  const SavedScene& saved = scenes[0]->saved;
  const Spec& spec = saved.scene.spec;
  EXPECT_EQ(spec.in_channels, 2);
  EXPECT_EQ(spec.axes[height], (AxisSpec{3, 2, 2, 1, 1, 1, 1}));
  EXPECT_EQ(spec.axes[width], (AxisSpec{4, 3, 1, 1, 0, 0, 0}));
  EXPECT_EQ(saved.scene.weight_values->data().back(), 0.5F);
  EXPECT_EQ(saved.scene.coarse_values->data()[23], 1);
  EXPECT_EQ(saved.playhead, (Playhead{Side::convolution, Granularity::multiply, 1}));
  EXPECT_EQ(scenes[0]->last_step, 4);
  EXPECT_EQ(saved.pin.channel, 1);
  EXPECT_EQ(saved.scene.look.cells, CellText::none);
  // A new layer begins anew: pooling moves on by its window.
  const Scene& pooling = scenes[1]->saved.scene;
  EXPECT_EQ(pooling.spec.axes[height], (AxisSpec{5, 2, 2, 1, 0, 1, 0}));
  EXPECT_TRUE(pooling.spec.ceil_mode);
  EXPECT_FALSE(pooling.spec.count_include_pad);
  EXPECT_EQ(pooling.look, Look());
}

TEST(ReadLesson, JoinsLinesAsTheirScriptsDo) {
  const LessonReading reading =
      read("# T\n\n```lesson\nlanguage: zh\n```\n## 页 {#a}\n> 第一行\n> 第二行\n\none\ntwo\n");
  ASSERT_EQ(said(reading), "");
  EXPECT_EQ(plain_text(reading.lesson.pages[0].sentence), "第一行第二行");
  EXPECT_EQ(plain_text(*blocks_of<Prose>(reading.lesson.pages[0])[0]), "one two");
}

}  // namespace
}  // namespace convoscope::testing
