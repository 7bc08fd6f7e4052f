// The wording is that of PyTorch 1.13 to 2.5; only the phrases before the numbers are looked for.
#include "interop/code/error_message.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace convoscope {
namespace {

/// The whole numbers of the bracket, or the single one, that follows a phrase; empty where there is none.
std::vector<std::int64_t> numbers_after(std::string_view text, std::string_view phrase) {
  std::vector<std::int64_t> numbers;
  const std::size_t found = text.find(phrase);
  if (found == std::string_view::npos) return numbers;
  std::string_view rest = text.substr(found + phrase.size());
  if (rest.starts_with("torch.Size(")) rest.remove_prefix(11);
  constexpr std::size_t most_numbers = 8;
  while (!rest.empty() && numbers.size() < most_numbers) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
    if (error == std::errc{}) {
      numbers.push_back(std::clamp(number, -max_cells, max_cells));
      rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
      continue;
    }
    const char c = rest.front();
    const bool goes_on = c == ' ' || c == '[' || c == '(' || c == ',' || c == 'x' || c == '=';
    if (!goes_on) break;
    rest.remove_prefix(1);
  }
  return numbers;
}

std::string size_text(const std::vector<std::int64_t>& extents) {
  std::string text;
  for (const std::int64_t extent : extents) text += (text.empty() ? "" : "x") + std::to_string(extent);
  return text;
}

/// Height and width of the last two numbers, or of one for a line.
AxisPair last_two(const std::vector<std::int64_t>& numbers, bool is_line) {
  return {is_line ? 1 : numbers[numbers.size() - 2], numbers.back()};
}

void set_input(LayerCode& layer, const AxisPair& input) {
  for (int axis = 0; axis < axis_count; ++axis) layer.spec.axes[axis].input = std::max<std::int64_t>(input[axis], 1);
  layer.has_input = true;
}

/// "Given groups=1, weight of size [64, 3, 7, 7], expected input[1, 1, 224, 224] to have 3 channels, but got 1 channels instead"
std::optional<LayerCode> channels_misfit(std::string_view text) {
  const auto weight = numbers_after(text, "weight of size ");
  const auto input = numbers_after(text, "expected input");
  if (weight.size() < 3 || weight.size() > 4 || input.size() != weight.size()) return std::nullopt;
  LayerCode layer;
  layer.is_line = weight.size() == 3;
  const auto groups = numbers_after(text, "groups");
  const bool transposed = numbers_after(text, "transposed") == std::vector<std::int64_t>{1};
  Spec& spec = layer.spec;
  spec.operation = transposed ? Operation::transposed_convolution : Operation::convolution;
  spec.groups = groups.size() == 1 ? std::max<std::int64_t>(groups[0], 1) : 1;
  spec.in_channels = weight[transposed ? 0 : 1] * (transposed ? 1 : spec.groups);
  spec.out_channels = weight[transposed ? 1 : 0] * (transposed ? spec.groups : 1);
  const AxisPair kernel = last_two(weight, layer.is_line);
  for (int axis = 0; axis < axis_count; ++axis) spec.axes[axis].kernel = kernel[axis];
  set_input(layer, last_two(input, layer.is_line));
  layer.has_channels = true;
  layer.reason = Message{"code.reason.channels",
                         {{"wanted", std::to_string(spec.in_channels)}, {"given", std::to_string(input[1])}}};
  return layer;
}

/// "Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be greater than actual input size"
std::optional<LayerCode> kernel_misfit(std::string_view text) {
  const auto input = numbers_after(text, "padded input size per channel: ");
  const auto kernel = numbers_after(text, "Kernel size: ");
  if (input.empty() || input.size() > 2 || input.size() != kernel.size()) return std::nullopt;
  LayerCode layer;
  layer.is_line = input.size() == 1;
  const AxisPair reach = last_two(kernel, layer.is_line);
  const AxisPair padded = last_two(input, layer.is_line);
  set_input(layer, padded);
  for (int axis = 0; axis < axis_count; ++axis) {
    AxisSpec& rows = layer.spec.axes[axis];
    rows.kernel = std::max<std::int64_t>(reach[axis], 1);
    rows.pad_begin = rows.pad_end = std::max<std::int64_t>((rows.kernel - rows.input + 1) / 2, 0);
  }
  layer.reason = Message{"code.reason.kernel", {{"kernel", size_text(kernel)}, {"input", size_text(input)}}};
  return layer;
}

