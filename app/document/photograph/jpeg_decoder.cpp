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
constexpr int most_scans = 200;
void bound_scans(j_common_ptr jpeg) {
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
  // All scans are needed before the first row, and are taken in by `take_jpeg_scans`.
  reading.jpeg.buffered_image = jpeg_has_multiple_scans(&reading.jpeg);
  return jpeg_start_decompress(&reading.jpeg) == TRUE;
}

/// Of a picture of several scans, a little more. 1: they are all there, 0: not yet, -1: damaged.
int take_jpeg_scans(JpegReading& reading) {
  if (setjmp(reading.jump) != 0) return -1;
  const int taken = jpeg_consume_input(&reading.jpeg);
  if (reading.is_damaged || taken == JPEG_SUSPENDED || reading.jpeg.input_scan_number > most_scans) return -1;
  if (taken != JPEG_REACHED_EOI) return 0;
  return jpeg_start_output(&reading.jpeg, reading.jpeg.input_scan_number) == TRUE ? 1 : -1;
}

bool read_jpeg_row(JpegReading& reading, JSAMPLE* row) {
  if (setjmp(reading.jump) != 0) return false;
  return jpeg_read_scanlines(&reading.jpeg, &row, 1) == 1 && !reading.is_damaged;
}

bool end_jpeg(JpegReading& reading) {
  if (setjmp(reading.jump) != 0) return false;
  if (reading.jpeg.buffered_image == TRUE && jpeg_finish_output(&reading.jpeg) != TRUE) return false;
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

class JpegDecoder : public PictureDecoder {
 public:
  JpegDecoder(std::string_view bytes, const std::string& file)
      : bytes_(bytes), file_(file), damaged_{"photograph.damaged_jpeg", {{"file", file}}} {}

  Status begin() override {
    reading_.jpeg.err = jpeg_std_error(&reading_.errors);
    reading_.jpeg.client_data = &reading_;
    reading_.errors.error_exit = jump_from_jpeg;
    reading_.errors.emit_message = note_warning;
    if (!read_jpeg_header(reading_, bytes_)) return damaged_;
    const std::int64_t columns = reading_.jpeg.image_width;
    const std::int64_t rows = reading_.jpeg.image_height;
    if (Status judged = judge_picture_size(columns, rows, file_); !judged) return judged;
    if (!begin_jpeg(reading_)) return damaged_;
    samples_ = reading_.jpeg.output_components;
    shape = {1, samples_ >= 3 ? 3 : 1, rows, columns};
    orientation = jpeg_orientation(reading_);
    line_.resize(static_cast<std::size_t>(columns * samples_));
    takes_scans_ = reading_.jpeg.buffered_image == TRUE;
    rows_left_ = rows;
    return ok();
  }

  std::int64_t rows_left() const override { return rows_left_; }

  Status decode_row() override {
    if (takes_scans_) {
      const int taken = take_jpeg_scans(reading_);
      takes_scans_ = taken == 0;
      return taken < 0 ? Status(damaged_) : ok();
    }
    if (!read_jpeg_row(reading_, line_.data())) return damaged_;
    spread(planes.rows() - rows_left_);
    if (--rows_left_ > 0) return ok();
    return end_jpeg(reading_) ? ok() : Status(damaged_);
  }

 private:
  /// The line into the planes.
  void spread(std::int64_t row) {
    constexpr float most = 255;
    const bool is_cmyk = samples_ == 4;
    // Adobe's programs write how much of an ink is left out.
    const bool is_inverted = reading_.jpeg.saw_Adobe_marker != 0;
    const std::int64_t plane = planes.rows() * planes.columns();
    float* const to = planes.data().data() + row * planes.columns();
    for (std::int64_t column = 0; column < planes.columns(); ++column) {
      const JSAMPLE* const pixel = line_.data() + column * samples_;
      const auto left = [&](std::int64_t sample) {
        const float value = static_cast<float>(pixel[sample]) / most;
        return is_cmyk && !is_inverted ? 1 - value : value;
      };
      for (std::int64_t channel = 0; channel < planes.channels(); ++channel)
        to[channel * plane + column] = is_cmyk ? left(channel) * left(3) : left(channel);
    }
  }

  const std::string_view bytes_;
  const std::string file_;
  const Message damaged_;
  JpegReading reading_;
  std::vector<JSAMPLE> line_;
  std::int64_t samples_ = 1;
  bool takes_scans_ = false;
  std::int64_t rows_left_ = 0;
};

}  // namespace

std::unique_ptr<PictureDecoder> jpeg_decoder(std::string_view bytes, const std::string& file) {
  return std::make_unique<JpegDecoder>(bytes, file);
}

}  // namespace convoscope
