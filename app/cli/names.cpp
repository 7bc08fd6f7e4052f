// Closeness is the number of slips of the keyboard; a name that contains the typed one is close too.
#include "cli/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace convoscope {
namespace {

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

/// Letters to insert, delete, replace or exchange with their neighbour.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::vector<std::size_t>> table(from.size() + 1, std::vector<std::size_t>(to.size() + 1));
  for (std::size_t i = 0; i <= from.size(); ++i) {
    for (std::size_t j = 0; j <= to.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = table[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      table[i][j] = std::min({replaced, table[i - 1][j] + 1, table[i][j - 1] + 1});
      const bool are_exchanged = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (are_exchanged) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[from.size()][to.size()];
}

}  // namespace

Failure unknown(std::string subject, std::string key, std::string close_key, Catalog::Arguments arguments,
                std::string_view text, std::span<const std::string_view> candidates) {
  const std::vector<std::string_view> close = close_names(text, candidates);
  if (!close.empty()) arguments.emplace_back("close", joined(close));
  return wrong_request(std::move(subject), {std::move(close.empty() ? key : close_key), std::move(arguments)});
}

Failure unknown_choice(std::string flag, std::string_view text, std::span<const std::string_view> choices) {
  return unknown(std::move(flag), "cli.unknown_choice", "cli.unknown_choice_close",
                 {{"text", std::string(text)}, {"choices", joined(choices)}}, text, choices);
}

Failure unknown_choice(std::string flag, std::string_view text, std::span<const char* const> choices) {
  const std::vector<std::string_view> names(choices.begin(), choices.end());
  return unknown_choice(std::move(flag), text, names);
}

std::vector<std::string_view> close_names(std::string_view name, std::span<const std::string_view> candidates) {
  constexpr std::size_t most_names = 3;
  constexpr std::size_t longest_name = 64;  // of ours; comparing costs the product of the lengths
  std::vector<std::pair<std::size_t, std::string_view>> close;
  for (const std::string_view candidate : candidates) {
    if (name.size() > longest_name) break;
    const std::size_t apart = distance(lower_case(name), candidate);
    const bool contains = name.size() >= 3 && candidate.find(name) != std::string_view::npos;
    if (contains || apart <= 1 + candidate.size() / 4) close.emplace_back(apart, candidate);
  }
  std::stable_sort(close.begin(), close.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> names;
  for (const auto& entry : close)
    if (names.size() < most_names && entry.first == close.front().first) names.push_back(entry.second);
  return names;
}

std::string joined(std::span<const std::string_view> names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string joined(std::span<const char* const> names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string flag_of(std::string_view parameter_name) {
  std::string flag = "--" + std::string(parameter_name);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

std::string opposite_of(const std::string& flag) { return "--no-" + flag.substr(2); }

}  // namespace convoscope
