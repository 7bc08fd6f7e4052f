// Flags are applied in the order of the parameter table. Nothing is allocated for a size before `validate` has agreed
// to it.
#include "cli/layer_arguments.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/code/code_base.h"
#include "cli/layer_files.h"
#include "cli/names.h"
#include "cli/numbers.h"
#include "cli/photograph_arguments.h"
#include "cli/presets_command.h"
#include "core/convolve.h"
#include "core/geometry.h"
#include "document/edits.h"
#include "document/line.h"
#include "document/names.h"
#include "document/photograph/photograph_scene.h"
#include "document/presets.h"
#include "figure/views.h"
#include "interop/scene_link.h"
#include "picture/embedded_scene.h"

namespace convoscope {
namespace {

bool is_transposed(const Scene& scene) { return scene.spec.operation == Operation::transposed_convolution; }

Failure failure_of(const Problem& problem) { return wrong_request("", message_of(problem)); }

/// A flag that the operation does not have, and those operations that have it.
Failure belongs_elsewhere(const ParameterRow& row, const Scene& scene) {
  std::vector<std::string_view> owners;
  for (std::size_t i = 0; i < operation_names.size(); ++i) {
    Scene other;
    other.spec.operation = static_cast<Operation>(i);
    if (row.is_own(other)) owners.emplace_back(operation_names[i]);
  }
  return wrong_request(flag_of(row.name), {"cli.not_of_operation",
                                           {{"@parameter", "term." + std::string(row.name)},
                                            {"choices", joined(owners)},
                                            {"operation", std::string(name_of(scene.spec.operation))}}});
}

/// How many numbers a flag takes, in words.
const char* count_key(ValueKind kind, bool is_line) {
  if (is_line && kind == ValueKind::sides) return "cli.line_padding_count";
  if (is_line || kind == ValueKind::number) return "cli.one_number";
  if (kind == ValueKind::pair) return "cli.two_numbers";
  return kind == ValueKind::sides ? "cli.padding_count" : "cli.one_or_two";
}

bool fits(ValueKind kind, std::size_t count, bool is_line) {
  if (is_line || kind == ValueKind::number) return count == 1 || (kind == ValueKind::sides && count == 2);
  if (kind == ValueKind::pair) return count == axis_count;
  return count == 1 || count == axis_count || (kind == ValueKind::sides && count == 2 * axis_count);
}

/// Turns flags into edits of a layer's scene.
class FlagReader {
 public:
  FlagReader(const LayerArguments& arguments, bool is_new, LayerFiles files, Layer& layer)
      : flags_(arguments.flags), is_new_(is_new), files_(std::move(files)), layer_(layer) {}

  Outcome read(const ParameterRow& row) {
    const auto flag = flags_.find(row.id);
    if (flag == flags_.end()) return done();
    if (!row.is_own(scene())) return belongs_elsewhere(row, scene());
    const std::string& text = flag->second;
    if (!row.choices.empty()) return read_choice(row, text);
    if (row.kind == ValueKind::map) return read_input(text);
    if (row.kind == ValueKind::file) return row.id == Parameter::weight ? read_weight(text) : read_bias(text);
    return read_numbers_of(row, text);
  }

  AutoPad auto_pad() const { return auto_pad_; }

  /// What is wrong with the layer, or with the files for it.
  Outcome judge() const {
    const Spec& spec = scene().spec;
    if (const std::vector<Problem> problems = validate(spec); !problems.empty()) return failure_of(problems.front());
    const bool has_weight = has(Parameter::weight) && scene().weight_values;
    if (has_weight && scene().weight_values->shape() != weight_shape(spec)) return misfit_of_weight();
    const auto biases = static_cast<std::int64_t>(scene().bias.size());
    if (has(Parameter::bias) && biases != spec.out_channels)
      return wrong_request(
          "--bias",
          {"problem.bias_size", {{"size", std::to_string(biases)}, {"expected", std::to_string(spec.out_channels)}}});
    return done();
  }

 private:
  Scene& scene() const { return layer_.saved.scene; }
  bool has(Parameter id) const { return flags_.contains(id); }
  void apply(const Edit& edit) { apply_edit(edit, scene(), scene()); }

