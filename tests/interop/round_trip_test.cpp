// Out as each framework's call and in again is the same layer: thousands of random ones.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "core/geometry.h"
#include "core/taps.h"
#include "interop/code/read_code.h"
#include "interop/framework_calls.h"

namespace convoscope {
namespace {

class Dice {
 public:
  std::int64_t from(std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
  }

 private:
  std::mt19937 random_{12};
};

/// Legal or not.
AskedLayer any_layer(Dice& dice) {
  AskedLayer asked;
  Spec& spec = asked.spec;
  spec.operation = static_cast<Operation>(dice.from(0, 3));
  spec.groups = is_pooling(spec) ? 1 : dice.from(1, 2);
  spec.in_channels = 2 * dice.from(1, 2);
  spec.out_channels = is_pooling(spec) ? spec.in_channels : 2 * dice.from(1, 3);
  for (AxisSpec& axis : spec.axes) {
    axis = {
        .input = dice.from(1, 12), .kernel = dice.from(1, 5), .stride = dice.from(1, 3), .dilation = dice.from(1, 2)};
    axis.pad_begin = axis.pad_end = dice.from(0, 2);
    if (is_transposed(spec) && dice.from(0, 1) == 1) axis.output_padding = dice.from(0, 2);
  }
  spec.ceil_mode = is_pooling(spec) && dice.from(0, 2) == 0;
  spec.count_include_pad = dice.from(0, 1) == 1;
  if (dice.from(0, 2) == 0) {
    asked.auto_pad = static_cast<AutoPad>(dice.from(1, 3));
    for (AxisSpec& axis : spec.axes) axis.pad_begin = axis.pad_end = axis.output_padding = 0;
    spec = resolve_padding(spec, asked.auto_pad);
  }
  return asked;
}

/// What the call names without making it: the input and the weight, in the framework's order.
std::string arrays_of(Framework framework, const Spec& spec) {
  const AxisSpec& h = spec.axes[height];
  const AxisSpec& w = spec.axes[width];
  const std::int64_t in = spec.in_channels;
  const std::int64_t out = spec.out_channels;
  if (framework == Framework::tensorflow)
    return fmt::format("x = tf.ones(({}, {}, {}, {}))\nw = tf.ones(({}, {}, {}, {}))\n", spec.batch, h.input, w.input,
                       in, h.kernel, w.kernel, is_transposed(spec) ? out : in / spec.groups,
                       is_transposed(spec) ? in : out);
  if (framework != Framework::jax) return "";
  if (is_transposed(spec)) return fmt::format("w = jnp.ones(({}, {}, {}, {}))\n", h.kernel, w.kernel, out, in);
  return fmt::format("w = jnp.ones(({}, {}, {}, {}))\n", out, in / spec.groups, h.kernel, w.kernel);
}

TEST(RoundTrip, KeepsEveryLayerInEachFramework) {
  Dice dice;
  std::array<int, frameworks.size()> kept{};
  for (int i = 0; i < 4000; ++i) {
    const AskedLayer asked = any_layer(dice);
    if (!validate(asked.spec).empty()) continue;
    for (const Framework framework : frameworks) {
      const FrameworkLayer made = layer_in(framework, asked);
      if (!made.problems.empty()) continue;
      const std::string call = call_in(framework, made);
      // What takes more than one call is no layer alone.
      if (call.find('\n') != std::string::npos || call.find("[:,") != std::string::npos || call.starts_with('#'))
        continue;
      if (framework == Framework::jax && made.spec.ceil_mode) continue;  // has no word for it
      const std::string code = arrays_of(framework, made.spec) + call;
      const ReadCode read = read_code(code, framework);
      ASSERT_FALSE(read.error) << code << "\n" << read.error->message.key;
      const Spec again = read.layers.front().on({made.spec.axes[height].input, made.spec.axes[width].input});
      ASSERT_TRUE(validate(again).empty()) << code;
      ASSERT_EQ(again.operation, made.spec.operation) << code;
      for (int axis = 0; axis < axis_count; ++axis)
        ASSERT_EQ(axis_relation(again, axis), axis_relation(made.spec, axis)) << code;
      if (made.spec.operation == Operation::average_pooling) {
        const bool pads = made.spec.axes[height].pad_begin + made.spec.axes[height].pad_end +
                              made.spec.axes[width].pad_begin + made.spec.axes[width].pad_end >
                          0;
        ASSERT_TRUE(again.count_include_pad == made.spec.count_include_pad || !pads) << code;
      }
      ++kept[static_cast<std::size_t>(framework)];
    }
  }
  for (const int count : kept) EXPECT_GT(count, 500);
}

}  // namespace
}  // namespace convoscope
