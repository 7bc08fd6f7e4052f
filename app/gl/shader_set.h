// Every program of the renderer; each also in a variant for clips that are no rectangle of pixels, made when first needed.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "document/platform.h"
#include "gl/shader_program.h"

namespace convoscope {

enum class Shader : std::uint8_t {
  solid,
  box,
  general_box,
  cell,
  general_cell,
  grid_far,
  grid_far_gaps,
  grid_picture,
  image,
  stroke,
  general_stroke,
  fill,
  glyph,
  layer
};
inline constexpr int shader_count = 14;

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
  /// The message is the platform's for a missing file, or that of ShaderProgram::link.
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
  Entry& find(Shader shader, bool is_clipped);

  ShaderSources sources_;
  std::vector<Entry> entries_;
  std::array<std::optional<Entry>, shader_count> clipped_;
  FrameUniforms frame_;
};

}  // namespace convoscope
