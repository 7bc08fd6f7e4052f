// The full result of a transposed convolution and the frame in it, against the layer's own output.
#include "core/crop.h"

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

TEST(Crop, ArticleCutsOneOnEverySide) {
  const FullResult full = full_result(transposed({.n = 2, .k = 3, .s = 2, .p = 1}));
  for (const CropFrame& frame : full.axes) {
    EXPECT_EQ(
        frame,
        (CropFrame{
            .sheet = 5, .stamps_begin = 0, .stamps_end = 5, .begin = 1, .end = 4, .end_before_output_padding = 4}));
  }
}

TEST(Crop, OutputPaddingUncoversAComputedRow) {
  const FullResult full = full_result(transposed({.n = 3, .k = 3, .s = 2, .p = 1, .a = 1}));
  EXPECT_EQ(full.axes[height],
            (CropFrame{
                .sheet = 7, .stamps_begin = 0, .stamps_end = 7, .begin = 1, .end = 7, .end_before_output_padding = 6}));
}

TEST(Crop, OutputPaddingBeyondThePaddingAddsCellsThatNoStampReaches) {
  const FullResult full = full_result(transposed({.n = 3, .k = 3, .s = 2, .a = 1}));
  EXPECT_EQ(full.axes[width],
            (CropFrame{
                .sheet = 8, .stamps_begin = 0, .stamps_end = 7, .begin = 0, .end = 8, .end_before_output_padding = 7}));
}

RC_GTEST_PROP(Crop, InsideTheFrameIsTheOutputAndBeyondTheStampsIsNothing, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    Spec spec = legal_spec(random, Operation::transposed_convolution);
    spec.padding_mode = PaddingMode::zeros;
    if (!validate(spec).empty()) continue;
    RC_LOG() << describe(spec) << '\n';
    const FullResult full = full_result(spec);
    RC_ASSERT(validate(full.spec).empty());
    const Operands o = operands(random, spec);
    const Tensor output = apply(spec, o.input, o.weight, o.bias);
    const Tensor sheet = apply(full.spec, o.input, o.weight, o.bias);
    const CropFrame& down = full.axes[height];
    const CropFrame& across = full.axes[width];
    RC_ASSERT(sheet.rows() == down.sheet && sheet.columns() == across.sheet);
    RC_ASSERT(output.rows() == down.end - down.begin && output.columns() == across.end - across.begin);
    for (std::int64_t channel = 0; channel < output.channels(); ++channel) {
      for (std::int64_t row = 0; row < output.rows(); ++row) {
        for (std::int64_t column = 0; column < output.columns(); ++column) {
          RC_ASSERT(output(0, channel, row, column) == sheet(0, channel, down.begin + row, across.begin + column));
        }
      }
    }
    const std::vector<std::int64_t> rows = overlap(relation(full.spec).axes[height]);
    for (std::int64_t row = 0; row < down.sheet; ++row) {
      if (row < down.stamps_begin || row >= down.stamps_end) RC_ASSERT(rows[static_cast<std::size_t>(row)] == 0);
    }
    RC_ASSERT(rows[static_cast<std::size_t>(down.stamps_begin)] > 0);
    RC_ASSERT(rows[static_cast<std::size_t>(down.stamps_end - 1)] > 0);
  }
}

}  // namespace
}  // namespace convoscope
