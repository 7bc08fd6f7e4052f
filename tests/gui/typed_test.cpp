// What is typed into fields, where the picture stands, and where the regions do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "figure/compose.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "gui/panels/frame.h"
#include "gui/widgets/number_field.h"
#include "gui/widgets/told_problems.h"
#include "support.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

TEST(NumberField, ReadsSizesAsTheyAreWritten) {
  EXPECT_THAT(parse_sizes("3"), Optional(ElementsAre(3)));
  EXPECT_THAT(parse_sizes(" 3x4 "), Optional(ElementsAre(3, 4)));
  EXPECT_THAT(parse_sizes("3 × 4"), Optional(ElementsAre(3, 4)));
  EXPECT_THAT(parse_sizes("3 4"), Optional(ElementsAre(3, 4)));
  EXPECT_THAT(parse_sizes("1,0,2,-1"), Optional(ElementsAre(1, 0, 2, -1)));
  EXPECT_THAT(parse_sizes("−2"), Optional(ElementsAre(-2)));
  for (const char* wrong : {"", " ", "x", "3x", "x3", "abc", "3.5", "3a", "3-4", "99999999999999999999"}) {
    EXPECT_FALSE(parse_sizes(wrong)) << wrong;
  }
}

TEST(NumberField, ReadsOneFiniteValue) {
  EXPECT_THAT(parse_value("-0.5"), Optional(-0.5f));
  EXPECT_THAT(parse_value(" 2 "), Optional(2.0f));
  EXPECT_THAT(parse_value("−3"), Optional(-3.0f));
  EXPECT_THAT(parse_value("1e3"), Optional(1000.0f));
  for (const char* wrong : {"", "a", "1,5", "1 2", "nan", "inf", "1e99"}) EXPECT_FALSE(parse_value(wrong)) << wrong;
}

TEST(ToldProblems, SayOnceWhatIsWrongWithBothAxes) {
  Stage stage;
  Session& session = stage.app().session;
  session.apply(SetParameter{Parameter::stride, -1, 0});
  ASSERT_EQ(session.problems().size(), 2u);
  ASSERT_EQ(told_once(session.problems()).size(), 1u);
  EXPECT_EQ(told_once(session.problems()).front().axis, -1);
  session.apply(SetParameter{Parameter::stride, height, -1});
  EXPECT_EQ(told_once(session.problems()), session.problems());
}

TEST(ToldProblems, BeginWithACapitalLetterButForPaths) {
  Stage stage;
  const Catalog& catalog = stage.app().catalog();
  EXPECT_EQ(told_sentence(catalog, Message{"file.no_name", {}}).front(), 'N');
  for (const auto& [code, each] : stage.app().catalogs) {
    EXPECT_EQ(told_sentence(each, Message{"code.variable", {{"variable", "size"}, {"name", "stride"}}}).substr(0, 4),
              "size");
    const std::string told = told_sentence(each, Message{"file.not_found", {{"path", "steps.convo"}}});
    EXPECT_EQ(told.substr(0, 11), "steps.convo") << code;
  }
}

TEST(CanvasView, ZoomingKeepsThePointUnderTheMouse) {
  UiState ui;
  const Rect canvas{249, 49, 743, 679};
  const Point mouse{500, 300};
  const Point before = to_picture(ui, canvas, mouse);
  for (const double factor : {1.15, 2.0, 0.7, 3.0}) {
    zoom_at(ui, canvas, mouse, factor);
    const Point after = to_picture(ui, canvas, mouse);
    EXPECT_NEAR(after.x, before.x, 1e-9);
    EXPECT_NEAR(after.y, before.y, 1e-9);
  }
}

TEST(CanvasView, StaysWithinItsLimitsAndInSight) {
  UiState ui;
  const Rect canvas{0, 0, 700, 600};
  zoom_at(ui, canvas, canvas.center(), 1e9);
  EXPECT_DOUBLE_EQ(ui.zoom, most_zoom);
  zoom_at(ui, canvas, canvas.center(), 1e-9);
  EXPECT_DOUBLE_EQ(ui.zoom, least_zoom);
  ui = {};
  ui.pan = {1e6, -1e6};
  keep_in_sight(ui, canvas);
  const Rect shown = to_screen(ui, canvas, {0, 0, 700, 600});
  EXPECT_LT(shown.x, canvas.right());
  EXPECT_GT(shown.bottom(), canvas.y);
}

TEST(CanvasTags, InputsAndKernelsAreEditableResultsAreNot) {
  Stage stage;
  const Evaluation& evaluation = *stage.app().session.evaluation();
  EXPECT_TRUE(is_editable(*parse_tag("convolution.input[2,2]"), evaluation));
  EXPECT_TRUE(is_editable(*parse_tag("transposed.input[1,1]"), evaluation));
  EXPECT_TRUE(is_editable(*parse_tag("kernel[2,2]"), evaluation));
  EXPECT_FALSE(is_editable(*parse_tag("convolution.output[0,0]"), evaluation));
  EXPECT_FALSE(is_editable(*parse_tag("transposed.output[0,0]"), evaluation));
  EXPECT_FALSE(is_editable(*parse_tag("fine[0,0]"), evaluation));
  EXPECT_FALSE(is_editable(*parse_tag("transposed.input[2,0]"), evaluation));
  EXPECT_EQ(value_of(*parse_tag("kernel[2,1]"), evaluation), 8);
}

