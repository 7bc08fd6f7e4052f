// Compiled once for each kind of processor (Highway's foreach_target); the best that the machine has is called. The
// sums of a block stay in registers from the first term to the last: a tile is so wide that it just fills them.
#include "core/fast/vectors.h"

#include <algorithm>
#include <bit>

#include "core/assert.h"

// What is left out gains nothing here over what is in, or has vectors whose length no array can have.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_AVX3_DL | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/fast/vectors.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
// The order matters: this one is to follow.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace convoscope {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;
constexpr int lanes = static_cast<int>(hn::MaxLanes(Floats()));
constexpr int floats_fetched = 16;
static_assert(lanes <= readable_beyond);

/// Adds terms to the rows First .. Last of a tile, `Vectors` wide, whose first column is `at`.
template <int First, int Last, int Rows, int Vectors>
HWY_INLINE void add_terms(std::int64_t count, const float* const*& source, const float*& weight, std::int64_t at,
                          Vector (&sums)[Rows][Vectors]) {
  const Floats d;
  for (const float* const* end = source + count; source != end; ++source) {
    Vector x[Vectors];
    HWY_UNROLL(8)
    for (int v = 0; v < Vectors; ++v) x[v] = hn::LoadU(d, *source + at + v * lanes);
    HWY_UNROLL(4)
    for (int row = First; row <= Last; ++row) {
      const Vector w = hn::Set(d, *weight++);
      HWY_UNROLL(8)
      for (int v = 0; v < Vectors; ++v) sums[row][v] = hn::MulAdd(w, x[v], sums[row][v]);
    }
  }
}

/// All terms in their order: Step 0 adds to row 0, Rows - 1 to all, 2 * Rows - 2 to the last.
template <int Step, int Rows, int Vectors>
HWY_INLINE void add_steps(const Block& block, const float* const* source, const float* weight, std::int64_t at,
                          Vector (&sums)[Rows][Vectors]) {
  if constexpr (Step < 2 * Rows - 1) {
    constexpr int first = Step < Rows ? 0 : Step - Rows + 1;
    constexpr int last = Step < Rows ? Step : Rows - 1;
    add_terms<first, last>(block.counts[Step], source, weight, at, sums);
    add_steps<Step + 1>(block, source, weight, at, sums);
  }
}

template <int Rows, int Vectors>
HWY_INLINE void sum_tile(const Block& block, std::int64_t at, float* const* to) {
  const Floats d;
  Vector sums[Rows][Vectors];
  HWY_UNROLL(4)
  for (int row = 0; row < Rows; ++row) {
    HWY_UNROLL(8)
    for (int v = 0; v < Vectors; ++v) sums[row][v] = hn::Set(d, block.start[row]);
  }
  add_steps<0>(block, block.sources, block.weights, at, sums);
  HWY_UNROLL(4)
  for (int row = 0; row < Rows; ++row) {
    HWY_UNROLL(8)
    for (int v = 0; v < Vectors; ++v) hn::StoreU(sums[row][v], d, to[row] + v * lanes);
  }
}

/// Tiles from the widest down to a vector, and the rest by way of a vector beside the rows. The fewer sums run side by side, the longer
/// each waits for the one before.
template <int Rows, int Vectors>
void sum_rows(const Block& block, std::int64_t at, std::int64_t end) {
  for (; at + Vectors * lanes <= end; at += Vectors * lanes) {
    float* to[Rows];
    for (int row = 0; row < Rows; ++row) {
      to[row] = block.sums[row] + at;
      if (block.next[row]) {
        for (int cell = 0; cell < Vectors * lanes; cell += floats_fetched) hwy::Prefetch(block.next[row] + at + cell);
      }
    }
    sum_tile<Rows, Vectors>(block, at, to);
  }
  if (at == end) return;
  if constexpr (Vectors > 1) {
    sum_rows<Rows, (Vectors > 4 ? Vectors / 2 : Vectors - 1)>(block, at, end);
  } else {
    float rest[Rows][lanes];
    float* to[Rows];
    for (int row = 0; row < Rows; ++row) to[row] = rest[row];
    sum_tile<Rows, 1>(block, at, to);
    for (int row = 0; row < Rows; ++row) std::copy_n(rest[row], end - at, block.sums[row] + at);
  }
}

