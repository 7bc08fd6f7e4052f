// Closeness is the number of letters to insert, delete or replace; a name that contains the typed one is close too.
#include "cli/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace convoscope {
namespace {

std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < from.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i] == to[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row[to.size()];
}

}  // namespace

Failure unknown_choice(std::string flag, std::string_view text, std::string choices) {
  return wrong_request(std::move(flag),
                       {"cli.unknown_choice", {{"text", std::string(text)}, {"choices", std::move(choices)}}});
}

Failure unknown_choice(std::string flag, std::string_view text, std::span<const char* const> choices) {
  return unknown_choice(std::move(flag), text, joined(choices));
}

std::vector<std::string_view> close_names(std::string_view name, std::span<const std::string_view> candidates) {
  constexpr std::size_t most_names = 3;
  constexpr std::size_t longest_name = 64;  // of ours; comparing costs the product of the lengths
  std::vector<std::pair<std::size_t, std::string_view>> close;
  for (const std::string_view candidate : candidates) {
    if (name.size() > longest_name) break;
    const std::size_t apart = distance(name, candidate);
    const bool contains = name.size() >= 3 && candidate.find(name) != std::string_view::npos;
    if (contains || apart <= 1 + candidate.size() / 4) close.emplace_back(apart, candidate);
  }
  std::stable_sort(close.begin(), close.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> names;
  for (const auto& entry : close)
    if (names.size() < most_names) names.push_back(entry.second);
  return names;
}

std::string joined(std::span<const std::string_view> names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string joined(std::span<const char* const> names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::string flag_of(std::string_view parameter_name) {
  std::string flag = "--" + std::string(parameter_name);
  std::replace(flag.begin(), flag.end(), '_', '-');
  return flag;
}

}  // namespace convoscope
