// Sorts what was typed into the arguments of one subcommand. The only pair (with help_text) that knows CLI11.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/failure.h"
#include "cli/wording.h"

namespace convoscope {

/// The arguments of the subcommand that `words` name, or of the window; --help and --version give their text, in the language of
/// `wording`. Fails on unknown options and commands, missing values and surplus words; values are not looked at.
Attempt<Arguments> parse_arguments(const std::vector<std::string>& words, const Wording& wording);

/// What --language says among `words`, before anything else is understood; "" where it is absent or unknown.
std::string language_of(const std::vector<std::string>& words);

}  // namespace convoscope
