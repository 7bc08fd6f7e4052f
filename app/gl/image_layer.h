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
  /// At most so many bytes go to the GPU at a time, but a row at least.
  explicit ImageLayer(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// What is going to be drawn. Pixels that are on the GPU already stay there; textures of others are taken for those that come.
  void plan(std::span<const ImageItem> items);
  /// Goes on to bring what is planned to the GPU. Answers whether all of it is there.
  bool upload();
  /// One of the items planned last. Until all its rows are there nothing is drawn, or the pixels whose texture it takes.
  void draw(const ImageItem& item, ShaderSet& shaders, const std::optional<ClipUniforms>& clip) const;

 private:
  struct Slot {
    SharedPixels pixels;
    GlTexture texture;
    std::int64_t rows = 0;  ///< that the texture has room for
    std::int64_t columns = 0;
    std::int64_t uploaded = 0;  ///< of the rows
    bool has_picture = false;   ///< if only an older one
  };
  std::size_t most_bytes_;
  std::vector<Slot> slots_;
  GlVertexArray no_attributes_;
};

}  // namespace convoscope
