// Models against published numbers: torchvision's ResNet, the U-Net paper's sizes, receptive fields by hand.
#include "document/model/model.h"

#include <gtest/gtest.h>

#include <cstring>
#include <functional>

#include "interop/model/model_files.h"
#include "printed_models.h"

namespace convoscope {
namespace {

const ModelStep& step_of(const Model& model, const std::vector<ModelStep>& steps, const std::string& name) {
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (model.layers[i].name == name) return steps[i];
  ADD_FAILURE() << name;
  return steps.front();
}

TEST(Model, FollowsAResNet) {
  const Model model = printed(resnet18());
  const std::vector<ModelStep> steps = follow(model, {3, 224, 224});
  std::int64_t parameters = 0;
  std::int64_t multiplications = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    EXPECT_FALSE(steps[i].problem) << model.layers[i].name << steps[i].problem->key;
    parameters += steps[i].parameters;
    multiplications += steps[i].multiplications.value_or(0);
  }
  EXPECT_EQ(parameters, 11689512);         // torchvision's documentation
  EXPECT_EQ(multiplications, 1814073344);  // 1.81 GFLOPs there
  EXPECT_EQ(step_of(model, steps, "maxpool").output, (MapSize{64, 56, 56}));
  EXPECT_EQ(step_of(model, steps, "layer2.0.downsample.0").input, (MapSize{64, 56, 56}));
  EXPECT_EQ(step_of(model, steps, "layer2.0.downsample.0").output, (MapSize{128, 28, 28}));
  EXPECT_EQ(step_of(model, steps, "layer4.1.conv2").output, (MapSize{512, 7, 7}));
  EXPECT_EQ(step_of(model, steps, "fc").output, (MapSize{1000, 1, 1}));
  using Field = std::array<std::int64_t, 2>;
  EXPECT_EQ(step_of(model, steps, "maxpool").receptive_field, (Field{11, 11}));
  EXPECT_EQ(step_of(model, steps, "layer1.1.conv2").receptive_field, (Field{43, 43}));
  EXPECT_FALSE(step_of(model, steps, "avgpool").receptive_field);
}

TEST(Model, KnowsWhatDoesNotDependOnTheInput) {
  const Model model = printed(resnet18());
  const std::vector<ModelStep> steps = follow(model, {});
  EXPECT_FALSE(steps[0].input);
  EXPECT_FALSE(steps[0].multiplications);
  EXPECT_EQ(steps[0].parameters, 9408);
  EXPECT_EQ((*steps[0].receptive_field)[0], 7);
}

// The paper's figure: 572 in, 388 out; the skips are 64, 136, 280 and 568 against 56, 104, 200 and 392.
TEST(Model, MarksTheSkipsOfAValidUNet) {
  const Model model = printed(unet(0));
  const std::vector<ModelStep> steps = follow(model, {1, 572, 572});
  EXPECT_EQ(steps.back().output, (MapSize{2, 388, 388}));
  const std::array<std::pair<const char*, const char*>, 4> misfits{
      {{"64x64", "56x56"}, {"136x136", "104x104"}, {"280x280", "200x200"}, {"568x568", "392x392"}}};
  std::size_t found = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!steps[i].problem) continue;
    ASSERT_LT(found, misfits.size());
    EXPECT_EQ(steps[i].problem->key, "model.skip");
    EXPECT_EQ(steps[i].problem->arguments[1].second, misfits[found].first);
    EXPECT_EQ(steps[i].problem->arguments[2].second, misfits[found].second);
    EXPECT_EQ(steps[i].problem->arguments[3].second, "16");
    ++found;
  }
  EXPECT_EQ(found, misfits.size());
}

TEST(Model, FitsAPaddedUNetWhereTheInputIsAMultiple) {
  const Model model = printed(unet(1));
  for (const ModelStep& step : follow(model, {1, 576, 576})) EXPECT_FALSE(step.problem);
  EXPECT_EQ(follow(model, {1, 576, 576}).back().output, (MapSize{2, 576, 576}));
  // 225: 112, 56, 28, 14, and up again 28, 56, 112, 224 against 225.
  const std::vector<ModelStep> steps = follow(model, {1, 225, 225});
  std::vector<std::string> marked;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (steps[i].problem) marked.push_back(model.layers[i].name);
  EXPECT_EQ(marked, std::vector<std::string>{"dec1.net.0"});
  EXPECT_EQ(steps.back().output, (MapSize{2, 224, 224}));  // the decoder's size goes on
  // 572: 286, 143, 71, 35: 70 against 71, then 140 against 143, 280 against 286, 560 against 572.
  std::size_t misfits = 0;
  for (const ModelStep& step : follow(model, {1, 572, 572})) misfits += step.problem ? 1 : 0;
  EXPECT_EQ(misfits, 4u);
}

