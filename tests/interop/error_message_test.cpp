// PyTorch's messages lead to legal layers with their numbers. What is legal, and which sizes they reach, is core's to say.
#include "interop/code/error_message.h"

#include <gtest/gtest.h>

#include "core/geometry.h"

namespace convoscope {
namespace {

LayerCode read_error(std::string_view text) {
  const std::optional<LayerCode> layer = read_error_message(text);
  EXPECT_TRUE(layer) << text;
  if (!layer) return {};
  EXPECT_FALSE(spec_of(*layer).error) << text;
  EXPECT_TRUE(layer->reason);
  return *layer;
}

TEST(ErrorMessage, OfChannels) {
  const LayerCode layer = read_error(
      "RuntimeError: Given groups=1, weight of size [64, 3, 7, 7], expected input[1, 1, 224, 224] to have 3 channels, "
      "but got 1 "
      "channels instead");
  EXPECT_EQ(layer.spec.operation, Operation::convolution);
  EXPECT_EQ(layer.spec.in_channels, 3);
  EXPECT_EQ(layer.spec.out_channels, 64);
  EXPECT_EQ(layer.spec.axes[width].kernel, 7);
  EXPECT_EQ(layer.spec.axes[width].input, 224);
  EXPECT_EQ(layer.reason->arguments[1].second, "1");
  const LayerCode up = read_error(
      "Given transposed=1, weight of size [16, 8, 3, 5], expected input[1, 4, 9, 10] to have 16 channels, but got 4 "
      "channels "
      "instead");
  EXPECT_EQ(up.spec.in_channels, 16);
  EXPECT_EQ(up.spec.out_channels, 8);
  EXPECT_EQ(up.spec.axes[width].kernel, 5);
}

TEST(ErrorMessage, OfAKernelThatIsTooLarge) {
  const LayerCode layer = read_error(
      "RuntimeError: Calculated padded input size per channel: (2 x 2). Kernel size: (3 x 3). Kernel size can't be "
      "greater than "
      "actual input size");
  EXPECT_EQ(layer.spec.axes[height].input, 2);
  EXPECT_EQ(layer.spec.axes[height].kernel, 3);
  EXPECT_EQ(layer.spec.axes[height].pad_begin, 1);
  EXPECT_TRUE(
      read_error("Calculated padded input size per channel: (2). Kernel size: (5). Kernel size can't be").is_line);
}

TEST(ErrorMessage, OfAnOutputSizeOutOfReach) {
  const LayerCode layer = read_error(
      "ValueError: requested an output size of [10, 12], but valid sizes range from [7, 9] to [8, 10] (for an input of "
      "torch.Size([4, 5]))");
  const Geometry sizes = geometry(layer.spec);
  EXPECT_EQ(layer.spec.axes[height].stride, 2);
  EXPECT_EQ(layer.spec.axes[height].input, 4);
  EXPECT_EQ(layer.spec.axes[width].input, 5);
  EXPECT_EQ(sizes.output_height(), 8);  // the nearest that it reaches
  EXPECT_EQ(sizes.output_width(), 10);
  EXPECT_GE(layer.spec.axes[height].kernel, 2);
  const LayerCode alone = read_error("requested an output size of [3], but valid sizes range from [5] to [7]");
  EXPECT_EQ(geometry(alone.spec).output_width(), 5);
}

TEST(ErrorMessage, OfMapsThatCannotBeJoined) {
  const LayerCode layer = read_error(
      "RuntimeError: Sizes of tensors must match except in dimension 1. Expected size 56 but got size 57 for tensor "
      "number 1 in the "
      "list.");
  EXPECT_EQ(layer.spec.axes[height].input, 28);
  EXPECT_EQ(geometry(layer.spec).output_height(), 57);
  EXPECT_EQ(
      geometry(read_error("Sizes of tensors must match except in dimension 1. Expected size 64 but got size 56").spec)
          .output_height(),
      56);
}

TEST(ErrorMessage, OfNothingElse) {
  for (const char* text :
       {"", "RuntimeError: CUDA out of memory", "weight of size [", "Given groups=1, weight of size [1, 2]",
        "Sizes of tensors must match except in dimension", "nn.Conv2d(1, 1, 3)"})
    EXPECT_FALSE(read_error_message(text)) << text;
  // Numbers as large as they like.
  (void)read_error_message(
      "requested an output size of [99999999999999], but valid sizes range from [1] to [67108864]");
  EXPECT_TRUE(read_error_message("Calculated padded input size per channel: (-3 x 2). Kernel size: (3 x 3)"));
}

}  // namespace
}  // namespace convoscope
