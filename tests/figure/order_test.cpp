// Every picture is in order: all presets in all views in both languages, and small layers of every kind, as they are exported.
#include <gtest/gtest.h>

#include "every_view.h"
#include "fits.h"

namespace convoscope {
namespace {

using testing::Stage;

/// What still has to be mended in the views; a line goes with its fault.
bool cuts_words(const View& view) {
  return view == "maps" || view == "lockstep" || view == "overlap" || view == "matrix";
}
bool crowds_words_of_small_layers(const View& view) { return view == "crop"; }

std::vector<std::string> all_faults(const View& view, const Figure& figure) {
  std::vector<std::string> faults = testing::faults_of(figure);
  if (cuts_words(view)) return faults;
  const std::vector<std::string> cut = testing::cut_words_of(figure);
  faults.insert(faults.end(), cut.begin(), cut.end());
  return faults;
}

class Order : public ::testing::TestWithParam<View> {};

TEST_P(Order, OfEveryPresetInEveryLanguage) {
  for (const Preset& preset : presets()) {
    for (const char* language : {"en", "zh"}) {
      Stage stage(preset.name);
      stage.words = testing::catalog(language);
      for (const Granularity granularity : {Granularity::cell, Granularity::multiply}) {
        stage.playhead.granularity = granularity;
        stage.playhead.step = last_step(*stage.evaluation, stage.playhead) / 2;
        EXPECT_THAT(all_faults(GetParam(), compose_view(GetParam(), stage.inputs())), ::testing::IsEmpty())
            << preset.name << " in " << language;
      }
    }
  }
}

TEST_P(Order, OfSmallLayers) {
  if (crowds_words_of_small_layers(GetParam())) GTEST_SKIP() << "words of small layers stand on each other";
  const auto expect_order = [&](const Scene& scene) {
    if (!validate(scene.spec).empty()) return;
    Stage stage(scene);
    stage.playhead.side =
        scene.spec.operation == Operation::transposed_convolution ? Side::transposed : Side::convolution;
    stage.playhead.step = last_step(*stage.evaluation, stage.playhead) / 2;
    const AxisSpec& down = scene.spec.axes[height];
    const AxisSpec& across = scene.spec.axes[width];
    EXPECT_THAT(all_faults(GetParam(), compose_view(GetParam(), stage.inputs())), ::testing::IsEmpty())
        << "operation " << static_cast<int>(scene.spec.operation) << ", input " << down.input << "x" << across.input
        << ", kernel " << down.kernel << "x" << across.kernel << ", stride " << down.stride << ", padding "
        << down.pad_begin << ", channels " << scene.spec.in_channels << "/" << scene.spec.out_channels;
  };
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution,
                                    Operation::average_pooling, Operation::max_pooling}) {
    for (const std::int64_t input : {1, 3, 4}) {
      for (const std::int64_t kernel : {1, 2, 3}) {
        for (const std::int64_t stride : {1, 2, 3}) {
          for (const std::int64_t padding : {0, 1}) {
            const AxisSpec axis{
                .input = input, .kernel = kernel, .stride = stride, .pad_begin = padding, .pad_end = padding};
            expect_order(testing::layer(operation, axis, axis));
            expect_order(testing::layer(operation, axis, {.input = 1}));
            expect_order(testing::layer(operation, {.input = 1}, axis));
          }
        }
      }
    }
    Scene channels = testing::layer(operation, {.input = 3, .kernel = 2}, {.input = 3, .kernel = 2});
    channels.spec.in_channels = channels.spec.out_channels = 2;
    expect_order(channels);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Order, ::testing::ValuesIn(every_view()),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace convoscope
