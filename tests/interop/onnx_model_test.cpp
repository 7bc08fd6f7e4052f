// An ONNX file whose layers PyTorch has computed (tests/fixtures/onnx_layers.py), and what is left of it when it is damaged.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/convolve.h"
#include "interop/model/model_files.h"

namespace convoscope {
namespace {

std::string read_file(const std::string& name) {
  std::ifstream file(CONVOSCOPE_FIXTURES_DIR "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Tensor tensor_of(const nlohmann::json& maps) {
  Tensor tensor({1, static_cast<std::int64_t>(maps[0].size()), static_cast<std::int64_t>(maps[0][0].size()),
                 static_cast<std::int64_t>(maps[0][0][0].size())});
  std::size_t at = 0;
  for (const auto& map : maps[0])
    for (const auto& row : map)
      for (const auto& value : row) tensor.data()[at++] = value.get<float>();
  return tensor;
}

TEST(OnnxModel, ComputesWhatPyTorchDoes) {
  const std::string bytes = read_file("onnx_layers.onnx");
  const auto expected = nlohmann::json::parse(read_file("onnx_layers.json"));
  const ReadModel read = read_model(bytes);
  ASSERT_FALSE(read.error);
  EXPECT_EQ(read.model.input, (MapSize{2, 9, 8}));
  const std::vector<ModelStep> steps = follow(read.model, read.model.input);
  std::vector<std::string> ops;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const ModelLayer& layer = read.model.layers[i];
    ops.push_back(layer.op);
    EXPECT_FALSE(steps[i].problem);
    if (!layer.layer) continue;
    const Tensor input = tensor_of(expected[layer.name]["input"]);
    const Tensor output = tensor_of(expected[layer.name]["output"]);
    EXPECT_EQ(steps[i].output, (MapSize{output.channels(), output.rows(), output.columns()})) << layer.name;
    Spec spec = layer.layer->on({input.rows(), input.columns()});
    if (is_pooling(spec)) spec.in_channels = spec.out_channels = input.channels();
    ASSERT_TRUE(validate(spec).empty());
    Tensor weight;
    std::vector<float> bias;
    if (layer.weight) {
      const Shape shape = weight_shape(spec);
      auto numbers = read_weight(*layer.weight, bytes, shape[0] * shape[1] * shape[2] * shape[3]);
      ASSERT_TRUE(numbers) << layer.name;
      weight = Tensor(shape, std::move(*numbers));
    }
    if (layer.bias) bias = *read_weight(*layer.bias, bytes, spec.out_channels);
    EXPECT_EQ(apply(spec, input, weight, bias), output) << layer.name;
  }
  EXPECT_EQ(ops, (std::vector<std::string>{"conv", "Relu", "conv-transpose", "max-pool", "avg-pool"}));
  EXPECT_EQ(steps[0].parameters, 3 * 2 * 9 + 3);
}

TEST(OnnxModel, OutlivesEveryCutAndChange) {
  const std::string bytes = read_file("onnx_layers.onnx");
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    const ReadModel read = read_onnx_model(std::string_view(bytes).substr(0, cut));
    follow(read.model, {2, 9, 8});
  }
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (const char change : {'\0', '\x7f', '\xff'}) {
      std::string changed = bytes;
      changed[at] = change;
      const ReadModel read = read_onnx_model(changed);
      for (const ModelLayer& layer : read.model.layers)
        if (layer.weight) (void)read_weight(*layer.weight, changed, 54);
      follow(read.model, {2, 9, 8});
    }
}

TEST(OnnxModel, ReadsNoWeightThatIsNotThere) {
  const std::string file(16, '\0');
  EXPECT_TRUE(read_weight({.file = "", .offset = 8, .bytes = 8, .type = 1}, file, 2));
  EXPECT_FALSE(read_weight({.file = "", .offset = 8, .bytes = 8, .type = 1}, file, 3));
  EXPECT_FALSE(read_weight({.file = "", .offset = 12, .bytes = 0, .type = 1}, file, 2));
  EXPECT_FALSE(read_weight({.file = "", .offset = ~std::size_t{0}, .bytes = 0, .type = 1}, file, 1));
  EXPECT_FALSE(read_weight({.file = "", .offset = 0, .bytes = 4, .type = 10}, file, 1));
}

}  // namespace
}  // namespace convoscope
