// The window's own loop, frame by frame: what is painted, and that nothing is where nothing changed.
#include "gui/window/frame_loop.h"

#include <gtest/gtest.h>

#include <utility>

#include "every_view.h"
#include "gui/canvas/canvas_tags.h"
#include "gui/canvas/canvas_view.h"
#include "gui/panels/frame.h"
#include "gui/state/commands.h"
#include "gui/state/photographs.h"
#include "gui/window/glfw_window.h"
#include "gui/window/input_queue.h"
#include "panel_stage.h"

namespace convoscope::testing {
namespace {

class FrameLoops : public ::testing::Test {
 protected:
  void SetUp() override {
    request_.width = 1000;
    request_.height = 700;
    request_.scale = 1;
    Result<AppState> app = start(request_, platform_, machine_fonts(), "en");
    ASSERT_TRUE(app);
    app_ = std::make_unique<AppState>(std::move(*app));
    Result<std::unique_ptr<WindowContext>> window = GlfwWindow::open({1000, 700}, false);
    if (!window) GTEST_SKIP() << "no OpenGL 3.3 here";
    window_ = std::move(*window);
    Result<std::unique_ptr<Renderer>> renderer = Renderer::create(platform_, machine_fonts());
    ASSERT_TRUE(renderer);
    renderer_ = std::move(*renderer);
    loop_ = std::make_unique<FrameLoop>(*app_, machine_fonts(), *window_, *renderer_, request_);
  }
  ~FrameLoops() override {
    loop_.reset();
    renderer_.reset();
  }

  FrameLoop::Frame frame() {
    (void)window_->wait(0);
    return loop_->draw(window_->size(), window_->framebuffer_size());
  }
  /// How many frames are painted until nothing changes any more.
  int painted_until_rest() {
    int painted = 0;
    for (int unchanged = 0, frames = 0; unchanged < 4 && frames < 100; ++frames) {
      const FrameLoop::Frame drawn = frame();
      unchanged = drawn == FrameLoop::Frame::unchanged ? unchanged + 1 : 0;
      painted += drawn == FrameLoop::Frame::painted;
    }
    return painted;
  }

