// Scene files of version 1 in tests/fixtures/scenes_v1, as programs before version 2 wrote them: they open as they always did.
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>

#include "document/scene_file.h"
#include "support.h"

namespace convoscope {
namespace {

const std::filesystem::path folder = std::filesystem::path(CONVOSCOPE_FIXTURES_DIR) / "scenes_v1";

SavedScene opened(const std::string& name) {
  const std::string text = testing::read_text(folder / name);
  EXPECT_TRUE(text.starts_with("{\n  \"convoscope\": 1,")) << name;
  const auto read = read_scene(text);
  if (read) return *read;
  ADD_FAILURE() << name << ": " << read.message().key;
  return {};
}

void expect_values(const SharedTensor& values, const Shape& shape, const std::vector<float>& numbers) {
  ASSERT_TRUE(values);
  EXPECT_EQ(values->shape(), shape);
  EXPECT_EQ(values->data(), numbers);
}

std::vector<float> evenly(float first, float by, int count) {
  std::vector<float> numbers;
  for (int i = 0; i < count; ++i) numbers.push_back(first + by * static_cast<float>(i));
  return numbers;
}

AxisSpec axis_of(std::int64_t input, std::int64_t kernel, std::int64_t stride) {
  return {.input = input, .kernel = kernel, .stride = stride};
}

TEST(OldScenes, Convolution) {
  const SavedScene saved = opened("convolution.convo");
  const Scene& scene = saved.scene;
  EXPECT_EQ(scene.title, "an edge \"detector\"");
  Spec spec;
  spec.axes = {AxisSpec{.input = 3, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1},
               AxisSpec{.input = 3, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1}};
  EXPECT_EQ(scene.spec, spec);
  expect_values(scene.fine_values, {1, 1, 3, 3}, {0.5F, -2, 3, 4, 0.1F, 6, 7, 8, 9});
  expect_values(scene.coarse_values, {1, 1, 2, 2}, {10, 20, -30, 40});
  expect_values(scene.weight_values, {1, 1, 3, 3}, {1, 0, -1, 2, 0.25F, -2, 1, 0, -1});
  EXPECT_EQ(scene.bias, std::vector<float>{-1.5F});
  EXPECT_EQ(scene.views, (std::vector<View>{"maps", "overlap", "stack"}));
  EXPECT_TRUE(scene.shows_convolution && scene.shows_transposed);
  EXPECT_EQ(scene.theme, "dark");
  EXPECT_EQ(scene.camera, (Camera{-20, 45.5, 2}));
  EXPECT_EQ(saved.playhead, (Playhead{Side::convolution, Granularity::multiply, 6}));
  EXPECT_EQ(saved.pin, (Tag{Side::none, Part::fine, 0, {1, 1}}));
}

TEST(OldScenes, TransposedConvolution) {
  const SavedScene saved = opened("transposed.convo");
  const Scene& scene = saved.scene;
  EXPECT_EQ(scene.title, "padding_strides_odd_transposed");
  Spec spec;
  spec.operation = Operation::transposed_convolution;
  const AxisSpec axis{
      .input = 2, .kernel = 3, .stride = 2, .dilation = 1, .pad_begin = 1, .pad_end = 1, .output_padding = 1};
  spec.axes = {axis, axis};
  EXPECT_EQ(scene.spec, spec);
  expect_values(scene.fine_values, {1, 1, 4, 4},
                {-8, -7.5F, -7, -6.5F, -6, -5.5F, -5, -4.5F, -4, -3.5F, -3, -2.5F, -2, -1.5F, -1, -0.5F});
  expect_values(scene.coarse_values, {1, 1, 2, 2}, {1, -1, 2, 0.5F});
  expect_values(scene.weight_values, {1, 1, 3, 3}, {1, 2, 3, 4, 5, 6, 7, 8, 9});
  EXPECT_EQ(scene.bias, std::vector<float>{0.125F});
  EXPECT_EQ(scene.views, (std::vector<View>{"connections", "crop"}));
  EXPECT_TRUE(scene.shows_convolution && scene.shows_transposed);
  EXPECT_EQ(scene.theme, "print");
  EXPECT_EQ(scene.camera, (Camera{35, 30, 0}));
  EXPECT_EQ(saved.playhead, (Playhead{Side::transposed, Granularity::cell, 5}));
  EXPECT_EQ(saved.pin, (Tag{Side::transposed, Part::fine, 0, {3, 0}}));
}

TEST(OldScenes, AveragePooling) {
  const SavedScene saved = opened("average_pooling.convo");
  const Scene& scene = saved.scene;
  EXPECT_EQ(scene.title, "numerical_average_pooling");
  Spec spec;
  spec.operation = Operation::average_pooling;
  spec.axes = {axis_of(5, 3, 1), axis_of(5, 3, 1)};
  EXPECT_EQ(scene.spec, spec);
  expect_values(scene.fine_values, {1, 1, 5, 5},
                {3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1});
  EXPECT_FALSE(scene.coarse_values);
  EXPECT_FALSE(scene.weight_values);
  EXPECT_TRUE(scene.bias.empty());
  EXPECT_EQ(scene.views, std::vector<View>{"maps"});
  EXPECT_TRUE(scene.shows_convolution);
  EXPECT_FALSE(scene.shows_transposed);
  EXPECT_EQ(scene.theme, "light");
  EXPECT_EQ(scene.camera, (Camera{35, 30, 0}));
  EXPECT_EQ(saved.playhead, (Playhead{Side::convolution, Granularity::cell, 0}));
  EXPECT_FALSE(saved.pin);
}

TEST(OldScenes, MaxPooling) {
  const SavedScene saved = opened("max_pooling.convo");
  const Scene& scene = saved.scene;
  EXPECT_EQ(scene.title, "numerical_max_pooling");
  Spec spec;
  spec.operation = Operation::max_pooling;
  spec.axes = {axis_of(5, 3, 2), AxisSpec{.input = 5, .kernel = 3, .stride = 1, .pad_begin = 1, .pad_end = 1}};
  EXPECT_EQ(scene.spec, spec);
  expect_values(scene.fine_values, {1, 1, 5, 5},
                {3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1});
  expect_values(scene.coarse_values, {1, 1, 2, 5}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
  EXPECT_FALSE(scene.weight_values);
  EXPECT_TRUE(scene.bias.empty());
  EXPECT_EQ(scene.views, std::vector<View>{"maps"});
  EXPECT_TRUE(scene.shows_convolution);
  EXPECT_FALSE(scene.shows_transposed);
  EXPECT_EQ(scene.theme, "classic");
  EXPECT_EQ(scene.camera, (Camera{35, 30, 0}));
  EXPECT_EQ(saved.playhead, (Playhead{Side::convolution, Granularity::cell, 3}));
  EXPECT_EQ(saved.pin, (Tag{Side::none, Part::kernel, 0, {2, 0}}));
}

TEST(OldScenes, Groups) {
  const SavedScene saved = opened("groups.convo");
  const Scene& scene = saved.scene;
  EXPECT_EQ(scene.title, "two groups");
  Spec spec;
  spec.axes = {AxisSpec{.input = 4, .kernel = 2, .stride = 2, .dilation = 1, .pad_begin = 1, .pad_end = 0},
               AxisSpec{.input = 3, .kernel = 2, .stride = 1, .dilation = 2, .pad_begin = 0, .pad_end = 1}};
  spec.in_channels = 4;
  spec.out_channels = 2;
  spec.groups = 2;
  spec.batch = 2;
  spec.padding_mode = PaddingMode::reflect;
  EXPECT_EQ(scene.spec, spec);
  expect_values(scene.fine_values, {2, 4, 4, 3}, evenly(-48, 1, 96));
  expect_values(scene.coarse_values, {2, 2, 2, 2}, evenly(100, 0.25F, 16));
  expect_values(scene.weight_values, {2, 2, 2, 2},
                {1, 0.5F, 0, -0.5F, -1, -1.5F, -2, -2.5F, -3, -3.5F, -4, -4.5F, -5, -5.5F, -6, -6.5F});
  EXPECT_EQ(scene.bias, (std::vector<float>{3, -4}));
  EXPECT_EQ(scene.views, std::vector<View>{"matrix"});
  EXPECT_TRUE(scene.shows_convolution);
  EXPECT_FALSE(scene.shows_transposed);
  EXPECT_EQ(scene.theme, "light");
  EXPECT_EQ(scene.camera, (Camera{35, 30, 0}));
  EXPECT_EQ(saved.playhead, (Playhead{Side::convolution, Granularity::cell, 0}));
  EXPECT_EQ(saved.pin, (Tag{Side::none, Part::coarse, 1, {0, 1}}));
}

TEST(OldScenes, ExtendedOutput) {
  const SavedScene saved = opened("extended_output.convo");
  const Scene& scene = saved.scene;
  EXPECT_EQ(scene.title, "转置卷积");
  Spec spec;
  spec.operation = Operation::transposed_convolution;
  spec.axes = {AxisSpec{.input = 2, .kernel = 2, .stride = 2, .dilation = 1, .pad_begin = 0, .pad_end = -1},
               AxisSpec{.input = 1, .kernel = 3, .stride = 1, .dilation = 1, .pad_begin = 1, .pad_end = 0}};
  spec.in_channels = 2;
  spec.out_channels = 2;
  spec.groups = 2;
  spec.extends_output = true;
  EXPECT_EQ(scene.spec, spec);
  EXPECT_FALSE(scene.fine_values);
  ASSERT_TRUE(scene.coarse_values);
  EXPECT_EQ(scene.coarse_values->shape(), (Shape{1, 2, 2, 1}));
  const std::vector<float>& coarse = scene.coarse_values->data();
  EXPECT_EQ(coarse[0], std::numeric_limits<float>::infinity());
  EXPECT_EQ(coarse[1], -std::numeric_limits<float>::infinity());
  EXPECT_TRUE(std::isnan(coarse[2]));
  EXPECT_EQ(coarse[3], 1e-45F);
  expect_values(scene.weight_values, {2, 1, 2, 3},
                {0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F, 0.70000005F, 0.8F, 0.90000004F, 1, 1.1F, 1.2F});
  EXPECT_EQ(scene.bias, (std::vector<float>{0, 3.4028235e38F}));
  EXPECT_EQ(scene.views, (std::vector<View>{"maps", "connections"}));
  EXPECT_FALSE(scene.shows_convolution);
  EXPECT_TRUE(scene.shows_transposed);
  EXPECT_EQ(scene.theme, "light");
  EXPECT_EQ(scene.camera, (Camera{35, 30, 0}));
  EXPECT_EQ(saved.playhead, (Playhead{Side::transposed, Granularity::multiply, 1}));
  EXPECT_EQ(saved.pin, (Tag{Side::none, Part::connection, 0, {1, 0}, {1, 1}, {0, 0}}));
}

TEST(OldScenes, AreSavedAnew) {
  for (const char* name :
       {"convolution.convo", "transposed.convo", "average_pooling.convo", "max_pooling.convo", "groups.convo"}) {
    const SavedScene saved = opened(name);
    const std::string written = write_scene(saved);
    EXPECT_TRUE(written.starts_with("{\n  \"convoscope\": 2,")) << name;
    const auto read = read_scene(written);
    ASSERT_TRUE(read) << name;
    EXPECT_EQ(read->scene, saved.scene) << name;
    EXPECT_EQ(read->playhead, saved.playhead) << name;
    EXPECT_EQ(read->pin.part, saved.pin.part) << name;
    EXPECT_EQ(read->pin.channel, saved.pin.channel) << name;
    EXPECT_EQ(read->pin.cell, saved.pin.cell) << name;
  }
}

TEST(OldScenes, AreAllAsserted) {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    EXPECT_EQ(entry.path().extension(), ".convo");
    ++count;
  }
  EXPECT_EQ(count, 6);
}

}  // namespace
}  // namespace convoscope
