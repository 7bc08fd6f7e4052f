// What does not fit in a model, and the ways to mend it: the U-Net paper's sizes, and every small encoder and decoder by brute force.
#include "document/model/mending.h"

#include <gtest/gtest.h>

#include "document/model/map_strip.h"
#include "document/model/model_file.h"
#include "document/model/usual_input.h"
#include "interop/model/model_files.h"
#include "interop/model/pasted.h"
#include "printed_models.h"

namespace convoscope {
namespace {

Model on(Model model, const MapSize& input) {
  model.input = input;
  return model;
}

MapSize last_of(const Model& model) { return follow(model, model.input).back().output.value_or(MapSize{}); }

std::size_t problems_of(const Model& model) {
  std::size_t count = 0;
  for (const ModelStep& step : follow(model, model.input)) count += step.problem ? 1 : 0;
  return count;
}

const Mend* way(const std::vector<Mend>& ways, MendKind kind) {
  for (const Mend& mend : ways)
    if (mend.kind == kind) return &mend;
  return nullptr;
}

TEST(Mending, CropsTheSkipsOfAValidUNet) {
  const Model model = on(printed(unet(0)), {1, 572, 572});
  const std::vector<Mend> ways = mends(model);
  ASSERT_EQ(ways.size(), 1u) << "neither output padding nor another input helps";
  EXPECT_EQ(ways[0].kind, MendKind::crop);
  EXPECT_EQ(ways[0].layers.size(), 4u);
  EXPECT_EQ(ways[0].before, (MapSize{512, 64, 64}));
  EXPECT_EQ(ways[0].after, (MapSize{512, 56, 56}));
  EXPECT_EQ(problems_of(ways[0].mended), 0u);
  EXPECT_EQ(last_of(ways[0].mended), (MapSize{2, 388, 388}));  // the paper's
}

TEST(Mending, MendsAPaddedUNetAt225InThreeWays) {
  const Model model = on(printed(unet(1)), {1, 225, 225});
  const std::vector<ModelStep> steps = follow(model, model.input);
  const std::vector<Misfit> found = misfits(model, steps);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(model.layers[static_cast<std::size_t>(found[0].up)].name, "up1");
  EXPECT_EQ(found[0].up_input, (MapSize{128, 112, 112}));
  EXPECT_EQ(model.layers[static_cast<std::size_t>(found[0].down)].name, "pool1");
  EXPECT_EQ(found[0].down_input, (MapSize{64, 225, 225}));
  EXPECT_EQ(found[0].left_out, 1);
  const std::vector<Mend> ways = mends(model);
  ASSERT_EQ(ways.size(), 3u);
  EXPECT_EQ(ways[0].kind, MendKind::output_padding);
  EXPECT_EQ(ways[0].layers, std::vector<int>{found[0].up});
  EXPECT_EQ(last_of(ways[0].mended), (MapSize{2, 225, 225}));
  EXPECT_EQ(ways[1].kind, MendKind::crop);
  EXPECT_EQ(last_of(ways[1].mended), (MapSize{2, 224, 224}));
  EXPECT_EQ(ways[2].kind, MendKind::pad_input);
  EXPECT_EQ(ways[2].after, (MapSize{1, 240, 240}));  // the next multiple of 16
  for (const Mend& mend : ways) EXPECT_EQ(problems_of(mend.mended), 0u);
}

TEST(Mending, MendsAPaddedUNetAt572) {
  const Model model = on(printed(unet(1)), {1, 572, 572});
  const std::vector<Mend> ways = mends(model);
  // 35 to 70 and one more, 71 to 142 and one more; the other two then fit.
  const Mend* const padding = way(ways, MendKind::output_padding);
  ASSERT_NE(padding, nullptr);
  EXPECT_EQ(padding->layers.size(), 2u);
  EXPECT_EQ(padding->before, (MapSize{512, 70, 70}));
  EXPECT_EQ(padding->after, (MapSize{512, 71, 71}));
  EXPECT_EQ(last_of(padding->mended), (MapSize{2, 572, 572}));
  ASSERT_NE(way(ways, MendKind::pad_input), nullptr);
  EXPECT_EQ(way(ways, MendKind::pad_input)->after, (MapSize{1, 576, 576}));
}

TEST(Mending, LeavesAloneWhatFits) {
  EXPECT_TRUE(mends(on(printed(unet(1)), {1, 576, 576})).empty());
  EXPECT_TRUE(mends(on(printed(resnet18()), {3, 224, 224})).empty());
}

/// A pooling and a transposed convolution a level, each joined with what was pooled.
Model hourglass(int levels, int kernel) {
  std::string text = "Net(\n" + conv("in", 1, 4, 3, 1, 1);
  for (int level = 1; level <= levels; ++level)
    text += "(pool" + std::to_string(level) + "): MaxPool2d(kernel_size=2, stride=2)\n" +
            conv("down" + std::to_string(level), 2 << level, 4 << level, 3, 1, 1);
  for (int level = levels; level >= 1; --level)
    text += "(up" + std::to_string(level) + "): ConvTranspose2d(" + std::to_string(4 << level) + ", " +
            std::to_string(2 << level) + ", kernel_size=(" + std::to_string(kernel) + ", " + std::to_string(kernel) +
            "), stride=(2, 2)" + (kernel == 4 ? ", padding=(1, 1)" : "") + ")\n" +
            conv("dec" + std::to_string(level), 4 << level, 2 << level, 3, 1, 1);
  return printed(text + ")");
}

// The sizes are halved and doubled here by hand.
TEST(Mending, AgreesWithHalvingAndDoubling) {
  for (const int kernel : {2, 4})
    for (int levels = 1; levels <= 3; ++levels) {
      const Model model = hourglass(levels, kernel);
      for (int rows = 8; rows < 25; ++rows)
        for (const int columns : {16, 19, 22}) {
          SCOPED_TRACE(std::to_string(levels) + " levels, " + std::to_string(rows) + "x" + std::to_string(columns));
          const Model here = on(model, {1, rows, columns});
          const int multiple = 1 << levels;
          const auto up_to = [&](int extent) { return (extent + multiple - 1) / multiple * multiple; };
          const bool fits = rows % multiple == 0 && columns % multiple == 0;
          const std::vector<Mend> ways = mends(here);
          EXPECT_EQ(ways.empty(), fits);
          if (fits) continue;
          ASSERT_EQ(ways.size(), 3u);
          EXPECT_EQ(last_of(ways[0].mended), (MapSize{4, rows, columns})) << "output padding brings back what was lost";
          int cropped_rows = rows >> levels;
          int cropped_columns = columns >> levels;
          for (int level = 0; level < levels; ++level) {
            cropped_rows *= 2;
            cropped_columns *= 2;
          }
          EXPECT_EQ(last_of(ways[1].mended), (MapSize{4, cropped_rows, cropped_columns}));
          EXPECT_EQ(ways[2].after, (MapSize{1, up_to(rows), up_to(columns)}));
        }
    }
}

TEST(Mending, TellsALargerMapFromASmallerOne) {
  // 17 to 9 by a stride of 2 and back to 18: one too many, which no output padding takes away.
  const Model model =
      on(printed("Net(\n" + conv("a", 1, 4, 3, 1, 1) + conv("down", 4, 8, 3, 2, 1) +
                 "(up): ConvTranspose2d(8, 4, kernel_size=(2, 2), stride=(2, 2))\n" + conv("dec", 8, 4, 3, 1, 1) + ")"),
         {1, 17, 17});
  const std::vector<Misfit> found = misfits(model, follow(model, model.input));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].joint.line.rows, 18);
  EXPECT_EQ(found[0].joint.size.rows, 17);
  const std::vector<Mend> ways = mends(model);
  EXPECT_EQ(way(ways, MendKind::output_padding), nullptr);
  ASSERT_NE(way(ways, MendKind::crop), nullptr);
  EXPECT_EQ(last_of(way(ways, MendKind::crop)->mended).rows, 17);
  ASSERT_NE(way(ways, MendKind::pad_input), nullptr);
  EXPECT_EQ(way(ways, MendKind::pad_input)->after.rows, 18);
}

