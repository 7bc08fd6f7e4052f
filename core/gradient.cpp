#include "core/gradient.h"

#include <algorithm>

#include "core/assert.h"
#include "core/convolve.h"
#include "core/walk.h"

namespace convoscope {
namespace {

/// Hands `walk_connections` a visitor that calls `visit` with the weight's element and the input's and the output's cell of every
/// connection, in each batch entry.
template <typename Walk, typename Visit>
void each_connection(const Spec& spec, const Tensor& input, const Tensor& output_gradient, const Walk& walk_connections,
                     Visit&& visit) {
  CONVOSCOPE_ASSERT(validate(spec).empty() && !is_pooling(spec));
  CONVOSCOPE_ASSERT(input.shape() == input_shape(spec) && output_gradient.shape() == output_shape(spec));
  const bool transposed = is_transposed(spec);
  const auto batch = static_cast<std::size_t>(spec.batch);
  const std::size_t in_step = input.data().size() / batch;
  const std::size_t out_step = output_gradient.data().size() / batch;
  walk_connections([&](const Connection& c) {
    const std::size_t in = transposed ? c.coarse : c.fine;
    const std::size_t out = transposed ? c.fine : c.coarse;
    for (std::size_t n = 0; n < batch; ++n) visit(c.weight, n * in_step + in, n * out_step + out);
  });
}

double product(const Tensor& input, std::size_t in, const Tensor& output_gradient, std::size_t out) {
  return static_cast<double>(input.data()[in]) * static_cast<double>(output_gradient.data()[out]);
}

/// Where nothing folds, a kernel element joins stretches of rows: dL/dW element after element, each sum in the order of the walk by the
/// coarse map. One loop over neighbours, so that large maps take no longer than their products.
std::vector<double> sums_by_stretches(const Spec& spec, const Tensor& input, const Tensor& output_gradient) {
  const Relation between = relation(spec);
  const AxisRelation& rows = between.axes[height];
  const AxisRelation& columns = between.axes[width];
  const Tensor& fine = is_transposed(spec) ? output_gradient : input;
  const Tensor& coarse = is_transposed(spec) ? input : output_gradient;
  const std::int64_t fine_share = between.fine_channels / between.groups;
  const std::int64_t coarse_share = between.coarse_channels / between.groups;
  std::vector<double> sums;
  for (std::int64_t q = 0; q < between.coarse_channels; ++q) {
    for (std::int64_t j = q / coarse_share * fine_share; j < (q / coarse_share + 1) * fine_share; ++j) {
      for (std::int64_t row_tap = 0; row_tap < rows.kernel; ++row_tap) {
        for (std::int64_t column_tap = 0; column_tap < columns.kernel; ++column_tap) {
          const IndexRange down = coarse_range(rows, row_tap), across = coarse_range(columns, column_tap);
          const std::int64_t step = columns.place(1, column_tap) - columns.place(0, column_tap);
          double sum = 0;
          for (std::int64_t row = down.first; row < down.end && across.first < across.end; ++row) {
            const float* x = coarse.data().data() + (q * rows.coarse + row) * columns.coarse + across.first;
            const float* y = fine.data().data() + (j * rows.fine + rows.place(row, row_tap)) * columns.fine +
                             columns.place(across.first, column_tap);
            for (std::int64_t i = across.first; i < across.end; ++i, ++x, y += step)
              sum += static_cast<double>(*x) * static_cast<double>(*y);
          }
          sums.push_back(sum);
        }
      }
    }
  }
  return sums;
}

std::vector<double> sums_by_connections(const Spec& spec, const Tensor& input, const Tensor& output_gradient) {
  const Shape shape = weight_shape(spec);
  std::vector<double> sums(at_index(shape[0] * shape[1] * shape[2] * shape[3]));
  each_connection(
      spec, input, output_gradient, [&](auto&& visit) { walk(relation(spec), WalkBy::coarse, visit); },
      [&](std::size_t element, std::size_t in, std::size_t out) {
        sums[element] += product(input, in, output_gradient, out);
      });
  return sums;
}

}  // namespace

Gradient gradient(const Spec& spec, const Tensor& input, const Tensor& output_gradient) {
  CONVOSCOPE_ASSERT(validate(spec).empty() && !is_pooling(spec));
  CONVOSCOPE_ASSERT(input.shape() == input_shape(spec) && output_gradient.shape() == output_shape(spec));
  const bool has_stretches = spec.padding_mode == PaddingMode::zeros && spec.batch == 1;
  const std::vector<double> sums =
      (has_stretches ? sums_by_stretches : sums_by_connections)(spec, input, output_gradient);
  Tensor weight(weight_shape(spec));
  std::ranges::transform(sums, weight.data().begin(), [](double sum) { return static_cast<float>(sum); });
  std::vector<double> bias(at_index(spec.out_channels));
  const auto plane = static_cast<std::size_t>(output_gradient.rows() * output_gradient.columns());
  const float* cell = output_gradient.data().data();
  for (std::size_t i = 0; i < output_gradient.data().size() / plane; ++i)
    for (const float* const end = cell + plane; cell != end; ++cell)
      bias[i % bias.size()] += static_cast<double>(*cell);
  return {std::move(weight), std::move(bias)};
}

WeightGradient gradient_of_weight(const Spec& spec, const Tensor& input, const Tensor& output_gradient,
                                  std::size_t element, std::size_t most_terms) {
  const Shape shape = weight_shape(spec);
  CONVOSCOPE_ASSERT(element < at_index(shape[0] * shape[1] * shape[2] * shape[3]));
  WeightGradient found;
  each_connection(
      spec, input, output_gradient, [&](auto&& visit) { walk_element(relation(spec), element, visit); },
      [&](std::size_t, std::size_t in, std::size_t out) {
        const GradientTerm term{in, out, product(input, in, output_gradient, out)};
        if (found.terms.size() < most_terms) found.terms.push_back(term);
        ++found.count;
        found.sum += term.product;
      });
  return found;
}

}  // namespace convoscope
