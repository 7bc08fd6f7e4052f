// The photograph and its loupe as pictures: what is shown where, what can be pointed at, and what is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

#include "document/edits.h"
#include "document/photograph/photograph_scene.h"
#include "every_view.h"
#include "figure/views.h"
#include "fits.h"
#include "support.h"

namespace convoscope::testing {
namespace {

Scene photographed(const std::string& name = "harbour") {
  const std::string path = CONVOSCOPE_ASSETS_DIR "/photographs/" + name + ".png";
  return scene_of_photograph(*read_photograph(path, std::make_shared<const std::string>(read_text(path)))).scene;
}

struct FoundImage {
  Tag tag;
  Rect rect;
  SharedPixels pixels;
};

void collect_images(const std::vector<Item>& items, const Affine& outer, std::vector<FoundImage>& found) {
  for (const Item& item : items) {
    if (const auto* group = std::get_if<Group>(&item.shape))
      collect_images(group->items, outer * group->transform, found);
    if (const auto* image = std::get_if<Image>(&item.shape)) {
      const Point a = outer({image->rect.x, image->rect.y}), b = outer({image->rect.right(), image->rect.bottom()});
      found.push_back({item.tag, {a.x, a.y, b.x - a.x, b.y - a.y}, image->pixels});
    }
  }
}

/// The photograph, its output and the scale.
std::vector<FoundImage> images_of(const Figure& figure) {
  std::vector<FoundImage> found;
  collect_images(figure.items, {}, found);
  EXPECT_EQ(found.size(), 3U);
  found.resize(3);
  return found;
}

TEST(PhotographView, ShowsInputAndOutputWithTheSameShape) {
  for (const Size room : {Size{744, 679}, Size{520, 420}, Size{1500, 900}, Size{0, 0}}) {
    Stage stage(photographed());
    stage.scene.views = {"photograph"};
    const Figure figure = stage.compose(room);
    const std::vector<FoundImage> images = images_of(figure);
    EXPECT_EQ(images[0].tag, (Tag{Side::none, Part::pixel, 0}));
    EXPECT_EQ(images[1].tag, (Tag{Side::none, Part::pixel, 1}));
    for (const FoundImage& image : {images[0], images[1]}) {
      EXPECT_NEAR(image.rect.width / image.rect.height, 960.0 / 540, 0.01);
      EXPECT_GT(image.rect.width, 200);
    }
    expect_fits(figure);
  }
}

TEST(PhotographView, TellsThePixelUnderAPoint) {
  Stage stage(photographed());
  stage.scene.views = {"photograph"};
  stage.scene.look.is_lit = false;
  const Figure figure = stage.compose();
  const FoundImage input = images_of(figure)[0];
  const Tag hit = hit_test(
      figure, {input.rect.x + input.rect.width * (100.5 / 960), input.rect.y + input.rect.height * (300.5 / 540)});
  EXPECT_EQ(hit, (Tag{Side::none, Part::pixel, 0, {300, 100}}));
  EXPECT_EQ(to_string(hit), "pixel[300,100]");
  EXPECT_EQ(parse_tag("pixel[1:300,100]"), (Tag{Side::none, Part::pixel, 1, {300, 100}}));
}

TEST(PhotographView, FollowsTheTone) {
  Stage stage(photographed());
  stage.scene.views = {"photograph"};
  const auto flat_sky = [&] {
    const SharedPixels pixels = images_of(stage.compose())[1].pixels;
    return pixels->rgba[static_cast<std::size_t>(4 * (20 * 960 + 300))];
  };
  EXPECT_LT(flat_sky(), 10) << "magnitudes";
  stage.scene.photograph.tone = Tone::about_grey;
  EXPECT_NEAR(flat_sky(), 128, 6);
  for (const char* const code : {"en", "zh"}) {
    stage.words = catalog(code);
    for (const Tone tone : {Tone::clamped, Tone::absolute, Tone::about_grey}) {
      stage.scene.photograph.tone = tone;
      expect_fits(stage.compose({560, 500}));
    }
  }
}

TEST(PhotographView, SaysThatThereIsNone) {
  Stage stage("article");
  stage.scene.views = {"photograph"};
  const Figure figure = stage.compose();
  EXPECT_NE(joined_texts(figure).find("There is no photograph here"), std::string::npos);
  expect_fits(figure);
  EXPECT_FALSE(is_offered(stage.scene, "photograph"));
  EXPECT_EQ(offered_views(stage.scene, {"photograph"}), (std::vector<View>{"maps", "connections"}));
  EXPECT_EQ(offered_views(stage.scene, {"photograph", "crop"}), (std::vector<View>{"crop"}));
  EXPECT_TRUE(is_offered(photographed(), "photograph"));
}

TEST(PhotographView, LoupeIsTheMapsOfAWindow) {
  Stage stage(photographed());
  stage.scene.views = {"maps"};
  stage.scene.photograph.loupe = {300, 100};
  stage.evaluation = evaluate(stage.scene);
  const Figure figure = stage.compose();
  const std::string text = joined_texts(figure);
  EXPECT_NE(text.find("rows 298 to 302, columns 98 to 102 of the photograph"), std::string::npos)
      << text.substr(0, 400);
  // Its cells are as bright as the pixels.
  const Grid* const grid = find_grid(figure, {Side::convolution, Part::expanded, 0});
  ASSERT_NE(grid, nullptr);
  ASSERT_EQ(grid->rows * grid->columns, 25);
  for (std::int64_t i = 0; i < 25; ++i) {
    const float pixel = (*stage.scene.photograph.picture->planes)(0, 0, 298 + i / 5, 98 + i % 5);
    EXPECT_EQ(grid->values->at(static_cast<std::size_t>(i)), pixel);
    EXPECT_NEAR(grid->style_of(i / 5, i % 5).fill.color.r, 255 * static_cast<double>(pixel), 3);
  }
}

/// The cards' places, and the grids' within them.
std::vector<Rect> places_of(const Figure& figure) {
  std::vector<Rect> places;
  for (const CardPlace& card : figure.cards) places.push_back(card.rect);
  visit_items(figure, [&](const Item& item, const Affine& to_figure) {
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || item.tag.part == Part::label) return;
    const Point at = to_figure({grid->rect.x, grid->rect.y});
    const Point end = to_figure({grid->rect.right(), grid->rect.bottom()});
    places.push_back({at.x, at.y, end.x - at.x, end.y - at.y});
  });
  return places;
}

// Numbers are longer and shorter from pixel to pixel: in several windows that made one column of two, and back.
TEST(PhotographView, NothingMovesWhileTheLoupeOrAValueIsDragged) {
  for (const std::vector<View>& views : {std::vector<View>{"photograph", "maps"},
                                         {"photograph", "maps", "connections"},
                                         {"photograph", "maps", "stack", "matrix"}}) {
    for (const Size room : {Size{744, 679}, Size{575, 479}, Size{900, 400}, Size{1032, 679}}) {
      Stage stage(photographed());
      stage.scene.views = views;
      stage.playhead.step = 4;
      std::optional<std::vector<Rect>> first;
      for (const Cell loupe : {Cell{300, 100}, {20, 20}, {270, 480}, {200, 640}, {530, 700}, {7, 90}}) {
        for (const float value : {0.0F, -0.05F, 7.0F, -12.35F}) {
          stage.scene.photograph.loupe = loupe;
          apply_edit(SetValue{Part::kernel, 0, {1, 1}, value}, stage.scene, Scene(stage.scene));
          stage.evaluation = evaluate(stage.scene);
          const std::vector<Rect> places = places_of(stage.compose(room));
          if (!first) first = places;
          EXPECT_EQ(places, *first) << views.size() << " views, " << room.width << " wide, loupe at " << loupe.row
                                    << ',' << loupe.column << ", value " << value;
        }
      }
    }
  }
}

TEST(PhotographView, EveryViewShowsTheLoupe) {
  for (const Operation operation :
       {Operation::convolution, Operation::transposed_convolution, Operation::max_pooling}) {
    Scene scene = photographed("rings");
    apply_edit(choose(Parameter::operation, operation), scene, Scene(scene));
    scene = fitted(scene);
    std::vector<View> views = every_view();
    views.emplace_back("photograph");
    for (const View& view : views) {
      SCOPED_TRACE(view);
      Stage stage(scene);
      stage.scene.views = {view};
      stage.playhead.side = stage.evaluation->asked;
      expect_fits(stage.compose());
    }
  }
}

}  // namespace
}  // namespace convoscope::testing
