// Pixels -> PNG bytes, over zlib: still pictures, the frames of an APNG and the images inside SVG and HTML.
// Knows no figure.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "figure/writing/pixels.h"

namespace convoscope {

/// The colours of a picture that has few, as numbers 0xRRGGBBAA, and the index of each.
class ColorTable {
 public:
  static constexpr std::size_t max_size = 256;

  ColorTable();
  /// The index of the color, entered if it is new; nothing when the table is full.
  std::optional<std::uint8_t> enter(std::uint32_t color);
  const std::vector<std::uint32_t>& colors() const { return colors_; }

 private:
  struct Slot {
    std::uint32_t color = 0;
    int index = -1;
  };
  std::vector<std::uint32_t> colors_;
  std::vector<Slot> slots_;
};

std::uint32_t packed_color(const std::uint8_t* rgba);

enum class PngColor : std::uint8_t { rgb = 2, palette = 3, rgba = 6 };

std::string_view png_signature();
/// A chunk: length, type, data, CRC.
std::string png_chunk(std::string_view type, std::string_view data);
/// Big-endian, as PNG has its numbers.
std::string png_number(std::uint32_t value);
/// IHDR and, where given, pHYs (0: left out).
std::string png_header(int width_px, int height_px, PngColor color, double pixels_per_metre);
/// An uncompressed iTXt chunk; `text` is UTF-8.
std::string png_text(std::string_view keyword, std::string_view text);

/// Compressing so many of the largest rows is not felt as a stall.
inline constexpr int png_rows_at_a_time = 64;

/// The zlib stream of IDAT or fdAT, as RGB or RGBA.
class PngRows {
 public:
  PngRows(int width_px, PngColor color);
  PngRows(PngRows&&) noexcept;
  PngRows& operator=(PngRows&&) noexcept;
  ~PngRows();
  /// The next row, of pixels of four bytes.
  void add(const std::uint8_t* rgba);
  /// Once all rows are there.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A whole file: by palette where 256 colours are enough, else RGB where nothing is transparent, else RGBA. `extra_chunks` stand before
/// the image.
std::string encode_png(const Pixels& pixels, double pixels_per_metre, std::string_view extra_chunks);

/// The same some rows at a time.
class PngEncoding {
 public:
  /// `pixels` outlive this and stay as they are.
  PngEncoding(const Pixels& pixels, double pixels_per_metre, std::string extra_chunks);
  ~PngEncoding();
  /// Works on so many rows. The file, once all are done; not to be called after that.
  std::optional<std::string> advance(int rows);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace convoscope
