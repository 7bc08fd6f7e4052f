// The arithmetic: the vectorised path against the plain one, and steps of a large trace.
#include <utility>

#include "clock.h"
#include "core/convolve.h"
#include "core/fast.h"
#include "core/trace.h"
#include "groups.h"

namespace convoscope::bench {
namespace {

/// 3x3, padding 1, over a square image.
Spec image_layer(Operation operation, std::int64_t side, std::int64_t stride, std::int64_t channels) {
  Spec spec;
  spec.operation = operation;
  spec.in_channels = spec.out_channels = channels;
  spec.axes[height] = spec.axes[width] = {side, 3, stride, 1, 1, 1, 0};
  return spec;
}

}  // namespace

void measure_core(Table& table) {
  table.section("Arithmetic");
  for (const auto& [name, operation] : {std::pair{"convolution", Operation::convolution},
                                        {"transposed convolution", Operation::transposed_convolution}}) {
    const Spec spec = image_layer(operation, 128, 2, 16);
    const Tensor input = Tensor::counting(input_shape(spec)), weight = Tensor::counting(weight_shape(spec));
    const Costs plain = time_each(3, [&] { (void)apply(spec, input, weight); });
    const Costs fast = time_each(20, [&] { (void)apply_fast(spec, input, weight); });
    table.note(std::string("vectorised ") + name + ", 16 to 16 channels of 128x128, stride 2", "the plain path",
               {fast.quick().wall_ms / plain.quick().wall_ms, "x"});
  }
  const Spec spec = image_layer(Operation::transposed_convolution, 1024, 2, 1);
  const Tensor input = Tensor::counting(input_shape(spec)), weight = Tensor::counting(weight_shape(spec));
  const Trace trace(spec, input, weight, {}, Method::zero_insertion, Granularity::multiply);
  std::int64_t step = 0;
  const Costs steps = time_each(1000, [&] {
    (void)trace.at(step);
    step = (step + 7919) % trace.size();
  });
  table.note("a step of a 1024x1024 map's trace", "", {1e3 * steps.quick().wall_ms, "us"});
}

}  // namespace convoscope::bench