// Sixteen registers hold the sums, a tile of a source row and a weight.
void sum(const Block& block, std::int64_t first, std::int64_t end) {
  switch (block.rows) {
    case 1: return sum_rows<1, 8>(block, first, end);
    case 2: return sum_rows<2, 5>(block, first, end);
    case 3: return sum_rows<3, 3>(block, first, end);
    default: return sum_rows<4, 3>(block, first, end);
  }
}

/// `to` is null where nothing is to be copied.
void magnitudes(const float* numbers, std::int64_t count, float* to, Magnitudes& seen) {
  // Without their signs floats are ordered as their bits are; infinity and NaN come last. Zero less one is last of all.
  const hn::ScalableTag<std::uint32_t> d;
  auto least = hn::Set(d, 0x7f800000 - 1);
  auto greatest = hn::Zero(d);
  std::int64_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const Vector x = hn::LoadU(Floats(), numbers + i);
    if (to) hn::StoreU(x, Floats(), to + i);
    const auto bits = hn::And(hn::BitCast(d, x), hn::Set(d, 0x7fffffff));
    least = hn::Min(least, hn::Sub(bits, hn::Set(d, 1)));
    greatest = hn::Max(greatest, bits);
  }
  std::uint32_t low = hn::GetLane(hn::MinOfLanes(d, least));
  std::uint32_t high = hn::GetLane(hn::MaxOfLanes(d, greatest));
  for (; i < count; ++i) {
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(numbers[i]) & 0x7fffffff;
    if (to) to[i] = numbers[i];
    low = std::min(low, bits - 1);
    high = std::max(high, bits);
  }
  seen.least = std::min(seen.least, std::bit_cast<float>(low + 1));
  const float most = std::bit_cast<float>(high);
  constexpr float infinity = std::numeric_limits<float>::infinity();
  seen.greatest = most < infinity ? std::max(seen.greatest, most) : infinity;
}

void split(const float* row, std::int64_t count, std::int64_t stride, float* phases, std::int64_t pitch) {
  const Floats d;
  std::int64_t i = 0;
  if (stride == 2) {
    for (; 2 * (i + lanes) <= count; i += lanes) {
      Vector even, odd;
      hn::LoadInterleaved2(d, row + 2 * i, even, odd);
      hn::StoreU(even, d, phases + i);
      hn::StoreU(odd, d, phases + pitch + i);
    }
  }
  for (std::int64_t from = i * stride; from < count; ++i) {
    for (std::int64_t phase = 0; phase < stride && from < count; ++phase) phases[phase * pitch + i] = row[from++];
  }
}

void join(const float* phases, std::int64_t pitch, std::int64_t stride, float* row, std::int64_t count) {
  const Floats d;
  std::int64_t i = 0;
  if (stride == 2) {
    for (; 2 * (i + lanes) <= count; i += lanes) {
      hn::StoreInterleaved2(hn::LoadU(d, phases + i), hn::LoadU(d, phases + pitch + i), d, row + 2 * i);
    }
  }
  for (std::int64_t to = i * stride; to < count; ++i) {
    for (std::int64_t phase = 0; phase < stride && to < count; ++phase) row[to++] = phases[phase * pitch + i];
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace convoscope
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace convoscope {
namespace {

HWY_EXPORT(sum);
HWY_EXPORT(magnitudes);
HWY_EXPORT(split);
HWY_EXPORT(join);

}  // namespace

void sum_block(const Block& block, std::int64_t first, std::int64_t end) {
  CONVOSCOPE_ASSERT(block.rows >= 1 && block.rows <= most_block_rows);
  HWY_DYNAMIC_DISPATCH(sum)(block, first, end);
}

void copy_seen(const float* from, std::int64_t count, float* to, Magnitudes& seen) {
  HWY_DYNAMIC_DISPATCH(magnitudes)(from, count, to, seen);
}

void include_magnitudes(const float* numbers, std::int64_t count, Magnitudes& seen) {
  HWY_DYNAMIC_DISPATCH(magnitudes)(numbers, count, nullptr, seen);
}

void split_row(const float* row, std::int64_t count, std::int64_t stride, float* phases, std::int64_t pitch) {
  HWY_DYNAMIC_DISPATCH(split)(row, count, stride, phases, pitch);
}

void join_row(const float* phases, std::int64_t pitch, std::int64_t stride, float* row, std::int64_t count) {
  HWY_DYNAMIC_DISPATCH(join)(phases, pitch, stride, row, count);
}

}  // namespace convoscope
#endif
