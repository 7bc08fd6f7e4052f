// C as a matrix: its entries are the connections, and its products are the layers.
#include "core/matrix.h"

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

RC_GTEST_PROP(Matrix, ProductsAreTheLayersAndEntriesTheConnections, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    Spec spec = legal_spec(random);
    spec.batch = 1;
    if (weight_shape(spec)[0] == 0) continue;
    RC_LOG() << describe(spec) << '\n';
    const Relation r = relation(spec);
    const Operands o = operands(random, spec);
    const SparseMatrix c = convolution_matrix(r, o.weight);
    RC_ASSERT(static_cast<std::int64_t>(c.entries.size()) == count_entries(r));
    RC_ASSERT(c.row_begin.back() == count_entries(r));
    const bool back = spec.operation == Operation::transposed_convolution;
    std::vector<double> sums(static_cast<std::size_t>(back ? c.columns : c.rows));
    (back ? multiply_transposed_into : multiply_into)(c, o.input.data(), sums);
    RC_ASSERT(std::vector<float>(sums.begin(), sums.end()) == apply(spec, o.input, o.weight).data());
    for (std::int64_t row = 0; row < c.rows; ++row) {
      std::int64_t last = -1;
      for (std::int64_t e = c.row_begin[static_cast<std::size_t>(row)];
           e < c.row_begin[static_cast<std::size_t>(row) + 1]; ++e) {
        const MatrixEntry& entry = c.entries[static_cast<std::size_t>(e)];
        RC_ASSERT(entry.row == row);
        RC_ASSERT(entry.column >= last);
        last = entry.column;
      }
    }
  }
}

TEST(Matrix, ChannelsPickTheirWeights) {
  Spec spec = row_convolution({.n = 2, .k = 2});
  spec.in_channels = 4;
  spec.out_channels = 2;
  spec.groups = 2;
  const SparseMatrix c = convolution_matrix(relation(spec), Tensor::counting({2, 2, 1, 2}));
  ASSERT_EQ(c.rows, 2);
  ASSERT_EQ(c.columns, 8);
  std::vector<float> values;
  std::vector<std::int64_t> columns;
  for (const MatrixEntry& e : c.entries) {
    values.push_back(e.value);
    columns.push_back(e.column);
  }
  EXPECT_EQ(values, (std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8}));
  EXPECT_EQ(columns, (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7}));
}

}  // namespace
}  // namespace convoscope
