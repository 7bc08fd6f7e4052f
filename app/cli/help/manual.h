// The manual page for man(1), in the catalog's language.
#pragma once

#include <string>

#include "cli/help/help_page.h"

namespace convoscope {

/// roff with the man macros. Groups of options that several commands share have a section of their own after the commands.
std::string manual(const HelpPage& program, const Catalog& catalog, const Catalog::Arguments& lists);

}  // namespace convoscope
