// The article's example, and the figures of Dumoulin and Visin's "A guide to convolution arithmetic for deep learning"
// (github.com/vdumoulin/conv_arithmetic) by the names of their files.
#include "document/presets.h"

#include <algorithm>

#include "core/assert.h"
#include "core/geometry.h"

namespace convoscope {

namespace {

Spec square(std::int64_t input, std::int64_t padding, std::int64_t kernel, std::int64_t stride, std::int64_t dilation) {
  Spec spec;
  for (AxisSpec& axis : spec.axes) {
    axis = {.input = input,
            .kernel = kernel,
            .stride = stride,
            .dilation = dilation,
            .pad_begin = padding,
            .pad_end = padding,
            .output_padding = 0};
  }
  return spec;
}

SharedTensor map_of(std::int64_t size, std::vector<float> values) {
  return std::make_shared<const Tensor>(Shape{1, 1, size, size}, std::move(values));
}

Preset alone(std::string_view name, const Spec& spec) {
  Preset preset{name, {}, {}, {}};
  preset.scene.title = name;
  preset.scene.spec = spec;
  preset.scene.views = {"maps"};
  preset.scene.shows_transposed = spec.operation == Operation::transposed_convolution;
  preset.scene.shows_convolution = !preset.scene.shows_transposed;
  preset.playhead.side = preset.scene.shows_transposed ? Side::transposed : Side::convolution;
  return preset;
}

Preset transposed(std::string_view name, const Spec& convolution) {
  const std::optional<Spec> spec = counterpart(convolution);
  CONVOSCOPE_ASSERT(spec.has_value());
  return alone(name, *spec);
}

Preset numerical(std::string_view name, Operation operation, std::int64_t padding, std::int64_t stride) {
  Spec spec = square(5, padding, 3, stride, 1);
  spec.operation = operation;
  Preset preset = alone(name, spec);
  preset.scene.fine_values = map_of(5, {3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1});
  if (operation == Operation::convolution) preset.scene.weight_values = map_of(3, {0, 1, 2, 2, 2, 0, 0, 1, 2});
  return preset;
}

Preset article() {
  Preset preset{"article", {}, {}, {}};
  preset.scene.title = preset.name;
  preset.scene.spec = square(3, 1, 3, 2, 1);
  // Step 4 (from 0) computes the centre, e, which every cell of the other map feeds.
  preset.playhead = {.side = Side::transposed, .granularity = Granularity::cell, .step = 4};
  return preset;
}

std::vector<Preset> all_presets() {
  const Spec no_padding_no_strides = square(4, 0, 3, 1, 1);
  const Spec arbitrary_padding = square(5, 2, 4, 1, 1);
  const Spec same_padding = square(5, 1, 3, 1, 1);
  const Spec full_padding = square(5, 2, 3, 1, 1);
  const Spec no_padding_strides = square(5, 0, 3, 2, 1);
  const Spec padding_strides = square(5, 1, 3, 2, 1);
  const Spec padding_strides_odd = square(6, 1, 3, 2, 1);  // the last row and column: the transpose's output padding
  return {
      article(),
      alone("no_padding_no_strides", no_padding_no_strides),
      transposed("no_padding_no_strides_transposed", no_padding_no_strides),
      alone("arbitrary_padding_no_strides", arbitrary_padding),
      transposed("arbitrary_padding_no_strides_transposed", arbitrary_padding),
      alone("same_padding_no_strides", same_padding),
      transposed("same_padding_no_strides_transposed", same_padding),
      alone("full_padding_no_strides", full_padding),
      transposed("full_padding_no_strides_transposed", full_padding),
      alone("no_padding_strides", no_padding_strides),
      transposed("no_padding_strides_transposed", no_padding_strides),
      alone("padding_strides", padding_strides),
      transposed("padding_strides_transposed", padding_strides),
      alone("padding_strides_odd", padding_strides_odd),
      transposed("padding_strides_odd_transposed", padding_strides_odd),
      alone("dilation", square(7, 0, 3, 1, 2)),
      numerical("numerical_no_padding_no_strides", Operation::convolution, 0, 1),
      numerical("numerical_padding_strides", Operation::convolution, 1, 2),
      numerical("numerical_average_pooling", Operation::average_pooling, 0, 1),
      numerical("numerical_max_pooling", Operation::max_pooling, 0, 1),
  };
}

}  // namespace

const std::vector<Preset>& presets() {
  static const std::vector<Preset> made = all_presets();
  return made;
}

std::optional<SavedScene> preset_named(std::string_view name) {
  const auto found = std::ranges::find(presets(), name, &Preset::name);
  if (found == presets().end()) return std::nullopt;
  return SavedScene{found->scene, found->playhead, found->pin};
}

}  // namespace convoscope
