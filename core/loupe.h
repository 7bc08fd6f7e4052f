// A window of a layer's maps as a layer of its own, small enough to be looked at number by number: the same kernel and stride, and
// results that are the whole layer's there.
#pragma once

#include "core/spec.h"
#include "core/taps.h"
#include "core/tensor.h"

namespace convoscope {

struct Loupe {
  Spec spec;  ///< legal, as the whole layer is
  Tensor
      values;  ///< its input: the whole one's numbers there, with those that a padding mode other than zeros puts around them
  Cell input;      ///< the whole input's cell that is the window's first; may lie in that padding
  Cell output;     ///< the whole output's cell that is its first
  Cell in_middle;  ///< the window's output cell that the loupe is about
};

/// Around the input cell `at` (held within the map): three output cells a side of a convolution or pooling, those whose windows lie
/// around it; of a transposed convolution five or more, which its stamp reaches. Of small maps everything. `whole` is legal and `input`
/// has its shape (asserted). Transposed layers that fold are looked at away from what is folded back; where there is no such place the
/// loupe shows all of the layer. O(kernel + window).
Loupe loupe_of(const Spec& whole, const Tensor& input, Cell at);

/// The output cell that the loupe is about at `input`, and the input cell that it lies around: of a convolution the middle of the window,
/// of a transposed one the middle of the stamp. Both are held within their maps.
Cell output_under(const Spec& whole, Cell input);
Cell input_under(const Spec& whole, Cell output);

}  // namespace convoscope
