// From ONNX's operators to layers. Convolutions and poolings are read as the text of their node is.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "document/names.h"
#include "interop/code/read_code.h"
#include "interop/model/model_files.h"
#include "interop/model/onnx_file.h"

namespace convoscope {
namespace {

class GraphReader {
 public:
  GraphReader(ReadModel& read, OnnxGraph graph) : read_(read), graph_(std::move(graph)) {}

  void run() {
    for (const OnnxShape& input : graph_.inputs) {
      if (graph_.arrays.contains(input.name)) continue;
      makers_[input.name] = -1;
      if (input.shape.size() == 4 && read_.model.input.channels == 0)
        read_.model.input = {input.shape[1], input.shape[2], input.shape[3]};
      if (input.shape.size() == 3 && read_.model.input.channels == 0)
        read_.model.input = {input.shape[1], 1, input.shape[2]};
    }
    read_.model.has_graph = true;
    for (const OnnxNode& node : graph_.nodes) add(node);
  }

 private:
  const OnnxArray* array_of(const OnnxNode& node, std::size_t input) const {
    if (input >= node.inputs.size()) return nullptr;
    const auto found = graph_.arrays.find(node.inputs[input]);
    return found == graph_.arrays.end() ? nullptr : &found->second;
  }

  void add(const OnnxNode& node) {
    if (node.op == "Constant") {
      const OnnxAttribute* value = node.find("value");
      if (!node.outputs.empty() && value != nullptr && value->array) graph_.arrays[node.outputs[0]] = *value->array;
      return;
    }
    ModelLayer layer = layer_of(node);
    layer.name = !node.name.empty() ? node.name : node.outputs.empty() ? node.op : node.outputs[0];
    for (std::size_t i = 0; i < node.inputs.size(); ++i) {
      const std::string& input = node.inputs[i];
      if (const auto maker = makers_.find(input); maker != makers_.end())
        layer.inputs.push_back(maker->second);
      else if (const OnnxArray* array = array_of(node, i); array != nullptr && !layer.layer)
        layer.parameters += counts_as_parameters(node, i) ? array->count() : 0;
      else if (array == nullptr && !input.empty() && layer.unmade.empty())
        layer.unmade = input;
    }
    const auto index = static_cast<int>(read_.model.layers.size());
    for (const std::string& output : node.outputs) makers_[output] = index;
    read_.model.layers.push_back(std::move(layer));
  }

  /// Scales, shapes and axes are no parameters.
  static bool counts_as_parameters(const OnnxNode& node, std::size_t input) {
    constexpr std::array<std::string_view, 8> by_numbers{"Resize", "Upsample", "Reshape", "Pad",
                                                         "Slice",  "Clip",     "Gather",  "Unsqueeze"};
    return input > 0 && std::ranges::find(by_numbers, node.op) == by_numbers.end();
  }

  ModelLayer layer_of(const OnnxNode& node) {
    constexpr std::array<std::string_view, 30> keeping{"Relu",
                                                       "LeakyRelu",
                                                       "PRelu",
                                                       "Sigmoid",
                                                       "Tanh",
                                                       "Clip",
                                                       "Elu",
                                                       "Selu",
                                                       "Celu",
                                                       "Gelu",
                                                       "Mish",
                                                       "HardSigmoid",
                                                       "HardSwish",
                                                       "Softplus",
                                                       "Softsign",
                                                       "Softmax",
                                                       "LogSoftmax",
                                                       "Identity",
                                                       "Dropout",
                                                       "Erf",
                                                       "Sqrt",
                                                       "Exp",
                                                       "Log",
                                                       "Abs",
                                                       "Neg",
                                                       "Cast",
                                                       "LRN",
                                                       "BatchNormalization",
                                                       "InstanceNormalization",
                                                       "GroupNormalization"};
    constexpr std::array<std::string_view, 7> adding{"Add", "Sub", "Mul", "Div", "Sum", "Max", "Min"};
    ModelLayer layer;
    layer.op = node.op;
    const OnnxArray* second = array_of(node, 1);
    if (node.op == "Conv" || node.op == "ConvTranspose" || node.op == "MaxPool" || node.op == "AveragePool") {
      read_layer(node, layer);
    } else if (std::ranges::find(keeping, node.op) != keeping.end()) {
      layer.effect = Effect::keeps;
    } else if (std::ranges::find(adding, node.op) != adding.end()) {
      layer.effect = Effect::adds;
    } else if (node.op == "Concat" && node.whole("axis", 1) == 1) {
      layer.effect = Effect::joins;
    } else if (node.op == "GlobalAveragePool" || node.op == "GlobalMaxPool") {
      layer.effect = Effect::sets;
      layer.extents = {1, 1};
    } else if (node.op == "Flatten" || (node.op == "Reshape" && second != nullptr && second->numbers.size() == 2)) {
      layer.effect = Effect::flattens;
    } else if ((node.op == "Gemm" || node.op == "MatMul") && second != nullptr && second->shape.size() == 2) {
      const bool is_transposed = node.whole("transB", 0) != 0;
      layer.effect = Effect::connects;
      layer.features = std::clamp<std::int64_t>(second->shape[is_transposed ? 1 : 0], 0, max_cells);
      layer.channels = std::clamp<std::int64_t>(second->shape[is_transposed ? 0 : 1], 0, max_cells);
    } else if (node.op == "Resize" || node.op == "Upsample") {
      read_resize(node, layer);
    } else if (node.op == "Pad") {
      read_pad(node, layer);
    } else if (node.op == "DepthToSpace" || node.op == "SpaceToDepth") {
      const auto block = static_cast<double>(std::clamp<std::int64_t>(node.whole("blocksize", 1), 1, 1024));
      layer.effect = Effect::shuffles;
      layer.factors[0] = node.op == "DepthToSpace" ? block : 1 / block;
    }
    return layer;
  }

