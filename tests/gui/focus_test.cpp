// The keyboard alone: Tab comes to every control, which shows; Enter, Space and the arrows do what the mouse does.
#include <gmock/gmock.h>

#include <set>

#include "panel_stage.h"

namespace convoscope {
namespace {

using ::testing::Contains;
using ::testing::Not;
using testing::PanelStage;
using Key = PanelStage::Key;

/// Presses Tab until it comes to a control.
void tab_to(PanelStage& stage, std::string_view name) {
  for (int i = 0; i < 100 && stage.focused() != name; ++i) stage.hit(Key::tab);
  ASSERT_EQ(stage.focused(), name);
}

/// All that Tab comes to, once round.
std::set<std::string> round_trip(PanelStage& stage) {
  std::set<std::string> names;
  const std::size_t count = stage.ui().focus.stops.size();
  for (std::size_t i = 0; i < count; ++i) {
    stage.hit(Key::tab);
    EXPECT_NE(stage.focused(), "") << "what has the keyboard is seen";
    names.insert(stage.focused());
  }
  return names;
}

TEST(Focus, ShowsFromTheFirstTabOn) {
  PanelStage stage;
  EXPECT_EQ(stage.focused(), "");
  stage.hit(Key::tab);
  EXPECT_NE(stage.focused(), "");
  stage.hit(Key::escape);
  EXPECT_EQ(stage.focused(), "");
}

TEST(Focus, ComesToEveryControl) {
  PanelStage stage({1280, 800});
  const std::set<std::string> names = round_trip(stage);
  for (const char* name :
       {"view.maps",     "view.crop",   "all views",   "language",     "export",        "menu",
        "operation",     "counterpart", "input value", "kernel value", "stride slider", "padding mode",
        "padding value", "channels",    "picture",     "code",         "first",         "back",
        "play",          "scrub",       "side",        "granularity",  "speed"}) {
    EXPECT_THAT(names, Contains(name));
  }
  EXPECT_THAT(names, Not(Contains("label")));
}

TEST(Focus, GoesInTheOrderOfReading) {
  PanelStage stage;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < stage.ui().focus.stops.size(); ++i) {
    stage.hit(Key::tab);
    names.push_back(stage.focused());
  }
  const auto place = [&](std::string_view name) { return std::ranges::find(names, name) - names.begin(); };
  EXPECT_LT(place("view.maps"), place("language"));
  EXPECT_LT(place("language"), place("export"));
  EXPECT_LT(place("export"), place("menu"));
  EXPECT_LT(place("menu"), place("operation"));
  EXPECT_LT(place("operation"), place("picture"));
  EXPECT_LT(place("picture"), place("code"));
  EXPECT_LT(place("code"), place("first"));
  EXPECT_LT(place("scrub"), place("speed"));
}

TEST(Focus, PressesWithEnterAndSpace) {
  PanelStage stage;
  tab_to(stage, "language");
  stage.hit(Key::enter);
  EXPECT_EQ(stage.app().language, "zh");
  stage.hit(Key::space);
  EXPECT_EQ(stage.app().language, "en");
}

TEST(Focus, GoesThroughListsWithTheArrows) {
  PanelStage stage;
  tab_to(stage, "operation");
  stage.hit(Key::enter);
  ASSERT_FALSE(stage.rows().empty());
  stage.hit(Key::down);
  stage.hit(Key::enter);
  EXPECT_TRUE(stage.rows().empty()) << "the list is closed";
  EXPECT_EQ(stage.session().scene().spec.operation, Operation::transposed_convolution);
  stage.hit(Key::enter);
  stage.hit(Key::up);
  stage.hit(Key::enter);
  EXPECT_EQ(stage.session().scene().spec.operation, Operation::convolution);
  tab_to(stage, "padding mode");
  stage.hit(Key::space);
  stage.hit(Key::down);
  stage.hit(Key::down);
  stage.hit(Key::enter);
  EXPECT_EQ(stage.session().draft().spec.padding_mode, PaddingMode::replicate);
}

TEST(Focus, MovesSliders) {
  PanelStage stage;
  tab_to(stage, "stride slider");
  stage.hit(Key::right);
  EXPECT_EQ(stage.session().scene().spec.axes[height].stride, 3);
  stage.hit(Key::left);
  stage.hit(Key::left);
  EXPECT_EQ(stage.session().scene().spec.axes[height].stride, 1);
  stage.run("undo");
  EXPECT_EQ(stage.session().scene().spec.axes[height].stride, 2) << "each press is one undo";
}

TEST(Focus, TypesIntoFields) {
  PanelStage stage;
  tab_to(stage, "stride value");
  stage.hit(Key::enter);
  EXPECT_TRUE(stage.ui().parameter_edit);
  stage.type("1");
  stage.hit(Key::enter);
  EXPECT_EQ(stage.session().scene().spec.axes[height].stride, 1);
  EXPECT_EQ(stage.focused(), "stride value") << "and stands where it stood";
}

TEST(Focus, StaysInADialogAndGoesBackAfterIt) {
  PanelStage stage;
  tab_to(stage, "export");
  stage.hit(Key::enter);
  ASSERT_EQ(stage.ui().dialog, Dialog::export_picture);
  stage.rest();
  EXPECT_TRUE(stage.ui().picture.name.has_keyboard);
  const std::set<std::string> names = round_trip(stage);
  EXPECT_THAT(names, Contains("do export"));
  EXPECT_THAT(names, Contains("folder"));
  EXPECT_THAT(names, Contains("close dialog"));
  EXPECT_THAT(names, Not(Contains("menu")));
  stage.hit(Key::escape);
  EXPECT_EQ(stage.ui().dialog, Dialog::none);
  EXPECT_EQ(stage.focused(), "export");
}

TEST(Focus, GoesThroughFilesWithTheArrows) {
  PanelStage stage;
  stage.run("open");
  tab_to(stage, "..");
  stage.hit(Key::down);
  EXPECT_EQ(stage.focused(), "lectures");
  stage.hit(Key::down);
  EXPECT_EQ(stage.focused(), "figure.SVG");
  stage.hit(Key::tab);
  EXPECT_THAT(stage.focused(), ::testing::AnyOf("cancel", "text", "go")) << "Tab leaves the list";
}

TEST(Focus, LeavesTheKeysToTheStepsWhereNothingElseTakesThem) {
  PanelStage stage;
  const std::int64_t step = stage.session().playhead.step;
  tab_to(stage, "scrub");
  EXPECT_FALSE(take_key(stage.ui().focus, {NamedKey::right}));
  EXPECT_FALSE(take_key(stage.ui().focus, {NamedKey::escape}) && stage.focused() != "");
  EXPECT_EQ(stage.session().playhead.step, step);
}

TEST(Focus, MovesACursorOverTheCells) {
  PanelStage stage;
  stage.session().pin = {};
  tab_to(stage, "picture");
  ASSERT_TRUE(stage.ui().cell_cursor);
  const Tag first = stage.ui().cell_cursor->cell;
  EXPECT_EQ(stage.session().hover, first) << "it lights as a hover";
  std::set<Tag> seen{first};
  for (const Key way : {Key::left, Key::left, Key::down, Key::right, Key::up, Key::up, Key::left}) {
    const Point before = stage.ui().cell_cursor->at;
    stage.hit(way);
    const Point after = stage.ui().cell_cursor->at;
    const double right = way == Key::left ? -1 : way == Key::right ? 1 : 0;
    const double down = way == Key::up ? -1 : way == Key::down ? 1 : 0;
    EXPECT_GE(right * (after.x - before.x) + down * (after.y - before.y), -1e-6);
    seen.insert(stage.ui().cell_cursor->cell);
  }
  EXPECT_GE(seen.size(), 4U);
  stage.hit(Key::enter);
  EXPECT_EQ(stage.session().pin, stage.ui().cell_cursor->cell);
  stage.hit(Key::tab);
  EXPECT_FALSE(stage.ui().cell_cursor);
}

TEST(Focus, ReachesEveryCellOfAMapByArrows) {
  PanelStage stage;
  stage.apply(SetViews{{"maps"}});
  stage.session().pin = {Side::convolution, Part::fine, 0, {0, 0}};
  tab_to(stage, "picture");
  std::set<Tag> seen;
  for (int row = 0; row < 3; ++row) {
    for (int column = 0; column < 3; ++column) {
      seen.insert(stage.ui().cell_cursor->cell);
      if (column < 2) stage.hit(row % 2 == 0 ? Key::right : Key::left);
    }
    stage.hit(Key::down);
  }
  int cells = 0;
  for (const Tag& tag : seen) cells += tag.part == Part::fine && tag.side == Side::convolution ? 1 : 0;
  EXPECT_EQ(cells, 9) << "the nine of the convolution's input";
}

TEST(Focus, ScrollsWhatIsLongerThanItsRegion) {
  PanelStage stage({800, 420});
  stage.run("help");
  tab_to(stage, "text");
  const double before = stage.texts("dialog").at(3).rect.y;
  stage.hit(Key::down);
  EXPECT_LT(stage.texts("dialog").at(3).rect.y, before);
}

TEST(Palette, FindsCommandsByWordsOfEitherLanguage) {
  for (const char* words : {"sCale up nothing", "dark", "深色"}) {
    PanelStage stage;
    stage.run("palette");
    ASSERT_EQ(stage.ui().dialog, Dialog::palette);
    stage.type(words);
    const bool is_there = stage.has_area("dialog", "theme");
    EXPECT_EQ(is_there, std::string_view(words).find("nothing") == std::string_view::npos) << words;
    if (!is_there) continue;
    stage.hit(Key::enter);
    EXPECT_EQ(stage.ui().dialog, Dialog::none);
    EXPECT_EQ(stage.session().scene().theme, "dark");
  }
}

TEST(Palette, GoesThroughTheCommandsWithTheArrows) {
  PanelStage stage;
  stage.run("palette");
  stage.hit(Key::down);
  stage.hit(Key::down);
  EXPECT_EQ(stage.ui().palette.chosen, 2);
  stage.hit(Key::up);
  EXPECT_EQ(stage.ui().palette.chosen, 1);
}

TEST(Bare, ShowsNothingButThePicture) {
  PanelStage stage;
  stage.run("bare");
  EXPECT_EQ(stage.layout().canvas.width, 1280);
  EXPECT_EQ(stage.layout().canvas.height, 800);
  EXPECT_TRUE(stage.words("header").empty());
  EXPECT_TRUE(stage.words("timeline").empty());
  EXPECT_TRUE(stage.words("left").empty());
  stage.session().pin = {};
  stage.wait(5);
  stage.hit(Key::escape);
  EXPECT_FALSE(stage.words("header").empty());
}

}  // namespace
}  // namespace convoscope
