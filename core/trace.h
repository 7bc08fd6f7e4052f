// A computation as a sequence of steps with random access: what is multiplied at step k, what every sum is then.
// Nothing is stored per step: a step costs O(kernel * channels), whatever the map's size and wherever it is.
#pragma once

#include "core/convolve.h"
#include "core/taps.h"

namespace convoscope {

/// cell: one output cell (gather, zero insertion, matrix row) or one stamp (scatter) a step.
/// multiply: one multiply-accumulate a step, those by zeros included, since the method performs them.
enum class Granularity : std::uint8_t { cell, multiply };

/// Whether a multiplication counts, or which zero it is spent on.
enum class Factor : std::uint8_t {
  value,          ///< a connection
  padded_zero,    ///< the padding of a convolution, or the border of a zero-inserted map
  inserted_zero,  ///< between the elements of a zero-inserted map
  matrix_zero,    ///< an entry of C that is no connection
  cropped,        ///< scatter: the product falls outside the output and is dropped
};

/// One multiply-accumulate: input(…) * weight(…) into output(…).
struct Product {
  Factor factor = Factor::value;
  Cell expanded;  ///< position on the padded or zero-inserted map (gather, zero insertion); else the input cell
  Cell input;     ///< valid for value and cropped
  Cell kernel;    ///< element of the weight as stored (not turned)
  Cell output;    ///< may lie outside the output where cropped
  std::int64_t input_channel = 0;
  std::int64_t output_channel = 0;
  double input_value = 0;
  double weight_value = 0;
  double product() const { return input_value * weight_value; }
};

/// What happens at one step.
struct Step {
  std::int64_t index = 0;  ///< 0 .. size() - 1
  Cell focus;              ///< the output cell computed, or the input cell stamped (scatter)
  std::int64_t focus_channel = 0;  ///< output channel, or input channel (scatter)
  std::vector<Product> products;   ///< of the whole cell or stamp, in the method's order
  std::int64_t current = 0;        ///< multiply granularity: which of `products` this step performs; cell: the last
  double sum = 0;                  ///< the focus output's running sum (bias included) after this step;
                                   ///< scatter: the running sum of the output cell of products[current]
};

/// Multiplications of a whole run: all that the method performs, and those that are no connection.
struct Work {
  std::int64_t multiplications = 0;
  std::int64_t on_zeros = 0;
  std::int64_t that_count() const { return multiplications - on_zeros; }
  bool operator==(const Work&) const = default;
};

/// The trace of `apply(spec, input, weight, bias, method)` for batch entry 0. References are kept: the tensors outlive the
/// trace. Pooling is traced by gather only.
class Trace {
 public:
  Trace(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias, Method method,
        Granularity granularity);

  /// Number of steps; at least 1 for a legal spec.
  std::int64_t size() const;
  /// Step `index`, which lies in 0 .. size() - 1 (asserted). O(kernel * channels).
  Step at(std::int64_t index) const;
  /// The running value of an output cell after step `index` (-1: before the first step). O(kernel * channels).
  double value_after(std::int64_t index, std::int64_t channel, Cell output) const;
  /// Whether that cell has its final value after step `index`.
  bool is_done_after(std::int64_t index, std::int64_t channel, Cell output) const;
  /// The step (in this granularity) at which the cell becomes current: its own step, or its first multiplication.
  std::int64_t step_of(std::int64_t channel, Cell focus) const;
  /// Multiplications of the first `index` + 1 steps; `work_after(size() - 1)` is the total. Cheap: no visit of
  /// earlier steps (counts come from the geometry).
  Work work_after(std::int64_t index) const;

  const Spec& spec() const { return spec_; }
  Method method() const { return method_; }
  Granularity granularity() const { return granularity_; }

 private:
  Spec spec_;
  Relation relation_;
  const Tensor* input_;
  const Tensor* weight_;
  std::span<const float> bias_;
  Method method_;
  Granularity granularity_;
};

}  // namespace convoscope
