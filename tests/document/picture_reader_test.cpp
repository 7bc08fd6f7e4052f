// Pictures that are read: their numbers are those of ImageMagick, and what is wrong with a file is one line.
#include "document/photograph/picture_reader.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "document/catalog.h"
#include "support.h"

namespace convoscope {
namespace {

class PictureReader : public ::testing::Test {
 protected:
  PictureReader() : folder_(std::filesystem::temp_directory_path() / ("pictures-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~PictureReader() override { std::filesystem::remove_all(folder_); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// ImageMagick writes a file; its bytes.
  std::string made(const std::string& arguments, const std::string& name) const {
    const std::string command = "convert " + arguments + " '" + path(name) + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    return testing::read_text(path(name));
  }

  /// What ImageMagick reads in a file, each sample of 16 bits over the most that it holds.
  Tensor referee(const std::string& name, std::int64_t channels, std::int64_t rows, std::int64_t columns) const {
    const std::string raw = path("referee.raw");
    const std::string command = "convert '" + path(name) +
                                "' -auto-orient -background white -alpha remove -alpha off " +
                                (channels == 1 ? "-set colorspace Gray " : "-colorspace sRGB ") +
                                "-depth 16 -endian LSB " + (channels == 1 ? "gray:" : "rgb:") + raw;
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    const std::string bytes = testing::read_text(raw);
    Tensor planes({1, channels, rows, columns});
    EXPECT_EQ(bytes.size(), planes.data().size() * 2) << name;
    if (bytes.size() != planes.data().size() * 2) return planes;
    for (std::int64_t pixel = 0; pixel < rows * columns; ++pixel) {
      for (std::int64_t channel = 0; channel < channels; ++channel) {
        const auto at = static_cast<std::size_t>(2 * (pixel * channels + channel));
        const int number = static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8;
        planes(0, channel, pixel / columns, pixel % columns) = static_cast<float>(number) / 65535.0F;
      }
    }
    return planes;
  }

  /// Reads the file as ImageMagick does, within `most`.
  void expect_same(const std::string& name, std::int64_t channels, double most) const {
    const std::string bytes = testing::read_text(path(name));
    const Result<Tensor> read = read_picture(bytes, name);
    ASSERT_TRUE(read) << name << ": " << read.message().key;
    ASSERT_EQ(read->channels(), channels) << name;
    const Tensor wanted = referee(name, channels, read->rows(), read->columns());
    double worst = 0;
    for (std::size_t i = 0; i < wanted.data().size(); ++i)
      worst = std::max(worst, std::abs(static_cast<double>(read->data()[i]) - static_cast<double>(wanted.data()[i])));
    EXPECT_LE(worst, most) << name;
    expect_same_by_bits(bytes, name, *read);
  }

  /// Broken off as often as can be, it reads the same.
  static void expect_same_by_bits(const std::string& bytes, const std::string& name, const Tensor& whole) {
    PictureReading reading(bytes, name);
    std::int64_t calls = 0;
    std::optional<Result<Tensor>> read;
    for (; !read; ++calls)
      read = reading.advance([&](std::int64_t done, std::int64_t total) {
        EXPECT_LE(done, total) << name;
        return false;
      });
    ASSERT_TRUE(*read) << name;
    EXPECT_EQ(**read, whole) << name;
    EXPECT_GE(calls, whole.rows()) << name;
  }

  static std::string refusal(const std::string& bytes) {
    const Result<Tensor> read = read_picture(bytes, "a.png");
    return read ? "" : read.message().key;
  }

 private:
  std::filesystem::path folder_;
};

constexpr double exact = 1e-4;           // ImageMagick's own numbers have 16 bits
constexpr double a_level = 1.5 / 255.0;  // JPEG decoders may differ in the last bit of 8

constexpr const char* scene = "-size 37x23 gradient:red-blue -fill '#20a040' -draw 'circle 12,9 16,14' -depth 8";

TEST_F(PictureReader, ReadsPngsOfEveryKindAsImageMagickDoes) {
  const std::string colour = scene;
  struct Kind {
    std::string name, arguments;
    std::int64_t channels;
  };
  for (const Kind& kind :
       {Kind{"rgb.png", colour + " -define png:color-type=2", 3},
        Kind{"palette.png", colour + " -colors 9 -define png:color-type=3", 3},
        Kind{"two.png", colour + " -colors 2 -define png:color-type=3", 3},
        Kind{"deep.png", "-size 37x23 gradient:red-blue -depth 16 -define png:color-type=2 -define png:bit-depth=16",
             3},
        Kind{"alpha.png", colour + " -alpha set -channel A -evaluate multiply 0.4 +channel -define png:color-type=6",
             3},
        Kind{"grey.png", "-size 37x23 gradient:black-white -depth 8 -define png:color-type=0", 1},
        Kind{"grey16.png",
             "-size 37x23 gradient:black-white -depth 16 -define png:color-type=0 -define png:bit-depth=16", 1},
        Kind{"bits.png",
             "-size 37x23 pattern:checkerboard -monochrome -define png:color-type=0 -define png:bit-depth=1", 1},
        Kind{"greyalpha.png",
             "-size 37x23 gradient:black-white -alpha set -channel A -evaluate set 30% +channel -depth 8 -define "
             "png:color-type=4",
             1},
        Kind{"interlaced.png", colour + " -interlace PNG -define png:color-type=2", 3}}) {
    made(kind.arguments, kind.name);
    expect_same(kind.name, kind.channels, exact);
  }
}

TEST_F(PictureReader, ReadsJpegsAsImageMagickDoes) {
  const std::string colour = scene;
  made(colour + " -sampling-factor 1x1 -quality 95", "plain.jpg");
  expect_same("plain.jpg", 3, a_level);
  made(colour + " -interlace JPEG -quality 80", "progressive.jpg");
  expect_same("progressive.jpg", 3, a_level);
  made("-size 37x23 gradient:black-white -colorspace Gray", "grey.jpg");
  expect_same("grey.jpg", 1, a_level);
  made(colour + " -colorspace CMYK -quality 95", "cmyk.jpg");
  expect_same("cmyk.jpg", 3, 3.0 / 255.0);
}

TEST_F(PictureReader, TurnsPicturesAsTheirOrientationSays) {
  const std::string plain = made(std::string(scene) + " -quality 95", "plain.jpg");
  for (char orientation = 1; orientation <= 8; ++orientation) {
    for (const bool is_big : {false, true}) {
      std::string tiff = is_big ? std::string("MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19)
                                : std::string("II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18);
      tiff += orientation;
      tiff += std::string(is_big ? 6 : 7, '\0');
      const std::string exif = std::string("Exif\0\0", 6) + tiff;
      const auto size = static_cast<char>(exif.size() + 2);
      const std::string name = "turned" + std::to_string(orientation) + (is_big ? "m" : "i") + ".jpg";
      std::ofstream(path(name), std::ios::binary)
          << plain.substr(0, 2) << "\xff\xe1" << '\0' << size << exif << plain.substr(2);
      expect_same(name, 3, a_level);
    }
  }
}

TEST_F(PictureReader, TellsNeitherPngNorJpegFromPictures) {
  EXPECT_EQ(refusal(""), "photograph.no_picture");
  EXPECT_EQ(refusal("GIF89a"), "photograph.no_picture");
  EXPECT_FALSE(is_picture("\x89PNG"));
}

std::string number_of(std::uint32_t value) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xff);
  return bytes;
}

/// The same PNG with other extents in its header, whose checksum is right.
std::string with_size(std::string png, std::uint32_t columns, std::uint32_t rows) {
  png.replace(16, 8, number_of(columns) + number_of(rows));
  std::uint32_t crc = 0xffffffffU;
  for (std::size_t i = 12; i < 29; ++i) {
    crc ^= static_cast<unsigned char>(png[i]);
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xedb88320U : crc >> 1;
  }
  return png.replace(29, 4, number_of(~crc));
}

TEST_F(PictureReader, RefusesLargePicturesBeforeDecoding) {
  const std::string png = made(scene, "a.png");
  EXPECT_EQ(refusal(with_size(png, 60000, 60000)), "photograph.too_large");
  EXPECT_EQ(refusal(with_size(png, 60000, 1)), "photograph.too_large");
  EXPECT_EQ(refusal(with_size(png, 0x7fffffff, 0x7fffffff)), "photograph.too_large");
  EXPECT_EQ(refusal(with_size(png, 0xffffffff, 2)), "photograph.damaged_png");
  EXPECT_EQ(refusal(with_size(png, 4096, 4096)), "photograph.damaged_png");
  EXPECT_EQ(refusal(png + std::string(most_picture_bytes, ' ')), "photograph.too_long");
  std::string jpeg = made(scene, "a.jpg");
  const std::size_t frame = jpeg.find("\xff\xc0");
  ASSERT_NE(frame, std::string::npos);
  EXPECT_EQ(refusal(jpeg.replace(frame + 5, 4, "\xea\x60\xea\x60")), "photograph.too_large");
}

TEST_F(PictureReader, RefusesWhatIsCutOffOrDamagedAnywhere) {
  const std::string png = made(scene, "a.png");
  const std::string jpeg = made(std::string(scene) + " -interlace JPEG", "a.jpg");
  for (std::size_t size = 8; size + 12 < png.size(); ++size)
    EXPECT_EQ(refusal(png.substr(0, size)), "photograph.damaged_png") << size;
  for (std::size_t size = 3; size + 12 < jpeg.size(); size += 7)
    EXPECT_EQ(refusal(jpeg.substr(0, size)), "photograph.damaged_jpeg") << size;
  // Wherever a byte is wrong, a picture or a refusal comes of it, and memory stays sound.
  for (std::size_t at = 8; at < png.size(); ++at) {
    std::string wrong = png;
    wrong[at] = static_cast<char>(wrong[at] ^ 0x55);
    refusal(wrong);
  }
  std::string no_pixels = png;
  no_pixels[png.find("IDAT") + 10] ^= 0x55;
  EXPECT_EQ(refusal(no_pixels), "photograph.damaged_png");
}

TEST_F(PictureReader, MakesGreyOfColour) {
  const Tensor grey = in_grey(Tensor({1, 3, 1, 2}, {1, 0.5F, 0, 0.25F, 0.5F, 1}));
  ASSERT_EQ(grey.shape(), (Shape{1, 1, 1, 2}));
  EXPECT_NEAR(grey.data()[0], 0.299 + 0.114 * 0.5, 1e-6);
  EXPECT_NEAR(grey.data()[1], 0.299 * 0.5 + 0.587 * 0.25 + 0.114, 1e-6);
  const Tensor as_it_is({1, 1, 1, 1}, 0.25F);
  EXPECT_EQ(in_grey(as_it_is), as_it_is);
}

}  // namespace
}  // namespace convoscope
