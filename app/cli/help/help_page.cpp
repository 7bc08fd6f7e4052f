#include "cli/help/help_page.h"

#include <algorithm>

#include "cli/names.h"
#include "document/parameters.h"

namespace convoscope {
namespace {

/// A parameter's help comes from its row, not from a text of the command line.
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

}  // namespace

std::string HelpOption::label() const {
  std::string text = short_name;
  if (!long_name.empty()) text += (text.empty() ? "" : ", ") + long_name;
  if (takes_value()) text += (text.empty() ? "" : " ") + placeholder;
  return text;
}

std::vector<std::string> HelpPage::headings() const {
  std::vector<std::string> keys;
  for (const HelpOption& option : options)
    if (std::ranges::find(keys, option.heading) == keys.end()) keys.push_back(option.heading);
  return keys;
}

std::string text_of(const HelpOption& option, const Catalog& catalog, const Catalog::Arguments& lists) {
  for (const ParameterRow& row : parameters())
    if (flag_of(row.name) == option.long_name) return text_of(row, catalog);
  return catalog.text(option.help_key, lists);
}

}  // namespace convoscope
