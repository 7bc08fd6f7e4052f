// The evaluation that the session waits for, done beside the window while the picture before it stays.
// Knows no widget.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "document/evaluation.h"
#include "figure/picture_cache.h"
#include "gui/tasks/job.h"

namespace convoscope {

struct AppState;

/// An evaluation, and the arrays that its first picture needs if it is of these views.
struct Computed {
  std::shared_ptr<const Evaluation> evaluation;
  PictureCache cache;
  std::vector<View> views;
};

struct Computing {
  double since_s = std::numeric_limits<double>::infinity();  ///< when the session began to wait; infinity: it does not
  std::string shown_path{};                                  ///< of the file of the scene shown, while another waits
  std::uint64_t id = 0;                                      ///< of the scene that the job evaluates
  std::shared_ptr<Computed> result{};
  std::unique_ptr<Job> job{};  ///< one at a time: the next begins once a superseded one has ended
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
