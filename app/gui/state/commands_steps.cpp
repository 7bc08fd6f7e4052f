// The rows of the menu Steps.
#include <algorithm>
#include <array>

#include "figure/timeline.h"
#include "gui/state/command_rows.h"
#include "gui/state/motion.h"
#include "gui/state/shown_steps.h"

namespace convoscope {
namespace {

using enum NamedKey;

/// By a step. A weight that is learned stays chosen.
bool is_pin_freed(const AppState& app) { return app.session.pin && !is_learning(app); }
bool is_before_end(const AppState& app) {
  return shown_step(app.session) < last_shown_step(app.session) || is_pin_freed(app);
}
bool is_after_start(const AppState& app) { return shown_step(app.session) > 0 || is_pin_freed(app); }
bool has_steps(const AppState& app) { return last_shown_step(app.session) > 0; }
bool can_change_sides(const AppState& app) {
  const Evaluation& evaluation = *app.session.evaluation();
  const bool is_settled = side_of_steps(app.session.scene().views, evaluation) != Side::none;
  return has_side(evaluation, Side::convolution) && has_side(evaluation, Side::transposed) && !is_settled &&
         !is_learning(app);
}

bool changes_speed(const AppState& app, int by) {
  const auto at = std::ranges::find(speeds, app.ui.steps_per_second) - speeds.begin() + by;
  return at >= 0 && at < std::ssize(speeds);
}
void change_speed(AppState& app, int by) {
  const auto at = std::ranges::find(speeds, app.ui.steps_per_second) - speeds.begin() + by;
  app.ui.steps_per_second = speeds[static_cast<std::size_t>(at)];
}

bool is_by_cell(const AppState& app) { return app.session.playhead.granularity == Granularity::cell; }

constexpr std::array step_rows{
    Command{"play",
            "command.play",
            Menu::steps,
            {key(space), key(f5)},
            false,
            has_steps,
            [](AppState& app) { set_playing(app, !app.ui.is_playing); },
            [](const AppState& app) { return app.ui.is_playing; }},
    Command{"next",
            "command.next",
            Menu::steps,
            {key(right), key(page_down), typed(U'.')},
            true,
            is_before_end,
            [](AppState& app) { step_by(app, 1); }},
    Command{"back",
            "command.back",
            Menu::steps,
            {key(left), key(page_up), typed(U',')},
            true,
            is_after_start,
            [](AppState& app) { step_by(app, -1); }},
    Command{
        "first", "command.first", Menu::steps, {key(home)}, false, is_after_start, [](AppState& app) { seek(app, 0); }},
    Command{"last",
            "command.last",
            Menu::steps,
            {key(end)},
            false,
            is_before_end,
            [](AppState& app) { seek(app, last_shown_step(app.session)); }},
    Command{"granularity",
            "command.granularity",
            Menu::steps,
            {typed(U'g')},
            false,
            [](const AppState& app) { return !is_learning(app); },
            [](AppState& app) { set_granularity(app, is_by_cell(app) ? Granularity::multiply : Granularity::cell); },
            [](const AppState& app) { return !is_by_cell(app); }},
    Command{"side",
            "command.side",
            Menu::steps,
            {typed(U's')},
            false,
            can_change_sides,
            [](AppState& app) {
              step_through(app, app.session.playhead.side == Side::transposed ? Side::convolution : Side::transposed);
            }},
    Command{"swap_roles",
            "command.swap_roles",
            Menu::steps,
            {typed(U'r')},
            false,
            can_swap_roles,
            swap_roles,
            [](const AppState& app) { return app.ui.role_swap.has_value(); }},
    Command{"smooth",
            "command.smooth",
            Menu::steps,
            {typed(U'm')},
            false,
            always,
            [](AppState& app) { app.ui.moves_smoothly = !app.ui.moves_smoothly; },
            [](const AppState& app) { return app.ui.moves_smoothly; }},
    Command{"faster",
            "command.faster",
            Menu::steps,
            {typed(U']')},
            true,
            [](const AppState& app) { return changes_speed(app, 1); },
            [](AppState& app) { change_speed(app, 1); }},
    Command{"slower",
            "command.slower",
            Menu::steps,
            {typed(U'[')},
            true,
            [](const AppState& app) { return changes_speed(app, -1); },
            [](AppState& app) { change_speed(app, -1); }},
};

}  // namespace

void add_step_commands(std::vector<Command>& rows) { rows.insert(rows.end(), step_rows.begin(), step_rows.end()); }

}  // namespace convoscope
