// An invisible window's OpenGL context and a framebuffer of any size: what the tests of OpenGL draw into and read back.
#pragma once

#include <memory>

#include "figure/writing/pixels.h"
#include "gl/renderer.h"

struct GLFWwindow;

namespace convoscope::test {

/// One context for a whole program; null where the machine has no display or no OpenGL 3.3.
class GlContext {
 public:
  static GlContext* current();
  ~GlContext();

 private:
  explicit GlContext(GLFWwindow* window) : window_(window) {}
  GLFWwindow* window_;
};

/// A framebuffer object with a colour texture.
class Canvas {
 public:
  Canvas(int width, int height);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// A new one is bound already.
  void bind() const;
  void clear(Color color) const;
  Pixels read() const;
  /// The whole canvas at `scale`, the figure's origin at `offset_px`.
  Viewport viewport(double scale, Point offset_px = {}) const;

 private:
  int width_;
  int height_;
  unsigned framebuffer_ = 0;
  unsigned texture_ = 0;
};

/// A renderer with the shaders of this tree and the machine's fonts.
std::unique_ptr<Renderer> make_renderer(std::size_t most_image_bytes = Renderer::all);

/// The figure drawn by OpenGL, and the same by Cairo; `scale` pixels a point.
Pixels drawn_by_gl(const Figure& figure, double scale);
Pixels drawn_by_cairo(const Figure& figure, double scale);

/// Puts both pictures side by side into the folder that CONVOSCOPE_TEST_PICTURES names, if it does: for looking at them.
void keep(const std::string& name, const Pixels& gl, const Pixels& cairo);

}  // namespace convoscope::test
