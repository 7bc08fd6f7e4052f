// Batches keep painter's order wherever it can be seen, and are few where nothing overlaps.
#include "gl/batcher.h"

#include <array>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace convoscope::test {
namespace {

struct Painted {
  BatchKind kind{};
  Rect bounds;
  std::size_t batch = 0;  ///< where it came to
  std::size_t place = 0;  ///< in its batch
};

/// Each thing's number is kept in a field of its kind that batching does not read.
DisplayList batched(std::vector<Painted>& things) {
  Batcher batcher;
  DisplayList list;
  for (std::size_t i = 0; i < things.size(); ++i) {
    const auto id = static_cast<double>(i);
    std::size_t count = 0;
    if (things[i].kind == BatchKind::box) {
      list.boxes.emplace_back().center = {static_cast<float>(i), 0};
      count = list.boxes.size();
    } else if (things[i].kind == BatchKind::text) {
      list.texts.emplace_back().size_pt = id;
      count = list.texts.size();
    } else {
      list.grids.emplace_back().opacity = id;
      count = list.grids.size();
    }
    batcher.add(things[i].kind, std::nullopt, static_cast<std::uint32_t>(count - 1), things[i].bounds);
  }
  batcher.close(list);
  for (std::size_t at = 0; at < list.batches.size(); ++at) {
    const Batch& batch = list.batches[at];
    for (std::uint32_t i = 0; i < batch.count; ++i) {
      const std::size_t member = batch.first + i;
      const double id = batch.kind == BatchKind::box    ? static_cast<double>(list.boxes[member].center[0])
                        : batch.kind == BatchKind::text ? list.texts[member].size_pt
                                                        : list.grids[member].opacity;
      Painted& thing = things[static_cast<std::size_t>(id)];
      EXPECT_EQ(thing.kind, batch.kind);
      thing.batch = at;
      thing.place = i;
    }
  }
  return list;
}

bool overlap(const Rect& a, const Rect& b) {
  return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

TEST(Batcher, KeepsTheOrderOfWhatOverlaps) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<Painted> things(60);
    for (Painted& thing : things) {
      thing.kind = std::array{BatchKind::box, BatchKind::text, BatchKind::grid}[random() % 3];
      const auto some = [&](unsigned most) { return static_cast<double>(random() % most); };
      thing.bounds = {some(20), some(20), 1 + some(6), 1 + some(6)};
    }
    (void)batched(things);
    for (std::size_t i = 0; i < things.size(); ++i) {
      for (std::size_t j = i + 1; j < things.size(); ++j) {
        const Painted &below = things[i], &above = things[j];
        if (!overlap(below.bounds, above.bounds)) continue;
        EXPECT_LT(std::pair(below.batch, below.place), std::pair(above.batch, above.place)) << round;
      }
    }
  }
}

TEST(Batcher, DrawsCardsBesideEachOtherTogether) {
  std::vector<Painted> things;
  for (int card = 0; card < 9; ++card) {
    const Rect whole{20.0 * card, 0, 18, 18}, title{20.0 * card, 0, 18, 4}, cells{20.0 * card, 5, 18, 10};
    things.push_back({BatchKind::box, whole});
    things.push_back({BatchKind::text, title});
    things.push_back({BatchKind::grid, cells});
    things.push_back({BatchKind::text, cells});  // its numbers
  }
  // The boxes, each grid, the titles with the numbers.
  EXPECT_EQ(batched(things).batches.size(), 1 + 9 + 2);
}

}  // namespace
}  // namespace convoscope::test
