// Draws figures with OpenGL (3.3 core, or GLES 3.0). Nothing above this room knows OpenGL.
#pragma once

#include <cstddef>
#include <limits>
#include <memory>

#include "document/platform.h"
#include "figure/draw/fonts.h"
#include "figure/figure.h"
#include "gl/screen_rect.h"

namespace convoscope {

/// Where a figure goes in the framebuffer: `to_pixels` maps figure points to framebuffer pixels (y down, origin top left) by
/// one scale for both directions and a translation; `clip_px` is the visible region.
struct Viewport {
  int framebuffer_width = 0;
  int framebuffer_height = 0;
  Rect clip_px;
  Affine to_pixels;
  /// The framebuffer has been cleared to the figure's background already, which saves painting it.
  bool is_cleared = false;
  bool operator==(const Viewport&) const = default;
};

/// Fills a rectangle of the bound framebuffer with an opaque colour.
void fill_pixels(const ScreenRect& rect, int framebuffer_height, Color color);

class Renderer {
 public:
  static constexpr std::size_t all = std::numeric_limits<std::size_t>::max();
  /// Compiles the shaders of shaders/; needs a current context, and the fonts for as long as it lives. The message names the shader that failed.
  /// A `draw` takes about as many bytes of photographs to the GPU as `most_image_bytes` says.
  static Result<std::unique_ptr<Renderer>> create(const Platform& platform, const FontBook& fonts,
                                                  std::size_t most_image_bytes = all);
  ~Renderer();

  /// Paints all that the viewport shows of `figure` into the bound framebuffer. Uploads only what changed since the last call: geometry
  /// is kept while `revision` stays the same (the caller raises it with every new figure), big grids' arrays while their pointers do.
  /// Leaves blending, scissor, program and vertex array as Dear ImGui expects to set them itself.
  void draw(const Figure& figure, std::uint64_t revision, const Viewport& viewport);
  /// Whether the last `draw` left photographs out, or drew the ones before in their place, until later ones have taken them to the GPU.
  bool is_behind() const;

 private:
  struct Implementation;
  explicit Renderer(std::unique_ptr<Implementation> implementation);
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace convoscope
