#include "figure/draw/part_words.h"

#include <algorithm>

#include "figure/draw/map_arrays.h"

namespace convoscope {

std::vector<std::string> map_part_words(const PictureInputs& inputs, Side side, const MapPart& expanded,
                                        const MapPart& output) {
  const Evaluation& evaluation = inputs.evaluation;
  const Tensor& input = evaluation.input(side);
  const InputPlace place = input_place(evaluation, side);
  const auto rounded_up = [](std::int64_t distance, std::int64_t step) {
    return distance <= 0 ? 0 : (distance + step - 1) / step;
  };
  const auto rounded_down = [](std::int64_t distance, std::int64_t step, std::int64_t count) {
    return distance < 0 ? -1 : std::min(distance / step, count - 1);
  };
  const Cell end = expanded.last();
  const Cell first{rounded_up(expanded.rows.first - place.first.row, place.step.row),
                   rounded_up(expanded.columns.first - place.first.column, place.step.column)};
  const Cell last{rounded_down(end.row - place.first.row, place.step.row, input.rows()),
                  rounded_down(end.column - place.first.column, place.step.column, input.columns())};
  std::vector<std::string> words =
      part_words(inputs.catalog, "figure.input", expanded, first, last, {input.rows(), input.columns()});
  const std::vector<std::string> more = part_words(inputs.catalog, "figure.output", output, output.first(),
                                                   output.last(), {output.rows.total, output.columns.total});
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace convoscope
