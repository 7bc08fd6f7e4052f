// The side that the reader looks at, not the one that was asked for.
#include "gui/layer_code.h"

#include "interop/snippet.h"

namespace convoscope {

std::string layer_code(const Session& session) {
  const Evaluation& evaluation = *session.evaluation();
  Side side = session.playhead.side;
  const bool has_side =
      side == Side::transposed ? evaluation.transposed.has_value() : evaluation.convolution.has_value();
  if (!has_side) side = evaluation.asked;
  return pytorch_snippet(evaluation.spec(side), !evaluation.bias_of(side).empty());
}

}  // namespace convoscope
