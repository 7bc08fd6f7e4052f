// Each script is a list of the words that there are: the shells do the rest. They are made to be put where the shell looks for
// completions, or to be sourced.
#include "cli/help/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace convoscope {
namespace {

std::string listed(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

bool takes_files(const HelpOption& option) {
  for (const char* each : {"FILE", "WHAT"})
    if (option.placeholder.find(each) != std::string::npos) return true;
  return false;
}
bool takes_folders(const HelpOption& option) { return option.placeholder == "DIR"; }

std::vector<std::string> names_of(const HelpOption& option) {
  std::vector<std::string> names;
  for (const std::string& name : {option.short_name, option.long_name, option.opposite})
    if (!name.empty()) names.push_back(name);
  return names;
}

std::vector<std::string> option_names(const HelpPage& page) {
  std::vector<std::string> all;
  for (const HelpOption& option : page.options)
    for (const std::string& name : names_of(option)) all.push_back(name);
  return all;
}

std::vector<std::string> command_names(const HelpPage& program) {
  std::vector<std::string> names;
  for (const HelpPage& command : program.commands) names.emplace_back(command.name);
  return names;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

/// In single quotes, as all shells read them but fish, which wants \' inside.
std::string quoted(const std::string& text) { return "'" + replaced(text, "'", "'\\''") + "'"; }

/// Up to the end of the first sentence: a line beside the word.
std::string first_sentence(const std::string& text) {
  std::size_t end = text.size();
  for (const std::string_view stop : {". ", "。", "; ", "；", ": ", "："}) end = std::min(end, text.find(stop));
  const std::string sentence = text.substr(0, end);
  return sentence.ends_with('.') ? sentence.substr(0, sentence.size() - 1) : sentence;
}

/// Calls `tell` with the program, whose command is "", and with each command.
template <class Tell>
void each_page(const HelpPage& program, const Tell& tell) {
  tell(program);
  for (const HelpPage& command : program.commands) tell(command);
}

/// "words='a b' files=-f"
std::string bash_values(const HelpOption& option) {
  std::string text;
  if (!option.choices.empty()) text += " words=" + quoted(listed(option.choices));
  if (takes_files(option)) text += " files=-f";
  if (takes_folders(option)) text += " files=-d";
  return text;
}

/// An action of _arguments.
std::string zsh_action(const HelpOption& option) {
  const std::string files = takes_files(option) ? "_files" : takes_folders(option) ? "_files -/" : "";
  const std::string words = "(" + listed(option.choices) + ")";
  if (option.choices.empty()) return files.empty() ? " " : files;
  if (files.empty()) return words;
  return fmt::format("{{_alternative \"words:word:{}\" \"files:file:{}\"}}", words, files);
}

}  // namespace

std::string bash_completion(const HelpPage& program) {
  std::string of_options;
  std::string of_names;
  std::string of_words = fmt::format("        '') words='{}' files=-f ;;\n", listed(command_names(program)));
  each_page(program, [&](const HelpPage& page) {
    of_names += fmt::format("        '{}') words='{}' ;;\n", page.name, listed(option_names(page)));
    HelpOption words;  // all that are no options, whichever comes first
    for (const HelpOption& option : page.options) {
      if (option.is_word()) {
        words.placeholder += option.placeholder;
        words.choices.insert(words.choices.end(), option.choices.begin(), option.choices.end());
      } else if (option.takes_value()) {
        std::vector<std::string> cases;
        for (const std::string& name : names_of(option)) cases.push_back(fmt::format("{}:{}", page.name, name));
        of_options += fmt::format("    {}){} ;;\n", fmt::join(cases, "|"), bash_values(option));
      }
    }
    if (!page.name.empty()) of_words += fmt::format("        {}){} ;;\n", page.name, bash_values(words));
  });
  return fmt::format(R"(# bash completion for convoscope, made by: convoscope help --format bash
_convoscope() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}} command= words= files= each
  [ "$word" = = ] && word=
  [ "$before" = = ] && before=${{COMP_WORDS[COMP_CWORD - 2]}}
  for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $each in {}) command=$each && break ;; esac
  done
  case $command:$before in
{}    *) if [ "${{word:0:1}}" = - ]; then
      case $command in
{}      esac
    else
      case $command in
{}      esac
    fi ;;
  esac
  COMPREPLY=()
  [ -n "$words" ] && mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  [ -n "$files" ] && mapfile -t -O "${{#COMPREPLY[@]}}" COMPREPLY < <(compgen "$files" -- "$word") &&
    compopt -o filenames 2>/dev/null
  return 0
}}
complete -F _convoscope convoscope
)",
                     fmt::join(command_names(program), "|"), of_options, of_names, of_words);
}

