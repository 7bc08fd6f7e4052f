// Where the reader stands in the computation, and how to move.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "document/number_text.h"
#include "gui/lesson/lessons.h"
#include "gui/panels/panels.h"
#include "gui/state/commands.h"
#include "gui/state/shown_steps.h"
#include "gui/widgets/widgets.h"

namespace convoscope {
namespace {

constexpr std::int64_t most_ticks = 60;
constexpr double least_scrub_bar_pt = 120;
constexpr double least_choice_pt = 92;
constexpr double speed_pt = 68;
constexpr double gap_pt = 10;
constexpr double ends_pt = 2 * 34;
constexpr double left_part_pt = 172;  // the step buttons without the ends
constexpr const char* speed_popup = "speeds";

std::string speed_text(double steps_per_second) {
  // "1.0×", as a speed is written, not "1×", which reads as a count.
  return steps_per_second < 1 ? number_text(steps_per_second) + "×" : fmt::format("{:.1f}×", steps_per_second);
}

void draw_step_button(const PanelInputs& in, std::string_view id, Icon icon, Point center) {
  const Command& row = command(id);
  if (icon_button(in.context, id.data(), center, icon, in.context.say(row.label_key), row.is_enabled(in.app)))
    in.run(id);
}

void draw_play_button(const PanelInputs& in, Point center, double radius) {
  const DrawContext& context = in.context;
  const bool is_enabled = command("play").is_enabled(in.app);
  const Touch touched = touch(context, "play", {center.x - radius, center.y - radius, 2 * radius, 2 * radius},
                              is_enabled ? StopKind::button : StopKind::none);
  const Color fill = touched.held      ? mix(context.theme.accent, context.theme.text, 0.2)
                     : touched.hovered ? mix(context.theme.accent, context.theme.on_accent, 0.12)
                                       : context.theme.accent;
  fill_disc(context, center, radius, is_enabled ? fill : mix(context.theme.card, fill, 0.4));
  draw_icon(context, in.ui.is_playing ? Icon::pause : Icon::play, center, context.theme.on_accent,
            in.ui.is_playing ? 0.9 : 1);
  hint(context, touched, context.say(in.ui.is_playing ? "timeline.pause" : "command.play"));
  if (touched.clicked) in.run("play");
}

void draw_scrub_bar(const PanelInputs& in, const Rect& rect, std::int64_t step, std::int64_t count) {
  const DrawContext& context = in.context;
  const Theme& theme = context.theme;
  const double y = rect.center().y;
  const auto span = static_cast<double>(std::max<std::int64_t>(1, count - 1));
  const auto x_of = [&](std::int64_t at) { return rect.x + rect.width * static_cast<double>(at) / span; };
  const double x = x_of(step);
  fill_box(context, {rect.x - 2, y - 2, rect.width + 4, 4}, theme.line, 2);
  fill_box(context, {rect.x - 2, y - 2, x - rect.x + 2, 4}, theme.accent, 2);
  if (count <= most_ticks) {
    for (std::int64_t i = 0; i < count; ++i) fill_box(context, {x_of(i) - 0.5, y - 7, 1, 14}, theme.text_faint);
  }
  const Touch touched = touch(context, "scrub", {rect.x - 10, y - 16, rect.width + 20, 32}, StopKind::steps);
  if (touched.held && count > 1) {
    const double share = std::clamp((context.mouse().x - rect.x) / rect.width, 0.0, 1.0);
    const auto wanted = std::clamp<std::int64_t>(std::llround(share * span), 0, count - 1);
    if (wanted != step || touched.pressed) in.act(Seek{wanted});
  }
  if (touched.hovered || touched.held) fill_disc(context, {x, y}, 14, with_alpha(theme.accent, 0.15));
  fill_disc(context, {x, y}, 10, theme.card);
  draw_ring(context, {x, y}, 9, theme.accent, 3);
}

void draw_speeds(const PanelInputs& in, Point corner) {
  const Command& smooth = command("smooth");
  const std::string& label = in.context.say(smooth.label_key);
  // Before the list opens: it takes its width from letters that are there.
  in.context.types.require(Type::body, label);
  if (!begin_list(in.context, speed_popup, corner, true)) return;
  for (const double speed : speeds) {
    if (ImGui::MenuItem(speed_text(speed).c_str(), nullptr, speed == in.ui.steps_per_second)) {
      in.ui.steps_per_second = speed;
    }
  }
  ImGui::Separator();
  if (ImGui::MenuItem(label.c_str(), text_of(smooth.keys.front()).c_str(), smooth.is_on(in.app))) in.run(smooth.id);
  ImGui::EndPopup();
}

}  // namespace

void draw_timeline(const PanelInputs& in, const Rect& rect) {
  const DrawContext& context = in.context;
  begin_panel(context, "timeline", rect, PanelLook::still);
  draw_rule(context, {rect.x, rect.y}, rect.width, context.theme.line);
  // How many steps there are is how large the output is.
  if (in.ui.lesson && in.ui.lesson->is_asking()) {
    draw_text(context, centred_baseline({rect.x + 32, rect.y, 0, rect.height}, Type::note, Align::start), Type::note,
              context.theme.text_muted,
              shortened(context, Type::note, context.say("timeline.asking"), rect.width - 32 - panel_margin_pt));
    return end_panel(context, rect.bottom());
  }
  const std::size_t first_stop = context.focus.drawn.size();
  const double y = rect.center().y;
  const Session& session = in.session();
  const Playhead playhead = shown_playhead(session);
  const std::int64_t count = last_shown_step(session) + 1;
  const std::int64_t step = std::clamp<std::int64_t>(shown_step(session), 0, count - 1);
  // Of a kernel that is learned the first state is before the first step.
  const std::int64_t first_number = is_learning(in.app) ? 0 : 1;
  const bool is_by_cell = playhead.granularity == Granularity::cell;
  const bool is_pooling = session.evaluation()->weight->size() == 0;
  const char* const small_step = is_pooling ? "timeline.by_element" : "timeline.by_multiply";
  const std::string total = fmt::format("{0} / {0}", count - 1 + first_number);

  // A narrow window keeps what is used most; the rest is on the keyboard and in the menu. As wide as either word needs, so that what
  // is there stays when it is pressed.
  const auto choice_width = [&](const char* one_key, const char* other_key) {
    const double words = std::max(text_width(context, Type::body, context.say(one_key)),
                                  text_width(context, Type::body, context.say(other_key)));
    return std::max(least_choice_pt, words + 20);
  };
  const double side_width = choice_width("timeline.transposed", "timeline.convolution");
  const double granularity_width = choice_width("timeline.by_cell", small_step);
  double room =
      rect.width - panel_margin_pt - left_part_pt - least_scrub_bar_pt - text_width(context, Type::counter, total) - 38;
  const auto fits = [&](double wanted) {
    if (room < wanted) return false;
    room -= wanted;
    return true;
  };
  const bool has_side = command("side").is_enabled(in.app) && fits(side_width + gap_pt);
  const std::string& back_words = context.say("command.lesson_scene");
  const double back_width = text_width(context, Type::body, back_words) + 24;
  const bool has_way_back = differs_from_lesson(in.app) && fits(back_width + gap_pt);
  const bool has_granularity = !is_learning(in.app) && fits(granularity_width + gap_pt);
  const bool has_ends = fits(ends_pt);
  const bool has_speed = fits(speed_pt + gap_pt);
  double x = rect.x + 32;
  const auto step_button = [&](std::string_view id, Icon icon, double next) {
    draw_step_button(in, id, icon, {x, y});
    x += next;
  };
  if (has_ends) step_button("first", Icon::first, 34);
  step_button("back", Icon::back, 46);
  draw_play_button(in, {x, y}, std::min(19.0, rect.height / 2 - 4));
  x += 46;
  step_button("next", Icon::next, 34);
  if (has_ends) step_button("last", Icon::last, 34);
  const double left = x + 14;

  double right = rect.right() - panel_margin_pt;
  const auto field_button = [&](const char* id, const std::string& label, double button_width, const char* help_key) {
    right -= button_width;
    const Rect place{right, y - 13, button_width, 26};
    const bool clicked = button(context, id, place, label, ButtonLook::field, true, context.say(help_key));
    right -= gap_pt;
    return clicked;
  };
  if (has_way_back && field_button("lesson scene", back_words, back_width, "command.lesson_scene"))
    in.run("lesson_scene");
  const double speeds_right = right;
  if (has_speed && field_button("speed", speed_text(in.ui.steps_per_second), speed_pt, "timeline.speed_help"))
    ImGui::OpenPopup(speed_popup);
  // Above the button: below it the window ends.
  draw_speeds(in, {speeds_right, y - 13 - 205});
  const std::string& granularity = context.say(is_by_cell ? "timeline.by_cell" : small_step);
  if (has_granularity && field_button("granularity", granularity, granularity_width, "timeline.granularity_help"))
    in.run("granularity");
  const bool is_transposed = playhead.side == Side::transposed;
  const std::string& side = context.say(is_transposed ? "timeline.transposed" : "timeline.convolution");
  if (has_side && field_button("side", side, side_width, "timeline.side_help")) in.run("side");
  const std::string counter = fmt::format("{} / {}", step + first_number, count - 1 + first_number);
  right -= text_width(context, Type::counter, total) + 14;
  draw_text(context, {right, y + 5}, Type::counter, context.theme.text, counter);
  right -= 24;
  draw_scrub_bar(in, {left, y - 16, std::max(40.0, right - left), 32}, step, count);
  order_in_row(context.focus, first_stop);
  end_panel(context, rect.bottom());
}

}  // namespace convoscope
