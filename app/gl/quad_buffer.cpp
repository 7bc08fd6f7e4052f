#include "gl/quad_buffer.h"

#include <algorithm>

namespace convoscope {

QuadBuffer::QuadBuffer(std::size_t stride, const std::vector<Attribute>& attributes) {
  glBindVertexArray(vertex_array_.name());
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_.name());
  glBindBuffer(GL_ARRAY_BUFFER, corners_.name());
  for (GLuint location = 0; location < attributes.size(); ++location) {
    const Attribute& attribute = attributes[location];
    const void* at = reinterpret_cast<const void*>(attribute.offset);
    glEnableVertexAttribArray(location);
    if (attribute.is_integer) {
      glVertexAttribIPointer(location, attribute.components, attribute.type, static_cast<GLsizei>(stride), at);
    } else {
      const GLboolean normalized = attribute.type == GL_UNSIGNED_BYTE ? GL_TRUE : GL_FALSE;
      glVertexAttribPointer(location, attribute.components, attribute.type, normalized, static_cast<GLsizei>(stride),
                            at);
    }
  }
  glBindBuffer(GL_ARRAY_BUFFER, 0);
  glBindVertexArray(0);
}

void QuadBuffer::upload_bytes(const void* bytes, std::size_t size, std::size_t count) {
  glBindVertexArray(vertex_array_.name());
  glBindBuffer(GL_ARRAY_BUFFER, corners_.name());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(size), bytes, GL_DYNAMIC_DRAW);
  if (count > indexed_) {
    indexed_ = std::max(count, 2 * indexed_);
    std::vector<std::uint32_t> indices;
    indices.reserve(6 * indexed_);
    for (std::uint32_t corner = 0; corner < 4 * indexed_; corner += 4) {
      for (const std::uint32_t of_quad : {0U, 1U, 2U, 2U, 1U, 3U}) indices.push_back(corner + of_quad);
    }
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(4 * indices.size()), indices.data(), GL_STATIC_DRAW);
  }
  glBindBuffer(GL_ARRAY_BUFFER, 0);
  glBindVertexArray(0);
}

void QuadBuffer::draw(std::uint32_t first, std::uint32_t count) {
  if (count == 0) return;
  glBindVertexArray(vertex_array_.name());
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(6 * count), GL_UNSIGNED_INT,
                 reinterpret_cast<const void*>(std::size_t{24} * first));
}

}  // namespace convoscope