  PanelPlatform platform_;
  WindowRequest request_;
  std::unique_ptr<AppState> app_;
  std::unique_ptr<WindowContext> window_;
  std::unique_ptr<Renderer> renderer_;
  std::unique_ptr<FrameLoop> loop_;
};

TEST_F(FrameLoops, PaintNothingWhileNothingChanges) {
  EXPECT_GT(painted_until_rest(), 0);
  EXPECT_EQ(painted_until_rest(), 0);
  run_command(*app_, "first");
  run_command(*app_, "next");
  const int painted = painted_until_rest();
  EXPECT_GE(painted, 1);
  EXPECT_LE(painted, 2) << "the picture, and what the panels say of it";
  EXPECT_EQ(painted_until_rest(), 0);
}

TEST_F(FrameLoops, PaintUntilAllOfAPhotographIsThere) {
  constexpr std::size_t most_image_bytes = 1 << 17;
  loop_.reset();
  renderer_ = std::move(*Renderer::create(platform_, machine_fonts(), most_image_bytes));
  loop_ = std::make_unique<FrameLoop>(*app_, machine_fonts(), *window_, *renderer_, request_);
  open_sample(*app_, "harbour");
  const int painted = painted_until_rest();
  const ImagePixels& pixels = *app_->session.scene().photograph.picture->pixels;
  EXPECT_GE(painted, static_cast<int>(2 * pixels.rgba.size() / most_image_bytes)) << "what goes in, and what comes out";
  EXPECT_FALSE(renderer_->is_behind());
  EXPECT_EQ(painted_until_rest(), 0);
}

TEST_F(FrameLoops, PaintWhatWasLostOnce) {
  painted_until_rest();
  loop_->repaint();
  EXPECT_EQ(painted_until_rest(), 1);
}

TEST_F(FrameLoops, PaintEachChangeOfThePlace) {
  painted_until_rest();
  for (const char* const command : {"zoom_in", "theme", "layer_panel", "language", "help", "leave"}) {
    run_command(*app_, command);
    EXPECT_GT(painted_until_rest(), 0) << command;
    EXPECT_EQ(painted_until_rest(), 0) << command;
  }
}

/// A window whose keys are pressed by a test. All at once, as they come to a slow one.
class WindowOfKeys : public WindowContext {
 public:
  explicit WindowOfKeys(WindowContext& window) : window_(window) {}
  /// Where the mouse has just arrived.
  void press(char32_t character, Point mouse = {}) {
    inputs_.add({.kind = Input::Kind::press, .pressed = PressedKey{{NamedKey::none, character}, false, mouse}});
    inputs_.add({.kind = Input::Kind::letter, .letter = character});
  }
  void press(NamedKey key, bool shift = false) {
    const int widget_key = key == NamedKey::enter   ? ImGuiKey_Enter
                           : key == NamedKey::space ? ImGuiKey_Space
                           : key == NamedKey::tab   ? ImGuiKey_Tab
                                                    : ImGuiKey_Escape;
    const PressedKey pressed{{key, U'\0', false, shift}};
    inputs_.tap({.kind = Input::Kind::key, .index = widget_key, .is_down = true, .shift = shift, .pressed = pressed});
    if (key == NamedKey::space) inputs_.add({.kind = Input::Kind::letter, .letter = U' '});
  }
  void click(Point at) {
    const auto x = static_cast<float>(at.x);
    const auto y = static_cast<float>(at.y);
    inputs_.add({.kind = Input::Kind::mouse, .x = x, .y = y});
    inputs_.add({.kind = Input::Kind::button, .index = 0, .is_down = true});
    inputs_.add({.kind = Input::Kind::button, .index = 0});
  }
  void select_all() { press_with_control(U'a', ImGuiKey_A); }
  void undo(bool is_repeat) { press_with_control(U'z', ImGuiKey_Z, is_repeat); }
  void enter(std::string_view letters) {
    for (const char letter : letters) press(static_cast<char32_t>(letter));
    press(NamedKey::enter);
  }

  WindowEvents wait(double) override {
    WindowEvents events;
    events.is_any = inputs_.is_waiting();
    return events;
  }
  std::optional<PressedKey> next_key() override { return inputs_.next_key(); }
  void drop_press() override { inputs_.drop_press(); }
  void wake() override {}
  Size size() const override { return is_iconified ? Size{} : window_.size(); }
  Size framebuffer_size() const override { return window_.framebuffer_size(); }
  double display_scale() const override { return 1; }
  double time_s() const override { return window_.time_s(); }
  void set_title(const std::string&) override {}
  void set_clipboard(const std::string&) override {}
  void begin_frame() override {
    window_.begin_frame();
    inputs_.pass_on();
  }
  void present() override {}

  bool is_iconified = false;

 private:
  void press_with_control(char32_t letter, int key, bool is_repeat = false) {
    inputs_.add({.kind = Input::Kind::key, .index = -1, .is_down = true, .control = true});
    const PressedKey pressed{{NamedKey::none, letter, true}, is_repeat};
    inputs_.tap({.kind = Input::Kind::key, .index = key, .is_down = true, .control = true, .pressed = pressed});
    inputs_.add({.kind = Input::Kind::key, .index = -1});
  }

