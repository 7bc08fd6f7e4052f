#include "raster/gif.h"

#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "core/assert.h"
#include "figure/writing/frames_writing.h"
#include "raster/animation.h"
#include "raster/quantizer.h"

namespace convoscope {

namespace {

/// Steps looked at for the palette. A step of other colours brings a palette of its own.
constexpr std::int64_t palette_samples = 6;

/// One index is left for "as before".
constexpr std::size_t most_colors = 255;
/// Where shades have to be shared anyway, a hundred more of them are not seen (52 dB instead of 54), and cost a tenth of the size.
constexpr std::size_t enough_colors = 160;

/// Where shades are shared, so many pixels of a colour that the palette lacks are seen; fewer are specks of an edge.
constexpr int most_far_pixels = 64;

constexpr int max_gif_side_px = 65535;
static_assert(max_side_px <= max_gif_side_px);

/// A step as it will be stored.
struct Image {
  PixelRect part;
  std::vector<std::uint8_t> indices;
  std::int64_t duration_cs = 0;
  std::vector<Rgb> own_colors{};  ///< what the indices count; empty: the palette of all steps
};

using ColorMap = std::unique_ptr<ColorMapObject, void (*)(ColorMapObject*)>;

/// As large as a file needs it for `colors` and one index more; null when memory is out.
ColorMap color_map(const std::vector<Rgb>& colors) {
  int size = 2;
  while (size < static_cast<int>(colors.size()) + 1) size *= 2;
  ColorMap map(GifMakeMapObject(size, nullptr), GifFreeMapObject);
  for (std::size_t i = 0; map && i < colors.size(); ++i) {
    map->Colors[i] = {static_cast<GifByteType>(colors[i] >> 16), static_cast<GifByteType>(colors[i] >> 8),
                      static_cast<GifByteType>(colors[i])};
  }
  return map;
}

/// One index more than there are colours means "as before" or, in a transparent animation, "nothing".
std::uint8_t transparent_index(const std::vector<Rgb>& colors) {
  CONVOSCOPE_ASSERT(colors.size() <= most_colors);
  return static_cast<std::uint8_t>(colors.size());
}

/// giflib with the sink below it. The first error of either is kept, and everything after it is left out.
class GifFile {
 public:
  explicit GifFile(FileSink& sink) : sink_(sink) {
    int error = 0;
    file_ = EGifOpen(this, write_to_sink, &error);
    if (file_ != nullptr) EGifSetGifVersion(file_, true);
  }
  ~GifFile() {
    int error = 0;
    if (file_ != nullptr) EGifCloseFile(file_, &error);
  }
  GifFile(const GifFile&) = delete;
  GifFile& operator=(const GifFile&) = delete;

  void begin(PixelSize size, const std::vector<Rgb>& colors, int loops) {
    const ColorMap map = color_map(colors);
    check(map && file_ != nullptr && EGifPutScreenDesc(file_, size.width, size.height, 8, 0, map.get()) == GIF_OK);
    if (loops == 1 || !status_) return;
    // The count says how often it is repeated, after the first time.
    const int repeats = loops == 0 ? 0 : std::min(loops - 1, 65535);
    const unsigned char block[3] = {1, static_cast<unsigned char>(repeats), static_cast<unsigned char>(repeats >> 8)};
    check(EGifPutExtensionLeader(file_, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
          EGifPutExtensionBlock(file_, 11, "NETSCAPE2.0") == GIF_OK &&
          EGifPutExtensionBlock(file_, 3, block) == GIF_OK && EGifPutExtensionTrailer(file_) == GIF_OK);
  }

  void add(const Image& image, std::uint8_t transparent, int disposal) {
    if (!status_) return;
    GraphicsControlBlock control{};
    control.DisposalMode = disposal;
    control.DelayTime = static_cast<int>(std::clamp<std::int64_t>(image.duration_cs, 2, 65535));
    control.TransparentColor = transparent;
    GifByteType extension[4];
    EGifGCBToExtension(&control, extension);
    // Of an image without a palette giflib forgets the one before, and would never free it.
    GifFreeMapObject(file_->Image.ColorMap);
    file_->Image.ColorMap = nullptr;
    const bool has_own = !image.own_colors.empty();
    const ColorMap map = has_own ? color_map(image.own_colors) : ColorMap(nullptr, GifFreeMapObject);
    check((map || !has_own) && EGifPutExtension(file_, GRAPHICS_EXT_FUNC_CODE, sizeof extension, extension) == GIF_OK &&
          EGifPutImageDesc(file_, image.part.left, image.part.top, image.part.width, image.part.height, false,
                           map.get()) == GIF_OK);
    std::vector<GifPixelType> row(static_cast<std::size_t>(image.part.width));
    for (auto at = image.indices.begin(); at != image.indices.end(); at += image.part.width) {
      std::copy_n(at, row.size(), row.begin());  // giflib may write into what it is given
      check(EGifPutLine(file_, row.data(), image.part.width) == GIF_OK);
    }
  }

  Status finish() {
    int error = 0;
    GifFileType* const file = file_;
    file_ = nullptr;
    if (file != nullptr && EGifCloseFile(file, &error) != GIF_OK) check(false);
    return status_;
  }
  const Status& status() const { return status_; }

 private:
  void check(bool succeeded) {
    if (!succeeded && status_) status_ = Message{"export.out_of_memory", {}};
  }
  static int write_to_sink(GifFileType* file, const GifByteType* bytes, int count) {
    auto& self = *static_cast<GifFile*>(file->UserData);
    if (self.status_)
      self.status_ = self.sink_.write({reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count)});
    return self.status_ ? count : 0;
  }

