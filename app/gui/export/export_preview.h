// The export dialog's preview: made beside the window when what it shows has changed, drawn into a texture.
// Knows no widget.
#pragma once

#include <optional>
#include <string>

#include "gl/picture_texture.h"
#include "gui/export/export_plan.h"
#include "gui/state/app_state.h"
#include "gui/tasks/maker.h"

namespace convoscope {

/// The figures that the export dialog shows. Needs no OpenGL.
class PreviewFigure {
 public:
  /// Has the preview of a plan made, frame `frame` of what it runs through, unless it is the last that was made. True where another
  /// figure is there than before.
  bool update(const AppState& app, ExportPlan plan, std::int64_t frame);
  /// The last that was made; nothing: none yet. A picture that is too large for memory never comes.
  const std::optional<Figure>& figure() const { return figure_; }
  /// Whether a newer one is being made.
  bool is_behind() const { return maker_.is_busy(); }
  void reset();

 private:
  /// All that a preview depends on.
  struct Key {
    std::uint64_t scene_revision = 0;
    Playhead playhead;
    Tag pin;
    std::optional<View> view;
    std::string theme;
    std::string colors;
    double width_pt = 0;
    std::int64_t first_step = 0;
    std::string language;
    std::optional<std::int64_t> frame;
    int between = 0;
    const Format* contact_sheet = nullptr;
    std::optional<Page> page;
    std::optional<double> role_swap;
    bool transparent = false;
    bool operator==(const Key&) const = default;
  };
  struct Made {
    Figure figure;
    PictureCache cache;
  };
  Maker<Key, Made> maker_;
  PictureCache cache_;  ///< stays from one preview to the next, as an animation's steps need it
  std::optional<Figure> figure_;
};

class ExportPreview {
 public:
  ExportPreview(const Platform& platform, const FontBook& fonts) : texture_(platform, fonts) {}

  /// Asks for what the open export dialog is to show, at `pixels_per_pt`, and puts what is ready into `app.ui.preview`.
  /// Needs the OpenGL context.
  void update(AppState& app, double pixels_per_pt);

 private:
  PreviewFigure preview_;
  PictureTexture texture_;
  Size room_px_;  ///< that it was drawn for
};

}  // namespace convoscope
