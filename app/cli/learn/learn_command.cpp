// The learning is core's. JSON keeps all digits, a table is for reading.
#include "cli/learn/learn_command.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "cli/layer_arguments.h"
#include "cli/layer_files.h"
#include "cli/learn/learning_file.h"
#include "cli/learn/weight_gradient.h"
#include "cli/numbers.h"
#include "cli/table.h"
#include "cli/work.h"
#include "core/convolve.h"
#include "core/learning.h"
#include "document/learning.h"
#include "document/names.h"

namespace convoscope {
namespace {

constexpr double usual_rate = 0.1;

Attempt<Tensor> read_input_values(const LearnArguments& arguments, const Layer& layer) {
  const Scene& scene = layer.saved.scene;
  const SharedTensor& given = scene.photograph.picture      ? scene.photograph.picture->planes
                              : is_transposed(layer.spec()) ? scene.coarse_values
                                                            : scene.fine_values;
  if (given && arguments.seed) return wrong_request("--seed", {"cli.learn.seed_unused", {}});
  if (given) return *given;
  std::int64_t seed = 1;
  if (arguments.seed) {
    const Attempt<std::int64_t> read =
        read_number("--seed", *arguments.seed, 0, std::numeric_limits<std::int64_t>::max());
    if (!read) return read.failure();
    seed = *read;
  }
  return drawn_values(input_shape(layer.spec()), static_cast<std::uint64_t>(seed));
}

struct Target {
  Tensor output;
  std::optional<Tensor> kernel{};  ///< that makes it, where it is named
};

/// What the named kernel makes of the input, or a file's values.
Attempt<Target> read_target(const Value& text, const Layer& layer, const Tensor& input, const Platform& platform) {
  if (!text) return wrong_request("--target", {"cli.learn.target_missing", {}});
  const Spec& spec = layer.spec();
  if (const NamedKernel* named = kernel_of_text(*text)) {
    const std::int64_t rows = spec.axes[height].kernel;
    const std::int64_t columns = spec.axes[width].kernel;
    if (!named->has_any_size && (rows != named->side || columns != named->side))
      return wrong_request("--target", {"cli.learn.target_size",
                                        {{"name", std::string(named->name)},
                                         {"size", fmt::format("{0}x{0}", named->side)},
                                         {"kernel", fmt::format("{}x{}", rows, columns)}}});
    const Attempt<Tensor> plane = plane_of_text("--target", *text, rows, columns);
    if (!plane) return plane.failure();
    Tensor kernel = repeated(*plane, weight_shape(spec));
    Tensor output = apply(spec, input, kernel, layer.saved.scene.bias);
    return Target{std::move(output), std::move(kernel)};
  }
  Attempt<NpyArray> array = read_array("--target", *text, true, platform);
  if (!array) return array.failure();
  const std::string given = shape_text(array->shape);
  if (layer.is_line && !array->shape.empty()) array->shape.insert(array->shape.end() - 1, 1);
  Result<Tensor> target = map_of(std::move(*array), *text);
  if (!target) return failed(target.message());
  const Shape wanted = output_shape(spec);
  if (target->shape() != wanted)
    return wrong_request(
        "--target", {"cli.learn.target_shape",
                     {{"file", *text}, {"shape", given}, {"expected", shape_text({wanted.begin(), wanted.end()})}}});
  return Target{std::move(*target)};
}

/// Short, and without the sign of a zero: "0.9998".
std::string rounded(double value) {
  return fmt::format("{:.5g}", std::isfinite(value) ? std::round(value * 1e4) / 1e4 + 0.0 : value);
}

std::string json_number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }

/// [[...], ...] of one plane.
std::string plane_json(const Tensor& weight, std::int64_t first, std::int64_t second) {
  std::vector<std::string> rows;
  for (std::int64_t row = 0; row < weight.rows(); ++row) {
    std::vector<std::string> numbers;
    for (std::int64_t column = 0; column < weight.columns(); ++column) {
      const float value = weight(first, second, row, column);
      numbers.push_back(std::isfinite(value) ? fmt::format("{}", value) : "null");
    }
    rows.push_back(fmt::format("[{}]", fmt::join(numbers, ", ")));
  }
  return fmt::format("[{}]", fmt::join(rows, ", "));
}

/// With channels outside, where there is more than one pair of them.
std::string weight_json(const Tensor& weight) {
  if (weight.batch() * weight.channels() == 1) return plane_json(weight, 0, 0);
  std::vector<std::string> outer;
  for (std::int64_t first = 0; first < weight.batch(); ++first) {
    std::vector<std::string> planes;
    for (std::int64_t second = 0; second < weight.channels(); ++second)
      planes.push_back(plane_json(weight, first, second));
    outer.push_back(fmt::format("[{}]", fmt::join(planes, ", ")));
  }
  return fmt::format("[{}]", fmt::join(outer, ", "));
}

using States = std::vector<LearningState>;

void write_json(const States& states, std::ostream& out) {
  for (std::size_t step = 0; step < states.size(); ++step)
    out << (step == 0 ? "[" : ",\n ")
        << fmt::format(R"({{"step": {}, "loss": {}, "kernel": {}}})", step, json_number(states[step].loss),
                       weight_json(states[step].weight));
  out << "]\n";
}

/// A row a state: step, loss and every number of the kernel.
Table table_of(const States& states, const Catalog& catalog) {
  Table table{{catalog.text("term.learning_step"), catalog.text("term.loss")}, {}};
  const Tensor& first = states.front().weight;
  const bool has_channels = first.batch() * first.channels() > 1;
  for (std::int64_t outer = 0; outer < first.batch(); ++outer)
    for (std::int64_t inner = 0; inner < first.channels(); ++inner)
      for (std::int64_t row = 0; row < first.rows(); ++row)
        for (std::int64_t column = 0; column < first.columns(); ++column)
          table.header.push_back(has_channels ? fmt::format("w[{},{},{},{}]", outer, inner, row, column)
                                              : fmt::format("w[{},{}]", row, column));
  for (std::size_t step = 0; step < states.size(); ++step) {
    std::vector<std::string>& row = table.rows.emplace_back();
    row = {std::to_string(step), fmt::format("{:.6g}", states[step].loss)};
    for (const float value : states[step].weight.data()) row.push_back(rounded(value));
  }
  return table;
}

/// The losses, and below them the last kernel.
std::string text_of(const States& states, const Catalog& catalog) {
  Table losses{{"", "", "", ""}, {}};
  for (std::size_t step = 0; step < states.size(); ++step)
    losses.rows.push_back({catalog.text("term.learning_step"), std::to_string(step), catalog.text("term.loss"),
                           fmt::format("{:.6g}", states[step].loss)});
  std::string text = table_text(losses, TableFormat::text);
  const Tensor& weight = states.back().weight;
  const bool has_channels = weight.batch() * weight.channels() > 1;
  for (std::int64_t outer = 0; outer < weight.batch(); ++outer) {
    for (std::int64_t inner = 0; inner < weight.channels(); ++inner) {
      text += '\n' + catalog.text("term.kernel") + (has_channels ? fmt::format(" {},{}", outer, inner) : "") + '\n';
      Table plane{std::vector<std::string>(at_index(weight.columns())), {}};
      for (std::int64_t row = 0; row < weight.rows(); ++row) {
        std::vector<std::string>& numbers = plane.rows.emplace_back();
        for (std::int64_t column = 0; column < weight.columns(); ++column)
          numbers.push_back(rounded(weight(outer, inner, row, column)));
      }
      text += table_text(plane, TableFormat::text);
    }
  }
  return text;
}

/// Where the descent went up instead.
void judge_descent(const States& states, std::int64_t steps, const Context& context) {
  const auto last = static_cast<std::int64_t>(states.size()) - 1;
  if (last < steps) return say_note({"cli.learn.diverged", {{"step", std::to_string(last)}}}, context);
  if (states.back().loss > states.front().loss)
    say_note(
        {"cli.learn.rose",
         {{"first", fmt::format("{:.4g}", states.front().loss)}, {"last", fmt::format("{:.4g}", states.back().loss)}}},
        context);
}

}  // namespace

