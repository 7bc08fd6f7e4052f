#include "canvas.h"

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <cairo.h>
#include <cmath>
#include <cstdlib>
#include <cstring>

#include "core/assert.h"
#include "picture/support.h"
#include "raster/cairo_image.h"
#include "raster/raster.h"

namespace convoscope::test {

GlContext* GlContext::current() {
  static const std::unique_ptr<GlContext> context = []() -> std::unique_ptr<GlContext> {
    if (glfwInit() != GLFW_TRUE) return nullptr;
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    GLFWwindow* window = glfwCreateWindow(64, 64, "convoscope", nullptr, nullptr);
    if (window == nullptr) return nullptr;
    glfwMakeContextCurrent(window);
    return std::unique_ptr<GlContext>(new GlContext(window));
  }();
  return context.get();
}

GlContext::~GlContext() {
  glfwDestroyWindow(window_);
  glfwTerminate();
}

Canvas::Canvas(int width, int height) : width_(width), height_(height) {
  CONVOSCOPE_ASSERT(GlContext::current() != nullptr);
  glGenTextures(1, &texture_);
  glBindTexture(GL_TEXTURE_2D, texture_);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  glBindTexture(GL_TEXTURE_2D, 0);
  glGenFramebuffers(1, &framebuffer_);
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_, 0);
  CONVOSCOPE_ASSERT(glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE);
  clear({});
}

Canvas::~Canvas() {
  glBindFramebuffer(GL_FRAMEBUFFER, 0);
  glDeleteFramebuffers(1, &framebuffer_);
  glDeleteTextures(1, &texture_);
}

void Canvas::bind() const { glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_); }

void Canvas::clear(Color color) const {
  const float alpha = static_cast<float>(color.a) / 255;
  glClearColor(static_cast<float>(color.r) / 255 * alpha, static_cast<float>(color.g) / 255 * alpha,
               static_cast<float>(color.b) / 255 * alpha, alpha);
  glClear(GL_COLOR_BUFFER_BIT);
}

Pixels Canvas::read() const {
  std::vector<std::uint8_t> bytes(4 * static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, bytes.data());
  Pixels pixels(width_, height_);
  const std::size_t row = 4 * static_cast<std::size_t>(width_);
  for (std::size_t y = 0; y < static_cast<std::size_t>(height_); ++y) {
    const std::uint8_t* from = bytes.data() + (static_cast<std::size_t>(height_) - 1 - y) * row;
    for (std::size_t i = 0; i < row; ++i) {
      const unsigned alpha = from[i / 4 * 4 + 3];
      const bool is_color = i % 4 != 3 && alpha > 0;
      pixels.rgba[y * row + i] =
          is_color ? static_cast<std::uint8_t>(std::min(255U, (from[i] * 255U + alpha / 2) / alpha)) : from[i];
    }
  }
  return pixels;
}

Viewport Canvas::viewport(double scale, Point offset_px) const {
  return {width_,
          height_,
          {0, 0, static_cast<double>(width_), static_cast<double>(height_)},
          {scale, 0, 0, scale, offset_px.x, offset_px.y}};
}

std::unique_ptr<Renderer> make_renderer(std::size_t most_image_bytes) {
  CONVOSCOPE_ASSERT(GlContext::current() != nullptr);
  auto renderer = Renderer::create(TestPlatform(), font_book(), most_image_bytes);
  if (!renderer) {
    for (const auto& [key, value] : renderer.message().arguments)
      std::fprintf(stderr, "%s: %s\n", key.c_str(), value.c_str());
  }
  CONVOSCOPE_ASSERT(static_cast<bool>(renderer));
  return std::move(*renderer);
}

Pixels drawn_by_gl(const Figure& figure, double scale) {
  const auto renderer = make_renderer();
  const Canvas canvas(static_cast<int>(std::ceil(figure.size.width * scale - 1e-6)),
                      static_cast<int>(std::ceil(figure.size.height * scale - 1e-6)));
  canvas.clear(figure.background);  // which Cairo's pictures have in their last, partly covered pixels too
  renderer->draw(figure, 1, canvas.viewport(scale));
  CONVOSCOPE_ASSERT(glGetError() == GL_NO_ERROR);
  return canvas.read();
}

Pixels drawn_by_cairo(const Figure& figure, double scale) {
  auto raster = Raster::create(*pixel_size(figure.size, scale), scale, false, font_book());
  CONVOSCOPE_ASSERT(static_cast<bool>(raster));
  raster->draw(figure);
  return raster->pixels();
}

void keep(const std::string& name, const Pixels& gl, const Pixels& cairo) {
  const char* folder = std::getenv("CONVOSCOPE_TEST_PICTURES");
  if (folder == nullptr) return;
  for (const auto& [suffix, pixels] : {std::pair{"_gl.png", &gl}, std::pair{"_cairo.png", &cairo}}) {
    const CairoSurface surface = to_cairo(*pixels);
    cairo_surface_write_to_png(surface.get(), (std::string(folder) + "/" + name + suffix).c_str());
  }
}

}  // namespace convoscope::test
