// OpenGL's rows go upwards, pictures' downwards.
#include "gl/offscreen.h"

#include <epoxy/gl.h>

#include <algorithm>

namespace convoscope {

Offscreen::Offscreen(int width_px, int height_px) : width_(width_px), height_(height_px) {
  glGenFramebuffers(1, &framebuffer_);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glGenRenderbuffers(1, &color_);
  glBindRenderbuffer(GL_RENDERBUFFER, color_);
  glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width_, height_);
  glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, color_);
  is_complete_ = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

Offscreen::~Offscreen() {
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glDeleteRenderbuffers(1, &color_);
  glDeleteFramebuffers(1, &framebuffer_);
}

Pixels Offscreen::read() const {
  Pixels pixels(width_, height_);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, pixels.rgba.data());
  const auto row_bytes = static_cast<std::ptrdiff_t>(4) * width_;
  for (std::ptrdiff_t top = 0, bottom = height_ - 1; top < bottom; ++top, --bottom) {
    std::swap_ranges(pixels.rgba.begin() + top * row_bytes, pixels.rgba.begin() + (top + 1) * row_bytes,
                     pixels.rgba.begin() + bottom * row_bytes);
  }
  for (std::size_t alpha = 3; alpha < pixels.rgba.size(); alpha += 4) pixels.rgba[alpha] = 255;
  return pixels;
}

}  // namespace convoscope
