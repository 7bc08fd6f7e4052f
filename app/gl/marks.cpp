// Most of a picture stays: what both begin and end with is set aside first. In between, the n-th mark of a look is paired with
// the n-th of that look, and of the pairs the most that keep their order are kept.
#include "gl/marks.h"

#include <algorithm>
#include <utility>

namespace convoscope {
namespace {

struct Pair {
  std::size_t before = 0;
  std::size_t now = 0;
};

// Marks [from, to) by look, then by place.
std::vector<std::pair<std::uint64_t, std::size_t>> sorted_looks(std::span<const Mark> marks, std::size_t from,
                                                                std::size_t to) {
  std::vector<std::pair<std::uint64_t, std::size_t>> looks;
  looks.reserve(to - from);
  for (std::size_t i = from; i < to; ++i) looks.emplace_back(marks[i].look, i);
  std::sort(looks.begin(), looks.end());
  return looks;
}

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

  const auto old_looks = sorted_looks(before, first, before_end), new_looks = sorted_looks(now, first, now_end);
  std::vector<Pair> pairs;
  for (std::size_t b = 0, n = 0; b < old_looks.size() && n < new_looks.size();) {
    if (old_looks[b].first == new_looks[n].first) {
      pairs.push_back({old_looks[b++].second, new_looks[n++].second});
    } else {
      ++(old_looks[b].first < new_looks[n].first ? b : n);
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.now < b.now; });
  for (const Pair& p : rising(pairs)) pair(p.before, p.now);
  return twins;
}

}  // namespace convoscope
