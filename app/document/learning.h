// A kernel that is learned, as a thing that a scene can hold: what it is learned from, every state, and which of them is shown. Also
// what the loss owes to one weight, in words of the layer's cells.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/gradient.h"
#include "core/learning.h"
#include "document/message.h"
#include "document/progress.h"
#include "document/selection.h"

namespace convoscope {

struct Scene;

/// The view that shows the loss and the kernel; only scenes that hold such a run list it.
inline constexpr const char* learning_view_name = "learning";

/// Of the command line and the window alike, where nothing else is asked for.
inline constexpr std::int64_t usual_learning_steps = 100;
inline constexpr double most_learning_rate = 1e6;

/// How many steps are done at once, of an output and a gradient each: as many as some seconds and what is kept allow. 0 for layers so
/// large that a single one takes too long. The layer is legal.
std::int64_t most_learning_steps(const Spec& spec);

/// Whole numbers from -2 to 2, the same for the same seed everywhere: an input that tells every weight from the others.
Tensor drawn_values(const Shape& shape, std::uint64_t seed);

/// What a run is made from. All shapes are those of the legal `spec`.
struct LearningWish {
  Spec spec;
  std::shared_ptr<const Tensor> input;
  std::vector<float> bias;
  std::shared_ptr<const Tensor> start;  ///< the weight before the first step
  std::shared_ptr<const Tensor>
      wanted;  ///< the weight that makes the target; null: it is not known, or not made by one
  std::shared_ptr<const Tensor> target;  ///< the wanted output; null: what `wanted` makes of the input
  std::optional<double> rate;            ///< nothing: `steady_rate`
  std::int64_t steps = usual_learning_steps;
};

/// Shared, and never changed once it is made.
struct Learned {
  Spec spec;
  std::shared_ptr<const Tensor> input;
  std::vector<float> bias;
  std::shared_ptr<const Tensor> wanted;
  Tensor target;
  double rate = 0;
  std::int64_t steps = 0;             ///< that were asked for; fewer are there where the loss was no longer finite
  std::vector<LearningState> states;  ///< at least one; the step is the place

  std::int64_t last() const { return static_cast<std::int64_t>(states.size()) - 1; }
  LearningTask task() const { return {spec, *input, target, bias}; }
};
using SharedLearned = std::shared_ptr<const Learned>;

/// A run in the making, state by state.
class KernelLearner {
 public:
  explicit KernelLearner(LearningWish wish) : wish_(std::move(wish)) {}
  /// Goes on, by a state at least, until `progress`, told how many there are, says to break off: then nothing. Else the run, once. Fails
  /// where the loss is not finite to begin with, and where the layer has no weight or is too large.
  std::optional<Result<SharedLearned>> advance(const Progress& progress);

 private:
  std::optional<Message> begin();

  LearningWish wish_;
  std::shared_ptr<Learned> run_;  ///< null: not begun
};
/// The same in one go; a cancelled cause where `progress` broke it off.
Result<SharedLearned> learn_kernel(const LearningWish& wish, const Progress& progress);

/// Why the steps go too far, or cannot settle the kernel; nothing where there is nothing to say.
std::optional<Message> remark_on(const Learned& run);

/// What of a run a scene holds. While it does, its weight is the state's and its input the run's.
struct LearningPage {
  SharedLearned run;      ///< null: none
  std::int64_t step = 0;  ///< the state shown
  /// What the scene was before, to be put back.
  std::shared_ptr<const Tensor> fine, coarse, weight;
  std::vector<std::string> views;
  bool operator==(const LearningPage& other) const { return run == other.run && step == other.step; }
};

/// The scene at a step (held within the run) of `run`, whose layer is the scene's; a scene without a run begins with it.
Scene with_learning(Scene scene, const SharedLearned& run, std::int64_t step);
/// Without the run: as it was before, but for the look and for the kernel if that is kept.
Scene without_learning(Scene scene, bool keeps_kernel);
/// Whether the scene still is what its run is of: an edit may have changed the layer, its input or its kernel.
bool is_still_learning(const Scene& scene);

/// How the loss changes with one weight: the sum over its connections.
struct WeightSlope {
  std::size_t element = 0;  ///< of the flattened weight
  WeightGradient gradient;  ///< with the first `most_slope_terms` of its terms
  Tensor slope;             ///< dL/dY, of the output's shape
  double value = 0;         ///< of the weight
  double next = 0;          ///< after one more step
};
inline constexpr std::size_t most_slope_terms = 4096;
WeightSlope weight_slope(const LearningTask& task, const LearningState& state, std::size_t element, double rate);

/// Row and column, with channels the place as the weight is stored: "w[0,2]", "w[1,0,0,2]".
std::vector<std::int64_t> weight_place(std::size_t element, const Shape& weight);
std::string weight_name(std::size_t element, const Shape& weight);
/// "x[0,1] · g[0,0]", where g = dL/dy, and "2 · (−0.5) = −1".
std::string symbols_of(const GradientTerm& term, const Shape& input, const Shape& output);
std::string numbers_of(const GradientTerm& term, const Tensor& input, const Tensor& slope);
/// Four digits behind the point; a factor is in brackets where it is negative.
std::string slope_text(double value);
std::string slope_factor(double value);
/// Row by row, without the extents of one before the last two.
std::vector<std::int64_t> place_in(std::size_t index, const Shape& shape);
/// The term's connection, as views light it.
Tag connection_of(const GradientTerm& term, std::size_t element, const Spec& spec);

}  // namespace convoscope
