// The window's own loop, frame by frame: what is painted, and that nothing is where nothing changed.
#include "gui/window/frame_loop.h"

#include <gtest/gtest.h>

#include <utility>

#include "every_view.h"
#include "gui/canvas/canvas_view.h"
#include "gui/panels/frame.h"
#include "gui/state/commands.h"
#include "gui/window/glfw_window.h"
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

/// A window whose keys are pressed by a test.
class WindowOfKeys : public WindowContext {
 public:
  explicit WindowOfKeys(WindowContext& window) : window_(window) {}
  /// Where the mouse has just arrived.
  void press(char32_t character, Point mouse) {
    events_.keys.push_back({{NamedKey::none, character, false, false}, false, mouse});
  }
  /// Letters and Enter at once, as they come to a slow window; Dear ImGui sees them too.
  void enter(std::string_view letters) {
    for (const char letter : letters) press(static_cast<char32_t>(letter), {});
    events_.keys.push_back({{NamedKey::enter, 0, false, false}, false, {}});
    letters_ = letters;
    is_entered_ = true;
  }

  WindowEvents wait(double) override { return std::exchange(events_, {}); }
  void wake() override {}
  Size size() const override { return window_.size(); }
  Size framebuffer_size() const override { return window_.framebuffer_size(); }
  double display_scale() const override { return 1; }
  double time_s() const override { return window_.time_s(); }
  void set_title(const std::string&) override {}
  void set_clipboard(const std::string&) override {}
  void begin_frame() override {
    window_.begin_frame();
    ImGuiIO& io = ImGui::GetIO();
    for (const char letter : std::exchange(letters_, {})) io.AddInputCharacter(static_cast<unsigned int>(letter));
#if IMGUI_VERSION_NUM < 18700
    io.KeysDown[io.KeyMap[ImGuiKey_Enter]] = std::exchange(is_entered_, false);
#else
    if (is_entered_) io.AddKeyEvent(ImGuiKey_Enter, true);
    if (std::exchange(is_entered_, false)) io.AddKeyEvent(ImGuiKey_Enter, false);
#endif
  }
  void present() override {}

 private:
  WindowContext& window_;
  WindowEvents events_;
  std::string letters_;
  bool is_entered_ = false;
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

}  // namespace
}  // namespace convoscope::testing
