// Names are those of scene files and the command line.
#include "gui/state/state_report.h"

#include <fmt/format.h>

#include "document/names.h"
#include "gui/state/motion.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

constexpr std::array drag_names{"none", "pan", "orbit", "frame", "loupe", "paint"};
constexpr std::array dialog_names{"none",  "open",    "save",    "export", "help",
                                  "close", "recover", "palette", "code",   "compare"};

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return result + '"';
}

template <class Range, class Name>
std::string list_of(const Range& range, Name name) {
  std::string result;
  for (const auto& each : range) result += (result.empty() ? "" : ", ") + in_quotes(name(each));
  return "[" + result + "]";
}

/// "12/25" while a file is written.
std::string export_text(const AppState& app) {
  const BackgroundTask* const task = export_under_way(app);
  return in_quotes(task ? fmt::format("{}/{}", task->job->done(), task->job->total()) : std::string());
}

/// What became of the lesson's question, and which cells stand picked: "right", "wrong 1 2".
std::string answered_text(const UiState& ui) {
  const QuestionProgress* const progress = ui.lesson ? ui.lesson->progress() : nullptr;
  if (!progress) return {};
  const std::string worth = progress->is_right      ? "right"
                            : progress->is_revealed ? "revealed"
                            : progress->grade       ? "wrong"
                                                    : "";
  return worth + (progress->shows_hint ? " hint" : "") + " " + picked_names(*ui.lesson) +
         (progress->draw > 0 ? fmt::format(" drawn {}", progress->draw) : "");
}

/// The count of hands, while it is typed and once it is counted: "?", "12/30".
std::string hands_text(const UiState& ui) {
  if (ui.hands) return "?";
  const QuestionProgress* const progress = ui.lesson ? ui.lesson->progress() : nullptr;
  return progress && progress->hands ? fmt::format("{}/{}", progress->hands->right, progress->hands->all) : "";
}

/// "487,812"; empty without a photograph.
std::string loupe_text(const Scene& scene) {
  const PhotographPage& page = scene.photograph;
  return page.picture ? fmt::format("{},{}", page.loupe.row, page.loupe.column) : std::string();
}

std::string tag_text(const Tag& tag) { return tag ? to_string(tag) : std::string(); }

}  // namespace

std::string report_state(const AppState& app, const FrameLayout& layout) {
  const Session& session = app.session;
  const UiState& ui = app.ui;
  const Rect& canvas = layout.canvas;
  const auto& spec = session.scene().spec;
  const Camera& camera = session.scene().camera;
  return fmt::format(
      R"({{"step": {}, "steps": {}, "side": {}, "granularity": {}, "playing": {}, "pin": {}, "hover": {}, )"
      R"("problems": {}, "toast": {}, "dialog": {}, "views": {}, "theme": {}, "language": {}, "title": {}, )"
      R"("stride": {}, "zoom": {:.3f}, "pan": [{:.1f}, {:.1f}], "can_undo": {}, "modified": {}, "path": {}, )"
      R"("export": {}, "typing": {}, "layer_panel": {}, "cell_panel": {}, "canvas": [{:.0f}, {:.0f}, {:.0f}, {:.0f}], "pages": [{:.0f}, {:.0f}, {:.0f}, {:.0f}], )"
      R"("window": [{:.0f}, {:.0f}], "drag": {}, "camera": [{:.1f}, {:.1f}, {:.1f}], "input": {}, )"
      R"("padding": [{}, {}, {}, {}], "output_padding": [{}, {}], "role_swap": {:.2f}, "smooth": {}, "computing": {}, "asks": {}, "refused": {}, "focus": {}, "scale": {}, "full_screen": {}, "lesson": {}, "page": {}, "stop": {}, "asking": {}, "answered": {}, "presenting": {}, "blank": {}, "revealed": {}, "pen": {}, "strokes": {}, "hands": {}, "notes": {}, "wants_notes": {}, "reduced_motion": {}, "plain_type": {}, "loupe": {}, "developed": {}}})"
      "\n",
      shown_step(session) + 1, last_shown_step(session) + 1, in_quotes(name_of(session.playhead.side)),
      in_quotes(name_of(session.playhead.granularity)), ui.is_playing, in_quotes(tag_text(session.pin)),
      in_quotes(tag_text(session.hover ? session.hover : ui.pointed)),
      list_of(session.problems(), [](const Problem& problem) { return problem.key; }),
      in_quotes(ui.toast ? ui.toast->message.key : ""), in_quotes(dialog_names[static_cast<std::size_t>(ui.dialog)]),
      list_of(session.scene().views, [](const View& view) { return view; }), in_quotes(session.scene().theme),
      in_quotes(app.language), in_quotes(session.scene().title), spec.axes[height].stride, ui.zoom, ui.pan.x, ui.pan.y,
      session.can_undo(), session.is_modified(), in_quotes(app.session.path()), export_text(app),
      ui.open_field() != nullptr, ui.layer_panel_is_shown, ui.cell_panel_is_shown, canvas.x, canvas.y, canvas.width,
      canvas.height, layout.pages.x, layout.pages.y, layout.pages.width, layout.pages.height, ui.window.width,
      ui.window.height, in_quotes(drag_names[static_cast<std::size_t>(ui.drag.kind)]), camera.azimuth_deg,
      camera.elevation_deg, camera.roll_deg, spec.axes[height].input, spec.axes[height].pad_begin,
      spec.axes[width].pad_end, spec.axes[height].pad_end, spec.axes[width].pad_begin, spec.axes[height].output_padding,
      spec.axes[width].output_padding, motion_of(app).role_swap.value_or(-1), ui.moves_smoothly,
      session.wanted() != nullptr, in_quotes(ui.to_replace), in_quotes(ui.refused ? ui.refused->text : ""),
      in_quotes(ui.focus.is_shown && ui.focus.find() ? ui.focus.find()->name : ""), ui.scale, ui.is_full_screen,
      in_quotes(ui.lesson ? ui.lesson->source.name() : ""), ui.lesson ? ui.lesson->page + 1 : 0,
      ui.lesson ? ui.lesson->stop + 1 : 0, ui.lesson && ui.lesson->is_asking(), in_quotes(answered_text(ui)),
      ui.lesson && ui.lesson->is_presenting, ui.lesson && ui.lesson->is_blank, ui.revealed.value_or(-1), ui.ink.has_pen,
      ui.ink.strokes.size(), in_quotes(hands_text(ui)), ui.shows_presenter, ui.presenter.value_or(false),
      ui.reduces_motion, ui.has_plain_type, in_quotes(loupe_text(session.scene())),
      session.evaluation()->photograph && app.developing.shown == session.evaluation()->photograph->whole);
}

}  // namespace convoscope
