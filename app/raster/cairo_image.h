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

/// Cairo goes on without a word once something has failed, and draws nothing more: to be asked of a context before it goes and of a
/// surface before it is read or closed. "export.out_of_memory", or "export.not_drawn" {reason}.
Status status_of(cairo_t* cairo);
Status status_of(const CairoSurface& surface);

CairoSurface to_cairo(const Pixels& pixels);
/// Copies a part of an ARGB32 surface into `pixels`, which has the surface's size.
void from_cairo(cairo_surface_t* surface, PixelRect part, Pixels& pixels);

}  // namespace convoscope
