// A computation as a sequence of steps with random access: what is multiplied at step k, what every sum is then.
// Nothing is stored per step: a step costs O(kernel * channels), whatever the map's size and wherever it is.
#pragma once

#include <memory>

#include "core/convolve.h"
#include "core/geometry.h"
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
  Cell input;     ///< of value, cropped and matrix_zero; else no_cell
  Cell kernel;  ///< element of the weight as stored (not turned); matrix: the first that meets in the entry, or no_cell
  Cell output;  ///< may lie outside the output where cropped
  std::int64_t input_channel = 0;
  std::int64_t output_channel = 0;
  double input_value = 0;
  double weight_value = 0;
  double product() const { return input_value * weight_value; }
  bool operator==(const Product&) const = default;
};

/// What happens at one step.
struct Step {
  std::int64_t index = 0;          ///< 0 .. size() - 1
  Cell focus;                      ///< the output cell computed, or the input cell stamped (scatter)
  std::int64_t focus_channel = 0;  ///< output channel, or input channel (scatter)
  std::vector<Product> products;   ///< of the whole cell or stamp, in the method's order
  std::int64_t current = 0;        ///< multiply granularity: which of `products` this step performs; cell: the last;
                                   ///< -1 where the cell has no product at all
  double sum = 0;                  ///< the focus output's running sum (bias included) after this step;
                                   ///< scatter: the running sum of the output cell of products[current],
                                   ///< 0 where that is cropped
  bool operator==(const Step&) const = default;
};

/// Multiplications of a whole run: all that the method performs, and those that are no connection.
struct Work {
  std::int64_t multiplications = 0;
  std::int64_t on_zeros = 0;
  std::int64_t that_count() const { return multiplications - on_zeros; }
  bool operator==(const Work&) const = default;
};

/// The trace of `apply(spec, input, weight, bias, method)` for batch entry 0. References are kept: the tensors and the
/// bias outlive the trace. Pooling is traced by gather only: its weights are 1 (maximum; sum is the running
/// maximum, -infinity at first) or 1 / `divisor` (average; sum is what was added up so far over the divisor).
///
/// Order: channels of the focus, then its cells row by row. Products of a cell, channels of the other side outermost:
///   gather of a convolution and zero insertion   every kernel element, padded and inserted zeros included
///   scatter of a transposed convolution          every kernel element, what falls off the output cropped
///   gather of a transposed, scatter of a conv.   connections only, in kernel order: nothing is spent on zeros
///   matrix                                       every entry of the cell's row of C or its transpose
/// A cell without any product (a hole between stamps, input that no window reaches) takes one step all the same, in
/// which nothing is multiplied.
///
/// Made in O(rows + columns); a copy is cheap.
class Trace {
 public:
  Trace(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias, Method method,
        Granularity granularity);
  /// The same run in steps of another size. Cheap.
  Trace with(Granularity granularity) const;

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
  /// How a focus cell's products arise on one axis; a cell's products are channels x row items x column items.
  enum class Pattern : std::uint8_t { window, stamp, connections, slide, matrix_row };
  /// What one axis contributes to a product.
  struct Item {
    Factor factor = Factor::value;
    std::int64_t expanded = 0;
    std::int64_t input = 0;
    std::int64_t kernel = 0;
    std::int64_t output = 0;
  };
  /// Per focus index, running totals of the items before it: all, those that are connections, and indices without items.
  struct AxisTotals {
    std::vector<std::int64_t> items{0};
    std::vector<std::int64_t> connections{0};
    std::vector<std::int64_t> empty{0};
  };
  /// A focus cell by its channel and place.
  struct Focus {
    std::int64_t channel = 0;
    Cell cell;
  };
  /// A focus and how many of its products have been performed.
  struct Position {
    Focus focus;
    std::int64_t performed = 0;
  };

  /// Of the whole run; the same for both granularities.
  struct Totals {
    std::array<AxisTotals, axis_count> axes;
    std::vector<std::int64_t> row_steps{0};  ///< multiply steps of one channel before each row
  };

  std::vector<Item> items(int axis, std::int64_t focus_index) const;
  AxisTotals totals(int axis) const;
  std::int64_t products_of(Cell focus) const;
  std::int64_t steps_before(Focus focus) const;
  std::int64_t products_before(Focus focus, bool connections_only) const;
  Position position_after(std::int64_t index) const;
  Product product(Focus focus, std::int64_t slot, const Item& row, const Item& column) const;
  std::vector<Product> products(Focus focus) const;
  double start(std::int64_t output_channel) const;
  double add(double sum, const Product& product) const;
  double finish(double sum, Cell output) const;
  /// Contributions to an output cell of a scatter, in the order of the run, with the step that performs each.
  struct Contribution {
    std::int64_t step = 0;
    std::int64_t order = 0;
    double value = 0;
  };
  std::vector<Contribution> contributions(std::int64_t channel, Cell output) const;
  double weight_at(std::int64_t input_channel, std::int64_t output_channel, Cell kernel) const;
  /// The entry of C, several of whose taps may meet in a folding layer.
  double matrix_weight(Focus focus, std::int64_t input_channel, Cell input) const;

  bool is_scatter() const { return method_ == Method::scatter; }
  bool is_pooling() const { return convoscope::is_pooling(spec_); }
  bool is_transposed() const { return convoscope::is_transposed(spec_); }

  Spec spec_;
  Relation relation_;
  const Tensor* input_;
  const Tensor* weight_;
  std::span<const float> bias_;
  Method method_;
  Granularity granularity_;
  Geometry geometry_;
  Pattern pattern_;
  Cell focus_extent_;  ///< rows and columns of the map that the focus moves over
  std::int64_t focus_channels_ = 1;
  std::int64_t slots_ = 1;                ///< channels of the other side that meet each focus cell
  std::int64_t connected_slots_ = 1;      ///< those of them in the same group
  std::shared_ptr<const Totals> totals_;  ///< shared by copies
};

}  // namespace convoscope
