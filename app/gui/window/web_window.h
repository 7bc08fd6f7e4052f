// The window of a page in a browser: a canvas that fills the page, WebGL 2, and the page's events. app/web/page.js has the other side.
// Knows no document but the table of commands, which says which keys are the program's and which the browser's.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "document/message.h"
#include "gui/window/input_queue.h"
#include "gui/window/window_context.h"

namespace convoscope {

/// What the page calls. All of it runs between frames.
struct PageCalls {
  std::function<double()> turn = [] { return 0.0; };   ///< draws a frame; answers the seconds until the next one is due
  std::function<void()> leaves = [] {};                ///< the page goes, perhaps for ever
  std::function<bool()> loses = [] { return false; };  ///< whether that would lose something
  std::function<void(bool)> picture = [](bool) {};     ///< WebGL's context was lost, or is there again
  std::function<void(const std::string&)> failed = [](const std::string&) {
  };                                              ///< something that the browser was asked to do
  std::function<void()> tabbed_out = [] {};       ///< the keyboard has left the canvas
  std::function<void(bool)> fonts = [](bool) {};  ///< there are others now; false: they are not to be had
};

class WebWindow : public WindowContext {
 public:
  /// There is one in a page.
  static Result<std::unique_ptr<WindowContext>> open();
  ~WebWindow() override;
  WebWindow(const WebWindow&) = delete;
  WebWindow& operator=(const WebWindow&) = delete;

  /// From here on the page calls.
  static void listen(PageCalls calls);
  /// The sentence stands in the canvas's place; none: the canvas is there again.
  static void show_instead(const std::string& sentence);
  /// The same for good: no call comes any more.
  static void end(const std::string& sentence);
  /// After WebGL's context was lost and is there again.
  void renew_context();
  /// Has the page look for the font of all Chinese, and call `fonts`.
  static void fetch_chinese();

  WindowEvents wait(double seconds) override;
  std::optional<PressedKey> next_key() override { return inputs_.next_key(); }
  void wake() override;
  Size size() const override;
  Size framebuffer_size() const override;
  double display_scale() const override { return 1; }
  double time_s() const override;
  void set_title(const std::string& title) override;
  void set_clipboard(const std::string& text) override;
  /// What was pasted last: a page may read the clipboard only while the reader pastes.
  std::string clipboard() override { return clipboard_; }
  void set_full_screen(bool wanted) override;
  void drop_press() override { inputs_.drop_press(); }
  void say(const std::string& sentence, const std::string& language) override;
  void set_focus_ends(bool is_at_first, bool is_at_last) override;
  void begin_frame() override;
  void present() override {}

 private:
  WebWindow();
  friend struct PageEvents;
  void show_typing();

  InputQueue inputs_;
  WindowEvents events_;
  Point mouse_;
  std::string title_;
  std::string clipboard_;
  std::string said_;
  int cursor_ = 0;
  bool fills_screen_ = false;
  bool is_at_first_ = false;
  bool is_at_last_ = false;
  double before_s_ = 0;  ///< the frame before began then
  Point caret_;          ///< of the field that has the keyboard
};

}  // namespace convoscope
