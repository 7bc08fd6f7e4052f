// One channel at a time: a picture shows one.
#include "figure/crop/crop_sheet.h"

#include <algorithm>
#include <utility>

#include "core/fast.h"
#include "document/evaluation.h"

namespace convoscope {
namespace {

// More rings than this are a fog.
constexpr std::size_t most_rings = 64;

// Channels first .. first + count - 1 of batch entry 0.
Tensor channels_of(const Tensor& tensor, std::int64_t first, std::int64_t count) {
  const std::int64_t plane = tensor.rows() * tensor.columns();
  const auto begin = tensor.data().begin() + first * plane;
  return Tensor({1, count, tensor.rows(), tensor.columns()}, std::vector<float>(begin, begin + count * plane));
}

// Which cells of an axis no stamp reaches.
std::vector<bool> unreached(const Relation& relation, int axis) {
  std::vector<bool> result;
  for (const std::int64_t count : overlap(relation.axes[axis])) result.push_back(count == 0);
  return result;
}

}  // namespace

bool has_holes(const FullResult& full) {
  const Relation stamps = relation(full.spec);
  return std::ranges::any_of(stamps.axes, [](const AxisRelation& axis) {
    const std::vector<std::int64_t> counts = overlap(axis);
    return std::ranges::find(counts, 0) != counts.end();
  });
}

MapArray sheet_array(const Evaluation& evaluation, const FullResult& full, std::int64_t channel) {
  Spec spec = full.spec;
  const std::int64_t inputs = spec.in_channels / spec.groups;
  const std::int64_t outputs = spec.out_channels / spec.groups;
  const std::int64_t first = channel / outputs * inputs;
  std::vector<float> weights;
  for (std::int64_t c = first; c < first + inputs; ++c) {
    const std::int64_t plane = evaluation.weight->rows() * evaluation.weight->columns();
    const auto begin = evaluation.weight->data().begin() + (c * outputs + channel % outputs) * plane;
    weights.insert(weights.end(), begin, begin + plane);
  }
  const Tensor weight({inputs, 1, evaluation.weight->rows(), evaluation.weight->columns()}, std::move(weights));
  std::vector<float> bias;
  const auto all = evaluation.bias_of(Side::transposed);
  if (!all.empty()) bias.push_back(all[static_cast<std::size_t>(channel)]);
  spec.batch = spec.out_channels = spec.groups = 1;
  spec.in_channels = inputs;
  // A large map would not like to be held twice.
  const Tensor& all_inputs = *evaluation.coarse;
  const bool is_all = all_inputs.batch() == 1 && all_inputs.channels() == inputs;
  const Tensor some = is_all ? Tensor() : channels_of(all_inputs, first, inputs);
  const Tensor& input = is_all ? all_inputs : some;
  const Relation stamps = relation(spec);
  const double multiplications = static_cast<double>(count_taps(stamps)) * static_cast<double>(inputs);
  Tensor result;
  FastWorkspace workspace;
  workspace.begin(spec, input, weight, bias, result,
                  multiplications > most_exact_multiplications ? Sums::quick : Sums::exact);
  workspace.advance();
  const CropFrame& down = full.axes[height];
  const CropFrame& across = full.axes[width];
  const std::vector<bool> rows = unreached(stamps, height);
  const std::vector<bool> columns = unreached(stamps, width);
  const auto kind_of = [&](std::int64_t row) {
    return std::pair(row >= down.begin && row < down.end, bool{rows[static_cast<std::size_t>(row)]});
  };
  MapArray array = array_of(down.sheet, across.sheet, std::move(result.data()));
  array.classes = rows_by_kind<std::uint8_t>(down.sheet, kind_of, [&](std::int64_t row) {
    const auto [is_framed, is_unreached] = kind_of(row);
    std::vector<std::uint8_t> classes;
    for (std::int64_t column = 0; column < across.sheet; ++column) {
      const bool framed = is_framed && column >= across.begin && column < across.end;
      const bool empty = is_unreached || columns[static_cast<std::size_t>(column)];
      const SheetClass cell = framed ? SheetClass::framed : empty ? SheetClass::unreached : SheetClass::cropped;
      classes.push_back(static_cast<std::uint8_t>(cell));
    }
    return classes;
  });
  return array;
}

MapArray framed_array(const FullResult& full, const MapArray& sheet) {
  const CropFrame& down = full.axes[height];
  const CropFrame& across = full.axes[width];
  const Relation stamps = relation(full.spec);
  const std::vector<bool> rows = unreached(stamps, height);
  const std::vector<bool> columns = unreached(stamps, width);
  MapArray array;
  array.rows = down.end - down.begin;
  array.columns = across.end - across.begin;
  array.longest = sheet.longest;
  std::vector<float> values;
  values.reserve(static_cast<std::size_t>(array.rows * array.columns));
  for (std::int64_t row = down.begin; row < down.end; ++row) {
    const auto first = sheet.values->begin() + row * sheet.columns + across.begin;
    values.insert(values.end(), first, first + array.columns);
  }
  array.values = std::make_shared<const std::vector<float>>(std::move(values));
  const auto kind_of = [&](std::int64_t row) {
    const std::int64_t on_sheet = down.begin + row;
    return std::pair(on_sheet >= down.end_before_output_padding, bool{rows[static_cast<std::size_t>(on_sheet)]});
  };
  array.classes = rows_by_kind<std::uint8_t>(array.rows, kind_of, [&](std::int64_t row) {
    const auto [is_uncovered, is_unreached] = kind_of(row);
    std::vector<std::uint8_t> classes;
    for (std::int64_t column = across.begin; column < across.end; ++column) {
      const bool empty = is_unreached || columns[static_cast<std::size_t>(column)];
      const bool uncovered = is_uncovered || column >= across.end_before_output_padding;
      const FramedClass cell = empty       ? FramedClass::unreached
                               : uncovered ? FramedClass::uncovered
                                           : FramedClass::stamped;
      classes.push_back(static_cast<std::uint8_t>(cell));
    }
    return classes;
  });
  return array;
}

std::vector<CellRange> lit_on_sheet(const FullResult& full, const Highlight& highlight) {
  const Tag& tag = highlight.apart ? highlight.apart->fine : highlight.tag;
  std::vector<CellRange> lit;
  if (tag.part == Part::coarse) {
    const Relation stamps = relation(full.spec);
    if (!lies_on(tag.cell, stamps.axes[height].coarse, stamps.axes[width].coarse)) return {};
    const std::vector<Tap> taps = taps_of_coarse(stamps, tag.cell);
    if (taps.empty()) return {};
    const bool is_apart = stamps.axes[height].dilation > 1 || stamps.axes[width].dilation > 1;
    if (!is_apart || taps.size() > most_rings) return {{taps.front().fine, taps.back().fine}};
    for (const Tap& tap : taps) lit.push_back({tap.fine, tap.fine});
    return lit;
  }
  const CropFrame& down = full.axes[height];
  const CropFrame& across = full.axes[width];
  const auto add = [&](Cell output) {
    const Cell at{down.begin + output.row, across.begin + output.column};
    if (lies_on(at, down.sheet, across.sheet)) lit.push_back({at, at});
  };
  if (tag.part == Part::fine) {
    add(tag.cell);
  } else if (highlight.taps.size() <= most_rings) {
    for (const Tap& tap : highlight.taps) add(tap.fine);
  }
  return lit;
}

}  // namespace convoscope
