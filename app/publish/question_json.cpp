#include "publish/question_json.h"

#include <nlohmann/json.hpp>

#include "publish/answer_picture.h"
#include "publish/cover.h"
#include "publish/html_text.h"
#include "publish/question_figure.h"
#include "publish/quiz_cells.h"

namespace convoscope {
namespace {

using Json = nlohmann::json;

/// The layer that was asked about, with the cell chosen that was: what an answer is compared with.
std::optional<SavedScene> solution_of(const AskedQuestion& question) {
  const bool is_shown = question.saved && question.kind != QuestionKind::choice &&
                        question.kind != QuestionKind::picture && validate(question.saved->scene.spec).empty();
  if (!is_shown) return std::nullopt;
  SavedScene saved = *question.saved;
  saved.pin = question.cell;
  if (question.kind == QuestionKind::removed) saved.scene.views = {"crop"};
  if (question.kind == QuestionKind::connected) saved.scene.views = {"connections"};
  return saved;
}

Json cells_json(const AskedQuestion& question) {
  const Relation between = relation(question.saved->scene.spec);
  const AxisRelation& axis = between.axes[width];
  Json names = Json::array();
  for (const CellChoice& cell : cell_choices(question)) names.push_back(cell.name);
  return {{"columns", question.cells.front().part == Part::fine ? axis.fine : axis.coarse}, {"names", names}};
}

/// The picture of a wrong answer beside the right one, where there is one.
Status add_drawn(Json& told, const AskedQuestion& question, const Answer& answer, const DrawingKit& kit,
                 PagePictures& pictures) {
  constexpr double room_pt = 200;
  std::optional<AnswerPictures> drawn = answer_pictures(question, answer, room_pt, kit);
  if (!drawn) return ok();
  const Figure figure = answer_figure(std::move(*drawn), kit);
  const Result<std::string> svg = pictures.svg(figure);
  if (!svg) return svg.message();
  told["drawn"] = *svg;
  told["drawnWords"] = figure.description;
  return ok();
}

}  // namespace

Result<std::string> question_json(const AskedQuestion& question, const DrawingKit& kit, PagePictures& pictures) {
  Json json{{"kind", question_kind_names[static_cast<std::size_t>(question.kind)]},
            {"layer", mathml_html(question.layer)},
            {"ask", mathml_html(question.ask)},
            {"hint", mathml_html(question.hint)},
            {"why", mathml_html(question.why)},
            {"answer", question.answer}};
  if (const auto figure = question_figure(question, kit)) {
    const Result<std::string> svg = pictures.svg(*figure);
    if (!svg) return svg.message();
    json["figure"] = *svg;
    json["words"] = figure->description;
  }
  if (const auto saved = solution_of(question)) {
    const Figure figure = scene_figure(*saved, false, kit);
    const Result<std::string> svg = pictures.svg(figure);
    if (!svg) return svg.message();
    json["solution"] = *svg;
    json["solutionWords"] = figure.description;
  }
  json["choices"] = Json::array();
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const AskedChoice& choice = question.choices[i];
    Json told{{"html", mathml_html(choice.text)}, {"right", choice.is_right}, {"because", mathml_html(choice.because)}};
    if (!choice.is_right)
      if (Status drawn = add_drawn(told, question, {i, {}, {}}, kit, pictures); !drawn) return drawn.message();
    json["choices"].push_back(std::move(told));
  }
  json["known"] = Json::array();
  for (const KnownAnswer& known : question.known) {
    Json told{{"answer", known.answer}, {"because", mathml_html(known.because)}};
    if (Status drawn = add_drawn(told, question, {{}, known.answer, {}}, kit, pictures); !drawn) return drawn.message();
    json["known"].push_back(std::move(told));
  }
  if (question.kind == QuestionKind::connected) json["cells"] = cells_json(question);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace convoscope
