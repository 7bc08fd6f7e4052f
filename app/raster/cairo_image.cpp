#include "raster/cairo_image.h"

namespace convoscope {

namespace {

std::uint32_t premultiplied(std::uint32_t channel, std::uint32_t alpha) { return (channel * alpha + 127) / 255; }

std::uint8_t straight(std::uint32_t channel, std::uint32_t alpha) {
  return static_cast<std::uint8_t>((channel * 255 + alpha / 2) / alpha);
}

Status status_of(cairo_status_t status) {
  if (status == CAIRO_STATUS_SUCCESS) return ok();
  if (status == CAIRO_STATUS_NO_MEMORY) return Message{"export.out_of_memory", {}, Cause::out_of_memory};
  return Message{"export.not_drawn", {{"reason", cairo_status_to_string(status)}}};
}

}  // namespace

Status status_of(cairo_t* cairo) { return status_of(cairo_status(cairo)); }

Status status_of(const CairoSurface& surface) { return status_of(cairo_surface_status(surface.get())); }

CairoSurface to_cairo(const Pixels& pixels) {
  CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels.width, pixels.height));
  cairo_surface_flush(surface.get());
  unsigned char* data = cairo_image_surface_get_data(surface.get());
  if (data == nullptr) return surface;
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface.get()));
  for (int y = 0; y < pixels.height; ++y) {
    auto* out = reinterpret_cast<std::uint32_t*>(data + static_cast<std::size_t>(y) * stride);
    const std::uint8_t* in = pixels.at(0, y);
    for (int x = 0; x < pixels.width; ++x, in += 4) {
      const std::uint32_t alpha = in[3];
      out[x] = alpha << 24 | premultiplied(in[0], alpha) << 16 | premultiplied(in[1], alpha) << 8 |
               premultiplied(in[2], alpha);
    }
  }
  cairo_surface_mark_dirty(surface.get());
  return surface;
}

void from_cairo(cairo_surface_t* surface, PixelRect part, Pixels& pixels) {
  cairo_surface_flush(surface);
  const unsigned char* data = cairo_image_surface_get_data(surface);
  const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(surface));
  for (int y = part.top; y < part.top + part.height; ++y) {
    const auto* in = reinterpret_cast<const std::uint32_t*>(data + static_cast<std::size_t>(y) * stride);
    std::uint8_t* out = pixels.at(part.left, y);
    for (int x = part.left; x < part.left + part.width; ++x, out += 4) {
      const std::uint32_t pixel = in[x];
      const std::uint32_t alpha = pixel >> 24;
      const std::uint32_t r = pixel >> 16 & 255, g = pixel >> 8 & 255, b = pixel & 255;
      const bool is_opaque = alpha == 255;
      out[0] = is_opaque ? static_cast<std::uint8_t>(r) : alpha == 0 ? std::uint8_t{0} : straight(r, alpha);
      out[1] = is_opaque ? static_cast<std::uint8_t>(g) : alpha == 0 ? std::uint8_t{0} : straight(g, alpha);
      out[2] = is_opaque ? static_cast<std::uint8_t>(b) : alpha == 0 ? std::uint8_t{0} : straight(b, alpha);
      out[3] = static_cast<std::uint8_t>(alpha);
    }
  }
}

}  // namespace convoscope
