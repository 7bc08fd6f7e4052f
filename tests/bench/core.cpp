// The arithmetic: the vectorised path against the plain one and against other libraries, and steps of a large trace.
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "clock.h"
#include "core/convolve.h"
#include "core/fast.h"
#include "core/fast/vectors.h"
#include "core/trace.h"
#include "groups.h"
#include "peers.h"

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

/// A layer that other libraries compute too. `row` is its name in arithmetic_peers.py.
struct SharedLayer {
  const char* row;
  const char* what;
  Operation operation;
  std::int64_t channels, rows, columns, kernel, stride;
  int count;      ///< how often it is timed
  int at_a_time;  ///< runs, so that reading the clock costs nothing beside them
  double most;    ///< of the peer's time
};

constexpr SharedLayer shared_layers[]{
    {"image-3", "convolution 3x3 of 1920x1080", Operation::convolution, 1, 1080, 1920, 3, 1, 20, 1, 1},
    {"image-11", "convolution 11x11 of 1920x1080", Operation::convolution, 1, 1080, 1920, 11, 1, 8, 1, 1},
    {"channels", "convolution 3x3 of 16 to 16 channels, 128x128", Operation::convolution, 16, 128, 128, 3, 1, 60, 1, 1},
    {"small", "convolution 3x3 of 5x5", Operation::convolution, 1, 5, 5, 3, 1, 50, 100, 1},
    {"transposed-channels", "transposed 3x3, stride 2, 16 to 16 channels, 128x128", Operation::transposed_convolution,
     16, 128, 128, 3, 2, 20, 1, 0.125},
    {"transposed-4", "transposed 4x4, stride 2, 16 to 16 channels, 128x128", Operation::transposed_convolution, 16, 128,
     128, 4, 2, 20, 1, 0.125},
    {"transposed-image", "transposed 3x3, stride 2, of 960x540", Operation::transposed_convolution, 1, 540, 960, 3, 2,
     20, 1, 0.125},
    {"transposed-small", "transposed 3x3, stride 2, of 5x5", Operation::transposed_convolution, 1, 5, 5, 3, 2, 50, 100,
     0.125},
};

/// The machine's limits for one thread: what a copy moves, and what the loop over a block's terms computes on numbers in
/// the first cache.
struct Limits {
  double bytes_per_ms = 0;
  double products_per_ms = 0;
};

Limits measure_limits() {
  constexpr std::int64_t cells = 1080 * 1920;
  std::vector<float> from(cells, 1), to(cells);
  const Costs copy = time_each(20, [&] { std::memcpy(to.data(), from.data(), cells * sizeof(float)); });
  constexpr std::int64_t terms = 256, columns = 384;
  const std::vector<const float*> sources(terms, from.data());
  Block block;
  block.rows = most_block_rows;
  block.sources = sources.data();
  block.weights = from.data();
  block.counts[most_block_rows - 1] = terms;
  for (std::size_t row = 0; row < most_block_rows; ++row) block.sums[row] = to.data() + row * columns;
  const Costs sums = time_each(500, [&] { sum_block(block, 0, columns); });
  return {2.0 * cells * sizeof(float) / copy.least().own_cpu_ms,
          static_cast<double>(most_block_rows * terms * columns) / sums.least().own_cpu_ms};
}

/// One thread each, the least CPU time of many runs; the peers are measured before ours and after.
void measure_shared_layers(Table& table) {
  table.section("Arithmetic, one thread, beside other libraries");
  Peers peers = measure_peers();
  const Limits limits = measure_limits();
  double ours[std::size(shared_layers)];
  for (std::size_t i = 0; i < std::size(shared_layers); ++i) {
    const SharedLayer& layer = shared_layers[i];
    const std::int64_t padding = layer.operation == Operation::convolution ? layer.kernel / 2 : 1;
    Spec spec;
    spec.operation = layer.operation;
    spec.in_channels = spec.out_channels = layer.channels;
    spec.axes[height] = {layer.rows, layer.kernel, layer.stride, 1, padding, padding, 0};
    spec.axes[width] = {layer.columns, layer.kernel, layer.stride, 1, padding, padding, 0};
    const Tensor input(input_shape(spec), 0.5f), weight(weight_shape(spec), 0.25f);
    Tensor output;
    FastWorkspace workspace(1);
    const Costs costs = time_each(layer.count, [&] {
      for (int run = 0; run < layer.at_a_time; ++run) apply_fast(spec, input, weight, {}, output, workspace);
    });
    ours[i] = costs.least().own_cpu_ms / layer.at_a_time;
  }
  take_less(peers, measure_peers());
  for (std::size_t i = 0; i < std::size(shared_layers); ++i) {
    const SharedLayer& layer = shared_layers[i];
    const auto peer = peers.find(layer.row);
    if (peer == peers.end()) {
      table.note(layer.what, "", {ours[i], "ms"});
    } else {
      table.at_most(fmt::format("{}: {:.3g} ms", layer.what, ours[i]),
                    fmt::format("{}: {:.3g} ms", peer->second.library, peer->second.cpu_ms), layer.most,
                    {ours[i] / peer->second.cpu_ms, "x"});
    }
    const double cells = static_cast<double>(layer.channels * layer.rows * layer.columns);
    const double area = static_cast<double>(layer.stride * layer.stride);
    const double bytes = sizeof(float) * cells * (1 + area);
    const double products = cells * static_cast<double>(layer.channels * layer.kernel * layer.kernel);
    table.note("  share of the limits",
               fmt::format("arithmetic {:.0f} million products/ms", limits.products_per_ms / 1e6),
               {100 * products / ours[i] / limits.products_per_ms, "%"});
    table.note("", fmt::format("memory, a copy {:.0f} MB/ms", limits.bytes_per_ms / 1e6),
               {100 * bytes / ours[i] / limits.bytes_per_ms, "%"});
  }
}

}  // namespace

void measure_core(Table& table) {
  table.section("Arithmetic");
  for (const auto& [name, operation] : {std::pair{"convolution", Operation::convolution},
                                        {"transposed convolution", Operation::transposed_convolution}}) {
    const Spec spec = image_layer(operation, 128, 2, 16);
    const Tensor input(input_shape(spec), 0.5f), weight(weight_shape(spec), 0.25f);
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
  measure_shared_layers(table);
}

}  // namespace convoscope::bench