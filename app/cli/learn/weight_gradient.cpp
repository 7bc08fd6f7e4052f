// In symbols: x the input, y the output, t the wanted one, g = dL/dy.
#include "cli/learn/weight_gradient.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

#include "cli/numbers.h"
#include "document/learning.h"
#include "interop/npy.h"

namespace convoscope {
namespace {

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
  const WeightSlope slope = weight_slope(task, state, told.element, told.rate);
  const WeightGradient& found = slope.gradient;
  const Shape& shape = state.weight.shape();
  const std::vector<std::int64_t> place = weight_place(told.element, shape);
  const std::string weight = weight_name(told.element, shape);
  const Catalog& catalog = context.wording.catalog();
  Table table{{catalog.text("cli.explain.symbols"), catalog.text("cli.explain.numbers")}, {}};
  std::vector<std::string> terms;
  for (const GradientTerm& term : found.terms) {
    const Shape &in = task.input.shape(), &out = slope.slope.shape();
    table.rows.push_back({symbols_of(term, in, out), numbers_of(term, task.input, slope.slope)});
    terms.push_back(fmt::format(R"({{"input": [{}], "output": [{}], "x": {}, "g": {}, "value": {}}})",
                                fmt::join(place_in(term.input, in), ", "), fmt::join(place_in(term.output, out), ", "),
                                told_json(static_cast<double>(task.input.data()[term.input])),
                                told_json(static_cast<double>(slope.slope.data()[term.output])),
                                told_json(term.product)));
  }
  const auto omitted = found.count - static_cast<std::int64_t>(found.terms.size());
  if (format == TableFormat::json) {
    context.out << fmt::format(
        "{{\"weight\": [{}],\n \"step\": {},\n \"value\": {},\n \"terms\": [{}],\n \"omitted\": {},\n \"gradient\": "
        "{},\n "
        "\"next\": {}}}\n",
        fmt::join(place, ", "), told.step, told_json(slope.value), fmt::join(terms, ",\n  "), omitted,
        told_json(found.sum), told_json(slope.next));
    return;
  }
  if (format != TableFormat::text) {
    context.out << table_text(table, format);
    return;
  }
  context.out << catalog.text(
                     "cli.learn.weight",
                     {{"weight", weight}, {"step", std::to_string(told.step)}, {"value", slope_text(slope.value)}})
              << '\n'
              << catalog.text("cli.learn.connections",
                              {{"count", std::to_string(found.count)}, {"cells", std::to_string(slope.slope.size())}})
              << '\n';
  for (const std::vector<std::string>& row : table.rows) context.out << row[0] << " = " << row[1] << '\n';
  if (omitted > 0) context.out << catalog.text("cli.explain.omitted", {{"count", std::to_string(omitted)}}) << '\n';
  context.out << fmt::format("dL/d{} = {}\n{} ← {} − {} · {} = {}\n", weight, slope_text(found.sum), weight,
                             slope_text(slope.value), told.rate, slope_factor(found.sum), slope_text(slope.next));
}

}  // namespace convoscope
