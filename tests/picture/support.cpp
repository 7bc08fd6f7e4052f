#include "support.h"

#include <cairo.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "core/assert.h"
#include "raster/cairo_image.h"

namespace convoscope::test {

namespace {

class FileSinkToPath : public FileSink {
 public:
  explicit FileSinkToPath(std::string path) : path_(std::move(path)) {}
  Status write(std::string_view bytes) override {
    bytes_ += bytes;
    return ok();
  }
  Status commit() override {
    test::write(path_, bytes_);
    return ok();
  }

 private:
  std::string path_;
  std::string bytes_;
};

/// A channel as it is seen: a transparent pixel's colour is not.
double seen(const Pixels& pixels, std::size_t at, std::size_t channel) {
  const double value = pixels.rgba[at];
  return channel == 3 ? value : value * pixels.rgba[at - channel + 3] / 255.0;
}

}  // namespace

Result<std::string> TestPlatform::read_file(const std::string& path) const {
  if (!std::filesystem::exists(path)) return Message{"file.not_found", {{"path", path}}};
  return test::read(path);
}

Status TestPlatform::write_file(const std::string& path, std::string_view bytes) const {
  test::write(path, bytes);
  return ok();
}

Result<std::unique_ptr<FileSink>> TestPlatform::open_sink(const std::string& path) const {
  return std::unique_ptr<FileSink>(std::make_unique<FileSinkToPath>(path));
}

FontFile TestPlatform::find_font(FontFace face) const {
  constexpr std::array<const char*, font_face_count> patterns{"Inter:regular", "Inter:semibold", "Inter:bold",
                                                              "DejaVu Sans Mono", "WenQuanYi Micro Hei"};
  const Output found = run("fc-match -f '%{index} %{file}' '" + std::string(patterns[static_cast<std::size_t>(face)]) +
                           ":variable=false'");
  std::istringstream words(found.text);
  FontFile file;
  words >> file.index;
  words.get();
  std::string path;
  std::getline(words, path);
  file.bytes = std::make_shared<const std::string>(test::read(path));
  return file;
}

const FontBook& font_book() {
  static const TestPlatform platform;
  static const FontBook book(platform);
  return book;
}

Status FailingSink::write(std::string_view bytes) {
  if (bytes.size() > room_) return Message{"file.disk_full", {{"path", "x"}}};
  room_ -= bytes.size();
  return ok();
}

Output run(const std::string& command) {
  Output output;
  FILE* pipe = popen(("{ " + command + "; } 2>&1").c_str(), "r");
  CONVOSCOPE_ASSERT(pipe != nullptr);
  std::array<char, 4096> buffer{};
  std::size_t count = 0;
  while ((count = fread(buffer.data(), 1, buffer.size(), pipe)) > 0) output.text.append(buffer.data(), count);
  const int status = pclose(pipe);
  output.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return output;
}

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "convoscope-test-XXXXXX").string();
  CONVOSCOPE_ASSERT(mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

void write(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  CONVOSCOPE_ASSERT(file.good());
}

Pixels read_png(const std::string& path) {
  const CairoSurface file(cairo_image_surface_create_from_png(path.c_str()));
  CONVOSCOPE_ASSERT(cairo_surface_status(file.get()) == CAIRO_STATUS_SUCCESS);
  Pixels pixels(cairo_image_surface_get_width(file.get()), cairo_image_surface_get_height(file.get()));
  const CairoSurface copy(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels.width, pixels.height));
  const CairoContext cairo(cairo_create(copy.get()));
  cairo_set_source_surface(cairo.get(), file.get(), 0, 0);
  cairo_paint(cairo.get());
  from_cairo(copy.get(), {0, 0, pixels.width, pixels.height}, pixels);
  return pixels;
}

Difference difference(const Pixels& a, const Pixels& b) {
  CONVOSCOPE_ASSERT(a.width == b.width && a.height == b.height);
  // Sums over all rectangles from the top left corner, one table per channel.
  const auto columns = static_cast<std::size_t>(a.width) + 1;
  const auto rows = static_cast<std::size_t>(a.height) + 1;
  Difference result;
  for (std::size_t channel = 0; channel < 4; ++channel) {
    std::vector<double> sums(columns * rows);
    for (std::size_t y = 1; y < rows; ++y) {
      for (std::size_t x = 1; x < columns; ++x) {
        const std::size_t at = 4 * ((y - 1) * (columns - 1) + x - 1) + channel;
        const double here = seen(a, at, channel) - seen(b, at, channel);
        result.mean += std::abs(here);
        sums[y * columns + x] =
            here + sums[(y - 1) * columns + x] + sums[y * columns + x - 1] - sums[(y - 1) * columns + x - 1];
      }
    }
    constexpr std::size_t side = 9;
    for (std::size_t y = side; y < rows; ++y) {
      for (std::size_t x = side; x < columns; ++x) {
        const double sum = sums[y * columns + x] - sums[(y - side) * columns + x] - sums[y * columns + x - side] +
                           sums[(y - side) * columns + x - side];
        result.blurred = std::max(result.blurred, std::abs(sum) / (side * side));
      }
    }
  }
  result.mean /= static_cast<double>(a.rgba.size());
  return result;
}

}  // namespace convoscope::test
