// What both decoders share. Within this folder only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/tensor.h"
#include "document/message.h"

namespace convoscope {

/// Turns a file's bytes into planes, row by row.
class PictureDecoder {
 public:
  virtual ~PictureDecoder() = default;
  /// To be called once, first: reads the header, judges it, and knows the `shape` that `planes` have to be given then.
  virtual Status begin() = 0;
  /// Of each pass over the picture, where the file has several. `decode_row` has to be called until none is left: mostly it takes one away.
  virtual std::int64_t rows_left() const = 0;
  virtual Status decode_row() = 0;

  Shape shape{};
  /// As the file has its rows, and the orientation (EXIF, 1 to 8) that they are to be turned by: once no row is left.
  Tensor planes;
  int orientation = 1;
};

/// `bytes` are referred to. `file` is the name that messages say.
std::unique_ptr<PictureDecoder> png_decoder(std::string_view bytes, const std::string& file);
std::unique_ptr<PictureDecoder> jpeg_decoder(std::string_view bytes, const std::string& file);

/// Why a picture of so many columns and rows is not read, if it is not.
Status judge_picture_size(std::int64_t columns, std::int64_t rows, const std::string& file);

/// Of a TIFF block as EXIF has it; 1 where it says nothing sensible.
int exif_orientation(std::string_view tiff);

}  // namespace convoscope
