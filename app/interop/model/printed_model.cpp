// Classes that convolve or pool are read by the rows of PyTorch's code, the others by the table below. What stands in neither stops the
// sizes; a class with children is what they are, one after the other.
#include <algorithm>
#include <array>
#include <functional>
#include <limits>

#include "document/names.h"
#include "interop/code/call_syntax.h"
#include "interop/code/code_rows.h"
#include "interop/code/read_code.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

constexpr std::int64_t most_features = std::int64_t{1} << 31;

std::int64_t bounded(std::int64_t number) { return std::clamp<std::int64_t>(number, 0, most_features); }

void read_norm(const CallArguments& arguments, ModelLayer& layer) {
  layer.features = bounded(arguments.number("num_features", 0));
  if (arguments.truth("affine", true)) layer.parameters = 2 * layer.features;
}

void read_instance_norm(const CallArguments& arguments, ModelLayer& layer) {
  layer.features = bounded(arguments.number("num_features", 0));
  if (arguments.truth("affine", false)) layer.parameters = 2 * layer.features;
}

void read_frozen_norm(const CallArguments& arguments, ModelLayer& layer) {
  layer.features = bounded(arguments.number("num_features", 0));
}

void read_layer_norm(const CallArguments& arguments, ModelLayer& layer) {
  std::int64_t numbers = 2;
  for (const std::int64_t extent : arguments.numbers("normalized_shape"))
    numbers = numbers > most_features ? numbers : numbers * bounded(extent);
  if (arguments.truth("elementwise_affine", true)) layer.parameters = bounded(numbers);
}

void read_prelu(const CallArguments& arguments, ModelLayer& layer) {
  layer.parameters = bounded(arguments.number("num_parameters", 1));
}

double factor_of(const CodeValue& value) { return value.sort == ValueSort::number ? value.number : 0; }

void read_upsample(const CallArguments& arguments, ModelLayer& layer) {
  const CodeValue* factor = arguments.find_some("scale_factor");
  if (factor != nullptr && factor->sort == ValueSort::sequence && factor->items.size() == axis_count)
    layer.factors = {factor_of(factor->items[0]), factor_of(factor->items[1])};
  else if (factor != nullptr)
    layer.factors = {factor_of(*factor), factor_of(*factor)};
  layer.is_smooth = arguments.text("mode", "nearest") != "nearest";
  if (factor != nullptr) return;
  layer.effect = Effect::sets;
  const auto extents = arguments.pair("size", 0, false);
  layer.extents = {bounded(extents[0]), bounded(extents[1])};
}

void read_adaptive(const CallArguments& arguments, ModelLayer& layer) {
  const CodeValue* size = arguments.find("output_size");
  const auto extent = [](const CodeValue& value) { return bounded(static_cast<std::int64_t>(factor_of(value))); };
  if (size != nullptr && size->sort == ValueSort::sequence && size->items.size() == axis_count)
    layer.extents = {extent(size->items[0]), extent(size->items[1])};
  else if (size != nullptr)
    layer.extents = {extent(*size), extent(*size)};
}

void read_pad(const CallArguments& arguments, ModelLayer& layer) {
  std::vector<std::int64_t> pads = arguments.numbers("padding");  // left, right, top, bottom
  if (pads.size() == 1) pads.assign(4, pads[0]);
  if (pads.size() != 4) return arguments.fail("padding", {"code.needs_pads", {}});
  for (std::int64_t& pad : pads) pad = std::clamp(pad, -max_cells, max_cells);
  layer.pads = {pads[2], pads[0], pads[3], pads[1]};
}

void read_shuffle(const CallArguments& arguments, ModelLayer& layer) {
  layer.factors[0] = static_cast<double>(std::clamp<std::int64_t>(arguments.number("upscale_factor", 1), 1, 1024));
}

void read_unshuffle(const CallArguments& arguments, ModelLayer& layer) {
  layer.factors[0] =
      1 / static_cast<double>(std::clamp<std::int64_t>(arguments.number("downscale_factor", 1), 1, 1024));
}

void read_linear(const CallArguments& arguments, ModelLayer& layer) {
  layer.features = bounded(arguments.number("in_features", 0));
  layer.channels = bounded(arguments.number("out_features", 0));
  const bool fits = layer.features * layer.channels <= std::numeric_limits<std::int64_t>::max() / 2;
  layer.parameters =
      (fits ? layer.features * layer.channels : 0) + (arguments.truth("bias", true) ? layer.channels : 0);
}

struct ModuleRow {
  std::string_view name;
  Effect effect = Effect::keeps;
  std::string_view signature{};  ///< empty: its arguments are not looked at
  void (*read)(const CallArguments&, ModelLayer&) = nullptr;
};

