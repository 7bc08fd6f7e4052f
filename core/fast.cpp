// Chooses the way: blocks of rows in float, rows in double where that will not do, and the listed products of a small layer.
#include "core/fast.h"

#include "core/assert.h"
#include "core/convolve.h"
#include "core/fast/blocks.h"
#include "core/fast/rows_in_double.h"
#include "core/fast/small_layer.h"

namespace convoscope {

struct FastWorkspace::State {
  explicit State(int threads) : most_threads(threads) {}

  const int most_threads;
  Blocks blocks;
  RowsInDouble rows;
  SmallLayer small;
  // Of the layer at hand.
  Spec spec;
  const Tensor* input = nullptr;
  const Tensor* weight = nullptr;
  std::span<const float> bias;
  Tensor* output = nullptr;
  enum class Way : std::uint8_t { rows, blocks, small };
  Way way{};

  void begin_rows() {
    way = Way::rows;
    rows.begin(spec, *input, *weight, bias, *output);
  }
};

FastWorkspace::FastWorkspace(int most_threads) : state_(new State(most_threads)) {}
FastWorkspace::~FastWorkspace() = default;
FastWorkspace::FastWorkspace(FastWorkspace&&) noexcept = default;
FastWorkspace& FastWorkspace::operator=(FastWorkspace&&) noexcept = default;

void FastWorkspace::begin(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                          Tensor& output, Sums sums) {
  State& state = *state_;
  CONVOSCOPE_ASSERT((state.output && state.spec == spec) || validate(spec).empty());
  CONVOSCOPE_ASSERT(validate_shapes(spec, input, weight, bias).empty());
  if (output.shape() != output_shape(spec)) output = Tensor(output_shape(spec));
  state.spec = spec;
  state.input = &input;
  state.weight = &weight;
  state.bias = bias;
  state.output = &output;
  if (state.small.plan(spec)) {
    state.way = State::Way::small;
    return;
  }
  if (sums == Sums::exact || !state.blocks.plan(spec)) return state.begin_rows();
  state.way = State::Way::blocks;
  state.blocks.begin(input, weight, bias, output, state.most_threads);
}

bool FastWorkspace::advance(const GoesOn& goes_on) {
  State& state = *state_;
  CONVOSCOPE_ASSERT(state.output != nullptr);
  if (state.way == State::Way::small) {
    state.small.compute(*state.input, *state.weight, state.bias, *state.output);
    if (goes_on) goes_on(state.output->batch() * state.output->channels() * state.output->rows());
    return true;
  }
  if (state.way == State::Way::blocks) {
    RowCount rows(goes_on);
    const Blocks::Outcome outcome = state.blocks.advance(rows);
    if (outcome != Blocks::Outcome::needs_double) return outcome == Blocks::Outcome::done;
    state.begin_rows();
    if (!rows.goes_on()) return false;
  }
  RowCount rows(goes_on);
  return state.rows.advance(rows);
}

void apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                Tensor& output, FastWorkspace& workspace, const GoesOn& goes_on) {
  workspace.begin(spec, input, weight, bias, output);
  workspace.advance(goes_on);
}

Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                  const GoesOn& goes_on) {
  Tensor output;
  FastWorkspace workspace;
  apply_fast(spec, input, weight, bias, output, workspace, goes_on);
  return output;
}

}  // namespace convoscope
