#include "gui/lesson/lesson_memory.h"

#include <fmt/format.h>

#include <charconv>

namespace convoscope {
namespace {

char mark_of(const QuestionProgress& progress) {
  if (progress.is_right) return 'r';
  if (progress.is_wrong) return 'w';
  return progress.is_revealed ? 's' : '-';
}

/// The word up to the next blank, which is taken off.
std::string_view next_word(std::string_view& line) {
  const std::string_view word = line.substr(0, line.find(' '));
  line.remove_prefix(std::min(line.size(), word.size() + 1));
  return word;
}

template <class Number>
bool read_into(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

LessonMemory memory_of(const OpenLesson& open) {
  return {open.source.name(), open.page, open.stop, open.seed, open.own_questions.value_or(open.questions)};
}

std::string written(const LessonMemory& memory) {
  std::string questions;
  for (const auto& [id, progress] : memory.questions) {
    if (progress.draw == 0 && !progress.is_answered()) continue;
    questions += fmt::format("{}{}={}{}", questions.empty() ? "" : ",", id, progress.draw, mark_of(progress));
  }
  return fmt::format("{} {} {} {} {}", memory.page, memory.stop, memory.seed, questions.empty() ? "-" : questions,
                     memory.name);
}

std::optional<LessonMemory> read_lesson_memory(std::string_view line) {
  LessonMemory memory;
  if (!read_into(next_word(line), memory.page) || !read_into(next_word(line), memory.stop) ||
      !read_into(next_word(line), memory.seed))
    return std::nullopt;
  std::string_view questions = next_word(line);
  if (questions == "-") questions = {};
  while (!questions.empty()) {
    const std::string_view each = questions.substr(0, questions.find(','));
    questions.remove_prefix(std::min(questions.size(), each.size() + 1));
    const std::size_t sign = each.find('=');
    if (sign == std::string_view::npos || sign + 2 >= each.size()) return std::nullopt;
    QuestionProgress progress;
    if (!read_into(each.substr(sign + 1, each.size() - sign - 2), progress.draw)) return std::nullopt;
    const char mark = each.back();
    progress.is_right = mark == 'r';
    progress.is_wrong = mark == 'w';
    progress.is_revealed = mark == 's' || progress.is_wrong;
    memory.questions.emplace(each.substr(0, sign), progress);
  }
  memory.name = line;
  return memory.name.empty() ? std::nullopt : std::optional(std::move(memory));
}

}  // namespace convoscope
