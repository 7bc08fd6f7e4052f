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

  }  // namespace convoscope
