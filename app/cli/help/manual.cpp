// Macros: groff's man(7).
#include "cli/help/manual.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace convoscope {
namespace {

/// Text in which roff sees no commands; minus signs stay minus signs, so that flags can be copied.
std::string roff(std::string_view text) {
  std::string result;
  if (text.starts_with('.') || text.starts_with('\'')) result = "\\&";
  for (const char c : text) {
    if (c == '\\')
      result += "\\e";
    else if (c == '-')
      result += "\\-";
    else
      result += c;
  }
  return result;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + roff(text) + "\\fR"; }

/// A heading's text without the colon that ends it in --help.
std::string title(const Catalog& catalog, const std::string& key) {
  std::string text = catalog.text(key);
  for (const std::string_view colon : {":", "："})
    if (text.ends_with(colon)) text.resize(text.size() - colon.size());
  return text;
}

/// Lines as they are typed.
std::string lines(std::string_view text) {
  std::string result = ".nf\n";
  std::istringstream rest{std::string(text)};
  for (std::string line; std::getline(rest, line);) result += roff(line) + '\n';
  return result + ".fi\n";
}

std::string label(const HelpOption& option) {
  std::string text;
  for (const std::string& name : {option.short_name, option.long_name})
    if (!name.empty()) text += (text.empty() ? "" : ", ") + bold(name);
  if (option.takes_value()) text += (text.empty() ? "" : " ") + italic(option.placeholder);
  return text;
}

using Group = std::vector<const HelpOption*>;

Group group_of(const HelpPage& page, const std::string& heading) {
  Group group;
  for (const HelpOption& option : page.options)
    if (option.heading == heading) group.push_back(&option);
  return group;
}

bool are_alike(const Group& a, const Group& b) {
  return std::ranges::equal(a, b, [](const HelpOption* x, const HelpOption* y) {
    return x->label() == y->label() && x->help_key == y->help_key;
  });
}

class Manual {
 public:
  Manual(const HelpPage& program, const Catalog& catalog, const Catalog::Arguments& lists)
      : program_(program), catalog_(catalog), lists_(lists) {}

  std::string text() {
    std::string text = ".TH CONVOSCOPE 1 \"\" \"Convoscope " CONVOSCOPE_VERSION "\"\n";
    text += section("cli.man.name") + "convoscope \\- " + roff(catalog_.text(program_.summary_key)) + '\n';
    text += section("cli.man.synopsis") + lines(program_.usage);
    for (const HelpPage& command : program_.commands) text += lines(command.usage);
    for (const std::string& heading : program_.headings())
      text += section(heading) + options(group_of(program_, heading));
    text += section("cli.man.commands");
    for (const HelpPage& command : program_.commands) text += about(command);
    for (const auto& [heading, group] : shared_) text += section(heading) + options(group);
    text += section("cli.man.exit_status") + roff(catalog_.text("cli.man.exit_statuses")) + '\n';
    return text + section("cli.help.examples") + lines(program_.examples);
  }

 private:
  std::string section(const std::string& key) const { return ".SH \"" + roff(title(catalog_, key)) + "\"\n"; }

  std::string options(const Group& group) const {
    std::string text;
    for (const HelpOption* option : group)
      text += ".TP\n" + label(*option) + '\n' + roff(text_of(*option, catalog_, lists_)) + '\n';
    return text;
  }

  bool is_shared(const std::string& heading, const Group& group) const {
    return std::ranges::count_if(program_.commands, [&](const HelpPage& command) {
             return are_alike(group_of(command, heading), group);
           }) > 1;
  }

  std::string about(const HelpPage& command) {
    std::string text = ".SS " + std::string(command.name) + '\n' + roff(catalog_.text(command.summary_key)) + "\n.PP\n";
    text += lines(command.usage);
    std::vector<std::string> elsewhere;
    for (const std::string& heading : command.headings()) {
      const Group group = group_of(command, heading);
      if (!is_shared(heading, group)) {
        text += options(group);
        continue;
      }
      elsewhere.push_back("\"" + title(catalog_, heading) + "\"");
      const auto known = std::ranges::find_if(
          shared_, [&](const auto& each) { return each.first == heading && are_alike(each.second, group); });
      if (known == shared_.end()) shared_.emplace_back(heading, group);
    }
    if (!elsewhere.empty())
      text += ".PP\n" +
              roff(catalog_.text("cli.man.elsewhere", {{"headings", fmt::format("{}", fmt::join(elsewhere, ", "))}})) +
              '\n';
    return text + ".PP\n" + lines(command.examples);
  }

  const HelpPage& program_;
  const Catalog& catalog_;
  const Catalog::Arguments& lists_;
  std::vector<std::pair<std::string, Group>> shared_;
};

}  // namespace

std::string manual(const HelpPage& program, const Catalog& catalog, const Catalog::Arguments& lists) {
  return Manual(program, catalog, lists).text();
}

}  // namespace convoscope
