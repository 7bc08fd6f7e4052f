// Most of a picture stays: what both begin and end with is set aside first. In between, the n-th mark of a look is paired with
// the n-th of that look, and of the pairs the most that keep their order are kept.
#include "gl/marks.h"

#include <algorithm>
#include <bit>

namespace convoscope {
namespace {

struct Pair {
  std::size_t before = 0;
  std::size_t now = 0;
};

// Marks in order, those of one look in a queue.
class Queues {
 public:
  Queues(std::span<const Mark> marks, std::size_t from, std::size_t to)
      : from_(from), heads_(std::bit_ceil(2 * (to - from) + 1)), next_(to - from) {
    for (std::size_t i = to; i > from;) {
      Head& head = head_of(marks[--i].look);
      next_[i - from] = head.first;
      head = {marks[i].look, i, true};
    }
  }
  /// The first mark of a look that has not been taken yet.
  std::size_t take(std::uint64_t look) {
    Head& head = head_of(look);
    const std::size_t first = head.first;
    if (first != no_twin) head.first = next_[first - from_];
    return first;
  }

 private:
  struct Head {
    std::uint64_t look = 0;
    std::size_t first = no_twin;
    bool is_used = false;
  };
  // Looks are well mixed: their low bits find the place, or one soon after it.
  Head& head_of(std::uint64_t look) {
    const std::size_t mask = heads_.size() - 1;
    std::size_t at = look & mask;
    while (heads_[at].is_used && heads_[at].look != look) at = (at + 1) & mask;
    return heads_[at];
  }
  std::size_t from_;
  std::vector<Head> heads_;
  std::vector<std::size_t> next_;
};

// The longest run of pairs, given by `now`, in which `before` rises.
std::vector<Pair> rising(const std::vector<Pair>& pairs) {
  std::vector<std::size_t> ends;                     // of the best run of each length, its last pair
  std::vector<std::size_t> before_it(pairs.size());  // in the run that ends with it
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto place = std::lower_bound(ends.begin(), ends.end(), pairs[i].before,
                                        [&](std::size_t end, std::size_t value) { return pairs[end].before < value; });
    before_it[i] = place == ends.begin() ? no_twin : *(place - 1);
    if (place == ends.end())
      ends.push_back(i);
    else
      *place = i;
  }
  std::vector<Pair> run;
  for (std::size_t i = ends.empty() ? no_twin : ends.back(); i != no_twin; i = before_it[i]) run.push_back(pairs[i]);
  return run;
}

}  // namespace

Fingerprint& Fingerprint::add_bytes(const void* bytes, std::size_t size) {
  const char* from = static_cast<const char*>(bytes);
  for (; size >= sizeof(std::uint64_t); size -= sizeof(std::uint64_t), from += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, from, sizeof word);
    mix(word);
  }
  if (size > 0) {
    std::uint64_t word = size << 56;
    std::memcpy(&word, from, size);
    mix(word);
  }
  return *this;
}

Twins find_twins(std::span<const Mark> before, std::span<const Mark> now) {
  Twins twins{std::vector<std::size_t>(before.size(), no_twin), std::vector<std::size_t>(now.size(), no_twin)};
  const auto pair = [&](std::size_t b, std::size_t n) {
    twins.of_before[b] = n;
    twins.of_now[n] = b;
  };
  std::size_t first = 0, before_end = before.size(), now_end = now.size();
  for (; first < before_end && first < now_end && before[first].look == now[first].look; ++first) pair(first, first);
  while (before_end > first && now_end > first && before[before_end - 1].look == now[now_end - 1].look) {
    pair(--before_end, --now_end);
  }

  Queues old(before, first, before_end);
  std::vector<Pair> pairs;
  for (std::size_t n = first; n < now_end; ++n) {
    if (const std::size_t b = old.take(now[n].look); b != no_twin) pairs.push_back({b, n});
  }
  for (const Pair& p : rising(pairs)) pair(p.before, p.now);
  return twins;
}

}  // namespace convoscope
