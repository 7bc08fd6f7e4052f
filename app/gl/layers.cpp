#include "gl/layers.h"

namespace convoscope {

GLuint Layers::FramebufferTraits::make() {
  GLuint name = 0;
  glGenFramebuffers(1, &name);
  return name;
}

void Layers::FramebufferTraits::remove(GLuint name) { glDeleteFramebuffers(1, &name); }

void Layers::set_size(int across, int down) {
  if (across == width_ && down == height_) return;
  width_ = across;
  height_ = down;
  layers_.clear();
}

void Layers::begin() {
  GLint outer = 0;
  glGetIntegerv(GL_DRAW_FRAMEBUFFER_BINDING, &outer);
  outer_.push_back(outer);
  if (layers_.size() < outer_.size()) {
    Layer& layer = layers_.emplace_back();
    glBindTexture(GL_TEXTURE_2D, layer.texture.name());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAX_LEVEL, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_, height_, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glBindTexture(GL_TEXTURE_2D, 0);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, layer.framebuffer.name());
    glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, layer.texture.name(), 0);
  }
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, layers_[outer_.size() - 1].framebuffer.name());
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
}

void Layers::end(double opacity, ShaderSet& shaders, const std::optional<ClipUniforms>& clip) {
  const Layer& layer = layers_[outer_.size() - 1];
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, static_cast<GLuint>(outer_.back()));
  outer_.pop_back();
  const ShaderProgram& program = shaders.use(Shader::layer, clip);
  glBindTexture(GL_TEXTURE_2D, layer.texture.name());
  glUniform1i(program.uniform("u_layer"), 0);
  glUniform1f(program.uniform("u_opacity"), static_cast<float>(opacity));
  glBindVertexArray(no_attributes_.name());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

}  // namespace convoscope
