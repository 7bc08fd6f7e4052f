// Comma-separated values after RFC 4180: what every spreadsheet and script reads.
#include <algorithm>

#include "publish/question_figure.h"
#include "publish/sheet.h"

namespace convoscope {
namespace {

std::string quoted(std::string text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2) text.insert(at, "\"");
  return '"' + text + '"';
}

/// A bar in a choice would read as the end of it.
std::string choice_text(const AskedChoice& choice) {
  std::string text = plain_text(choice.text);
  std::ranges::replace(text, '|', '/');
  return text;
}

std::string joined(std::string before, const std::string& more) {
  if (!before.empty() && !more.empty()) before += ' ';
  return before + more;
}

}  // namespace

std::string quiz_csv(const QuizFile& quiz) {
  std::string csv = "id,kind,question,choices,answer\r\n";
  for (const Sheet& sheet : quiz.sheets)
    for (const AskedQuestion& question : sheet.questions) {
      std::string layer = plain_text(question.layer);
      if (!layer.empty()) layer += quiz.kit.catalog.text("quiz.full_stop");
      std::string text = joined(layer, figure_words(question, quiz.kit.catalog));
      text = joined(std::move(text), plain_text(question.ask));
      std::string choices;
      for (const AskedChoice& choice : question.choices) choices += (choices.empty() ? "" : "|") + choice_text(choice);
      const std::string answer =
          question.choices.empty() ? question.answer : choice_text(question.choices[right_choice(question)]);
      csv += quoted(question_name(question, sheet, quiz.sheets.size())) + ',' +
             question_kind_names[static_cast<std::size_t>(question.kind)] + ',' + quoted(std::move(text)) + ',' +
             quoted(std::move(choices)) + ',' + quoted(answer) + "\r\n";
    }
  return csv;
}

}  // namespace convoscope
