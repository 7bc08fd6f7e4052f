// JPEG by libjpeg, whose errors jump: each function that it may jump out of holds nothing that has to be destroyed.
#include <csetjmp>
#include <cstdio>
#include <vector>

#include <jpeglib.h>

#include <jerror.h>

#include "document/photograph/decoder.h"

namespace convoscope {
namespace {

struct JpegReading {
  jpeg_decompress_struct jpeg{};
  jpeg_error_mgr errors{};
  jpeg_progress_mgr progress{};
  std::jmp_buf jump{};
  bool is_damaged = false;
  ~JpegReading() { jpeg_destroy_decompress(&jpeg); }
};

JpegReading& reading_of(j_common_ptr jpeg) { return *static_cast<JpegReading*>(jpeg->client_data); }

void jump_from_jpeg(j_common_ptr jpeg) { std::longjmp(reading_of(jpeg).jump, 1); }

/// Where libjpeg would make up what is missing, the picture is damaged.
void note_warning(j_common_ptr jpeg, int level) {
  const int code = jpeg->err->msg_code;
  const bool is_harmless = code == JWRN_EXTRANEOUS_DATA || code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM;
  if (level < 0 && !is_harmless) reading_of(jpeg).is_damaged = true;
}

/// A progressive picture of few bytes can ask for endless work.
void bound_scans(j_common_ptr jpeg) {
  constexpr int most_scans = 200;
  if (jpeg->is_decompressor == 0) return;
  if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number > most_scans) jump_from_jpeg(jpeg);
}

bool read_jpeg_header(JpegReading& reading, std::string_view bytes) {
  constexpr unsigned int most_marker_bytes = 0xffff;
  if (setjmp(reading.jump) != 0) return false;
  jpeg_create_decompress(&reading.jpeg);
  reading.jpeg.client_data = &reading;
  jpeg_mem_src(&reading.jpeg, reinterpret_cast<const unsigned char*>(bytes.data()),
               static_cast<unsigned long>(bytes.size()));
  jpeg_save_markers(&reading.jpeg, JPEG_APP0 + 1, most_marker_bytes);
  return jpeg_read_header(&reading.jpeg, TRUE) == JPEG_HEADER_OK;
}

bool begin_jpeg(JpegReading& reading) {
  if (setjmp(reading.jump) != 0) return false;
  reading.progress.progress_monitor = bound_scans;
  reading.jpeg.progress = &reading.progress;
  const J_COLOR_SPACE stored = reading.jpeg.jpeg_color_space;
  reading.jpeg.out_color_space = stored == JCS_GRAYSCALE                    ? JCS_GRAYSCALE
                                 : stored == JCS_CMYK || stored == JCS_YCCK ? JCS_CMYK
                                                                            : JCS_RGB;
  return jpeg_start_decompress(&reading.jpeg) == TRUE;
}

bool read_jpeg_row(JpegReading& reading, JSAMPLE* row) {
  if (setjmp(reading.jump) != 0) return false;
  return jpeg_read_scanlines(&reading.jpeg, &row, 1) == 1 && !reading.is_damaged;
}

bool end_jpeg(JpegReading& reading) {
  if (setjmp(reading.jump) != 0) return false;
  return jpeg_finish_decompress(&reading.jpeg) == TRUE && !reading.is_damaged;
}

int jpeg_orientation(const JpegReading& reading) {
  constexpr std::string_view beginning("Exif\0\0", 6);
  for (jpeg_saved_marker_ptr marker = reading.jpeg.marker_list; marker != nullptr; marker = marker->next) {
    const std::string_view data(reinterpret_cast<const char*>(marker->data), marker->data_length);
    if (data.starts_with(beginning)) return exif_orientation(data.substr(beginning.size()));
  }
  return 1;
}

}  // namespace

Result<DecodedPicture> decode_jpeg(std::string_view bytes, const std::string& file) {
  constexpr float most = 255;
  const Message damaged{"photograph.damaged_jpeg", {{"file", file}}};
  JpegReading reading;
  reading.jpeg.err = jpeg_std_error(&reading.errors);
  reading.jpeg.client_data = &reading;
  reading.errors.error_exit = jump_from_jpeg;
  reading.errors.emit_message = note_warning;
  if (!read_jpeg_header(reading, bytes)) return damaged;
  const std::int64_t columns = reading.jpeg.image_width;
  const std::int64_t rows = reading.jpeg.image_height;
  if (const Status judged = judge_picture_size(columns, rows, file); !judged) return judged.message();
  if (!begin_jpeg(reading)) return damaged;
  const std::int64_t samples = reading.jpeg.output_components;
  const bool is_cmyk = samples == 4;
  // Adobe's programs write how much of an ink is left out.
  const bool is_inverted = reading.jpeg.saw_Adobe_marker != 0;
  DecodedPicture picture{Tensor({1, samples >= 3 ? 3 : 1, rows, columns}), jpeg_orientation(reading)};
  std::vector<JSAMPLE> line(static_cast<std::size_t>(columns * samples));
  for (std::int64_t row = 0; row < rows; ++row) {
    if (!read_jpeg_row(reading, line.data())) return damaged;
    for (std::int64_t column = 0; column < columns; ++column) {
      const JSAMPLE* const pixel = line.data() + column * samples;
      const auto left = [&](std::int64_t sample) {
        const float value = static_cast<float>(pixel[sample]) / most;
        return is_cmyk && !is_inverted ? 1 - value : value;
      };
      for (std::int64_t channel = 0; channel < picture.planes.channels(); ++channel)
        picture.planes(0, channel, row, column) = is_cmyk ? left(channel) * left(3) : left(channel);
    }
  }
  if (!end_jpeg(reading)) return damaged;
  return picture;
}

}  // namespace convoscope
