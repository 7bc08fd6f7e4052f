// The export sheet's preview: asked for when what it shows has changed, composed on another thread, drawn into a texture.
// Knows no widget.
#pragma once

#include <optional>
#include <string>

#include "gl/picture_texture.h"
#include "gui/export/preview_painter.h"
#include "gui/state/app_state.h"

namespace convoscope {

class ExportPreview {
 public:
  ExportPreview(const Platform& platform, const FontBook& fonts, std::function<void()> wake)
      : painter_(std::move(wake)), texture_(platform, fonts) {}

  /// Asks for what the open export sheet is to show, at `pixels_per_pt`, and puts what is ready into `app.ui.preview`.
  /// Needs the OpenGL context.
  void update(AppState& app, double pixels_per_pt);

 private:
  /// All that a preview depends on.
  struct Key {
    std::uint64_t scene_revision = 0;
    Playhead playhead;
    Tag pin;
    std::optional<View> view;
    std::string theme;
    std::string language;
    std::optional<std::int64_t> frame;
    int between = 0;
    const Format* contact_sheet = nullptr;
    std::optional<Page> page;
    std::optional<double> role_swap;
    bool transparent = false;
    bool operator==(const Key&) const = default;
  };

  PreviewPainter painter_;
  PictureTexture texture_;
  std::optional<Key> asked_;
  std::optional<Figure> figure_;  ///< the last that was composed
  Size room_px_;                  ///< that it was drawn for
};

}  // namespace convoscope
