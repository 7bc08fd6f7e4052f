// The canvas's figure, composed anew only when something that it shows has changed; what may take long is composed beside the
// window, which keeps the figure before it meanwhile.
// Knows no OpenGL and no widget.
#pragma once

#include <memory>
#include <optional>

#include "figure/compose.h"
#include "gui/state/app_state.h"
#include "gui/tasks/maker.h"

namespace convoscope {

class CanvasPicture {
 public:
  /// Makes the picture of the session's legal scene for a canvas of this size (points), unless it stands already or takes long:
  /// then `app.jobs` says when to call again.
  void update(AppState& app, Size available);
  const Figure& figure() const { return figure_; }
  /// Raised with every new figure.
  std::uint64_t revision() const { return revision_; }
  /// Whether a newer figure is being made.
  bool is_behind() const { return maker_.is_busy(); }

 private:
  /// All that the figure is made of.
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
    std::uint64_t lesson = 0;
    std::optional<std::int64_t> revealed;
    int font_edition = 0;
    std::optional<Developing::Shared> development;  ///< of a photograph
    bool operator==(const Key&) const = default;
  };
  /// A figure, and the arrays that others of its layer can share.
  struct Made {
    Figure figure;
    PictureCache cache;
    std::shared_ptr<const Evaluation> evaluation;  ///< what it is of
  };
  struct Drawing;
  void take(AppState& app);
  void show(Figure figure, const Key& key, std::shared_ptr<const Evaluation> evaluation);
  void replace(AppState& app);
  void give_back_replaced(const AppState& app);

  std::optional<Key> key_;  ///< of the figure that stands
  Figure figure_;
  std::shared_ptr<const Evaluation> evaluation_;  ///< that the figure is of
  std::uint64_t revision_ = 0;
  Maker<Key, Made> maker_;
  std::shared_ptr<Made> replaced_;  ///< of a large layer, by the figure whose frame may still draw from it
  std::unique_ptr<Job> giving_back_;
};

}  // namespace convoscope
