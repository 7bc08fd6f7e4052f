// The one relation: every visit against filtering a brute-force list, counts against lists, folding against its meaning.
#include <algorithm>
#include <functional>
#include <set>

#include "support.h"

namespace convoscope {
namespace {

using namespace convoscope::testing;

/// What a padding mode puts at a place, by building the padded row one cell at a time.
std::optional<std::int64_t> fold_by_walking(PaddingMode mode, std::int64_t placed, std::int64_t extent) {
  if (mode == PaddingMode::zeros) return placed < 0 || placed >= extent ? std::nullopt : std::optional(placed);
  std::int64_t at = 0;
  std::int64_t direction = placed < 0 ? -1 : 1;
  for (std::int64_t step = 0; step < std::abs(placed); ++step) {
    if (at + direction >= 0 && at + direction < extent) {
      at += direction;
    } else if (mode == PaddingMode::circular) {
      at = direction < 0 ? extent - 1 : 0;
    } else if (mode == PaddingMode::reflect && extent > 1) {
      direction = -direction;
      at += direction;
    }
  }
  return at;
}

auto order_of(const Tap& t) { return std::tuple(t.kernel, t.coarse, t.fine, t.placed); }

std::vector<Tap> sorted(std::vector<Tap> taps) {
  std::ranges::sort(taps, {}, order_of);
  return taps;
}

std::vector<Tap> filtered(const std::vector<Tap>& taps, const std::function<bool(const Tap&)>& keep) {
  std::vector<Tap> result;
  std::ranges::copy_if(taps, std::back_inserter(result), keep);
  return result;
}

std::vector<Tap> brute_force(const Relation& r) {
  std::vector<Tap> taps;
  const auto& [v, h] = r.axes;
  for (std::int64_t row = 0; row < v.coarse; ++row) {
    for (std::int64_t column = 0; column < h.coarse; ++column) {
      for (std::int64_t u = 0; u < v.kernel; ++u) {
        for (std::int64_t w = 0; w < h.kernel; ++w) {
          const Cell placed{row * v.stride + u * v.dilation - v.pad_begin,
                            column * h.stride + w * h.dilation - h.pad_begin};
          if (placed.row >= v.padded_end || placed.column >= h.padded_end) continue;  // what ceil mode adds
          const auto y = fold_by_walking(r.padding_mode, placed.row, v.fine);
          const auto x = fold_by_walking(r.padding_mode, placed.column, h.fine);
          if (y && x) taps.push_back({{*y, *x}, {u, w}, {row, column}, placed});
        }
      }
    }
  }
  return taps;
}

TEST(Fold, EqualsWalkingAlongTheBorder) {
  for (const PaddingMode mode :
       {PaddingMode::zeros, PaddingMode::reflect, PaddingMode::replicate, PaddingMode::circular}) {
    for (std::int64_t extent = 1; extent <= 5; ++extent) {
      for (std::int64_t placed = -12; placed <= 16; ++placed) {
        EXPECT_EQ(fold(mode, placed, extent), fold_by_walking(mode, placed, extent));
      }
    }
  }
}

RC_GTEST_PROP(Taps, EveryVisitIsAFilterOfAll, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const Relation r = relation(spec);
    const std::vector<Tap> all = all_taps(r);
    RC_ASSERT(all == brute_force(r));
    RC_ASSERT(count_taps(r) == static_cast<std::int64_t>(all.size()));
    const auto& [v, h] = r.axes;
    const Cell coarse{pick(random, 0, v.coarse - 1), pick(random, 0, h.coarse - 1)};
    const Cell fine{pick(random, 0, v.fine - 1), pick(random, 0, h.fine - 1)};
    const Cell kernel{pick(random, 0, v.kernel - 1), pick(random, 0, h.kernel - 1)};
    RC_ASSERT(taps_of_coarse(r, coarse) == filtered(all, [&](const Tap& t) { return t.coarse == coarse; }));
    RC_ASSERT(taps_of_kernel(r, kernel) == filtered(all, [&](const Tap& t) { return t.kernel == kernel; }));
    RC_ASSERT(sorted(taps_of_fine(r, fine)) == sorted(filtered(all, [&](const Tap& t) { return t.fine == fine; })));
  }
}

// A layer's connections and its counterpart's are one set: only the walk differs.
RC_GTEST_PROP(Taps, TransposedConnectionsAreTheOrdinaryOnesSwapped, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec forward = legal_spec(random, Operation::convolution);
    RC_LOG() << describe(forward) << '\n';
    const Spec back = *counterpart(forward);
    RC_ASSERT(relation(back) == relation(forward));
    std::set<std::tuple<Cell, Cell, Cell>> input_to_output;  // of the convolution, as its output cells read
    const Geometry g = geometry(forward);
    const Relation r = relation(forward);
    for (std::int64_t row = 0; row < g.output_height(); ++row) {
      for (std::int64_t column = 0; column < g.output_width(); ++column) {
        for (const Tap& t : taps_of_coarse(r, {row, column})) input_to_output.insert({t.fine, t.kernel, t.coarse});
      }
    }
    std::set<std::tuple<Cell, Cell, Cell>> output_to_input;  // of the transposed one, as its output cells read
    const Relation s = relation(back);
    for (std::int64_t row = 0; row < forward.axes[height].input; ++row) {
      for (std::int64_t column = 0; column < forward.axes[width].input; ++column) {
        for (const Tap& t : taps_of_fine(s, {row, column})) output_to_input.insert({t.fine, t.kernel, t.coarse});
      }
    }
    RC_ASSERT(input_to_output == output_to_input);
  }
}

