#include "raster/pdf.h"

#include <cairo-pdf.h>

#include "document/memory_sink.h"
#include "figure/writing/drawing.h"
#include "raster/cairo_image.h"
#include "raster/cairo_painter.h"
#include "raster/pdf_stream.h"

namespace convoscope {

namespace {

/// PDF readers accept pages up to 200 inches.
constexpr double max_page_pt = 14400;

cairo_status_t pass_on(void* stream, const unsigned char* bytes, unsigned int count) {
  auto& pdf = *static_cast<PdfStream*>(stream);
  pdf.write({reinterpret_cast<const char*>(bytes), count});
  return pdf.status() ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

Status check_page(Size size) {
  if (size.width <= max_page_pt && size.height <= max_page_pt) return ok();
  return Message{"export.page_too_large", {{"limit", "200"}}, Cause::picture_format};
}

}  // namespace

Status write_pdf_pages(const FrameSource& frames, const ExportOptions& options, const FontBook& fonts, FileSink& sink,
                       const Progress& progress) {
  PdfStream stream(sink);
  const CairoSurface surface(cairo_pdf_surface_create_for_stream(pass_on, &stream, 1, 1));
  // Cairo's default, said here because text that says what it is (ActualText) begins with it.
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  CairoText text(fonts, options.text_as_outlines ? CairoText::Mode::outlines : CairoText::Mode::embedded_fonts);
  for (std::int64_t i = 0; i < frames.count; ++i) {
    const Figure figure = frames.frame(i);
    const Size page = page_size(figure);
    if (Status fits = check_page(page); !fits) return fits;
    cairo_pdf_surface_set_size(surface.get(), page.width, page.height);
    if (i == 0) {
      cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, figure.title.c_str());
      cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_SUBJECT, figure.description.c_str());
      cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Convoscope");
      // Without a date: the same request gives the same bytes.
      cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, nullptr);
    }
    const CairoContext cairo(cairo_create(surface.get()));
    CairoPainter painter(cairo.get(), text);
    if (!options.transparent) painter.paint_ground(figure.background);
    painter.paint(figure);
    cairo_show_page(cairo.get());
    // What the sink says comes first: Cairo knows it only as a failed write.
    for (const Status& drawn : {stream.status(), painter.status(), status_of(surface)})
      if (!drawn) return drawn;
    if (Status going_on = report(progress, i + 1, frames.count); !going_on) return going_on;
  }
  cairo_surface_finish(surface.get());
  for (const Status& finished : {stream.status(), status_of(surface)})
    if (!finished) return finished;
  return stream.finish(options.scene);
}

Result<std::string> write_pdf(const Figure& figure, const ExportOptions& options, const FontBook& fonts) {
  MemorySink sink;
  const FrameSource page{1, [&](std::int64_t) { return figure; }};
  if (Status written = write_pdf_pages(page, options, fonts, sink, nullptr); !written) return written.message();
  return sink.take();
}

}  // namespace convoscope