  FileSink& sink_;
  GifFileType* file_ = nullptr;
  Status status_ = ok();
};

/// How often the colour changes along the rows: what the file's size goes by.
std::size_t count_changes(const std::vector<std::uint8_t>& indices) {
  std::size_t changes = 0;
  for (std::size_t i = 1; i < indices.size(); ++i) changes += indices[i] != indices[i - 1] ? 1 : 0;
  return changes;
}

/// All colours where a file has room for them.
std::vector<Rgb> few_colors(const Histogram& histogram) {
  return histogram.palette(histogram.color_count() <= most_colors ? most_colors : enough_colors);
}

/// A part as indices of a palette, and how many of its pixels come out in another colour.
struct Indexed {
  std::vector<std::uint8_t> indices;
  std::int64_t inexact = 0;
  std::int64_t far = 0;  ///< of the inexact ones, those in quite another
};

Indexed indexed(const Pixels& pixels, PixelRect part, Palette& palette) {
  const std::uint8_t transparent = transparent_index(palette.colors());
  const auto match_of = [&](const std::uint8_t* p) {
    if (p[3] < 128) return Palette::Match{transparent};
    return palette.nearest(static_cast<Rgb>(p[0]) << 16 | static_cast<Rgb>(p[1]) << 8 | p[2]);
  };
  Indexed image;
  image.indices.resize(static_cast<std::size_t>(part.width) * static_cast<std::size_t>(part.height));
  auto out = image.indices.begin();
  // Neighbours are mostly equal.
  const std::uint8_t* last = pixels.at(part.left, part.top);
  Palette::Match match = match_of(last);
  for (int y = part.top; y < part.top + part.height; ++y) {
    const std::uint8_t* p = pixels.at(part.left, y);
    for (int x = 0; x < part.width; ++x, ++out, p += 4) {
      if (std::memcmp(p, last, 4) != 0) match = match_of(p);
      last = p;
      *out = match.index;
      image.inexact += match.fit != Palette::Fit::exact ? 1 : 0;
      image.far += match.fit == Palette::Fit::far ? 1 : 0;
    }
  }
  return image;
}

class GifWriter {
 public:
  /// `is_exact`: the palette has all colours of the steps that were looked at, so the others are to be exact as well.
  GifWriter(FileSink& sink, Palette palette, bool is_exact, bool is_transparent, PixelSize size)
      : file_(sink),
        palette_(std::move(palette)),
        is_exact_(is_exact),
        is_transparent_(is_transparent),
        before_(size.width, size.height) {}

  void begin(PixelSize size, int loops) { file_.begin(size, palette_.colors(), loops); }

  /// Keeps the image until the next differs, so that equal steps become one that lasts longer. Outside of `drawn` it does not.
  void add(const Pixels& pixels, std::optional<PixelRect> drawn, std::int64_t duration_cs) {
    const PixelRect all{0, 0, pixels.width, pixels.height};
    PixelRect changed = all;
    if (!pending_.indices.empty()) {
      const auto part = drawn ? changed_part(before_, pixels, *drawn) : std::nullopt;
      if (!part) {
        pending_.duration_cs += duration_cs;
        return;
      }
      write_pending();
      // What turns transparent again cannot be said by a change: such animations are stored whole.
      pending_ = is_transparent_ ? whole(pixels, all) : change(pixels, *part);
      changed = *part;
    } else {
      pending_ = whole(pixels, all);
    }
    pending_.duration_cs = duration_cs;
    copy_part(pixels, changed, before_);
  }

