// A linked shader program. Its sources come from shaders/ through the platform; the `#version` line and the variant's
// definitions are put before them here, since desktop OpenGL and OpenGL ES differ in nothing else.
#pragma once

#include <initializer_list>
#include <string_view>

#include "document/platform.h"
#include "gl/gl_objects.h"

namespace convoscope {

class ShaderProgram {
 public:
  /// Compiles and links. `vertex` and `fragment` are files of shaders/ that are put together in this order; `defines` are
  /// names for #ifdef. The message is the platform's for a missing file, or "gl.shader_failed" with the file and the
  /// compiler's first complaint.
  static Result<ShaderProgram> link(const Platform& platform, std::initializer_list<std::string_view> vertex,
                              std::initializer_list<std::string_view> fragment,
                              std::initializer_list<std::string_view> defines);

  void use() const { glUseProgram(program_.name()); }
  /// -1, which OpenGL ignores, for a uniform that this variant does not have.
  GLint uniform(const char* name) const { return glGetUniformLocation(program_.name(), name); }

 private:
  explicit ShaderProgram(GlProgram program) : program_(std::move(program)) {}
  GlProgram program_;
};

}  // namespace convoscope
