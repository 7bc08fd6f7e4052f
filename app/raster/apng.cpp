#include "raster/apng.h"

#include <algorithm>
#include <vector>

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

/// Which steps are stored. The file says their number before the first, so they are found in a pass of their own.
Result<std::vector<Step>> plan_steps(AnimationRaster& raster, const FrameSource& frames, const ExportOptions& options,
                                     const Progress& progress) {
  std::vector<Step> steps;
  Pixels before;
  for (std::int64_t i = 0; i < frames.count; ++i) {
    if (Status drawn = raster.draw(i); !drawn) return drawn.message();
    const Pixels& pixels = raster.pixels();
    const std::int64_t duration = duration_of(i, frames.count, options, units_per_s);
    if (i == 0) {
      steps.push_back({i, {0, 0, pixels.width, pixels.height}, duration});
      before = pixels;
    } else if (const auto part =
                   raster.drawn_part() ? changed_part(before, pixels, *raster.drawn_part()) : std::nullopt) {
      steps.push_back({i, *part, duration});
      copy_part(pixels, *part, before);
    } else {
      steps.back().duration += duration;
    }
    if (Status going_on = report(progress, i + 1, 2 * frames.count); !going_on) return going_on.message();
  }
  return steps;
}

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

}  // namespace

Status write_apng(const FrameSource& frames, const ExportOptions& options, const FontBook& fonts, FileSink& sink,
                  const Progress& progress) {
  auto raster = AnimationRaster::create(frames, options, fonts);
  if (!raster) return raster.message();
  const auto steps = plan_steps(*raster, frames, options, progress);
  if (!steps) return steps.message();

  const PixelSize size = raster->size();
  const PngColor color =
      options.transparent || raster->first_figure().background.a < 255 ? PngColor::rgba : PngColor::rgb;
  std::string bytes(png_signature());
  bytes += png_header(size.width, size.height, color, pixels_per_metre(options.scale));
  bytes += png_metadata(raster->first_figure(), options);
  bytes += png_chunk("acTL", png_number(static_cast<std::uint32_t>(steps->size())) +
                                 png_number(static_cast<std::uint32_t>(options.loops)));
  std::uint32_t sequence = 0;
  for (const Step& step : *steps) {
    bytes += frame_control(sequence++, step);
    if (Status drawn = raster->draw(step.index); !drawn) return drawn;
    const std::string data = png_image_data(raster->pixels(), step.part, color);
    bytes += step.index == 0 ? png_chunk("IDAT", data) : png_chunk("fdAT", png_number(sequence++) + data);
    if (Status written = sink.write(bytes); !written) return written;
    bytes.clear();
    if (Status going_on = report(progress, frames.count + step.index + 1, 2 * frames.count); !going_on) return going_on;
  }
  return sink.write(png_chunk("IEND", {}));
}

}  // namespace convoscope