std::string zsh_completion(const HelpPage& program, const Catalog& catalog, const Catalog::Arguments& lists) {
  // Brackets and colons end a part of what _arguments and _describe read.
  const auto told = [](const std::string& text) {
    return replaced(replaced(replaced(first_sentence(text), "[", "\\["), "]", "\\]"), ":", "\\:");
  };
  std::string commands;
  for (const HelpPage& command : program.commands)
    commands += "    " + quoted(fmt::format("{}:{}", command.name, told(catalog.text(command.summary_key)))) + '\n';
  std::string cases;
  each_page(program, [&](const HelpPage& page) {
    cases += page.name.empty() ? "    *)" : fmt::format("    {})", page.name);
    cases += " specs=(\n";
    int words = 0;
    for (const HelpOption& option : page.options) {
      const std::string value =
          option.takes_value() ? fmt::format(":{}:{}", option.placeholder, zsh_action(option)) : "";
      if (option.is_word()) cases += "      " + quoted(fmt::format("{}{}", ++words, value)) + '\n';
      for (const std::string& name : names_of(option)) {
        const std::string before = option.repeats ? "*" : fmt::format("({})", listed(names_of(option)));
        const std::string help = told(text_of(option, catalog, lists));
        cases += "      " + quoted(before + name + "[" + help + "]" + value) + '\n';
      }
    }
    cases += "    ) ;;\n";
  });
  return "#compdef convoscope\n# zsh completion for convoscope, made by: convoscope help --format zsh\n_convoscope() "
         "{\n"
         "  local -a commands=(\n" +
         commands +
         "  ) specs\n"
         "  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then\n"
         "    _describe -t commands command commands\n"
         "    _files\n"
         "    return\n"
         "  fi\n"
         "  local command=$words[2]\n"
         "  case $command in\n" +
         cases.substr(cases.find("    ) ;;\n") + 9) + cases.substr(0, cases.find("    ) ;;\n") + 9) +
         "  esac\n"
         "  if (( ${commands[(I)$command:*]} )); then\n"
         "    shift words\n"
         "    (( CURRENT-- ))\n"
         "  fi\n"
         "  _arguments -s $specs\n"
         "}\n"
         "if [ \"$funcstack[1]\" = _convoscope ]; then _convoscope \"$@\"; else compdef _convoscope convoscope; fi\n";
}

std::string fish_completion(const HelpPage& program, const Catalog& catalog, const Catalog::Arguments& lists) {
  const auto told = [](const std::string& text) {
    return " -d '" + replaced(replaced(first_sentence(text), "\\", "\\\\"), "'", "\\'") + "'";
  };
  std::string text =
      "# fish completion for convoscope, made by: convoscope help --format fish\n"
      "complete -c convoscope -f\n";
  for (const HelpPage& command : program.commands)
    text += fmt::format("complete -c convoscope -n __fish_use_subcommand -a {}{}\n", command.name,
                        told(catalog.text(command.summary_key)));
  each_page(program, [&](const HelpPage& page) {
    const std::string when =
        page.name.empty() ? "__fish_use_subcommand" : fmt::format("'__fish_seen_subcommand_from {}'", page.name);
    for (const HelpOption& option : page.options) {
      std::string line = fmt::format("complete -c convoscope -n {}", when);
      if (!option.short_name.empty()) line += " -s " + option.short_name.substr(1);
      if (!option.long_name.empty()) line += " -l " + option.long_name.substr(2);
      const bool has_files = takes_files(option) || takes_folders(option);
      if (has_files)
        line += option.is_word() ? " -F" : " -r -F";
      else if (option.takes_value() && !option.is_word())
        line += " -x";
      if (!option.choices.empty()) line += " -a '" + listed(option.choices) + "'";
      text += line + told(text_of(option, catalog, lists)) + '\n';
      if (!option.opposite.empty())
        text += fmt::format("complete -c convoscope -n {} -l {}\n", when, option.opposite.substr(2));
    }
  });
  return text;
}

}  // namespace convoscope
