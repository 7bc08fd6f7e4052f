// The command table: every row can be run and does something, keys are unambiguous, labels are worded.
#include "gui/state/commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "document/photograph/photograph_scene.h"
#include "document/presets.h"
#include "document/scene_file.h"
#include "every_view.h"
#include "gui/lesson/lessons.h"
#include "gui/state/files.h"
#include "gui/state/shown_steps.h"
#include "gui/state/state_report.h"
#include "support.h"

namespace convoscope::testing {
namespace {

/// All that a command can change.
std::string everything(const AppState& app) {
  const UiState& ui = app.ui;
  std::ostringstream text;
  text << report_state(app, {}) << write_scene(saved_scene(app.session)) << app.session.can_redo() << ' '
       << ui.steps_per_second << ' ' << ui.zoom_request << ' ' << ui.clipboard << ' ' << ui.held_up.has_value()
       << app.learning.is_wanted << ui.closes << ui.model.asks_skip << (ui.layer_panel ? *ui.layer_panel : 2)
       << (ui.cell_panel ? *ui.cell_panel : 2);
  return text.str();
}

/// A state in which much can be done: a pinned input cell, a changed value, something undone, a middle step, a moved
/// picture, an open message.
void prepare(AppState& app) {
  app.session.mark_saved("/x.convo");
  app.session.apply(SetViews{{"maps", "connections", "stack"}});
  app.session.apply(SetCamera{{1, 50, 0}});
  Look marked;
  marked.marks = {Tag{Side::none, Part::kernel, 0, {1, 1}}};
  app.session.apply(SetLook{marked});
  app.session.apply(SetModel{{std::make_shared<const Model>(), -1, false}});
  app.session.apply(SetValue{Part::kernel, 0, {0, 0}, 7});
  app.session.apply(SetParameter{Parameter::padding, -1, 0});
  app.session.undo();
  seek(app, 4);
  app.session.pin = Tag{Side::transposed, Part::coarse, 0, {0, 1}};
  app.ui.zoom = 2;
  app.ui.model.row.layer = 0;
}

/// At the first question of a lesson that is presented, another step shown; what is covered by hand before the question.
void prepare_lesson(AppState& app, std::string_view id) {
  open_lesson(app, "article");
  if (id != "cover") lesson_on(app);
  set_presenting(app, true);
  put_pen_down(app.ui.ink, {1, 1});
  seek(app, 3);
}

bool is_for_absent_view(const Command& row) {
  Stage stage;
  return row.label_key.starts_with("view.") && row.is_on && !row.is_enabled(stage.app()) && !row.is_on(stage.app());
}

/// A photograph in the place of whatever there is, its loupe inside.
Action sample_scene(const AppState& app) {
  const std::string bytes = *app.platform.read_asset("photographs/harbour.png");
  SavedScene saved = scene_of_photograph(*read_photograph("harbour.png", std::make_shared<const std::string>(bytes)));
  return Edit{ReplaceScene{std::move(saved)}};
}

TEST(Commands, EveryRowDoesSomething) {
  for (const Command& row : commands()) {
    SCOPED_TRACE(row.id);
    if (is_for_absent_view(row)) continue;
    Stage stage;
    AppState& app = stage.app();
    row.menu == Menu::lessons ? prepare_lesson(app, row.id) : prepare(app);
    if (row.menu == Menu::photograph && !row.id.starts_with("sample_")) perform(app, sample_scene(app));
    if (row.id == "keep_kernel") {
      run_command(app, "learn");
      while (!is_learning(app)) settle_learning(app, std::chrono::seconds(1));
    }
    ASSERT_TRUE(row.is_enabled(app));
    const std::string before = everything(app);
    run_command(app, row.id);
    EXPECT_NE(everything(app), before);
  }
}

TEST(Commands, DisabledRowsDoNothing) {
  for (const Command& row : commands()) {
    SCOPED_TRACE(row.id);
    Stage stage;
    AppState& app = stage.app();
    if (row.is_enabled(app)) continue;
    const std::string before = everything(app);
    run_command(app, row.id);
    EXPECT_EQ(everything(app), before);
  }
}

TEST(Commands, IdsAndKeysAreUnique) {
  std::set<std::string_view> ids;
  std::set<std::string> keys, lesson_keys;
  for (const Command& row : commands()) {
    EXPECT_TRUE(ids.insert(row.id).second) << row.id;
    // A lesson that is open has its own keys, before those of the others.
    const bool is_lesson = row.menu == Menu::lessons;
    for (const KeyPress& press : row.keys) {
      if (press == KeyPress{}) continue;
      EXPECT_TRUE((is_lesson ? lesson_keys : keys).insert(text_of(press)).second) << text_of(press);
      if (!is_lesson) {
        EXPECT_EQ(command_of(press), &row);
      }
    }
  }
}

TEST(Commands, ALessonsKeysGoBeforeTheOthersWhileTheyMeanSomething) {
  Stage stage;
  AppState& app = stage.app();
  const auto id_of = [&](KeyPress press) { return command_of(press, app)->id; };
  EXPECT_EQ(id_of({NamedKey::page_down}), "next");
  EXPECT_EQ(id_of({NamedKey::f5}), "play");
  open_lesson(app, "article");
  EXPECT_EQ(id_of({NamedKey::page_down}), "lesson_next");
  EXPECT_EQ(id_of({NamedKey::right}), "next");
  EXPECT_EQ(id_of({NamedKey::f5}), "present");
  EXPECT_EQ(id_of({NamedKey::none, U'b'}), "bare");
  EXPECT_EQ(id_of({NamedKey::home}), "first");
  set_presenting(app, true);
  EXPECT_EQ(id_of({NamedKey::none, U'b'}), "blank");
  EXPECT_EQ(id_of({NamedKey::none, U'.'}), "blank");
  EXPECT_EQ(id_of({NamedKey::home}), "lesson_first");
  EXPECT_EQ(id_of({NamedKey::end}), "lesson_last");
  EXPECT_EQ(id_of({NamedKey::space}), "play");
}

TEST(Commands, AreWordedInEveryLanguage) {
  Stage stage;
  for (const auto& [code, catalog] : stage.app().catalogs) {
    for (const Command& row : commands()) {
      EXPECT_TRUE(catalog.entries().contains(row.label_key)) << code << ' ' << row.label_key;
    }
    for (int menu = 0; menu < menu_count; ++menu) {
      EXPECT_TRUE(catalog.entries().contains(label_key(static_cast<Menu>(menu)))) << code;
    }
  }
}

TEST(Commands, KnowTheKeysThatTeachersUse) {
  const auto id_of = [](KeyPress press) { return command_of(press) ? command_of(press)->id : std::string_view(); };
  EXPECT_EQ(id_of({NamedKey::space}), "play");
  EXPECT_EQ(id_of({NamedKey::page_down}), "next");
  EXPECT_EQ(id_of({NamedKey::page_up}), "back");
  EXPECT_EQ(id_of({NamedKey::home}), "first");
  EXPECT_EQ(id_of({NamedKey::end}), "last");
  EXPECT_EQ(id_of({NamedKey::f1}), "help");
  EXPECT_EQ(id_of({NamedKey::none, U'?'}), "help");
  EXPECT_EQ(id_of({NamedKey::none, U'z', true}), "undo");
  EXPECT_EQ(id_of({NamedKey::none, U'z', true, true}), "redo");
  EXPECT_EQ(id_of({NamedKey::none, U'y', true}), "redo");
  EXPECT_EQ(id_of({NamedKey::none, U'q'}), "");
  EXPECT_EQ(command_of(KeyPress{}), nullptr);
}

TEST(Commands, KeysReadAsOnTheKeyboard) {
  EXPECT_EQ(text_of({NamedKey::none, U'z', true, true}), "Ctrl+Shift+Z");
  EXPECT_EQ(text_of({NamedKey::page_down}), "PgDn");
  EXPECT_EQ(text_of({NamedKey::none, U'+'}), "+");
}

TEST(Commands, RunInAnyOrderOnEveryPreset) {
  for (const Preset& preset : presets()) {
    SCOPED_TRACE(preset.name);
    WindowRequest request;
    request.preset = preset.name;
    Stage stage(request);
    AppState& app = stage.app();
    const auto count = commands().size();
    for (std::size_t i = 0; i < 3 * count; ++i) {
      run_command(app, commands()[i * 17 % count].id);
      const Session& session = app.session;
      EXPECT_GE(session.playhead.step, 0);
      EXPECT_LE(session.playhead.step, last_shown_step(session));
      EXPECT_FALSE(session.scene().views.empty());
    }
  }
}

TEST(Commands, TheLastViewStays) {
  Stage stage;
  run_command(stage.app(), "view.maps", true);
  EXPECT_THAT(stage.app().session.scene().views, ::testing::ElementsAre("connections"));
  run_command(stage.app(), "view.connections", true);
  EXPECT_THAT(stage.app().session.scene().views, ::testing::ElementsAre("connections"));
  run_command(stage.app(), "view.maps", true);
  EXPECT_THAT(stage.app().session.scene().views, ::testing::ElementsAre("maps", "connections"));
}

TEST(Commands, DigitsShowAViewAloneAsClicksDo) {
  Stage stage;
  AppState& app = stage.app();
  const auto press = [&](char32_t digit, bool shift) {
    const KeyPress key{NamedKey::none, digit, false, shift};
    ASSERT_TRUE(command_of(key));
    run_command(app, command_of(key)->id, key.shift);
  };
  press(U'3', false);
  EXPECT_THAT(app.session.scene().views, ::testing::ElementsAre("stack"));
  press(U'1', true);
  EXPECT_THAT(app.session.scene().views, ::testing::ElementsAre("maps", "stack"));
  press(U'3', true);
  EXPECT_THAT(app.session.scene().views, ::testing::ElementsAre("maps"));
  press(U'1', false);
  EXPECT_THAT(app.session.scene().views, ::testing::ElementsAre("maps", "connections"))
      << "back to what was there before a view alone";
}

TEST(Commands, SwitchingThereAndBackLeadsToWhereItWas) {
  Stage stage;
  AppState& app = stage.app();
  for (const char* const id : {"side", "granularity"}) {
    SCOPED_TRACE(id);
    seek(app, 4);
    if (std::string_view(id) == "granularity") {
      run_command(app, id);
      step_by(app, 1);
    }
    const Playhead before = app.session.playhead;
    run_command(app, id);
    EXPECT_NE(app.session.playhead, before);
    run_command(app, id);
    EXPECT_EQ(app.session.playhead, before);
    // Not once it has moved on.
    run_command(app, id);
    step_by(app, -1);
    run_command(app, id);
    EXPECT_NE(app.session.playhead, before);
    if (app.session.playhead.granularity != Granularity::cell) run_command(app, "granularity");
  }
}

TEST(Commands, APanelThatIsHiddenStaysHidden) {
  for (const auto& [hidden, other] : {std::pair{"layer_panel", "cell_panel"}, {"cell_panel", "layer_panel"}}) {
    for (const Size window : {Size{800, 600}, Size{1280, 800}}) {
      Stage stage;
      AppState& app = stage.app();
      const auto run = [&](const char* id) {
        run_command(app, id);
        (void)lay_out(app.ui, window);
      };
      (void)lay_out(app.ui, window);
      if (command(hidden).is_on(app)) run(hidden);
      ASSERT_FALSE(command(hidden).is_on(app));
      run(other);
      run(other);
      EXPECT_FALSE(command(hidden).is_on(app)) << hidden << " at " << window.width;
    }
  }
}

TEST(Commands, EscapeLeavesTheInnermostFirst) {
  Stage stage;
  AppState& app = stage.app();
  app.session.pin = Tag{Side::transposed, Part::fine, 0, {1, 1}};
  tell_error(app, {"file.no_name", {}});
  run_command(app, "help");
  EXPECT_EQ(app.ui.dialog, Dialog::help);
  run_command(app, "leave");
  EXPECT_EQ(app.ui.dialog, Dialog::none);
  EXPECT_TRUE(app.session.pin);
  run_command(app, "leave");
  EXPECT_FALSE(app.session.pin);
  EXPECT_FALSE(command("leave").is_enabled(app));
}

TEST(Commands, DigitsFollowTheOrderOfTheTabs) {
  char32_t digit = U'1';
  for (const View& view : every_view()) EXPECT_EQ(command_of(view).keys.front(), (KeyPress{NamedKey::none, digit++}));
}

TEST(Commands, ViewsHaveOneName) {
  for (const View& view : every_view()) EXPECT_EQ(command_of(view).label_key, "view." + std::string(view));
}

}  // namespace
}  // namespace convoscope::testing
