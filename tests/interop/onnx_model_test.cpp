// An ONNX file whose layers PyTorch has computed (tests/fixtures/onnx_layers.py), and what is left of it when it is damaged.
#include <gtest/gtest.h>

#include "core/convolve.h"
#include "fixtures.h"
#include "interop/model/model_files.h"
#include "interop/model/model_weights.h"
#include "onnx_bytes.h"
#include "platforms.h"

namespace convoscope {
namespace {

TEST(OnnxModel, ComputesWhatPyTorchDoes) {
  const std::string bytes = fixture("onnx_layers.onnx");
  const auto expected = nlohmann::json::parse(fixture("onnx_layers.json"));
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
  const std::string bytes = fixture("onnx_layers.onnx");
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

std::vector<std::string> problems_of(const Model& model, const MapSize& input) {
  std::vector<std::string> keys;
  for (const ModelStep& step : follow(model, input)) keys.push_back(step.problem ? step.problem->key : "");
  return keys;
}

const test::OnnxBytesWeight small_weight{"w", {4, 3, 3, 3}, std::string(4 * 3 * 9 * 4, '\0')};

TEST(OnnxModel, NamesTheLayerOfACycle) {
  const ReadModel read = read_model(test::onnx_bytes(
      {{"Conv", {"b", "w"}, "a"}, {"Relu", {"a"}, "b"}, {"Add", {"b", "b"}, "c"}}, {small_weight}, {1, 3, 8, 8}));
  ASSERT_FALSE(read.error);
  EXPECT_EQ(problems_of(read.model, read.model.input)[0], "model.unmade");
  // A node that reads what it makes itself.
  const ReadModel own = read_model(test::onnx_bytes({{"Add", {"x", "a"}, "a"}}, {}, {1, 3, 8, 8}));
  ASSERT_FALSE(own.error);
  EXPECT_EQ(problems_of(own.model, own.model.input)[0], "model.unmade");
}

TEST(OnnxModel, OfNoSizeTakesOneThatIsGiven) {
  const ReadModel read = read_model(test::onnx_bytes({{"Conv", {"x", "w"}, "a", {1, 1, 1, 1}}}, {small_weight}, {}));
  ASSERT_FALSE(read.error);
  EXPECT_EQ(read.model.input, MapSize{});
  EXPECT_FALSE(follow(read.model, read.model.input)[0].output);
  EXPECT_EQ(follow(read.model, {3, 8, 8})[0].output, (MapSize{4, 8, 8}));
}

TEST(OnnxModel, ReadsWeightsOnlyBelowItsFolder) {
  for (const auto& [location, key] :
       std::vector<std::pair<std::string, std::string>>{{"../w.bin", "model.weight_elsewhere"},
                                                        {"/w.bin", "model.weight_elsewhere"},
                                                        {"data/w.bin", ""},
                                                        {"none.bin", "model.weights_missing"},
                                                        {"short.bin", "model.weight"}}) {
    test::OnnxBytesWeight weight = small_weight;
    weight.location = location;
    const ReadModel read = read_model(test::onnx_bytes({{"Conv", {"x", "w"}, "a"}}, {weight}, {1, 3, 8, 8}));
    ASSERT_FALSE(read.error);
    test::MemoryPlatform platform;
    platform.files["/nets/data/w.bin"] = platform.files["/w.bin"] = small_weight.raw;
    platform.files["/nets/short.bin"] = "short";
    const ModelStep step = follow(read.model, read.model.input)[0];
    const Result<LayerNumbers> numbers = read_layer_numbers(read.model.layers[0], *step.spec, "/nets/m.onnx", platform);
    EXPECT_EQ(numbers ? "" : numbers.message().key, key) << location;
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
