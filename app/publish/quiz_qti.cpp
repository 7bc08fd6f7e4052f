// QTI 1.2 in an IMS content package (imsglobal.org, "IMS Question & Test Interoperability: ASI XML Binding", 1.2), with the types of
// questions that Canvas names in its metadata. Pictures are files in the package, named relatively.
#include <fmt/format.h>

#include "figure/writing/escape.h"
#include "publish/html_text.h"
#include "publish/picture_bytes.h"
#include "publish/question_figure.h"
#include "publish/quiz_cells.h"
#include "publish/sheet.h"
#include "publish/zip.h"

namespace convoscope {
namespace {

std::string material(const std::string& html) {
  return "<material><mattext texttype=\"text/html\">" + xml_escaped(html) + "</mattext></material>";
}

std::string label(const std::string& id, const std::string& text) {
  return fmt::format("<response_label ident=\"{}\">{}</response_label>", id, material(text));
}

std::string set_score(double score) {
  return fmt::format("<setvar action=\"Set\" varname=\"SCORE\">{}</setvar>", short_number(score));
}

std::string condition(const std::string& test, double score, const std::string& feedback) {
  const std::string shown =
      feedback.empty() ? "" : fmt::format("<displayfeedback feedbacktype=\"Response\" linkrefid=\"{}\"/>", feedback);
  return fmt::format("<respcondition continue=\"{}\"><conditionvar>{}</conditionvar>{}{}</respcondition>\n",
                     score > 0 ? "No" : "Yes", test, score > 0 ? set_score(score) : "", shown);
}

std::string feedback_of(const std::string& id, const RichText& text) {
  return fmt::format("<itemfeedback ident=\"{}\"><flow_mat>{}</flow_mat></itemfeedback>\n", id,
                     material(plain_html(text)));
}

/// What stands in an item for its kind: how it is answered, what that is worth, what is said to it.
struct Response {
  std::string_view type;
  std::string presentation;
  std::string conditions;
  std::string feedback;
};

Response response_of_choices(const AskedQuestion& question) {
  Response response{"multiple_choice_question", "", "", ""};
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const AskedChoice& choice = question.choices[i];
    const std::string id = fmt::format("c{}", i + 1);
    const std::string feedback = choice.because.empty() ? "" : id + "_fb";
    response.presentation += label(id, plain_html(choice.text));
    if (!feedback.empty()) response.feedback += feedback_of(feedback, choice.because);
    const std::string test = fmt::format("<varequal respident=\"response1\">{}</varequal>", id);
    if (choice.is_right || !feedback.empty())
      response.conditions += condition(test, choice.is_right ? 100 : 0, feedback);
  }
  response.presentation = "<response_lid ident=\"response1\" rcardinality=\"Single\"><render_choice>" +
                          response.presentation + "</render_choice></response_lid>";
  return response;
}

Response response_of_cells(const AskedQuestion& question) {
  Response response{"multiple_answers_question", "", "", ""};
  std::string tests;
  int number = 0;
  for (const CellChoice& cell : cell_choices(question)) {
    const std::string id = fmt::format("c{}", ++number);
    response.presentation += label(id, cell.name);
    const std::string test = fmt::format("<varequal respident=\"response1\">{}</varequal>", id);
    tests += cell.is_right ? test : "<not>" + test + "</not>";
  }
  response.conditions = condition("<and>" + tests + "</and>", 100, "");
  response.presentation = "<response_lid ident=\"response1\" rcardinality=\"Multiple\"><render_choice>" +
                          response.presentation + "</render_choice></response_lid>";
  return response;
}

Response response_of_text(const AskedQuestion& question) {
  const bool is_number = question.kind != QuestionKind::connected;
  Response response{is_number ? "numerical_question" : "short_answer_question", "", "", ""};
  response.presentation = fmt::format(
      "<response_str ident=\"response1\" rcardinality=\"Single\"><render_fib fibtype=\"{}\"><response_label "
      "ident=\"answer1\"/></render_fib></response_str>",
      is_number ? "Decimal" : "String");
  const std::string equal = fmt::format("<varequal respident=\"response1\">{}</varequal>", question.answer);
  if (!is_number) {
    response.conditions = condition(equal, 100, "");
    return response;
  }
  const double value = std::stod(question.answer);
  constexpr double tolerance = 0.005;
  response.conditions =
      condition(fmt::format("<or>{}<and><vargte respident=\"response1\">{}</vargte><varlte "
                            "respident=\"response1\">{}</varlte></and></or>",
                            equal, short_number(value - tolerance, 4), short_number(value + tolerance, 4)),
                100, "");
  for (std::size_t i = 0; i < question.known.size(); ++i) {
    const std::string id = fmt::format("k{}_fb", i + 1);
    response.conditions +=
        condition(fmt::format("<varequal respident=\"response1\">{}</varequal>", question.known[i].answer), 0, id);
    response.feedback += feedback_of(id, question.known[i].because);
  }
  return response;
}

Response response_of(const AskedQuestion& question) {
  if (!question.choices.empty()) return response_of_choices(question);
  if (question.kind == QuestionKind::connected && has_cell_choices(question)) return response_of_cells(question);
  return response_of_text(question);
}

std::string metadata(std::string_view label, std::string_view entry) {
  return fmt::format("<qtimetadatafield><fieldlabel>{}</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield>",
                     label, entry);
}

std::string item_of(const AskedQuestion& question, const std::string& name, const std::string& text) {
  const Response response = response_of(question);
  std::string feedback = response.feedback;
  std::string general;
  if (!question.why.empty()) {
    feedback += feedback_of("general_fb", question.why);
    general =
        "<respcondition continue=\"Yes\"><conditionvar><other/></conditionvar><displayfeedback "
        "feedbacktype=\"Response\" linkrefid=\"general_fb\"/></respcondition>\n";
  }
  return fmt::format(
      "<item ident=\"{0}\" title=\"{0}\">\n<itemmetadata><qtimetadata>{1}{2}</qtimetadata></itemmetadata>\n"
      "<presentation>{3}{4}</presentation>\n<resprocessing>\n<outcomes><decvar maxvalue=\"100\" minvalue=\"0\" "
      "varname=\"SCORE\" vartype=\"Decimal\"/></outcomes>\n{5}{6}</resprocessing>\n{7}</item>\n",
      name, metadata("question_type", response.type), metadata("points_possible", "1"), material(text),
      response.presentation, general, response.conditions, feedback);
}

std::string manifest_of(const std::string& title, const std::vector<ZipEntry>& figures) {
  std::string resources =
      "    <resource identifier=\"quiz\" type=\"imsqti_xmlv1p2\"><file href=\"quiz/quiz.xml\"/></resource>\n";
  int number = 0;
  for (const ZipEntry& figure : figures)
    resources += fmt::format(
        "    <resource identifier=\"figure{}\" type=\"webcontent\" href=\"{}\"><file href=\"{}\"/></resource>\n",
        ++number, figure.name, figure.name);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest identifier=\"convoscope\" "
      "xmlns=\"http://www.imsglobal.org/xsd/imscp_v1p1\" "
      "xmlns:imsmd=\"http://www.imsglobal.org/xsd/imsmd_v1p2\">\n  <metadata><schema>IMS "
      "Content</schema><schemaversion>1.1.3</schemaversion>"
      "<imsmd:lom><imsmd:general><imsmd:title><imsmd:langstring>{}</imsmd:langstring></imsmd:title></imsmd:general></"
      "imsmd:lom></metadata>\n"
      "  <organizations/>\n  <resources>\n{}  </resources>\n</manifest>\n",
      xml_escaped(title), resources);
}

}  // namespace

