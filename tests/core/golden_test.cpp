// PyTorch's results, exactly: 240 layers by all four methods, and 300 of pooling. The files hold small integers, so that only
// averages are rounded, once.
#include "core/fast.h"
#include "pytorch_cases.h"
#include "support.h"

namespace convoscope {
namespace {

using nlohmann::json;
using namespace convoscope::testing;

Tensor tensor_of(const json& value) {
  const auto shape = value.at("shape").get<std::vector<std::int64_t>>();
  Shape full{1, 1, 1, 1};
  std::copy_backward(shape.begin(), shape.end(), full.end());
  return Tensor(full, value.at("data").get<std::vector<float>>());
}

PaddingMode mode_of(const std::string& name) {
  if (name == "reflect") return PaddingMode::reflect;
  if (name == "replicate") return PaddingMode::replicate;
  if (name == "circular") return PaddingMode::circular;
  EXPECT_EQ(name, "zeros");
  return PaddingMode::zeros;
}

Spec spec_of(const json& value, const Tensor& input, const Tensor& weight) {
  Spec spec;
  const bool is_transposed = value.at("op") == "conv_transpose2d";
  spec.operation = is_transposed ? Operation::transposed_convolution : Operation::convolution;
  spec.groups = value.at("groups");
  spec.in_channels = input.channels();
  spec.out_channels = is_transposed ? weight.channels() * spec.groups : weight.batch();
  if (value.contains("padding_mode")) spec.padding_mode = mode_of(value.at("padding_mode"));
  for (std::size_t i = 0; i < axis_count; ++i) {
    AxisSpec& axis = spec.axes[i];
    axis.input = input.shape()[2 + i];
    axis.kernel = weight.shape()[2 + i];
    axis.stride = value.at("stride").at(i);
    axis.dilation = value.at("dilation").at(i);
    axis.pad_begin = axis.pad_end = value.at("padding").at(i);
    if (is_transposed) axis.output_padding = value.at("output_padding").at(i);
  }
  return spec;
}

TEST(Golden, EveryCaseByEveryMethodEqualsPyTorch) {
  const json cases = test::pytorch_cases();
  ASSERT_EQ(cases.size(), test::pytorch_case_count);
  for (const json& value : cases) {
    SCOPED_TRACE(value.at("name").get<std::string>());
    const Tensor input = tensor_of(value.at("input"));
    const Tensor weight = tensor_of(value.at("weight"));
    const Spec spec = spec_of(value, input, weight);
    std::vector<float> bias;
    if (!value.at("bias").is_null()) bias = value.at("bias").get<std::vector<float>>();
    ASSERT_TRUE(validate(spec).empty());
    ASSERT_TRUE(validate_shapes(spec, input, weight, bias).empty());
    const Tensor expected = tensor_of(value.at("output"));
    for (const Method method : methods) EXPECT_EQ(apply(spec, input, weight, bias, method), expected);
    EXPECT_EQ(apply_fast(spec, input, weight, bias), expected);
  }
}

Spec pooling_spec_of(const json& value, const Tensor& input) {
  Spec spec;
  spec.operation = value.at("op") == "avg_pool2d" ? Operation::average_pooling : Operation::max_pooling;
  spec.in_channels = spec.out_channels = input.channels();
  spec.ceil_mode = value.at("ceil_mode");
  if (value.contains("count_include_pad")) spec.count_include_pad = value.at("count_include_pad");
  for (std::size_t i = 0; i < axis_count; ++i) {
    const std::int64_t pad = value.at("padding").at(i);
    spec.axes[i] = {
        input.shape()[2 + i], value.at("kernel").at(i), value.at("stride").at(i), value.at("dilation").at(i), pad, pad};
  }
  return spec;
}

TEST(Golden, EveryPoolingLayerEqualsPyTorch) {
  const json cases = test::pytorch_cases("pytorch_pool.json");
  ASSERT_EQ(cases.size(), 300u);
  for (const json& value : cases) {
    SCOPED_TRACE(value.at("name").get<std::string>());
    const Tensor input = tensor_of(value.at("input"));
    const Spec spec = pooling_spec_of(value, input);
    // Where PyTorch's maximum is -infinity, nothing but padding is in the window: that we refuse.
    ASSERT_EQ(validate(spec).empty(), !value.at("output").is_null());
    if (value.at("output").is_null()) continue;
    const Tensor expected = tensor_of(value.at("output"));
    for (const Method method : methods) EXPECT_EQ(apply(spec, input, {}, {}, method), expected);
    EXPECT_EQ(apply_fast(spec, input, {}), expected);
  }
}

}  // namespace
}  // namespace convoscope
