// The window of a presenter's notes: opened and closed as the program's state wants it, painted when what it shows has changed.
// Knows no GLFW.
#pragma once

#include <memory>
#include <optional>

#include "gl/renderer.h"
#include "gui/lesson/presenter_figure.h"
#include "gui/state/app_state.h"
#include "gui/window/window_context.h"

namespace convoscope {

class PresenterView {
 public:
  explicit PresenterView(WindowContext& window) : window_(window) {}
  ~PresenterView() { close(); }
  PresenterView(const PresenterView&) = delete;
  PresenterView& operator=(const PresenterView&) = delete;

  /// After each frame of the first window.
  void update(AppState& app);
  /// How long it stays as it is unless something else changes; infinity: it is closed.
  double wait_s() const;

 private:
  /// All that it shows.
  struct Key {
    std::uint64_t lesson = 0;
    std::string language;
    std::string theme;
    int font_edition = 0;
    Size size;
    PresenterTime time;
    bool operator==(const Key&) const = default;
  };
  bool open(AppState& app);
  void close();

  WindowContext& window_;
  std::unique_ptr<SecondWindow> second_;
  std::unique_ptr<Renderer> renderer_;
  std::optional<Key> key_;
  std::uint64_t revision_ = 0;
};

}  // namespace convoscope