constexpr std::string_view norm = "num_features eps momentum affine track_running_stats";
constexpr std::string_view pad = "padding value";
constexpr std::array modules{
    ModuleRow{"ReLU"},
    ModuleRow{"ReLU6"},
    ModuleRow{"LeakyReLU"},
    ModuleRow{"ELU"},
    ModuleRow{"SELU"},
    ModuleRow{"CELU"},
    ModuleRow{"GELU"},
    ModuleRow{"SiLU"},
    ModuleRow{"Swish"},
    ModuleRow{"Mish"},
    ModuleRow{"Sigmoid"},
    ModuleRow{"Tanh"},
    ModuleRow{"Hardswish"},
    ModuleRow{"Hardsigmoid"},
    ModuleRow{"Hardtanh"},
    ModuleRow{"Softplus"},
    ModuleRow{"Softsign"},
    ModuleRow{"Softmax"},
    ModuleRow{"Softmax2d"},
    ModuleRow{"LogSoftmax"},
    ModuleRow{"Dropout"},
    ModuleRow{"Dropout2d"},
    ModuleRow{"AlphaDropout"},
    ModuleRow{"FeatureAlphaDropout"},
    ModuleRow{"DropPath"},
    ModuleRow{"StochasticDepth"},
    ModuleRow{"Identity"},
    ModuleRow{"LocalResponseNorm"},
    ModuleRow{"RReLU"},
    ModuleRow{"Threshold"},
    ModuleRow{"PReLU", Effect::keeps, "num_parameters init", read_prelu},
    ModuleRow{"BatchNorm2d", Effect::keeps, norm, read_norm},
    ModuleRow{"SyncBatchNorm", Effect::keeps, norm, read_norm},
    ModuleRow{"BatchNorm1d", Effect::keeps, norm, read_norm},
    ModuleRow{"FrozenBatchNorm2d", Effect::keeps, "num_features eps", read_frozen_norm},
    ModuleRow{"InstanceNorm2d", Effect::keeps, norm, read_instance_norm},
    ModuleRow{"GroupNorm", Effect::keeps, "num_groups num_features eps affine", read_norm},
    ModuleRow{"LayerNorm", Effect::keeps, "normalized_shape eps elementwise_affine bias", read_layer_norm},
    ModuleRow{"LayerNorm2d", Effect::keeps, "normalized_shape eps elementwise_affine bias", read_layer_norm},
    ModuleRow{"Upsample", Effect::scales, "size scale_factor mode align_corners recompute_scale_factor", read_upsample},
    ModuleRow{"UpsamplingNearest2d", Effect::scales, "size scale_factor mode", read_upsample},
    ModuleRow{"UpsamplingBilinear2d", Effect::scales, "size scale_factor mode", read_upsample},
    ModuleRow{"AdaptiveAvgPool2d", Effect::sets, "output_size", read_adaptive},
    ModuleRow{"AdaptiveMaxPool2d", Effect::sets, "output_size return_indices", read_adaptive},
    ModuleRow{"ZeroPad2d", Effect::pads, pad, read_pad},
    ModuleRow{"ConstantPad2d", Effect::pads, pad, read_pad},
    ModuleRow{"ReflectionPad2d", Effect::pads, pad, read_pad},
    ModuleRow{"ReplicationPad2d", Effect::pads, pad, read_pad},
    ModuleRow{"CircularPad2d", Effect::pads, pad, read_pad},
    ModuleRow{"PixelShuffle", Effect::shuffles, "upscale_factor", read_shuffle},
    ModuleRow{"PixelUnshuffle", Effect::shuffles, "downscale_factor", read_unshuffle},
    ModuleRow{"Flatten", Effect::flattens},
    ModuleRow{"Linear", Effect::connects, "in_features out_features bias", read_linear},
    ModuleRow{"NonDynamicallyQuantizableLinear", Effect::connects, "in_features out_features bias", read_linear}};

bool is_layer(std::string_view name) {
  return std::ranges::find(pytorch_rows(), name, &CodeRow::name) != pytorch_rows().end();
}

/// Whether the text is worth an error: there is a layer in it.
bool names_layer(std::string_view text) {
  return std::ranges::any_of(pytorch_rows(),
                             [&](const CodeRow& row) { return text.find(row.name) != std::string_view::npos; });
}

class ModuleReader {
 public:
  explicit ModuleReader(ReadModel& read) : read_(read) {}

  void visit(const Expr& expr, const std::string& path) {
    constexpr std::size_t most_layers = 10000;
    constexpr std::size_t most_visits = 100000;
    if (read_.error) return;
    if (++visits_ > most_visits || read_.model.layers.size() >= most_layers) {
      read_.error = CodeError{expr.begin, {"code.too_many_layers", {}}};
      return;
    }
    std::size_t children = 0;
    const std::string_view type = last_part(callee_of(expr));
    const bool is_known = is_layer(type) || std::ranges::find(modules, type, &ModuleRow::name) != modules.end();
    for (const Argument& argument : expr.arguments) {
      const Expr& value = expr.parts[argument.value];
      if (!argument.is_child) {
        if (!is_known) visit_made(value, path, children);  // nn.Sequential(nn.Conv2d(...), ...)
        continue;
      }
      ++children;
      constexpr std::int64_t most_repeats = 1000;
      for (std::int64_t i = 0; i < std::min(argument.repeats, most_repeats); ++i) {
        const std::string name = argument.repeats > 1 ? std::to_string(i) : std::string(argument.name);
        visit(value, path.empty() ? name : path + '.' + name);
      }
    }
    if (children == 0) read_leaf(expr, path);
  }

