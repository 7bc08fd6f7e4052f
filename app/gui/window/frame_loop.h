// The frame loop: takes input, lets the panels draw, has the picture composed and painted. It waits while nothing happens.
#pragma once

#include <atomic>
#include <string>

#include "document/window_request.h"
#include "gl/renderer.h"
#include "gui/canvas/canvas_picture.h"
#include "gui/export/export_preview.h"
#include "gui/panels/frame.h"
#include "gui/state/spoken.h"
#include "gui/widgets/type_set.h"
#include "gui/window/presenter_view.h"
#include "gui/window/window_context.h"
#include "gui/window/window_painter.h"

namespace convoscope {

class FrameLoop {
 public:
  FrameLoop(AppState& app, FontBook& fonts, WindowContext& window, Renderer& renderer, const WindowRequest& request);

  /// Until the window is closed.
  void run();
  /// The same for a caller with a loop of its own, such as a browser: `begin` once, then a `turn` for each event and whenever
  /// `wait_s` is over, `end` once the window closes.
  void begin();
  /// Takes what came within `most_s`, and draws a frame.
  void turn(double most_s);
  void end();
  /// How long nothing needs to be drawn unless an event comes; infinity: for ever.
  double wait_s() const;
  /// Draws off the screen until nothing changes any more, and saves that.
  Status save_screenshot(const std::string& path);

  enum class Frame : std::uint8_t {
    unfinished,  ///< a glyph or a picture was missing: it is drawn again before it is shown
    unchanged,   ///< no pixel differs from the frame before
    painted,
  };
  /// One frame of a window of `units` points and `pixels`, after whatever input there was.
  Frame draw(Size units, Size pixels);
  /// The next frame is painted whatever it shows, since something else has drawn into the window.
  void repaint() { painter_.repaint(); }
  const CanvasPicture& picture() const { return picture_; }

 private:
  void take(const WindowEvents& events);
  bool opens_field() const;
  bool awaits_field() const;
  void take_keys();
  void take(const PressedKey& key);
  void prepare_widgets(double scale, double density);
  void pass_on();
  bool paint(double pixels_per_pt, Size pixels);
  void report();

  AppState& app_;
  FontBook& fonts_;
  WindowContext& window_;
  const WindowRequest& request_;
  TypeSet types_;
  HintState hints_;
  CanvasPicture picture_;
  WindowPainter painter_;
  ExportPreview preview_;
  Narrator narrator_;
  PresenterView presenter_;
  FrameLayout layout_;
  int built_edition_ = 0;
  double built_scale_ = 0;
  double built_density_ = 0;
  double turned_s_ = 0;      ///< when the latest turn began
  double slow_frame_s_ = 0;  ///< from one to the next, of the slowest of the latest that followed each other at once
  std::string themed_;
  int frames_ = 0;                             ///< that are drawn before the next wait
  int awaiting_frames_ = 0;                    ///< in a row, for a field to get the keyboard
  bool enters_ = false;                        ///< since the last frame
  bool chooses_ = false;                       ///< Enter is for the open list
  bool has_letters_ = false;                   ///< were typed that Dear ImGui may not have passed on yet
  std::atomic<bool> is_asked_to_end_ = false;  ///< from outside: at once, without a question
  std::string state_path_;
  std::string reported_;
};

}  // namespace convoscope
