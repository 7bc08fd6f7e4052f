// Timings of the arithmetic: the plain and the vectorised path on an image, and one step of a large trace.
#include <benchmark/benchmark.h>

#include "core/convolve.h"
#include "core/fast.h"
#include "core/trace.h"

namespace convoscope {
namespace {

/// 16 -> 16 channels, 3x3, padding 1, over a square image.
Spec image_layer(Operation operation, std::int64_t side, std::int64_t stride) {
  Spec spec;
  spec.operation = operation;
  spec.in_channels = spec.out_channels = 16;
  spec.axes[height] = spec.axes[width] = {side, 3, stride, 1, 1, 1, 0};
  return spec;
}

template <typename Apply>
void run_layer(benchmark::State& state, const Spec& spec, Apply&& apply_layer) {
  const Tensor input = Tensor::counting(input_shape(spec));
  const Tensor weight = Tensor::counting(weight_shape(spec));
  for (auto _ : state) benchmark::DoNotOptimize(apply_layer(spec, input, weight));
  const auto products = count_taps(relation(spec)) * 16 * 16;
  state.counters["multiply-adds"] =
      benchmark::Counter(static_cast<double>(products), benchmark::Counter::kIsIterationInvariantRate);
}

void plain(benchmark::State& state) {
  run_layer(state, image_layer(static_cast<Operation>(state.range(0)), 128, state.range(1)),
            [](const Spec& s, const Tensor& x, const Tensor& w) { return apply(s, x, w); });
}
void fast(benchmark::State& state) {
  run_layer(state, image_layer(static_cast<Operation>(state.range(0)), 512, state.range(1)),
            [](const Spec& s, const Tensor& x, const Tensor& w) { return apply_fast(s, x, w); });
}
BENCHMARK(plain)->ArgsProduct({{0, 1}, {1, 2}})->Unit(benchmark::kMillisecond);
BENCHMARK(fast)->ArgsProduct({{0, 1}, {1, 2, 3}})->Unit(benchmark::kMillisecond);

void trace_step(benchmark::State& state) {
  Spec spec = image_layer(Operation::transposed_convolution, 1024, 2);
  spec.in_channels = spec.out_channels = 1;
  const Tensor input = Tensor::counting(input_shape(spec));
  const Tensor weight = Tensor::counting(weight_shape(spec));
  const Trace trace(spec, input, weight, {}, Method::zero_insertion, Granularity::multiply);
  std::int64_t step = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(trace.at(step));
    step = (step + 7919) % trace.size();
  }
}
BENCHMARK(trace_step);

void trace_start(benchmark::State& state) {
  Spec spec = image_layer(Operation::transposed_convolution, 1024, 2);
  spec.in_channels = spec.out_channels = 1;
  const Tensor input = Tensor::counting(input_shape(spec));
  const Tensor weight = Tensor::counting(weight_shape(spec));
  for (auto _ : state) {
    const Trace trace(spec, input, weight, {}, Method::zero_insertion, Granularity::multiply);
    benchmark::DoNotOptimize(trace.size());
  }
}
BENCHMARK(trace_start);

}  // namespace
}  // namespace convoscope