TEST(Model, NamesWhatItDoesNotKnow) {
  const Model model =
      printed("Net(\n" + conv("a", 3, 8, 3, 1, 1) + "(odd): MySampler(4)\n" + conv("b", 8, 8, 3, 1, 1) + ")");
  const std::vector<ModelStep> steps = follow(model, {3, 9, 9});
  EXPECT_EQ(steps[1].problem->key, "model.unknown");
  EXPECT_FALSE(steps[1].output);
  EXPECT_FALSE(steps[2].output);
  EXPECT_FALSE(steps[2].receptive_field);
  EXPECT_EQ(steps[2].parameters, 8 * 8 * 9);
  const std::vector<ModelStep> wrong =
      follow(printed("Net(\n" + conv("a", 3, 8, 3, 1, 1) + norm("n", 16) + ")"), {3, 9, 9});
  EXPECT_EQ(wrong[1].problem->key, "model.channels");
  const std::vector<ModelStep> small = follow(printed("Net(\n" + conv("a", 3, 8, 5, 1, 0) + ")"), {3, 4, 9});
  EXPECT_EQ(small[0].problem->key, "problem.kernel_exceeds_input");
}

TEST(Model, ChangesSizesWithoutWeights) {
  const Model model = printed(
      "Net(\n(pad): ReflectionPad2d((1, 2, 3, 4))\n(up): Upsample(scale_factor=2.0, mode='nearest')\n"
      "(shuffle): PixelShuffle(upscale_factor=2)\n(pool): AvgPool2d(kernel_size=2, stride=2, padding=0)\n(flat): "
      "Flatten(start_dim=1, "
      "end_dim=-1)\n(fc): Linear(in_features=100, out_features=7, bias=True)\n)");
  const std::vector<ModelStep> steps = follow(model, {8, 5, 6});
  EXPECT_EQ(steps[0].output, (MapSize{8, 12, 9}));
  EXPECT_EQ(steps[1].output, (MapSize{8, 24, 18}));
  EXPECT_EQ(steps[2].output, (MapSize{2, 48, 36}));
  EXPECT_EQ(steps[3].output, (MapSize{2, 24, 18}));
  EXPECT_EQ(steps[4].output, (MapSize{864, 1, 1}));
  EXPECT_EQ(steps[5].problem->key, "model.features");
  EXPECT_EQ(steps[5].parameters, 707);
}

TEST(Model, ReadsKerasConfigurations) {
  const std::string layers =
      R"({"class_name": "Conv2D", "config": {"name": "c1", "batch_input_shape": [null, 28, 28, 1], "filters": 32, "kernel_size": [3, 3],
          "strides": [2, 2], "padding": "same", "dilation_rate": [1, 1], "groups": 1, "activation": "relu", "use_bias": true}},
         {"class_name": "BatchNormalization", "config": {"name": "bn"}},
         {"class_name": "DepthwiseConv2D", "config": {"name": "dw", "kernel_size": [3, 3], "strides": [1, 1], "padding": "valid",
          "depth_multiplier": 2, "use_bias": false}},
         {"class_name": "Conv2DTranspose", "config": {"name": "up", "filters": 4, "kernel_size": [3, 3], "strides": [2, 2],
          "padding": "same", "output_padding": null, "use_bias": true}},
         {"class_name": "Flatten", "config": {"name": "flat"}}, {"class_name": "Dense", "config": {"name": "fc", "units": 10}})";
  const ReadModel read =
      read_keras_model(R"({"class_name": "Sequential", "config": {"name": "s", "layers": [)" + layers + "]}}");
  ASSERT_FALSE(read.error);
  EXPECT_EQ(read.model.input, (MapSize{1, 28, 28}));
  const std::vector<ModelStep> steps = follow(read.model, read.model.input);
  EXPECT_EQ(steps[0].output, (MapSize{32, 14, 14}));
  EXPECT_EQ(steps[0].parameters, 320);
  EXPECT_EQ(steps[1].parameters, 128);
  EXPECT_EQ(steps[2].output, (MapSize{64, 12, 12}));
  EXPECT_EQ(steps[2].parameters, 32 * 2 * 9);
  EXPECT_EQ(steps[3].output, (MapSize{4, 24, 24}));
  EXPECT_EQ(steps[5].parameters, (4 * 24 * 24 + 1) * 10);
}

