// PNG by libpng, whose errors jump: each function that it may jump out of holds nothing that has to be destroyed.
#include <png.h>

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
      planes(0, channel, at, column) = shown;
    }
  }
}

}  // namespace

Result<DecodedPicture> decode_png(std::string_view bytes, const std::string& file) {
  // What the compression can hold at most: a header that promises more lies.
  constexpr std::size_t most_ratio = 1040, overhead = 64;
  const Message damaged{"photograph.damaged_png", {{"file", file}}};
  PngReading reading;
  reading.rest = bytes;
  reading.png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, nullptr, jump_from_png, be_silent, nullptr,
                                         allocate_for_png, free_for_png);
  if (reading.png == nullptr) throw std::bad_alloc();
  reading.info = png_create_info_struct(reading.png);
  if (reading.info == nullptr) throw std::bad_alloc();
  png_set_read_fn(reading.png, &reading.rest, take_png_bytes);
  png_set_user_limits(reading.png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // sizes are judged below, in one line
  png_set_chunk_malloc_max(reading.png, most_chunk_bytes);
  png_set_chunk_cache_max(reading.png, 32);
  if (!read_png_header(reading)) return damaged;
  const std::int64_t columns = png_get_image_width(reading.png, reading.info);
  const std::int64_t rows = png_get_image_height(reading.png, reading.info);
  if (const Status judged = judge_picture_size(columns, rows, file); !judged) return judged.message();
  const std::size_t packed = png_get_rowbytes(reading.png, reading.info) + 1;
  if (packed * static_cast<std::size_t>(rows) > most_ratio * (bytes.size() + overhead)) return damaged;

  const int passes = plan_png_rows(reading);
  if (passes == 0) return damaged;
  const std::int64_t samples = png_get_channels(reading.png, reading.info);
  const std::size_t row_bytes = png_get_rowbytes(reading.png, reading.info);
  const bool is_deep = png_get_bit_depth(reading.png, reading.info) == 16;
  DecodedPicture picture{Tensor({1, samples >= 3 ? 3 : 1, rows, columns}), 1};
  // Passes fill in what those before them left out.
  std::vector<png_byte> pixels(row_bytes * (passes > 1 ? static_cast<std::size_t>(rows) : 1));
  for (int pass = 0; pass < passes; ++pass) {
    for (std::int64_t row = 0; row < rows; ++row) {
      png_byte* const to = pixels.data() + (passes > 1 ? static_cast<std::size_t>(row) * row_bytes : 0);
      if (!read_png_row(reading, to)) return damaged;
      if (pass + 1 < passes) continue;
      if (is_deep)
        spread<std::uint16_t>(to, row, samples, picture.planes);
      else
        spread<std::uint8_t>(to, row, samples, picture.planes);
    }
  }
  if (!read_png_end(reading)) return damaged;
  picture.orientation = png_orientation(reading);
  return picture;
}

}  // namespace convoscope
