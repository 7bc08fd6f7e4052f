#include "core/learning.h"

#include <cmath>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/gradient.h"

namespace convoscope {
namespace {

double difference(const Tensor& output, const Tensor& target, std::size_t cell) {
  return static_cast<double>(output.data()[cell]) - static_cast<double>(target.data()[cell]);
}

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

std::vector<LearningState> learn(const LearningTask& task, const Tensor& start, double rate, std::int64_t steps) {
  CONVOSCOPE_ASSERT(start.shape() == weight_shape(task.spec) && steps >= 0);
  std::vector<LearningState> states;
  Tensor weight = start;
  for (std::int64_t step = 0; step <= steps; ++step) {
    const Tensor output = apply(task.spec, task.input, weight, task.bias);
    const double loss = mean_squared_difference(output, task.target);
    if (!std::isfinite(loss)) break;
    states.push_back({weight, loss});
    if (step == steps) break;
    const Gradient down = gradient(task.spec, task.input, slope_of_mean_square(output, task.target));
    for (std::size_t i = 0; i < weight.data().size(); ++i)
      weight.data()[i] = static_cast<float>(weight.data()[i] - rate * static_cast<double>(down.weight.data()[i]));
  }
  return states;
}

}  // namespace convoscope
