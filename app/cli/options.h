// The options of one subcommand, as CLI11 reads them: what they are called, where their text goes, how help lists them.
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/drawing_options.h"
#include "cli/failure.h"
#include "cli/help_text.h"
#include "cli/names.h"
#include "cli/wording.h"
#include "figure/draw/theme_names.h"
#include "figure/views.h"

namespace convoscope {

inline constexpr std::array<std::string_view, 2> language_names{"en", "zh"};

/// What the help texts leave to those who know: the names of views, themes and formats.
inline Catalog::Arguments lists() {
  return {{"views", joined(view_names())}, {"themes", joined(theme_names)}, {"formats", joined(format_names())}};
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
             std::string_view help_key) {
    const auto assign = [take = std::move(take)](const CLI::results_t& words) {
      take(words.back());
      return true;
    };

    app_.add_option(name, assign, std::string(help_key))->type_name(placeholder)->group(heading_);
  }
  void value(const std::string& name, const std::string& placeholder, Value& target, std::string_view help_key) {
    value(
        name, placeholder, [&target](const std::string& text) { target = text; }, help_key);
  }

  /// May be given several times.
  void list(const std::string& name, const std::string& placeholder, std::vector<std::string>& target,
            std::string_view help_key) {
    app_.add_option(name, target, std::string(help_key))
        ->type_name(placeholder)
        ->group(heading_)
        ->allow_extra_args(false);
  }

  void flag(const std::string& name, bool& target, std::string_view help_key) {
    app_.add_flag_callback(
            name, [&target] { target = true; }, std::string(help_key))
        ->disable_flag_override()
        ->group(heading_);
  }

  /// "true" where it stands, "false" where --no-NAME does.
  void mark(const std::string& name, std::function<void(const std::string&)> take, std::string_view help_key) {
    const auto assign = [take = std::move(take)](std::int64_t count) { take(count > 0 ? "true" : "false"); };
    app_.add_flag_function(name + ",!" + opposite_of(name), assign, std::string(help_key))
        ->disable_flag_override()
        ->group(heading_);
  }

  /// Fills the targets; gives the text of --help or --version where that is all that was asked for.
  Attempt<std::string> parse(const std::vector<std::string>& words, const HelpPage& page, const Wording& wording) {
    Value language;
    heading("cli.help.more");
    value("--language", "en|zh", language, "cli.help.language");
    app_.set_help_flag("-h,--help", "cli.help.help")->group(heading_);
    if (!page.commands.empty())
      app_.set_version_flag("--version", CONVOSCOPE_VERSION, "cli.help.version")->group(heading_);
    try {
      app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::CallForHelp&) {
      return help_text(page, app_, wording.catalog(), lists());
    } catch (const CLI::CallForVersion& version) {
      return "convoscope " + std::string(version.what()) + '\n';
    } catch (const CLI::ParseError& error) {
      return failure_of(error);
    }
    // CLI11 keeps the "--" that ends the options among what it did not understand.
    for (const std::string& word : app_.remaining())
      if (word != "--") return failure_of_surplus(word);
    if (language && std::find(language_names.begin(), language_names.end(), *language) == language_names.end())
      return unknown_choice("--language", *language, language_names);
    return std::string();
  }

 private:
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
};

}  // namespace convoscope
