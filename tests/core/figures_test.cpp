// Published figures and exercises that must come out exactly: conv_arithmetic, Distill, d2l, PyTorch's and ONNX's
// documentation.
#include <cmath>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

void expect_by_every_method(const Spec& spec, const Tensor& input, const Tensor& weight, const Tensor& expected) {
  ASSERT_TRUE(validate(spec).empty());
  for (const Method method : methods) EXPECT_EQ(apply(spec, input, weight, {}, method), expected);
}

TEST(ConvArithmetic, SizesAndFramesOfThePresets) {
  struct Preset {
    std::int64_t i, o, p, k, s, d;
    bool has_transposed;
  };
  const std::vector<Preset> presets{{4, 2, 0, 3, 1, 1, true},  {5, 6, 2, 4, 1, 1, true},  {5, 5, 1, 3, 1, 1, true},
                                    {5, 7, 2, 3, 1, 1, true},  {5, 2, 0, 3, 2, 1, true},  {5, 3, 1, 3, 2, 1, true},
                                    {6, 3, 1, 3, 2, 1, true},  {7, 3, 0, 3, 1, 2, false}, {5, 3, 0, 3, 1, 1, false},
                                    {5, 3, 1, 3, 2, 1, false}, {5, 3, 0, 3, 1, 1, false}, {5, 3, 0, 3, 1, 1, false}};
  std::int64_t frames = 0;
  for (const Preset& preset : presets) {
    const Spec spec = convolution({.n = preset.i, .k = preset.k, .s = preset.s, .p = preset.p, .d = preset.d});
    EXPECT_EQ(geometry(spec).output_width(), preset.o);
    frames += preset.o * preset.o;
    if (!preset.has_transposed) continue;
    const Spec other = *counterpart(spec);
    EXPECT_EQ(other.axes[width].input, preset.o);
    EXPECT_EQ(geometry(other).output_width(), preset.i);
    EXPECT_EQ(other.axes[width].output_padding, preset.i == 6 ? 1 : 0);
    frames += preset.i * preset.i;
  }
  EXPECT_EQ(frames, 358);
}

TEST(ConvArithmetic, NumericalFigures) {
  const Tensor input = digits("33210", "00131", "31223", "20022", "20001");
  const Tensor kernel = digits("012", "220", "012");
  expect_by_every_method(convolution({.n = 5, .k = 3}), input, kernel, map({{12, 12, 17}, {10, 17, 19}, {9, 6, 14}}));
  expect_by_every_method(convolution({.n = 5, .k = 3, .s = 2, .p = 1}), input, kernel,
                         map({{6, 17, 3}, {8, 17, 13}, {6, 4, 4}}));
  EXPECT_EQ(apply(pooling(Operation::max_pooling, {.n = 5, .k = 3}), input, {}), digits("333", "333", "323"));
  const Tensor average = apply(pooling(Operation::average_pooling, {.n = 5, .k = 3}), input, {});
  const std::vector<float> tenths{17, 17, 17, 10, 12, 18, 11, 8, 13};
  for (std::size_t i = 0; i < 9; ++i) EXPECT_EQ(std::round(average.data()[i] * 10), tenths[i]);
}

std::string overlap_of(std::int64_t k, std::int64_t s) {
  std::string text;
  const Relation r = relation(row_transposed({.n = 6, .k = k, .s = s}));
  for (const std::int64_t count : overlap(r.axes[width])) text += std::to_string(count);
  return text;
}

TEST(Distill, OverlapCounts) {
  EXPECT_EQ(overlap_of(3, 2), "1121212121211");
  EXPECT_EQ(overlap_of(4, 2), "11222222222211");
  EXPECT_EQ(overlap_of(2, 2), std::string(12, '1'));
  EXPECT_EQ(overlap_of(2, 3), "11011011011011011");
}

TEST(Distill, TwoLayersAndTwoDimensions) {
  const Tensor ones = filled(1, 3, 1);
  const Tensor once = apply(row_transposed({.n = 6, .k = 3, .s = 2}), filled(1, 6, 1), ones);
  const Tensor twice = apply(row_transposed({.n = once.columns(), .k = 3, .s = 2}), once, ones);
  std::string text;
  for (const float value : twice.data()) text += std::to_string(static_cast<int>(value));
  EXPECT_NE(text.find("323132313231"), std::string::npos) << text;

  const Tensor plane = apply(transposed({.n = 6, .k = 3, .s = 2}), filled(6, 6, 1), filled(3, 3, 1));
  for (std::int64_t row = 2; row < 11; ++row) {
    for (std::int64_t column = 2; column < 11; ++column) {
      EXPECT_EQ(plane(0, 0, row, column), (row % 2 == 0 ? 2.0f : 1.0f) * (column % 2 == 0 ? 2.0f : 1.0f));
    }
  }
}

TEST(DiveIntoDeepLearning, TransposedExamples) {
  const Tensor x = digits("01", "23");
  expect_by_every_method(transposed({.n = 2, .k = 2}), x, x, map({{0, 0, 1}, {0, 4, 6}, {4, 12, 9}}));
  expect_by_every_method(transposed({.n = 2, .k = 2, .p = 1}), x, x, map({{4}}));
  expect_by_every_method(transposed({.n = 2, .k = 2, .s = 2}), x, x, digits("0001", "0023", "0203", "4669"));
  const Tensor k = digits("12", "34");
  const Tensor y = map({{27, 37}, {57, 67}});
  expect_by_every_method(convolution({.n = 3, .k = 2}), counted(3, 3, 0), k, y);
  expect_by_every_method(transposed({.n = 2, .k = 2}), y, k, map({{27, 91, 74}, {138, 400, 282}, {171, 429, 268}}));
}