  Status finish() {
    write_pending();
    return file_.finish();
  }
  const Status& status() const { return file_.status(); }

 private:
  std::uint8_t transparent_index_of(const Image& image) const {
    return transparent_index(image.own_colors.empty() ? palette_.colors() : image.own_colors);
  }

  Image whole(const Pixels& pixels, PixelRect part) {
    Indexed image = indexed(pixels, part, palette_);
    const bool is_met = is_exact_ ? image.inexact == 0 : image.far <= most_far_pixels;
    if (is_met) return {part, std::move(image.indices), 0};
    Histogram histogram;
    histogram.add(pixels, part);
    Palette own(few_colors(histogram));
    return {part, indexed(pixels, part, own).indices, 0, own.colors()};
  }

  Image change(const Pixels& pixels, PixelRect part) {
    Image image = whole(pixels, part);
    const std::uint8_t as_before = transparent_index_of(image);
    std::vector<std::uint8_t> sparse = image.indices;
    auto out = sparse.begin();
    std::uint8_t last = as_before;
    for (int y = part.top; y < part.top + part.height; ++y) {
      const std::uint8_t* now = pixels.at(part.left, y);
      const std::uint8_t* before = before_.at(part.left, y);
      for (int x = 0; x < part.width; ++x, ++out, now += 4, before += 4) {
        // What stays may be said either way: the one that continues the run is shorter.
        if (*out != last && std::memcmp(now, before, 4) == 0) *out = as_before;
        last = *out;
      }
    }
    if (count_changes(sparse) < count_changes(image.indices)) image.indices = std::move(sparse);
    return image;
  }

  void write_pending() {
    if (pending_.indices.empty()) return;
    file_.add(pending_, transparent_index_of(pending_), is_transparent_ ? DISPOSE_BACKGROUND : DISPOSE_DO_NOT);
  }

  GifFile file_;
  Palette palette_;
  bool is_exact_;
  bool is_transparent_;
  Pixels before_;
  Image pending_;
};

class GifWriting final : public FramesWriting {
 public:
  using FramesWriting::FramesWriting;

 private:
  std::optional<Status> write_part(const Progress&) override {
    if (!raster_) return begin();
    if (samples_left_ > 0) return take_sample();
    if (!writer_) return find_palette();
    return next_ < frames_.count ? add_frame() : writer_->finish();
  }

  std::optional<Status> begin() {
    Result<AnimationRaster> raster = AnimationRaster::create(frames_, options_, fonts_);
    if (!raster) return raster.message();
    raster_.emplace(std::move(*raster));
    return std::nullopt;
  }

  /// Backwards, since the film then goes on from the first.
  std::optional<Status> take_sample() {
    const std::int64_t sample = --samples_left_;
    if (Status drawn = raster_->draw(samples_ == 1 ? 0 : sample * (frames_.count - 1) / (samples_ - 1)); !drawn)
      return drawn;
    histogram_.add(raster_->pixels(), {0, 0, raster_->size().width, raster_->size().height});
    return std::nullopt;
  }

  std::optional<Status> find_palette() {
    const bool is_exact = histogram_.color_count() <= most_colors;
    const bool is_transparent = options_.transparent || raster_->first_figure().background.a < 255;
    writer_.emplace(sink_, Palette(few_colors(histogram_)), is_exact, is_transparent, raster_->size());
    writer_->begin(raster_->size(), options_.loops);
    return std::nullopt;
  }

  std::optional<Status> add_frame() {
    if (Status drawn = raster_->draw(next_); !drawn) return drawn;
    writer_->add(raster_->pixels(), raster_->drawn_part(), duration_of(next_, frames_.count, options_, 100));
    if (!writer_->status()) return writer_->status();
    ++next_;
    count_parts(1);
    return std::nullopt;
  }

  std::optional<AnimationRaster> raster_;
  Histogram histogram_;
  const std::int64_t samples_ = std::min(frames_.count, palette_samples);
  std::int64_t samples_left_ = samples_;
  std::optional<GifWriter> writer_;
  std::int64_t next_ = 0;
};

}  // namespace

std::unique_ptr<FileWriting> begin_gif(FrameSource frames, ExportOptions options, const FontBook& fonts,
                                       FileSink& sink) {
  return std::make_unique<GifWriting>(std::move(frames), std::move(options), fonts, sink);
}

}  // namespace convoscope
