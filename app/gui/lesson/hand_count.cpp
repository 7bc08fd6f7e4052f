#include "gui/lesson/hand_count.h"

#include <charconv>
#include <vector>

namespace convoscope {

std::optional<HandCount> read_hands(std::string_view typed, std::int64_t all) {
  constexpr std::int64_t most_hands = 100'000;
  std::vector<std::int64_t> numbers;
  for (std::size_t i = 0; i < typed.size();) {
    const bool is_digit = typed[i] >= '0' && typed[i] <= '9';
    if (!is_digit) {
      if (typed[i] == '-' || typed[i] == '.') return std::nullopt;
      ++i;
      continue;
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(typed.data() + i, typed.data() + typed.size(), number);
    if (error != std::errc{} || number > most_hands) return std::nullopt;
    numbers.push_back(number);
    i = static_cast<std::size_t>(end - typed.data());
  }
  if (numbers.size() == 1 && all > 0) numbers.push_back(all);
  if (numbers.size() != 2 || numbers[1] < 1 || numbers[0] > numbers[1]) return std::nullopt;
  return HandCount{numbers[0], numbers[1]};
}

Advice advice_of(const HandCount& hands) {
  if (100 * hands.right < 35 * hands.all) return Advice::hint;
  return 100 * hands.right <= 70 * hands.all ? Advice::discuss : Advice::go_on;
}

}  // namespace convoscope
