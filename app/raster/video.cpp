#include "raster/video.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <system_error>

#include "figure/writing/escape.h"
#include "figure/writing/frames_writing.h"
#include "platform/child_process.h"
#include "raster/animation.h"

namespace convoscope {

namespace {

enum class Film : std::uint8_t { webp, mp4, webm };

/// Players lose steps of films that show one picture a second or fewer; the pictures are repeated up to about this rate.
constexpr double smallest_film_rate = 10;

const char* name_of(Film film) { return film == Film::webp ? "webp" : film == Film::mp4 ? "mp4" : "webm"; }

/// Pictures that ffmpeg is given in a second: a step that rests for half its time is repeated while the others pass.
double picture_rate(const ExportOptions& options) {
  return options.frames_per_second * (options.between > 0 ? 2 * options.between : 1);
}

/// How often it is given a frame.
int repeats_of(std::int64_t frame, std::int64_t count, const ExportOptions& options) {
  if (options.between == 0 || frame % (options.between + 1) != 0) return 1;
  return frame + 1 == count ? 2 * options.between : options.between;
}

/// Frames with both sides even, as films' half-size colour planes need; the background fills what is added.
std::string film_filter(const Figure& figure, const ExportOptions& options) {
  const double rate = picture_rate(options);
  const double repeats = std::max(1.0, std::ceil(smallest_film_rate / rate));
  std::string filter = fmt::format("fps={}", short_number(rate * repeats, 4));
  if (options.hold_s > 0)
    filter += fmt::format(",tpad=stop_mode=clone:stop_duration={}", short_number(options.hold_s, 3));
  const std::string color = options.transparent ? "black@0" : "0x" + hex_color(figure.background).substr(1);
  filter += ",pad=ceil(iw/2)*2:ceil(ih/2)*2:color=" + color;
  return filter + ",scale=out_color_matrix=bt709:out_range=tv";
}

std::vector<std::string> arguments_of(Film film, const Figure& figure, PixelSize size, const ExportOptions& options,
                                      const std::string& path) {
  std::vector<std::string> arguments{"ffmpeg",
                                     "-hide_banner",
                                     "-nostdin",
                                     "-loglevel",
                                     "error",
                                     "-y",
                                     "-f",
                                     "rawvideo",
                                     "-pixel_format",
                                     "rgba",
                                     "-video_size",
                                     fmt::format("{}x{}", size.width, size.height),
                                     "-framerate",
                                     short_number(picture_rate(options), 4),
                                     "-i",
                                     "pipe:0"};
  const auto add = [&](std::initializer_list<std::string> more) { arguments.insert(arguments.end(), more); };
  const std::string with_alpha = options.transparent ? "yuva420p" : "yuv420p";
  switch (film) {
    case Film::webp:
      if (options.hold_s > 0)
        add({"-vf", fmt::format("tpad=stop_mode=clone:stop_duration={}", short_number(options.hold_s, 3))});
      add({"-c:v", "libwebp_anim", "-lossless", "1", "-loop", std::to_string(options.loops)});
      break;
    case Film::mp4:
      add({"-vf", film_filter(figure, options), "-c:v", "libx264", "-preset", "medium", "-tune", "animation", "-crf",
           "16", "-pix_fmt", "yuv420p", "-movflags", "+faststart"});
      break;
    case Film::webm:
      add({"-vf", film_filter(figure, options), "-c:v", "libvpx-vp9", "-crf", "24", "-b:v", "0", "-deadline", "good",
           "-cpu-used", "4", "-pix_fmt", with_alpha});
      break;
  }
  if (film != Film::webp)
    add({"-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"});
  // A fixed number of threads and no dates: the same request gives the same bytes.
  add({"-threads", "2", "-map_metadata", "-1", "-metadata", "title=" + figure.title, "-fflags", "+bitexact", "-flags:v",
       "+bitexact", "-xerror", "-f", name_of(film), path});
  return arguments;
}

/// The file has a name only for ffmpeg, which puts it before what went wrong.
Message without_path(Message message, const std::string& path, Film film) {
  for (auto& [name, text] : message.arguments)
    for (std::size_t at = text.find(path); at != std::string::npos; at = text.find(path))
      text.replace(at, path.size(), name_of(film));
  return message;
}

/// Whether a file of this format begins so.
bool begins_as(Film film, std::string_view bytes) {
  switch (film) {
    case Film::webp: return bytes.starts_with("RIFF");
    case Film::mp4: return bytes.substr(0, 8).ends_with("ftyp");
    case Film::webm: return bytes.starts_with("\x1A\x45\xDF\xA3");
  }
  return false;
}

Status copy_to_sink(Film film, TemporaryFile& file, FileSink& sink) {
  std::string buffer(1 << 16, '\0');
  std::ptrdiff_t count = 0;
  for (bool is_first = true; (count = file.read(buffer)) > 0 || is_first; is_first = false) {
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(count, 0)));
    if (count >= 0 && is_first && !begins_as(film, bytes))
      return Message{"export.program_wrote_nothing", {{"program", "ffmpeg"}, {"format", name_of(film)}}};
    if (Status written = sink.write(bytes); !written) return written;
  }
  if (count < 0) {
    const std::string reason = std::error_code(errno, std::generic_category()).message();
    return Message{"export.film_unreadable", {{"reason", reason}}};
  }
  return ok();
}

