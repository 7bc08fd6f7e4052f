// Whether everything drawn lies on its figure and no words stand on others; for views that tests/figure/compose_test.cpp does not draw.
#pragma once

#include "support.h"

namespace convoscope::testing {

inline void expect_fits(const Figure& figure) {
  constexpr double slack = 0.5;
  std::vector<std::pair<Rect, std::string>> words;
  const auto expect_inside = [&](const Rect& rect, const std::string& what) {
    EXPECT_GE(rect.x, -slack) << what;
    EXPECT_GE(rect.y, -slack) << what;
    EXPECT_LE(rect.right(), figure.size.width + slack) << what;
    EXPECT_LE(rect.bottom(), figure.size.height + slack) << what;
  };
  const auto apart = [](const Rect& a, const Rect& b) {
    constexpr double touch = 0.1;
    return a.x + touch >= b.right() || b.x + touch >= a.right() || a.y + touch >= b.bottom() ||
           b.y + touch >= a.bottom();
  };
  visit_items(figure, [&](const Item& item, const Affine& transform) {
    const auto placed = [&](const Rect& r) {
      const Point p = transform({r.x, r.y});
      return Rect{p.x, p.y, r.width * transform.a, r.height * transform.d};
    };
    if (const auto* grid = std::get_if<Grid>(&item.shape)) expect_inside(placed(grid->rect), "grid");
    if (const auto* box = std::get_if<Box>(&item.shape)) expect_inside(placed(box->rect), "box");
    if (const auto* text = std::get_if<Text>(&item.shape)) {
      const double shift = text->align == Align::start ? 0 : text->align == Align::middle ? 0.5 : 1;
      const double cap = 0.7 * text->style.size_pt;
      const Rect rect =
          placed({text->position.x - shift * text->width_pt, text->position.y - cap, text->width_pt, cap});
      expect_inside(rect, text->text);
      for (const auto& [other, said] : words) EXPECT_TRUE(apart(rect, other)) << text->text << " on " << said;
      words.emplace_back(rect, text->text);
    }
  });
}

/// The view of a stage's layer alone, and composed for canvases of many sizes.
inline void expect_fits_everywhere(Stage& stage, View view) {
  stage.scene.views = {view};
  {
    SCOPED_TRACE("alone");
    expect_fits(compose_view(view, stage.inputs()));
  }
  for (const Size canvas : {Size{744, 679}, {552, 470}, {400, 700}, {1000, 420}, {1400, 950}, {320, 300}}) {
    SCOPED_TRACE(std::to_string(canvas.width));
    expect_fits(stage.compose(canvas));
  }
}

/// Layers that layouts find hard: flat, tall, wide, large, with holes, extended, of several channels.
inline std::vector<Scene> hard_layers() {
  const AxisSpec flat;
  const AxisSpec small{.input = 2, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1};
  const AxisSpec nine{.input = 9, .kernel = 3, .stride = 2, .pad_begin = 1, .pad_end = 1, .output_padding = 1};
  const AxisSpec holes{.input = 3, .kernel = 2, .stride = 4};
  const AxisSpec dilated{.input = 3, .kernel = 3, .stride = 2, .dilation = 3, .pad_begin = 2, .pad_end = 1};
  const AxisSpec extended{.input = 3, .kernel = 3, .stride = 2, .output_padding = 1};
  const AxisSpec large{.input = 50, .kernel = 4, .stride = 2, .pad_begin = 1, .pad_end = 1};
  std::vector<Scene> layers;
  for (const auto& [down, across] : {std::pair{small, small},
                                     {flat, nine},
                                     {nine, flat},
                                     {small, large},
                                     {large, small},
                                     {large, large},
                                     {holes, dilated},
                                     {extended, holes},
                                     {flat, flat}}) {
    layers.push_back(layer(Operation::transposed_convolution, down, across));
  }
  Scene channels = layers.front();
  channels.spec.in_channels = 3;
  channels.spec.out_channels = 2;
  layers.push_back(channels);
  return layers;
}

}  // namespace convoscope::testing
