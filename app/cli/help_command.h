// `convoscope help`: what the program and each command do, for readers, for man(1), and for the shells that complete words.
#pragma once

#include <array>

#include "cli/arguments.h"
#include "cli/context.h"
#include "cli/failure.h"

namespace convoscope {

inline constexpr std::array help_format_names{"text", "man", "bash", "zsh", "fish"};

/// As text `help COMMAND` is COMMAND --help, `help` alone --help. The other formats tell of all commands at once.
Outcome run_help(const HelpArguments& arguments, const Context& context);

}  // namespace convoscope
