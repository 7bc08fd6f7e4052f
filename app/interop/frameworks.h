// One layer under the rules of each framework: what its own arguments make of it, in its usual words.
// Knows no code: only geometry.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/spec.h"
#include "document/message.h"

namespace convoscope {

enum class Framework : std::uint8_t { pytorch, tensorflow, keras, onnx, jax, caffe };
inline constexpr std::array frameworks{Framework::pytorch, Framework::tensorflow, Framework::keras,
                                       Framework::onnx,    Framework::jax,        Framework::caffe};
/// As users write them, in the order of `frameworks`.
inline constexpr std::array framework_names{"pytorch", "tensorflow", "keras", "onnx", "jax", "caffe"};

/// A layer whose padding may depend on the input's size. Where `auto_pad` says so, the padding of `spec` is what it settles.
struct AskedLayer {
  Spec spec;
  AutoPad auto_pad = AutoPad::explicit_;

  /// The same layer on another input (height, width).
  AskedLayer on(std::array<std::int64_t, axis_count> input) const;
};

/// The layer of one channel in, one out: which cells differ does not depend on the channels.
AskedLayer single_channel(AskedLayer asked);

/// What a framework makes of a layer.
struct FrameworkLayer {
  Spec spec{};                        ///< legal if `problems` is empty
  AutoPad word = AutoPad::explicit_;  ///< said by the framework's word for it ("SAME") rather than by numbers
  std::vector<Message> problems{};    ///< why the framework refuses it
};

/// `asked` under the rules of `framework`; `asked.spec` is legal. PyTorch and Caffe pad both sides alike, by half of the
/// padding, rounded up; PyTorch's output padding makes up for the odd cell, Caffe has none and pools in ceil mode.
/// TensorFlow and Keras say SAME where that gives the same size, which puts the odd cell at the end; the others keep the numbers.
FrameworkLayer layer_in(Framework framework, const AskedLayer& asked);

/// The smallest square input (a row where the layer's height is one cell) whose result is of another size in `framework` than in
/// `other`, or has another value in some cell; {0, 0}: none of the first that were tried, as many as take at most
/// 3 · 10^7 multiplications.
std::array<std::int64_t, axis_count> smallest_telling_input(Framework framework, Framework other,
                                                            const AskedLayer& asked);

}  // namespace convoscope
