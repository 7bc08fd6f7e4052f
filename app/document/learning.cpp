#include "document/learning.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/fast.h"
#include "document/dice.h"
#include "document/evaluation.h"
#include "document/number_text.h"
#include "document/scene.h"

namespace convoscope {
namespace {

/// Some seconds: an output and a gradient for each state.
constexpr double most_multiplications = 5e9;
/// Numbers of the kernels that are kept, over all states.
constexpr double most_kept = 1 << 22;
constexpr double most_states = 1e4 + 1;
/// Of the first loss: what is left then is some hundred thousandths of a weight, and seen nowhere.
constexpr double settled_share = 1e-9;

constexpr int slope_decimals = 4;

std::string cell_text(const char* letter, const std::vector<std::int64_t>& place) {
  return fmt::format("{}[{}]", letter, fmt::join(place, ","));
}

bool is_settled(const LearningState& state, const LearningState& first) {
  return state.loss <= settled_share * first.loss;
}

/// The weight of a state, which lives as long as its run.
SharedTensor weight_at(const SharedLearned& run, std::int64_t step) {
  return {run, &run->states[at_index(step)].weight};
}

/// Of a scene, const or not.
template <class SceneType>
auto& own_input(SceneType& scene) {
  return is_transposed(scene.spec) ? scene.coarse_values : scene.fine_values;
}

}  // namespace

std::int64_t most_learning_steps(const Spec& spec) {
  const Shape weight = weight_shape(spec);
  const double numbers = static_cast<double>(weight[0] * weight[1] * weight[2] * weight[3]);
  const double states =
      std::min({most_states, most_multiplications / (2 * multiplications(spec)), most_kept / numbers});
  return std::max(std::int64_t{0}, static_cast<std::int64_t>(states) - 1);
}

Tensor drawn_values(const Shape& shape, std::uint64_t seed) {
  Tensor values(shape);
  Dice dice(seed);
  for (float& value : values.data()) value = static_cast<float>(dice.between(-2, 2));
  return values;
}

std::optional<Message> KernelLearner::begin() {
  if (is_pooling(wish_.spec)) return Message{"learning.pooling", {}};
  const std::int64_t most = most_learning_steps(wish_.spec);
  if (most == 0) return Message{"learning.too_large", {}};
  run_ = std::make_shared<Learned>(Learned{wish_.spec, wish_.input, wish_.bias, wish_.wanted, {}, 0, 0, {}});
  run_->target = wish_.target ? *wish_.target : apply(wish_.spec, *wish_.input, *wish_.wanted, wish_.bias);
  run_->rate = wish_.rate ? *wish_.rate : steady_rate(run_->task());
  run_->steps = std::min(wish_.steps, most);
  return std::nullopt;
}

std::optional<Result<SharedLearned>> KernelLearner::advance(const Progress& progress) {
  if (!run_) {
    if (std::optional<Message> reason = begin()) return std::move(*reason);
  }
  std::vector<LearningState>& states = run_->states;
  // The state that it was broken off at comes again.
  const Tensor from = states.empty() ? *wish_.start : states.back().weight;
  if (!states.empty()) states.pop_back();
  const auto before = static_cast<std::int64_t>(states.size());
  bool goes_on = true;
  std::vector<LearningState> more =
      learn(run_->task(), from, run_->rate, run_->steps - before, [&](std::int64_t count) {
        // By one at least.
        goes_on = !progress || progress(before + count, wish_.steps + 1) || count < 2;
        return goes_on;
      });
  states.insert(states.end(), more.begin(), more.end());
  if (!goes_on) return std::nullopt;
  if (states.empty()) return Message{"learning.not_finite", {}};
  // What comes after that changes nothing that is seen.
  const auto settled =
      std::ranges::find_if(states, [&](const LearningState& state) { return is_settled(state, states.front()); });
  if (settled != states.end()) states.erase(settled + 1, states.end());
  return SharedLearned(std::move(run_));
}

Result<SharedLearned> learn_kernel(const LearningWish& wish, const Progress& progress) {
  std::optional<Result<SharedLearned>> run = KernelLearner(wish).advance(progress);
  return run ? std::move(*run) : Message{"learning.stopped", {}, Cause::cancelled};
}

std::optional<Message> remark_on(const Learned& run) {
  if (run.last() < run.steps && !is_settled(run.states.back(), run.states.front()))
    return Message{"learning.diverged", {{"step", whole_text(run.last())}}};
  const double first = run.states.front().loss, last = run.states.back().loss;
  if (last > first) return Message{"learning.rose", {{"first", number_text(first, 4)}, {"last", number_text(last, 4)}}};
  // Each output number is one equation; those of one output channel share its weights.
  const Shape weight = weight_shape(run.spec);
  const std::int64_t weights =
      weight[2] * weight[3] * (is_transposed(run.spec) ? weight[0] / run.spec.groups : weight[1]);
  const std::int64_t numbers = run.target.size() / run.spec.out_channels;
  if (run.wanted && numbers < weights)
    return Message{"learning.too_few", {{"numbers", whole_text(numbers)}, {"weights", whole_text(weights)}}};
  return std::nullopt;
}

Scene with_learning(Scene scene, const SharedLearned& run, std::int64_t step) {
  LearningPage& page = scene.learning;
  if (!page.run) page = {nullptr, 0, scene.fine_values, scene.coarse_values, scene.weight_values, scene.views};
  page.run = run;
  page.step = std::clamp<std::int64_t>(step, 0, run->last());
  if (!scene.photograph.picture) own_input(scene) = run->input;
  scene.weight_values = weight_at(run, page.step);
  return scene;
}

Scene without_learning(Scene scene, bool keeps_kernel) {
  const LearningPage page = std::move(scene.learning);
  scene.learning = {};
  if (!page.run) return scene;
  scene.fine_values = page.fine;
  scene.coarse_values = page.coarse;
  scene.weight_values = page.weight;
  scene.views = page.views;
  if (keeps_kernel) scene.weight_values = std::make_shared<const Tensor>(page.run->states[at_index(page.step)].weight);
  return scene;
}

bool is_still_learning(const Scene& scene) {
  const LearningPage& page = scene.learning;
  if (!page.run || scene.spec != page.run->spec || scene.bias != page.run->bias) return false;
  const SharedTensor& input = scene.photograph.picture ? scene.photograph.picture->planes : own_input(scene);
  return input == page.run->input && scene.weight_values == weight_at(page.run, page.step);
}

WeightSlope weight_slope(const LearningTask& task, const LearningState& state, std::size_t element, double rate) {
  // As exact as what is shown beside it.
  const bool is_large = multiplications(task.spec) > most_exact_multiplications;
  const Tensor output = is_large ? apply_fast(task.spec, task.input, state.weight, task.bias)
                                 : apply(task.spec, task.input, state.weight, task.bias);
  WeightSlope told{
      element, {}, slope_of_mean_square(output, task.target), static_cast<double>(state.weight.data()[element]), 0};
  told.gradient = gradient_of_weight(task.spec, task.input, told.slope, element, most_slope_terms);
  told.next = told.value - rate * told.gradient.sum;
  return told;
}

std::vector<std::int64_t> place_in(std::size_t index, const Shape& shape) {
  std::vector<std::int64_t> place;
  auto rest = static_cast<std::int64_t>(index);
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    place.insert(place.begin(), rest % shape[axis]);
    rest /= shape[axis];
  }
  const bool has_channels = shape[0] > 1 || shape[1] > 1;
  if (shape[0] == 1) place.erase(place.begin());
  if (!has_channels) place.erase(place.begin());
  return place;
}

