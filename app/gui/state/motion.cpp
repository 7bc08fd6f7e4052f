// Everything follows from the clock and from when a movement began: a slow machine shows fewer frames, not a slower movement.
#include "gui/state/motion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "figure/draw/easing.h"
#include "gui/state/shown_steps.h"
#include "gui/state/view_choice.h"

namespace convoscope {
namespace {

constexpr double swap_s = 1.2;
constexpr double longest_glide_s = 0.45;
constexpr double glide_share = 0.6;  // of a step's time, where steps follow quickly
constexpr double frame_s = 1.0 / 60;

double end_of(const AppState& app, const RoleSwap& swap) {
  return swap.began_s + (app.ui.reduces_motion ? 0 : swap_s * std::abs(swap.to - swap.from));
}

double place_of(const AppState& app, const RoleSwap& swap) {
  const double length_s = end_of(app, swap) - swap.began_s;
  const double share = length_s > 0 ? (app.now_s - swap.began_s) / length_s : 1;
  return std::lerp(swap.from, swap.to, eased(share));
}

bool glides(const AppState& app) {
  const Session& session = app.session;
  return app.ui.is_playing && app.ui.moves_smoothly && !app.ui.reduces_motion && !session.scene().learning.run &&
         session.playhead.step < last_shown_step(session);
}
double glide_s(const UiState& ui) { return std::min(longest_glide_s, glide_share / ui.steps_per_second); }

}  // namespace

Motion motion_of(const AppState& app) {
  Motion motion;
  if (app.ui.role_swap) motion.role_swap = place_of(app, *app.ui.role_swap);
  if (glides(app)) motion.to_next_step = eased(1 - (app.ui.next_step_s - app.now_s) / glide_s(app.ui));
  return motion;
}

bool can_swap_roles(const AppState& app) {
  const Evaluation& evaluation = *app.session.evaluation();
  const Scene& scene = app.session.scene();
  return shows_any(app, &ViewRow::swaps_roles) && evaluation.convolution && evaluation.transposed &&
         scene.shows_convolution && scene.shows_transposed;
}

void swap_roles(AppState& app) {
  std::optional<RoleSwap>& swap = app.ui.role_swap;
  if (!swap) {
    swap = {0, 1, app.now_s};
  } else {
    swap = {place_of(app, *swap), 1 - swap->to, app.now_s};
  }
}

void advance_motion(AppState& app) {
  std::optional<RoleSwap>& swap = app.ui.role_swap;
  if (!swap) return;
  const bool is_back = swap->to == 0 && app.now_s >= end_of(app, *swap);
  if (is_back || !can_swap_roles(app)) swap.reset();
}

double next_motion_s(const AppState& app) {
  double next = std::numeric_limits<double>::infinity();
  if (app.ui.role_swap && app.now_s < end_of(app, *app.ui.role_swap)) next = app.now_s + frame_s;
  if (glides(app)) next = std::min(next, std::max(app.ui.next_step_s - glide_s(app.ui), app.now_s + frame_s));
  return next;
}

}  // namespace convoscope
