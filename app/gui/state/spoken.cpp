#include "gui/state/spoken.h"

#include <utility>

#include "document/explain.h"
#include "document/sentences.h"
#include "figure/learning/learning_figure.h"
#include "figure/timeline.h"
#include "gui/state/shown_steps.h"
#include "gui/widgets/told_problems.h"

namespace convoscope {
namespace {

std::string spoken_cell(const AppState& app) {
  const Evaluation& evaluation = *app.session.evaluation();
  const Tag& cell = app.ui.cell_cursor ? app.ui.cell_cursor->cell : app.session.pin;
  if (!cell || !is_explained(evaluation, cell)) return {};
  const Side side = cell.side == Side::none ? shown_playhead(app.session).side : cell.side;
  return has_side(evaluation, side) ? cell_sentence(app.catalog(), evaluation, side, cell) : std::string();
}

std::string spoken_happening(const AppState& app) {
  const Session& session = app.session;
  const Catalog& catalog = app.catalog();
  if (!session.problems().empty()) return told_sentence(catalog, session.problems().front());
  const bool is_fast = app.ui.is_playing && app.ui.steps_per_second > 1;
  if (app.ui.dialog != Dialog::none || is_fast || app.ui.revealed || (app.ui.lesson && app.ui.lesson->is_asking()))
    return {};
  if (const LearningPage& page = session.scene().learning; page.run && !app.ui.cell_cursor)
    return learning_words(catalog, "learning.description", page.run->states, page.step);
  if (std::string cell = spoken_cell(app); !cell.empty()) return cell;
  const Playhead playhead = shown_playhead(session);
  const Evaluation& evaluation = *session.evaluation();
  return has_side(evaluation, playhead.side) ? step_sentence(catalog, evaluation, playhead, playhead.side)
                                             : std::string();
}

}  // namespace

const std::string& Narrator::tell(const AppState& app) {
  std::string message = app.ui.toast ? told_sentence(app.catalog(), app.ui.toast->message) : std::string();
  std::string happening = spoken_happening(app);
  if (message != message_ && !message.empty()) {
    said_ = message;
  } else if (message != message_ || happening != happening_) {
    said_ = happening;
  }
  message_ = std::move(message);
  happening_ = std::move(happening);
  return said_;
}

}  // namespace convoscope
