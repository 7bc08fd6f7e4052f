#include "raster/pdf.h"

#include <cairo-pdf.h>

#include "document/memory_sink.h"
#include "figure/writing/drawing.h"
#include "figure/writing/frames_writing.h"
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

class PdfWriting final : public FramesWriting {
 public:
  PdfWriting(FrameSource frames, ExportOptions options, const FontBook& fonts, FileSink& sink)
      : FramesWriting(std::move(frames), std::move(options), fonts, sink) {
    // Cairo's default, said here because text that says what it is (ActualText) begins with it.
    cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_5);
  }

 private:
  std::optional<Status> write_part(const Progress&) override { return next_ < frames_.count ? add_page() : finish(); }

  std::optional<Status> add_page() {
    const Figure figure = frames_.frame(next_);
    const Size page = page_size(figure);
    if (Status fits = check_page(page); !fits) return fits;
    cairo_pdf_surface_set_size(surface_.get(), page.width, page.height);
    if (next_ == 0) {
      cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, figure.title.c_str());
      cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_SUBJECT, figure.description.c_str());
      cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Convoscope");
      // Without a date: the same request gives the same bytes.
      cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, nullptr);
    }
    const CairoContext cairo(cairo_create(surface_.get()));
    CairoPainter painter(cairo.get(), text_);
    if (!options_.transparent) painter.paint_ground(figure.background);
    painter.paint(figure);
    cairo_show_page(cairo.get());
    // What the sink says comes first: Cairo knows it only as a failed write.
    for (const Status& drawn : {stream_.status(), painter.status(), status_of(surface_)})
      if (!drawn) return drawn;
    ++next_;
    count_parts(1);
    return std::nullopt;
  }

  Status finish() {
    cairo_surface_finish(surface_.get());
    for (const Status& finished : {stream_.status(), status_of(surface_)})
      if (!finished) return finished;
    return stream_.finish(options_.scene);
  }

  PdfStream stream_{sink_};
  const CairoSurface surface_{cairo_pdf_surface_create_for_stream(pass_on, &stream_, 1, 1)};
  CairoText text_{fonts_, options_.text_as_outlines ? CairoText::Mode::outlines : CairoText::Mode::embedded_fonts};
  std::int64_t next_ = 0;
};

}  // namespace

std::unique_ptr<FileWriting> begin_pdf(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                       FileSink& sink) {
  return std::make_unique<PdfWriting>(std::move(frames), std::move(options), fonts, sink);
}

Result<std::string> write_pdf(const Figure& figure, const ExportOptions& options, const FontBook& fonts) {
  MemorySink sink;
  FrameSource page{1, [&](std::int64_t) { return figure; }};
  if (Status written = PdfWriting(std::move(page), options, fonts, sink).write(nullptr); !written)
    return written.message();
  return sink.take();
}

}  // namespace convoscope
