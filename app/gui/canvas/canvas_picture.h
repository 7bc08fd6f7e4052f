// The canvas's figure, composed anew only when something that it shows has changed; what takes long is composed beside the
// window, which keeps the figure before it meanwhile.
// Knows no OpenGL and no widget.
#pragma once

#include <memory>
#include <optional>

#include "figure/compose.h"
#include "gui/state/app_state.h"

namespace convoscope {

class CanvasPicture {
 public:
  /// Makes the picture of the session's legal scene for a canvas of this size (points), unless it stands already or takes long:
  /// then `app.wake` says when to call again.
  void update(AppState& app, Size available);
  const Figure& figure() const { return figure_; }
  /// Raised with every new figure.
  std::uint64_t revision() const { return revision_; }
  /// Whether a newer figure is being made.
  bool is_behind() const { return job_ != nullptr; }

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
  /// What a job works on, and what it has made.
  struct Work {
    Key key;
    Scene scene;
    std::shared_ptr<const Evaluation> evaluation;
    PictureCache cache;
    Figure figure;
  };
  void begin(const AppState& app, const Key& key);
  void take(AppState& app);
  void show(Figure figure, const Key& key);

  std::optional<Key> key_;
  std::weak_ptr<const Evaluation> pictured_;
  Figure figure_;
  std::uint64_t revision_ = 0;
  std::shared_ptr<Work> work_;
  std::unique_ptr<Job> job_;  // last, so that it ends before what it uses
};

}  // namespace convoscope