TEST(Skips, AreSetByHand) {
  Model model = on(printed("Net(\n" + conv("a", 3, 8, 3, 1, 1) + conv("b", 8, 8, 3, 1, 1) + conv("c", 8, 8, 3, 1, 1) +
                           conv("d", 16, 4, 3, 1, 1) + ")"),
                   {3, 9, 9});
  std::vector<ModelStep> steps = follow(model, model.input);
  ASSERT_EQ(steps[3].joints.size(), 1u);
  EXPECT_EQ(steps[3].joints[0].from, 1) << "the latest earlier map of eight channels";
  model.layers[3].skip = 0;
  steps = follow(model, model.input);
  EXPECT_EQ(steps[3].joints[0].from, 0);
  EXPECT_FALSE(steps[3].problem);
  model.layers[3].skip = no_skip;
  EXPECT_EQ(follow(model, model.input)[3].problem->key, "model.channels");
  model.layers[3].skip = -1;  // three channels are too few
  EXPECT_EQ(follow(model, model.input)[3].problem->key, "model.channels");
  model.layers[3].skip.reset();
  model.layers[2].skip = 0;  // as in a residual block: added
  steps = follow(model, model.input);
  ASSERT_EQ(steps[2].joints.size(), 1u);
  EXPECT_TRUE(steps[2].joints[0].is_added);
  EXPECT_FALSE(steps[2].problem);
}