  WindowContext& window_;
  InputQueue inputs_;
};

TEST_F(FrameLoops, TakeAKeyForTheViewUnderTheMouseAndNotWhereThatWas) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  const auto rest = [&] {
    for (int frames = 0; frames < 8; ++frames) loop.turn(0);
  };
  run_command(*app_, "all_views");
  rest();
  const std::vector<CardPlace> cards = loop.picture().figure().cards;
  ASSERT_GE(cards.size(), every_view().size());
  const Rect canvas = lay_out(app_->ui, window.size()).canvas;
  for (const CardPlace& card : cards) {
    const Point middle = to_screen(app_->ui, canvas, card.rect).center();
    window.press(U'o', middle);
    loop.turn(0);
    EXPECT_EQ(app_->session.scene().views, std::vector<View>{card.view}) << card.view;
    window.press(U'o', middle);
    rest();
    EXPECT_EQ(app_->session.scene().views, every_view());
  }
}

TEST_F(FrameLoops, TakeAnEnterThatComesWithItsLettersForOneThingOnly) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  ASSERT_TRUE(platform_.write_file("/home/other.svg", "old"));
  for (int round = 0; round < 12; ++round) {
    const int waited = round / 2;
    run_command(*app_, "export");
    app_->ui.picture.name.set("mine.svg");
    app_->ui.picture.extension = "svg";
    for (int frames = 0; frames < waited; ++frames) loop.turn(0);
    window.enter(round % 2 == 0 ? "other.svg" : "other");
    for (int frames = 0; frames < 20; ++frames) loop.turn(0);
    EXPECT_EQ(app_->ui.to_replace, "/home/other.svg") << "after " << waited << " frames";
    EXPECT_EQ(app_->ui.dialog, Dialog::export_picture);
    run_command(*app_, "leave");
    run_command(*app_, "leave");
    for (int frames = 0; frames < 4; ++frames) loop.turn(0);
    EXPECT_EQ(app_->ui.dialog, Dialog::none);
  }
  const Result<std::string> kept = platform_.read_file("/home/other.svg");
  ASSERT_TRUE(kept);
  EXPECT_EQ(*kept, "old");
}

/// The article's input map is typed into, from its first value on.
void begin_typing(AppState& app) {
  begin_cell_edit(app.ui, *app.session.evaluation(), {Side::convolution, Part::fine, 0, {0, 0}});
}

TEST_F(FrameLoops, TakeKeysThatCameAtOnceOneAfterTheOther) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  for (int frames = 0; frames < 8; ++frames) loop.turn(0);
  const std::vector<View> views = app_->session.present().views;
  begin_typing(*app_);
  // Each of these digits shows a view alone where nothing is typed.
  for (const char* const value : {"2", "4", "23"}) window.enter(value);
  for (int frames = 0; frames < 60; ++frames) loop.turn(0);
  EXPECT_EQ(app_->session.present().views, views);
  EXPECT_FALSE(app_->ui.cell_edit) << "below the last row there is nothing";
  const std::vector<float> values = app_->session.evaluation()->fine->data();
  EXPECT_EQ((std::vector{values[0], values[3], values[6]}), (std::vector<float>{2, 4, 23}));
}

TEST_F(FrameLoops, LeaveAFieldByAnEscapeHoweverSoonItComes) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  for (int turns = 0; turns < 8; ++turns) loop.turn(0);
  for (int frames = 0; frames < 20; ++frames) {
    begin_typing(*app_);
    window.enter("7");
    for (int turns = 0; turns < frames; ++turns) loop.turn(0);
    window.press(NamedKey::escape);
    for (int turns = 0; turns < 30; ++turns) loop.turn(0);
    EXPECT_FALSE(app_->ui.cell_edit) << frames << " frames later";
    EXPECT_EQ(app_->session.evaluation()->fine->data()[0], 7) << frames << " frames later";
  }
}

TEST_F(FrameLoops, SelectAllOfAFieldHoweverSoonItIsAskedFor) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  for (int frames = 0; frames < 12; ++frames) {
    run_command(*app_, "save_as");
    for (int turns = 0; turns < frames; ++turns) loop.turn(0);
    window.select_all();
    for (const char letter : std::string_view("/a.convo")) window.press(static_cast<char32_t>(letter));
    for (int turns = 0; turns < 30; ++turns) loop.turn(0);
    EXPECT_EQ(app_->ui.file.path.view(), "/a.convo") << frames << " frames later";
    run_command(*app_, "leave");
    for (int turns = 0; turns < 4; ++turns) loop.turn(0);
  }
}