Status write_film(Film film, const FrameSource& frames, ExportOptions options, const FontBook& fonts, FileSink& sink,
                  const Progress& progress) {
  options.frames_per_second = std::clamp(options.frames_per_second, 0.01, 1000.0);
  auto raster = AnimationRaster::create(frames, options, fonts);
  if (!raster) return raster.message();
  // Films end with a table that points back into them: ffmpeg needs a file that it can move about in.
  const auto file = TemporaryFile::create();
  if (!file) return file.message();
  std::int64_t given = 0;
  const Patience patience{[&] { return !progress || progress(given, frames.count); }};
  const auto ffmpeg = ChildProcess::start(
      arguments_of(film, raster->first_figure(), raster->size(), options, (*file)->path()), file->get(), patience);
  if (!ffmpeg) return ffmpeg.message();
  for (std::int64_t i = 0; i < frames.count; ++i) {
    if (Status drawn = raster->draw(i); !drawn) return drawn;
    const Pixels& pixels = raster->pixels();
    const std::string_view bytes(reinterpret_cast<const char*>(pixels.rgba.data()), pixels.rgba.size());
    bool is_taken = true;
    for (int k = repeats_of(i, frames.count, options); k > 0 && is_taken; --k) is_taken = (*ffmpeg)->write(bytes);
    if (!is_taken) break;
    given = i + 1;
    if (progress && !progress(given, frames.count)) return Message{"export.cancelled", {}, Cause::cancelled};
  }
  if (Status done = (*ffmpeg)->finish(); !done) return without_path(done.message(), (*file)->path(), film);
  return copy_to_sink(film, **file, sink);
}

class FilmWriting final : public FramesWriting {
 public:
  FilmWriting(Film film, FrameSource frames, ExportOptions options, const FontBook& fonts, FileSink& sink)
      : FramesWriting(std::move(frames), std::move(options), fonts, sink), film_(film) {}

 private:
  /// All at once: ffmpeg would have to wait in between.
  std::optional<Status> write_part(const Progress& progress) override {
    return write_film(film_, frames_, options_, fonts_, sink_, progress);
  }

  Film film_;
};

}  // namespace

std::unique_ptr<FileWriting> begin_webp(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink) {
  return std::make_unique<FilmWriting>(Film::webp, std::move(frames), std::move(options), fonts, sink);
}

std::unique_ptr<FileWriting> begin_mp4(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                       FileSink& sink) {
  return std::make_unique<FilmWriting>(Film::mp4, std::move(frames), std::move(options), fonts, sink);
}

std::unique_ptr<FileWriting> begin_webm(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                        FileSink& sink) {
  return std::make_unique<FilmWriting>(Film::webm, std::move(frames), std::move(options), fonts, sink);
}

}  // namespace convoscope
