// Numbers that pictures and panels say of a layer with channels, groups and folded padding: each equals what loops over all cells and
// channels count.
#include <gmock/gmock.h>

#include <map>

#include <fmt/format.h>

#include "figure/state/matrix_entries.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace testing;
using ::testing::Contains;
using ::testing::MatchesRegex;

/// Every connection of a layer, channels included, by loops of its own.
struct Connections {
  std::map<std::pair<std::int64_t, std::int64_t>, int> entries;  ///< of C: how many connections each holds
  std::map<Tag, int> of_fine, of_coarse;
  int total = 0;
  int per_pair = 0;
};

std::int64_t folded(PaddingMode mode, std::int64_t at, std::int64_t extent) {
  if (at >= 0 && at < extent) return at;
  switch (mode) {
    case PaddingMode::zeros: return -1;
    case PaddingMode::replicate: return at < 0 ? 0 : extent - 1;
    case PaddingMode::circular: return (at + extent) % extent;
    case PaddingMode::reflect: return at < 0 ? -at : 2 * (extent - 1) - at;
  }
  return -1;
}

/// Of a square convolution.
Connections count(const Spec& spec) {
  Connections c;
  const AxisSpec& a = spec.axes[height];
  const std::int64_t out = (a.input + 2 * a.pad_begin - a.dilation * (a.kernel - 1) - 1) / a.stride + 1;
  for (std::int64_t o = 0; o < spec.out_channels; ++o) {
    for (std::int64_t i = 0; i < spec.in_channels; ++i) {
      if (o / (spec.out_channels / spec.groups) != i / (spec.in_channels / spec.groups)) continue;
      for (std::int64_t at = 0; at < out * out * a.kernel * a.kernel; ++at) {
        const std::int64_t tap = at % (a.kernel * a.kernel);
        const Cell coarse{at / (a.kernel * a.kernel) / out, at / (a.kernel * a.kernel) % out};
        const std::int64_t row =
            folded(spec.padding_mode, coarse.row * a.stride + tap / a.kernel * a.dilation - a.pad_begin, a.input);
        const std::int64_t column =
            folded(spec.padding_mode, coarse.column * a.stride + tap % a.kernel * a.dilation - a.pad_begin, a.input);
        if (row < 0 || column < 0) continue;
        ++c.entries[{o * out * out + coarse.row * out + coarse.column, (i * a.input + row) * a.input + column}];
        ++c.of_fine[{Side::none, Part::fine, i, {row, column}}];
        ++c.of_coarse[{Side::none, Part::coarse, o, coarse}];
        ++c.total;
        if (o == 0 && i == 0) ++c.per_pair;
      }
    }
  }
  return c;
}

