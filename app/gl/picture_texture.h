// A figure drawn into a texture, for widgets to show. Needs a current context from its first picture to its destruction.
#pragma once

#include <memory>

#include "figure/writing/pixels.h"
#include "gl/renderer.h"

namespace convoscope {

class PictureTexture {
 public:
  /// Both outlive it.
  PictureTexture(const Platform& platform, const FontBook& fonts) : platform_(platform), fonts_(fonts) {}
  ~PictureTexture();
  PictureTexture(const PictureTexture&) = delete;
  PictureTexture& operator=(const PictureTexture&) = delete;

  /// Draws `figure` at `scale` pixels per point, over its background (or white). The texture's first row is the picture's last.
  /// Fails where the shaders do, or where a texture cannot be so large; what was drawn before then stays.
  Status draw(const Figure& figure, double scale);

  /// In OpenGL's numbers, another one for each picture; 0: none is drawn yet.
  unsigned int name() const { return shown_; }
  PixelSize size() const { return size_; }

 private:
  const Platform& platform_;
  const FontBook& fonts_;
  std::unique_ptr<Renderer> renderer_;
  std::uint64_t revision_ = 0;
  unsigned int shown_ = 0;
  PixelSize size_;
};

}  // namespace convoscope
