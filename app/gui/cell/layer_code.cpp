// Of the side that the reader looks at, not the one that was asked for.
#include "gui/cell/layer_code.h"

#include "gui/cell/cell_subject.h"
#include "interop/calls/code_out.h"

namespace convoscope {

std::string layer_code(const Session& session) {
  const Evaluation& evaluation = *session.evaluation();
  const Side side = side_at_hand(session);
  constexpr std::size_t columns = 30;  // of the panel
  return call_in(Framework::pytorch, {.spec = evaluation.spec(side)}, !evaluation.bias_of(side).empty(), columns);
}

}  // namespace convoscope