RC_GTEST_PROP(Taps, OverlapCountsConnectionsOfEachFineCell, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const Spec spec = legal_spec(random);
    RC_LOG() << describe(spec) << '\n';
    const Relation r = relation(spec);
    const auto rows = overlap(r.axes[height], r.padding_mode);
    const auto columns = overlap(r.axes[width], r.padding_mode);
    RC_ASSERT(static_cast<std::int64_t>(rows.size()) == r.axes[height].fine);
    for (std::size_t y = 0; y < rows.size(); ++y) {
      for (std::size_t x = 0; x < columns.size(); ++x) {
        const Cell fine{static_cast<std::int64_t>(y), static_cast<std::int64_t>(x)};
        RC_ASSERT(rows[y] * columns[x] == static_cast<std::int64_t>(taps_of_fine(r, fine).size()));
      }
    }
  }
}

RC_GTEST_PROP(Taps, CoarseRangeIsWhatLandsOnTheMap, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    const AxisRelation axis = relation(legal_spec(random)).axes[width];
    for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
      const IndexRange range = coarse_range(axis, tap);
      for (std::int64_t coarse = 0; coarse < axis.coarse; ++coarse) {
        const std::int64_t placed = axis.place(coarse, tap);
        const bool lands = placed >= 0 && placed < axis.fine;
        RC_ASSERT(lands == (coarse >= range.first && coarse < range.end));
        RC_ASSERT(axis.coarse_of(placed, tap) == std::optional(coarse));
      }
    }
  }
}

RC_GTEST_PROP(Taps, AbsenceTellsWhatStandsOnTheZeroInsertedMap, ()) {
  Random random = seeded();
  for (int i = 0; i < layers_per_run; ++i) {
    Spec spec = legal_spec(random, Operation::transposed_convolution);
    spec.padding_mode = PaddingMode::zeros;
    const AxisRelation axis = relation(spec).axes[width];
    // The map in words: a cell, stride - 1 zeros, a cell, ... a cell; everything else is border.
    std::set<std::int64_t> cells;
    for (std::int64_t c = 0; c < axis.coarse; ++c) cells.insert(c * axis.stride);
    for (std::int64_t fine = 0; fine < axis.fine; ++fine) {
      for (std::int64_t tap = 0; tap < axis.kernel; ++tap) {
        const std::int64_t at = fine + axis.pad_begin - tap * axis.dilation;
        const Absence expected = at < 0 || at > *cells.rbegin() ? Absence::border
                                 : cells.contains(at)           ? Absence::none
                                                                : Absence::inserted_zero;
        RC_ASSERT(absence_on_axis(axis, fine, tap) == expected);
      }
    }
  }
}

}  // namespace
}  // namespace convoscope