/// Convolutions of 1 to 3 channels each way, depthwise ones and two groups among them.
std::vector<Scene> layers() {
  std::vector<Scene> scenes;
  const auto add = [&](AxisSpec axis, std::int64_t in, std::int64_t out, std::int64_t groups, PaddingMode mode) {
    Scene scene = layer(Operation::convolution, axis, axis);
    scene.spec.in_channels = in;
    scene.spec.out_channels = out;
    scene.spec.groups = groups;
    scene.spec.padding_mode = mode;
    EXPECT_TRUE(validate(scene.spec).empty());
    scenes.push_back(scene);
  };
  const AxisSpec same{.input = 4, .kernel = 3, .pad_begin = 1, .pad_end = 1};
  const AxisSpec strided{.input = 5, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  for (const AxisSpec& axis : {same, strided}) {
    for (const auto& [in, out] : {std::pair{1, 1}, {1, 2}, {2, 1}, {3, 2}, {3, 3}})
      add(axis, in, out, 1, PaddingMode::zeros);
    for (const std::int64_t channels : {2, 3}) add(axis, channels, channels, channels, PaddingMode::zeros);
    add(axis, 3, 6, 3, PaddingMode::zeros);
    add(axis, 4, 2, 2, PaddingMode::zeros);
    for (const PaddingMode mode : {PaddingMode::reflect, PaddingMode::replicate, PaddingMode::circular}) {
      add(axis, 1, 1, 1, mode);
      add(axis, 3, 2, 1, mode);
    }
  }
  return scenes;
}

std::string name_of(const Scene& scene) {
  const Spec& s = scene.spec;
  return fmt::format("{} to {} channels, {} groups, stride {}, padding mode {}", s.in_channels, s.out_channels,
                     s.groups, s.axes[height].stride, static_cast<int>(s.padding_mode));
}

std::vector<std::string> texts(const Stage& stage, const char* view) {
  return texts_of(compose_view(View(view), stage.inputs()));
}

TEST(Counts, TheMatrixSaysHowManyEntriesAndConnectionsItHas) {
  for (const Scene& scene : layers()) {
    SCOPED_TRACE(name_of(scene));
    Stage stage(scene);
    stage.scene.shows_transposed = false;
    const Connections c = count(scene.spec);
    const MatrixSize size = matrix_size_of(stage.evaluation->relation);
    const auto places = static_cast<int>(c.entries.size());
    const std::string words = places == c.total
                                  ? fmt::format("{} × {}: {} of {} entries are connections", size.rows, size.columns,
                                                places, size.rows * size.columns)
                                  : fmt::format("{} × {}: {} of {} entries are not zero; they hold {} connections",
                                                size.rows, size.columns, places, size.rows * size.columns, c.total);
    EXPECT_THAT(texts(stage, "matrix"), Contains(words));
  }
}

TEST(Counts, TheGraphCountsAPairOfChannels) {
  for (const Scene& scene : layers()) {
    SCOPED_TRACE(name_of(scene));
    const Stage stage(scene);
    const Connections c = count(scene.spec);
    const bool is_pair = scene.spec.in_channels * scene.spec.out_channels > 1;
    const std::vector<std::string> said = texts(stage, "connections");
    EXPECT_THAT(said, Contains(fmt::format("{}{}, the same in both directions", c.per_pair,
                                           is_pair ? " per pair of channels" : "")));
    if (!is_pair) continue;
    EXPECT_THAT(said, Contains(fmt::format("{} of {} pairs connected", c.total / c.per_pair,
                                           scene.spec.in_channels * scene.spec.out_channels)));
  }
}

TEST(Counts, ThePanelListsAllConnectionsOfACell) {
  for (const Scene& scene : layers()) {
    SCOPED_TRACE(name_of(scene));
    const Stage stage(scene);
    const Connections c = count(scene.spec);
    for (const auto& [tag, connections] : c.of_coarse) {
      const CellExplanation told = explain_cell(*stage.evaluation, Side::convolution, tag);
      EXPECT_EQ(static_cast<int>(told.terms.size()) + told.omitted, connections);
    }
    for (const auto& [tag, connections] : c.of_fine) {
      const CellExplanation told = explain_cell(*stage.evaluation, Side::transposed, tag);
      EXPECT_EQ(static_cast<int>(told.terms.size()) + told.omitted, connections);
    }
  }
}

TEST(Counts, LockstepSaysAllConnectionsAndThoseShown) {
  for (const Scene& scene : layers()) {
    SCOPED_TRACE(name_of(scene));
    Stage stage(scene);
    if (!stage.evaluation->transposed) continue;
    const Connections c = count(scene.spec);
    const std::int64_t inputs = scene.spec.out_channels / scene.spec.groups;
    for (const auto& [tag, connections] : c.of_fine) {
      stage.pin = tag;
      stage.pin.side = Side::transposed;
      const std::vector<std::string> said = texts(stage, "lockstep");
      EXPECT_THAT(said, Contains(MatchesRegex(fmt::format("connection [0-9]+ of {}", c.total))));
      const float value = (*stage.evaluation->transposed_result)(0, tag.channel, tag.cell.row, tag.cell.column);
      const std::string name = fmt::format("{} = {}: ", fine_name(stage.evaluation->relation, tag.cell), value);
      const bool has_channels = scene.spec.in_channels * scene.spec.out_channels > 1;
      EXPECT_THAT(
          said,
          Contains(name + (has_channels       ? fmt::format("{} connections, {} of them between the channels shown",
                                                            connections, connections / inputs)
                           : connections == 1 ? std::string("one connection, the same in all four")
                                              : fmt::format("{} connections, the same in all four", connections))));
    }
  }
}

}  // namespace
}  // namespace convoscope
