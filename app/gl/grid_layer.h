// One grid on the GPU. Near, its visible cells are instances that know their class alone; far, it is one quad with a texture of
// colours. Both come from the same styles, and meet at the zoom where details have faded.
#pragma once

#include <memory>
#include <span>

#include "gl/cell_window.h"
#include "gl/grid_colors.h"
#include "gl/quad_buffer.h"
#include "gl/shader_set.h"

namespace convoscope {

/// Below this distance from cell to cell (pixels) a grid is drawn from afar.
inline constexpr double nearest_far_px = 7;
/// From here on outlines, hatching and round corners are complete; in between they fade.
inline constexpr double complete_px = 11;

class GridLayer {
 public:
  GridLayer();

  /// Prepares what `view` shows of the grid. `known`: kinds of rows found before, some perhaps of this grid.
  void build(const GridItem& item, const ScreenView& view, std::span<const std::shared_ptr<const RowKinds>> known);
  void draw(const GridItem& item, const ScreenView& view, ShaderSet& shaders, const std::optional<ClipUniforms>& clip);
  /// Null as long as the grid has not been drawn from afar, or has no classes.
  const std::shared_ptr<const RowKinds>& kinds() const { return colors_.kinds(); }

 private:
  void build_styles(const GridItem& item, double detail);
  void build_window(const GridItem& item);
  void draw_near(const GridItem& item, ShaderSet& shaders, const std::optional<ClipUniforms>& clip);
  void draw_far(const GridItem& item, const ScreenView& view, ShaderSet& shaders,
                const std::optional<ClipUniforms>& clip);

  bool is_near_ = false;
  bool has_plain_ = false, has_general_ = false;
  CellWindow window_;
  QuadBuffer classes_;
  GlVertexArray no_attributes_;
  GlTexture styles_;
  GridColors colors_;
};

}  // namespace convoscope
