// PNG files: exact size, alpha, metadata and bytes, as libpng and `identify` read them.
#include "raster/png.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "document/memory_sink.h"
#include "picture/still_writing.h"
#include "png/png_encoder.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

Result<std::string> png_of(const Figure& figure, const ExportOptions& options = {}) {
  return write_png(figure, options, font_book());
}

TEST(Png, HasTheSizeAskedFor) {
  const TemporaryFolder folder;
  const std::string path = folder.path("x.png");
  write(path, *png_of(figure_with_everything(), {.scale = 1.25}));
  const Output output = run("identify -format '%m %w %h %[channels]' " + path);
  EXPECT_EQ(output.text.substr(0, 11), "PNG 600 525");
}

TEST(Png, IsOpaqueOrTransparentAsAsked) {
  const TemporaryFolder folder;
  const std::string path = folder.path("x.png");
  write(path, *png_of(figure_with_everything()));
  const Pixels opaque = read_png(path);
  EXPECT_EQ(packed_color(opaque.at(1, 1)), 0xF4F6F8FFU);
  write(path, *png_of(figure_with_everything(), {.transparent = true}));
  const Pixels transparent = read_png(path);
  EXPECT_EQ(packed_color(transparent.at(1, 1)), 0U);
  EXPECT_EQ(packed_color(transparent.at(150, 40)), 0x268BD2FFU);
}

/// A reader of chunks in another language: keyword and text of every iTXt chunk, checksums verified.
constexpr const char* read_texts = R"py(
import struct, sys, zlib
data = open(sys.argv[1], "rb").read()
at = 8
while at < len(data):
    size, kind = struct.unpack(">I4s", data[at:at + 8])
    body = data[at + 8:at + 8 + size]
    assert struct.unpack(">I", data[at + 8 + size:at + 12 + size])[0] == zlib.crc32(kind + body)
    if kind == b"iTXt":
        keyword, rest = body.split(b"\0", 1)
        assert rest[:2] == b"\0\0"
        language, translated, text = rest[2:].split(b"\0", 2)
        print(keyword.decode("latin-1") + "=" + text.decode("utf-8"))
    at += 12 + size
)py";

TEST(Png, CarriesTheScene) {
  const std::string scene = R"({"title": "卷积", "n": [1, 2]})";
  const TemporaryFolder folder;
  write(folder.path("x.png"), *png_of(figure_with_everything(), {.scene = scene}));
  write(folder.path("read.py"), read_texts);
  const Output output = run("PYTHONIOENCODING=utf-8 python3 " + folder.path("read.py") + " " + folder.path("x.png"));
  const Figure figure = figure_with_everything();
  EXPECT_EQ(output.text,
            "Title=" + figure.title + "\nDescription=" + figure.description + "\nconvoscope=" + scene + "\n");
}

TEST(Png, OnePointIsOneSeventySecondOfAnInch) {
  const TemporaryFolder folder;
  write(folder.path("x.png"), *png_of(figure_with_everything(), {.scale = 2}));
  const Output output = run("identify -units PixelsPerInch -format '%x' " + folder.path("x.png"));
  EXPECT_NEAR(std::stod(output.text), 144, 0.1);
}

TEST(Png, EnormousSizesAreRefusedInWords) {
  for (const double scale : {100.0, 1e6, 1e300, std::numeric_limits<double>::infinity(), std::nan("")}) {
    const auto result = png_of(figure_with_everything(), {.scale = scale});
    ASSERT_FALSE(result) << scale;
    EXPECT_EQ(result.message().key, "export.too_large");
    EXPECT_EQ(result.message().cause, Cause::picture_size);
  }
}

TEST(Png, SmallestSizeIsOnePixel) {
  Figure figure;
  figure.size = {0, 0};
  EXPECT_TRUE(png_of(figure));
}

TEST(Png, SameRequestGivesSameBytes) {
  EXPECT_EQ(*png_of(figure_with_everything()), *png_of(figure_with_everything()));
}

/// What is encoded is read back exactly, whichever way it is stored.
TEST(Png, EncodesEveryPixelExactly) {
  const TemporaryFolder folder;
  for (const int kinds : {1, 2, 200, 256, 257, 5000}) {
    for (const bool opaque : {true, false}) {
      Pixels pixels(61, 83);
      std::uint32_t state = 12345;
      for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
        state = state * 1664525U + 1013904223U;
        const std::uint32_t kind = (state >> 8) % static_cast<std::uint32_t>(kinds);
        pixels.rgba[i] = static_cast<std::uint8_t>(kind);
        pixels.rgba[i + 1] = static_cast<std::uint8_t>(kind >> 8);
        pixels.rgba[i + 2] = static_cast<std::uint8_t>(kind * 7);
        pixels.rgba[i + 3] = opaque || kind % 2 == 0 ? 255 : 0;
        if (pixels.rgba[i + 3] == 0) std::fill_n(&pixels.rgba[i], 4, std::uint8_t{0});
      }
      const std::string file = encode_png(pixels, 0, {});
      write(folder.path("x.png"), file);
      EXPECT_EQ(read_png(folder.path("x.png")).rgba, pixels.rgba) << kinds << opaque;
      PngEncoding some_rows(pixels, 0, {});
      std::optional<std::string> in_pieces;
      while (!in_pieces) in_pieces = some_rows.advance(7);
      EXPECT_EQ(*in_pieces, file) << kinds << opaque;
    }
  }
}

TEST(Formats, WriteTheSameStillInPieces) {
  const Figure figure = counting_frames(3).frame(1);
  for (const Format& format : formats()) {
    if (!format.still || format.is_layer) continue;
    const ExportOptions options{.scale = 2, .scene = "{}"};
    MemorySink sink;
    const auto writing = still_writing(format, {1, [&](std::int64_t) { return figure; }}, options, font_book(), sink);
    int calls = 0;
    std::optional<Status> ended;
    for (; !ended; ++calls) ended = writing->advance(after_one_part);
    EXPECT_TRUE(*ended) << format.name;
    EXPECT_GE(calls, format.has_pixels ? 4 : 2) << format.name;
    EXPECT_EQ(sink.take(), *format.still(figure, options, font_book())) << format.name;
  }
}

TEST(Formats, AreFoundByTheEnding) {
  ASSERT_NE(format_of("a/b.PNG"), nullptr);
  EXPECT_EQ(format_of("a/b.PNG")->extension, "png");
  EXPECT_EQ(format_of("x.svg")->extension, "svg");
  EXPECT_EQ(format_of("x.unknown"), nullptr);
  EXPECT_EQ(format_of("folder.png/x"), nullptr);
  EXPECT_EQ(format_of(""), nullptr);
  for (const Format& format : formats()) EXPECT_TRUE(format.still != nullptr || format.animation != nullptr);
}

}  // namespace
}  // namespace convoscope
