#include "gl/instance_buffer.h"

namespace convoscope {

InstanceBuffer::InstanceBuffer(std::size_t stride, std::vector<Attribute> attributes)
    : stride_(stride), attributes_(std::move(attributes)) {
  glBindVertexArray(vertex_array_.name());
  for (GLuint location = 0; location < attributes_.size(); ++location) {
    glEnableVertexAttribArray(location);
    glVertexAttribDivisor(location, 1);
  }
  glBindVertexArray(0);
}

void InstanceBuffer::upload_bytes(std::span<const std::byte> bytes) {
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(bytes.size()), bytes.data(), GL_DYNAMIC_DRAW);
  glBindBuffer(GL_ARRAY_BUFFER, 0);
}

void InstanceBuffer::draw(std::uint32_t first, std::uint32_t count) {
  if (count == 0) return;
  glBindVertexArray(vertex_array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, buffer_.name());
  // OpenGL 3.3 and ES 3.0 cannot start at an instance, so the pointers do.
  for (GLuint location = 0; location < attributes_.size(); ++location) {
    const Attribute& attribute = attributes_[location];
    const void* at = reinterpret_cast<const void*>(attribute.offset + first * stride_);
    const auto stride = static_cast<GLsizei>(stride_);
    if (attribute.is_integer) {
      glVertexAttribIPointer(location, attribute.components, attribute.type, stride, at);
    } else {
      const GLboolean normalized = attribute.type == GL_UNSIGNED_BYTE ? GL_TRUE : GL_FALSE;
      glVertexAttribPointer(location, attribute.components, attribute.type, normalized, stride, at);
    }
  }
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
  glBindBuffer(GL_ARRAY_BUFFER, 0);
}

}  // namespace convoscope
