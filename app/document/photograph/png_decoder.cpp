// PNG by libpng, whose errors jump: each function that it may jump out of holds nothing that has to be destroyed.
#include <png.h>

#include <algorithm>
#include <bit>
#include <csetjmp>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "document/photograph/decoder.h"

namespace convoscope {
namespace {

struct PngReading {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string_view rest{};
  ~PngReading() { png_destroy_read_struct(&png, &info, nullptr); }
};

void take_png_bytes(png_structp png, png_bytep to, std::size_t count) {
  auto& rest = *static_cast<std::string_view*>(png_get_io_ptr(png));
  if (count > rest.size()) png_error(png, "cut off");
  std::memcpy(to, rest.data(), count);
  rest.remove_prefix(count);
}

/// Of libpng's memory: of its rows and its chunks, whose lengths may be lies, which it does not hold against the file's.
constexpr png_alloc_size_t most_chunk_bytes = png_alloc_size_t{8} << 20;

png_voidp allocate_for_png(png_structp, png_alloc_size_t bytes) {
  return bytes <= 2 * most_chunk_bytes ? std::malloc(bytes) : nullptr;
}
void free_for_png(png_structp, png_voidp memory) { std::free(memory); }

void jump_from_png(png_structp png, png_const_charp) { png_longjmp(png, 1); }
void be_silent(png_structp, png_const_charp) {}

bool read_png_header(PngReading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_read_info(reading.png, reading.info);
  return true;
}

/// Asks for 8 or 16 bits a sample, without palette; the transparent colour as a channel. The number of passes; 0: damaged.
int plan_png_rows(PngReading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return 0;
  png_set_expand(reading.png);
  if (png_get_bit_depth(reading.png, reading.info) == 16 && std::endian::native == std::endian::little)
    png_set_swap(reading.png);
  const int passes = png_set_interlace_handling(reading.png);
  png_read_update_info(reading.png, reading.info);
  return passes;
}

bool read_png_row(PngReading& reading, png_bytep row) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_read_row(reading.png, row, nullptr);
  return true;
}

bool read_png_end(PngReading& reading) {
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  png_read_end(reading.png, reading.info);
  return true;
}

int png_orientation([[maybe_unused]] PngReading& reading) {
#ifdef PNG_eXIf_SUPPORTED
  png_bytep exif = nullptr;
  png_uint_32 count = 0;
  if (png_get_eXIf_1(reading.png, reading.info, &count, &exif) != 0)
    return exif_orientation({reinterpret_cast<const char*>(exif), count});
#endif
  return 1;
}

/// One row of samples into the planes; those with alpha on white.
template <class Sample>
void spread(const png_byte* row, std::int64_t at, std::int64_t samples, Tensor& planes) {
  constexpr float most = static_cast<float>(static_cast<Sample>(-1));
  const std::int64_t channels = planes.channels();
  const std::int64_t plane = planes.rows() * planes.columns();
  float* const to = planes.data().data() + at * planes.columns();
  for (std::int64_t column = 0; column < planes.columns(); ++column) {
    const auto value = [&](std::int64_t sample) {
      Sample number = 0;
      std::memcpy(&number, row + static_cast<std::size_t>(column * samples + sample) * sizeof(Sample), sizeof(Sample));
      return static_cast<float>(number) / most;
    };
    for (std::int64_t channel = 0; channel < channels; ++channel) {
      float shown = value(channel);
      if (samples > channels) {
        const float alpha = value(channels);
        shown = shown * alpha + (1 - alpha);
      }
      to[channel * plane + column] = shown;
    }
  }
}

class PngDecoder : public PictureDecoder {
 public:
  PngDecoder(std::string_view bytes, const std::string& file)
      : bytes_(bytes), file_(file), damaged_{"photograph.damaged_png", {{"file", file}}} {}

  Status begin() override {
    // What the compression can hold at most: a header that promises more lies.
    constexpr std::size_t most_ratio = 1040, overhead = 64;
    reading_.rest = bytes_;
    reading_.png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, nullptr, jump_from_png, be_silent, nullptr,
                                            allocate_for_png, free_for_png);
    if (reading_.png == nullptr) throw std::bad_alloc();
    reading_.info = png_create_info_struct(reading_.png);
    if (reading_.info == nullptr) throw std::bad_alloc();
    png_set_read_fn(reading_.png, &reading_.rest, take_png_bytes);
    png_set_user_limits(reading_.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // sizes are judged below, in one line
    png_set_chunk_malloc_max(reading_.png, most_chunk_bytes);
    png_set_chunk_cache_max(reading_.png, 32);
    if (!read_png_header(reading_)) return damaged_;
    const std::int64_t columns = png_get_image_width(reading_.png, reading_.info);
    const std::int64_t rows = png_get_image_height(reading_.png, reading_.info);
    if (Status judged = judge_picture_size(columns, rows, file_); !judged) return judged;
    const std::size_t packed = png_get_rowbytes(reading_.png, reading_.info) + 1;
    if (packed * static_cast<std::size_t>(rows) > most_ratio * (bytes_.size() + overhead)) return damaged_;

    const int passes = plan_png_rows(reading_);
    if (passes == 0) return damaged_;
    samples_ = png_get_channels(reading_.png, reading_.info);
    row_bytes_ = png_get_rowbytes(reading_.png, reading_.info);
    is_deep_ = png_get_bit_depth(reading_.png, reading_.info) == 16;
    shape = {1, samples_ >= 3 ? 3 : 1, rows, columns};
    // Passes fill in what those before them left out.
    kept_rows_ = passes > 1 ? rows : 1;
    pixels_.reserve(row_bytes_ * static_cast<std::size_t>(kept_rows_));
    rows_left_ = passes * rows;
    return ok();
  }

  std::int64_t rows_left() const override { return rows_left_; }

  Status decode_row() override {
    const std::int64_t row = planes.rows() - 1 - (rows_left_ - 1) % planes.rows();
    const std::size_t place = row_bytes_ * static_cast<std::size_t>(row % kept_rows_);
    pixels_.resize(std::max(pixels_.size(), place + row_bytes_));
    png_byte* const to = pixels_.data() + place;
    if (!read_png_row(reading_, to)) return damaged_;
    if (rows_left_ <= planes.rows()) {  // the last pass
      if (is_deep_)
        spread<std::uint16_t>(to, row, samples_, planes);
      else
        spread<std::uint8_t>(to, row, samples_, planes);
    }
    if (--rows_left_ > 0) return ok();
    if (!read_png_end(reading_)) return damaged_;
    orientation = png_orientation(reading_);
    return ok();
  }

 private:
  const std::string_view bytes_;
  const std::string file_;
  const Message damaged_;
  PngReading reading_;
  std::vector<png_byte> pixels_;  ///< of the rows kept
  std::int64_t kept_rows_ = 1;
  std::int64_t samples_ = 1;
  std::size_t row_bytes_ = 0;
  bool is_deep_ = false;
  std::int64_t rows_left_ = 0;
};

}  // namespace

std::unique_ptr<PictureDecoder> png_decoder(std::string_view bytes, const std::string& file) {
  return std::make_unique<PngDecoder>(bytes, file);
}

}  // namespace convoscope