  void run(const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
      if (read_.error) return;
      if (statement.is_loop)
        repeat(statement.value, statement.targets.empty() ? "" : statement.targets[0], [&] { run(statement.body); });
      else
        visit_statement(statement.value, path_of(statement));
    }
  }

 private:
  /// What PyTorch's names begin with: "encoder" of "self.encoder = …", the name of a printed child.
  static std::string path_of(const Statement& statement) {
    constexpr std::string_view own = "self.";
    if (statement.targets.empty()) return {};
    const std::string_view target = statement.targets.back();
    if (statement.is_child) return std::string(target);
    return std::string(target.starts_with(own) ? target.substr(own.size()) : std::string_view());
  }

  /// A class is made, or a function called that may be given some: layers.append(nn.Conv2d(…)).
  void visit_statement(const Expr& expr, const std::string& path) {
    const std::string_view type = last_part(callee_of(expr));
    const bool is_class = !type.empty() && type[0] >= 'A' && type[0] <= 'Z';
    if (is_class) return visit(expr, path);
    if (expr.kind == ExprKind::comprehension)
      return repeat(expr.parts[1], expr.text, [&] { visit_statement(expr.parts[0], path); });
    if (expr.kind == ExprKind::call || expr.kind == ExprKind::sequence)
      for (const Expr& part : expr.parts) visit_statement(part, path);
  }

  /// Modules among a call's arguments, numbered as they come: one, a list of them, as many as a comprehension makes.
  void visit_made(const Expr& value, const std::string& path, std::size_t& children) {
    if (value.kind == ExprKind::comprehension)
      return repeat(value.parts[1], value.text, [&] { visit_made(value.parts[0], path, children); });
    if (value.kind == ExprKind::sequence) {
      for (const Expr& part : value.parts) visit_made(part, path, children);
      return;
    }
    if (callee_of(value).empty()) return;
    const std::string name = std::to_string(children++);
    visit(value, path.empty() ? name : path + '.' + name);
  }

  void repeat(const Expr& iterable, std::string_view name, const std::function<void()>& once) {
    repeat_loop(iterable, name, names_, read_.error, once, [&] {
      const auto is_counted = [](const ModelLayer& layer) { return layer.layer.has_value(); };
      return static_cast<std::size_t>(std::ranges::count_if(read_.model.layers, is_counted));
    });
  }

  void read_leaf(const Expr& expr, const std::string& path) {
    const bool is_name = expr.kind == ExprKind::name;  // what was printed is no expression
    const std::string_view type = last_part(is_name ? expr.text : callee_of(expr));
    if (type.empty() ||
        ((type == "Sequential" || type == "ModuleList" || type == "ModuleDict") && expr.arguments.empty()))
      return;
    ModelLayer layer;
    layer.name = path.empty() ? std::string(type) : path;
    layer.op = type;
    if (is_layer(type) && !is_name) {
      const CodeRow& row = *std::ranges::find(pytorch_rows(), type, &CodeRow::name);
      LayerCode code;
      code.name = layer.name;
      code.begin = expr.begin;
      code.spec.operation = row.operation;
      code.is_line = row.dimensions == 1;
      const CallArguments arguments(expr, row.signature, names_, read_.error);
      if (!read_.error) row.read(arguments, code);
      layer.op = name_of(row.operation);
      layer.effect = Effect::layer;
      layer.layer = std::move(code);
    } else if (const auto known = std::ranges::find(modules, type, &ModuleRow::name); known != modules.end()) {
      layer.effect = known->effect;
      if (type == "UpsamplingBilinear2d") layer.is_smooth = true;
      if (known->read != nullptr && !is_name) {
        // What a module prints of itself changes with the version: what does not fit is left out.
        std::optional<CodeError> ignored;
        const CallArguments arguments(expr, known->signature, names_, ignored);
        if (!ignored) known->read(arguments, layer);
      }
    }
    read_.model.layers.push_back(std::move(layer));
  }

  ReadModel& read_;
  CodeNames names_;
  std::size_t visits_ = 0;
};

}  // namespace

ReadModel read_printed_model(std::string_view text) {
  ReadModel read;
  read.is_code = true;
  if (text.size() > most_code_bytes) {
    read.error = CodeError{0, {"code.too_long", {{"limit", std::to_string(most_code_bytes)}}}};
    return read;
  }
  const ParsedCode parsed = parse_code(text, names_layer);
  read.error = parsed.error;
  if (!read.error) ModuleReader(read).run(parsed.tree.statements);
  const bool has_layer =
      std::ranges::any_of(read.model.layers, [](const ModelLayer& layer) { return layer.layer.has_value(); });
  if (!has_layer && !read.error) read.error = CodeError{0, {"code.no_layer", {}}};
  return read;
}

}  // namespace convoscope
