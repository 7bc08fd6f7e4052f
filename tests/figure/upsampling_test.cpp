// Four ways of upsampling: which of them leave a checkerboard, and what the view says of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/edits.h"
#include "document/photograph/photograph_scene.h"
#include "figure/upsampling/upsampling_ways.h"
#include "figure/views.h"
#include "fits.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::UnorderedElementsAre;

/// The difference between a map's largest and its smallest number, over their mean.
double unevenness(const Tensor& map) {
  double least = 1e9, most = -1e9, sum = 0;
  for (const float value : map.data()) {
    least = std::min(least, static_cast<double>(value));
    most = std::max(most, static_cast<double>(value));
    sum += static_cast<double>(value);
  }
  return (most - least) / (sum / static_cast<double>(map.size()));
}

double mean_of(const Tensor& map) {
  double sum = 0;
  for (const float value : map.data()) sum += static_cast<double>(value);
  return sum / static_cast<double>(map.size());
}

TEST(Upsampling, OfOneValueShowsWhichWaysAreUneven) {
  const Tensor patch({1, 1, 20, 24}, 0.6F);
  for (const Upsampling& by : {Upsampling{2, 3}, Upsampling{3, 4}, Upsampling{2, 5}, Upsampling{4, 3}}) {
    const auto made = [&](UpsamplingWay way) { return upsampled(patch, by, way); };
    EXPECT_GT(unevenness(made(UpsamplingWay::transposed)), 0.3);
    EXPECT_GT(unevenness(made(UpsamplingWay::shuffle)), 0.05);
    EXPECT_LT(unevenness(made(UpsamplingWay::bilinear)), 1e-5);
    EXPECT_LT(unevenness(made(UpsamplingWay::resize)), 1e-5);
    for (const UpsamplingWay way : upsampling_ways) {
      const Tensor large = made(way);
      EXPECT_NEAR(mean_of(large), 0.6, 1e-3) << "as bright as the patch";
      EXPECT_EQ(large.rows() % by.stride, 0);
      // The pattern repeats with the stride.
      for (std::int64_t row = 0; row + by.stride < large.rows(); ++row)
        for (std::int64_t column = 0; column + by.stride < large.columns(); ++column)
          ASSERT_NEAR(large(0, 0, row, column), large(0, 0, row + by.stride, column + by.stride), 1e-5);
    }
  }
}

TEST(Upsampling, KeepsWhatAPatchShows) {
  Tensor patch({1, 3, 20, 20});
  for (std::int64_t channel = 0; channel < 3; ++channel)
    for (std::int64_t row = 0; row < 20; ++row)
      for (std::int64_t column = 0; column < 20; ++column)
        patch(0, channel, row, column) = static_cast<float>(row) / 20 + static_cast<float>(channel);
  const Tensor large = upsampled(patch, {2, 3}, UpsamplingWay::bilinear);
  ASSERT_EQ(large.channels(), 3);
  for (std::int64_t row = 1; row < large.rows(); ++row)
    EXPECT_NEAR(large(0, 1, row, 5) - large(0, 1, row - 1, 5), 0.025, 1e-4) << "a ramp stays a ramp, half as steep";
}

TEST(Upsampling, CountsStampsByCore) {
  EXPECT_THAT(stamps_along({2, 3}, UpsamplingWay::transposed), UnorderedElementsAre(1, 2));
  EXPECT_THAT(stamps_along({2, 4}, UpsamplingWay::transposed), UnorderedElementsAre(2, 2));
  EXPECT_THAT(stamps_along({3, 4}, UpsamplingWay::transposed), UnorderedElementsAre(1, 1, 2));
  EXPECT_THAT(stamps_along({2, 3}, UpsamplingWay::bilinear), UnorderedElementsAre(2, 2));
  EXPECT_THAT(stamps_along({2, 3}, UpsamplingWay::resize), UnorderedElementsAre(3, 3));
  EXPECT_THAT(stamps_along({2, 3}, UpsamplingWay::shuffle), UnorderedElementsAre(3, 3));
}

TEST(Upsampling, TakesTheLayersStrideAndKernel) {
  const auto of = [](AxisSpec axis, Operation operation) {
    return upsampling_of(*evaluate(layer(operation, axis, axis)));
  };
  const Upsampling own = of({5, 5, 3, 1, 1, 1}, Operation::transposed_convolution);
  EXPECT_EQ(own.stride, 3);
  EXPECT_EQ(own.kernel, 5);
  EXPECT_EQ(of({5, 5, 1, 1, 1, 1}, Operation::transposed_convolution).stride, 2) << "the usual one";
  EXPECT_EQ(of({5, 5, 3, 1, 1, 1}, Operation::convolution).kernel, 3);
}

TEST(UpsamplingView, FitsAndSaysWhatIsUneven) {
  const std::string path = CONVOSCOPE_ASSETS_DIR "/photographs/harbour.png";
  const Scene photographed =
      scene_of_photograph(*read_photograph(path, std::make_shared<const std::string>(read_text(path)))).scene;
  for (const Scene& scene :
       {photographed, layer(Operation::transposed_convolution, {4, 3, 2, 1, 0, 0}, {4, 3, 2, 1, 0, 0}),
        layer(Operation::transposed_convolution, {4, 4, 2, 1, 0, 0}, {4, 4, 2, 1, 0, 0})}) {
    EXPECT_TRUE(is_offered(scene, "upsampling"));
    Stage stage(scene);
    stage.scene.views = {"upsampling"};
    stage.playhead.side = stage.evaluation->asked;
    for (const char* const code : {"en", "zh"}) {
      stage.words = catalog(code);
      for (const Size room : {Size{0, 0}, Size{744, 679}, Size{520, 420}, Size{420, 760}, Size{1500, 900}})
        expect_fits(stage.compose(room));
    }
    stage.words = catalog("en");
    const std::string words = joined_texts(stage.compose());
    EXPECT_THAT(words, HasSubstr(scene.spec.axes[height].kernel == 4 ? "evenly" : "1, 2, 4"));
  }
  EXPECT_FALSE(is_offered(Scene(), "upsampling"));
}

}  // namespace
}  // namespace convoscope::testing
