// The options of one subcommand, as CLI11 reads them: what they are called, where their text goes, how help lists them.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <array>
#include <functional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/drawing_options.h"
#include "cli/failure.h"
#include "cli/help/help_text.h"
#include "cli/names.h"
#include "cli/wording.h"
#include "figure/draw/theme_names.h"
#include "figure/views.h"

namespace convoscope {

/// What the help texts leave to those who know: the names of views, themes and formats.
inline Catalog::Arguments lists() {
  return {{"views", joined(view_names())}, {"themes", joined(theme_names)}, {"formats", joined(format_names())}};
}

using Choices = std::vector<std::string>;

template <class Names>
Choices choices_of(const Names& names) {
  return Choices(std::begin(names), std::end(names));
}

/// Those in lower case of "both|convolution|transposed", "CELL|none".
inline Choices words_within(const std::string& placeholder) {
  Choices words;
  std::istringstream parts(placeholder);
  for (std::string part; std::getline(parts, part, '|');)
    if (std::ranges::all_of(part, [](char c) { return c >= 'a' && c <= 'z'; })) words.push_back(part);
  return words;
}

/// The options of one subcommand while they are declared and parsed.
class Options {
 public:
  Options() {
    app_.set_help_flag();
    app_.allow_extras();
  }

  /// Options declared from here on are listed under this heading.
  void heading(std::string_view key) { heading_ = key; }

  void value(const std::string& name, const std::string& placeholder, std::function<void(const std::string&)> take,
             std::string_view help_key, Choices choices = {}) {
    const auto assign = [take = std::move(take)](const CLI::results_t& words) {
      take(words.back());
      return true;
    };
    list_option(app_.add_option(name, assign), placeholder, help_key, std::move(choices));
  }
  void value(const std::string& name, const std::string& placeholder, Value& target, std::string_view help_key,
             Choices choices = {}) {
    value(
        name, placeholder, [&target](const std::string& text) { target = text; }, help_key, std::move(choices));
  }

  /// May be given several times.
  void list(const std::string& name, const std::string& placeholder, std::vector<std::string>& target,
            std::string_view help_key, Choices choices = {}) {
    list_option(app_.add_option(name, target)->allow_extra_args(false), placeholder, help_key, std::move(choices))
        .repeats = true;
  }

  void flag(const std::string& name, bool& target, std::string_view help_key) {
    const auto set = [&target] { target = true; };
    list_option(app_.add_flag_callback(name, set)->disable_flag_override(), "", help_key, {});
  }

  /// "true" where it stands, "false" where --no-NAME does.
  void mark(const std::string& name, std::function<void(const std::string&)> take, std::string_view help_key) {
    const auto assign = [take = std::move(take)](std::int64_t count) { take(count > 0 ? "true" : "false"); };
    CLI::Option* option = app_.add_flag_function(name + ",!" + opposite_of(name), assign);
    list_option(option->disable_flag_override(), "", help_key, {}).opposite = opposite_of(name);
  }

  /// What every subcommand has; the program itself also tells its version.
  void close(bool is_program) {
    heading("cli.help.more");
    value("--language", "en|zh", language_, "cli.help.language");
    list_option(app_.set_help_flag("-h,--help"), "", "cli.help.help", {});
    if (is_program) list_option(app_.set_version_flag("--version", CONVOSCOPE_VERSION), "", "cli.help.version", {});
  }

  const std::vector<HelpOption>& listed() const { return listed_; }

  /// Fills the targets; gives the text of --help or --version where that is all that was asked for.
  Attempt<std::string> parse(const std::vector<std::string>& words, HelpPage page, const Wording& wording) {
    try {
      app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::CallForHelp&) {
      page.options = listed_;
      return help_text(page, wording.catalog(), lists());
    } catch (const CLI::CallForVersion& version) {
      return "convoscope " + std::string(version.what()) + '\n';
    } catch (const CLI::ParseError& error) {
      return failure_of(error);
    }
    // CLI11 keeps the "--" that ends the options among what it did not understand.
    for (const std::string& word : app_.remaining())
      if (word != "--") return failure_of_surplus(word);
    if (language_ && std::find(language_names.begin(), language_names.end(), *language_) == language_names.end())
      return unknown_choice("--language", *language_, language_names);
    return std::string();
  }

 private:
  /// Without choices of their own, those that the placeholder names count: "both|convolution|transposed", "CELL|none".
  HelpOption& list_option(const CLI::Option* option, const std::string& placeholder, std::string_view help_key,
                          Choices choices) {
    HelpOption& listed = listed_.emplace_back();
    listed.heading = heading_;
    if (!option->get_snames().empty()) listed.short_name = "-" + option->get_snames().front();
    if (!option->get_lnames().empty()) listed.long_name = "--" + option->get_lnames().front();
    listed.placeholder = placeholder;
    listed.help_key = help_key;
    listed.choices = choices.empty() ? words_within(placeholder) : std::move(choices);
    return listed;
  }

  /// CLI11's own errors: "--stride: 1 required K missing", "--stride: At Most 1 required but received 2",
  /// "json was given a disallowed flag override".
  static Failure failure_of(const CLI::ParseError& error) {
    const std::string_view text = error.what();
    const std::string option(text.substr(0, text.find_first_of(": ")));
    if (text.ends_with("missing")) return wrong_request(option, {"cli.value_missing", {}});
    if (text.find("At Most") != std::string_view::npos) return wrong_request(option, {"cli.given_twice", {}});
    return wrong_request("--" + option, {"cli.takes_no_value", {}});
  }

  Failure failure_of_surplus(const std::string& word) const {
    if (!word.starts_with('-')) return wrong_request("", {"cli.surplus_word", {{"text", word}}});
    const std::string option = word.substr(0, word.find('='));
    std::vector<std::string> flags;
    for (const CLI::Option* each : app_.get_options())
      for (const std::string& name : each->get_lnames()) flags.push_back("--" + name);
    const std::vector<std::string_view> candidates(flags.begin(), flags.end());
    return unknown("", "cli.unknown_option", "cli.unknown_option_close", {{"option", option}}, option, candidates);
  }

  CLI::App app_;
  std::string heading_;
  Value language_;
  std::vector<HelpOption> listed_;
};

}  // namespace convoscope