TEST_F(FrameLoops, LetGoOfAnEnterWhoseFieldIsGivenTheKeyboardAgain) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  run_command(*app_, "open");
  for (int turns = 0; turns < 8; ++turns) loop.turn(0);
  // As it is to slow frames: what is down in two of them repeats.
  ImGui::GetIO().KeyRepeatDelay = ImGui::GetIO().KeyRepeatRate = 1e-6f;
  window.enter("/none.convo");
  for (int turns = 0; turns < 20; ++turns) loop.turn(0);
  EXPECT_TRUE(app_->ui.toast);
  window.press(NamedKey::escape);
  for (int turns = 0; turns < 8; ++turns) loop.turn(0);
  EXPECT_EQ(app_->ui.dialog, Dialog::none);
}

TEST_F(FrameLoops, TakeBackLetterByLetterWhileControlAndZAreHeld) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  run_command(*app_, "save_as");
  window.select_all();
  for (const char32_t letter : {U'a', U'b', U'c'}) window.press(letter);
  for (int turns = 0; turns < 30; ++turns) loop.turn(0);
  EXPECT_EQ(app_->ui.file.path.view(), "abc");
  for (const bool is_repeat : {false, true}) {
    window.undo(is_repeat);
    for (int turns = 0; turns < 4; ++turns) loop.turn(0);
  }
  EXPECT_EQ(app_->ui.file.path.view(), "a");
}

TEST_F(FrameLoops, KeepLettersForTheSecondFieldOfADialog) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  const auto rest = [&] {
    for (int turns = 0; turns < 30; ++turns) loop.turn(0);
  };
  const auto write = [&](std::string_view letters) {
    for (const char letter : letters) window.press(static_cast<char32_t>(letter));
    rest();
  };
  app_->ui.picture.name.set("a.png");
  app_->ui.picture.extension = "png";
  run_command(*app_, "export");
  rest();
  const auto& width = app_->ui.picture.width_px;
  const auto rect_of_width = [&] {
    const std::vector<Stop>& stops = app_->ui.focus.stops;
    const auto stop = std::ranges::find(stops, "##width", &Stop::name);
    return stop == stops.end() ? Rect{} : stop->rect;
  };
  window.click(rect_of_width().center());
  window.select_all();
  write("432");
  EXPECT_EQ(width.view(), "432") << "clicked";
  // On to the next control and back.
  window.press(NamedKey::tab);
  rest();
  window.press(NamedKey::tab, true);
  write("543");
  EXPECT_EQ(width.view(), "543") << "by Tab, which selects what is there";
}

TEST_F(FrameLoops, KeepKeysForWhateverFieldIsOpen) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  run_command(*app_, "learn");
  for (int turns = 0; turns < 8; ++turns) loop.turn(0);
  const std::vector<View> views = app_->session.present().views;
  app_->ui.learning_entry.emplace().kind = LearningEntry::Kind::steps;
  window.enter("20");
  for (int turns = 0; turns < 30; ++turns) loop.turn(0);
  EXPECT_EQ(app_->session.present().views, views);
  EXPECT_FALSE(app_->ui.learning_entry);
  EXPECT_EQ(app_->learning.settings.steps, 20);
}

TEST_F(FrameLoops, WaitNoLongerForAFieldThatIsNowhere) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  app_->ui.hands.emplace();  // which is drawn while presenting alone
  int turns = 0;
  do {
    loop.turn(0);
    ++turns;
  } while (loop.wait_s() == 0 && turns < 100);
  EXPECT_LT(turns, 100);
  window.press(U't');
  loop.turn(0);
  EXPECT_EQ(app_->session.scene().theme, "dark");
}

TEST_F(FrameLoops, RestWhileTheWindowIsIconifiedThoughAFieldOpens) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  for (int turns = 0; turns < 8; ++turns) loop.turn(0);
  run_command(*app_, "open");
  window.is_iconified = true;
  int turns = 0;
  do {
    loop.turn(0);
    ++turns;
  } while (loop.wait_s() == 0 && turns < 100);
  EXPECT_LT(turns, 100);
}