  Outcome read_choice(const ParameterRow& row, const std::string& text) {
    const auto chosen = std::ranges::find(row.choices, text);
    if (chosen == row.choices.end()) return unknown_choice(flag_of(row.name), text, row.choices);
    const std::int64_t index = chosen - row.choices.begin();
    if (row.id == Parameter::auto_pad) {
      if (has(Parameter::padding)) return wrong_request("--padding", {"cli.excludes", {{"other", "--auto-pad"}}});
      auto_pad_ = static_cast<AutoPad>(index);
      // The frameworks that settle padding divide by real cells.
      if (index != 0 && !has(Parameter::count_include_pad)) apply(SetParameter{Parameter::count_include_pad, -1, 0});
      if (has(Parameter::output_size)) return done();  // which it helps to settle
    }
    apply(SetParameter{row.id, -1, index});
    return done();
  }

  Outcome read_numbers_of(const ParameterRow& row, const std::string& text) {
    const std::string flag = flag_of(row.name);
    const Attempt<std::vector<std::int64_t>> read = read_numbers(flag, text);
    if (!read) return read.failure();
    const std::vector<std::int64_t>& numbers = *read;
    const bool is_line = files_.is_line;
    if (!fits(row.kind, numbers.size(), is_line))
      return wrong_request(flag, {count_key(row.kind, is_line), {{"text", text}}});
    if (row.id == Parameter::output_size) return settle_output_size({is_line ? 1 : numbers[0], numbers.back()});
    if (numbers.size() == 1) {
      apply(SetParameter{row.id, is_line ? width : -1, numbers[0]});
    } else if (is_line) {
      apply(SetPadding{{0, numbers[0], 0, numbers[1]}});
    } else if (numbers.size() == axis_count) {
      for (const int axis : {height, width}) apply(SetParameter{row.id, axis, numbers[axis]});
    } else {
      apply(SetPadding{{numbers[0], numbers[1], numbers[2], numbers[3]}});
    }
    // A new pooling layer moves on by its window.
    const bool sets_stride = row.id == Parameter::kernel && is_new_ && is_pooling(scene().spec);
    if (sets_stride && !has(Parameter::stride)) {
      for (const int axis : {height, width})
        apply(SetParameter{Parameter::stride, axis, scene().spec.axes[axis].kernel});
    }
    // A new layer has one output channel a group; an absurd number of groups is left to `validate`.
    const bool has_weight_file = has(Parameter::weight) && !kernel_of_text(flags_.at(Parameter::weight));
    const bool says_channels = has(Parameter::out_channels) || has_weight_file;
    if (row.id == Parameter::groups && is_new_ && !says_channels && numbers[0] >= 1 && numbers[0] <= max_cells)
      apply(SetParameter{Parameter::out_channels, -1, numbers[0]});
    return done();
  }

  Outcome read_input(const std::string& text) {
    if (files_.photograph) {
      const Tensor& planes = *files_.photograph->planes;
      apply(SetPhotograph{{files_.photograph, {planes.rows() / 2, planes.columns() / 2}, {}}});
      layer_.input_rank = planes.channels() > 1 ? 3 : 2;
      return done();
    }
    if (scene().photograph.picture) return wrong_request("--input", {"cli.input_of_photograph", {{"text", text}}});
    SetValues edit{is_transposed(scene()) ? Part::coarse : Part::fine, nullptr};
    if (const auto array = files_.arrays.find(Parameter::input); array != files_.arrays.end()) {
      layer_.input_rank = static_cast<int>(array->second.shape.size());
      Result<Tensor> map = map_of(std::move(array->second), text);
      if (!map) return failed(map.message());
      edit.values = std::make_shared<const Tensor>(std::move(*map));
      apply(edit);
      return done();
    }
    Attempt<std::vector<std::int64_t>> numbers = read_numbers("--input", text);
    if (!numbers && numbers.failure().message.cause == Cause::number_too_large) return numbers.failure();
    if (numbers && files_.is_line) numbers->insert(numbers->end() - 1, 1);
    if (!numbers || numbers->size() < 2 || numbers->size() > 3)
      return wrong_request("--input", {"cli.input_size", {{"text", text}}});
    apply(edit);
    if (numbers->size() == 3) apply(SetParameter{Parameter::in_channels, -1, numbers->front()});
    apply(SetParameter{Parameter::input, height, *(numbers->end() - 2)});
    apply(SetParameter{Parameter::input, width, numbers->back()});
    layer_.input_rank = static_cast<int>(numbers->size());
    return done();
  }

