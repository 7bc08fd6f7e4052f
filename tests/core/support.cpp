// Builders and random layers for the core's tests.
#include "support.h"

#include <ostream>
#include <sstream>

namespace convoscope {

void showValue(const Spec& spec, std::ostream& out) { out << testing::describe(spec); }

void PrintTo(const Tensor& tensor, std::ostream* out) {
  const auto [n, c, rows, columns] = tensor.shape();
  *out << n << 'x' << c << 'x' << rows << 'x' << columns << " [";
  for (std::int64_t i = 0; i < tensor.size(); ++i) {
    if (i > 0 && columns > 0) *out << (i % columns == 0 ? "; " : " ");
    *out << tensor.data()[static_cast<std::size_t>(i)];
  }
  *out << ']';
}

void PrintTo(const Tap& tap, std::ostream* out) {
  *out << "fine " << tap.fine.row << ',' << tap.fine.column << " kernel " << tap.kernel.row << ',' << tap.kernel.column
       << " coarse " << tap.coarse.row << ',' << tap.coarse.column << " placed " << tap.placed.row << ','
       << tap.placed.column;
}

namespace testing {
namespace {

AxisSpec axis_spec(Axis axis) { return {axis.n, axis.k, axis.s, axis.d, axis.p, axis.p, axis.a}; }

Spec square(Operation operation, Axis axis) {
  Spec spec;
  spec.operation = operation;
  spec.axes = {axis_spec(axis), axis_spec(axis)};
  return spec;
}

}  // namespace

Spec convolution(Axis axis) { return square(Operation::convolution, axis); }
Spec transposed(Axis axis) { return square(Operation::transposed_convolution, axis); }
Spec pooling(Operation operation, Axis axis) { return square(operation, axis); }

Spec row_convolution(Axis axis) {
  Spec spec = convolution(axis);
  spec.axes[height] = {};
  return spec;
}

Spec row_transposed(Axis axis) {
  Spec spec = transposed(axis);
  spec.axes[height] = {};
  return spec;
}

Tensor map(std::initializer_list<std::initializer_list<float>> rows) {
  std::vector<float> data;
  for (const auto& row : rows) data.insert(data.end(), row);
  const auto columns = static_cast<std::int64_t>(rows.begin()->size());
  return Tensor({1, 1, static_cast<std::int64_t>(rows.size()), columns}, std::move(data));
}

Tensor filled(std::int64_t rows, std::int64_t columns, float value) { return Tensor({1, 1, rows, columns}, value); }

Tensor counted(std::int64_t rows, std::int64_t columns, float first) {
  Tensor tensor = Tensor::counting({1, 1, rows, columns});
  for (float& value : tensor.data()) value += first - 1;
  return tensor;
}

std::int64_t pick(Random& random, std::int64_t first, std::int64_t last) {
  return std::uniform_int_distribution<std::int64_t>(first, last)(random);
}

Spec any_spec(Random& random) {
  Spec spec;
  spec.operation = static_cast<Operation>(pick(random, 0, 9) < 8 ? pick(random, 0, 1) : pick(random, 2, 3));
  const auto low = [&](std::int64_t floor) { return pick(random, 0, 40) == 0 ? floor - pick(random, 1, 2) : floor; };
  for (AxisSpec& axis : spec.axes) {
    axis.input = std::max(low(1), pick(random, 0, 7));
    axis.kernel = std::max(low(1), pick(random, -1, 5));
    axis.stride = std::max(low(1), pick(random, 0, 4));
    axis.dilation = std::max(low(1), pick(random, -1, 3));
    axis.pad_begin = std::max(low(0), pick(random, -2, 4));
    axis.pad_end = std::max(low(0), pick(random, -2, 4));
    axis.output_padding = std::max(low(0), pick(random, -4, 3));
  }
  spec.groups = std::max(low(1), pick(random, -2, 3));
  spec.batch = std::max(low(1), pick(random, -2, 2));
  spec.in_channels = pick(random, 0, 4);
  spec.out_channels = pick(random, 0, 4);
  spec.padding_mode = static_cast<PaddingMode>(std::max<std::int64_t>(0, pick(random, -3, 3)));
  spec.extends_output = pick(random, 0, 3) == 0;
  spec.ceil_mode = pick(random, 0, 1) == 1;
  spec.count_include_pad = pick(random, 0, 1) == 1;
  return spec;
}

Spec legal_spec(Random& random, std::optional<Operation> operation, std::int64_t largest) {
  for (;;) {
    Spec spec = any_spec(random);
    if (operation) spec.operation = *operation;
    for (AxisSpec& axis : spec.axes) {
      axis.input = std::min(axis.input, largest);
      if (spec.operation != Operation::transposed_convolution) axis.output_padding = 0;
      if (spec.extends_output) axis.pad_end -= pick(random, 0, 3);
    }
    spec.in_channels = spec.groups * pick(random, 1, 2);
    spec.out_channels = spec.groups * pick(random, 1, 2);
    if (is_pooling(spec)) spec.out_channels = spec.in_channels;
    if (validate(spec).empty()) return spec;
  }
}

Tensor integers(Random& random, Shape shape) {
  Tensor tensor(shape);
  for (float& value : tensor.data()) value = static_cast<float>(pick(random, -4, 4));
  return tensor;
}

std::vector<float> integer_bias(Random& random, const Spec& spec) {
  if (is_pooling(spec) || pick(random, 0, 1) == 0) return {};
  std::vector<float> bias;
  for (std::int64_t c = 0; c < spec.out_channels; ++c) bias.push_back(static_cast<float>(pick(random, -4, 4)));
  return bias;
}

Operands operands(Random& random, const Spec& spec) {
  return {integers(random, input_shape(spec)), integers(random, weight_shape(spec)), integer_bias(random, spec)};
}

std::string describe(const Spec& spec) {
  constexpr std::array operations{"convolution", "transposed", "average pooling", "max pooling"};
  constexpr std::array modes{"zeros", "reflect", "replicate", "circular"};
  std::ostringstream out;
  out << operations[static_cast<std::size_t>(spec.operation)] << ' '
      << modes[static_cast<std::size_t>(spec.padding_mode)] << " batch " << spec.batch << " channels "
      << spec.in_channels << "->" << spec.out_channels << " groups " << spec.groups
      << (spec.extends_output ? " extends" : "") << (spec.ceil_mode ? " ceil" : "")
      << (spec.count_include_pad ? "" : " real cells");
  for (const AxisSpec& a : spec.axes) {
    out << " | n" << a.input << " k" << a.kernel << " s" << a.stride << " d" << a.dilation << " p" << a.pad_begin << ','
        << a.pad_end << " a" << a.output_padding;
  }
  return out.str();
}

}  // namespace testing
}  // namespace convoscope
