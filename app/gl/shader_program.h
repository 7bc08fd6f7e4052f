// A linked shader program. Its sources come from shaders/; the `#version` line and the variant's definitions are put before
// them here, since desktop OpenGL and OpenGL ES differ in nothing else.
#pragma once

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
  /// Compiles and links. `vertex` and `fragment` are files of `sources` that are put together in this order; `defines` are
  /// names for #ifdef. The message is "gl.shader_failed" with the file and the compiler's first complaint.
  static Result<ShaderProgram> link(const ShaderSources& sources, std::initializer_list<std::string_view> vertex,
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
