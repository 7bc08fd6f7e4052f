// Sorts what was typed into the arguments of one subcommand. The only pair (with options.h) that knows CLI11.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/failure.h"
#include "cli/help/help_page.h"
#include "cli/wording.h"

namespace convoscope {

/// The arguments of the subcommand that `words` name, or of the window; --help and --version give their text, in the language of
/// `wording`. Fails on unknown options and commands, missing values and surplus words; values are not looked at.
Attempt<Arguments> parse_arguments(const std::vector<std::string>& words, const Wording& wording);

/// What there is to help with: the program, its commands and all their options.
HelpPage program_page();

/// A word that is neither a command nor like a file's name was probably meant to be a command.
std::optional<Failure> mistyped_command(const std::string& word);

}  // namespace convoscope
