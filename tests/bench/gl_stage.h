// The real window, driven from here frame by frame, and an empty Dear ImGui window on the same screen.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "clock.h"
#include "document/scene.h"
#include "gui/window/frame_loop.h"
#include "picture/support.h"

struct ImGuiContext;

namespace convoscope::bench {

class Stage {
 public:
  /// Opens a window on a scene. Null where there is no display with OpenGL 3.3.
  static std::unique_ptr<Stage> open(const SavedScene& saved, Size window = {1280, 800});
  ~Stage();
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

  AppState& app() { return *app_; }
  /// One frame, from the panels to the finished picture on the screen. What it answers is FrameLoop's.
  FrameLoop::Frame frame();
  /// Whether an evaluation or a figure is under way beside the window.
  bool is_waiting() const { return app_->session.wanted() != nullptr || loop_->picture().is_behind(); }
  /// Frames until nothing changes any more.
  void settle();
  /// A frame of Dear ImGui in which there is nothing: a background, and the buffers swapped. The next `frame` paints everything.
  void empty_frame();
  /// Puts the mouse at a point of the window; the frames that follow see it there.
  void point_at(double x, double y);
  const FrameLoop& loop() const { return *loop_; }

 private:
  Stage() = default;
  test::TestPlatform platform_;
  FontBook fonts_{platform_};
  WindowRequest request_;
  std::unique_ptr<AppState> app_;
  std::unique_ptr<WindowContext> window_;
  std::unique_ptr<Renderer> renderer_;
  std::unique_ptr<FrameLoop> loop_;
  ImGuiContext* context_ = nullptr;
  ImGuiContext* empty_ = nullptr;
};

/// Writes a scene where the window, or the program, can open it; removes it again.
class SceneFile {
 public:
  explicit SceneFile(const SavedScene& saved);
  ~SceneFile();
  SceneFile(const SceneFile&) = delete;
  SceneFile& operator=(const SceneFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A transposed convolution 3x3 with stride 2, padding 1, of a square map, values counted up; the maps view alone.
SavedScene transposed_of(std::int64_t side);

}  // namespace convoscope::bench
