#include "raster/apng.h"

#include <algorithm>
#include <vector>

#include "figure/writing/frames_writing.h"
#include "raster/animation.h"
#include "raster/png.h"

namespace convoscope {

namespace {

constexpr int units_per_s = 1000;

std::string short_png_number(std::uint32_t value) { return png_number(value).substr(2); }

/// A step as it will be stored: where, and how long.
struct Step {
  std::int64_t index = 0;
  PixelRect part;
  std::int64_t duration = 0;  ///< in 1/units_per_s s
};

/// fcTL: the delay as a fraction of 16-bit numbers; pixels replace those before them and stay.
std::string frame_control(std::uint32_t sequence, const Step& step) {
  std::string data = png_number(sequence);
  for (const int number : {step.part.width, step.part.height, step.part.left, step.part.top}) {
    data += png_number(static_cast<std::uint32_t>(number));
  }
  const bool is_long = step.duration > 65535;
  const std::int64_t numerator = is_long ? std::min<std::int64_t>(step.duration / units_per_s, 65535) : step.duration;
  data += short_png_number(static_cast<std::uint32_t>(numerator));
  data += short_png_number(is_long ? 1 : units_per_s);
  data.append(2, '\0');
  return png_chunk("fcTL", data);
}

class ApngWriting final : public FramesWriting {
 public:
  /// The frames are looked at once and written once.
  ApngWriting(FrameSource frames, ExportOptions options, const FontBook& fonts, FileSink& sink)
      : FramesWriting(std::move(frames), std::move(options), fonts, sink, 2) {}

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!raster_) return begin();
    if (planned_ < frames_.count) return plan_frame();
    if (next_ < steps_.size()) return write_step();
    return sink_.write(png_chunk("IEND", {}));
  }

  std::optional<Status> begin() {
    Result<AnimationRaster> raster = AnimationRaster::create(frames_, options_, fonts_);
    if (!raster) return raster.message();
    raster_.emplace(std::move(*raster));
    return std::nullopt;
  }

  /// Whether a frame is stored, and where. The file says their number before the first, so they are found in a pass of their own.
  std::optional<Status> plan_frame() {
    if (Status drawn = raster_->draw(planned_); !drawn) return drawn;
    const Pixels& pixels = raster_->pixels();
    const std::int64_t duration = duration_of(planned_, frames_.count, options_, units_per_s);
    if (planned_ == 0) {
      steps_.push_back({0, {0, 0, pixels.width, pixels.height}, duration});
      before_ = pixels;
    } else if (const auto part =
                   raster_->drawn_part() ? changed_part(before_, pixels, *raster_->drawn_part()) : std::nullopt) {
      steps_.push_back({planned_, *part, duration});
      copy_part(pixels, *part, before_);
    } else {
      steps_.back().duration += duration;
    }
    if (++planned_ == frames_.count) bytes_ = head();
    count_parts(1);
    return std::nullopt;
  }

  PngColor color() const {
    return options_.transparent || raster_->first_figure().background.a < 255 ? PngColor::rgba : PngColor::rgb;
  }

  /// What stands before the first frame.
  std::string head() const {
    const PixelSize size = raster_->size();
    return std::string(png_signature()) +
           png_header(size.width, size.height, color(), pixels_per_metre(options_.scale)) +
           png_metadata(raster_->first_figure(), options_) +
           png_chunk("acTL", png_number(static_cast<std::uint32_t>(steps_.size())) +
                                 png_number(static_cast<std::uint32_t>(options_.loops)));
  }

  /// Its pixels are drawn, then compressed some rows at a time.
  std::optional<Status> write_step() {
    const Step& step = steps_[next_];
    if (!rows_) {
      if (Status drawn = raster_->draw(step.index); !drawn) return drawn;
      rows_.emplace(step.part.width, color());
      next_row_ = 0;
      return std::nullopt;
    }
    const int end = std::min(next_row_ + png_rows_at_a_time, step.part.height);
    for (; next_row_ < end; ++next_row_) rows_->add(raster_->pixels().at(step.part.left, step.part.top + next_row_));
    if (end < step.part.height) return std::nullopt;
    bytes_ += frame_control(sequence_++, step);
    const std::string data = rows_->finish();
    rows_.reset();
    bytes_ += step.index == 0 ? png_chunk("IDAT", data) : png_chunk("fdAT", png_number(sequence_++) + data);
    if (Status written = sink_.write(bytes_); !written) return written;
    bytes_.clear();
    ++next_;
    count_parts((next_ < steps_.size() ? steps_[next_].index : frames_.count) - step.index);
    return std::nullopt;
  }

  std::optional<AnimationRaster> raster_;
  Pixels before_;
  std::vector<Step> steps_;
  std::int64_t planned_ = 0;     ///< frames
  std::string bytes_;            ///< that the next step brings along
  std::size_t next_ = 0;         ///< of the steps
  std::optional<PngRows> rows_;  ///< of the step that is being written
  int next_row_ = 0;
  std::uint32_t sequence_ = 0;
};

}  // namespace

std::unique_ptr<FileWriting> begin_apng(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink) {
  return std::make_unique<ApngWriting>(std::move(frames), std::move(options), fonts, sink);
}

}  // namespace convoscope