std::vector<std::int64_t> weight_place(std::size_t element, const Shape& weight) {
  const auto plane = weight[2] * weight[3];
  const auto index = static_cast<std::int64_t>(element);
  std::vector<std::int64_t> place{index % plane / weight[3], index % weight[3]};
  if (weight[0] * weight[1] > 1) place.insert(place.begin(), {index / plane / weight[1], index / plane % weight[1]});
  return place;
}

std::string weight_name(std::size_t element, const Shape& weight) {
  return cell_text("w", weight_place(element, weight));
}

std::string slope_text(double value) { return number_text(value, slope_decimals); }
std::string slope_factor(double value) { return value < 0 ? '(' + slope_text(value) + ')' : slope_text(value); }

std::string symbols_of(const GradientTerm& term, const Shape& input, const Shape& output) {
  return cell_text("x", place_in(term.input, input)) + " · " + cell_text("g", place_in(term.output, output));
}

std::string numbers_of(const GradientTerm& term, const Tensor& input, const Tensor& slope) {
  return fmt::format("{} · {} = {}", slope_text(static_cast<double>(input.data()[term.input])),
                     slope_factor(static_cast<double>(slope.data()[term.output])), slope_text(term.product));
}

Tag connection_of(const GradientTerm& term, std::size_t element, const Spec& spec) {
  const auto cell_in = [](std::size_t index, std::int64_t rows, std::int64_t columns) {
    const auto within = static_cast<std::int64_t>(index) % (rows * columns);
    return Cell{within / columns, within % columns};
  };
  const Shape in = input_shape(spec), out = output_shape(spec), weight = weight_shape(spec);
  const Cell input = cell_in(term.input, in[2], in[3]), output = cell_in(term.output, out[2], out[3]);
  const bool gathers = !is_transposed(spec);
  return {gathers ? Side::convolution : Side::transposed, Part::connection,        0, gathers ? input : output,
          cell_in(element, weight[2], weight[3]),         gathers ? output : input};
}

}  // namespace convoscope
