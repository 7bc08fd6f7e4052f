// Both operations walk the same connections, so that one product serves both: the coarse map by the kernel.
#include "core/costs.h"

#include "core/convolve.h"
#include "core/taps.h"

namespace convoscope {
namespace {

std::int64_t cell_count(const Shape& shape) { return shape[0] * shape[1] * shape[2] * shape[3]; }

}  // namespace

Costs costs(const Spec& spec, bool has_bias) {
  Costs costs;
  if (!is_pooling(spec)) {
    const Relation between = relation(spec);
    const std::int64_t pairs = spec.batch * between.coarse_channels * (between.fine_channels / between.groups);
    const AxisRelation& rows = between.axes[height];
    const AxisRelation& columns = between.axes[width];
    costs.parameters = cell_count(weight_shape(spec)) + (has_bias ? spec.out_channels : 0);
    costs.multiplications = pairs * rows.coarse * columns.coarse * rows.kernel * columns.kernel;
    costs.useful = pairs * count_taps(between);
  }
  constexpr std::int64_t bytes_of_number = 4;
  costs.bytes = bytes_of_number * (cell_count(input_shape(spec)) + costs.parameters + cell_count(output_shape(spec)));
  return costs;
}

}  // namespace convoscope