TEST(Strip, HasAMapForEachResolution) {
  const Model model = on(printed(unet(1)), {1, 225, 225});
  const MapStrip strip = strip_of(model, follow(model, model.input));
  std::vector<std::string> words;
  for (const StripMap& map : strip.maps)
    words.push_back(map.name + " " + std::to_string(map.size.channels) + "x" + std::to_string(map.size.rows) +
                    (map.is_up ? " up" : ""));
  const std::vector<std::string> wanted{" 1x225",         "inc 64x225",       "down1 128x112", "down2 256x56",
                                        "down3 512x28",   "down4 1024x14 up", "up4 512x28 up", "up3 256x56 up",
                                        "up2 128x112 up", "up1 64x224 up"};
  // The last convolution belongs to the last resolution.
  ASSERT_EQ(words.size(), wanted.size());
  for (std::size_t i = 0; i + 1 < wanted.size(); ++i) EXPECT_EQ(words[i], wanted[i]);
  EXPECT_EQ(words.back(), "up1 2x224 up");
  ASSERT_EQ(strip.skips.size(), 4u);
  EXPECT_EQ(strip.skips[0].from, 4);
  EXPECT_EQ(strip.skips[0].to, 6);
  EXPECT_TRUE(strip.skips[0].joint.fits);
  EXPECT_FALSE(strip.skips[3].joint.fits);
}

TEST(Strip, ShowsAResNetInSixMaps) {
  const Model model = on(printed(resnet18()), {3, 224, 224});
  const MapStrip strip = strip_of(model, follow(model, model.input));
  std::vector<std::int64_t> rows;
  for (const StripMap& map : strip.maps) rows.push_back(map.size.rows);
  EXPECT_EQ(rows, (std::vector<std::int64_t>{224, 112, 56, 28, 14, 7, 1}));
}

TEST(UsualInput, IsTheFirstThatGoesThrough) {
  EXPECT_EQ(usual_input(printed(resnet18())), (MapSize{3, 224, 224}));
  EXPECT_EQ(usual_input(printed(unet(1))), (MapSize{1, 224, 224}));
  EXPECT_EQ(usual_input(on(printed(unet(1)), {1, 225, 226})), (MapSize{1, 225, 226}));
  // A classifier of handwritten digits wants 28.
  const Model digits = printed("Net(\n" + conv("a", 1, 8, 3, 1, 1) +
                               "(p): MaxPool2d(kernel_size=2, stride=2)\n(f): Flatten(start_dim=1, end_dim=-1)\n"
                               "(fc): Linear(in_features=1568, out_features=10, bias=True)\n)");
  EXPECT_EQ(usual_input(digits), (MapSize{1, 28, 28}));
  const Model generator = printed(
      "Generator(\n(a): ConvTranspose2d(100, 64, kernel_size=(4, 4), stride=(1, 1), bias=False)\n"
      "(b): ConvTranspose2d(64, 3, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1), bias=False)\n)");
  EXPECT_EQ(usual_input(generator), (MapSize{100, 1, 1}));
}

