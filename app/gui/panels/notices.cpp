// What lies over the canvas's lower edge: the file that is being written, and messages.
#include <algorithm>

#include <fmt/format.h>

#include "gui/panels/panels.h"
#include "gui/state/files.h"
#include "gui/widgets/told_problems.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr double line_pt = 20;
constexpr double button_height_pt = 26;

/// A card that has the mouse to itself, about the middle of `canvas`, its lower edge at `bottom`. Between it and `end_part` the
/// content is drawn.
Rect begin_card(const DrawContext& context, const char* id, const Rect& canvas, Size size, double bottom, Color line) {
  const Rect card{canvas.center().x - size.width / 2, bottom - size.height, size.width, size.height};
  begin_part(context, id, card, PanelLook::still);
  fill_box(context, card, context.theme.card, 8);
  outline_box(context, card, line, 8);
  return card;
}

/// Buttons from right to left; answers the left edge.
bool small_button(const DrawContext& context, const char* id, double& right, double y, std::string_view words) {
  const double button_width = text_width(context, Type::body, words) + 22;
  right -= button_width;
  const bool is_clicked = button(context, id, {right, y, button_width, button_height_pt}, words, ButtonLook::field);
  right -= 8;
  return is_clicked;
}

/// Answers where the next card's lower edge may be.
double draw_toast(const PanelInputs& in, const Rect& canvas, double bottom) {
  const DrawContext& context = in.context;
  const Toast& toast = *in.ui.toast;
  const std::string words = told_sentence(context.catalog, toast.message);
  const double most = std::min(640.0, canvas.width - 96);
  const bool has_file = !toast.file.empty();
  const std::string& show = context.say("notice.show_in_folder");
  const std::string& copy = context.say("notice.copy_path");
  const double buttons_width =
      has_file ? text_width(context, Type::body, show) + text_width(context, Type::body, copy) + 2 * 22 + 8 : 0;
  const double inner_width = std::max(std::min(most, text_width(context, Type::body, words)), buttons_width);
  const double text_height = wrapped_height(context, inner_width, line_pt, Type::body, words);
  const Size size{inner_width + 60, text_height + 20 + (has_file ? button_height_pt + 8 : 0)};
  const Color line = toast.is_error ? context.theme.warning : context.theme.line;
  const Rect card = begin_card(context, "toast", canvas, size, bottom, line);
  draw_wrapped(context, {card.x + 16, card.y + 25}, inner_width, line_pt, Type::body,
               toast.is_error ? context.theme.warning : context.theme.text, words);
  if (has_file) {
    double right = card.x + 16 + buttons_width;
    const double y = card.bottom() - button_height_pt - 11;
    if (small_button(context, "copy path", right, y, copy)) in.ui.clipboard = toast.file;
    if (small_button(context, "show in folder", right, y, show)) in.act(ShowInFolder{toast.file});
  }
  const bool closes =
      icon_button(context, "close message", {card.right() - 20, card.y + 20}, Icon::close, {}, true, 24);
  end_part(context);
  if (closes) in.ui.toast.reset();
  return card.y - 10;
}

/// How far along a job is; answers where the next card's lower edge may be. `id` also names the button that sends `cancel`.
double draw_progress(const PanelInputs& in, const Rect& canvas, double bottom, const char* id, const Job& job,
                     const std::string& words, const std::string& counted, const Action& cancel) {
  const DrawContext& context = in.context;
  const double card_width = std::min(440.0, canvas.width - 32);
  const Rect card = begin_card(context, id, canvas, {card_width, 74}, bottom, context.theme.line);
  const std::string& stop = context.say("dialog.cancel");
  double right = card.right() - 16;
  if (small_button(context, id, right, card.y + 12, stop)) in.act(Action(cancel));
  const double counted_width = text_width(context, Type::body, counted);
  draw_text(context, {card.x + 16, card.y + 30}, Type::body, context.theme.text,
            shortened(context, Type::body, words, right - card.x - 32 - counted_width));
  draw_text(context, {right - 8, card.y + 30}, Type::body, context.theme.text_muted, counted, Align::end);
  const Rect track{card.x + 16, card.bottom() - 22, card.width - 32, 6};
  fill_box(context, track, context.theme.field, 3);
  const double share = job.total() > 0 ? static_cast<double>(job.done()) / static_cast<double>(job.total()) : 0;
  if (share > 0) fill_box(context, {track.x, track.y, std::max(6.0, track.width * share), 6}, context.theme.accent, 3);
  end_part(context);
  return card.y - 10;
}

double draw_export(const PanelInputs& in, const Rect& canvas, double bottom, const BackgroundTask& task) {
  const Job& job = *task.job;
  const std::string counted = job.total() > 0 ? fmt::format("{} / {}", job.done(), job.total()) : std::string();
  const std::string words = job.is_stopping() ? in.context.say("notice.stopping")
                                              : in.context.say("notice.writing", {{"name", name_of_path(task.path)}});
  return draw_progress(in, canvas, bottom, "stop export", job, words, counted, StopExport{});
}

void draw_computing(const PanelInputs& in, const Rect& canvas, double bottom, const Job& job) {
  // A superseded one's progress says nothing about its successor, which begins when it has ended.
  const bool is_counted = job.total() > 0 && !job.is_stopping();
  const std::string counted = is_counted ? fmt::format("{} %", 100 * job.done() / job.total()) : std::string();
  draw_progress(in, canvas, bottom, "cancel computing", job, in.context.say("notice.computing"), counted,
                CancelComputing{});
}

void draw_opening(const PanelInputs& in, const Rect& canvas, double bottom, const Opening& opening) {
  const Job& job = *opening.maker.job();
  const bool is_counted = job.total() > 0 && !job.is_stopping();
  const std::string counted = is_counted ? fmt::format("{} %", 100 * job.done() / job.total()) : std::string();
  draw_progress(in, canvas, bottom, "cancel opening", job,
                in.context.say("notice.opening", {{"name", name_of_path(opening.wish->path)}}), counted,
                CancelOpening{});
}

}  // namespace

void draw_notices(const PanelInputs& in, const Rect& canvas) {
  double bottom = canvas.bottom() - 16;
  // In an open dialog messages stand where they belong.
  if (in.ui.toast && in.ui.dialog == Dialog::none) bottom = draw_toast(in, canvas, bottom);
  const BackgroundTask* const task = export_under_way(in.app);
  if (task && in.app.now_s >= task->since_s + task_shows_after_s) bottom = draw_export(in, canvas, bottom, *task);
  const Job* const job = in.app.computing.maker.job();
  if (shows_computing(in.app) && job) draw_computing(in, canvas, bottom, *job);
  if (shows_opening(in.app) && in.app.opening.maker.is_busy()) draw_opening(in, canvas, bottom, in.app.opening);
}

}  // namespace convoscope
