// PNG and JPEG bytes -> numbers from 0 to 1, as photographs are read. Knows no file system: `file` is only the name that messages say.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/tensor.h"
#include "document/message.h"
#include "document/progress.h"

namespace convoscope {

/// No picture is read that has more pixels, nor a file that is longer: both are judged before anything is decoded.
inline constexpr std::int64_t most_picture_side = 16384;
inline constexpr std::int64_t most_picture_pixels = std::int64_t{1} << 24;
inline constexpr std::size_t most_picture_bytes = std::size_t{32} << 20;

/// Whether the bytes begin as a PNG's or a JPEG's do.
bool is_picture(std::string_view bytes);

/// Shape (1, channels, rows, columns): one channel of a grey picture, else red, green and blue. The numbers are those of the file over the
/// largest that its depth holds, so from 0 to 1, without gamma and whatever colour profile it has. Palettes are looked up, 16 bits kept,
/// transparent pixels put on white, CMYK turned into (1 - C)(1 - K), ..., and the picture turned as its EXIF orientation says.
Result<Tensor> read_picture(std::string_view bytes, const std::string& file);

class PictureDecoder;

/// The same bit by bit. The bytes are referred to.
class PictureReading {
 public:
  PictureReading(std::string_view bytes, std::string file);
  ~PictureReading();

  /// Goes on, by a little at least, until `progress`, told of rows, says to break off: then nothing. Else the planes, or why there are none,
  /// once.
  std::optional<Result<Tensor>> advance(const Progress& progress = {});

 private:
  Status begin();
  void turn_row();

  const std::string_view bytes_;
  const std::string file_;
  std::unique_ptr<PictureDecoder> decoder_;
  Tensor upright_;  ///< where the picture has to be turned
  // Rows: to be decoded, turned already, and of both.
  std::int64_t rows_ = 0, turned_ = 0, total_ = 0;
};

/// A colour picture in grey: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601); a grey one as it is. `room`: a tensor whose memory the
/// result takes over.
Tensor in_grey(const Tensor& planes, Tensor room = {});

}  // namespace convoscope
