// The order matters: sizes and files first, then the table's numbers, then what is settled from them (auto_pad, output
// size), then the judgement. Nothing is allocated for a size before `validate` has agreed to it.
#include "cli/layer_arguments.h"

#include "cli/names.h"
#include "cli/numbers.h"
#include "core/convolve.h"
#include "core/geometry.h"
#include "document/names.h"
#include "document/parameters.h"
#include "interop/npy.h"

namespace convoscope {
namespace {

/// Starts with a digit or a sign: a size rather than a file's name.
bool looks_like_size(std::string_view text) {
  return text.empty() || (!text.ends_with(".npy") && text.find_first_of("0123456789+-") == 0);
}

bool looks_like_file(std::string_view text) { return text.find_first_of("./\\") != std::string_view::npos; }

Failure failure_of(const Problem& problem) { return wrong_request("", message_of(problem)); }

Attempt<NpyArray> read_array(const std::string& path, const Platform& platform) {
  const Result<std::string> bytes = platform.read_file(path);
  if (!bytes) return failed(bytes.message());
  Result<NpyArray> array = read_npy(*bytes, path);
  if (!array) return failed(array.message());
  return std::move(*array);
}

Outcome read_input(const LayerArguments& arguments, const Platform& platform, Layer& layer) {
  if (!arguments.input) return wrong_request("--input", {"cli.input_missing", {}});
  std::vector<std::int64_t> extents;
  if (looks_like_size(*arguments.input)) {
    Attempt<std::vector<std::int64_t>> numbers = read_numbers("--input", *arguments.input);
    if (!numbers && numbers.failure().message.cause == Cause::number_too_large) return numbers.failure();
    if (numbers) extents = std::move(*numbers);
    if (extents.size() < 2 || extents.size() > 3)
      return wrong_request("--input", {"cli.input_size", {{"text", *arguments.input}}});
  } else {
    Attempt<NpyArray> array = read_array(*arguments.input, platform);
    const bool is_missing = !array && array.failure().message.cause == Cause::missing_file;
    if (is_missing && !looks_like_file(*arguments.input))
      return wrong_request("--input", {"cli.input_size", {{"text", *arguments.input}}});
    if (!array) return array.failure();
    extents = array->shape;
    Result<Tensor> map = map_of(std::move(*array), *arguments.input);
    if (!map) return failed(map.message());
    layer.given_input = std::move(*map);
  }
  const std::size_t rank = extents.size();
  layer.input_rank = static_cast<int>(rank);
  layer.spec.batch = rank == 4 ? extents[0] : 1;
  layer.spec.in_channels = rank >= 3 ? extents[rank - 3] : 1;
  for (int axis = 0; axis < axis_count; ++axis)
    layer.spec.axes[axis].input = extents[rank - axis_count + static_cast<std::size_t>(axis)];
  return done();
}

/// Reads the file of --weight, which also says the kernel's size and the output channels.
Outcome read_weight(const LayerArguments& arguments, const Platform& platform, Layer& layer) {
  if (!arguments.weight) {
    if (arguments.numbers.contains(Parameter::kernel)) return done();
    return wrong_request("--kernel", {"cli.kernel_missing", {}});
  }
  for (const Parameter parameter : {Parameter::kernel, Parameter::out_channels})
    if (arguments.numbers.contains(parameter))
      return wrong_request(flag_of(name_of(parameter)), {"cli.excludes", {{"other", "--weight"}}});
  Attempt<NpyArray> array = read_array(*arguments.weight, platform);
  if (!array) return array.failure();
  Result<Tensor> weight = weight_of(std::move(*array), *arguments.weight);
  if (!weight) return failed(weight.message());
  layer.spec.axes[height].kernel = weight->rows();
  layer.spec.axes[width].kernel = weight->columns();
  layer.given_weight = std::move(*weight);
  return done();
}

Outcome read_bias(const LayerArguments& arguments, const Platform& platform, Layer& layer) {
  if (!arguments.bias) return done();
  Attempt<NpyArray> array = read_array(*arguments.bias, platform);
  if (!array) return array.failure();
  Result<std::vector<float>> bias = bias_of(std::move(*array), *arguments.bias);
  if (!bias) return failed(bias.message());
  layer.bias = std::move(*bias);
  return done();
}

/// Puts the flags that are rows of the parameter table into the spec: one number for both axes, or height and width.
Outcome set_numbers(const LayerArguments& arguments, Spec& spec) {
  Scene scene;
  scene.spec = spec;
  for (const auto& [parameter, text] : arguments.numbers) {
    const ParameterRow& row = parameter_row(parameter);
    const std::string flag = flag_of(row.name);
    const Attempt<std::vector<std::int64_t>> numbers = read_numbers(flag, text);
    if (!numbers) return numbers.failure();
    if (numbers->size() > (row.per_axis ? axis_count : 1))
      return wrong_request(flag, {row.per_axis ? "cli.one_or_two" : "cli.one_number", {{"text", text}}});
    for (int axis = 0; axis < axis_count; ++axis) {
      const std::int64_t value = numbers->size() == 1 ? numbers->front() : (*numbers)[axis];
      // A convolution's row would grow the input instead; here it is a mistake for `validate` to tell.
      if (parameter == Parameter::output_padding)
        scene.spec.axes[axis].output_padding = value;
      else
        row.set(scene, axis, value);
    }
  }
  spec = scene.spec;
  return done();
}

/// The channels that come out: the weight file says so, else --out-channels, else one a group. Pooling keeps them.
void settle_out_channels(const LayerArguments& arguments, Layer& layer) {
  Spec& spec = layer.spec;
  // An absurd number of groups is left to `validate`.
  const std::int64_t groups = spec.groups >= 1 && spec.groups <= max_cells ? spec.groups : 1;
  const bool is_transposed = spec.operation == Operation::transposed_convolution;
  const bool is_pooling = !is_transposed && spec.operation != Operation::convolution;
  if (is_pooling) {
    spec.out_channels = spec.in_channels;
  } else if (layer.given_weight) {
    const Shape& shape = layer.given_weight->shape();
    spec.out_channels = is_transposed ? shape[1] * groups : shape[0];
  } else if (!arguments.numbers.contains(Parameter::out_channels)) {
    spec.out_channels = groups;
  }
}

Outcome set_padding(const std::string& text, Spec& spec) {
  const Attempt<std::vector<std::int64_t>> numbers = read_numbers("--padding", text);
  if (!numbers) return numbers.failure();
  const std::vector<std::int64_t>& given = *numbers;
  if (given.size() != 1 && given.size() != 2 && given.size() != 4)
    return wrong_request("--padding", {"cli.padding_count", {{"text", text}}});
  // P; PH,PW; T,L,B,R: the begins of both axes, then the ends.
  for (int axis = 0; axis < axis_count; ++axis) {
    const auto begin = given.size() == 1 ? std::size_t{0} : static_cast<std::size_t>(axis);
    spec.axes[axis].pad_begin = given[begin];
    spec.axes[axis].pad_end = given[given.size() == 4 ? begin + axis_count : begin];
  }
  return done();
}

Outcome settle_output_size(const LayerArguments& arguments, AutoPad auto_pad, Spec& spec) {
  const Attempt<std::vector<std::int64_t>> numbers = read_numbers("--output-size", *arguments.output_size);
  if (!numbers) return numbers.failure();
  if (numbers->size() != axis_count)
    return wrong_request("--output-size", {"cli.output_size", {{"text", *arguments.output_size}}});
  const bool padding_given = arguments.padding.has_value();
  if (padding_given && arguments.numbers.contains(Parameter::output_padding))
    return wrong_request("--output-padding", {"cli.excludes", {{"other", "--output-size"}}});
  const std::array<std::int64_t, axis_count> output{(*numbers)[height], (*numbers)[width]};
  const std::vector<Problem> problems = validate_output_size(spec, output, padding_given);
  if (!problems.empty()) return failure_of(problems.front());
  spec = resolve_output_size(spec, output, padding_given, auto_pad);
  return done();
}

/// --padding, --auto-pad and --output-size: at most two of them, and never the first two together.
Outcome settle_padding(const LayerArguments& arguments, Spec& spec) {
  if (arguments.padding && arguments.auto_pad)
    return wrong_request("--padding", {"cli.excludes", {{"other", "--auto-pad"}}});
  if (arguments.padding)
    if (Outcome set = set_padding(*arguments.padding, spec); !set) return set;
  AutoPad auto_pad = AutoPad::explicit_;
  if (arguments.auto_pad) {
    const Attempt<AutoPad> named = read_auto_pad(*arguments.auto_pad);
    if (!named) return named.failure();
    auto_pad = *named;
  }
  if (arguments.output_size) return settle_output_size(arguments, auto_pad, spec);
  spec = resolve_padding(spec, auto_pad);
  return done();
}

Outcome judge(const Layer& layer) {
  std::vector<Problem> problems = validate(layer.spec);
  // What no file gave has the right shape by itself.
  if (problems.empty() && (layer.given_weight || !layer.bias.empty()))
    problems = validate_shapes(layer.spec, layer.input(), layer.weight(), layer.bias);
  if (problems.empty()) return done();
  return failure_of(problems.front());
}

}  // namespace

Tensor Layer::input() const { return given_input ? *given_input : Tensor::counting(input_shape(spec)); }

Tensor Layer::weight() const {
  if (given_weight) return *given_weight;
  const bool is_pooling = spec.operation == Operation::average_pooling || spec.operation == Operation::max_pooling;
  return is_pooling ? Tensor() : Tensor::counting(weight_shape(spec));
}

Attempt<Layer> read_layer(const LayerArguments& arguments, const Platform& platform) {
  if (!arguments.operation)
    return wrong_request("OP", {"cli.operation_missing", {{"choices", joined(operation_names)}}});
  const Attempt<Operation> operation =
      read_choice<Operation>("OP", *arguments.operation, operation_named, operation_names);
  if (!operation) return operation.failure();
  Layer layer;
  layer.spec.operation = *operation;
  for (const auto read : {read_input, read_weight, read_bias})
    if (Outcome outcome = read(arguments, platform, layer); !outcome) return outcome.failure();
  if (Outcome outcome = set_numbers(arguments, layer.spec); !outcome) return outcome.failure();
  settle_out_channels(arguments, layer);
  if (arguments.padding_mode) {
    const Attempt<PaddingMode> mode =
        read_choice<PaddingMode>("--padding-mode", *arguments.padding_mode, padding_mode_named, padding_mode_names);
    if (!mode) return mode.failure();
    layer.spec.padding_mode = *mode;
  }
  if (Outcome outcome = settle_padding(arguments, layer.spec); !outcome) return outcome.failure();
  if (Outcome outcome = judge(layer); !outcome) return outcome.failure();
  return layer;
}

std::optional<std::string> any_layer_flag(const LayerArguments& arguments) {
  if (!arguments.numbers.empty()) return flag_of(name_of(arguments.numbers.begin()->first));
  const std::pair<std::string_view, const Value&> flags[] = {{"input", arguments.input},
                                                             {"weight", arguments.weight},
                                                             {"bias", arguments.bias},
                                                             {"padding", arguments.padding},
                                                             {"auto_pad", arguments.auto_pad},
                                                             {"padding_mode", arguments.padding_mode},
                                                             {"output_size", arguments.output_size}};
  for (const auto& [name, value] : flags)
    if (value) return flag_of(name);
  return std::nullopt;
}

}  // namespace convoscope
