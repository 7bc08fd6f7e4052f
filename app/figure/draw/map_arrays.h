// The arrays behind a maps picture: values and classes of its grids, made once per layer and shared by all of its steps.
// Knows no layout and no colours.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "document/evaluation.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// How the cells of a padded or zero-inserted map are told apart: Grid classes.
enum class ExpandedClass : std::uint8_t {
  padding,   ///< around the map: zeros, or what the padding mode copies there
  inserted,  ///< zeros between the elements of a transposed convolution's input
  input,     ///< a cell of the input
  beyond,    ///< nothing stands there: beyond the padding, where only windows of ceil mode reach
  unread,    ///< a cell of the input that no window reads
};

/// Whether a side's input has such cells.
bool has_unread_input(const Evaluation& evaluation, Side side);

/// Whether numbers stand in the padding: an average that does not count it finds nothing there.
bool has_numbers_in_padding(const Spec& spec);

/// One channel of a map, in a grid's form.
struct MapArray {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::shared_ptr<const std::vector<float>> values;
  std::shared_ptr<const std::vector<std::uint8_t>> classes;  ///< ExpandedClass, expanded maps only
  std::shared_ptr<const std::vector<std::string>> labels;    ///< names of the cells instead of numbers; null: numbers
  std::string longest;  ///< the longest number in it, as printed: what the size of the numbers has to suit. Of large
                        ///< maps one that is at least as long
};

/// A map without classes, with its longest number. O(cells).
MapArray array_of(std::int64_t rows, std::int64_t columns, std::vector<float> values);
MapArray array_of(std::int64_t rows, std::int64_t columns, std::shared_ptr<const std::vector<float>> values);

/// `rows` rows, of which those of equal `kind_of(row)` are alike: `row_of(row)` is asked once for each kind. O(cells), by copying.
template <class Value, class KindOf, class RowOf>
std::shared_ptr<const std::vector<Value>> rows_by_kind(std::int64_t rows, const KindOf& kind_of, const RowOf& row_of) {
  std::map<std::invoke_result_t<KindOf, std::int64_t>, std::vector<Value>> made;
  std::vector<Value> all;
  for (std::int64_t row = 0; row < rows; ++row) {
    const auto [known, is_new] = made.try_emplace(kind_of(row));
    if (is_new) known->second = row_of(row);
    if (row == 0) all.reserve(static_cast<std::size_t>(rows) * known->second.size());
    all.insert(all.end(), known->second.begin(), known->second.end());
  }
  return std::make_shared<const std::vector<Value>>(std::move(all));
}

/// The grid of an array in `rect`, without styles.
Grid grid_of(const MapArray& array, const Rect& rect, double gap_pt);

/// Where a side's input stands in its expanded map: cell [0, 0] and the way from cell to cell.
struct InputPlace {
  Cell first;
  Cell step;
};
InputPlace input_place(const Evaluation& evaluation, Side side);

/// The padded (convolution) or zero-inserted and bordered (transposed) map of an input channel. O(cells) the first time, as the
/// others are.
MapArray expanded_array(const PictureInputs& inputs, Side side, std::int64_t channel);
MapArray output_array(const PictureInputs& inputs, Side side, std::int64_t channel);
/// The kernel between two channels as this side slides it: flipped for the transposed convolution.
MapArray kernel_array(const PictureInputs& inputs, Side side, std::int64_t input_channel, std::int64_t output_channel);

}  // namespace convoscope
