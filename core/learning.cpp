#include "core/learning.h"

#include <cmath>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/fast.h"
#include "core/gradient.h"

namespace convoscope {
namespace {

double difference(const Tensor& output, const Tensor& target, std::size_t cell) {
  return static_cast<double>(output.data()[cell]) - static_cast<double>(target.data()[cell]);
}

/// Makes one output after another, each equal to `apply`'s to the last bit.
class Outputs {
 public:
  const Tensor& make(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias) {
    workspace_.begin(spec, input, weight, bias, output_, Sums::exact);
    workspace_.advance();
    return output_;
  }

 private:
  FastWorkspace workspace_;
  Tensor output_;
};

}  // namespace

double mean_squared_difference(const Tensor& output, const Tensor& target) {
  CONVOSCOPE_ASSERT(output.shape() == target.shape() && output.size() > 0);
  double sum = 0;
  for (std::size_t cell = 0; cell < output.data().size(); ++cell) {
    const double apart = difference(output, target, cell);
    sum += apart * apart;
  }
  return sum / static_cast<double>(output.size());
}

Tensor slope_of_mean_square(const Tensor& output, const Tensor& target) {
  CONVOSCOPE_ASSERT(output.shape() == target.shape() && output.size() > 0);
  Tensor slope(output.shape());
  for (std::size_t cell = 0; cell < output.data().size(); ++cell)
    slope.data()[cell] = static_cast<float>(2 * difference(output, target, cell) / static_cast<double>(output.size()));
  return slope;
}

std::vector<LearningState> learn(const LearningTask& task, const Tensor& start, double rate, std::int64_t steps,
                                 const std::function<bool(std::int64_t)>& goes_on) {
  CONVOSCOPE_ASSERT(start.shape() == weight_shape(task.spec) && steps >= 0);
  std::vector<LearningState> states;
  Tensor weight = start;
  Outputs outputs;
  for (std::int64_t step = 0; step <= steps; ++step) {
    const Tensor& output = outputs.make(task.spec, task.input, weight, task.bias);
    const double loss = mean_squared_difference(output, task.target);
    if (!std::isfinite(loss)) break;
    states.push_back({weight, loss});
    if (step == steps || (goes_on && !goes_on(step + 1))) break;
    const Gradient down = gradient(task.spec, task.input, slope_of_mean_square(output, task.target));
    for (std::size_t i = 0; i < weight.data().size(); ++i)
      weight.data()[i] = static_cast<float>(weight.data()[i] - rate * static_cast<double>(down.weight.data()[i]));
  }
  return states;
}

double steady_rate(const LearningTask& task) {
  constexpr int rounds = 12;
  Tensor direction(weight_shape(task.spec));
  // All weights alike would be blind to a curvature along their differences.
  for (std::size_t i = 0; i < direction.data().size(); ++i)
    direction.data()[i] = 1 + 0.5f * static_cast<float>(i % 3) - 0.25f * static_cast<float>(i % 2);
  const Tensor nothing(output_shape(task.spec));
  double curvature = 0;
  Outputs outputs;
  for (int round = 0; round < rounds; ++round) {
    double square = 0;
    for (const float value : direction.data()) square += static_cast<double>(value) * static_cast<double>(value);
    if (!(square > 0) || !std::isfinite(square)) break;
    if (round > 0) curvature = std::sqrt(square);
    for (float& value : direction.data()) value = static_cast<float>(static_cast<double>(value) / std::sqrt(square));
    // The loss is a square: its gradient about a target of zeros is the Hessian's product with the weights.
    const Tensor& output = outputs.make(task.spec, task.input, direction, {});
    direction = gradient(task.spec, task.input, slope_of_mean_square(output, nothing)).weight;
  }
  if (!(curvature > 0) || !std::isfinite(1 / curvature)) return 1;
  const double power = std::pow(10, std::floor(std::log10(1 / curvature)));
  for (const double digit : {5.0, 2.0})
    if (digit * power <= 1 / curvature) return digit * power;
  return power;
}

}  // namespace convoscope
