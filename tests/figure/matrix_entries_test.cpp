// The picture's entries against the core's matrix, for random layers; overviews against the entries.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "figure/draw/map_arrays.h"
#include "figure/matrix/matrix_selection.h"
#include "figure/state/highlight.h"
#include "figure/state/matrix_entries.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace testing;

Scene random_scene() {
  Scene scene;
  scene.spec.operation = *rc::gen::arbitrary<bool>() ? Operation::convolution : Operation::transposed_convolution;
  for (AxisSpec& axis : scene.spec.axes) {
    axis.input = *rc::gen::inRange(1, 7);
    axis.kernel = *rc::gen::inRange(1, 4);
    axis.stride = *rc::gen::inRange(1, 4);
    axis.dilation = *rc::gen::inRange(1, 3);
    axis.pad_begin = *rc::gen::inRange(0, 3);
    axis.pad_end = *rc::gen::inRange(0, 3);
  }
  scene.spec.groups = *rc::gen::inRange(1, 3);
  scene.spec.in_channels = scene.spec.groups * *rc::gen::inRange(1, 3);
  scene.spec.out_channels = scene.spec.groups * *rc::gen::inRange(1, 3);
  scene.spec.padding_mode = *rc::gen::element(PaddingMode::zeros, PaddingMode::replicate);
  RC_PRE(validate(scene.spec).empty());
  return scene;
}

using Sums = std::map<Entry, double>;

RC_GTEST_PROP(MatrixEntries, AreThoseOfTheCore, ()) {
  const auto evaluation = evaluate(random_scene());
  const Relation& relation = evaluation->relation;
  const SparseMatrix core = convolution_matrix(relation, *evaluation->weight);
  const MatrixSize size = matrix_size_of(relation);
  RC_ASSERT(size.rows == core.rows && size.columns == core.columns);
  const std::int64_t first_row = *rc::gen::inRange<std::int64_t>(0, size.rows);
  const std::int64_t first_column = *rc::gen::inRange<std::int64_t>(0, size.columns);
  const MatrixPart part{first_row, first_column, *rc::gen::inRange<std::int64_t>(1, size.rows - first_row + 1),
                        *rc::gen::inRange<std::int64_t>(1, size.columns - first_column + 1)};
  Sums expected, found;
  for (const MatrixEntry& e : core.entries) {
    if (part.contains(e.row, e.column)) expected[{e.row, e.column}] += e.value;
  }
  for (const MatrixEntry& e : entries_in(relation, *evaluation->weight, part)) found[{e.row, e.column}] += e.value;
  RC_ASSERT(expected == found);
}

RC_GTEST_PROP(MatrixEntries, OverviewMarksExactlyTheConnections, ()) {
  const auto evaluation = evaluate(random_scene());
  const Relation& relation = evaluation->relation;
  const MatrixSize size = matrix_size_of(relation);
  // Beyond this, several entries share a cell: the binned matrices below.
  RC_PRE(size.rows <= most_matrix_cells && size.columns <= most_matrix_cells);
  std::set<Entry> connections;
  for (const MatrixEntry& e : convolution_matrix(relation, *evaluation->weight).entries)
    connections.insert({e.row, e.column});
  const MapArray straight = matrix_overview(relation, false);
  const MapArray turned = matrix_overview(relation, true);
  RC_ASSERT(straight.rows == size.rows && straight.columns == size.columns);
  RC_ASSERT(turned.rows == size.columns && turned.columns == size.rows);
  for (std::int64_t row = 0; row < size.rows; ++row) {
    for (std::int64_t column = 0; column < size.columns; ++column) {
      const std::uint8_t cell = straight.classes->at(static_cast<std::size_t>(row * size.columns + column));
      RC_ASSERT((cell != 0) == connections.contains({row, column}));
      RC_ASSERT(cell == turned.classes->at(static_cast<std::size_t>(column * size.rows + row)));
    }
  }
}

// How many bins the overview marks, and how many hold a connection; it marks no other.
std::pair<std::size_t, std::size_t> marked_and_connected(std::int64_t side) {
  const auto evaluation = evaluate(layer(Operation::convolution, {side, 3, 1, 1, 1, 1}, {side, 3, 1, 1, 1, 1}));
  const Relation& relation = evaluation->relation;
  const std::int64_t bin = matrix_bin(side * side);
  const MapArray overview = matrix_overview(relation, false);
  EXPECT_LE(overview.rows, most_matrix_cells);
  std::set<Entry> connected;
  for (const MatrixEntry& e : convolution_matrix(relation, *evaluation->weight).entries) {
    connected.insert({e.row / bin, e.column / bin});
  }
  std::size_t marked = 0;
  for (std::int64_t row = 0; row < overview.rows; ++row) {
    for (std::int64_t column = 0; column < overview.columns; ++column) {
      if (overview.classes->at(static_cast<std::size_t>(row * overview.columns + column)) == 0) continue;
      EXPECT_TRUE(connected.contains({row, column}));
      ++marked;
    }
  }
  return {marked, connected.size()};
}

TEST(MatrixEntries, LargeMatricesAreBinned) {
  const auto [marked, connected] = marked_and_connected(60);
  EXPECT_EQ(marked, connected);
}

// Of a bin's many rows only some are looked at: hardly a bin is missed.
TEST(MatrixEntries, HugeMatricesAreSampled) {
  const auto [marked, connected] = marked_and_connected(200);
  EXPECT_GE(static_cast<double>(marked), 0.9 * static_cast<double>(connected));
}

