// The kernel that is learned in the window: what the reader chose, the run that is made of it beside the window, and its states on the
// timeline. The scene holds the run (document/learning.h); leaving puts back what was there.
// Knows no widget.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "document/learning.h"
#include "gui/tasks/maker.h"
#include "gui/widgets/draft.h"

namespace convoscope {

struct AppState;

enum class LearningGoal : std::uint8_t {
  kernel,  ///< the output of a named kernel
  output,  ///< the output as it was when the learning began
  file,    ///< the numbers of a file
};
enum class LearningStart : std::uint8_t { zeros, random, present };

/// What the reader chooses.
struct LearningSettings {
  LearningGoal goal{};
  std::string kernel = "sobel-x";
  std::string file;                             ///< the name of the one that was read
  std::shared_ptr<const Tensor> file_values{};  ///< what stands in it
  bool draws_input = false;                     ///< whole numbers drawn from the seed in place of the input's own
  LearningStart start{};
  std::uint64_t seed = 1;
  std::optional<double> rate{};  ///< nothing: one at which each step goes down
  std::int64_t steps = usual_learning_steps;
};

struct KernelLearning {
  LearningSettings settings{};
  bool is_wanted = false;      ///< from the command until the scene is left, or the layer becomes another one
  bool has_begun = false;      ///< the scene holds a run
  std::uint64_t revision = 0;  ///< of what is chosen
  Maker<std::uint64_t, SharedLearned> maker{};
};

/// Whether the scene holds a run: then the timeline's steps are its states.
bool is_learning(const AppState& app);
bool can_learn(const AppState& app);
/// Begins with what was chosen last, where that fits the layer; or puts the scene back as it was.
void toggle_learning(AppState& app);
/// The kernel of the state shown is the scene's, all else as it was: one point of history.
void keep_learned_kernel(AppState& app);
/// Another target, start, rate: the run is made anew.
void change_learning(AppState& app, LearningSettings settings);
/// The target is a file's: .npy, .npz or a picture of the output's size.
void learn_from_file(AppState& app, const std::string& path);
/// The named kernels that the layer's kernel can become.
std::vector<std::string_view> learnable_kernels(const AppState& app);

/// Begins the run that is wanted, and shows it once it is made; no longer waited for than `patience`. Between frames.
void settle_learning(AppState& app, std::chrono::milliseconds patience = std::chrono::milliseconds(30));

}  // namespace convoscope
