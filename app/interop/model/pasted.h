// Whatever is pasted: a line of code, an error message, a printed model. One answer for all of them.
// Nothing is ever run.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/model/model.h"

namespace convoscope {

struct Pasted {
  /// The layer; of an error message the nearest legal ones, the plainest first. Empty where it is a model.
  std::vector<LayerCode> layers;
  std::optional<Model> model;     ///< of two layers or more
  std::optional<Message> reason;  ///< of an error message: what did not fit
  std::optional<CodeError> error;
  std::string variable;  ///< whose number the error asks for
};
Pasted read_pasted(std::string_view text);

/// A layer as it is looked at first: on the input that its code tells, else on one that is large enough to show how its window moves.
/// Legal for layers that `read_pasted` gives.
Spec shown_spec(const LayerCode& layer);

}  // namespace convoscope
