#include "interop/calls/comparison.h"

#include <cmath>

#include "core/convolve.h"
#include "core/geometry.h"
#include "interop/calls/code_out.h"

namespace convoscope {
namespace {

AxisPair output_extents_of(const Spec& spec) {
  const Geometry sizes = geometry(spec);
  return {sizes.output_height(), sizes.output_width()};
}

bool is_same_number(float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }

std::set<Cell> differing_cells(const Tensor& one, const Tensor& two) {
  std::set<Cell> cells;
  for (std::int64_t i = 0; i < one.size(); ++i)
    if (!is_same_number(one.data()[static_cast<std::size_t>(i)], two.data()[static_cast<std::size_t>(i)]))
      cells.insert({i / one.columns() % one.rows(), i % one.columns()});
  return cells;
}

}  // namespace

std::vector<ComparedLayer> compare(const AskedLayer& asked, const LayerValues* values, Framework other) {
  std::vector<ComparedLayer> rows;
  for (const Framework framework : frameworks) {
    ComparedLayer row{.framework = framework, .layer = layer_in(framework, asked), .result = std::nullopt};
    if (row.is_legal()) {
      row.code = call_in(framework, row.layer, values != nullptr && !values->bias.empty());
      row.output = output_extents_of(row.layer.spec);
      // Most frameworks make the same layer: its values are computed once.
      for (const ComparedLayer& before : rows)
        if (before.result && before.layer.spec == row.layer.spec) row.result = before.result;
      if (values != nullptr && !row.result)
        row.result =
            apply(row.layer.spec, *values->input,
                  values->weight != nullptr ? *values->weight : Tensor(weight_shape(row.layer.spec)), values->bias);
    }
    rows.push_back(std::move(row));
  }
  const ComparedLayer& own = rows[static_cast<std::size_t>(other)];
  if (!own.is_legal()) return rows;
  for (ComparedLayer& row : rows) {
    if (!row.is_legal()) continue;
    row.agrees_in_size = row.output == own.output;
    row.telling = smallest_telling_input(row.framework, other, asked);
    if (row.agrees_in_size && row.result && !(row.layer.spec == own.layer.spec))
      row.differs = differing_cells(*row.result, *own.result);
  }
  return rows;
}

std::optional<TellingCase> telling_case(Framework one, Framework other, const AskedLayer& asked) {
  const AxisPair input = smallest_telling_input(one, other, asked);
  if (input[width] == 0) return std::nullopt;
  TellingCase telling{{one, other}, single_channel(asked).on(input), {}, {}, {}, {}, {}};
  telling.input = Tensor::counting(input_shape(telling.asked.spec));
  telling.weight = Tensor::counting(weight_shape(telling.asked.spec));
  for (std::size_t i = 0; i < telling.layers.size(); ++i) {
    telling.layers[i] = layer_in(telling.frameworks[i], telling.asked);
    telling.results[i] = apply(telling.layers[i].spec, telling.input, telling.weight);
  }
  if (telling.results[0].shape() == telling.results[1].shape())
    telling.differs = differing_cells(telling.results[0], telling.results[1]);
  return telling;
}

}  // namespace convoscope