Outcome run_learn(const LearnArguments& arguments, const Context& context) {
  const Attempt<TableFormat> format = read_table_format(arguments.table);
  if (!format) return format.failure();
  const Attempt<LearningFile> file = read_learning_file(arguments);
  if (!file) return file.failure();
  const Attempt<Layer> layer = read_layer(arguments.layer, context.platform);
  if (!layer) return layer.failure();
  const Spec& spec = layer->spec();
  if (is_pooling(spec))
    return wrong_request("", {"cli.learn.pooling", {{"operation", std::string(name_of(spec.operation))}}});
  if (const Outcome judged = judge_work(spec, most_plain_multiplications / 2); !judged) return judged;
  const std::string steps_text = arguments.steps.value_or(std::to_string(usual_learning_steps));
  const Attempt<std::int64_t> steps = read_number("--steps", steps_text, 0, most_learning_steps(spec));
  if (!steps) return steps.failure();
  const Attempt<double> rate =
      arguments.rate ? read_positive("--rate", *arguments.rate, most_learning_rate) : Attempt<double>(usual_rate);
  if (!rate) return rate.failure();
  const Attempt<Tensor> input = read_input_values(arguments, *layer);
  if (!input) return input.failure();
  const Attempt<Target> target = read_target(arguments.target, *layer, *input, context.platform);
  if (!target) return target.failure();
  if (layer->note) say_note(*layer->note, context);
  const Scene& scene = layer->saved.scene;
  const Tensor start = scene.weight_values ? *scene.weight_values : Tensor(weight_shape(spec));
  std::size_t element = 0;
  if (arguments.select) {
    const Attempt<std::size_t> named = read_weight_name(*arguments.select, start.shape());
    if (!named) return named.failure();
    element = *named;
  }
  const LearningTask task{spec, *input, target->output, scene.bias};
  const States states = learn(task, start, *rate, *steps);
  if (states.empty()) return wrong_request("", {"cli.learn.not_finite", {}});
  const auto last = static_cast<std::int64_t>(states.size()) - 1;
  const std::int64_t step = file->step.value_or(last);
  if (step > last) return out_of_range("--step", std::to_string(step), "0", std::to_string(last));
  judge_descent(states, *steps, context);
  if (arguments.output)
    return write_learning_picture(*file, states, *rate, target->kernel ? &*target->kernel : nullptr, context);
  if (arguments.select) {
    tell_weight_gradient(task, states[at_index(step)], {element, step, *rate}, *format, context);
    return done();
  }
  const Catalog& catalog = context.wording.catalog();
  if (*format == TableFormat::json)
    write_json(states, context.out);
  else
    context.out << (*format == TableFormat::text ? text_of(states, catalog)
                                                 : table_text(table_of(states, catalog), *format));
  return done();
}

}  // namespace convoscope
