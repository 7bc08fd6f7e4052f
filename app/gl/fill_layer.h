// Filled paths on the GPU: their instances, and their edges in a texture.
#pragma once

#include <array>
#include <vector>

#include "gl/display_list.h"
#include "gl/quad_buffer.h"
#include "gl/shader_program.h"

namespace convoscope {

class FillLayer {
 public:
  FillLayer();
  void upload(const std::vector<FillInstance>& fills, std::vector<std::array<float, 4>> edges);
  /// With shaders/fill.* in use.
  void draw(const ShaderProgram& program, std::uint32_t first, std::uint32_t count);

 private:
  QuadBuffer instances_;
  GlTexture edges_;
};

}  // namespace convoscope
