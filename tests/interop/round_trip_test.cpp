// Out as each framework's call and in again is the same layer: thousands of random ones.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "core/convolve.h"
#include "core/geometry.h"
#include "core/taps.h"
#include "document/line.h"
#include "english_words.h"
#include "interop/calls/code_out.h"
#include "interop/code/read_code.h"

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

/// Sides that differ, another border, one dimension alone, an output beyond what the kernel reaches.
void make_unusual(Dice& dice, AskedLayer& asked) {
  Spec& spec = asked.spec;
  if (asked.auto_pad != AutoPad::explicit_) return;
  if (dice.from(0, 2) == 0)
    for (AxisSpec& axis : spec.axes) axis.pad_end = dice.from(0, 3);
  if (spec.operation == Operation::convolution && dice.from(0, 3) == 0)
    spec.padding_mode = static_cast<PaddingMode>(dice.from(1, 3));
  if (dice.from(0, 3) == 0) spec.axes[height] = AxisSpec{};
  if (is_transposed(spec) && dice.from(0, 3) == 0) {
    spec.extends_output = true;
    spec.axes[width].pad_end = dice.from(-3, 0);
    if (dice.from(0, 1) == 1) spec.axes[width].pad_begin = dice.from(-3, 0);
  }
}

/// What is written as an equivalent of another kind reads as what it is: a quotient of two poolings, the gradient of a convolution.
bool is_of_another_kind(const std::string& code) {
  const auto has = [&](const char* text) { return code.find(text) != std::string::npos; };
  return has("ones") || has("vjp") || has("linear_transpose") || has("for part") || has("reduce_window") ||
         has("lhs_dilation=(1, 1)") || has("lhs_dilation=(1,)") || has("gather") || has("ops.take") || has("'Pad'") ||
         has("F.pad(x, (0, -") || has("::") || has("convolution(y)");
}

/// Where nothing stands any more is told only as far as a window reaches, and only where it is counted.
AxisRelation reached(const Spec& spec, int axis) {
  AxisRelation relation = axis_relation(spec, axis);
  const std::int64_t reach = relation.place(relation.coarse - 1, relation.kernel - 1) + 1;
  const bool counts = spec.operation == Operation::average_pooling && spec.count_include_pad && has_padding(spec);
  relation.padded_end = counts ? std::min(relation.padded_end, reach) : reach;
  return relation;
}

bool reads_padding(const Spec& spec) {
  if (!has_padding(spec)) return false;
  for (int axis = 0; axis < axis_count; ++axis)
    if (spec.axes[axis].pad_begin > 0 || reached(spec, axis).padded_end > spec.axes[axis].input) return true;
  return false;
}

/// The same cells meet, and the same count.
void expect_same(const Spec& again, const Spec& spec, const std::string& code) {
  ASSERT_EQ(again.operation, spec.operation) << code;
  ASSERT_EQ(again.in_channels, spec.in_channels) << code;
  ASSERT_EQ(again.out_channels, spec.out_channels) << code;
  ASSERT_EQ(again.groups, spec.groups) << code;
  for (int axis = 0; axis < axis_count; ++axis) ASSERT_EQ(reached(again, axis), reached(spec, axis)) << code;
  ASSERT_TRUE(again.padding_mode == spec.padding_mode || !has_padding(spec)) << code;
  ASSERT_TRUE(again.count_include_pad == spec.count_include_pad || spec.operation != Operation::average_pooling ||
              !reads_padding(spec))
      << code;
  if (spec.operation != Operation::average_pooling) return;
  // What is divided by shows in the values.
  const auto result = [](const Spec& layer) {
    return apply(layer, Tensor::counting(input_shape(layer)), Tensor(weight_shape(layer)));
  };
  ASSERT_EQ(result(again), result(spec)) << code;
}

// The program says its input, so that nothing has to be told beside it.
TEST(RoundTrip, KeepsEveryLayerInEachFramework) {
  Dice dice;
  std::array<int, frameworks.size()> kept{};
  std::array<int, frameworks.size()> with_reasons{};
  for (int i = 0; i < 8000; ++i) {
    AskedLayer asked = any_layer(dice);
    make_unusual(dice, asked);
    if (!validate(asked.spec).empty()) continue;
    for (const Framework framework : frameworks) {
      const Result<std::string> code = code_in(framework, asked, false, english_words());
      if (!code || is_of_another_kind(*code)) continue;
      if (framework == Framework::jax && asked.spec.ceil_mode) continue;  // has no word for it
      const ReadCode read = read_code(*code, framework);
      ASSERT_FALSE(read.error) << *code << "\n" << read.error->message.key;
      const PlacedSpec again = spec_of(read.layers.front());
      ASSERT_FALSE(again.error) << *code << "\n" << again.error->message.key;
      expect_same(again.spec, asked.spec, *code);
      if (HasFatalFailure()) return;
      ++kept[static_cast<std::size_t>(framework)];
      if (code->find("# ") < code->rfind('\n') && code->find("\n# ") != std::string::npos)
        ++with_reasons[static_cast<std::size_t>(framework)];
      // What it is read as is written the same.
      const Result<std::string> once_more =
          code_in(framework, {again.spec}, read.layers.front().has_bias, english_words());
      ASSERT_TRUE(once_more) << *code;
    }
  }
  for (const int count : kept) EXPECT_GT(count, 1000);
  for (const Framework framework : {Framework::pytorch, Framework::keras, Framework::tensorflow, Framework::caffe})
    EXPECT_GT(with_reasons[static_cast<std::size_t>(framework)], 100);
}

/// What the call of `compare` names without making it: the input and the weight, in the framework's order.
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
  if (is_transposed(spec) && spec.groups == 1)
    return fmt::format("w = jnp.ones(({}, {}, {}, {}))\n", h.kernel, w.kernel, out, in);
  return fmt::format("w = jnp.ones(({}, {}, {}, {}))\n", out, in / spec.groups, h.kernel, w.kernel);
}

TEST(RoundTrip, KeepsEveryCallThatIsCompared) {
  Dice dice;
  std::array<int, frameworks.size()> kept{};
  for (int i = 0; i < 6000; ++i) {
    const AskedLayer asked = any_layer(dice);
    if (!validate(asked.spec).empty()) continue;
    for (const Framework framework : frameworks) {
      const FrameworkLayer made = layer_in(framework, asked);
      if (!made.problems.empty()) continue;
      const std::string call = call_in(framework, made);
      // What takes more than one call is no layer alone.
      if (is_line(made.spec) || call.find('\n') != std::string::npos || call.find("[:,") != std::string::npos ||
          call.empty() || is_of_another_kind(call))
        continue;
      if (framework == Framework::jax && made.spec.ceil_mode) continue;  // has no word for it
      const std::string code = arrays_of(framework, made.spec) + call;
      const ReadCode read = read_code(code, framework);
      ASSERT_FALSE(read.error) << code << "\n" << read.error->message.key;
      const Spec again = read.layers.front().on({made.spec.axes[height].input, made.spec.axes[width].input});
      ASSERT_TRUE(validate(again).empty()) << code;
      ASSERT_EQ(again.operation, made.spec.operation) << code;
      for (int axis = 0; axis < axis_count; ++axis) ASSERT_EQ(reached(again, axis), reached(made.spec, axis)) << code;
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