Result<std::string> quiz_qti(const QuizFile& quiz) {
  std::vector<ZipEntry> figures;
  std::string items;
  for (const Sheet& sheet : quiz.sheets)
    for (const AskedQuestion& question : sheet.questions) {
      const std::string name = question_name(question, sheet, quiz.sheets.size());
      std::string text = question.layer.empty() ? "" : "<p>" + plain_html(question.layer) + "</p>";
      if (const auto figure = question_figure(question, quiz.kit)) {
        Result<PictureBytes> picture = picture_bytes(*figure, quiz.kit.fonts);
        if (!picture) return picture.message();
        figures.push_back({fmt::format("quiz/figures/{}.{}", name, picture->extension), std::move(picture->bytes)});
        text += fmt::format("<p><img src=\"figures/{}.{}\" alt=\"{}\" width=\"{:.0f}\"/></p>", name, picture->extension,
                            xml_escaped(figure->description), figure->size.width);
      }
      text += "<p>" + plain_html(question.ask) + "</p>";
      items += item_of(question, name, text);
    }
  const std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<questestinterop "
      "xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">\n"
      "<assessment ident=\"convoscope\" title=\"{}\">\n<section "
      "ident=\"root_section\">\n{}</section>\n</assessment>\n</questestinterop>\n",
      xml_escaped(quiz.title), items);
  std::vector<ZipEntry> files{{"imsmanifest.xml", manifest_of(quiz.title, figures)}, {"quiz/quiz.xml", xml}};
  for (ZipEntry& figure : figures) files.push_back(std::move(figure));
  return zip_of(files);
}

}  // namespace convoscope
