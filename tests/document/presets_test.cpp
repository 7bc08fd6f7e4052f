// Ready-made scenes against the published figures.
#include "document/presets.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/geometry.h"
#include "document/evaluation.h"
#include "support.h"

namespace convoscope {
namespace {

/// conv_arithmetic's list: i, o, p, k, s, d of the ordinary convolution, and the frames of the animation.
struct Published {
  const char* name;
  std::int64_t i, o, p, k, s, d, frames;
};
constexpr Published published[] = {
    {"no_padding_no_strides", 4, 2, 0, 3, 1, 1, 4},
    {"no_padding_no_strides_transposed", 4, 2, 0, 3, 1, 1, 16},
    {"arbitrary_padding_no_strides", 5, 6, 2, 4, 1, 1, 36},
    {"arbitrary_padding_no_strides_transposed", 5, 6, 2, 4, 1, 1, 25},
    {"same_padding_no_strides", 5, 5, 1, 3, 1, 1, 25},
    {"same_padding_no_strides_transposed", 5, 5, 1, 3, 1, 1, 25},
    {"full_padding_no_strides", 5, 7, 2, 3, 1, 1, 49},
    {"full_padding_no_strides_transposed", 5, 7, 2, 3, 1, 1, 25},
    {"no_padding_strides", 5, 2, 0, 3, 2, 1, 4},
    {"no_padding_strides_transposed", 5, 2, 0, 3, 2, 1, 25},
    {"padding_strides", 5, 3, 1, 3, 2, 1, 9},
    {"padding_strides_transposed", 5, 3, 1, 3, 2, 1, 25},
    {"padding_strides_odd", 6, 3, 1, 3, 2, 1, 9},
    {"padding_strides_odd_transposed", 6, 3, 1, 3, 2, 1, 36},
    {"dilation", 7, 3, 0, 3, 1, 2, 9},
    {"numerical_no_padding_no_strides", 5, 3, 0, 3, 1, 1, 9},
    {"numerical_padding_strides", 5, 3, 1, 3, 2, 1, 9},
    {"numerical_average_pooling", 5, 3, 0, 3, 1, 1, 9},
    {"numerical_max_pooling", 5, 3, 0, 3, 1, 1, 9},
};

TEST(Presets, AreThePublishedFigures) {
  ASSERT_EQ(presets().size(), std::size(published) + 1);
  EXPECT_EQ(presets()[0].name, "article");
  std::int64_t frames = 0;
  for (std::size_t n = 0; n < std::size(published); ++n) {
    const Published& row = published[n];
    const Preset& preset = presets()[n + 1];
    EXPECT_EQ(preset.name, row.name);
    EXPECT_EQ(preset.scene.title, row.name);
    const bool is_transposed = preset.name.ends_with("_transposed");
    const Spec& spec = preset.scene.spec;
    ASSERT_TRUE(validate(spec).empty()) << row.name;
    EXPECT_EQ(spec.operation == Operation::transposed_convolution, is_transposed) << row.name;
    const Geometry sizes = geometry(spec);
    for (const int axis : {height, width}) {
      const AxisSpec& a = spec.axes[axis];
      EXPECT_EQ(a.input, is_transposed ? row.o : row.i) << row.name;
      EXPECT_EQ(sizes.axes[axis].output, is_transposed ? row.i : row.o) << row.name;
      EXPECT_EQ(a.pad_begin, row.p) << row.name;
      EXPECT_EQ(a.pad_end, row.p) << row.name;
      EXPECT_EQ(a.kernel, row.k) << row.name;
      EXPECT_EQ(a.stride, row.s) << row.name;
      EXPECT_EQ(a.dilation, row.d) << row.name;
      EXPECT_EQ(a.output_padding, preset.name == "padding_strides_odd_transposed" ? 1 : 0) << row.name;
    }
    EXPECT_EQ(preset.scene.views, std::vector<View>{"maps"}) << row.name;
    EXPECT_EQ(preset.scene.shows_transposed, is_transposed) << row.name;
    EXPECT_EQ(preset.scene.shows_convolution, !is_transposed) << row.name;
    const auto evaluation = evaluate(preset.scene);
    EXPECT_EQ(preset.playhead.side, evaluation->asked) << row.name;
    const std::int64_t steps = last_step(*evaluation, preset.playhead) + 1;
    EXPECT_EQ(steps, row.frames) << row.name;
    frames += steps;
  }
  EXPECT_EQ(frames, 358);
}

std::vector<float> output_of(std::string_view name) {
  const auto evaluation = evaluate(preset_named(name)->scene);
  return evaluation->output(evaluation->asked).data();
}

TEST(Presets, HaveThePublishedNumbers) {
  EXPECT_EQ(output_of("numerical_no_padding_no_strides"), (std::vector<float>{12, 12, 17, 10, 17, 19, 9, 6, 14}));
  EXPECT_EQ(output_of("numerical_padding_strides"), (std::vector<float>{6, 17, 3, 8, 17, 13, 6, 4, 4}));
  EXPECT_EQ(output_of("numerical_max_pooling"), (std::vector<float>{3, 3, 3, 3, 3, 3, 3, 2, 3}));
  const std::vector<float> average = output_of("numerical_average_pooling");
  const std::vector<float> to_a_decimal{1.7F, 1.7F, 1.7F, 1.0F, 1.2F, 1.8F, 1.1F, 0.8F, 1.3F};
  ASSERT_EQ(average.size(), to_a_decimal.size());
  for (std::size_t i = 0; i < average.size(); ++i) EXPECT_NEAR(average[i], to_a_decimal[i], 0.05F) << i;
}

TEST(Article, StandsAtTheCentreOfBothOperations) {
  const auto article = preset_named("article");
  ASSERT_TRUE(article.has_value());
  EXPECT_TRUE(article->scene.shows_convolution);
  EXPECT_TRUE(article->scene.shows_transposed);
  EXPECT_EQ(article->scene.views, (std::vector<View>{"maps", "connections"}));
  const Tag at = focus(*evaluate(article->scene), article->playhead, article->pin);
  EXPECT_EQ(at, (Tag{Side::transposed, Part::fine, 0, {1, 1}}));
  EXPECT_EQ(fine_name(relation(article->scene.spec), at.cell), "e");
}

TEST(Presets, AreFoundByNameOnly) {
  EXPECT_FALSE(preset_named("Article").has_value());
  EXPECT_FALSE(preset_named("").has_value());
}

}  // namespace
}  // namespace convoscope
