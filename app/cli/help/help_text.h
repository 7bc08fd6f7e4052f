// The text of --help: usage, what the command does, its options in groups, an example.
#pragma once

#include <string>

#include "cli/help/help_page.h"

namespace convoscope {

/// At most 80 columns wide where the language puts spaces between words.
/// `lists` fill the placeholders of the texts.
std::string help_text(const HelpPage& page, const Catalog& catalog, const Catalog::Arguments& lists);

}  // namespace convoscope
