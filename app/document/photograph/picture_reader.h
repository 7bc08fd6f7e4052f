// PNG and JPEG bytes -> numbers from 0 to 1, as photographs are read. Knows no file system: `file` is only the name that messages say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/tensor.h"
#include "document/message.h"

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

/// A colour picture in grey: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601); a grey one as it is.
Tensor in_grey(const Tensor& planes);

}  // namespace convoscope