RC_GTEST_PROP(MatrixEntries, IndicesAndCellsAreInverse, ()) {
  const Relation relation = convoscope::relation(random_scene().spec);
  const MatrixSize size = matrix_size_of(relation);
  const std::int64_t row = *rc::gen::inRange<std::int64_t>(0, size.rows);
  const std::int64_t column = *rc::gen::inRange<std::int64_t>(0, size.columns);
  const ChannelCell coarse = coarse_at(relation, row);
  const ChannelCell fine = fine_at(relation, column);
  RC_ASSERT(coarse_index(relation, coarse.channel, coarse.cell) == row);
  RC_ASSERT(fine_index(relation, fine.channel, fine.cell) == column);
}

// Pointing at an entry lights its connection in every view, at a zero none.
RC_GTEST_PROP(MatrixEntries, TagsLightTheirConnections, ()) {
  const auto evaluation = evaluate(random_scene());
  const Relation& relation = evaluation->relation;
  const MatrixSize size = matrix_size_of(relation);
  const SparseMatrix core = convolution_matrix(relation, *evaluation->weight);
  const std::int64_t row = *rc::gen::inRange<std::int64_t>(0, size.rows);
  const std::int64_t column = *rc::gen::inRange<std::int64_t>(0, size.columns);
  const std::vector<Tap> taps = lit_taps(*evaluation, {Side::none, Part::matrix, 0, {row, column}});
  std::size_t expected = 0;
  for (const MatrixEntry& e : core.entries) expected += e.row == row && e.column == column ? 1 : 0;
  RC_ASSERT(taps.size() == expected);
  for (const Tap& tap : taps) {
    RC_ASSERT(tap.coarse == coarse_at(relation, row).cell);
    RC_ASSERT(tap.fine == fine_at(relation, column).cell);
  }
}

TEST(MatrixSelection, FocusLightsARowOrAColumn) {
  Stage stage("article");
  const MatrixSelection e = matrix_selection(stage.inputs());
  EXPECT_EQ(e.lit, (std::set<Entry>{{0, 4}, {1, 4}, {2, 4}, {3, 4}}));
  EXPECT_EQ(e.columns, (std::set<std::int64_t>{4}));
  stage.pin = {Side::convolution, Part::coarse, 0, {0, 1}};
  EXPECT_EQ(matrix_selection(stage.inputs()).lit, (std::set<Entry>{{1, 1}, {1, 2}, {1, 4}, {1, 5}}));
  stage.hover = {Side::none, Part::kernel, 0, {1, 1}};
  EXPECT_EQ(matrix_selection(stage.inputs()).hovered, (std::set<Entry>{{0, 0}, {1, 2}, {2, 6}, {3, 8}}));
}

TEST(MatrixSelection, StepsOneMultiplicationAtATime) {
  Stage stage("article");
  stage.playhead.granularity = Granularity::multiply;
  stage.playhead.step = 9 * 4 + 6;  // the centre's seventh tap: the third of its four connections
  const MatrixSelection s = matrix_selection(stage.inputs());
  EXPECT_TRUE(s.is_partial);
  EXPECT_EQ(s.done.size(), 3u);
  EXPECT_TRUE(s.done.contains(s.current));
  stage.playhead.step = 9 * 4 + 1;  // an inserted zero: no entry of C
  EXPECT_EQ(matrix_selection(stage.inputs()).current, (Entry{-1, -1}));
}

// A 3x3 kernel with padding 1 on 4x4: each axis of 4 joins 2 + 3 + 3 + 2 pairs of cells, so C is not zero at 10 * 10 places whatever
// is folded back; around a circle each output meets three inputs.
TEST(MatrixEntries, PlacesWhereFoldedTapsMeetCountOnce) {
  const AxisSpec axis{.input = 4, .kernel = 3, .pad_begin = 1, .pad_end = 1};
  for (const auto& [mode, places] : {std::pair{PaddingMode::zeros, 100},
                                     {PaddingMode::reflect, 100},
                                     {PaddingMode::replicate, 100},
                                     {PaddingMode::circular, 144}}) {
    Spec spec = layer(Operation::convolution, axis, axis).spec;
    spec.padding_mode = mode;
    EXPECT_EQ(count_places(relation(spec)), places);
    spec.in_channels = 3;
    spec.out_channels = 2;
    EXPECT_EQ(count_places(relation(spec)), 6 * places);
    spec.in_channels = spec.out_channels = spec.groups = 3;
    EXPECT_EQ(count_places(relation(spec)), 3 * places);
  }
}

TEST(MatrixSelection, GroupsKeepChannelsApart) {
  Scene scene = layer(Operation::convolution, {3, 2, 1, 1, 0, 0}, {3, 2, 1, 1, 0, 0});
  scene.spec.in_channels = scene.spec.out_channels = scene.spec.groups = 2;
  const auto evaluation = evaluate(scene);
  const Tag cell{Side::convolution, Part::coarse, 1, {0, 0}};
  const std::set<Entry> entries = entries_of(*evaluation, {Role::pin, cell, lit_taps(*evaluation, cell)});
  EXPECT_EQ(entries, (std::set<Entry>{{4, 9}, {4, 10}, {4, 12}, {4, 13}}));
}

}  // namespace
}  // namespace convoscope
