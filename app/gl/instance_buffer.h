// Instances of one kind in a buffer, and how a shader reads them. Each is drawn as a strip of four corners.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "gl/gl_objects.h"

namespace convoscope {

/// One vertex attribute; its location is its place in the list.
struct Attribute {
  GLint components = 0;
  GLenum type = GL_FLOAT;    ///< GL_UNSIGNED_BYTE colours come as 0 .. 1
  std::size_t offset = 0;
  bool is_integer = false;
};

class InstanceBuffer {
 public:
  InstanceBuffer(std::size_t stride, std::vector<Attribute> attributes);

  template <class Instance>
  void upload(const std::vector<Instance>& instances) {
    upload_bytes(std::as_bytes(std::span(instances)));
  }
  /// Instances [first, first + count), with the program that is in use.
  void draw(std::uint32_t first, std::uint32_t count);

 private:
  void upload_bytes(std::span<const std::byte> bytes);

  GlVertexArray vertex_array_;
  GlBuffer buffer_;
  std::size_t stride_;
  std::vector<Attribute> attributes_;
};

}  // namespace convoscope
