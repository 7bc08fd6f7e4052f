#include "gl/fill_layer.h"

#include <cstddef>

namespace convoscope {
namespace {

constexpr std::size_t edges_in_row = 1024;  // as in shaders/fill.frag

}  // namespace

FillLayer::FillLayer()
    : instances_(sizeof(FillInstance), {{4, GL_FLOAT, offsetof(FillInstance, bounds)},
                                        {4, GL_FLOAT, offsetof(FillInstance, hatching)},
                                        {2, GL_UNSIGNED_INT, offsetof(FillInstance, edges), true},
                                        {4, GL_UNSIGNED_BYTE, offsetof(FillInstance, fill)},
                                        {4, GL_UNSIGNED_BYTE, offsetof(FillInstance, hatch)}}) {
  glBindTexture(GL_TEXTURE_2D, edges_.name());
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
  glBindTexture(GL_TEXTURE_2D, 0);
}

void FillLayer::upload(const std::vector<FillInstance>& fills, std::vector<std::array<float, 4>> edges) {
  instances_.upload(fills);
  if (edges.empty()) return;
  const std::size_t rows = (edges.size() + edges_in_row - 1) / edges_in_row;
  edges.resize(rows * edges_in_row);
  glBindTexture(GL_TEXTURE_2D, edges_.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, static_cast<GLsizei>(edges_in_row), static_cast<GLsizei>(rows), 0, GL_RGBA,
               GL_FLOAT, edges.data());
  glBindTexture(GL_TEXTURE_2D, 0);
}

void FillLayer::draw(const ShaderProgram& program, std::uint32_t first, std::uint32_t count) {
  glBindTexture(GL_TEXTURE_2D, edges_.name());
  glUniform1i(program.uniform("u_edges"), 0);
  instances_.draw(first, count);
}

}  // namespace convoscope
