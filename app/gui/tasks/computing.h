// The evaluation that the session waits for, done beside the window while the picture before it stays.
// Knows no widget.
#pragma once

#include <limits>
#include <memory>

#include "document/evaluation.h"
#include "gui/tasks/maker.h"

namespace convoscope {

struct AppState;

struct Computing {
  using Made = std::shared_ptr<const Evaluation>;
  double since_s = std::numeric_limits<double>::infinity();  ///< when the session began to wait; infinity: it does not
  Maker<std::uint64_t, Made> maker{};                        ///< of the session's wanted scenes, by their ids
};

/// From here on long evaluations do not hold up the caller; `settle_computing` has to be called between frames.
void compute_beside(AppState& app);
/// Begins what the session waits for, stops what it waits for no longer, and shows what is done.
void settle_computing(AppState& app);
/// Back to the scene shown, at once.
void cancel_computing(AppState& app);
/// Whether the reader is to be told: most evaluations are over before.
bool shows_computing(const AppState& app);
double next_computing_s(const AppState& app);

}  // namespace convoscope
