// What both decoders share. Within this folder only.
#pragma once

#include <string>
#include <string_view>

#include "core/tensor.h"
#include "document/message.h"

namespace convoscope {

/// As the file has its rows, and the orientation (EXIF, 1 to 8) that it is to be turned by.
struct DecodedPicture {
  Tensor planes;
  int orientation = 1;
};

Result<DecodedPicture> decode_png(std::string_view bytes, const std::string& file);
Result<DecodedPicture> decode_jpeg(std::string_view bytes, const std::string& file);

/// Why a picture of so many columns and rows is not read, if it is not.
Status judge_picture_size(std::int64_t columns, std::int64_t rows, const std::string& file);

/// Of a TIFF block as EXIF has it; 1 where it says nothing sensible.
int exif_orientation(std::string_view tiff);
/// The picture upright.
Tensor turned_upright(Tensor planes, int orientation);

}  // namespace convoscope
