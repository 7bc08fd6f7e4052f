// What the bar at the top says, and the views, panels and dialogs that it opens.
#include "tidy_panels.h"

namespace convoscope::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::string_view header_panel = "header";
constexpr const char* views[] = {"maps", "connections", "stack", "matrix", "lockstep", "crop", "overlap"};

Point tab_of(PanelStage& stage, const std::string& view) { return stage.area(header_panel, "view." + view).center(); }

TEST(HeaderBar, NamesTheProgramTheSceneAndEveryView) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({1280, 800}, language);
    std::string all = "Convoscope" + stage.say("preset.article");
    for (const std::string view : views) all += stage.say("view." + view);
    EXPECT_TRUE(stage.says(header_panel, all)) << stage.running_words(header_panel);
    EXPECT_TRUE(stage.says(header_panel, stage.say("header.export") + "EN · 中文"));
    expect_whole_words(stage, header_panel);
  }
}

TEST(HeaderBar, ATabShowsItsViewAloneAndWithControlBesideTheOthers) {
  PanelStage stage;
  for (const std::string view : views) {
    stage.click(tab_of(stage, view));
    EXPECT_THAT(stage.asked_for(), ElementsAre("show alone " + view));
    EXPECT_THAT(stage.session().scene().views, ElementsAre(view));
  }
  stage.hold_control(true);
  stage.click(tab_of(stage, "matrix"));
  stage.hold_control(false);
  EXPECT_THAT(stage.asked_for(), ElementsAre("run view.matrix with Shift"));
  EXPECT_THAT(stage.session().scene().views, ElementsAre("matrix", "overlap"));
}

TEST(HeaderBar, NamesTheFileAndMarksWhatIsNotSaved) {
  PanelStage stage;
  EXPECT_TRUE(stage.says(header_panel, stage.say("preset.article")));
  perform(stage.app(), SavePath{"/home/mylayer.convo"});
  stage.rest();
  EXPECT_TRUE(stage.says(header_panel, "mylayer.convo"));
  EXPECT_FALSE(stage.says(header_panel, "*"));
  stage.apply(SetValue{Part::kernel, 0, {0, 0}, 7});
  EXPECT_TRUE(stage.says(header_panel, "mylayer.convo *"));
  stage.run("undo");
  EXPECT_FALSE(stage.says(header_panel, "*"));
}

TEST(HeaderBar, ItsButtonsRunCommands) {
  PanelStage stage;
  stage.click(stage.area(header_panel, "all views").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run all_views"));
  EXPECT_EQ(stage.session().scene().views.size(), std::size(views));
  stage.click(stage.area(header_panel, "export").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run export"));
  EXPECT_EQ(stage.ui().dialog, Dialog::export_picture);
}

TEST(HeaderBar, TheLanguageChangesAllWordsAtOnce) {
  PanelStage stage;
  stage.click(stage.area(header_panel, "language").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run language"));
  EXPECT_TRUE(stage.says(header_panel, "文章中的例子"));
  EXPECT_TRUE(stage.says("left", "转置卷积"));
  EXPECT_TRUE(stage.says("timeline", "逐单元"));
  stage.click(stage.area(header_panel, "language").center());
  EXPECT_TRUE(stage.says(header_panel, "The article's example"));
}

TEST(HeaderBar, ASmallWindowHasTheLastViewsInAList) {
  for (const char* const language : {"en", "zh"}) {
    SCOPED_TRACE(language);
    PanelStage stage({480, 360}, language);
    ASSERT_TRUE(stage.has_area(header_panel, "more views"));
    EXPECT_FALSE(stage.has_area(header_panel, "view.overlap"));
    stage.click(stage.area(header_panel, "more views").center());
    stage.click_row(stage.say("view.overlap"));
    EXPECT_THAT(stage.asked_for(), ElementsAre("show alone overlap"));
    expect_tidy(stage);
  }
}

TEST(HeaderBar, OffersThePanelsThatAreFoldedAway) {
  PanelStage stage({800, 600});
  EXPECT_FALSE(stage.has_area(header_panel, "layer panel"));
  EXPECT_THAT(stage.words("cell"), IsEmpty());
  stage.click(stage.area(header_panel, "cell panel").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run cell_panel"));
  EXPECT_TRUE(stage.says("cell", "THIS CELL"));
  EXPECT_THAT(stage.words("left"), IsEmpty());
  stage.click(stage.area(header_panel, "layer panel").center());
  EXPECT_THAT(stage.asked_for(), ElementsAre("run layer_panel"));
  EXPECT_TRUE(stage.says("left", "LAYER"));
}

TEST(HeaderBar, TheTitleGivesWayToTheTabs) {
  for (const char* const language : {"en", "zh"}) {
    for (const double across : {1280.0, 1024.0, 960.0, 800.0, 640.0, 480.0}) {
      SCOPED_TRACE(std::string(language) + " " + std::to_string(across));
      PanelStage stage({across, 600}, language);
      expect_tidy(stage);
      EXPECT_TRUE(stage.has_area(header_panel, "view.maps") || stage.has_area(header_panel, "more views"));
    }
  }
}

TEST(HeaderBar, LeavesOutTheButtonOfAllViewsOnTheLeastOfTelephones) {
  for (const double across : {480.0, 375.0, 320.0}) {
    SCOPED_TRACE(across);
    PanelStage stage({across, 568});
    EXPECT_EQ(stage.has_area(header_panel, "all views"), across > 400);
    const Rect last = stage.area(header_panel, across > 400 ? "all views" : "more views");
    EXPECT_LE(last.right(), stage.area(header_panel, "language").x);
  }
}

TEST(HeaderBar, ATabSaysWhatItsClicksDo) {
  PanelStage stage;
  stage.move_to(tab_of(stage, "crop"));
  stage.wait(0.6);
  EXPECT_THAT(stage.words("##Tooltip"), ElementsAre(stage.say("view.hint")));
}

}  // namespace
}  // namespace convoscope::testing
