// Layers as the code of each framework.
#include "interop/calls/code_out.h"

#include <gtest/gtest.h>

#include <functional>

#include "core/geometry.h"
#include "english_words.h"

namespace convoscope {
namespace {

using enum Operation;
constexpr std::size_t one_line = 200;

std::string snippet(Operation operation, const std::function<void(Spec&)>& change, bool has_bias = true,
                    std::size_t columns = one_line) {
  Spec spec;
  spec.operation = operation;
  for (AxisSpec& axis : spec.axes) {
    axis.input = 8;
    axis.kernel = 3;
  }
  change(spec);
  EXPECT_TRUE(validate(spec).empty());
  return call_in(Framework::pytorch, {.spec = spec}, has_bias, columns);
}

void pad_all(Spec& spec, std::int64_t begin, std::int64_t end) {
  for (AxisSpec& axis : spec.axes) {
    axis.pad_begin = begin;
    axis.pad_end = end;
  }
}

void stride_all(Spec& spec, std::int64_t stride) {
  for (AxisSpec& axis : spec.axes) axis.stride = stride;
}

TEST(PyTorch, LeavesDefaultsOut) {
  EXPECT_EQ(snippet(convolution, [](Spec&) {}), "nn.Conv2d(1, 1, 3)");
  EXPECT_EQ(snippet(transposed_convolution, [](Spec&) {}), "nn.ConvTranspose2d(1, 1, 3)");
  EXPECT_EQ(snippet(max_pooling, [](Spec& s) { stride_all(s, 3); }), "nn.MaxPool2d(3)");
  EXPECT_EQ(snippet(average_pooling, [](Spec&) {}), "nn.AvgPool2d(3, stride=1)");
}

TEST(PyTorch, BreaksLines) {
  const auto article = [](Spec& s) { stride_all(s, 2), pad_all(s, 1, 1); };
  EXPECT_EQ(snippet(transposed_convolution, article, false, 28),
            "nn.ConvTranspose2d(1, 1, 3,\n    stride=2, padding=1,\n    bias=False)");
  EXPECT_EQ(snippet(transposed_convolution, article, false, one_line),
            "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, bias=False)");
}

TEST(PyTorch, WritesEveryArgumentInItsPlace) {
  const auto change = [](Spec& s) {
    s.in_channels = 16;
    s.out_channels = 32;
    s.groups = 4;
    s.axes[height] = {
        .input = 8, .kernel = 3, .stride = 2, .dilation = 2, .pad_begin = 4, .pad_end = 4, .output_padding = 1};
    s.axes[width] = {
        .input = 8, .kernel = 5, .stride = 1, .dilation = 1, .pad_begin = 2, .pad_end = 2, .output_padding = 0};
  };
  EXPECT_EQ(snippet(transposed_convolution, change, false),
            "nn.ConvTranspose2d(16, 32, (3, 5), stride=(2, 1), padding=(4, 2), output_padding=(1, 0), groups=4, "
            "bias=False, dilation=(2, 1))");
  EXPECT_EQ(snippet(
                convolution,
                [&](Spec& s) {
                  change(s);
                  s.axes[height].output_padding = 0;
                  s.padding_mode = PaddingMode::circular;
                },
                false),
            "nn.Conv2d(16, 32, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(2, 1), groups=4, bias=False, "
            "padding_mode='circular')");
}

TEST(PyTorch, PadsBeforehandWhereTheSidesDiffer) {
  EXPECT_EQ(snippet(convolution, [](Spec& s) { pad_all(s, 0, 1); }), "x = F.pad(x, (0, 1, 0, 1))\nnn.Conv2d(1, 1, 3)");
  EXPECT_EQ(snippet(convolution,
                    [](Spec& s) {
                      s.padding_mode = PaddingMode::reflect;
                      s.axes[height].pad_begin = 2;
                      s.axes[width].pad_end = 1;
                    }),
            "x = F.pad(x, (0, 1, 2, 0), mode='reflect')\nnn.Conv2d(1, 1, 3)");
  EXPECT_EQ(snippet(max_pooling, [](Spec& s) { pad_all(s, 1, 0); }),
            "x = F.pad(x, (1, 0, 1, 0), value=float('-inf'))\nnn.MaxPool2d(3, stride=1)");
}

TEST(PyTorch, PoolsInCeilModeAndByWhatCounts) {
  const auto ceil = [](Spec& s) {
    stride_all(s, 2), pad_all(s, 1, 1);
    s.ceil_mode = true;
    s.count_include_pad = false;
  };
  EXPECT_EQ(snippet(max_pooling, ceil), "nn.MaxPool2d(3, stride=2, padding=1, ceil_mode=True)");
  EXPECT_EQ(snippet(average_pooling, ceil),
            "nn.AvgPool2d(3, stride=2, padding=1, ceil_mode=True, count_include_pad=False)");
  // Half of the effective kernel PyTorch pads itself.
  const auto dilated = [](Spec& s) {
    pad_all(s, 2, 2);
    for (AxisSpec& axis : s.axes) axis.dilation = 2;
  };
  EXPECT_EQ(snippet(max_pooling, dilated), "nn.MaxPool2d(3, stride=1, padding=2, dilation=2)");
  EXPECT_EQ(snippet(max_pooling, [](Spec& s) { pad_all(s, 2, 2); }),
            "x = F.pad(x, (2, 2, 2, 2), value=float('-inf'))\nnn.MaxPool2d(3, stride=1)");
  // Real cells, where PyTorch cannot pad: what is summed over what is counted.
  EXPECT_EQ(snippet(average_pooling, [](Spec& s) { pad_all(s, 0, 1), s.count_include_pad = false; }),
            "ones = F.pad(torch.ones_like(x), (0, 1, 0, 1))\nx = F.pad(x, (0, 1, 0, 1))\n"
            "layer = nn.AvgPool2d(3, stride=1)\ny = layer(x) / layer(ones)");
  // Without the last row and column, in which a window would begin that ceil mode drops.
  const auto dropped = [](Spec& s) {
    for (AxisSpec& axis : s.axes) axis = {.input = 6, .kernel = 2, .stride = 4, .pad_begin = 0, .pad_end = 3};
    s.ceil_mode = true;
  };
  EXPECT_EQ(snippet(max_pooling, dropped), "nn.MaxPool2d(2, stride=4, ceil_mode=True)");
}

TEST(PyTorch, CropsUnequallyByOutputPaddingOrASlice) {
  // TensorFlow's SAME, 3 -> 6 with kernel 3 and stride 2, crops (0, 1).
  const auto same = [](Spec& s) {
    for (AxisSpec& axis : s.axes) axis.input = 3;
    stride_all(s, 2);
    pad_all(s, 0, 1);
  };
  EXPECT_EQ(snippet(transposed_convolution, same), "nn.ConvTranspose2d(1, 1, 3, stride=2)\ny = y[:, :, 0:6, 0:6]");
  EXPECT_EQ(snippet(transposed_convolution, [](Spec& s) { stride_all(s, 2), pad_all(s, 1, 0); }),
            "nn.ConvTranspose2d(1, 1, 3, stride=2, padding=1, output_padding=1)");
}

TEST(PyTorch, ExtendsAnOutput) {
  const auto extended = [](std::int64_t end) {
    return [end](Spec& s) {
      stride_all(s, 2);
      pad_all(s, 0, -end);
      s.extends_output = true;
    };
  };
  EXPECT_EQ(snippet(transposed_convolution, extended(1)), "nn.ConvTranspose2d(1, 1, 3, stride=2, output_padding=1)");
  // A cell of zeros behind the input makes what lies beyond: the bias there, too.
  EXPECT_EQ(snippet(transposed_convolution, extended(2)),
            "x = F.pad(x, (0, 1, 0, 1))\nnn.ConvTranspose2d(1, 1, 3, stride=2)\ny = y[:, :, 0:19, 0:19]");
}

TEST(PyTorch, MakesOfSeveralCallsWhatNoModuleSays) {
  EXPECT_EQ(
      snippet(
          transposed_convolution, [](Spec& s) { pad_all(s, 1, 1), s.padding_mode = PaddingMode::reflect; }, false),
      "def convolution(y):\n    padded = F.pad(y, (1, 1, 1, 1), mode='reflect')\n    return F.conv2d(padded, w)\n"
      "y = torch.autograd.functional.vjp(convolution, torch.zeros(1, 1, 8, 8), x)[1]");
  EXPECT_EQ(snippet(average_pooling, [](Spec& s) { s.axes[height].dilation = 2; }),
            "w = torch.ones(1, 1, 3, 3)\nones = torch.ones_like(x)\ny = F.conv2d(x, w, dilation=(2, 1))\n"
            "y = y / F.conv2d(ones, w, dilation=(2, 1))");
  EXPECT_EQ(snippet(max_pooling, [](Spec& s) { s.axes[height].dilation = s.axes[width].dilation = 2; }),
            "nn.MaxPool2d(3, stride=1, dilation=2)");
}

/// Of a layer along a line: input 8, kernel 3.
std::string line_snippet(Operation operation, const std::function<void(AxisSpec&)>& change, bool has_bias = true) {
  return snippet(
      operation,
      [&](Spec& s) {
        s.axes[height] = {};
        change(s.axes[width]);
      },
      has_bias);
}

// The signatures of torch.nn.Conv1d, ConvTranspose1d, AvgPool1d and MaxPool1d: one number where the others take two.
TEST(PyTorch, WritesOneDimensionalLayersAsSuch) {
  EXPECT_EQ(line_snippet(convolution, [](AxisSpec&) {}), "nn.Conv1d(1, 1, 3)");
  EXPECT_EQ(line_snippet(
                convolution, [](AxisSpec& a) { a = {16, 3, 2, 1, 1, 1}; }, false),
            "nn.Conv1d(1, 1, 3, stride=2, padding=1, bias=False)");
  EXPECT_EQ(line_snippet(convolution, [](AxisSpec& a) { a.pad_begin = 4, a.dilation = 2; }),
            "x = F.pad(x, (4, 0))\nnn.Conv1d(1, 1, 3, dilation=2)");
  EXPECT_EQ(line_snippet(transposed_convolution, [](AxisSpec& a) { a = {8, 3, 2, 1, 1, 1, 1}; }),
            "nn.ConvTranspose1d(1, 1, 3, stride=2, padding=1, output_padding=1)");
  // (3 - 1) * 2 + 3 = 7, without the last.
  EXPECT_EQ(line_snippet(transposed_convolution, [](AxisSpec& a) { a = {3, 3, 2, 1, 0, 1}; }),
            "nn.ConvTranspose1d(1, 1, 3, stride=2)\ny = y[:, :, 0:6]");
  EXPECT_EQ(line_snippet(max_pooling, [](AxisSpec& a) { a.stride = 3; }), "nn.MaxPool1d(3)");
  EXPECT_EQ(line_snippet(average_pooling, [](AxisSpec& a) { a.stride = 2; }), "nn.AvgPool1d(3, stride=2)");
  EXPECT_EQ(line_snippet(average_pooling, [](AxisSpec& a) { a.dilation = 2; }),
            "w = torch.ones(1, 1, 3)\nones = torch.ones_like(x)\ny = F.conv1d(x, w, dilation=2)\ny = y / "
            "F.conv1d(ones, w, dilation=2)");
}

AskedLayer ceil_pool(Operation operation, std::int64_t padding) {
  AskedLayer asked;
  asked.spec.operation = operation;
  asked.spec.ceil_mode = true;
  asked.spec.axes[height] = {.input = 6, .kernel = 3, .stride = 2, .pad_begin = padding, .pad_end = padding};
  asked.spec.axes[width] = {.input = 6, .kernel = 1, .stride = 2};
  return asked;
}

// Along the width 1 + ceil(5 / 2) = 4 windows, the last of which would begin at the map's end: PyTorch leaves it out, ONNX only from
// operator set 22 on. onnx 1.12's checker and onnxruntime have judged both forms.
TEST(Onnx, SaysCeilModeOnlyWhereItIsTheSame) {
  const auto call = [](const AskedLayer& asked) { return call_in(Framework::onnx, layer_in(Framework::onnx, asked)); };
  EXPECT_EQ(call(ceil_pool(max_pooling, 0)),
            "helper.make_node('MaxPool', ['x'], ['y'], kernel_shape=[3, 1], strides=[2, 2], pads=[0, 0, 1, 0])");
  EXPECT_EQ(call(ceil_pool(average_pooling, 0)),
            "helper.make_node('AveragePool', ['x'], ['y'], kernel_shape=[3, 1], strides=[2, 2], pads=[0, 0, 1, 0])");
  // Four windows without ceil mode, too, if the end's padding stayed.
  AskedLayer padded = ceil_pool(max_pooling, 0);
  padded.spec.axes[width] = {.input = 9, .kernel = 2, .stride = 3, .pad_end = 2};
  EXPECT_EQ(call(padded),
            "helper.make_node('MaxPool', ['x'], ['y'], kernel_shape=[3, 2], strides=[2, 3], pads=[0, 0, 1, 0])");
  AskedLayer whole = ceil_pool(max_pooling, 0);
  whole.spec.axes[width].kernel = 2;
  EXPECT_EQ(call(whole), "helper.make_node('MaxPool', ['x'], ['y'], kernel_shape=[3, 2], strides=[2, 2], ceil_mode=1)");
}

TEST(Onnx, NamesTheOperatorSetThatALayerNeeds) {
  const auto code = [&](const AskedLayer& asked) { return *code_in(Framework::onnx, asked, false, english_words()); };
  const auto needs = [&](const AskedLayer& asked, const char* set) {
    return code(asked).find(std::string("opset_imports=[helper.make_opsetid('', ") + set + ")]") != std::string::npos;
  };
  // Padding that counts cannot stand for what ceil mode reaches, which does not.
  AskedLayer counting = ceil_pool(average_pooling, 1);
  EXPECT_TRUE(needs(counting, "22"));
  EXPECT_NE(code(counting).find("ceil_mode=1"), std::string::npos);
  counting.spec.count_include_pad = false;
  EXPECT_EQ(code(counting).find("opset"), std::string::npos);
  AskedLayer dilated;
  dilated.spec.operation = average_pooling;
  for (AxisSpec& axis : dilated.spec.axes) axis = {.input = 8, .kernel = 3, .dilation = 2};
  EXPECT_TRUE(needs(dilated, "19"));
  dilated.spec.operation = max_pooling;
  EXPECT_EQ(code(dilated).find("opset"), std::string::npos);
}

}  // namespace
}  // namespace convoscope
