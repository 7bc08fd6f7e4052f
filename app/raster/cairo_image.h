// Pixels to and from Cairo's image surfaces (premultiplied, native byte order). Knows no figure.
#pragma once

#include <cairo.h>

#include <memory>

#include "figure/writing/pixels.h"

namespace convoscope {

struct CairoDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
  void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
using CairoSurface = std::unique_ptr<cairo_surface_t, CairoDeleter>;
using CairoContext = std::unique_ptr<cairo_t, CairoDeleter>;

CairoSurface to_cairo(const Pixels& pixels);
/// Copies a part of an ARGB32 surface into `pixels`, which has the surface's size.
void from_cairo(cairo_surface_t* surface, PixelRect part, Pixels& pixels);

}  // namespace convoscope
