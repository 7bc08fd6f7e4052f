// The hands that a class raises: how many, of how many, and what a teacher does then.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace convoscope {

/// Hands that a class has raised, counted.
struct HandCount {
  std::int64_t right = 0;  ///< for the right answer
  std::int64_t all = 0;    ///< at least one
  bool operator==(const HandCount&) const = default;
};
/// "12/30", "12 of 30", or "12" of `all` that were there before (0: not known). Nothing for anything else, and for more than all.
std::optional<HandCount> read_hands(std::string_view typed, std::int64_t all);
/// What a teacher does then: below 35 % the question was too hard and a hint helps, up to 70 % neighbours convince each other, above
/// that the class is ready. Source: peer instruction, Mazur and Watkins.
enum class Advice : std::uint8_t { hint, discuss, go_on };
Advice advice_of(const HandCount& hands);

}  // namespace convoscope
