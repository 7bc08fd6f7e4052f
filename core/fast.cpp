// Chooses the way: blocks of rows in float, and rows in double where that will not do.
#include "core/fast.h"

#include "core/assert.h"
#include "core/convolve.h"
#include "core/fast/blocks.h"
#include "core/fast/rows_in_double.h"

namespace convoscope {

struct FastWorkspace::State {
  explicit State(int threads) : most_threads(threads) {}

  const int most_threads;
  Blocks blocks;
  RowsInDouble rows;
  // Of the layer at hand.
  Spec spec;
  const Tensor* input = nullptr;
  const Tensor* weight = nullptr;
  std::span<const float> bias;
  Tensor* output = nullptr;
  bool is_in_blocks = false;

  void begin_rows() {
    is_in_blocks = false;
    rows.begin(spec, *input, *weight, bias, *output);
  }
};

FastWorkspace::FastWorkspace(int most_threads) : state_(new State(most_threads)) {}
FastWorkspace::~FastWorkspace() = default;
FastWorkspace::FastWorkspace(FastWorkspace&&) noexcept = default;
FastWorkspace& FastWorkspace::operator=(FastWorkspace&&) noexcept = default;

void FastWorkspace::begin(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                          Tensor& output, Sums sums) {
  CONVOSCOPE_ASSERT(validate(spec).empty());
  CONVOSCOPE_ASSERT(validate_shapes(spec, input, weight, bias).empty());
  if (output.shape() != output_shape(spec)) output = Tensor(output_shape(spec));
  State& state = *state_;
  state.spec = spec;
  state.input = &input;
  state.weight = &weight;
  state.bias = bias;
  state.output = &output;
  state.is_in_blocks = sums == Sums::quick && state.blocks.plan(spec);
  if (!state.is_in_blocks) return state.begin_rows();
  state.blocks.begin(input, weight, bias, output, state.most_threads);
}

bool FastWorkspace::advance(const GoesOn& goes_on) {
  State& state = *state_;
  CONVOSCOPE_ASSERT(state.output != nullptr);
  if (state.is_in_blocks) {
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
