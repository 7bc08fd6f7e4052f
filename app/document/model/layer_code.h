// A layer as code says it: all but the size of its input, which code seldom says.
// Knows no framework's words.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>

#include "core/spec.h"
#include "document/text_position.h"

namespace convoscope {

struct LayerCode {
  std::string name;  ///< what the code calls it; may be empty
  Spec spec;         ///< its input is 1x1 unless the code tells it; padding that depends on the input is 0
  AutoPad auto_pad = AutoPad::explicit_;
  std::optional<std::array<std::int64_t, axis_count>> output;  ///< asked for, as ONNX's output_shape
  bool has_input = false;                                      ///< the code tells its size
  bool has_channels = false;                                   ///< and how many channels come in
  bool has_bias = false;
  bool is_line = false;                       ///< one-dimensional: its height is one cell
  std::size_t begin = 0;                      ///< where the layer is written
  std::map<Parameter, std::size_t> places{};  ///< where its numbers are
  std::optional<Message> reason{};            ///< of an error message: what did not fit

  /// The layer on an input (height, width), legal or not.
  Spec on(std::array<std::int64_t, axis_count> input) const;
  bool operator==(const LayerCode&) const = default;
};

/// The layer on the input that the code tells, else on the smallest that is legal. The error is at the number to blame.
struct PlacedSpec {
  Spec spec;
  std::optional<CodeError> error;
};
PlacedSpec spec_of(const LayerCode& layer);

}  // namespace convoscope