TEST(DiveIntoDeepLearning, ShapeThereAndBack) {
  const auto there_and_back = [](std::int64_t n) {
    const std::int64_t there = geometry(convolution({.n = n, .k = 5, .s = 3, .p = 2})).output_width();
    return geometry(transposed({.n = there, .k = 5, .s = 3, .p = 2})).output_width();
  };
  EXPECT_EQ(there_and_back(16), 16);
  EXPECT_EQ(there_and_back(17), 16);
  EXPECT_EQ(there_and_back(14), 13);
}

TEST(PyTorch, DocumentedSizes) {
  Spec down = convolution({.n = 12, .k = 3, .s = 2, .p = 1});
  EXPECT_EQ(geometry(down).output_width(), 6);
  const Spec up = transposed({.n = 6, .k = 3, .s = 2, .p = 1});
  EXPECT_EQ(geometry(up).output_width(), 11);
  const Spec sized = resolve_output_size(up, {12, 12}, true);
  EXPECT_EQ(sized.axes[width].output_padding, 1);
  EXPECT_EQ(geometry(sized).output_width(), 12);
  EXPECT_EQ(counterpart(down), sized);

  Spec wide = transposed({});
  wide.axes = {AxisSpec{50, 3, 2, 1, 4, 4, 0}, AxisSpec{100, 5, 1, 1, 2, 2, 0}};
  wide.batch = 20;
  wide.in_channels = 16;
  wide.out_channels = 33;
  ASSERT_TRUE(validate(wide).empty());
  EXPECT_EQ(output_shape(wide), (Shape{20, 33, 93, 100}));
  EXPECT_EQ(weight_shape(wide), (Shape{16, 33, 3, 5}));
}

struct Onnx : ::testing::Test {
  Tensor input = counted(3, 3, 0);
  Tensor ones = filled(3, 3, 1);
  Spec strided = [] {
    Spec spec = transposed({.n = 3, .k = 3});
    spec.axes[height].stride = 3;
    spec.axes[width].stride = 2;
    return spec;
  }();
};

TEST_F(Onnx, Default) {
  expect_by_every_method(
      transposed({.n = 3, .k = 3}), input, ones,
      map({{0, 1, 3, 3, 2}, {3, 8, 15, 12, 7}, {9, 21, 36, 27, 15}, {9, 20, 33, 24, 13}, {6, 13, 21, 15, 8}}));
}

TEST_F(Onnx, OutputPaddingAndOutputShape) {
  Spec padded = strided;
  padded.axes[height].output_padding = padded.axes[width].output_padding = 1;
  const Spec shaped = resolve_output_size(strided, {10, 8}, false);
  EXPECT_TRUE(shaped.extends_output);
  const Tensor output = apply(padded, input, ones);
  expect_by_every_method(shaped, input, ones, output);
  ASSERT_EQ(output.shape(), (Shape{1, 1, 10, 8}));
  for (std::int64_t i = 0; i < 8; ++i) EXPECT_EQ(output(0, 0, 9, i), 0);
  for (std::int64_t i = 0; i < 10; ++i) EXPECT_EQ(output(0, 0, i, 7), 0);
  EXPECT_EQ(output(0, 0, 8, 6), 8);
}

TEST_F(Onnx, Pads) {
  Spec spec = strided;  // [1, 2, 1, 2]: both begins, then both ends
  spec.axes[height].pad_begin = spec.axes[height].pad_end = 1;
  spec.axes[width].pad_begin = spec.axes[width].pad_end = 2;
  expect_by_every_method(spec, input, ones,
                         map({{1, 1, 3}, {1, 1, 3}, {7, 4, 9}, {7, 4, 9}, {7, 4, 9}, {13, 7, 15}, {13, 7, 15}}));
}

TEST_F(Onnx, SameUpper) {
  const Spec spec = resolve_padding(transposed({.n = 3, .k = 3, .s = 2}), AutoPad::same_upper);
  expect_by_every_method(spec, input, ones,
                         map({{0, 0, 1, 1, 3, 2},
                              {0, 0, 1, 1, 3, 2},
                              {3, 3, 8, 5, 12, 7},
                              {3, 3, 7, 4, 9, 5},
                              {9, 9, 20, 11, 24, 13},
                              {6, 6, 13, 7, 15, 8}}));
}

TEST_F(Onnx, Dilations) {
  expect_by_every_method(
      transposed({.n = 3, .k = 2, .d = 2}), digits("381", "957", "326"), digits("72", "19"),
      map({{21, 56, 13, 16, 2}, {63, 35, 67, 10, 14}, {24, 22, 76, 76, 21}, {9, 5, 88, 45, 63}, {3, 2, 33, 18, 54}}));
}

TEST(Exercises, Answers) {
  const Tensor upsampled = apply(transposed({.n = 4, .k = 4, .s = 2, .p = 1}), filled(4, 4, 1), counted(4, 4, 1));
  EXPECT_EQ(std::vector<float>(upsampled.data().begin(), upsampled.data().begin() + 8),
            (std::vector<float>{6, 12, 14, 12, 14, 12, 14, 7}));
  expect_by_every_method(transposed({.n = 3, .k = 2}), map({{1, 0, 2}, {2, 3, 0}, {-1, 0, 3}}), digits("10", "12"),
                         map({{1, 0, 2, 0}, {3, 5, 2, 4}, {1, 7, 9, 0}, {-1, -2, 3, 6}}));
}

}  // namespace
}  // namespace convoscope
