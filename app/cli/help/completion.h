// What the shells need to complete the program's words: commands, options, and the values of those that have a fixed list or take
// a file.
#pragma once

#include <string>

#include "cli/help/help_page.h"

namespace convoscope {

std::string bash_completion(const HelpPage& program);
/// zsh and fish also say what each word is for, in the catalog's language.
std::string zsh_completion(const HelpPage& program, const Catalog& catalog, const Catalog::Arguments& lists);
std::string fish_completion(const HelpPage& program, const Catalog& catalog, const Catalog::Arguments& lists);

}  // namespace convoscope
