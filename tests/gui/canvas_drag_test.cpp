// Dragging an edge of the crop frame: what it makes of the layer, against the core's own frame.
#include "gui/canvas/canvas_drag.h"

#include <gtest/gtest.h>

#include "core/crop.h"
#include "core/geometry.h"
#include "document/presets.h"
#include "document/session.h"

namespace convoscope::testing {
namespace {

constexpr std::array edges{Edge::top, Edge::right, Edge::bottom, Edge::left};

Session session_of(std::string_view preset) { return Session(*preset_named(preset)); }

FullResult frame_of(const Session& session) { return full_result(session.evaluation()->spec(Side::transposed)); }

/// Where the edge stands, counted in cells of what the stamps make, from where they begin.
std::int64_t place_of(const FullResult& full, Edge edge) {
  const CropFrame& frame = full.axes[static_cast<std::size_t>(axis_of(edge))];
  return (is_end(edge) ? frame.end : frame.begin) - frame.stamps_begin;
}

void drag(Session& session, const FrameGrip& grip, std::int64_t outward) {
  for (const Edit& edit : frame_edits(grip, outward)) session.apply(edit);
}

TEST(CanvasDrag, AnEdgeMovesByWholeCellsAndTheOthersStay) {
  for (const char* preset : {"article", "padding_strides_odd_transposed", "full_padding_no_strides_transposed",
                             "padding_strides", "arbitrary_padding_no_strides", "dilation"}) {
    for (const Edge edge : edges) {
      for (const std::int64_t outward : {-2, -1, 1, 2}) {
        SCOPED_TRACE(::testing::Message() << preset << " edge " << static_cast<int>(edge) << " by " << outward);
        Session session = session_of(preset);
        const FullResult before = frame_of(session);
        drag(session, grip_of(session.scene(), edge), outward);
        if (!session.problems().empty()) continue;
        const FullResult after = frame_of(session);
        for (const Edge other : edges) {
          const std::int64_t moved = place_of(after, other) - place_of(before, other);
          EXPECT_EQ(moved, other != edge ? 0 : is_end(edge) ? outward : -outward);
        }
        for (int axis = 0; axis < axis_count; ++axis) {
          const auto stamps = [&](const FullResult& full) {
            return full.axes[axis].stamps_end - full.axes[axis].stamps_begin;
          };
          EXPECT_EQ(stamps(after), stamps(before));
        }
      }
    }
  }
}

TEST(CanvasDrag, BackWhereItBeganNothingHasChanged) {
  for (const char* preset : {"article", "padding_strides_odd_transposed", "padding_strides_odd"}) {
    for (const Edge edge : edges) {
      Session session = session_of(preset);
      const Scene before = session.scene();
      const FrameGrip grip = grip_of(before, edge);
      session.begin_hold();
      for (const std::int64_t outward : {1, 2, 3, -1, -2, 0}) drag(session, grip, outward);
      session.end_hold();
      EXPECT_EQ(session.scene(), before) << preset;
      EXPECT_FALSE(session.can_undo());
    }
  }
}

TEST(CanvasDrag, OutwardAtTheEndOutputPaddingUncoversFirst) {
  Session session = session_of("padding_strides_transposed");  // k3 s2 p1: output padding may be 1
  const FrameGrip grip = grip_of(session.scene(), Edge::right);
  const auto across = [&] { return session.scene().spec.axes[width]; };
  drag(session, grip, 1);
  EXPECT_EQ(across().output_padding, 1);
  EXPECT_EQ(across().pad_end, 1);
  drag(session, grip, 2);
  EXPECT_EQ(across().output_padding, 1);
  EXPECT_EQ(across().pad_end, 0);
  EXPECT_EQ(across().pad_begin, 1);
  drag(session, grip, 3);  // beyond both: illegal, and the last legal layer stays
  ASSERT_FALSE(session.problems().empty());
  EXPECT_EQ(session.problems().front().parameter, Parameter::output_padding);
  EXPECT_EQ(across().pad_end, 0);
  drag(session, grip, -1);
  EXPECT_EQ(across().output_padding, 0);
  EXPECT_EQ(across().pad_end, 2);
}

TEST(CanvasDrag, InwardAtTheEndOutputPaddingIsTakenBackFirst) {
  Session session = session_of("padding_strides_odd_transposed");  // a = 1
  const FrameGrip grip = grip_of(session.scene(), Edge::bottom);
  drag(session, grip, -1);
  EXPECT_EQ(session.scene().spec.axes[height].output_padding, 0);
  EXPECT_EQ(session.scene().spec.axes[height].pad_end, 1);
  drag(session, grip, -2);
  EXPECT_EQ(session.scene().spec.axes[height].pad_end, 2);
}

TEST(CanvasDrag, AConvolutionsInputFollowsTheFrame) {
  Session session = session_of("article");  // convolution 3 -> 2, k3 s2 p1
  drag(session, grip_of(session.scene(), Edge::left), 1);
  const AxisSpec& across = session.scene().spec.axes[width];
  EXPECT_EQ(across.pad_begin, 0);
  EXPECT_EQ(across.input, 4);
  EXPECT_EQ(axis_geometry(session.scene().spec, width).output, 2);
  drag(session, grip_of(session.scene(), Edge::top), 2);  // padding below 0: said, not done
  ASSERT_FALSE(session.problems().empty());
  EXPECT_EQ(session.problems().front().parameter, Parameter::padding);
}

TEST(CanvasDrag, TheMouseCountsWholeCells) {
  CanvasDrag drag;
  drag.press = {100, 100};
  drag.cell_pt = 40;
  drag.grip.edge = Edge::right;
  EXPECT_EQ(cells_outward(drag, {119, 300}), 0);
  EXPECT_EQ(cells_outward(drag, {121, 300}), 1);
  EXPECT_EQ(cells_outward(drag, {20, 300}), -2);
  drag.grip.edge = Edge::top;
  EXPECT_EQ(cells_outward(drag, {300, 20}), 2);
}

}  // namespace
}  // namespace convoscope::testing
