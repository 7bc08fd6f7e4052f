// A renderer of its own, so that the window's keeps what it has prepared.
#include "gl/picture_texture.h"

#include <epoxy/gl.h>

#include <utility>

namespace convoscope {
namespace {

/// A texture without a picture.
unsigned int make_texture(PixelSize size) {
  unsigned int name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, size.width, size.height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glBindTexture(GL_TEXTURE_2D, 0);
  return name;
}

}  // namespace

PictureTexture::~PictureTexture() {
  if (shown_ != 0) glDeleteTextures(1, &shown_);
}

Status PictureTexture::draw(const Figure& figure, double scale) {
  const Result<PixelSize> size = pixel_size(figure.size, scale);
  if (!size) return size.message();
  if (!renderer_) {
    Result<std::unique_ptr<Renderer>> renderer = Renderer::create(platform_, fonts_);
    if (!renderer) return renderer.message();
    renderer_ = std::move(*renderer);
  }
  // Whoever draws a window may draw it into a framebuffer of its own.
  GLint bound_before = 0;
  glGetIntegerv(GL_FRAMEBUFFER_BINDING, &bound_before);
  unsigned int framebuffer = 0;
  glGenFramebuffers(1, &framebuffer);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
  unsigned int texture = make_texture(*size);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  const bool is_complete = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
  if (is_complete) {
    glViewport(0, 0, size->width, size->height);
    glClearColor(1, 1, 1, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    Viewport viewport;
    viewport.framebuffer_width = size->width;
    viewport.framebuffer_height = size->height;
    viewport.clip_px = {0, 0, static_cast<double>(size->width), static_cast<double>(size->height)};
    viewport.to_pixels = {scale, 0, 0, scale, 0, 0};
    renderer_->draw(figure, ++revision_, viewport);
    std::swap(shown_, texture);
    size_ = *size;
  }
  glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(bound_before));
  glDeleteFramebuffers(1, &framebuffer);
  if (texture != 0) glDeleteTextures(1, &texture);
  if (!is_complete) return Message{"export.out_of_memory", {}};
  return ok();
}

}  // namespace convoscope
