// Names that users type: choices out of a fixed list, and the names that a mistyped one comes close to.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/failure.h"
#include "document/catalog.h"

namespace convoscope {

/// The choice that `text` names for `flag`: `find` looks it up, `choices` are listed where there is none.
template <class Choice>
Attempt<Choice> read_choice(std::string flag, std::string_view text, std::optional<Choice> (*find)(std::string_view),
                            std::span<const char* const> choices);

/// The failure that lists what may be written after `flag` instead of `text`, and which of it comes closest.
Failure unknown_choice(std::string flag, std::string_view text, std::span<const std::string_view> choices);
Failure unknown_choice(std::string flag, std::string_view text, std::span<const char* const> choices);

/// The failure `key`, or `close_key` where some of `candidates` come close to `text`: they are then its argument
/// "close".
Failure unknown(std::string subject, std::string key, std::string close_key, Catalog::Arguments arguments,
                std::string_view text, std::span<const std::string_view> candidates);

/// Those of `candidates` that `name` was probably meant to be: the closest, at most three.
std::vector<std::string_view> close_names(std::string_view name, std::span<const std::string_view> candidates);

/// "a, b, c".
std::string joined(std::span<const std::string_view> names);
std::string joined(std::span<const char* const> names);

/// "--output-padding" from the parameter table's "output_padding".
std::string flag_of(std::string_view parameter_name);
/// "--no-ceil-mode" from "--ceil-mode".
std::string opposite_of(const std::string& flag);

template <class Choice>
Attempt<Choice> read_choice(std::string flag, std::string_view text, std::optional<Choice> (*find)(std::string_view),
                            std::span<const char* const> choices) {
  if (const std::optional<Choice> choice = find(text)) return *choice;
  return unknown_choice(std::move(flag), text, choices);
}

}  // namespace convoscope
