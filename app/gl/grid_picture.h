// A grid of many cells, numbers included, kept as pixels: drawn once for a zoom, then copied as long as the grid and the zoom stay,
// however far its steps have come. Two pictures: all cells done, all cells still to come; which one shows where is geometry.
#pragma once

#include <functional>
#include <optional>

#include "gl/cell_window.h"
#include "gl/grid_layer.h"

namespace convoscope {

/// Whether copying pays: the grid has more cells in view than a few hundred.
bool deserves_picture(const GridItem& item, const ScreenView& view);

class GridPicture {
 public:
  /// Whether what is kept is the picture of `item` in `view`. Cells still to come and whole-pixel shifts do not matter.
  bool is_of(const GridItem& item, const ScreenView& view) const;

  /// Draws the grid into the textures, and over it what `draw_numbers` draws, moved by so many pixels. Changes the shaders'
  /// frame: the caller begins its own again.
  void render(const GridItem& item, const ScreenView& view, GridLayer& layer,
              std::span<const std::shared_ptr<const RowKinds>> known,
              const std::function<void(Point shift_px)>& draw_numbers, ShaderSet& shaders);

  /// Copies it to the bound framebuffer, of `framebuffer_height` pixels.
  void draw(const GridItem& item, const ScreenView& view, int framebuffer_height, ShaderSet& shaders,
            const std::optional<ClipUniforms>& clip) const;

 private:
  struct Area {
    int left = 0, top = 0, width = 0, height = 0;  // pixels of the view that it was made for
  };
  void begin_target(const GlTexture& texture, const ScreenView& view, ShaderSet& shaders) const;

  std::optional<GridItem> item_;
  ScreenView view_;
  Area area_;
  GlTexture done_;
  GlTexture pending_;
  GlVertexArray no_attributes_;
};

}  // namespace convoscope
