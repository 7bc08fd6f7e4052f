// Which steps a picture goes through: those of the playhead's operation, and of views that have steps of their own.
#pragma once

#include <vector>

#include "document/evaluation.h"

namespace convoscope {

/// Whether there is the operation of that side.
bool has_side(const Evaluation& evaluation, Side side);

/// The operation that each of these views goes through whatever is chosen (ViewRow::steps); none where that is not one for all.
Side side_of_steps(const std::vector<View>& views, const Evaluation& evaluation);

/// Where the playhead stands in a picture of these views: in that operation, if there is one.
Playhead playhead_in(const std::vector<View>& views, const Evaluation& evaluation, Playhead playhead);

/// The last step of such a picture, at which the playhead's operation and all views with steps of their own have come to their end.
std::int64_t last_step_in(const std::vector<View>& views, const Evaluation& evaluation, const Playhead& playhead);

/// Where a scene's own picture of these views stands, and its last step: of the states while a kernel is learned, else as above.
std::int64_t step_of(const Scene& scene, const Playhead& playhead);
std::int64_t last_step_of(const Scene& scene, const std::vector<View>& views, const Evaluation& evaluation,
                          const Playhead& playhead);

}  // namespace convoscope
