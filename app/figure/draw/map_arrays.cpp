// Makes the arrays of maps from the core's answers; multiplies by no stride.
#include "figure/draw/map_arrays.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>

#include "document/names.h"
#include "document/number_text.h"
#include "document/utf8.h"
#include "figure/state/highlight.h"

namespace convoscope {
namespace {

// Printing every number of a larger map would be felt.
constexpr std::size_t most_printed = 4096;

// A number at least as long as any of `values` printed, by a loop that compilers make vectors of: it prints nothing, branches nowhere
// and knows floats without their signs to order as their bits do.
std::string long_enough(const std::vector<float>& values) {
  constexpr auto bits_of = [](float value) { return std::bit_cast<std::int32_t>(value); };
  constexpr float whole = 8388608;  // from here on floats have no fractions; added to smaller ones it rounds these away
  std::int32_t most = 0, signs = 0, tiny = 0, fractions = 0;
  for (const float value : values) {
    const std::int32_t magnitude = bits_of(value) & 0x7FFFFFFF;
    const float rounded = (std::bit_cast<float>(magnitude) + whole) - whole;
    signs |= bits_of(value);
    most = std::max(most, magnitude);
    tiny |= static_cast<std::int32_t>(magnitude > 0) & static_cast<std::int32_t>(magnitude < bits_of(0.0051F));
    fractions |= static_cast<std::int32_t>(magnitude < bits_of(whole)) &
                 static_cast<std::int32_t>(bits_of(rounded) != magnitude);
  }
  const bool is_huge = most >= bits_of(2 * whole);
  std::string longest(is_huge ? 8 : number_text(std::floor(std::bit_cast<float>(most))).size(), '8');
  if (fractions != 0) longest += ".88";
  const auto consider = [&](bool occurs, const char* text) {
    if (occurs && character_count(text) > character_count(longest)) longest = text;
  };
  consider(is_huge, "8.8e88");  // or "nan"
  consider(tiny != 0, "8.8e−88");
  return (signs < 0 ? "−" : "") + longest;
}

std::string longest_number(const std::vector<float>& values) {
  if (values.size() > most_printed) return long_enough(values);
  std::string longest;
  for (const float value : values) {
    std::string text = number_text(value);
    if (character_count(text) > character_count(longest)) longest = std::move(text);
  }
  return longest;
}

// Channel `channel` of batch entry 0 alone.
Tensor plane(const Tensor& tensor, std::int64_t n, std::int64_t channel) {
  const std::int64_t size = tensor.rows() * tensor.columns();
  const auto first = tensor.data().begin() + (n * tensor.channels() + channel) * size;
  return Tensor({1, 1, tensor.rows(), tensor.columns()}, std::vector<float>(first, first + size));
}

// The same as a map; a tensor of one channel lends its values, which a large map would not like to hold twice.
MapArray array_of_plane(const SharedTensor& tensor, std::int64_t channel) {
  if (tensor->batch() == 1 && tensor->channels() == 1) {
    return array_of(tensor->rows(), tensor->columns(),
                    std::shared_ptr<const std::vector<float>>(tensor, &tensor->data()));
  }
  const Tensor copy = plane(*tensor, 0, channel);
  return array_of(copy.rows(), copy.columns(), copy.data());
}

// What stands in an array's cells as the author wants it: its numbers, nothing, or what `name` says of each cell by its row and
// column as drawn. Larger maps than those whose cells have short names go without names.
template <class Name>
MapArray with_text(MapArray array, CellText text, const Name& name) {
  if (text == CellText::numbers || text == CellText::weights) return array;
  array.longest.clear();
  if (text == CellText::none || array.values->size() > most_printed) return array;
  std::vector<std::string> labels;
  for (std::int64_t row = 0; row < array.rows; ++row) {
    for (std::int64_t column = 0; column < array.columns; ++column) {
      labels.push_back(name(Cell{row, column}));
      if (labels.back().size() > array.longest.size()) array.longest = labels.back();
    }
  }
  array.labels = std::make_shared<const std::vector<std::string>>(std::move(labels));
  return array;
}

// The name of a cell of a side's input, or of its output.
std::string input_name(const Evaluation& evaluation, Side side, Cell cell) {
  return side == Side::transposed ? coarse_name(evaluation.relation, cell) : fine_name(evaluation.relation, cell);
}
std::string output_name(const Evaluation& evaluation, Side side, Cell cell) {
  return side == Side::transposed ? fine_name(evaluation.relation, cell) : coarse_name(evaluation.relation, cell);
}

// Arrays with other texts are kept beside each other.
PictureCache::Key key_of(std::string_view what, const PictureInputs& inputs, Side side, std::int64_t first,
                         std::int64_t second) {
  const auto text = static_cast<std::int64_t>(inputs.scene.look.cells);
  return {what, side, first, second * static_cast<std::int64_t>(cell_text_names.size()) + text};
}

// Of each row or column of a side's input: whether any window reads it.
std::vector<bool> read_along(const Evaluation& evaluation, Side side, int axis) {
  const AxisRelation& along = evaluation.relation.axes[axis];
  const PaddingMode mode = evaluation.relation.padding_mode;
  std::vector<bool> read;
  if (side == Side::convolution) {
    for (const std::int64_t count : overlap(along, mode)) read.push_back(count > 0);
    return read;
  }
  for (std::int64_t coarse = 0; coarse < along.coarse; ++coarse)
    read.push_back(!axis_taps_of_coarse(along, mode, coarse).empty());
  return read;
}

// Which class each index of one axis belongs to; a cell is beyond or unread where either axis is, input where both
// are, else the axes' lower one.
std::vector<ExpandedClass> axis_classes(const std::vector<bool>& read, std::int64_t extent, std::int64_t overhang,
                                        std::int64_t first, std::int64_t step) {
  std::vector<ExpandedClass> classes;
  for (std::int64_t i = 0; i < extent; ++i) {
    const std::int64_t away = i - first;
    const bool between = away >= 0 && away / step < static_cast<std::int64_t>(read.size());
    const bool is_input = between && away % step == 0;
    const bool is_inserted = between && !is_input && away / step + 1 < static_cast<std::int64_t>(read.size());
    classes.push_back(i >= extent - overhang                        ? ExpandedClass::beyond
                      : is_inserted                                 ? ExpandedClass::inserted
                      : !is_input                                   ? ExpandedClass::padding
                      : read[static_cast<std::size_t>(away / step)] ? ExpandedClass::input
                                                                    : ExpandedClass::unread);
  }
  return classes;
}

// Of a cell whose row and column are of these classes.
ExpandedClass class_of(ExpandedClass row, ExpandedClass column) {
  if (row == ExpandedClass::beyond || column == ExpandedClass::beyond) return ExpandedClass::beyond;
  const auto [lower, upper] = std::minmax(row, column);
  return lower == ExpandedClass::input ? upper : lower;
}

}  // namespace

bool has_unread_input(const Evaluation& evaluation, Side side) {
  const auto is_unread = [&](int axis) { return std::ranges::count(read_along(evaluation, side, axis), false) > 0; };
  return is_unread(height) || is_unread(width);
}

bool has_numbers_in_padding(const Spec& spec) {
  const bool counts = spec.operation != Operation::average_pooling || spec.count_include_pad;
  return counts || spec.padding_mode != PaddingMode::zeros;
}

MapArray array_of(std::int64_t rows, std::int64_t columns, std::vector<float> values) {
  return array_of(rows, columns, std::make_shared<const std::vector<float>>(std::move(values)));
}

MapArray array_of(std::int64_t rows, std::int64_t columns, std::shared_ptr<const std::vector<float>> values) {
  MapArray array;
  array.rows = rows;
  array.columns = columns;
  array.longest = longest_number(*values);
  array.values = std::move(values);
  return array;
}

Grid grid_of(const MapArray& array, const Rect& rect, double gap_pt) {
  Grid g;
  g.rect = rect;
  g.rows = array.rows;
  g.columns = array.columns;
  g.gap_pt = gap_pt;
  g.values = array.values;
  g.labels = array.labels;
  g.classes = array.classes;
  return g;
}

InputPlace input_place(const Evaluation& evaluation, Side side) {
  InputPlace place;
  const Geometry sizes = geometry(evaluation.spec(side));
  for (int axis = 0; axis < axis_count; ++axis) {
    const AxisRelation& along = evaluation.relation.axes[axis];
    const std::int64_t step = side == Side::transposed ? along.place(1, 0) - along.place(0, 0) : 1;
    (axis == height ? place.first.row : place.first.column) = sizes.axes[axis].border_begin;
    (axis == height ? place.step.row : place.step.column) = step;
  }
  return place;
}

MapArray expanded_array(const PictureInputs& inputs, Side side, std::int64_t channel) {
  const Evaluation& evaluation = inputs.evaluation;
  return inputs.kept(key_of("expanded", inputs, side, channel, 0), [&] {
    Spec spec = evaluation.spec(side);
    spec.batch = spec.in_channels = spec.out_channels = spec.groups = 1;
    const Tensor& input = evaluation.input(side);
    const bool is_plane = input.batch() == 1 && input.channels() == 1;
    const Tensor copy = is_plane ? Tensor() : plane(input, 0, channel);
    MapArray array = array_of_plane(std::make_shared<const Tensor>(expanded_input(spec, is_plane ? input : copy)), 0);
    const InputPlace place = input_place(evaluation, side);
    const auto& [down, across] = geometry(spec).axes;
    const auto rows =
        axis_classes(read_along(evaluation, side, height), array.rows, down.overhang, place.first.row, place.step.row);
    const auto columns = axis_classes(read_along(evaluation, side, width), array.columns, across.overhang,
                                      place.first.column, place.step.column);
    std::vector<std::uint8_t> classes;
    classes.reserve(static_cast<std::size_t>(array.rows * array.columns));
    // Rows of one class are alike.
    std::map<ExpandedClass, std::vector<std::uint8_t>> kinds;
    for (const ExpandedClass row : rows) {
      std::vector<std::uint8_t>& kind = kinds[row];
      for (std::size_t i = kind.size(); i < columns.size(); ++i)
        kind.push_back(static_cast<std::uint8_t>(class_of(row, columns[i])));
      classes.insert(classes.end(), kind.begin(), kind.end());
    }
    array.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
    const CellNames cells{{}, place.first, place.step, input.rows(), input.columns()};
    return with_text(std::move(array), inputs.scene.look.cells, [&](Cell drawn) {
      const auto cell = cells.named_at(drawn);
      return cell ? input_name(evaluation, side, *cell) : std::string("0");
    });
  });
}

MapArray output_array(const PictureInputs& inputs, Side side, std::int64_t channel) {
  const Evaluation& evaluation = inputs.evaluation;
  return inputs.kept(key_of("output", inputs, side, channel, 0), [&] {
    MapArray array =
        array_of_plane(side == Side::transposed ? evaluation.transposed_result : evaluation.convolved, channel);
    return with_text(std::move(array), inputs.scene.look.cells,
                     [&](Cell cell) { return output_name(evaluation, side, cell); });
  });
}

MapArray kernel_array(const PictureInputs& inputs, Side side, std::int64_t input_channel, std::int64_t output_channel) {
  const Evaluation& evaluation = inputs.evaluation;
  return inputs.kept(key_of("kernel", inputs, side, input_channel, output_channel), [&] {
    const bool is_transposed = side == Side::transposed;
    const std::int64_t fine = is_transposed ? output_channel : input_channel;
    const std::int64_t coarse = is_transposed ? input_channel : output_channel;
    const Tensor& weight = *evaluation.weight;
    Tensor stored = plane(weight, coarse, fine % weight.channels());
    std::vector<float> values = stored.data();
    if (is_transposed) std::ranges::reverse(values);
    return with_text(array_of(stored.rows(), stored.columns(), std::move(values)), inputs.scene.look.cells,
                     [&](Cell drawn) {
                       const Cell flipped{stored.rows() - 1 - drawn.row, stored.columns() - 1 - drawn.column};
                       return kernel_name(evaluation.relation, is_transposed ? flipped : drawn);
                     });
  });
}

}  // namespace convoscope
