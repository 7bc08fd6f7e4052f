// The layer at hand under every framework's rules, while the dialog is open that compares them.
// Knows no widget.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "document/scene.h"
#include "gui/widgets/draft.h"
#include "interop/calls/comparison.h"

namespace convoscope {

struct CompareState {
  AskedLayer asked;
  SharedTensor input;  ///< of the layer itself; null where six results of it would keep a reader waiting
  SharedTensor weight;
  std::vector<float> bias{};
  std::vector<ComparedLayer> rows{};  ///< in the order of `frameworks`, compared with `one`
  Framework one = Framework::pytorch;
  Framework other = Framework::keras;    ///< that is shown beside it
  std::optional<TellingCase> telling{};  ///< of these two
  bool shows_own_input = false;          ///< in place of the smallest that tells them apart
  Draft<1024> path{};                    ///< of the test
  std::string proposed{};                ///< what `path` was set to
};

}  // namespace convoscope
