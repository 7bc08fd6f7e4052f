// The way through the pages, below the picture.
#include <algorithm>

#include "gui/lesson/lesson_panel.h"
#include "gui/widgets/widgets.h"

namespace convoscope {

void draw_lesson_pages(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  const OpenLesson& open = *in.ui.lesson;
  const std::size_t pages = open.lesson.pages.size();
  begin_panel(context, "pages", rect, PanelLook::still);
  draw_rule(context, {rect.x, rect.y}, rect.width, context.theme.line);
  const std::size_t first_stop = context.focus.drawn.size();
  const double middle = rect.center().y;
  const double height = std::min(32.0, rect.height - 8);
  const double button_width = std::min(104.0, (rect.width - 2 * lesson_margin_pt) * 0.32);
  const Rect back{rect.x + lesson_margin_pt, middle - height / 2, button_width, height};
  const Rect on{rect.right() - lesson_margin_pt - button_width, back.y, button_width, height};
  const auto page_of = [&](std::size_t page) {
    return page < pages ? context.say("lesson_panel.to_page", {{"page", std::to_string(page + 1)}})
                        : context.say("lesson_panel.to_results");
  };
  if (button(context, "page before", back, open.page > 0 ? "← " + page_of(open.page - 1) : "←", ButtonLook::field,
             open.page > 0))
    in.act(TurnToPage{open.page - 1});
  if (button(context, "page after", on, open.page < pages ? page_of(open.page + 1) + " →" : "→", ButtonLook::field,
             open.page < pages))
    in.act(TurnToPage{open.page + 1});
  const double room = on.x - back.right() - 20;
  const double pitch = std::min(11.0, room / static_cast<double>(pages));
  double x = (back.right() + on.x) / 2 - pitch * (static_cast<double>(pages) - 1) / 2;
  for (std::size_t i = 0; i < pages; ++i, x += pitch)
    fill_disc(context, {x, middle}, i == open.page ? std::min(4.0, pitch * 0.42) : std::min(2.5, pitch * 0.3),
              i <= open.page ? context.theme.accent : context.theme.line);
  order_in_row(context.focus, first_stop);
  end_panel(context, rect.bottom());
}

}  // namespace convoscope
