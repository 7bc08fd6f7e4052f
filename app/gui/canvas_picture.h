// The canvas's figure, composed anew only when something that it shows has changed.
// Knows no OpenGL and no widget.
#pragma once

#include <optional>

#include "figure/compose.h"
#include "gui/app_state.h"

namespace convoscope {

class CanvasPicture {
 public:
  /// Makes the picture of the session's legal scene for a canvas of this size (points), unless it stands already.
  void update(const AppState& app, Size available);
  const Figure& figure() const { return figure_; }
  /// Raised with every new figure.
  std::uint64_t revision() const { return revision_; }

 private:
  /// All that the figure was made of.
  struct Key {
    std::uint64_t scene_revision = 0;
    Playhead playhead;
    Tag pin;
    Tag hover;
    double to_next_step = 0;
    std::optional<double> role_swap;
    std::string language;
    Size available;
    double zoom = 1;
    bool operator==(const Key&) const = default;
  };
  std::optional<Key> key_;
  PictureCache cache_;
  Figure figure_;
  std::uint64_t revision_ = 0;
};

}  // namespace convoscope