TEST(ModelFile, ReadsBackWhatItWrites) {
  Model crafted = on(printed(unet(1)), {1, 225, 225});
  crafted.name = "unet \"quoted\".txt";
  crafted.layers[3].skip = no_skip;
  crafted.layers[4].skip = -1;
  crafted.layers[5].crops = true;
  crafted.layers[0].weight = WeightPlace{"w.bin", 16, 64, 1};
  crafted.layers[2].weight = WeightPlace{"w.npz:a/kernel:0", 0, 0, 1, true};
  const Model keras = read_keras_model(
                          R"({"class_name": "Sequential", "config": {"layers": [
      {"class_name": "ZeroPadding2D", "config": {"name": "pad", "padding": [[1, 2], [3, 4]]}},
      {"class_name": "DepthwiseConv2D", "config": {"name": "d", "kernel_size": [3, 5], "strides": [2, 1], "padding": "same"}},
      {"class_name": "UpSampling2D", "config": {"name": "u", "size": [2, 2], "interpolation": "bilinear"}}]}})")
                          .model;
  for (Model model : {crafted, printed(resnet18()), keras}) {
    for (ModelLayer& layer : model.layers)
      if (layer.layer) {
        layer.layer->begin = 0;  // places in a text are not kept
        layer.layer->places.clear();
        layer.layer->name = layer.name;
      }
    const std::string text = write_model(model, 0);
    const Result<Json> json = parse_json(text);
    ASSERT_TRUE(json) << text;
    std::optional<Message> error;
    const Model read = read_model_value(JsonReader(*json, "model", error), error);
    ASSERT_FALSE(error) << error->key << " " << text;
    EXPECT_TRUE(read == model) << write_model(read, 0) << text;
  }
}

TEST(ModelFile, RefusesWhatNoModelHas) {
  for (const std::string layer :
       {R"({"name": "a", "op": "conv"})", R"({"name": "a", "effect": "layer", "op": "conv", "operation": "deconv"})",
        R"({"name": "a", "effect": "adds", "inputs": [0]})", R"({"effect": "keeps", "skip": 0})",
        R"({"operation": "conv", "kernel": [9999999999999, 3]})", R"({"operation": "conv", "in_channels": -1})",
        R"({"effect": "scales", "factors": [0, 2]})", R"({"effect": "keeps", "kernels": 3})", "3"}) {
    const Result<Json> json = parse_json(R"({"input": [1, 8, 8], "layers": [)" + layer + "]}");
    ASSERT_TRUE(json) << layer;
    std::optional<Message> error;
    (void)read_model_value(JsonReader(*json, "model", error), error);
    EXPECT_TRUE(error) << layer;
  }
}

TEST(Pasted, RefusesWhatMakesNoLayer) {
  for (const std::string text :
       {"Sequential(\n  (0): Conv2d(3, 0, kernel_size=(3, 3), stride=(1, 1))\n)",
        "Sequential(\n  (0): Conv2d(3, -8, kernel_size=(3, 3), stride=(1, 1))\n)", "nn.Conv2d(0, 8, 3)",
        "Given groups=1, weight of size [0, 3, 7, 7], expected input[1, 1, 24, 24] to have 3 channels, but got 1 "
        "channels",
        "{\"class_name\": 3}", "{", ""}) {
    const Pasted read = read_pasted(text);
    for (const LayerCode& layer : read.layers) EXPECT_TRUE(validate(shown_spec(layer)).empty()) << text;
    EXPECT_TRUE(read.error || !read.layers.empty()) << text;
  }
}

TEST(Pasted, TellsWhatATextIs) {
  EXPECT_EQ(read_pasted("nn.Conv2d(3, 64, 7)").layers.size(), 1u);
  EXPECT_EQ(read_pasted(resnet18()).model->layers.size(), printed(resnet18()).layers.size());
  EXPECT_EQ(read_pasted("nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU(), nn.MaxPool2d(2))").model->layers.size(), 3u);
  EXPECT_EQ(read_pasted("c1 = nn.Conv2d(3, 8, 3)\nc2 = nn.Conv2d(8, 8, 3)").model->layers.size(), 2u);
  const Pasted variable = read_pasted("nn.Conv2d(3, 8, k)");
  EXPECT_EQ(variable.variable, "k");
  EXPECT_EQ(variable.error->offset, 16u);
  const Pasted message = read_pasted(
      "RuntimeError: Sizes of tensors must match except in dimension 1. Expected size 56 but got size 57 for tensor "
      "number "
      "1 in the list.");
  ASSERT_FALSE(message.error);
  EXPECT_EQ(message.reason->key, "code.reason.joint");
  ASSERT_GE(message.layers.size(), 2u);
  for (const LayerCode& layer : message.layers) EXPECT_TRUE(validate(layer.spec).empty());
}

}  // namespace
}  // namespace convoscope
