#include "figure/timeline.h"

#include <algorithm>

#include "figure/views.h"

namespace convoscope {

bool has_side(const Evaluation& evaluation, Side side) {
  return side != Side::none && (side == Side::transposed ? evaluation.transposed : evaluation.convolution).has_value();
}

namespace {

/// The operation whose steps the view shows whatever is chosen; none where it follows the playhead.
Side own_side(const View& view, const Evaluation& evaluation) {
  const ViewRow* const row = find_view(view);
  return row != nullptr && has_side(evaluation, row->steps) ? row->steps : Side::none;
}

}  // namespace

Side side_of_steps(const std::vector<View>& views, const Evaluation& evaluation) {
  if (views.empty()) return Side::none;
  const Side side = own_side(views.front(), evaluation);
  const bool is_shared =
      std::ranges::all_of(views, [&](const View& view) { return own_side(view, evaluation) == side; });
  return is_shared ? side : Side::none;
}

Playhead playhead_in(const std::vector<View>& views, const Evaluation& evaluation, Playhead playhead) {
  const Side side = side_of_steps(views, evaluation);
  if (side != Side::none) playhead.side = side;
  return playhead;
}

std::int64_t last_step_in(const std::vector<View>& views, const Evaluation& evaluation, const Playhead& playhead) {
  const Playhead settled = playhead_in(views, evaluation, playhead);
  std::int64_t last = last_step(evaluation, settled);
  for (const View& view : views) {
    const Side side = own_side(view, evaluation);
    if (side != Side::none) last = std::max(last, last_step(evaluation, {side, playhead.granularity}));
  }
  return last;
}

std::int64_t step_of(const Scene& scene, const Playhead& playhead) {
  return scene.learning.run ? scene.learning.step : playhead.step;
}

std::int64_t last_step_of(const Scene& scene, const std::vector<View>& views, const Evaluation& evaluation,
                          const Playhead& playhead) {
  return scene.learning.run ? scene.learning.run->last() : last_step_in(views, evaluation, playhead);
}

}  // namespace convoscope
