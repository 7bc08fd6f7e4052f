// Photographs on the GPU: a texture with mipmaps for each, kept from figure to figure as long as its pixels are shown.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "document/photograph/photograph.h"
#include "gl/gl_objects.h"
#include "gl/shader_set.h"

namespace convoscope {

struct ImageItem;

class ImageLayer {
 public:
  /// What is going to be drawn. Pixels that are on the GPU already stay there; textures of others are taken for those that come.
  void upload(std::span<const ImageItem> items);
  /// One of the items uploaded last.
  void draw(const ImageItem& item, ShaderSet& shaders, const std::optional<ClipUniforms>& clip) const;

 private:
  struct Slot {
    SharedPixels pixels;
    GlTexture texture;
    std::int64_t rows = 0;  ///< that the texture has room for
    std::int64_t columns = 0;
  };
  std::vector<Slot> slots_;
  GlVertexArray no_attributes_;
};

}  // namespace convoscope
