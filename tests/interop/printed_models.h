// Models as PyTorch prints them, written from their numbers.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "interop/model/model_files.h"

namespace convoscope {

inline Model printed(const std::string& text) {
  const ReadModel read = read_printed_model(text);
  EXPECT_FALSE(read.error) << (read.error ? read.error->message.key : "");
  return read.model;
}

inline std::string conv(const std::string& name, int in, int out, int kernel, int stride, int padding) {
  const auto pair = [](int n) { return "(" + std::to_string(n) + ", " + std::to_string(n) + ")"; };
  std::string text = "(" + name + "): Conv2d(" + std::to_string(in) + ", " + std::to_string(out) +
                     ", kernel_size=" + pair(kernel) + ", stride=" + pair(stride);
  if (padding > 0) text += ", padding=" + pair(padding);
  return text + ", bias=False)\n";
}

inline std::string norm(const std::string& name, int channels) {
  return "(" + name + "): BatchNorm2d(" + std::to_string(channels) +
         ", eps=1e-05, momentum=0.1, affine=True, track_running_stats=True)\n";
}

/// torchvision's resnet18 as it prints itself.
inline std::string resnet18() {
  std::string text = "ResNet(\n" + conv("conv1", 3, 64, 7, 2, 3) + norm("bn1", 64) +
                     "(relu): ReLU(inplace=True)\n(maxpool): MaxPool2d(kernel_size=3, stride=2, padding=1, dilation=1, "
                     "ceil_mode=False)\n";
  int in = 64;
  for (int stage = 1; stage <= 4; ++stage) {
    const int out = 64 << (stage - 1);
    text += "(layer" + std::to_string(stage) + "): Sequential(\n";
    for (int block = 0; block < 2; ++block) {
      const int stride = stage > 1 && block == 0 ? 2 : 1;
      text += "(" + std::to_string(block) + "): BasicBlock(\n" + conv("conv1", in, out, 3, stride, 1) +
              norm("bn1", out) + "(relu): ReLU(inplace=True)\n" + conv("conv2", out, out, 3, 1, 1) + norm("bn2", out);
      if (stride == 2) text += "(downsample): Sequential(\n" + conv("0", in, out, 1, 2, 0) + norm("1", out) + ")\n";
      text += ")\n";
      in = out;
    }
    text += ")\n";
  }
  return text +
         "(avgpool): AdaptiveAvgPool2d(output_size=(1, 1))\n(fc): Linear(in_features=512, out_features=1000, "
         "bias=True)\n)";
}

/// A U-Net of four levels: two convolutions a level, pooling, transposed convolutions of kernel 2 and stride 2.
inline std::string unet(int padding) {
  std::string text = "UNet(\n";
  const auto doubled = [&](const std::string& name, int in, int out) {
    return "(" + name + "): DoubleConv(\n(net): Sequential(\n" + conv("0", in, out, 3, 1, padding) +
           "(1): ReLU(inplace=True)\n" + conv("2", out, out, 3, 1, padding) + "(3): ReLU(inplace=True)\n)\n)\n";
  };
  text += doubled("inc", 1, 64);
  for (int level = 1; level <= 4; ++level)
    text += "(pool" + std::to_string(level) +
            "): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False)\n" +
            doubled("down" + std::to_string(level), 32 << level, 64 << level);
  for (int level = 4; level >= 1; --level)
    text += "(up" + std::to_string(level) + "): ConvTranspose2d(" + std::to_string(64 << level) + ", " +
            std::to_string(32 << level) + ", kernel_size=(2, 2), stride=(2, 2))\n" +
            doubled("dec" + std::to_string(level), 64 << level, 32 << level);
  return text + conv("out", 64, 2, 1, 1, 0) + ")";
}

}  // namespace convoscope
