// Every picture is in order: all presets in all views in both languages, and small layers of every kind, as they are exported.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "every_view.h"
#include "faint.h"
#include "struck.h"

namespace convoscope {
namespace {

using testing::Stage;

std::vector<std::string> all_faults(const View& view, const Stage& stage) {
  const Figure figure = compose_view(view, stage.inputs());
  std::vector<std::string> faults = testing::faults_of(figure);
  const auto add = [&](const std::vector<std::string>& more) { faults.insert(faults.end(), more.begin(), more.end()); };
  add(testing::cut_words_of(figure));
  add(testing::Struck(figure, stage.metrics).found());
  if (const std::string faint = testing::faint_texts(figure); !faint.empty()) faults.push_back(faint);
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
        EXPECT_THAT(all_faults(GetParam(), stage), ::testing::IsEmpty()) << preset.name << " in " << language;
      }
    }
  }
}

/// Whether all of the sweep is wanted, which takes a minute; else a sample of it, always the same.
bool sweeps_all() { return std::getenv("CONVOSCOPE_WHOLE_SWEEP") != nullptr; }

TEST_P(Order, OfSmallLayers) {
  const std::map<std::string, Catalog> catalogs{{"en", testing::catalog("en")}, {"zh", testing::catalog("zh")}};
  std::int64_t number = 0;
  const auto expect_order = [&](const Scene& scene) {
    constexpr std::int64_t one_in = 7;  // no divisor of the sweep's sizes
    if (!validate(scene.spec).empty() || (number++ % one_in != 0 && !sweeps_all())) return;
    Stage stage(scene);
    stage.playhead.side =
        scene.spec.operation == Operation::transposed_convolution ? Side::transposed : Side::convolution;
    stage.playhead.step = last_step(*stage.evaluation, stage.playhead) / 2;
    const AxisSpec& down = scene.spec.axes[height];
    const AxisSpec& across = scene.spec.axes[width];
    for (const auto& [language, words] : catalogs) {
      stage.words = words;
      EXPECT_THAT(all_faults(GetParam(), stage), ::testing::IsEmpty())
          << "operation " << static_cast<int>(scene.spec.operation) << ", input " << down.input << "x" << across.input
          << ", kernel " << down.kernel << "x" << across.kernel << ", stride " << across.stride << ", padding "
          << down.pad_begin << "," << across.pad_begin << ", channels " << scene.spec.in_channels << "/"
          << scene.spec.out_channels << ", " << language;
    }
  };
  for (const Operation operation : {Operation::convolution, Operation::transposed_convolution,
                                    Operation::average_pooling, Operation::max_pooling}) {
    for (std::int64_t input = 1; input <= 6; ++input) {
      for (std::int64_t kernel = 1; kernel <= 4; ++kernel) {
        for (std::int64_t stride = 1; stride <= 3; ++stride) {
          for (std::int64_t padding = 0; padding <= 2; ++padding) {
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
    number = 0;  // in every sample
    expect_order(channels);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Order, ::testing::ValuesIn(every_view()),
                         [](const auto& instance) { return instance.param; });

}  // namespace
}  // namespace convoscope
