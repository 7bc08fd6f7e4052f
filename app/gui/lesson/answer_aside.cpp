#include "gui/lesson/answer_aside.h"

#include <algorithm>

#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "gui/lesson/item_painter.h"
#include "gui/lesson/lesson_panel.h"
#include "gui/widgets/widgets.h"
#include "publish/answer_picture.h"

namespace convoscope {
namespace {

/// Of the last answer, where it was wrong.
bool has_wrong_answer(const OpenLesson& open) {
  const QuestionProgress* const progress = open.progress();
  return open.is_asking() && open.asked && progress && progress->grade && !progress->grade->is_right &&
         can_draw_answers(open.asked->kind);
}

}  // namespace

double draw_answers(const PanelInputs& in, Point origin, double room_pt) {
  const DrawContext& context = in.context;
  if (!has_wrong_answer(*in.ui.lesson)) return origin.y;
  const QuestionProgress& progress = *in.ui.lesson->progress();
  const std::optional<AnswerPictures> pictures =
      answer_pictures(*in.ui.lesson->asked, {progress.choice, progress.typed, progress.picked},
                      std::min(room_pt, 210.0), {context.theme, context.catalog, in.app.fonts});
  if (!pictures) return origin.y;
  double y = origin.y;
  for (const bool is_right : {false, true}) {
    const AnswerPicture& picture = is_right ? pictures->right : pictures->wrong;
    paint_items(context, in.app.fonts, picture.items, {1, 0, 0, 1, origin.x, y});
    y += picture.items.empty() ? 14 : picture.size.height + 20;
    const Color color = legible(context.theme, is_right ? right_color(context.theme) : context.theme.warning);
    y += draw_wrapped(context, {origin.x, y}, room_pt, 19, Type::body_strong, color, picture.words);
    if (!picture.numbers.empty())
      y += draw_wrapped(context, {origin.x, y}, room_pt, 18, Type::note, context.theme.text_muted, picture.numbers);
    y += is_right ? 0 : 16;
  }
  return y;
}

bool has_answer_aside(const UiState& ui) {
  return ui.lesson && !ui.lesson->is_presenting && has_wrong_answer(*ui.lesson);
}

void draw_answer_aside(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  const Point origin = begin_panel(context, "answer", rect, PanelLook::scrolling);
  const double left = origin.x + lesson_margin_pt;
  const double room = rect.width - 2 * lesson_margin_pt;
  draw_text(context, {left, origin.y + 40}, Type::title, context.theme.text, context.say("lesson_panel.drawn"));
  double y = origin.y + 60;
  y += draw_wrapped(context, {left, y}, room, 18, Type::note, context.theme.text_muted,
                    context.say("lesson_panel.drawn_words"));
  y = draw_answers(in, {left, y + 8}, room);
  end_panel(context, y + 16);
}

void draw_picked_cells(const PanelInputs& in, const Rect& canvas, const Figure& picture) {
  const OpenLesson& open = *in.ui.lesson;
  if (!open.is_asking() || !open.asked || open.is_presenting) return;
  const DrawContext& context = in.context;
  const auto mark = [&](const Tag& tag, Color color, double width_pt) {
    const std::optional<Rect> bounds = bounds_of(picture, tag);
    if (!bounds) return;
    const Rect shown = to_screen(in.ui, canvas, *bounds);
    outline_box(context, {shown.x - 2, shown.y - 2, shown.width + 4, shown.height + 4}, color, 4, width_pt);
  };
  const AskedQuestion& asked = *open.asked;
  if (asked.cell && asked.kind == QuestionKind::connected) mark(asked.cell, context.theme.focus, 3);
  if (in.ui.pointed) mark(in.ui.pointed, with_alpha(context.theme.accent, 0.5), 2);
  if (const QuestionProgress* const progress = open.progress())
    for (const Tag& cell : progress->picked) mark(cell, context.theme.accent, 3);
}

}  // namespace convoscope
