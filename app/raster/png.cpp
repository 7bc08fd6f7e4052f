#include "raster/png.h"

#include "document/memory_sink.h"
#include "figure/writing/frames_writing.h"
#include "figure/writing/scene_marks.h"
#include "png/png_encoder.h"
#include "raster/raster.h"

namespace convoscope {

double pixels_per_metre(double scale) { return scale * 72 / 0.0254; }

std::string png_metadata(const Figure& figure, const ExportOptions& options) {
  std::string chunks;
  if (!figure.title.empty()) chunks += png_text("Title", figure.title);
  if (!figure.description.empty()) chunks += png_text("Description", figure.description);
  if (!options.scene.empty()) chunks += png_text(png_scene_keyword, options.scene);
  return chunks;
}

namespace {

class PngWriting final : public FramesWriting {
 public:
  using FramesWriting::FramesWriting;

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!raster_) return begin();
    if (!encoding_) return draw();
    const std::optional<std::string> file = encoding_->advance(png_rows_at_a_time);
    return file ? std::optional(sink_.write(*file)) : std::nullopt;
  }

  std::optional<Status> begin() {
    figure_ = frames_.frame(0);
    const auto size = pixel_size(figure_.size, options_.scale);
    if (!size) return size.message();
    Result<Raster> raster = Raster::create(*size, options_.scale, options_.transparent, fonts_);
    if (!raster) return raster.message();
    raster_.emplace(std::move(*raster));
    return std::nullopt;
  }

  std::optional<Status> draw() {
    std::string metadata = png_metadata(figure_, options_);
    if (Status drawn = raster_->draw(std::move(figure_)); !drawn) return drawn;
    encoding_.emplace(raster_->pixels(), pixels_per_metre(options_.scale), std::move(metadata));
    return std::nullopt;
  }

  Figure figure_;
  std::optional<Raster> raster_;
  std::optional<PngEncoding> encoding_;
};

}  // namespace

std::unique_ptr<FileWriting> begin_png(FrameSource frame, ExportOptions options, const FontBook& fonts,
                                       FileSink& sink) {
  return std::make_unique<PngWriting>(std::move(frame), std::move(options), fonts, sink);
}

Result<std::string> write_png(const Figure& figure, const ExportOptions& options, const FontBook& fonts) {
  MemorySink sink;
  const Status written = begin_png({1, [&](std::int64_t) { return figure; }}, options, fonts, sink)->write(nullptr);
  return written ? Result<std::string>(sink.take()) : written.message();
}

}  // namespace convoscope
