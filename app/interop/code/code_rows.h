// The calls that make layers, a row each: what a framework calls them, which arguments they take, how those become a layer.
#pragma once

#include <span>

#include "interop/code/code_arguments.h"
#include "interop/frameworks.h"

namespace convoscope {

struct CodeRow {
  std::string_view name;  ///< the last part of the callee's name
  Framework framework{};
  std::string_view
      root;  ///< a part of what stands before, where several frameworks have the name: "tf", "F torch"; may be empty
  Operation operation{};
  int dimensions = 2;
  std::string_view signature;  ///< of `CallArguments`
  void (*read)(const CallArguments&, LayerCode&) = nullptr;
};

std::span<const CodeRow> pytorch_rows();
std::span<const CodeRow> keras_rows();  ///< and TensorFlow's
std::span<const CodeRow> jax_rows();
std::span<const CodeRow> onnx_rows();

// What the rows share. `layer.spec.operation` and `layer.is_line` are set before a row reads.

/// Sets a number of both axes: the named argument, or `usual`.
void read_axes(const CallArguments& arguments, LayerCode& layer, std::string_view name, Parameter parameter,
               std::int64_t AxisSpec::*member, std::int64_t usual);
/// Padding by numbers, the same on both sides.
void read_padding(const CallArguments& arguments, LayerCode& layer, std::string_view name);
/// Pooling moves on by its window unless told otherwise.
void read_pooling_stride(const CallArguments& arguments, LayerCode& layer, std::string_view name);
/// Channels and kernel from a weight of known shape: where in it each stands. An unknown shape is an error that names it.
struct WeightOrder {
  std::size_t in = 1;
  std::size_t out = 0;
  std::size_t kernel = 2;   ///< the first of its extents
  bool groups_out = false;  ///< of the two channel counts the outputs are those of one group
};
void read_weight(const CallArguments& arguments, LayerCode& layer, std::string_view name, const WeightOrder& order);
/// The size and channels of an input of known shape; `channels_last`: after the extents.
void read_input(const std::vector<std::int64_t>& shape, bool channels_last, LayerCode& layer);

}  // namespace convoscope
