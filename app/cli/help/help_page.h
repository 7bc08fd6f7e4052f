// A command as those who ask for help are told of it: plain data, from which help, the manual page and completions are written.
// Knows no command and no shell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/catalog.h"

namespace convoscope {

/// An option, or a word of its own where it has neither name.
struct HelpOption {
  std::string heading;      ///< the key of its group's heading
  std::string short_name;   ///< "-o"
  std::string long_name;    ///< "--output"
  std::string placeholder;  ///< "FILE"; empty: it takes no value
  std::string opposite;     ///< "--no-ceil-mode" takes it back; empty: nothing does
  std::string help_key;
  std::vector<std::string> choices;  ///< words that may stand for the placeholder
  bool repeats = false;              ///< may be given several times

  bool takes_value() const { return !placeholder.empty(); }
  bool is_word() const { return short_name.empty() && long_name.empty(); }
  /// "-o FILE", "--json", "OP": what stands in the margin of help and manual.
  std::string label() const;
};

struct HelpPage {
  std::string_view name;   ///< "compute"; of the program itself ""
  std::string_view usage;  ///< "convoscope compute OP ...", a line for each way to call it
  std::string_view summary_key;
  std::string_view examples;  ///< one a line
  std::vector<HelpOption> options;
  std::vector<HelpPage> commands = {};  ///< of the program

  /// Headings' keys, in their order.
  std::vector<std::string> headings() const;
};

/// What an option does, and what goes for it unless it is given. `lists` fill the placeholders of the texts.
std::string text_of(const HelpOption& option, const Catalog& catalog, const Catalog::Arguments& lists);

}  // namespace convoscope
