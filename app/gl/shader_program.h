// A linked shader program. Its sources come from shaders/; the `#version` line and the variant's definitions are put before
// them here, since desktop OpenGL and OpenGL ES differ in nothing else.
#pragma once

#include <array>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "document/message.h"
#include "gl/gl_objects.h"

namespace convoscope {

/// Texts of shaders/ by file name.
using ShaderSources = std::map<std::string, std::string, std::less<>>;

class ShaderProgram {
 public:
  /// Begins to compile and to link, and does not wait for it. `vertex` and `fragment` are files of `sources` that are put together in this
  /// order; `defines` are names for #ifdef.
  ShaderProgram(const ShaderSources& sources, std::initializer_list<std::string_view> vertex,
                std::initializer_list<std::string_view> fragment, std::initializer_list<std::string_view> defines);
  /// Waits for it; only then may it be used. The message is "gl.shader_failed" with the file and the compiler's first complaint.
  Status link();

  void use() const { glUseProgram(program_.name()); }
  /// -1, which OpenGL ignores, for a uniform that this variant does not have.
  GLint uniform(const char* name) const { return glGetUniformLocation(program_.name(), name); }

 private:
  struct Stage {
    std::string file;  ///< the last of its files
    GlShader shader{0};
  };
  GlProgram program_;
  std::array<Stage, 2> stages_{};  ///< until it is linked
};

}  // namespace convoscope
