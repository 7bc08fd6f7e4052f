// Values typed one after the other: Tab, Enter and the arrows go on, as in a spreadsheet.
#include <gmock/gmock.h>

#include "gui/canvas/canvas_tags.h"
#include "gui/state/map_values.h"
#include "panel_stage.h"

namespace convoscope {
namespace {

using ::testing::ElementsAre;
using testing::PanelStage;
using Key = PanelStage::Key;

/// The article's convolution, alone: its 3x3 input is what is typed into.
struct Typing {
  Typing() {
    stage.apply(SetViews{{"maps"}});
    open({0, 0});
  }
  void open(Cell cell) {
    begin_cell_edit(stage.ui(), *stage.session().evaluation(), {Side::convolution, Part::fine, 0, cell});
    stage.rest();
  }
  std::optional<Cell> at() {
    return stage.ui().cell_edit ? std::optional(stage.ui().cell_edit->cell.cell) : std::nullopt;
  }
  std::vector<float> values() { return stage.session().evaluation()->fine->data(); }

  PanelStage stage;
};

TEST(CellTyping, GoesAlongTheRowWithTabAndOnToTheNext) {
  Typing typing;
  for (const char* value : {"10", "20", "30", "40"}) {
    typing.stage.type(value);
    typing.stage.hit(Key::tab);
  }
  EXPECT_EQ(typing.at(), (Cell{1, 1}));
  EXPECT_THAT(typing.values(), ElementsAre(10, 20, 30, 40, 5, 6, 7, 8, 9));
}

TEST(CellTyping, GoesToTheNextRowWithEnterWhereTheRowBegan) {
  Typing typing;
  typing.open({0, 1});
  typing.stage.type("20");
  typing.stage.hit(Key::tab);
  typing.stage.type("30");
  typing.stage.hit(Key::enter);
  EXPECT_EQ(typing.at(), (Cell{1, 1}));
  typing.stage.type("50");
  typing.stage.hit(Key::enter);
  EXPECT_EQ(typing.at(), (Cell{2, 1}));
  typing.stage.hit(Key::enter);
  EXPECT_EQ(typing.at(), std::nullopt) << "below the last row there is nothing";
  EXPECT_THAT(typing.values(), ElementsAre(1, 20, 30, 4, 50, 6, 7, 8, 9));
}

TEST(CellTyping, GoesToTheNeighboursWithTheArrows) {
  Typing typing;
  typing.stage.hit(Key::right);
  EXPECT_EQ(typing.at(), (Cell{0, 1}));
  typing.stage.hit(Key::down);
  EXPECT_EQ(typing.at(), (Cell{1, 1}));
  typing.stage.hit(Key::left);
  EXPECT_EQ(typing.at(), (Cell{1, 0}));
  typing.stage.type("70");
  typing.stage.hit(Key::left);
  EXPECT_EQ(typing.at(), (Cell{1, 0})) << "within what has been typed the arrows move in the text";
  typing.stage.hit(Key::up);
  EXPECT_EQ(typing.at(), (Cell{0, 0}));
  typing.stage.hit(Key::up);
  EXPECT_EQ(typing.at(), (Cell{0, 0})) << "above the first row there is nothing";
  EXPECT_THAT(typing.values(), ElementsAre(1, 2, 3, 70, 5, 6, 7, 8, 9));
}

TEST(CellTyping, IsOneUndoForEachCell) {
  Typing typing;
  typing.stage.type("10");
  typing.stage.hit(Key::tab);
  typing.stage.type("20");
  typing.stage.hit(Key::escape);
  typing.stage.run("undo");
  EXPECT_THAT(typing.values(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9));
}

TEST(CellTyping, GivesWayToAPastedTable) {
  Typing typing;
  typing.stage.app().read_clipboard = [] { return "9 8 7\n6 5 4\n3 2 1"; };
  typing.stage.type("55");
  EXPECT_TRUE(has_table_to_paste(typing.stage.app()));
  typing.stage.run("paste_values");
  EXPECT_EQ(typing.at(), std::nullopt);
  EXPECT_THAT(typing.values(), ElementsAre(9, 8, 7, 6, 5, 4, 3, 2, 1));
  typing.stage.run("undo");
  EXPECT_THAT(typing.values(), ElementsAre(1, 2, 3, 4, 5, 6, 7, 8, 9)) << "what was being typed is given up";
}

}  // namespace
}  // namespace convoscope
