// Weights beside a model's text: a layer computes what PyTorch does, whichever file its weights come in (fixtures of onnx_layers.py).
#include "interop/model/weight_files.h"

#include <gtest/gtest.h>

#include <cstring>

#include "archives.h"
#include "core/convolve.h"
#include "fixtures.h"
#include "interop/model/model_weights.h"
#include "interop/npy.h"
#include "platforms.h"
#include "printed_models.h"

namespace convoscope {
namespace {

using test::MemoryPlatform;

/// The two layers of the ONNX fixture that have weights, as PyTorch prints them.
const std::string printed_layers =
    "Layers(\n  (conv): Conv2d(2, 3, kernel_size=(3, 3), stride=(2, 1), padding=(1, 1))\n  (relu): ReLU()\n"
    "  (up): ConvTranspose2d(3, 4, kernel_size=(3, 2), stride=(2, 2), padding=(1, 0), output_padding=(1, 0), "
    "bias=False)\n)";

struct Weight {
  std::string name;
  std::vector<std::int64_t> shape;
  std::vector<float> numbers;
};

/// The fixture's weights under PyTorch's names.
std::vector<Weight> fixture_weights() {
  const std::string bytes = fixture("onnx_layers.onnx");
  const ReadModel read = read_model(bytes);
  std::vector<Weight> weights;
  for (const ModelLayer& layer : read.model.layers) {
    if (!layer.weight) continue;
    const Shape shape = weight_shape(layer.layer->on({9, 8}));
    weights.push_back({layer.name + ".weight",
                       {shape.begin(), shape.end()},
                       *read_weight(*layer.weight, bytes, shape[0] * shape[1] * shape[2] * shape[3])});
    if (layer.bias) weights.push_back({layer.name + ".bias", {shape[0]}, *read_weight(*layer.bias, bytes, shape[0])});
  }
  return weights;
}

/// As safetensors.torch.save_file writes them, of float32, float64 or (whole numbers up to 256) bfloat16.
std::string safetensors(const std::vector<Weight>& weights, const std::string& type, const std::string& before = "") {
  nlohmann::json header;
  std::string data;
  for (const Weight& weight : weights) {
    const std::size_t begin = data.size();
    for (const float number : weight.numbers) {
      const double wide = number;
      std::uint32_t bits = 0;
      std::memcpy(&bits, &number, sizeof bits);
      const auto half = static_cast<std::uint16_t>(bits >> 16);
      const void* source = type == "F64"    ? static_cast<const void*>(&wide)
                           : type == "BF16" ? static_cast<const void*>(&half)
                                            : &number;
      data.append(static_cast<const char*>(source), type == "F64" ? 8 : type == "BF16" ? 2 : 4);
    }
    header[before + weight.name] = {{"dtype", type}, {"shape", weight.shape}, {"data_offsets", {begin, data.size()}}};
  }
  const std::string text = header.dump();
  const std::uint64_t length = text.size();
  std::string file(sizeof length, '\0');
  std::memcpy(file.data(), &length, sizeof length);
  return file + text + data;
}

std::string npz(const std::vector<Weight>& weights) {
  std::vector<Member> members;
  for (const Weight& weight : weights)
    members.push_back({weight.name + ".npy", write_npy(weight.shape, weight.numbers)});
  return archive_of(members);
}

Model printed_on_input() {
  Model model = printed(printed_layers);
  model.input = {2, 9, 8};
  return model;
}

TEST(WeightFiles, MakeLayersComputeWhatPyTorchDoes) {
  const auto expected = nlohmann::json::parse(fixture("onnx_layers.json"));
  const std::vector<Weight> weights = fixture_weights();
  ASSERT_EQ(weights.size(), 3u);
  const std::vector<std::pair<std::string, std::string>> files{
      {"w.safetensors", safetensors(weights, "F32")},
      {"wide.safetensors", safetensors(weights, "F64")},
      {"half.safetensors", safetensors(weights, "BF16")},
      {"module.safetensors", safetensors(weights, "F32", "module.")},
      {"w.npz", npz(weights)}};
  const Model model = printed_on_input();
  const std::vector<ModelStep> steps = follow(model, model.input);
  for (const auto& [name, bytes] : files) {
    SCOPED_TRACE(name);
    MemoryPlatform platform;
    ASSERT_TRUE(platform.write_file("/nets/" + name, bytes));
    const Result<WeightedModel> weighted = with_weights(model, steps, bytes, name);
    ASSERT_TRUE(weighted) << weighted.message().key;
    EXPECT_EQ(weighted->layers, 2);
    for (const std::size_t i : {0u, 2u}) {
      const ModelLayer& layer = weighted->model.layers[i];
      const Result<LayerNumbers> numbers = read_layer_numbers(layer, *steps[i].spec, "/nets/model.txt", platform);
      ASSERT_TRUE(numbers) << numbers.message().key;
      EXPECT_EQ(apply(*steps[i].spec, tensor_of(expected[layer.name]["input"]), *numbers->weight, numbers->bias),
                tensor_of(expected[layer.name]["output"]));
    }
    // Not where the file is not.
    const Result<LayerNumbers> gone =
        read_layer_numbers(weighted->model.layers[0], *steps[0].spec, "/elsewhere/model.txt", platform);
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.message().key, "model.weights_missing");
  }
}

TEST(WeightFiles, AreRefusedWhereTheyDoNotFit) {
  const Model model = printed_on_input();
  const std::vector<ModelStep> steps = follow(model, model.input);
  const auto key_of = [&](const std::string& bytes, const std::string& file) {
    const Result<WeightedModel> weighted = with_weights(model, steps, bytes, file);
    return weighted ? std::string() : weighted.message().key;
  };
  const std::vector<Weight> other{{"features.weight", {1, 1, 1, 1}, {1}}};
  EXPECT_EQ(key_of(safetensors(other, "F32"), "w.safetensors"), "model.no_weights");
  EXPECT_EQ(key_of(npz(other), "w.npz"), "model.no_weights");
  const std::vector<Weight> turned{{"conv.weight", {2, 3, 3, 3}, std::vector<float>(54, 1)}};
  EXPECT_EQ(key_of(safetensors(turned, "F32"), "w.safetensors"), "model.weight_shape");
  EXPECT_EQ(key_of(npz(turned), "w.npz"), "model.weight_shape");
  // And where the file has become another since.
  MemoryPlatform platform;
  ASSERT_TRUE(platform.write_file("/w.npz", npz(turned)));
  const Result<WeightedModel> weighted = with_weights(model, steps, npz(fixture_weights()), "w.npz");
  ASSERT_TRUE(weighted);
  EXPECT_EQ(read_layer_numbers(weighted->model.layers[0], *steps[0].spec, "/model.txt", platform).message().key,
            "model.weight_shape");
  EXPECT_EQ(key_of("nonsense", "w.npz"), "npz.broken");
  EXPECT_EQ(key_of("nonsense", "w.safetensors"), "model.broken");
}

/// The same weights as Keras lays them out: (height, width, in, out), transposed (height, width, out, in).
std::vector<Weight> keras_weights(const std::string& weight_name, const std::string& bias_name) {
  std::vector<Weight> turned;
  for (const Weight& weight : fixture_weights()) {
    const std::string layer = weight.name.substr(0, weight.name.find('.'));
    if (weight.shape.size() == 1) {
      turned.push_back({layer + bias_name, weight.shape, weight.numbers});
      continue;
    }
    const auto extent = [&](std::size_t axis) { return static_cast<std::size_t>(weight.shape[axis]); };
    Weight other{layer + weight_name, {weight.shape[2], weight.shape[3], weight.shape[1], weight.shape[0]}, {}};
    for (std::size_t row = 0; row < extent(2); ++row)
      for (std::size_t column = 0; column < extent(3); ++column)
        for (std::size_t second = 0; second < extent(1); ++second)
          for (std::size_t first = 0; first < extent(0); ++first)
            other.numbers.push_back(
                weight.numbers[((first * extent(1) + second) * extent(2) + row) * extent(3) + column]);
    turned.push_back(std::move(other));
  }
  return turned;
}

TEST(WeightFiles, AreReadInKerassLayout) {
  const auto expected = nlohmann::json::parse(fixture("onnx_layers.json"));
  const Model model = printed_on_input();
  const std::vector<ModelStep> steps = follow(model, model.input);
  for (const auto& [weight_name, bias_name] :
       {std::pair{".weight", ".bias"}, std::pair{"/kernel:0", "/bias:0"}, std::pair{".kernel", ".bias"}})
    for (const std::string file : {"w.npz", "w.safetensors"}) {
      SCOPED_TRACE(weight_name + file);
      const std::vector<Weight> weights = keras_weights(weight_name, bias_name);
      const std::string bytes = file == "w.npz" ? npz(weights) : safetensors(weights, "F32", "net/");
      const Result<WeightedModel> weighted = with_weights(model, steps, bytes, file);
      ASSERT_TRUE(weighted) << weighted.message().key;
      ASSERT_TRUE(weighted->note);
      EXPECT_EQ(weighted->note->key, "model.weight_keras");
      MemoryPlatform platform;
      ASSERT_TRUE(platform.write_file("/" + file, bytes));
      for (const std::size_t i : {0u, 2u}) {
        const ModelLayer& layer = weighted->model.layers[i];
        const Result<LayerNumbers> numbers = read_layer_numbers(layer, *steps[i].spec, "/model.txt", platform);
        ASSERT_TRUE(numbers) << numbers.message().key;
        EXPECT_EQ(apply(*steps[i].spec, tensor_of(expected[layer.name]["input"]), *numbers->weight, numbers->bias),
                  tensor_of(expected[layer.name]["output"]));
      }
    }
}

TEST(WeightFiles, AreReadAsTheirNamesSayWhereBothLayoutsFit) {
  Model model = printed("Net(\n" + conv("a", 2, 2, 2, 1, 0) + ")");
  model.input = {2, 4, 4};
  const std::vector<ModelStep> steps = follow(model, model.input);
  std::vector<float> numbers;
  for (int i = 0; i < 16; ++i) numbers.push_back(static_cast<float>(i));
  for (const bool is_keras : {false, true}) {
    const std::vector<Weight> weights{{is_keras ? "a.kernel" : "a.weight", {2, 2, 2, 2}, numbers}};
    const Result<WeightedModel> weighted = with_weights(model, steps, npz(weights), "w.npz");
    ASSERT_TRUE(weighted && weighted->note);
    EXPECT_EQ(weighted->note->key, is_keras ? "model.weight_keras" : "model.weight_either");
    MemoryPlatform platform;
    ASSERT_TRUE(platform.write_file("/w.npz", npz(weights)));
    const Result<LayerNumbers> read =
        read_layer_numbers(weighted->model.layers[0], *steps[0].spec, "/model.txt", platform);
    ASSERT_TRUE(read);
    // Output 1, input 0, row 0, column 1: number 9 of PyTorch's order, (0, 1, 0, 1) of Keras's.
    EXPECT_EQ(read->weight->data()[9], is_keras ? 5.0f : 9.0f);
  }
}

TEST(WeightFiles, TakeALineAndADepthwiseLayerFromKeras) {
  Spec spec;
  spec.in_channels = spec.groups = 3;
  spec.out_channels = 6;
  spec.axes[width].kernel = 5;
  EXPECT_EQ(weight_shapes(spec, false), (std::vector<std::vector<std::int64_t>>{{6, 1, 1, 5}, {6, 1, 5}}));
  EXPECT_EQ(weight_shapes(spec, true), (std::vector<std::vector<std::int64_t>>{{1, 5, 1, 6}, {5, 1, 6}, {1, 5, 3, 2}}));
}

TEST(WeightFiles, ReadNothingAboveTheModelsFolder) {
  MemoryPlatform platform;
  for (const std::string place : {"../w.npz:a", "/etc/w.npz:a", "..\\w.npz:a", "../w.bin", "a/../../w.bin"}) {
    ModelLayer layer;
    layer.weight = WeightPlace{place, 0, 4, onnx_float};
    EXPECT_EQ(read_layer_numbers(layer, Spec{}, "/nets/m.txt", platform).message().key, "model.weight_elsewhere")
        << place;
  }
}

TEST(WeightFiles, OutliveEveryCutAndChange) {
  const Model model = printed_on_input();
  const std::vector<ModelStep> steps = follow(model, model.input);
  const std::vector<Weight> weights = fixture_weights();
  for (const auto& [name, bytes] : {std::pair{std::string("w.safetensors"), safetensors(weights, "F32")},
                                    std::pair{std::string("w.npz"), npz(weights)}})
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      (void)with_weights(model, steps, std::string_view(bytes).substr(0, at), name);
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ 0x5a);
      if (const Result<WeightedModel> weighted = with_weights(model, steps, changed, name); weighted && name != "w.npz")
        for (const ModelLayer& layer : weighted->model.layers)
          if (layer.weight) (void)read_weight(*layer.weight, changed, 54);
    }
}

}  // namespace
}  // namespace convoscope
