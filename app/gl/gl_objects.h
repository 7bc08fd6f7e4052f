// OpenGL objects that delete themselves. A current context is needed from creation to destruction.
#pragma once

#include <utility>

#include <epoxy/gl.h>

namespace convoscope {

/// Owns one OpenGL name; `Traits` makes and deletes it.
template <class Traits>
class GlObject {
 public:
  GlObject() : name_(Traits::make()) {}
  explicit GlObject(GLuint name) : name_(name) {}
  ~GlObject() { Traits::remove(name_); }
  GlObject(GlObject&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  GlObject& operator=(GlObject&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  GlObject(const GlObject&) = delete;
  GlObject& operator=(const GlObject&) = delete;

  GLuint name() const { return name_; }

 private:
  GLuint name_ = 0;
};

struct BufferTraits {
  static GLuint make() {
    GLuint name = 0;
    glGenBuffers(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteBuffers(1, &name); }
};

struct VertexArrayTraits {
  static GLuint make() {
    GLuint name = 0;
    glGenVertexArrays(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteVertexArrays(1, &name); }
};

struct TextureTraits {
  static GLuint make() {
    GLuint name = 0;
    glGenTextures(1, &name);
    return name;
  }
  static void remove(GLuint name) { glDeleteTextures(1, &name); }
};

struct ProgramTraits {
  static GLuint make() { return glCreateProgram(); }
  static void remove(GLuint name) { glDeleteProgram(name); }
};

struct ShaderTraits {
  static void remove(GLuint name) { glDeleteShader(name); }
};

using GlBuffer = GlObject<BufferTraits>;
using GlVertexArray = GlObject<VertexArrayTraits>;
using GlTexture = GlObject<TextureTraits>;
using GlProgram = GlObject<ProgramTraits>;
using GlShader = GlObject<ShaderTraits>;

}  // namespace convoscope
