// Options are listed in the order of their declaration, under their group's heading; the left column is as wide in
// every command.
#include "cli/help/help_text.h"

#include <algorithm>

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

/// Long names stand below each other: "-o, --output FILE", "    --json", "OP".
std::string left_of(const HelpOption& option) {
  const bool is_indented = option.short_name.empty() && !option.is_word();
  return (is_indented ? "    " : "") + option.label();
}

}  // namespace

std::string help_text(const HelpPage& page, const Catalog& catalog, const Catalog::Arguments& lists) {
  std::string text = catalog.text("cli.help.usage") + '\n';
  for (std::string_view usage = page.usage; !usage.empty();) text += "  " + wrapped(next_line(usage), 6);
  text += '\n' + wrapped(catalog.text(page.summary_key), 0);
  if (!page.commands.empty()) text += '\n' + catalog.text("cli.help.commands") + '\n';
  for (const HelpPage& command : page.commands)
    text += line_of(std::string(command.name), catalog.text(command.summary_key));
  for (const std::string& heading : page.headings()) {
    text += '\n' + catalog.text(heading) + '\n';
    for (const HelpOption& option : page.options)
      if (option.heading == heading) text += line_of(left_of(option), text_of(option, catalog, lists));
  }
  text += '\n' + catalog.text("cli.help.examples") + '\n';
  for (std::string_view example = page.examples; !example.empty();) text += "  " + wrapped(next_line(example), 6);
  return text;
}

}  // namespace convoscope
