// Where a translucent group is painted together before it is laid over what is behind it. Textures of the framebuffer's size, one
// a nesting depth, kept from frame to frame.
#pragma once

#include <vector>

#include "gl/shader_set.h"

namespace convoscope {

class Layers {
 public:
  /// All textures of another size are given up.
  void set_size(int across, int down);

  /// Redirects drawing into an empty layer; the scissor says what of it is emptied.
  void begin();
  /// Lays the layer over what was drawn into before, within the scissor.
  void end(double opacity, ShaderSet& shaders, const std::optional<ClipUniforms>& clip);

 private:
  struct FramebufferTraits {
    static GLuint make();
    static void remove(GLuint name);
  };
  struct Layer {
    GlObject<FramebufferTraits> framebuffer;
    GlTexture texture;
  };

  int width_ = 0;
  int height_ = 0;
  std::vector<Layer> layers_;
  std::vector<GLint> outer_;  // framebuffers to return to
  GlVertexArray no_attributes_;
};

}  // namespace convoscope
