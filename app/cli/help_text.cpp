// Options are listed in the order of their declaration, under their group's heading; the left column is as wide in
// every command.
#include "cli/help_text.h"

#include <CLI/App.hpp>
#include <algorithm>

#include "cli/names.h"
#include "document/parameters.h"

namespace convoscope {
namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t left_width = 28;

/// `text` broken at spaces into lines from column `indent` to the page's end.
std::string wrapped(std::string_view text, std::size_t indent) {
  std::string result;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column > indent && column + 1 + end > page_width) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result + '\n';
}

std::string line_of(std::string left, std::string_view right) {
  left.insert(0, "  ");
  if (left.size() + 2 > left_width)
    left += '\n' + std::string(left_width, ' ');
  else
    left.resize(left_width, ' ');
  return left + wrapped(right, left_width);
}

/// Takes the first line of `text` off it.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

/// "-o, --output FILE", "    --json", "OP".
std::string left_of(const CLI::Option& option) {
  if (option.get_positional()) return option.get_name(true);
  const bool has_short = !option.get_snames().empty();
  std::string left = has_short ? "-" + option.get_snames().front() : "    ";
  if (!option.get_lnames().empty()) left += (has_short ? ", --" : "--") + option.get_lnames().front();
  if (option.get_items_expected_max() > 0) left += " " + option.get_type_name();
  return left;
}

/// A parameter's help, and what goes for it unless it is given.
std::string text_of(const ParameterRow& row, const Catalog& catalog) {
  std::string text = catalog.text("parameter." + std::string(row.name) + ".help");
  const auto add = [&](std::string_view key, std::string value) {
    text += ' ' + catalog.text(key, {{"value", std::move(value)}});
  };
  if (row.kind == ValueKind::map) add("cli.help.size_or_file", "");
  if (row.kind == ValueKind::mark) add("cli.help.opposite", opposite_of(flag_of(row.name)));
  if (row.kind == ValueKind::choice) add("cli.help.choices", joined(row.choices));
  const bool is_key = row.usual.starts_with('@');
  if (!row.usual.empty())
    text += ' ' + catalog.text("cli.help.default",
                               {{is_key ? "@value" : "value", std::string(row.usual.substr(is_key ? 1 : 0))}});
  return text;
}

std::string text_of(const CLI::Option& option, const Catalog& catalog, const Catalog::Arguments& lists) {
  for (const ParameterRow& row : parameters())
    if (!option.get_lnames().empty() && flag_of(row.name) == "--" + option.get_lnames().front())
      return text_of(row, catalog);
  return catalog.text(option.get_description(), lists);
}

}  // namespace

std::string help_text(const HelpPage& page, const CLI::App& app, const Catalog& catalog,
                      const Catalog::Arguments& lists) {
  std::string text = catalog.text("cli.help.usage") + '\n';
  for (std::string_view usage = page.usage; !usage.empty();) text += "  " + wrapped(next_line(usage), 6);
  text += '\n' + wrapped(catalog.text(page.summary_key), 0);
  if (!page.commands.empty()) text += '\n' + catalog.text("cli.help.commands") + '\n';
  for (const CommandSummary& command : page.commands)
    text += line_of(std::string(command.name), catalog.text(command.summary_key));
  for (const std::string& group : app.get_groups()) {
    text += '\n' + catalog.text(group) + '\n';
    for (const CLI::Option* option :
         app.get_options([&group](const CLI::Option* each) { return each->get_group() == group; }))
      text += line_of(left_of(*option), text_of(*option, catalog, lists));
  }
  text += '\n' + catalog.text("cli.help.examples") + '\n';
  for (std::string_view example = page.examples; !example.empty();) text += "  " + wrapped(next_line(example), 6);
  return text;
}

}  // namespace convoscope
