// Moodle XML (docs.moodle.org, "Moodle XML format"). Pictures lie inside as base64 and are named by @@PLUGINFILE@@.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "document/base64.h"
#include "figure/writing/escape.h"
#include "publish/html_text.h"
#include "publish/picture_bytes.h"
#include "publish/question_figure.h"
#include "publish/quiz_cells.h"
#include "publish/sheet.h"

namespace convoscope {
namespace {

/// Markup inside markup.
std::string html_text(const std::string& html) { return "<text>" + xml_escaped(html) + "</text>"; }

std::string feedback(const RichText& text) {
  return "<feedback format=\"html\">" + html_text(plain_html(text)) + "</feedback>";
}

std::string answer(double percent, const std::string& text, const RichText& because, std::string_view format) {
  return fmt::format("    <answer fraction=\"{}\" format=\"{}\">{}{}</answer>\n", short_number(percent, 5), format,
                     html_text(text), feedback(because));
}

std::string answers_of_choice(const AskedQuestion& question) {
  std::string xml =
      "    <single>true</single>\n    <shuffleanswers>true</shuffleanswers>\n    "
      "<answernumbering>abc</answernumbering>\n";
  for (const AskedChoice& choice : question.choices)
    xml += answer(choice.is_right ? 100 : 0, plain_html(choice.text), choice.because, "html");
  return xml;
}

/// Every cell of the map as a box to tick. Moodle takes certain shares of 100 only: one part of up to ten.
std::string answers_of_cells(const AskedQuestion& question) {
  std::string xml =
      "    <single>false</single>\n    <shuffleanswers>false</shuffleanswers>\n    "
      "<answernumbering>none</answernumbering>\n";
  for (const CellChoice& cell : cell_choices(question))
    xml += answer(cell.is_right ? 100.0 / static_cast<double>(question.cells.size()) : -50, cell.name, {}, "html");
  return xml;
}

std::string answers_of_number(const AskedQuestion& question) {
  const auto numerical = [](double percent, const std::string& number, const RichText& because) {
    return fmt::format(
        "    <answer fraction=\"{}\" "
        "format=\"moodle_auto_format\"><text>{}</text><tolerance>0.005</tolerance>{}</answer>\n",
        short_number(percent, 5), number, feedback(because));
  };
  std::string xml = numerical(100, question.answer, {});
  for (const KnownAnswer& known : question.known) xml += numerical(0, known.answer, known.because);
  return xml;
}

std::string_view type_of(const AskedQuestion& question) {
  if (!question.choices.empty()) return "multichoice";
  if (question.kind != QuestionKind::connected) return "numerical";
  return has_cell_choices(question) ? "multichoice" : "shortanswer";
}

std::string answers_of(const AskedQuestion& question) {
  if (!question.choices.empty()) return answers_of_choice(question);
  if (question.kind != QuestionKind::connected) return answers_of_number(question);
  if (has_cell_choices(question)) return answers_of_cells(question);
  return "    <usecase>0</usecase>\n" + answer(100, question.answer, {}, "moodle_auto_format");
}

/// The question's text, and the picture that belongs to it.
Result<std::string> text_of(const AskedQuestion& question, const DrawingKit& kit) {
  std::string text = "<p>" + plain_html(question.layer) + "</p>";
  if (question.layer.empty()) text.clear();
  std::string file;
  if (const auto figure = question_figure(question, kit)) {
    const Result<PictureBytes> picture = picture_bytes(*figure, kit.fonts);
    if (!picture) return picture.message();
    const std::string name = fmt::format("{}.{}", question.id, picture->extension);
    text += fmt::format("<p><img src=\"@@PLUGINFILE@@/{}\" alt=\"{}\" width=\"{:.0f}\"/></p>", name,
                        xml_escaped(figure->description), figure->size.width);
    file = fmt::format("<file name=\"{}\" path=\"/\" encoding=\"base64\">{}</file>", name, base64(picture->bytes));
  }
  text += "<p>" + plain_html(question.ask) + "</p>";
  return "    <questiontext format=\"html\">" + html_text(text) + file + "</questiontext>\n";
}

}  // namespace

Result<std::string> quiz_moodle(const QuizFile& quiz) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n  <question type=\"category\">\n    "
      "<category><text>$course$/top/Convoscope/" +
      xml_escaped(category_name(quiz.title)) + "</text></category>\n  </question>\n";
  for (const Sheet& sheet : quiz.sheets)
    for (const AskedQuestion& question : sheet.questions) {
      const Result<std::string> text = text_of(question, quiz.kit);
      if (!text) return text.message();
      xml += fmt::format("  <question type=\"{}\">\n    <name><text>{}</text></name>\n", type_of(question),
                         question_name(question, sheet, quiz.sheets.size()));
      xml += *text;
      xml += "    <generalfeedback format=\"html\">" + html_text(plain_html(question.why)) + "</generalfeedback>\n";
      xml += "    <defaultgrade>1</defaultgrade>\n    <penalty>0.3333333</penalty>\n    <hidden>0</hidden>\n";
      xml += answers_of(question);
      if (!question.hint.empty())
        xml += "    <hint format=\"html\">" + html_text(plain_html(question.hint)) + "</hint>\n";
      xml += "  </question>\n";
    }
  return xml + "</quiz>\n";
}

}  // namespace convoscope