  /// It has the size that is asked for, or that the scene's kernel has, where it has more than one; every pair of channels gets it.
  Outcome name_weight(const NamedKernel& named, const std::string& text) {
    const bool is_sized = named.has_any_size && (!is_new_ || has(Parameter::kernel));
    if (has(Parameter::kernel) && !named.has_any_size)
      return wrong_request("--kernel",
                           {"cli.kernel_of_one_size",
                            {{"name", std::string(named.name)}, {"size", fmt::format("{0}x{0}", named.side)}}});
    const auto& axes = scene().spec.axes;
    const std::int64_t rows = is_sized ? axes[height].kernel : files_.is_line && named.has_any_size ? 1 : named.side;
    const std::int64_t columns = is_sized ? axes[width].kernel : named.side;
    if (rows < 1 || columns < 1 || rows > max_cells / columns) return done();  // `validate` says so
    const Attempt<Tensor> plane = plane_of_text("--weight", text, rows, columns);
    if (!plane) return plane.failure();
    apply(SetParameter{Parameter::kernel, height, rows});
    apply(SetParameter{Parameter::kernel, width, columns});
    // Nothing is allocated before `validate` has agreed; what it refuses is said by `judge`.
    if (validate(scene().spec).empty())
      apply(SetValues{Part::kernel, std::make_shared<const Tensor>(repeated(*plane, weight_shape(scene().spec)))});
    return done();
  }

  /// The file also says the kernel's size and the output channels; it has to fit the channels that come in.
  Outcome read_weight(const std::string& path) {
    if (const NamedKernel* named = kernel_of_text(path)) return name_weight(*named, path);
    for (const Parameter other : {Parameter::kernel, Parameter::out_channels})
      if (has(other)) return wrong_request(flag_of(name_of(other)), {"cli.excludes", {{"other", "--weight"}}});
    Result<Tensor> weight = weight_of(std::move(files_.arrays.at(Parameter::weight)), path);
    if (!weight) return failed(weight.message());
    const std::int64_t in_channels = scene().spec.in_channels;
    if (scene().photograph.picture && !has(Parameter::groups)) fit_to_photograph(*weight);
    apply(SetValues{Part::kernel, std::make_shared<const Tensor>(std::move(*weight))});
    apply(SetParameter{Parameter::in_channels, -1, in_channels});
    return done();
  }

  /// A plane is for each channel by itself; a weight that has them all is for all of them.
  void fit_to_photograph(Tensor& weight) {
    const std::int64_t channels = scene().spec.in_channels;
    const Shape& shape = weight.shape();
    if (shape[0] == 1 && shape[1] == 1) weight = repeated(weight, {channels, 1, shape[2], shape[3]});
    const std::int64_t taken = is_transposed(scene()) ? weight.shape()[0] : weight.shape()[1];
    if (taken == channels && channels > 1 && weight.shape()[1] != 1) apply(SetParameter{Parameter::groups, -1, 1});
  }

  Outcome read_bias(const std::string& path) {
    Result<std::vector<float>> bias = bias_of(std::move(files_.arrays.at(Parameter::bias)), path);
    if (!bias) return failed(bias.message());
    apply(SetBias{std::move(*bias)});
    return done();
  }

  /// The padding is given by its flag, or by the scene that the flags stand over.
  Outcome settle_output_size(std::array<std::int64_t, axis_count> output) {
    const bool keeps_padding = has(Parameter::padding) || (!is_new_ && !has(Parameter::auto_pad));
    if (keeps_padding && has(Parameter::output_padding))
      return wrong_request("--output-padding", {"cli.excludes", {{"other", "--output-size"}}});
    const std::vector<Problem> problems = validate_output_size(scene().spec, output, keeps_padding);
    if (!problems.empty()) return failure_of(problems.front());
    apply(SetOutputSize{output, keeps_padding, auto_pad_});
    return done();
  }

