// The export sheet's preview: asked for when what it shows has changed, drawn on another thread, kept as a texture.
// Knows no widget.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "gui/app_state.h"
#include "gui/preview_painter.h"

namespace convoscope {

class ExportPreview {
 public:
  explicit ExportPreview(std::function<void()> wake) : painter_(std::move(wake)) {}
  ~ExportPreview();
  ExportPreview(const ExportPreview&) = delete;
  ExportPreview& operator=(const ExportPreview&) = delete;

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
    Size room_px;
    bool operator==(const Key&) const = default;
  };
  void show(const Preview& preview, PreviewTexture& texture);

  PreviewPainter painter_;
  std::optional<Key> asked_;
  std::array<unsigned int, 2> textures_{};  ///< by turns, so that what is shown changes with its name
};

}  // namespace convoscope
