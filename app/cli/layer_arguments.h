// From OP and its flags to a legal layer with its values.
// Knows no pictures; files are read through the platform.
#pragma once

#include <optional>
#include <vector>

#include "cli/arguments.h"
#include "cli/failure.h"
#include "core/tensor.h"
#include "document/platform.h"

namespace convoscope {

/// A legal layer (`validate` and `validate_shapes` found nothing).
struct Layer {
  Spec spec;
  std::optional<Tensor> given_input;   ///< nothing: only its size was given
  std::optional<Tensor> given_weight;  ///< nothing: only its size was given, or pooling
  std::vector<float> bias;
  int input_rank = 2;  ///< 2: (H, W), 3: (C, H, W), 4: (N, C, H, W), as given

  /// The given values, else 1, 2, 3, ... row by row; the weight of pooling is empty.
  Tensor input() const;
  Tensor weight() const;
};

/// Reads the files, settles --auto-pad and --output-size, and judges the result. The failure names the flag or file to blame.
Attempt<Layer> read_layer(const LayerArguments& arguments, const Platform& platform);

/// A flag of `arguments` that was given, if any: to refuse it where a scene brings its own geometry.
std::optional<std::string> any_layer_flag(const LayerArguments& arguments);

}  // namespace convoscope