  void read_layer(const OnnxNode& node, ModelLayer& layer) {
    std::string call = fmt::format("make_node('{}', ['x'", node.op);
    const OnnxArray* weight = array_of(node, 1);
    if (weight != nullptr) call += fmt::format(", np.ones(({},))", fmt::join(weight->shape, ", "));
    if (node.inputs.size() > 2 && !node.inputs[2].empty()) call += ", 'b'";
    call += "]";
    for (const auto& [name, attribute] : node.attributes) {
      const bool is_word =
          std::ranges::all_of(attribute.text, [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
      const bool is_name = std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
      if (!is_name || !is_word) continue;
      if (!attribute.text.empty())
        call += fmt::format(", {}='{}'", name, attribute.text);
      else if (attribute.is_list)
        call += fmt::format(", {}=[{}]", name, fmt::join(attribute.ints, ", "));
      else if (!attribute.ints.empty())
        call += fmt::format(", {}={}", name, attribute.ints[0]);
    }
    const ReadCode read = read_code(call + ")", Framework::onnx);
    if (read.error || read.layers.size() != 1) return;
    layer.layer = read.layers[0];
    layer.effect = Effect::layer;
    layer.op = name_of(layer.layer->spec.operation);
    if (weight != nullptr) layer.weight = weight->place;
    if (const OnnxArray* bias = array_of(node, 2)) layer.bias = bias->place;
  }

  /// By constant scales or sizes of batch, channels, rows and columns, the last input that is a constant of four.
  void read_resize(const OnnxNode& node, ModelLayer& layer) const {
    const OnnxAttribute* mode = node.find("mode");
    layer.is_smooth = mode != nullptr && mode->text != "nearest";
    std::vector<double> numbers;
    bool is_size = false;
    for (std::size_t i = 1; i < node.inputs.size(); ++i)
      if (const OnnxArray* array = array_of(node, i); array != nullptr && array->numbers.size() == 4) {
        numbers = array->numbers;
        is_size = array->place.type == onnx_int64;
      }
    if (const OnnxAttribute* scales = node.find("scales"); scales != nullptr && scales->floats.size() == 4)
      numbers = scales->floats;
    if (numbers.size() != 4) return;
    layer.effect = is_size ? Effect::sets : Effect::scales;
    layer.factors = {numbers[2], numbers[3]};
    const auto extent = [](double number) {
      return static_cast<std::int64_t>(std::clamp(number, 0.0, double{max_cells}));
    };
    layer.extents = {extent(numbers[2]), extent(numbers[3])};
  }

  void read_pad(const OnnxNode& node, ModelLayer& layer) const {
    std::vector<double> pads;
    if (const OnnxArray* array = array_of(node, 1)) pads = array->numbers;
    if (const OnnxAttribute* given = node.find("pads")) pads.assign(given->ints.begin(), given->ints.end());
    if (pads.size() != 8) return;
    const auto side = [&](std::size_t i) {
      return static_cast<std::int64_t>(std::clamp(pads[i], -double{max_cells}, double{max_cells}));
    };
    layer.effect = Effect::pads;
    layer.pads = {side(2), side(3), side(6), side(7)};
  }

  ReadModel& read_;
  OnnxGraph graph_;
  std::map<std::string, int, std::less<>> makers_;  ///< which layer makes a value, -1: the model's input
};

}  // namespace

ReadModel read_onnx_model(std::string_view file) {
  ReadModel read;
  if (std::optional<OnnxGraph> graph = read_onnx_graph(file)) GraphReader(read, std::move(*graph)).run();
  if (read.model.layers.empty()) read.error = CodeError{0, {"model.broken", {}}};
  return read;
}

}  // namespace convoscope
