// Letters and indices.
#include "document/symbols.h"

#include <fmt/format.h>

#include "document/number_text.h"

namespace convoscope {

namespace {

/// With a real minus: cells that are cut off lie before the map.
std::string index_text(std::int64_t index) { return index < 0 ? fmt::format("−{}", -index) : fmt::format("{}", index); }

std::string symbol(std::string_view letter, std::int64_t channels, std::int64_t channel, Cell at) {
  const std::string place = index_text(at.row) + "," + index_text(at.column);
  return channels == 1 ? fmt::format("{}[{}]", letter, place) : fmt::format("{}[{},{}]", letter, channel, place);
}

}  // namespace

std::string input_symbol(const Evaluation& evaluation, Side side, std::int64_t channel, Cell cell) {
  return symbol("x", evaluation.spec(side).in_channels, channel, cell);
}

std::string output_symbol(const Evaluation& evaluation, Side side, std::int64_t channel, Cell cell) {
  return symbol("y", evaluation.spec(side).out_channels, channel, cell);
}

std::string weight_symbol(const Evaluation& evaluation, const Tag& kernel) {
  const Tensor& weight = *evaluation.weight;
  if (weight.batch() == 1 && weight.channels() == 1) return symbol("w", 1, 0, kernel.cell);
  return fmt::format("w[{},{},{},{}]", kernel.channel / weight.channels(), kernel.channel % weight.channels(),
                     kernel.cell.row, kernel.cell.column);
}

std::string element_symbol(const Evaluation& evaluation, Cell element) {
  return symbol(evaluation.weight->size() > 0 ? "w" : "", 1, 0, element);
}

std::string operand_text(double value, int decimals) {
  const std::string text = number_text(value, decimals);
  return value < 0 ? "(" + text + ")" : text;
}

Tag kernel_tag(const Evaluation& evaluation, Side side, std::int64_t input_channel, std::int64_t output_channel,
               Cell element) {
  const std::int64_t coarse = side == Side::transposed ? input_channel : output_channel;
  const std::int64_t fine = side == Side::transposed ? output_channel : input_channel;
  const std::int64_t second_extent = evaluation.weight->channels();
  return {side, Part::kernel, coarse * second_extent + fine % second_extent, element};
}

}  // namespace convoscope
