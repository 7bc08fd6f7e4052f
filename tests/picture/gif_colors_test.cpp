// The colours of GIFs: exact wherever the file has room for them, read by ffmpeg and compared with the step's own PNG.
#include <gtest/gtest.h>

#include "document/memory_sink.h"
#include "raster/quantizer.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

constexpr Size film_size{120, 80};

/// A box whose edges lie between pixels, so that it has no other colour than its own.
Item flat(Rect rect, Color color) {
  Box box;
  box.rect = rect;
  box.fill.color = color;
  return {{}, box};
}

/// Hundreds of colours: a row of boxes for each step, of `shades` colours that no other step has.
Figure shaded(std::int64_t step, int shades) {
  Figure figure;
  figure.size = film_size;
  figure.background = {255, 255, 255, 255};
  for (int i = 0; i < shades; ++i) {
    const auto shade = static_cast<std::uint8_t>(i % 60);
    figure.items.push_back(flat({2.0 * (i % 60), 2.0 * (i / 60), 2, 2},
                                {static_cast<std::uint8_t>(10 * step), shade, static_cast<std::uint8_t>(i / 60), 255}));
  }
  return figure;
}

/// Each step of the film as ffmpeg reads it from the GIF, against the step's PNG.
std::vector<Difference> differences(const FrameSource& film, const ExportOptions& options = {}) {
  const TemporaryFolder folder;
  MemorySink sink;
  EXPECT_TRUE(format_of("x.gif")->animation(film, options, font_book(), sink)->write(nullptr));
  write(folder.path("x.gif"), sink.take());
  const Output output = run("ffmpeg -loglevel error -i " + folder.path("x.gif") +
                            " -fps_mode passthrough -start_number 0 " + folder.path("%d.png"));
  EXPECT_EQ(output.text, "");
  std::vector<Difference> found;
  for (std::int64_t step = 0; step < film.count; ++step) {
    write(folder.path("ours.png"), *format_of("x.png")->still(film.frame(step), options, font_book()));
    found.push_back(
        difference(read_png(folder.path("ours.png")), read_png(folder.path(std::to_string(step) + ".png"))));
  }
  return found;
}

void expect_exact(const FrameSource& film, const ExportOptions& options = {}) {
  const std::vector<Difference> found = differences(film, options);
  for (std::size_t step = 0; step < found.size(); ++step) EXPECT_EQ(found[step].mean, 0) << "step " << step;
}

TEST(GifColors, AreExactThoughEachStepHasOneOfItsOwn) {
  expect_exact({40, [](std::int64_t step) { return shaded(step % 25, 1 + static_cast<int>(step / 25)); }});
}

TEST(GifColors, AreExactWhereNoStepHasTooManyThoughTheFilmHas) {
  expect_exact({14, [](std::int64_t step) { return shaded(step, 40); }});  // 560, of which the samples have fewer
}

TEST(GifColors, AreExactWhereOneStepIsFull) {
  // The step that no sample sees has 254 colours on white, one fewer than a palette beside "as before".
  expect_exact({14, [](std::int64_t step) { return shaded(step, step == 4 ? 254 : 1); }});
}

TEST(GifColors, AreExactWithNothingBehindThem) {
  expect_exact({14, [](std::int64_t step) { return shaded(step, 40); }}, {.transparent = true});
}

TEST(GifColors, OfOneStepThatThePaletteLacksAreNotExchangedForAnothers) {
  // Too many shades for one palette, and in one step that no sample sees a sign of quite another colour.
  const FrameSource film{14, [](std::int64_t step) {
                           Figure figure = shaded(step / 14, 360);
                           figure.items.push_back(flat({static_cast<double>(2 * step), 40, 30, 30}, {0, 120, 60, 255}));
                           if (step == 4) figure.items.push_back(flat({80, 40, 30, 30}, {20, 200, 240, 255}));
                           return figure;
                         }};
  const std::vector<Difference> found = differences(film);
  for (std::size_t step = 0; step < found.size(); ++step) EXPECT_LT(found[step].blurred, 3) << "step " << step;
}

TEST(Quantizer, FewColoursStayExact) {
  Pixels pixels(16, 15);
  for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
    pixels.rgba[i] = static_cast<std::uint8_t>(i / 4);
    pixels.rgba[i + 1] = static_cast<std::uint8_t>(i / 8);
    pixels.rgba[i + 3] = 255;
  }
  Histogram histogram;
  histogram.add(pixels, {0, 0, pixels.width, pixels.height});
  Palette palette(histogram.palette(255));
  EXPECT_EQ(palette.colors().size(), 240U);
  for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
    const Rgb color = static_cast<Rgb>(pixels.rgba[i]) << 16 | static_cast<Rgb>(pixels.rgba[i + 1]) << 8;
    EXPECT_EQ(palette.colors()[palette.nearest(color).index], color);
  }
}

TEST(Quantizer, FlatColoursStayExactAmongManyShades) {
  Pixels pixels(200, 200);
  std::uint32_t state = 1;
  for (std::size_t i = 0; i < pixels.rgba.size(); i += 4) {
    state = state * 1664525U + 1013904223U;
    const bool is_flat = i % 16 != 0;
    pixels.rgba[i] = is_flat ? 0x26 : static_cast<std::uint8_t>(state >> 24);
    pixels.rgba[i + 1] = is_flat ? 0x8B : static_cast<std::uint8_t>(state >> 16);
    pixels.rgba[i + 2] = is_flat ? 0xD2 : static_cast<std::uint8_t>(state >> 8);
    pixels.rgba[i + 3] = 255;
  }
  Histogram histogram;
  histogram.add(pixels, {0, 0, pixels.width, pixels.height});
  Palette palette(histogram.palette(255));
  EXPECT_EQ(palette.colors()[palette.nearest(0x268BD2).index], 0x268BD2U);
  EXPECT_LE(palette.colors().size(), 255U);
}

}  // namespace
}  // namespace convoscope
