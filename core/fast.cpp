// Chooses the way: blocks of rows in float, and rows in double where that will not do.
#include "core/fast.h"

#include "core/assert.h"
#include "core/convolve.h"
#include "core/fast/blocks.h"
#include "core/fast/rows_in_double.h"

namespace convoscope {

struct FastWorkspace::State {
  int most_threads;
  Blocks blocks;
};

FastWorkspace::FastWorkspace(int most_threads) : state_(new State{most_threads, {}}) {}
FastWorkspace::~FastWorkspace() = default;
FastWorkspace::FastWorkspace(FastWorkspace&&) noexcept = default;
FastWorkspace& FastWorkspace::operator=(FastWorkspace&&) noexcept = default;

void apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                Tensor& output, FastWorkspace& workspace, const GoesOn& goes_on) {
  CONVOSCOPE_ASSERT(validate(spec).empty());
  CONVOSCOPE_ASSERT(validate_shapes(spec, input, weight, bias).empty());
  if (output.shape() != output_shape(spec)) output = Tensor(output_shape(spec));
  Blocks& blocks = workspace.state_->blocks;
  if (blocks.plan(spec)) {
    RowCount rows(goes_on);
    if (blocks.run(input, weight, bias, output, rows, workspace.state_->most_threads) != Blocks::Outcome::needs_double)
      return;
  }
  RowCount rows(goes_on);
  add_rows_in_double(spec, input, weight, bias, output, rows);
}

Tensor apply_fast(const Spec& spec, const Tensor& input, const Tensor& weight, std::span<const float> bias,
                  const GoesOn& goes_on) {
  Tensor output;
  FastWorkspace workspace;
  apply_fast(spec, input, weight, bias, output, workspace, goes_on);
  return output;
}

}  // namespace convoscope
