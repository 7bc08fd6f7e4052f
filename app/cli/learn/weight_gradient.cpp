// In symbols: x the input, y the output, t the wanted one, g = dL/dy.
#include "cli/learn/weight_gradient.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "cli/numbers.h"
#include "core/convolve.h"
#include "core/gradient.h"
#include "document/number_text.h"
#include "interop/npy.h"

namespace convoscope {
namespace {

constexpr std::size_t most_terms = 4096;
constexpr int term_decimals = 4;

/// The place of a flattened index, without the extents of one before the last two.
std::vector<std::int64_t> place_in(std::size_t index, const Shape& shape) {
  std::vector<std::int64_t> place;
  auto rest = static_cast<std::int64_t>(index);
  for (std::size_t axis = shape.size(); axis-- > 0;) {
    place.insert(place.begin(), rest % shape[axis]);
    rest /= shape[axis];
  }
  const bool has_channels = shape[0] > 1 || shape[1] > 1;
  if (shape[0] == 1) place.erase(place.begin());
  if (!has_channels) place.erase(place.begin());
  return place;
}

std::string cell_text(const char* letter, const std::vector<std::int64_t>& place) {
  return fmt::format("{}[{}]", letter, fmt::join(place, ","));
}

std::string decimal(double value) { return number_text(value, term_decimals); }
std::string factor(double value) { return value < 0 ? '(' + decimal(value) + ')' : decimal(value); }

std::string told_json(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }

}  // namespace

Attempt<std::size_t> read_weight_name(const std::string& text, const Shape& weight) {
  const bool has_channels = weight[0] * weight[1] > 1;
  const Failure none = wrong_request(
      "--select", {"cli.learn.no_such_weight",
                   {{"text", text},
                    {"example", has_channels ? "kernel[0,0,0,0]" : "kernel[0,0]"},
                    {"shape", shape_text(has_channels ? std::vector<std::int64_t>(weight.begin(), weight.end())
                                                      : std::vector<std::int64_t>{weight[2], weight[3]})}}});
  constexpr std::string_view before = "kernel[";
  if (!text.starts_with(before) || !text.ends_with(']')) return none;
  const Attempt<std::vector<std::int64_t>> numbers =
      read_numbers("--select", std::string_view(text).substr(before.size(), text.size() - before.size() - 1));
  if (!numbers) return none;
  std::vector<std::int64_t> place = *numbers;
  if (place.size() == 2 && !has_channels) place.insert(place.begin(), 2, 0);
  if (place.size() != weight.size()) return none;
  std::int64_t index = 0;
  for (std::size_t axis = 0; axis < weight.size(); ++axis) {
    if (place[axis] < 0 || place[axis] >= weight[axis]) return none;
    index = index * weight[axis] + place[axis];
  }
  return at_index(index);
}

void tell_weight_gradient(const LearningTask& task, const LearningState& state, const ToldWeight& told,
                          TableFormat format, const Context& context) {
  const Tensor output = apply(task.spec, task.input, state.weight, task.bias);
  const Tensor slope = slope_of_mean_square(output, task.target);
  const WeightGradient found = gradient_of_weight(task.spec, task.input, slope, told.element, most_terms);
  const Shape& shape = state.weight.shape();
  std::vector<std::int64_t> place = place_in(told.element, {1, 1, shape[2], shape[3]});
  if (shape[0] * shape[1] > 1) {
    const auto pair = static_cast<std::int64_t>(told.element) / (shape[2] * shape[3]);
    place = {pair / shape[1], pair % shape[1], place[0], place[1]};
  }
  const std::string weight = cell_text("w", place);
  const double value = static_cast<double>(state.weight.data()[told.element]);
  const double next = value - told.rate * found.sum;
  const Catalog& catalog = context.wording.catalog();
  Table table{{catalog.text("cli.explain.symbols"), catalog.text("cli.explain.numbers")}, {}};
  std::vector<std::string> terms;
  for (const GradientTerm& term : found.terms) {
    const double x = static_cast<double>(task.input.data()[term.input]);
    const double g = static_cast<double>(slope.data()[term.output]);
    const auto in = place_in(term.input, task.input.shape());
    const auto out = place_in(term.output, slope.shape());
    table.rows.push_back({cell_text("x", in) + " · " + cell_text("g", out),
                          fmt::format("{} · {} = {}", decimal(x), factor(g), decimal(term.product))});
    terms.push_back(fmt::format(R"({{"input": [{}], "output": [{}], "x": {}, "g": {}, "value": {}}})",
                                fmt::join(in, ", "), fmt::join(out, ", "), told_json(x), told_json(g),
                                told_json(term.product)));
  }
  const auto omitted = found.count - static_cast<std::int64_t>(found.terms.size());
  if (format == TableFormat::json) {
    context.out << fmt::format(
        "{{\"weight\": [{}],\n \"step\": {},\n \"value\": {},\n \"terms\": [{}],\n \"omitted\": {},\n \"gradient\": "
        "{},\n "
        "\"next\": {}}}\n",
        fmt::join(place, ", "), told.step, told_json(value), fmt::join(terms, ",\n  "), omitted, told_json(found.sum),
        told_json(next));
    return;
  }
  if (format != TableFormat::text) {
    context.out << table_text(table, format);
    return;
  }
  context.out << catalog.text("cli.learn.weight",
                              {{"weight", weight}, {"step", std::to_string(told.step)}, {"value", decimal(value)}})
              << '\n'
              << catalog.text("cli.learn.connections",
                              {{"count", std::to_string(found.count)}, {"cells", std::to_string(output.size())}})
              << '\n';
  for (const std::vector<std::string>& row : table.rows) context.out << row[0] << " = " << row[1] << '\n';
  if (omitted > 0) context.out << catalog.text("cli.explain.omitted", {{"count", std::to_string(omitted)}}) << '\n';
  context.out << fmt::format("dL/d{} = {}\n{} ← {} − {} · {} = {}\n", weight, decimal(found.sum), weight,
                             decimal(value), told.rate, factor(found.sum), decimal(next));
}

}  // namespace convoscope
