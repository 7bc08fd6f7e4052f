// Rows of the same fingerprint are compared before they count as equal.
#include "gl/row_kinds.h"

#include <algorithm>
#include <cstring>
#include <unordered_map>

#include "core/assert.h"

namespace convoscope {
namespace {

constexpr std::int64_t longest_period = 8;

// Eight cells at a time.
std::uint64_t fingerprint(const std::uint8_t* row, std::size_t length) {
  std::uint64_t print = length;
  const auto mix = [&](std::uint64_t word) {
    print = (print ^ word) * 0x9E3779B97F4A7C15;
    print ^= print >> 32;
  };
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof word <= length; at += sizeof word) {
    std::memcpy(&word, row + at, sizeof word);
    mix(word);
  }
  for (; at < length; ++at) mix(row[at]);
  return print;
}

}  // namespace

RowKinds::RowKinds(const Grid& grid) : classes_(grid.classes), columns_(grid.columns) {
  CONVOSCOPE_ASSERT(grid.classes != nullptr);
  const auto length = static_cast<std::size_t>(columns_);
  const std::uint8_t* const first = grid.classes->data();
  std::unordered_multimap<std::uint64_t, std::uint32_t> known;
  kinds_.reserve(static_cast<std::size_t>(grid.rows));
  const auto are_equal = [&](std::int64_t a, std::int64_t b) {
    return std::equal(first + a * columns_, first + (a + 1) * columns_, first + b * columns_);
  };
  for (std::int64_t row = 0; row < grid.rows; ++row) {
    // What a stride repeats is found a few rows back, without a fingerprint.
    const std::int64_t oldest = std::max<std::int64_t>(row - longest_period, 0);
    std::int64_t before = row - 1;
    while (before >= oldest && !are_equal(before, row)) --before;
    if (before >= oldest) {
      kinds_.push_back(kinds_[static_cast<std::size_t>(before)]);
      continue;
    }
    const std::uint64_t print = fingerprint(first + row * columns_, length);
    const auto [begin, end] = known.equal_range(print);
    const auto found = std::find_if(begin, end, [&](const auto& entry) { return are_equal(rows_[entry.second], row); });
    if (found != end) {
      kinds_.push_back(found->second);
      continue;
    }
    const auto kind = static_cast<std::uint32_t>(rows_.size());
    known.emplace(print, kind);
    kinds_.push_back(kind);
    rows_.push_back(row);
  }
}

bool RowKinds::is_of(const Grid& grid) const {
  const bool same_classes = !classes_.owner_before(grid.classes) && !grid.classes.owner_before(classes_);
  return same_classes && columns_ == grid.columns && static_cast<std::int64_t>(kinds_.size()) == grid.rows;
}

}  // namespace convoscope