  /// Which channels the weight has as the operation reads it, and as the other one would.
  Failure misfit_of_weight() const {
    const Spec& spec = scene().spec;
    const Shape& shape = scene().weight_values->shape();
    const std::array layouts{"(out, in/groups, kH, kW)", "(in, out/groups, kH, kW)"};
    const auto own = static_cast<std::size_t>(is_transposed(scene()));
    const auto channels = [&](bool first) { return std::to_string(first ? shape[0] : shape[1] * spec.groups); };
    return wrong_request(flags_.at(Parameter::weight), {"cli.weight_misfit",
                                                        {{"shape", fmt::format("{}", fmt::join(shape, "x"))},
                                                         {"operation", operation_names[own]},
                                                         {"layout", layouts[own]},
                                                         {"in", channels(own == 1)},
                                                         {"out", channels(own == 0)},
                                                         {"channels", std::to_string(spec.in_channels)},
                                                         {"other", operation_names[1 - own]},
                                                         {"other_layout", layouts[1 - own]},
                                                         {"other_in", channels(own == 0)},
                                                         {"other_out", channels(own == 1)}}});
  }

  const std::map<Parameter, std::string>& flags_;
  bool is_new_;
  LayerFiles files_;
  Layer& layer_;
  AutoPad auto_pad_ = AutoPad::explicit_;
};

/// A new scene that shows the operation alone.
SavedScene scene_of(Operation operation) {
  SavedScene saved;
  saved.scene.shows_transposed = false;
  apply_edit(choose(Parameter::operation, operation), saved.scene, saved.scene);
  saved.playhead.side = saved.scene.shows_transposed ? Side::transposed : Side::convolution;
  return saved;
}

/// A scene file; a bare word that is no file was probably meant as an operation or a preset.
Attempt<SavedScene> read_scene_named(const std::string& path, const Platform& platform) {
  Attempt<SavedScene> saved = read_scene_file(path, platform);
  const bool is_missing = !saved && saved.failure().message.cause == Cause::missing_file;
  if (!is_missing || path.find_first_of("./\\") != std::string::npos) return saved;
  if (preset_named(path)) return wrong_request("", {"cli.preset_as_file", {{"text", path}}});
  const std::vector<std::string_view> names(operation_names.begin(), operation_names.end());
  if (const std::vector<std::string_view> close = close_names(path, preset_names());
      !close.empty() && close_names(path, names).empty())
    return wrong_request(
        "OP", {"cli.unknown_what_close",
               {{"text", path}, {"choices", joined(names)}, {"close", "--preset " + std::string(close.front())}}});
  return unknown("OP", "cli.unknown_what", "cli.unknown_what_close", {{"text", path}, {"choices", joined(names)}}, path,
                 names);
}

/// What the flags stand over.
struct Base {
  SavedScene saved;
  std::optional<LayerCode> code{};  ///< that the scene is of
  std::optional<Message> note{};
};

/// A layer of framework code or of a model.
Attempt<Base> read_layer_base(const LayerArguments& arguments, const Platform& platform) {
  const bool is_code = arguments.code || arguments.snippet;
  if (is_code && arguments.what) return wrong_request("--snippet", {"cli.excludes", {{"other", *arguments.what}}});
  if (arguments.preset)
    return wrong_request("--preset", {"cli.excludes", {{"other", is_code ? "--snippet" : "--layer"}}});
  if (!is_code && !arguments.what) return wrong_request("--layer", {"cli.layer_of_what", {}});
  CodeArguments code{arguments.snippet.value_or(""), "--snippet", std::nullopt};
  if (arguments.code) code = *arguments.code;
  Attempt<CodeBase> base = is_code
                               ? read_code_base(code, arguments.layer)
                               : read_model_base(*arguments.what, *arguments.layer, arguments.model_weights, platform);
  if (!base) return base.failure();
  SavedScene saved = scene_of(base->scene.spec.operation);
  saved.scene = std::move(base->scene);
  return Base{std::move(saved), std::move(base->layer), std::move(base->note)};
}

/// Whether code settles the padding from the size of the input, and no flag does otherwise.
bool settles_padding(const LayerCode& code, const LayerArguments& arguments) {
  const bool depends = code.auto_pad != AutoPad::explicit_ || code.output.has_value();
  return depends && !arguments.flags.contains(Parameter::padding) && !arguments.flags.contains(Parameter::auto_pad);
}

/// The padding for the input that the flags give.
void settle_again(const LayerCode& code, Spec& spec) {
  LayerCode layer = code;
  layer.spec = spec;
  spec = layer.on({spec.axes[height].input, spec.axes[width].input});
}

/// A new scene of `operation`, the preset or the scene's file.
Attempt<SavedScene> read_scene_base(const LayerArguments& arguments, std::optional<Operation> operation,
                                    const Platform& platform) {
  if (arguments.preset && arguments.what)
    return wrong_request("--preset", {"cli.excludes", {{"other", *arguments.what}}});
  if (arguments.preset) return read_preset(*arguments.preset);
  if (!arguments.what) {
    const bool has_flags = !arguments.flags.empty();
    return wrong_request(
        has_flags ? flag_of(name_of(arguments.flags.begin()->first)) : "OP",
        {has_flags ? "cli.needs_operation" : "cli.operation_missing", {{"choices", joined(operation_names)}}});
  }
  if (!operation) return read_scene_named(*arguments.what, platform);
  if (!arguments.flags.contains(Parameter::input)) return wrong_request("--input", {"cli.input_missing", {}});
  if (!arguments.flags.contains(Parameter::kernel) && !arguments.flags.contains(Parameter::weight))
    return wrong_request("--kernel", {"cli.kernel_missing", {}});
  return scene_of(*operation);
}

Attempt<Base> read_base(const LayerArguments& arguments, std::optional<Operation> operation, const Platform& platform) {
  const bool is_of_model = arguments.layer && !arguments.code && !arguments.snippet;
  if (arguments.model_weights && !is_of_model) return wrong_request("--model-weights", {"cli.weights_of_what", {}});
  if (arguments.code || arguments.snippet || arguments.layer) return read_layer_base(arguments, platform);
  Attempt<SavedScene> saved = read_scene_base(arguments, operation, platform);
  if (!saved) return saved.failure();
  return Base{std::move(*saved)};
}

}  // namespace

Attempt<Layer> read_layer(const LayerArguments& arguments, const Platform& platform) {
  const std::optional<Operation> operation = operation_named(arguments.what.value_or(""));
  Attempt<Base> base = read_base(arguments, operation, platform);
  if (!base) return base.failure();
  const bool base_is_line = is_line(base->saved.scene.spec) || (base->code && base->code->is_line);
  Attempt<LayerFiles> files = read_files(arguments, operation.has_value(), base_is_line, platform);
  if (!files) return files.failure();
  Layer layer{std::move(base->saved), 2, files->is_line};
  layer.note = std::move(base->note);
  const bool has_photograph_file = files->photograph != nullptr;
  FlagReader flags(arguments, operation.has_value(), std::move(*files), layer);
  for (const ParameterRow& row : parameters())
    if (const Outcome read = flags.read(row); !read) return read.failure();
  layer.auto_pad = flags.auto_pad();
  if (base->code && settles_padding(*base->code, arguments)) {
    layer.auto_pad = base->code->auto_pad;
    settle_again(*base->code, layer.saved.scene.spec);
  }
  if (const Outcome judged = flags.judge(); !judged) return judged.failure();
  layer.saved.scene = fitted(std::move(layer.saved.scene));
  if (const Outcome looked = look_at_photograph(arguments, layer.saved); !looked) return looked.failure();
  if (arguments.loupe || has_photograph_file) go_to_middle(layer.saved);
  layer.input_rank = std::max(layer.input_rank, layer.spec().batch > 1 ? 4 : layer.spec().in_channels > 1 ? 3 : 2);
  return layer;
}

Attempt<SavedScene> read_scene_file(const std::string& path, const Platform& platform) {
  if (is_scene_link(path)) {
    Result<SavedScene> linked = scene_of_link(path, view_names());
    if (!linked) return failed(linked.message());
    return std::move(*linked);
  }
  const Result<std::string> text = platform.read_file(path);
  if (!text) return failed(text.message());
  Result<SavedScene> saved = scene_of_file(*text, path);
  if (!saved && saved.message().key.starts_with("photograph.")) return failed(saved.message());  // which names the file
  if (!saved) return Failure{ExitStatus::failed, path, saved.message()};
  return std::move(*saved);
}

}  // namespace convoscope
