// Drawing only what changed gives the picture that drawing everything gives, whatever follows what.
#include "raster/raster.h"
#include "raster/picture_pixels.h"

#include <gtest/gtest.h>

#include "every_view.h"
#include "figure/writing/changed_region.h"
#include "png/png_encoder.h"
#include "preset_pictures.h"
#include "support.h"

namespace convoscope {
namespace {

using namespace test;

Raster raster_for(const Figure& figure, double scale, bool transparent) {
  auto raster = Raster::create(*pixel_size(figure.size, scale), scale, transparent, font_book());
  EXPECT_TRUE(raster);
  return std::move(*raster);
}

/// Draws steps in this order one over the other, and each by itself.
void compare(PresetPictures& pictures, const std::vector<std::int64_t>& order, double scale, bool transparent) {
  Raster one = raster_for(pictures.at(0), scale, transparent);
  for (const std::int64_t step : order) {
    Raster fresh = raster_for(pictures.at(0), scale, transparent);
    ASSERT_TRUE(one.draw(pictures.at(step)));
    ASSERT_TRUE(fresh.draw(pictures.at(step)));
    ASSERT_TRUE(one.pixels().rgba == fresh.pixels().rgba) << "at step " << step;
  }
}

class RedrawnView : public testing::TestWithParam<View> {};

TEST_P(RedrawnView, IsThePictureDrawnAfresh) {
  PresetPictures article("article", "light", "en", GetParam());
  compare(article, {0, 1, 2, 3, 4, 8, 4, 4, 0}, 1.3, false);
  PresetPictures odd("padding_strides_odd_transposed", "print", "zh", GetParam());
  compare(odd, {0, 1, 6, 35, 17}, 0.8, true);
}

INSTANTIATE_TEST_SUITE_P(Views, RedrawnView, testing::ValuesIn(every_view()),
                         [](const auto& test_info) { return test_info.param; });

Figure white(Size size) {
  Figure figure;
  figure.size = size;
  figure.background = {255, 255, 255, 255};
  return figure;
}

TEST(Raster, GoesOnBehindWhatHasNoHeight) {
  Figure figure = white({60, 60});
  const Item box{{}, Box{{20, 20, 20, 20}, 0, {{255, 0, 0, 255}, {}}, {}}};
  Grid flat;
  flat.rect = {0, 10, 60, 0};
  flat.rows = 1;
  flat.columns = 30000;  // an image
  flat.styles = {CellStyle{{{0, 0, 255, 255}, {}}, {}, {}, 0}};
  figure.items = {{{}, flat}, {{}, Group{{1, 0, 0, 0, 0, 0}, 1, {}, {box}}}, box};
  const Result<Pixels> pixels = draw_pixels(figure, 1, false, font_book());
  ASSERT_TRUE(pixels);
  EXPECT_EQ(packed_color(pixels->at(30, 30)), 0xFF0000FFU);
  EXPECT_EQ(packed_color(pixels->at(30, 5)), 0xFFFFFFFFU);
}

TEST(Raster, SaysWhenCairoCannotDraw) {
  Figure figure = white({60, 60});
  Grid wide;
  wide.rect = {0, 10, 60, 10};
  wide.rows = 1;
  wide.columns = 40000;  // wider than any of Cairo's images
  wide.styles = {CellStyle{}};
  figure.items = {{{}, wide}};
  for (const char* name : {"a.png", "a.pdf"}) {
    const Result<std::string> written = format_of(name)->still(figure, {}, font_book());
    ASSERT_FALSE(written) << name;
    EXPECT_EQ(written.message().key, "export.not_drawn");
  }
}

TEST(Raster, RedrawsOnlyWhereSomethingChanged) {
  Figure figure = white({400, 300});
  for (const double x : {20.0, 220.0}) figure.items.push_back({{}, Box{{x, 100, 30, 30}, 4, {{9, 9, 9, 255}, {}}, {}}});
  Raster raster = raster_for(figure, 1, false);
  ASSERT_TRUE(raster.draw(figure));
  EXPECT_EQ(raster.drawn_part(), (PixelRect{0, 0, 400, 300}));
  ASSERT_TRUE(raster.draw(figure));
  EXPECT_FALSE(raster.drawn_part());
  std::get<Box>(figure.items[1].shape).fill.color.g = 200;
  ASSERT_TRUE(raster.draw(figure));
  ASSERT_TRUE(raster.drawn_part());
  EXPECT_GE(raster.drawn_part()->left, 200);
  EXPECT_LE(raster.drawn_part()->width, 64);
  EXPECT_LE(raster.drawn_part()->height, 64);
  figure.items.erase(figure.items.begin());
  ASSERT_TRUE(raster.draw(figure));
  EXPECT_LT(raster.drawn_part()->left, 20);
  EXPECT_EQ(raster.pixels().at(30, 110)[1], 255);
}

TEST(Raster, BackgroundFillsTheLastPixelsToo) {
  Figure figure;
  figure.size = {10.2, 8.4};
  figure.background = {10, 20, 30, 255};
  Raster raster = raster_for(figure, 1, false);
  ASSERT_TRUE(raster.draw(figure));
  ASSERT_EQ(raster.pixels().width, 11);
  ASSERT_EQ(raster.pixels().height, 9);
  for (const auto& [x, y] : {std::pair{10, 0}, {0, 8}, {10, 8}})
    EXPECT_EQ(packed_color(raster.pixels().at(x, y)), 0x0A141EFFU);
}

TEST(ChangedRegion, IsEverythingWhereSizesDiffer) {
  Figure small, large;
  small.size = {10, 10};
  large.size = {20, 10};
  EXPECT_FALSE(changed_region(small, large, font_book()));
  EXPECT_TRUE(changed_region(small, small, font_book())->empty());
}

}  // namespace
}  // namespace convoscope
