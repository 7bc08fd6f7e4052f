// Lessons: every mistake is a sentence, every scene legal, every question can be asked and has one right answer.
#include <algorithm>

#include "core/spec.h"
#include "fuzz.h"
#include "lesson/ask.h"
#include "lesson/read_lesson.h"

namespace {

using namespace convoscope;

void expect_answered(const Question& question) {
  for (const std::uint64_t seed : {1, 2}) {
    const auto asked = ask(question, seed, fuzz::words());
    if (!asked) continue;  // ranges that hold hardly any layer
    const auto right = std::ranges::count_if(asked->choices, [](const AskedChoice& choice) { return choice.is_right; });
    FUZZ_CHECK(asked->choices.empty() ? !asked->answer.empty() : right == 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto has_picture = [](const std::string& name) { return name == "a.png"; };
  const LessonReading reading = read_lesson(fuzz::text_of(data, size), {view_names(), has_picture});
  for (const Mistake& mistake : reading.mistakes) {
    FUZZ_CHECK(mistake.line >= 1 && mistake.column >= 1);
    fuzz::expect_sentence(mistake.what);
  }
  for (const LessonPage& page : reading.lesson.pages)
    for (const PageBlock& block : page.blocks) {
      if (const auto* scene = std::get_if<LessonScene>(&block)) FUZZ_CHECK(validate(scene->saved.scene.spec).empty());
      if (const auto* question = std::get_if<Question>(&block)) expect_answered(*question);
    }
  return 0;
}
