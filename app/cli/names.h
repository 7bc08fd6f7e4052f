// Names that users type: choices out of a fixed list, and the names that a mistyped one comes close to.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/failure.h"

namespace convoscope {

/// The choice that `text` names for `flag`: `find` looks it up, `choices` are listed where there is none.
template <class Choice>
Attempt<Choice> read_choice(std::string flag, std::string_view text, std::optional<Choice> (*find)(std::string_view),
                            std::span<const char* const> choices);

/// The failure that lists what may be written after `flag` instead of `text`.
Failure unknown_choice(std::string flag, std::string_view text, std::string choices);
Failure unknown_choice(std::string flag, std::string_view text, std::span<const char* const> choices);

/// Those of `candidates` that `name` was probably meant to be, the closest first, at most three.
std::vector<std::string_view> close_names(std::string_view name, std::span<const std::string_view> candidates);

/// "a, b, c".
std::string joined(std::span<const std::string_view> names);
std::string joined(std::span<const char* const> names);

/// "--output-padding" from the parameter table's "output_padding".
std::string flag_of(std::string_view parameter_name);

template <class Choice>
Attempt<Choice> read_choice(std::string flag, std::string_view text, std::optional<Choice> (*find)(std::string_view),
                            std::span<const char* const> choices) {
  if (const std::optional<Choice> choice = find(text)) return *choice;
  return unknown_choice(std::move(flag), text, choices);
}

}  // namespace convoscope
