// What the tests of the writers share: the machine's fonts, a figure with one of everything, other programs' readings.
#pragma once

#include <string>

#include "figure/writing/pixels.h"
#include "picture/formats.h"
#include "platforms.h"

namespace convoscope::test {

/// Real files; fonts as fontconfig finds them.
class TestPlatform : public AssetPlatform {
 public:
  Result<std::string> read_file(const std::string& path) const override;
  Status write_file(const std::string& path, std::string_view bytes) const override;
  Result<std::unique_ptr<FileSink>> open_sink(const std::string& path) const override;
  FontFile find_font(FontFace face) const override;
};

/// The machine's fonts, loaded once.
const FontBook& font_book();

/// Every kind of item: boxes, dashes, hatching, circles, curves, aligned text in three weights and Chinese, grids with
/// numbers, labels and cells to come, a grid too large for shapes, nested groups with tilt, opacity and clip.
Figure figure_with_everything();
/// The same without the grid that is too large for shapes.
Figure figure_of_shapes();
/// A figure without its images, for formats that have none.
Figure without_photographs(Figure figure);

/// An animation of `count` steps in which one cell after the other is done, with "step 1 of 7" in words.
FrameSource counting_frames(std::int64_t count, Size size = {200, 120});

/// A disk with room for so many bytes.
class FailingSink : public FileSink {
 public:
  explicit FailingSink(std::size_t room) : room_(room) {}
  Status write(std::string_view bytes) override;
  Status commit() override { return ok(); }

 private:
  std::size_t room_;
};

struct Output {
  int status = -1;
  std::string text;
};
/// Runs a shell command; both streams together.
Output run(const std::string& command);

/// A folder for one test's files, removed with it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  std::string path(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

std::string read(const std::string& path);
void write(const std::string& path, std::string_view bytes);

/// A PNG as libpng (through Cairo) reads it.
Pixels read_png(const std::string& path);

/// How two pictures of one size differ, in steps of 0..255.
struct Difference {
  double mean = 0;  ///< over pixels and channels
  double blurred =
      0;  ///< the largest after averaging over 9 x 9 pixels: blind to edges' antialiasing, not to misplacement
};
Difference difference(const Pixels& a, const Pixels& b);

}  // namespace convoscope::test
