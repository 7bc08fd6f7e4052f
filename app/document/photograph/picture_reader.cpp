// Tells the formats apart, and turns pictures upright.
#include "document/photograph/picture_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "document/photograph/decoder.h"

namespace convoscope {
namespace {

constexpr std::string_view png_beginning = "\x89PNG\r\n\x1a\n";
constexpr std::string_view jpeg_beginning = "\xff\xd8\xff";

/// Numbers of a TIFF block in its own byte order; 0 beyond its end.
class TiffReader {
 public:
  explicit TiffReader(std::string_view bytes) : bytes_(bytes), is_little_(bytes.starts_with("II")) {}
  std::uint32_t number(std::size_t at, std::size_t size) const {
    if (at > bytes_.size() || bytes_.size() - at < size) return 0;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t place = is_little_ ? size - 1 - i : i;
      value = value << 8 | static_cast<unsigned char>(bytes_[at + place]);
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool is_little_;
};

}  // namespace

bool is_picture(std::string_view bytes) {
  return bytes.starts_with(png_beginning) || bytes.starts_with(jpeg_beginning);
}

Status judge_picture_size(std::int64_t columns, std::int64_t rows, const std::string& file) {
  const bool has_sides = columns >= 1 && rows >= 1 && std::max(columns, rows) <= most_picture_side;
  if (has_sides && rows <= most_picture_pixels / columns) return ok();
  return Message{"photograph.too_large",
                 {{"file", file},
                  {"size", fmt::format("{} × {}", columns, rows)},
                  {"side", fmt::format("{}", most_picture_side)},
                  {"limit", fmt::format("{}", most_picture_pixels >> 20)}}};
}

int exif_orientation(std::string_view tiff) {
  if (!tiff.starts_with("II") && !tiff.starts_with("MM")) return 1;
  constexpr std::uint32_t orientation_tag = 0x0112, entry_bytes = 12;
  const TiffReader reader(tiff);
  const std::size_t directory = reader.number(4, 4);
  const std::uint32_t entries = reader.number(directory, 2);
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t entry = directory + 2 + std::size_t{i} * entry_bytes;
    if (entry >= tiff.size()) break;
    if (reader.number(entry, 2) != orientation_tag) continue;
    const std::uint32_t value = reader.number(entry + 8, 2);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
  }
  return 1;
}

PictureReading::PictureReading(std::string_view bytes, std::string file) : bytes_(bytes), file_(std::move(file)) {}
PictureReading::~PictureReading() = default;

Status PictureReading::begin() {
  if (!is_picture(bytes_)) return Message{"photograph.no_picture", {{"file", file_}}};
  if (bytes_.size() > most_picture_bytes)
    return Message{"photograph.too_long", {{"file", file_}, {"limit", fmt::format("{}", most_picture_bytes >> 20)}}};
  decoder_ = bytes_.starts_with(png_beginning) ? png_decoder(bytes_, file_) : jpeg_decoder(bytes_, file_);
  if (Status begun = decoder_->begin(); !begun) return begun;
  total_ = rows_ = decoder_->rows_left();
  return ok();
}

/// The next row of the upright picture.
void PictureReading::turn_row() {
  const Tensor& planes = decoder_->planes;
  const int orientation = decoder_->orientation;
  const bool is_swapped = orientation >= 5;
  const bool from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  const bool from_right = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  const std::int64_t row = turned_++;
  for (std::int64_t channel = 0; channel < upright_.channels(); ++channel) {
    const float* const plane = planes.data().data() + channel * planes.rows() * planes.columns();
    float* const to = upright_.data().data() + (channel * upright_.rows() + row) * upright_.columns();
    for (std::int64_t column = 0; column < upright_.columns(); ++column) {
      const std::int64_t down = is_swapped ? column : row;
      const std::int64_t across = is_swapped ? row : column;
      to[column] = plane[(from_bottom ? planes.rows() - 1 - down : down) * planes.columns() +
                         (from_right ? planes.columns() - 1 - across : across)];
    }
  }
}

std::optional<Result<Tensor>> PictureReading::advance(const Progress& progress) {
  if (!decoder_) {
    if (const Status begun = begin(); !begun) return begun.message();
  }
  const auto goes_on = [&] { return !progress || progress(rows_ - decoder_->rows_left() + turned_, total_); };
  if (!decoder_->planes.grow(decoder_->shape, goes_on)) return std::nullopt;
  while (decoder_->rows_left() > 0) {
    if (const Status decoded = decoder_->decode_row(); !decoded) return decoded.message();
    if (!goes_on() && decoder_->rows_left() > 0) return std::nullopt;
  }
  if (decoder_->orientation == 1) return std::move(decoder_->planes);
  Shape upright = decoder_->shape;
  if (decoder_->orientation >= 5) std::swap(upright[2], upright[3]);
  total_ = rows_ + upright[2];
  if (!upright_.grow(upright, goes_on)) return std::nullopt;
  while (turned_ < upright_.rows()) {
    turn_row();
    if (!goes_on() && turned_ < upright_.rows()) return std::nullopt;
  }
  return std::move(upright_);
}

Result<Tensor> read_picture(std::string_view bytes, const std::string& file) {
  return *PictureReading(bytes, file).advance();
}

Tensor in_grey(const Tensor& planes, Tensor room) {
  if (planes.channels() != 3) return planes;
  Tensor grey = std::move(room);
  grey.grow({1, 1, planes.rows(), planes.columns()}, [] { return true; });
  const std::size_t cells = grey.data().size();
  const float* const red = planes.data().data();
  for (std::size_t i = 0; i < cells; ++i)
    grey.data()[i] = 0.299f * red[i] + 0.587f * red[i + cells] + 0.114f * red[i + 2 * cells];
  return grey;
}

}  // namespace convoscope
