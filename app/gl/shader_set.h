// Every program of the renderer, in two variants: with and without a clip that is no rectangle of pixels.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "gl/shader_program.h"

namespace convoscope {

enum class Shader : std::uint8_t {
  solid,
  box,
  patterned_box,
  cell,
  patterned_cell,
  grid_far,
  grid_far_gaps,
  stroke,
  dashed_stroke,
  fill,
  glyph
};
inline constexpr int shader_count = 11;

/// What all programs are told in a frame.
struct FrameUniforms {
  std::array<float, 6> view{};         ///< figure points to pixels: a, b, c, d, e, f
  std::array<float, 2> framebuffer{};  ///< pixels
};

/// A clip as the fragment shaders take it.
struct ClipUniforms {
  std::array<float, 6> to_clip{};  ///< pixels, y down, to the clip's own coordinates
  std::array<float, 4> rect{};     ///< lower and upper corner in those
};

class ShaderSet {
 public:
  static Result<ShaderSet> compile(const Platform& platform);

  /// From here on `use` sets these; once per program and frame.
  void begin_frame(const FrameUniforms& frame);
  /// Makes the program current, with its clip.
  const ShaderProgram& use(Shader shader, const std::optional<ClipUniforms>& clip);

 private:
  struct Entry {
    ShaderProgram program;
    bool knows_frame = false;
  };
  std::vector<Entry> entries_;  // unclipped ones, then clipped ones
  FrameUniforms frame_;
};

}  // namespace convoscope