// A skip over a pooling and a transposed convolution, of Keras 2 and of Keras 3.
TEST(Model, FollowsKerassGraph) {
  for (const std::string kind : {"2", "3"}) {
    const auto from = [&](std::initializer_list<const char*> names) {
      std::string list;
      for (const char* name : names)
        list += (list.empty() ? "" : ", ") +
                (kind == "2" ? R"([")" + std::string(name) + R"(", 0, 0, {}])"
                             : R"({"class_name": "__keras_tensor__", "config": {"keras_history": [")" +
                                   std::string(name) + R"(", 0, 0]}})");
      return kind == "2" ? "[[" + list + "]]" : R"([{"args": [[)" + list + R"(]], "kwargs": {}}])";
    };
    const std::string layers =
        R"({"class_name": "InputLayer", "name": "in", "config": {"name": "in", "batch_shape": [null, 17, 17, 3]}, "inbound_nodes": []},
           {"class_name": "MaxPooling2D", "name": "p", "config": {"name": "p", "pool_size": [2, 2]}, "inbound_nodes": )" +
        from({"in"}) +
        R"(}, {"class_name": "UpSampling2D", "name": "u", "config": {"name": "u", "size": [2, 2]}, "inbound_nodes": )" +
        from({"p"}) +
        R"(}, {"class_name": "Concatenate", "name": "c", "config": {"name": "c", "axis": -1}, "inbound_nodes": )" +
        from({"in", "u"}) + "}";
    const ReadModel read = read_keras_model(R"({"class_name": "Functional", "config": {"layers": [)" + layers + "]}}");
    ASSERT_FALSE(read.error);
    const std::vector<ModelStep> steps = follow(read.model, read.model.input);
    EXPECT_EQ(steps[1].output, (MapSize{3, 16, 16}));
    ASSERT_TRUE(steps[2].problem) << kind;
    EXPECT_EQ(steps[2].problem->key, "model.skip");
    EXPECT_EQ(steps[2].output->channels, 6);
  }
}

std::string safetensors(const std::string& header, std::size_t data) {
  std::uint64_t length = header.size();
  std::string bytes(sizeof length, '\0');
  std::memcpy(bytes.data(), &length, sizeof length);
  return bytes + header + std::string(data, '\0');
}

TEST(Model, ReadsTheShapesOfSafetensors) {
  const std::string good = safetensors(
      R"({"b.weight": {"dtype": "F32", "shape": [2], "data_offsets": [36, 44]}, "a.weight": {"dtype": "F32", "shape": [1, 1, 3, 3],
          "data_offsets": [0, 36]}, "__metadata__": {"format": "pt"}})",
      44);
  const ReadModel read = read_model(good);
  ASSERT_FALSE(read.error);
  ASSERT_EQ(read.model.layers.size(), 2u);
  EXPECT_EQ(read.model.layers[0].name, "a.weight");
  EXPECT_EQ(read.model.layers[0].op, "tensor 1x1x3x3");
  EXPECT_EQ(follow(read.model, {})[0].parameters, 9);
  for (std::size_t cut = 0; cut < good.size(); ++cut)
    EXPECT_TRUE(read_safetensors(good.substr(0, cut), cut).error) << cut;
  for (const std::string lie :
       {R"("shape": [3], "data_offsets": [0, 16])", R"("shape": [4], "data_offsets": [16, 32])",
        R"("shape": [4294967296, 4294967296], "data_offsets": [0, 0])", R"("shape": [-1], "data_offsets": [0, 4])"})
    EXPECT_TRUE(read_model(safetensors(R"({"a": {"dtype": "F32", )" + lie + "}}", 16)).error) << lie;
}

}  // namespace
}  // namespace convoscope
