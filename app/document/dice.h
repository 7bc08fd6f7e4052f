// Chance from a seed: the same numbers on every machine, which the distributions of the standard library do not give.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace convoscope {

/// SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// Each number from `least` to `most`, both included, alike. `least` <= `most`.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    const std::uint64_t count = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
    if (count == 0) return static_cast<std::int64_t>(next());
    // What is left over of 2^64 would favour the first numbers.
    const std::uint64_t left_over = (0 - count) % count;
    std::uint64_t number = next();
    while (number < left_over) number = next();
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(least) + number % count);
  }

  template <class T>
  void shuffle(std::vector<T>& things) {
    for (std::size_t i = things.size(); i > 1; --i)
      std::swap(things[i - 1], things[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(i) - 1))]);
  }

 private:
  std::uint64_t state_;
};

/// What a question is drawn from: the seed of the sheet, whose it is (a student's id, a copy's number) and the question's id.
constexpr std::uint64_t seed_of(std::uint64_t seed, std::string_view owner, std::string_view question) {
  // FNV-1a, with a byte between the two that no UTF-8 text has.
  std::uint64_t hash = 0xCBF29CE484222325U ^ seed;
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    hash = (hash ^ 0xFFU) * 0x100000001B3U;
  };
  add(owner);
  add(question);
  return hash;
}

}  // namespace convoscope
