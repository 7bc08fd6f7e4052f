// The whole window without a window: Dear ImGui without a back end, fed with a mouse and a keyboard that tests move. It
// tells every text that the panels drew and every action that they asked for.
// Knows no GLFW and no OpenGL.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gui/canvas/canvas_picture.h"
#include "gui/panels/frame.h"
#include "gui/widgets/type_set.h"
#include "support.h"

namespace convoscope::testing {

/// The machine's fonts, read once.
FontBook& machine_fonts();

/// The machine's fonts beside files in memory.
class PanelPlatform : public TestPlatform {
 public:
  FontFile find_font(FontFace face) const override;
};

/// Dear ImGui's state, as long as it lives.
struct WidgetContext {
  WidgetContext();
  ~WidgetContext();
  WidgetContext(const WidgetContext&) = delete;
  WidgetContext& operator=(const WidgetContext&) = delete;
};

class PanelStage {
 public:
  /// A window of this many points. It begins at rest, as after a first look.
  explicit PanelStage(Size window = {1280, 800}, const std::string& language = "en", const WindowRequest& request = {});

  AppState& app() { return *started_; }
  PanelPlatform& platform() { return platform_; }
  UiState& ui() { return app().ui; }
  Session& session() { return app().session; }
  const FrameLayout& layout() const { return layout_; }
  const Figure& picture() const { return picture_.figure(); }
  std::string say(std::string_view key, const Catalog::Arguments& arguments = {}) {
    return app().catalog().text(key, arguments);
  }

  /// Frames until nothing moves any more.
  void rest();
  /// As many seconds with the mouse and the keyboard at rest.
  void wait(double seconds);
  void apply(const Edit& edit);
  void run(std::string_view command_id);

  void move_to(Point mouse);
  void press();
  void release();
  void click(Point at);
  void drag(Point from, Point to);
  void wheel(double lines);
  void type(std::string_view letters);
  enum class Key : std::uint8_t { enter, escape, tab, backspace, left, right, up, down, space, z };
  void hit(Key key);
  /// Control, held until it is let go.
  void hold_control(bool is_held);

  /// The texts of a panel, in the order drawn: "left", "cell", "header", "timeline", "canvas", "dialog", "##Tooltip", and
  /// what stands in them.
  std::vector<Record::Text> texts(std::string_view panel) const;
  std::vector<std::string> words(std::string_view panel) const;
  /// All of them, without their spaces: wrapped lines read as one sentence.
  std::string running_words(std::string_view panel) const;
  bool says(std::string_view panel, std::string_view sentence) const;
  /// The first text of these words. A failure, and an empty one, where there is none.
  Record::Text text(std::string_view panel, std::string_view words) const;
  /// What answers the mouse: the one of this name, of several the first that is not above `below`.
  Rect area(std::string_view panel, std::string_view id, double below = -1e9) const;
  bool has_area(std::string_view panel, std::string_view id) const;
  /// Rows of open lists and menus, read from the letters that Dear ImGui draws.
  std::vector<Record::Text> rows() const;
  std::vector<std::string> row_words() const;
  void click_row(std::string_view words);

  /// What was asked for since the last call, in words, but for where the mouse rests: "stride 2".
  std::vector<std::string> asked_for();

  /// The control that has the keyboard, as state reports call it: "export", "stride value"; empty: none shows it.
  std::string focused() const;

 private:
  bool take(Key key);
  void frame();
  void draw_once();
  void feed();

  PanelPlatform platform_;
  Result<AppState> started_;
  WidgetContext widgets_;
  std::unique_ptr<TypeSet> types_;
  HintState hints_;
  CanvasPicture picture_;
  FrameLayout layout_;
  Record record_;
  std::vector<std::string> asked_for_;
  double now_s_ = 0;
  std::string themed_;

  Point mouse_{-100, -100};
  bool is_down_ = false;
  bool has_control_ = false;
  double wheel_ = 0;
  std::string letters_;
  std::vector<Key> keys_;
};

/// The action in words; those that carry much in few.
std::string words_of(const Action& action);

/// Without spaces of any kind.
std::string packed_words(std::string_view words);

}  // namespace convoscope::testing
