// `convoscope compute`: the arithmetic of a layer, from .npy files to an .npy file.
#pragma once

#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

/// Writes the layer's output in the rank of its input: (H, W), (C, H, W) or (N, C, H, W). An output of several channels for an
/// input of shape (H, W) becomes (C, H, W).
Outcome run_compute(const ComputeArguments& arguments, const Context& context);

/// What --method takes.
std::vector<std::string_view> compute_method_names();

}  // namespace convoscope
