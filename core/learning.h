// How a kernel is learned: gradient descent from a start to one whose output comes close to the wanted output. Every state is
// kept, so that a step back shows what stood there. Knows no pictures and no time.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/spec.h"
#include "core/tensor.h"

namespace convoscope {

/// The mean over all cells of the squared differences of `output` from `target`, which have one shape (asserted), in double:
/// L = 1/M sum (Y - T)^2, as PyTorch's MSELoss takes it. In the square of the values' unit.
double mean_squared_difference(const Tensor& output, const Tensor& target);

/// dL/dY of that: 2 (Y - T) / M, of the output's shape.
Tensor slope_of_mean_square(const Tensor& output, const Tensor& target);

struct LearningState {
  Tensor weight;    ///< of the weight's shape
  double loss = 0;  ///< of the output that the weight makes
  bool operator==(const LearningState&) const = default;
};

/// What is learned from; `input`, `target` and `bias` have the shapes of the input and the output of a legal `spec`. The bias is added and
/// stays as it is; it may be empty.
struct LearningTask {
  const Spec& spec;
  const Tensor& input;
  const Tensor& target;  ///< the wanted output
  std::span<const float> bias{};
};

/// The states before the first step and after each of `steps` (>= 0), each from the one before by W - rate dL/dW (Goodfellow, Bengio,
/// Courville, "Deep Learning" (2016), 4.3 and, for the gradient, 9.5). The same numbers give the same states, and fewer steps the first of
/// them. Ends before a state whose loss is not finite: a rate that is too large steps across the valley and up, without end. Shapes and
/// pooling, which has no weight, are asserted. Time: (steps + 1) times an output and a gradient; memory: steps + 1 weights.
/// `goes_on`, asked with the number of states there are, ends it by false, and may be empty.
std::vector<LearningState> learn(const LearningTask& task, const Tensor& start, double rate, std::int64_t steps,
                                 const std::function<bool(std::int64_t)>& goes_on = {});

/// A rate at which each step goes down: the largest of 1, 2 and 5 times a power of ten that is not above 1 / c, where c is the largest
/// curvature of the loss along any direction of the weights; steps shorter than 2 / c come closer to the least loss (Goodfellow, Bengio,
/// Courville, 4.3.1). c is found by power iteration, some outputs and gradients long; 1 where the loss is flat or not finite.
double steady_rate(const LearningTask& task);

}  // namespace convoscope
