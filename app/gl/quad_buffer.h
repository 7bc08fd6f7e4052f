// Things of one kind in a buffer, and how a shader reads them: each is drawn as a quad of four corners. Every corner holds all of
// the thing: instancing would save that memory, but costs a software OpenGL (and some drivers) a microsecond an instance.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "gl/gl_objects.h"

namespace convoscope {

/// One vertex attribute; its location is its place in the list.
struct Attribute {
  GLint components = 0;
  GLenum type = GL_FLOAT;  ///< GL_UNSIGNED_BYTE comes as 0 .. 1, unless it is an integer
  std::size_t offset = 0;
  bool is_integer = false;
};

class QuadBuffer {
 public:
  QuadBuffer(std::size_t stride, const std::vector<Attribute>& attributes);

  /// Corner number `gl_VertexID & 3` of thing number `gl_VertexID >> 2`.
  template <class Thing>
  void upload(const std::vector<Thing>& things) {
    std::vector<Thing> corners;
    corners.reserve(4 * things.size());
    for (const Thing& thing : things) corners.insert(corners.end(), 4, thing);
    upload_bytes(corners.data(), corners.size() * sizeof(Thing), things.size());
  }
  /// Things [first, first + count), with the program that is in use.
  void draw(std::uint32_t first, std::uint32_t count);

 private:
  void upload_bytes(const void* bytes, std::size_t size, std::size_t count);

  GlVertexArray vertex_array_;
  GlBuffer corners_;
  GlBuffer indices_;
  std::size_t indexed_ = 0;  // how many quads the index buffer is for
};

}  // namespace convoscope
