// A layer as one framework's code, piece by piece: what the writers make and code_out.cpp prints. What the writers share.
#pragma once

#include <string>
#include <vector>

#include "core/geometry.h"
#include "document/message.h"
#include "interop/calls/call_text.h"
#include "interop/frameworks.h"

namespace convoscope {

struct WrittenLayer {
  std::vector<std::string> imports{};
  std::vector<std::string> arrays{};   ///< statements that make the input x, and the weight where the call takes one
  std::vector<Message> reasons{};      ///< why it takes more than one call
  std::vector<std::string> before{};   ///< statements over the input x
  std::string call{};                  ///< may be of several lines
  std::string name{};                  ///< of what the call makes: "layer = ", "y = "
  std::string call_comment{};          ///< the weight's shape
  std::string use{};                   ///< a statement that makes y of the layer and x
  bool is_used_specially = false;      ///< `use` is no plain "y = layer(x)"
  std::vector<std::string> after{};    ///< statements over the result y
  std::string result{};                ///< y's shape
  std::vector<std::string> closing{};  ///< what a whole program needs besides
  std::optional<Message> refusal{};    ///< the framework has no way to say this layer; all else is then empty
  bool channels_last = false;  ///< of maps; of weights (height, width, in, out), transposed (height, width, out, in)
};

struct CallStyle {
  bool has_bias = false;
  std::size_t columns = 88;
};

// `layer.spec` is legal. The code means exactly it: `layer.word` is only written where `layer.spec` is what it settles.
WrittenLayer write_pytorch(const FrameworkLayer& layer, const CallStyle& style);
WrittenLayer write_tensorflow(const FrameworkLayer& layer, const CallStyle& style);
WrittenLayer write_keras(const FrameworkLayer& layer, const CallStyle& style);
WrittenLayer write_onnx(const FrameworkLayer& layer, const CallStyle& style);
WrittenLayer write_jax(const FrameworkLayer& layer, const CallStyle& style);
WrittenLayer write_caffe(const FrameworkLayer& layer, const CallStyle& style);
WrittenLayer write_layer(Framework framework, const FrameworkLayer& layer, const CallStyle& style);

/// Of the four names the one of the operation.
std::string name_for(const Spec& spec, const std::array<const char*, 4>& names);

/// A transposed convolution whose whole result is made and then cut. Where the output goes beyond the result, zeros around the
/// input make it larger.
struct WholeResult {
  AxisPair zeros_begin{};  ///< cells of zeros before the input
  AxisPair zeros_end{};
  AxisPair begin{};  ///< where the output begins in the result
  AxisPair output{};
  bool needs_zeros() const { return zeros_begin != AxisPair{} || zeros_end != AxisPair{}; }
};
/// `slack` cells more than (n-1)s + K can be had on an axis.
WholeResult whole_result(const Spec& spec, const AxisPair& slack);

/// "a:b, c:d" of the output in the whole result.
std::string slices(const Spec& spec, const WholeResult& whole);

/// Pooling whose end is padded no further than its last window reaches: elsewhere padding would bring back a window that ceil mode
/// drops.
Spec without_unread_end(Spec spec);

/// Padding as the last window of ceil mode needs it: with what it reaches beyond the padding.
AxisPair reached_end(const Spec& spec);
AxisPair overhang_of(const Spec& spec);

bool has_numeric_padding(const FrameworkLayer& layer);
bool folds_padding(const Spec& spec);
bool pads_alike(const Spec& spec);
void remove_padding(Spec& spec);

/// "1, 3, 224, 224": batch, channels, extents; or with the channels last.
std::string shape_text(const Spec& spec, std::int64_t channels, const AxisPair& extents, bool channels_last);
std::string input_text(const Spec& spec, bool channels_last);
std::string output_text(const Spec& spec, bool channels_last);

}  // namespace convoscope
