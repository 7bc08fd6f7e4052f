// All of it comes from the tables of commands and options.
#include "cli/help_command.h"

#include <algorithm>

#include "cli/help/completion.h"
#include "cli/help/help_text.h"
#include "cli/help/manual.h"
#include "cli/names.h"
#include "cli/options.h"
#include "cli/parser.h"

namespace convoscope {

Outcome run_help(const HelpArguments& arguments, const Context& context) {
  const Catalog& catalog = context.wording.catalog();
  const std::string format = arguments.format.value_or(help_format_names.front());
  if (std::ranges::find(help_format_names, format) == help_format_names.end())
    return unknown_choice("--format", format, help_format_names);
  const HelpPage program = program_page();
  if (format == help_format_names.front()) {
    const std::string command = arguments.command.value_or("");
    const auto page = std::ranges::find(program.commands, command, &HelpPage::name);
    if (page == program.commands.end() && !command.empty())
      return mistyped_command(command).value_or(wrong_request("", {"cli.surplus_word", {{"text", command}}}));
    context.out << help_text(page == program.commands.end() ? program : *page, catalog, lists());
    return done();
  }
  if (arguments.command) return wrong_request("--format", {"cli.excludes", {{"other", *arguments.command}}});
  if (format == "man") context.out << manual(program, catalog, lists());
  if (format == "bash") context.out << bash_completion(program);
  if (format == "zsh") context.out << zsh_completion(program, catalog, lists());
  if (format == "fish") context.out << fish_completion(program, catalog, lists());
  return done();
}

}  // namespace convoscope