TEST(CanvasTags, FindsCellsWhereTheyAreHit) {
  Figure figure;
  figure.size = {200, 200};
  Grid grid;
  grid.rect = {10, 10, 50, 50};
  grid.rows = grid.columns = 5;
  grid.styles.resize(1);
  // A zero-inserted map: the input's cells stand two apart, from (1, 1).
  const Tag map{Side::transposed, Part::expanded};
  grid.names = CellNames{Tag{Side::transposed, Part::coarse}, {1, 1}, {2, 2}, 2, 2};
  Group group;
  group.transform = {2, 0, 0, 2, 5, 7};
  group.items.push_back({map, grid});
  figure.items.push_back({{}, group});
  for (const char* text : {"transposed.input[0,0]", "transposed.input[1,0]", "transposed.input[1,1]"}) {
    const Tag tag = *parse_tag(text);
    const std::optional<Rect> bounds = bounds_of(figure, tag);
    ASSERT_TRUE(bounds) << text;
    EXPECT_EQ(to_string(hit_test(figure, bounds->center())), text);
  }
  EXPECT_FALSE(bounds_of(figure, *parse_tag("transposed.input[2,2]")));
  EXPECT_FALSE(bounds_of(figure, *parse_tag("kernel[0,0]")));
}

TEST(CanvasTags, FindsEveryEntryOfBothMatrices) {
  Stage stage;
  AppState& app = stage.app();
  perform(app, ShowAlone{"matrix"});
  const Session& session = app.session;
  const Figure figure = compose({session.scene(), *session.evaluation(), session.playhead, session.pin, session.hover,
                                 app.theme(), app.catalog(), app.fonts},
                                {744, 679});
  for (const Side side : {Side::convolution, Side::transposed}) {
    for (std::int64_t row = 0; row < 4; ++row) {
      for (std::int64_t column = 0; column < 9; ++column) {
        const Tag entry{side, Part::matrix, 0, {row, column}};
        const std::optional<Rect> bounds = bounds_of(figure, entry);
        ASSERT_TRUE(bounds) << to_string(entry);
        EXPECT_EQ(to_string(hit_test(figure, bounds->center())), to_string(entry));
      }
    }
  }
  ASSERT_NE(card_at(figure, {372, 340}), nullptr);
  EXPECT_EQ(card_at(figure, {372, 340})->view, "matrix");
  EXPECT_EQ(card_at(figure, {1, 1}), nullptr);
}

TEST(CanvasTags, WhatHasConnectionsCanBePinned) {
  Stage stage;
  const Evaluation& evaluation = *stage.app().session.evaluation();
  for (const char* text :
       {"fine[0,0]", "transposed.output[1,1]", "kernel[2,2]", "convolution.kernel[0,0]", "convolution.matrix[0,1]",
        "transposed.matrix[3,8]", "connection[0,1;1,2;0,0]", "convolution.matrix[0,2]", "transposed.expanded[0,0]"}) {
    EXPECT_TRUE(can_pin(*parse_tag(text), evaluation)) << text;
  }
  for (const char* text : {"convolution.matrix[4,0]", "kernel[3,0]", "transposed.frame[1,-1]", "label",
                           "transposed.expanded[9,0]", "connection[0,1;0,0;0,0]"}) {
    EXPECT_FALSE(can_pin(*parse_tag(text), evaluation)) << text;
  }
  EXPECT_FALSE(can_pin(Tag{}, evaluation));
}

TEST(Frame, RegionsFillTheWindowWithoutOverlap) {
  for (const Size size : {Size{1280, 800}, Size{800, 600}, Size{640, 400}, Size{480, 360}, Size{2560, 1440}}) {
    UiState ui;
    const FrameLayout layout = lay_out(ui, size);
    EXPECT_EQ(layout.layer.width + layout.canvas.width + layout.cell.width + 2, size.width) << size.width;
    EXPECT_EQ(layout.header.height + layout.canvas.height + layout.timeline.height, size.height) << size.width;
    EXPECT_GE(layout.canvas.width, 400) << size.width;
  }
}

TEST(Frame, NarrowWindowsFoldTheCellsPanelAndGiveItBackByHand) {
  UiState ui;
  lay_out(ui, {1280, 800});
  EXPECT_TRUE(ui.layer_panel_is_shown && ui.cell_panel_is_shown);
  lay_out(ui, {800, 600});
  EXPECT_TRUE(ui.layer_panel_is_shown);
  EXPECT_FALSE(ui.cell_panel_is_shown);
  ui.cell_panel = true;
  lay_out(ui, {800, 600});
  EXPECT_TRUE(ui.cell_panel_is_shown);
  EXPECT_FALSE(ui.layer_panel_is_shown);
}

TEST(Frame, WhatIsFoldedForWantOfRoomComesBackWithIt) {
  Stage stage;
  AppState& app = stage.app();
  UiState& ui = app.ui;
  lay_out(ui, {800, 600});
  run_command(app, "cell_panel");
  lay_out(ui, {800, 600});
  EXPECT_TRUE(ui.cell_panel_is_shown);
  EXPECT_FALSE(ui.layer_panel_is_shown);
  lay_out(ui, {1280, 800});
  EXPECT_TRUE(ui.cell_panel_is_shown && ui.layer_panel_is_shown);
  // And the other way round.
  lay_out(ui, {800, 600});
  run_command(app, "cell_panel");
  lay_out(ui, {800, 600});
  EXPECT_FALSE(ui.cell_panel_is_shown);
  EXPECT_TRUE(ui.layer_panel_is_shown);
  run_command(app, "layer_panel");
  lay_out(ui, {800, 600});
  EXPECT_FALSE(ui.layer_panel_is_shown) << "folded by hand";
  run_command(app, "layer_panel");
  lay_out(ui, {1280, 800});
  EXPECT_TRUE(ui.cell_panel_is_shown && ui.layer_panel_is_shown);
}

}  // namespace
}  // namespace convoscope::testing
