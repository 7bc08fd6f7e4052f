// The loops of the fast path that are worth the processor's own vector instructions, chosen when the program runs: the
// sums of a few rows of an output, and what makes rows ready for them. Knows floats in rows, no layer.
#pragma once

#include <array>
#include <cstdint>
#include <limits>

namespace convoscope {

/// At most so many rows of an output are summed up together, for one reading of the rows that they share.
inline constexpr int most_block_rows = 4;

/// A row that is read must have this many floats more at its end, of any value: the last vector reads beyond the row.
inline constexpr std::int64_t readable_beyond = 16;

/// `rows` rows of an output. Each is the sum of terms, and a term is a source row times a weight. A source row may add to
/// several rows of the block, to neighbours always: to the first one or more of them, to all, or to the last.
struct Block {
  int rows = 1;
  const float* const* sources = nullptr;  ///< one a term
  const float* weights = nullptr;         ///< for each term a number for each row that it adds to
  /// How many terms add to row 0 alone, to 0 and 1, ..., to all, ..., to the last two, to the last: 2 * rows - 1 numbers.
  std::array<std::int64_t, 2 * most_block_rows - 1> counts{};
  std::array<float, most_block_rows> start{};  ///< what each sum begins with
  std::array<float*, most_block_rows> sums{};
  /// What is read after this block, fetched from memory meanwhile: `rows` rows. Null: nothing.
  std::array<const float*, most_block_rows> next{};
};

/// Writes the cells first .. end - 1 of each row of the block, in float. Each cell's terms are added in their order.
void sum_block(const Block& block, std::int64_t first, std::int64_t end);

/// The least magnitude that is not zero, and the greatest: infinite where a number is not finite.
struct Magnitudes {
  float least = std::numeric_limits<float>::infinity();
  float greatest = 0;
};

/// Copies `count` numbers and lets `seen` include them.
void copy_seen(const float* from, std::int64_t count, float* to, Magnitudes& seen);
/// Lets `seen` include `count` numbers.
void include_magnitudes(const float* numbers, std::int64_t count, Magnitudes& seen);

/// Cells 0, stride, 2 stride, ... of a row to phases[0], those after them to phases[pitch], and so on. Reads and writes
/// `readable_beyond` more.
void split_row(const float* row, std::int64_t count, std::int64_t stride, float* phases, std::int64_t pitch);
/// The reverse; writes `count` cells and no more.
void join_row(const float* phases, std::int64_t pitch, std::int64_t stride, float* row, std::int64_t count);

}  // namespace convoscope
