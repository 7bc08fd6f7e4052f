// What is typed or pasted as code, and what it was read as.
// Knows no widget.
#pragma once

#include <string>

#include "gui/widgets/draft.h"
#include "interop/model/pasted.h"

namespace convoscope {

struct CodeState {
  std::string text;
  DraftState field{};
  Pasted read{};                         ///< of the text
  Draft<32> number{};                    ///< for the variable that it asks for
  std::optional<std::size_t> goes_to{};  ///< the byte that the caret is to be set to
};

}  // namespace convoscope
