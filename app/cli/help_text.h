// The text of --help: usage, what the command does, its options in groups, an example.
// Knows no command: all of it comes from the CLI11 application, whose descriptions are keys of the catalog, and from
// the parameter table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/catalog.h"

namespace CLI {
class App;
}

namespace convoscope {

/// One subcommand as the help of the program lists it.
struct CommandSummary {
  std::string_view name;
  std::string_view summary_key;
};

struct HelpPage {
  std::string_view usage;  ///< "convoscope compute OP ...", a line for each way to call it
  std::string_view summary_key;
  std::string_view examples;                  ///< one a line
  std::vector<CommandSummary> commands = {};  ///< empty for a subcommand
};

/// At most 80 columns wide where the language puts spaces between words.
/// `lists` fill the placeholders of the texts.
std::string help_text(const HelpPage& page, const CLI::App& app, const Catalog& catalog,
                      const Catalog::Arguments& lists);

}  // namespace convoscope