/// "requested an output size of [10, 10], but valid sizes range from [7, 7] to [8, 8] (for an input of torch.Size([4, 4]))"
std::optional<LayerCode> output_misfit(std::string_view text) {
  const auto requested = numbers_after(text, "requested an output size of ");
  const auto smallest = numbers_after(text, "valid sizes range from ");
  auto largest = numbers_after(text, " to ");
  if (const std::size_t range = text.find("valid sizes range from "); range != std::string_view::npos)
    largest = numbers_after(text.substr(range), " to ");
  const auto input = numbers_after(text, "for an input of ");
  if (requested.empty() || requested.size() > 2 || smallest.size() != requested.size() ||
      largest.size() != requested.size())
    return std::nullopt;
  LayerCode layer;
  layer.is_line = requested.size() == 1;
  layer.spec.operation = Operation::transposed_convolution;
  const AxisPair least = last_two(smallest, layer.is_line);
  const AxisPair most = last_two(largest, layer.is_line);
  const AxisPair asked = last_two(requested, layer.is_line);
  AxisPair cells{};
  for (int axis = layer.is_line ? width : height; axis < axis_count; ++axis) {
    AxisSpec& rows = layer.spec.axes[axis];
    rows.stride = std::max<std::int64_t>(most[axis] - least[axis] + 1, 1);
    const bool has_input = input.size() >= requested.size();
    cells[axis] = has_input ? last_two(input, layer.is_line)[axis] : (least[axis] + rows.stride - 1) / rows.stride;
    cells[axis] = std::clamp<std::int64_t>(cells[axis], 1, max_cells / rows.stride);
    // smallest = (n-1)s - 2p + K: the plainest kernel that leaves no gaps.
    const std::int64_t left = least[axis] - (cells[axis] - 1) * rows.stride;  // K - 2p
    rows.pad_begin = rows.pad_end = std::clamp<std::int64_t>((rows.stride - left + 1) / 2, 0, max_cells);
    rows.kernel = std::max<std::int64_t>(left + 2 * rows.pad_begin, 1);
    rows.output_padding = std::clamp<std::int64_t>(asked[axis] - least[axis], 0, rows.stride - 1);
  }
  if (layer.is_line) cells[height] = 1;
  set_input(layer, cells);
  layer.reason = Message{
      "code.reason.output",
      {{"requested", size_text(requested)}, {"smallest", size_text(smallest)}, {"largest", size_text(largest)}}};
  return layer;
}

/// "Sizes of tensors must match except in dimension 1. Expected size 56 but got size 57 for tensor number 1 in the list."
std::optional<LayerCode> joint_misfit(std::string_view text) {
  const auto expected = numbers_after(text, "Expected size ");
  const auto given = numbers_after(text, "got size ");
  if (text.find("Sizes of tensors must match except in dimension") == std::string_view::npos) return std::nullopt;
  if (expected.size() != 1 || given.size() != 1) return std::nullopt;
  // As after a halving and a doubling: by output padding where that reaches.
  const std::int64_t smaller = std::max<std::int64_t>(std::min(expected[0], given[0]), 1);
  const std::int64_t larger = std::max(expected[0], given[0]);
  LayerCode layer;
  layer.spec.operation = Operation::transposed_convolution;
  const std::int64_t half = std::max<std::int64_t>(smaller / 2, 1);
  for (AxisSpec& axis : layer.spec.axes) {
    axis.kernel = axis.stride = 2;
    axis.output_padding = larger - 2 * half == 1 ? 1 : 0;
  }
  set_input(layer, {half, half});
  layer.reason = Message{"code.reason.joint",
                         {{"expected", std::to_string(expected[0])},
                          {"given", std::to_string(given[0])},
                          {"difference", std::to_string(larger - smaller)}}};
  return layer;
}

}  // namespace

std::optional<LayerCode> read_error_message(std::string_view text) {
  for (const auto read : {channels_misfit, kernel_misfit, output_misfit, joint_misfit})
    if (std::optional<LayerCode> layer = read(text)) return layer;
  return std::nullopt;
}

}  // namespace convoscope
