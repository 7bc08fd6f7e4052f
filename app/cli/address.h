// The address of a page as the program's options: `https://example.org/app/?preset=dilation&view=stack#scene=1.…`. What the options
// mean is the command line's own to read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/failure.h"

namespace convoscope {

/// Whether a word is an address with a query or a scene, not a file's name.
bool is_address(std::string_view word);

struct AddressWords {
  std::vector<std::string> words;    ///< "--preset=dilation", "--view=stack", and the scene's link as a file
  std::optional<Failure> failure{};  ///< a key that no link may have
};

/// The keys are `preset`, `lesson`, `page`, `present`, `step`, `view` (as often as one likes), `theme`, `language` and `scale`; what would
/// touch the reader's files is none of them. Values are percent-decoded, + is a blank. A # that no scene follows is left out, and so
/// is a preset beside a lesson, which has scenes of its own.
AddressWords words_of_address(std::string_view address);

}  // namespace convoscope