TEST_F(FrameLoops, DropTheLetterOfAPressThatOpensAField) {
  WindowOfKeys window(*window_);
  FrameLoop loop(*app_, machine_fonts(), window, *renderer_, request_);
  for (int turns = 0; turns < 8; ++turns) loop.turn(0);
  for (const Stop& stop : app_->ui.focus.stops)
    if (stop.name == "stride value") app_->ui.focus.id = stop.id;
  app_->ui.focus.is_shown = true;
  window.press(NamedKey::space);
  for (int turns = 0; turns < 20; ++turns) loop.turn(0);
  ASSERT_TRUE(app_->ui.parameter_edit);
  EXPECT_EQ(app_->ui.parameter_edit->draft.view(), "2");
}

/// What is pressed between two frames, without a window.
TEST(InputQueues, KeepKeysAfterAClickForTheFrameAfterIt) {
  const WidgetContext widgets;
  InputQueue inputs;
  const auto key = [](char32_t letter) {
    return Input{.kind = Input::Kind::press, .pressed = PressedKey{{NamedKey::none, letter}}};
  };
  inputs.add(key(U'a'));
  inputs.add({.kind = Input::Kind::button, .is_down = true});
  inputs.add({.kind = Input::Kind::button});
  inputs.add(key(U'b'));
  std::string frames;
  while (inputs.is_waiting()) {
    while (const std::optional<PressedKey> pressed = inputs.next_key())
      frames += static_cast<char>(pressed->press.character);
    inputs.pass_on();
    frames += '|';
  }
  EXPECT_EQ(frames, "a||b|");
}

TEST(InputQueues, DropNoLetterThatIsNotOfThePress) {
  const WidgetContext widgets;
  InputQueue inputs;
  inputs.tap({.kind = Input::Kind::key,
              .index = -1,
              .is_down = true,
              .control = true,
              .pressed = PressedKey{{NamedKey::none, U'e', true}}});
  inputs.add({.kind = Input::Kind::letter, .letter = U'卷'});  // composed, without a key
  ASSERT_TRUE(inputs.next_key());
  inputs.drop_press();
  while (inputs.is_waiting()) {
    (void)inputs.next_key();
    inputs.pass_on();
  }
#if IMGUI_VERSION_NUM < 18700
  ASSERT_EQ(ImGui::GetIO().InputQueueCharacters.size(), 1);
  EXPECT_EQ(ImGui::GetIO().InputQueueCharacters[0], U'卷');
#endif
}

TEST(InputQueues, KeepOneRepeatOfAKey) {
  const WidgetContext widgets;
  InputQueue inputs;
  const auto repeat = [](NamedKey key) {
    return Input{.kind = Input::Kind::press, .pressed = PressedKey{{key}, true}};
  };
  for (int i = 0; i < 100; ++i) {
    inputs.add(repeat(NamedKey::right));
    inputs.add({.kind = Input::Kind::mouse, .x = static_cast<float>(i)});
  }
  inputs.add(repeat(NamedKey::left));
  EXPECT_EQ(inputs.next_key()->press.key, NamedKey::right);
  EXPECT_EQ(inputs.next_key()->press.key, NamedKey::left);
  EXPECT_FALSE(inputs.next_key());
}

TEST(InputQueues, KeepNoTailOfAHeldShortcut) {
  const WidgetContext widgets;
  InputQueue inputs;
  const PressedKey pressed{{NamedKey::none, U'z', true}, true};
  for (int i = 0; i < 100; ++i)
    inputs.tap({.kind = Input::Kind::key, .index = ImGuiKey_Z, .is_down = true, .control = true, .pressed = pressed});
  EXPECT_TRUE(inputs.next_key());
  inputs.pass_on();
  EXPECT_FALSE(inputs.next_key());
  EXPECT_FALSE(inputs.is_waiting());
}

}  // namespace
}  // namespace convoscope::testing
