// What the cell's panel speaks of, and how far its sum has come.
#include "gui/cell/cell_subject.h"

#include <gtest/gtest.h>

#include "gui/cell/layer_code.h"
#include "support.h"

namespace convoscope::testing {
namespace {

CellSubject subject(const Session& session) { return subject_of(session, false); }

TEST(CellSubject, IsTheStepsCellThePinnedOneOrTheOneUnderTheMouse) {
  Stage stage;
  Session& session = stage.app().session;
  session.pin = {};
  EXPECT_EQ(to_string(subject(session).cell), "transposed.output[1,1]");
  EXPECT_TRUE(subject(session).follows_step);
  session.pin = *parse_tag("convolution.input[0,1]");
  EXPECT_EQ(subject(session).cell, session.pin);
  EXPECT_FALSE(subject(session).follows_step);
  session.hover = *parse_tag("transposed.input[1,0]");
  EXPECT_EQ(subject(session).cell, session.hover);
  EXPECT_EQ(subject(session).side, Side::transposed);
  EXPECT_EQ(subject_of(session, true).cell, session.pin);
  session.hover = *parse_tag("label");
  EXPECT_EQ(subject(session).cell, session.pin);
}

TEST(CellSubject, WorkAndCodeAreOfThePinnedCellsOperation) {
  Stage stage;
  Session& session = stage.app().session;
  session.pin = {};
  EXPECT_EQ(side_at_hand(session), Side::transposed);
  EXPECT_EQ(layer_code(session).substr(0, 18), "nn.ConvTranspose2d");
  session.pin = *parse_tag("convolution.output[1,1]");
  EXPECT_EQ(side_at_hand(session), Side::convolution);
  EXPECT_EQ(layer_code(session).substr(0, 10), "nn.Conv2d(");
  session.hover = *parse_tag("transposed.output[0,0]");
  EXPECT_EQ(side_at_hand(session), Side::convolution);
  EXPECT_EQ(layer_code(session).substr(0, 10), "nn.Conv2d(");
}

TEST(CellSubject, OfANodeTakesThePlayheadsSide) {
  Stage stage;
  Session& session = stage.app().session;
  session.hover = *parse_tag("fine[0,0]");
  EXPECT_EQ(subject(session).side, Side::transposed);
  session.playhead.side = Side::convolution;
  EXPECT_EQ(subject(session).side, Side::convolution);
}

TEST(CellSubject, StaysWhileAKernelElementIsAskedAbout) {
  Stage stage;
  Session& session = stage.app().session;
  session.pin = {};
  session.hover = *parse_tag("transposed.kernel[1,1]");
  EXPECT_EQ(to_string(subject(session).cell), "transposed.output[1,1]");
  EXPECT_EQ(subject(session).element, (Cell{1, 1}));
  // The other card's kernel asks about the cell at which that card stands.
  session.hover = *parse_tag("convolution.kernel[0,0]");
  EXPECT_EQ(to_string(subject(session).cell), "convolution.output[1,1]");
  session.pin = *parse_tag("kernel[2,2]");
  session.hover = {};
  EXPECT_EQ(subject(session).cell, session.pin);
}

TEST(CellSubject, StaysWhileOneOfItsConnectionsIsPointedAt) {
  Stage stage;
  Session& session = stage.app().session;
  session.pin = {};
  session.hover = *parse_tag("transposed.connection[1,1;2,2;0,0]");
  EXPECT_EQ(to_string(subject(session).cell), "transposed.output[1,1]");
  EXPECT_EQ(subject(session).connection, session.hover);
  for (const char* pin : {"transposed.input[0,0]", "kernel[2,2]", "matrix[0,4]"}) {
    session.pin = *parse_tag(pin);
    EXPECT_EQ(subject(session).cell, session.pin) << pin;
  }
  session.pin = {};
  session.hover = *parse_tag("connection[0,0;1,1;0,0]");
  EXPECT_EQ(to_string(subject(session).cell), "transposed.output[0,0]");
}

TEST(CellSubject, SpeaksOfCellsThatAreCutOffAsTheTransposedConvolutions) {
  Stage stage;
  Session& session = stage.app().session;
  session.playhead.side = Side::convolution;
  session.hover = {Side::none, Part::fine, 0, {-1, 0}};
  EXPECT_EQ(subject(session).side, Side::transposed);
  session.hover.cell = {-9, 0};
  EXPECT_EQ(subject(session).cell.part, Part::coarse);
}

TEST(TermProgress, FollowsTheMultiplications) {
  Stage stage;
  Session& session = stage.app().session;
  session.pin = {};
  EXPECT_FALSE(progress_of(session, subject(session)));
  session.playhead.granularity = Granularity::multiply;
  const Evaluation& evaluation = *session.evaluation();
  const Trace trace = evaluation.trace(Side::transposed, Granularity::multiply);
  const std::int64_t first = trace.step_of(0, {1, 1});
  const CellExplanation centre = explain_cell(evaluation, Side::transposed, *parse_tag("transposed.output[1,1]"));
  std::size_t met_terms = 0;
  std::size_t met_zeros = 0;
  double sum = 0;
  for (std::int64_t step = first; step < first + 9; ++step) {
    session.playhead.step = step;
    const std::optional<TermProgress> progress = progress_of(session, subject(session));
    ASSERT_TRUE(progress);
    EXPECT_NE(progress->is_on_term, progress->is_on_element);
    if (progress->is_on_term) {
      sum += centre.terms[met_terms].value;
      EXPECT_EQ(progress->done, ++met_terms);
    } else {
      ++met_zeros;
      EXPECT_TRUE(std::ranges::find(centre.absent, *progress->element) != centre.absent.end());
    }
    EXPECT_EQ(progress->sum, sum);
    EXPECT_EQ(progress->is_growing, step < first + 8);
  }
  EXPECT_EQ(met_terms, centre.terms.size());
  EXPECT_EQ(met_zeros, centre.absent.size());
  session.pin = *parse_tag("transposed.output[0,0]");
  EXPECT_FALSE(progress_of(session, subject(session)));
}

}  // namespace
}  // namespace convoscope::testing
