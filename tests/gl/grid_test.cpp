// Grids at every zoom: from cells with numbers to a shade of grey, without jumps and without moire.
#include <gtest/gtest.h>

#include <cmath>

#include "canvas.h"
#include "gl/grid_layer.h"
#include "picture/support.h"

namespace convoscope::test {
namespace {

constexpr Color black{0, 0, 0, 255};
constexpr Color white{255, 255, 255, 255};
constexpr Color blue{0x26, 0x8B, 0xD2, 255};
constexpr Color rose{0xD6, 0x33, 0x6C, 255};
constexpr double side_px = 256;

class GridPictures : public testing::Test {
 protected:
  void SetUp() override {
    if (GlContext::current() == nullptr) GTEST_SKIP() << "no OpenGL 3.3 here";
  }
};

/// Every other row and column holds a value, as after zero insertion with stride 2: the worst pattern for a screen.
Grid zero_inserted(std::int64_t cells, double gap_pt) {
  Grid grid;
  grid.rect = {0, 0, side_px, side_px};
  grid.rows = grid.columns = cells;
  grid.gap_pt = gap_pt;
  grid.styles = {{{white, {}}, {}, {0.4, black}, 0}, {{black, {}}, {}, {0.4, white}, 0}};
  auto classes = std::make_shared<std::vector<std::uint8_t>>();
  for (std::int64_t i = 0; i < cells * cells; ++i) classes->push_back(i / cells % 2 == 0 && i % cells % 2 == 0);
  grid.classes = std::move(classes);
  return grid;
}

Figure figure_of(Grid grid) {
  Figure figure;
  figure.size = {side_px, side_px};
  figure.background = white;
  figure.items = {{{}, std::move(grid)}};
  return figure;
}

double mean_in(const Pixels& pixels, int left, int top, int side) {
  double sum = 0;
  for (int y = top; y < top + side; ++y) {
    for (int x = left; x < left + side; ++x) sum += *pixels.at(x, y);
  }
  return sum / (side * side);
}

TEST_F(GridPictures, OfAnyNumberOfCellsKeepTheirAverage) {
  for (const double gap : {0.0, 0.25}) {
    for (const std::int64_t cells : {16, 33, 50, 64, 100, 128, 180, 250, 300, 511, 1024, 2047}) {
      const double pitch = (side_px + gap) / static_cast<double>(cells);
      const double duty = (pitch - gap) / pitch;
      if (duty < 0.3) continue;
      const Pixels pixels = drawn_by_gl(figure_of(zero_inserted(cells, gap)), 1);
      // A quarter of the cells, less the gaps, is black.
      EXPECT_NEAR(mean_in(pixels, 0, 0, 256), 255 * (1 - 0.25 * duty * duty),
                  255 * (0.02 + 0.5 / static_cast<double>(cells)))
          << cells << " cells, gap " << gap;
    }
  }
}

TEST_F(GridPictures, OfCellsSmallerThanAPixelAreEven) {
  for (const std::int64_t cells : {256, 263, 300, 341, 400, 511, 512, 700, 1024}) {
    const Pixels pixels = drawn_by_gl(figure_of(zero_inserted(cells, 0)), 1);
    double lightest = 0, darkest = 255;
    for (int y = 16; y < 230; y += 5) {
      for (int x = 16; x < 230; x += 5) {
        const double mean = mean_in(pixels, x, y, 6);
        lightest = std::max(lightest, mean);
        darkest = std::min(darkest, mean);
      }
    }
    EXPECT_LT(lightest - darkest, 12) << cells << " cells: bands";
  }
}

TEST_F(GridPictures, DoNotJumpWhileZooming) {
  // One grid with outlines, gaps and round corners, drawn larger and larger: shades change by small steps, also where cells
  // turn from a texture into shapes.
  Grid grid = zero_inserted(96, 0.4);
  for (CellStyle& style : grid.styles) style.stroke = {rose, 0.3};
  const Figure figure = figure_of(grid);
  double before = -1;
  for (double scale = 1; scale < 6; scale *= 1.05) {
    const double mean = mean_in(drawn_by_gl(figure, scale), 0, 0, 240);
    if (before >= 0) {
      EXPECT_NEAR(mean, before, 5) << "scale " << scale;
    }
    before = mean;
  }
}

TEST_F(GridPictures, AreTheSameOnBothSidesOfAThreshold) {
  // A hair below and a hair above the zooms at which cells become shapes, and at which their details are complete.
  Grid grid = zero_inserted(48, 0.6);
  grid.rect = {0, 0, side_px - 0.6, side_px - 0.6};
  for (CellStyle& style : grid.styles) style.stroke = {rose, 0.4};
  grid.styles[0].fill.hatch = rose;
  const Figure figure = figure_of(grid);
  const double pitch_pt = side_px / 48;
  for (const double pitch : {nearest_far_px, complete_px}) {
    const Canvas canvas(240, 240);
    const auto drawn = [&](double scale) {
      canvas.clear({});
      make_renderer()->draw(figure, 1, canvas.viewport(scale));
      return canvas.read();
    };
    const Difference d = difference(drawn((pitch - 0.002) / pitch_pt), drawn((pitch + 0.002) / pitch_pt));
    EXPECT_LT(d.blurred, 12) << pitch << " pixels from cell to cell";
    EXPECT_LT(d.mean, 4) << pitch << " pixels from cell to cell";
  }
}

TEST_F(GridPictures, OfStepsAreThoseOfAFreshRenderer) {
  // One renderer steps through, keeping what it can; another one draws each step alone.
  for (const std::int64_t cells : {5, 40, 200}) {
    Grid grid = zero_inserted(cells, cells > 100 ? 0 : 0.5);
    grid.styles.push_back({{blue, {}}, {}, {}, 0});
    grid.pending_style = 2;
    grid.values = std::make_shared<std::vector<float>>(static_cast<std::size_t>(cells * cells), 7.0F);
    for (CellStyle& style : grid.styles) style.text.size_pt = 0.5 * side_px / static_cast<double>(cells);
    const Canvas canvas(300, 300);
    const auto renderer = make_renderer();
    std::uint64_t revision = 0;
    for (const std::int64_t from : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{1}, cells - 1, cells, 3 * cells + 2,
                                    cells * cells - 1, cells * cells}) {
      grid.pending_from = from;
      const Figure figure = figure_of(grid);
      canvas.clear({});
      renderer->draw(figure, ++revision, canvas.viewport(1, {10.5, 20.25}));
      const Pixels stepped = canvas.read();
      canvas.clear({});
      make_renderer()->draw(figure, 1, canvas.viewport(1, {10.5, 20.25}));
      EXPECT_EQ(stepped.rgba, canvas.read().rgba) << cells << " cells, pending from " << from;
      if (from == 3 * cells + 2) keep("steps_" + std::to_string(cells), stepped, drawn_by_cairo(figure, 1));
    }
  }
}

TEST_F(GridPictures, ShowNumbersOnlyWhereTheyCanBeRead) {
  Grid grid = zero_inserted(32, 0);
  grid.values = std::make_shared<std::vector<float>>(32 * 32, 8.0F);
  grid.classes = nullptr;
  grid.styles = {{{white, {}}, {}, {4, black}, 0}};  // 8 points a cell
  const auto ink = [](const Pixels& pixels) { return 255 - mean_in(pixels, 32, 32, 64); };
  EXPECT_LT(ink(drawn_by_gl(figure_of(grid), 1.0)), 0.1) << "4 pixels tall";
  EXPECT_GT(ink(drawn_by_gl(figure_of(grid), 1.75)), 5) << "7 pixels tall";
  grid.pending_from = 0;
  EXPECT_LT(ink(drawn_by_gl(figure_of(grid), 4)), 0.1) << "still to come";
}

TEST_F(GridPictures, BringNumbersInByZoom) {
  // More cells than have numbers as laid out; half a point each, in which a number takes 0.27.
  constexpr std::int64_t cells = 512;
  Grid grid = zero_inserted(cells, 0);
  grid.classes = nullptr;
  grid.styles = {{{white, {}}, {}, {0.27, black}, 0}};
  grid.values = std::make_shared<std::vector<float>>(cells * cells, 8.0F);
  const Canvas canvas(256, 256);
  const auto renderer = make_renderer();
  std::uint64_t revision = 0;
  double before = 0;
  const auto ink_at = [&](double text_px) {
    const double scale = text_px / 0.27;
    canvas.clear({});
    renderer->draw(figure_of(grid), ++revision, canvas.viewport(scale, {-100 * scale, -100 * scale}));
    return 255 - mean_in(canvas.read(), 32, 32, 112);  // within the grid also at a scale of 1
  };
  for (const double text_px : {0.27, 1.0, 3.0, 5.4}) EXPECT_LT(ink_at(text_px), 0.1) << text_px;
  for (double text_px = 5.4; text_px < 7; text_px *= 1.02) {
    const double ink = ink_at(text_px);
    EXPECT_NEAR(ink, before, 4) << text_px << " pixels tall: a jump";
    before = ink;
  }
  EXPECT_GT(before, 6);
  EXPECT_GT(ink_at(12), 6);
  EXPECT_GT(ink_at(60), 6);
  grid.pending_from = 0;
  EXPECT_LT(ink_at(12), 0.1) << "still to come";
}

TEST_F(GridPictures, OfFourThousandCellsASideAreDrawn) {
  Grid grid = zero_inserted(4096, 0);
  const Pixels pixels = drawn_by_gl(figure_of(grid), 1);
  EXPECT_NEAR(mean_in(pixels, 64, 64, 128), 255 * 0.75, 3);
  // Zoomed in until single cells are seen.
  const Canvas canvas(256, 256);
  const auto renderer = make_renderer();
  const double scale = 20 / (side_px / 4096);
  renderer->draw(figure_of(grid), 1, canvas.viewport(scale, {-2000.0 * 20, -2000.0 * 20}));
  const Pixels close_up = canvas.read();
  EXPECT_LT(*close_up.at(10, 10), 10);
  EXPECT_GT(*close_up.at(30, 10), 245);
  EXPECT_GT(*close_up.at(10, 30), 245);
  EXPECT_LT(*close_up.at(50, 50), 10);
}

TEST_F(GridPictures, OfAZoomAreThoseOfAFreshRenderer) {
  // Stride 3, and a border: no power of two fits it. What one renderer keeps from zoom to zoom must not show.
  Grid grid = zero_inserted(1000, 0);
  auto classes = std::make_shared<std::vector<std::uint8_t>>();
  for (std::int64_t i = 0; i < 1000 * 1000; ++i) classes->push_back(i / 1000 % 3 == 1 && i % 1000 % 3 == 1 && i > 5000);
  grid.classes = std::move(classes);
  const Canvas canvas(200, 160);
  const auto renderer = make_renderer();
  const auto check_at = [&](double scale) {
    const Viewport viewport = canvas.viewport(scale, {100 - 90 * scale, 80 - 120 * scale});
    canvas.clear({});
    renderer->draw(figure_of(grid), 1, viewport);
    const Pixels kept = canvas.read();
    canvas.clear({});
    make_renderer()->draw(figure_of(grid), 1, viewport);
    const Difference d = difference(kept, canvas.read());
    EXPECT_LT(d.blurred, 1) << "scale " << scale;
  };
  for (double scale = 0.3; scale < 30; scale *= 1.15) check_at(scale);
  for (double scale = 30; scale > 0.3; scale /= 1.4) check_at(scale);
}

}  // namespace
}  // namespace convoscope::test
