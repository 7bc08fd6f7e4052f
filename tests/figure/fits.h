// Whether a figure is in order: everything lies on it and in its card, no words stand on others or on a map's numbers, none is cut.
#pragma once

#include <gmock/gmock.h>

#include "support.h"

namespace convoscope::testing {

/// The smallest upright rectangle around `rect` where the transform puts it.
inline Rect placed(const Rect& rect, const Affine& to) {
  const Point corners[] = {to({rect.x, rect.y}), to({rect.right(), rect.y}), to({rect.x, rect.bottom()}),
                           to({rect.right(), rect.bottom()})};
  Point least = corners[0], most = corners[0];
  for (const Point& p : corners) {
    least = {std::min(least.x, p.x), std::min(least.y, p.y)};
    most = {std::max(most.x, p.x), std::max(most.y, p.y)};
  }
  return {least.x, least.y, most.x - least.x, most.y - least.y};
}

/// From the baseline to the height of capitals, by the test font's measure.
inline Rect bounds_of(const Text& text) {
  const double shift = text.align == Align::start ? 0 : text.align == Align::middle ? 0.5 : 1;
  const double cap = 0.7 * text.style.size_pt;
  return {text.position.x - shift * text.width_pt, text.position.y - cap, text.width_pt, cap};
}

inline bool overlap(const Rect& a, const Rect& b) {
  constexpr double touch = 0.1;
  return a.x + touch < b.right() && b.x + touch < a.right() && a.y + touch < b.bottom() && b.y + touch < a.bottom();
}

inline bool lies_in(const Rect& inner, const Rect& outer) {
  constexpr double slack = 0.5;
  return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.right() <= outer.right() + slack &&
         inner.bottom() <= outer.bottom() + slack;
}

/// The part of both rectangles.
inline Rect common(const Rect& a, const Rect& b) {
  const double x = std::max(a.x, b.x), y = std::max(a.y, b.y);
  return {x, y, std::max(std::min(a.right(), b.right()) - x, 0.0), std::max(std::min(a.bottom(), b.bottom()) - y, 0.0)};
}

/// Visits every item that is no group, with the transform to the figure's coordinates and what of the figure it may be seen in.
using SeenVisitor = std::function<void(const Item&, const Affine&, const Rect&)>;
inline void visit_seen(const std::vector<Item>& items, const Affine& transform, const Rect& seen,
                       const SeenVisitor& visit) {
  for (const Item& item : items) {
    const auto* group = std::get_if<Group>(&item.shape);
    if (group == nullptr) {
      visit(item, transform, seen);
      continue;
    }
    const Affine to = transform * group->transform;
    visit_seen(group->items, to, group->clip.width > 0 ? common(seen, placed(group->clip, to)) : seen, visit);
  }
}

/// What is not in order, a line each.
inline std::vector<std::string> faults_of(const Figure& figure) {
  std::vector<std::string> faults;
  std::vector<std::pair<Rect, std::string>> words;
  const auto expect_inside = [&](const Rect& rect, const std::string& what) {
    if (!lies_in(rect, {0, 0, figure.size.width, figure.size.height})) faults.push_back(what + ": outside the picture");
    for (const CardPlace& card : figure.cards)
      if (card.rect.contains(rect.center()) && !lies_in(rect, card.rect)) faults.push_back(what + ": leaves its card");
  };
  const auto expect_alone = [&](const Rect& rect, const std::string& what) {
    for (const auto& [other, said] : words)
      if (overlap(rect, other)) faults.push_back(what + ": on " + said);
  };
  constexpr Rect everywhere{-1e9, -1e9, 2e9, 2e9};
  visit_seen(figure.items, {}, everywhere, [&](const Item& item, const Affine& transform, const Rect& seen) {
    if (const auto* grid = std::get_if<Grid>(&item.shape))
      expect_inside(common(placed(grid->rect, transform), seen), "a map");
    if (const auto* box = std::get_if<Box>(&item.shape)) {
      const Rect rect = common(placed(box->rect, transform), seen);
      if (rect.width > 0 && rect.height > 0) expect_inside(rect, "a box");
      if (box->rect.width < 0 || box->rect.height < 0) faults.emplace_back("a box of less than no size");
    }
    const auto* text = std::get_if<Text>(&item.shape);
    if (text == nullptr || text->style.color.a == 0) return;
    const Rect rect = placed(bounds_of(*text), transform);
    if (common(rect, seen).width <= 0) return;
    if (!lies_in(rect, seen)) faults.push_back(text->text + ": cut by a clip");
    expect_inside(rect, text->text);
    expect_alone(rect, text->text);
    words.emplace_back(rect, text->text);
  });
  return faults;
}

/// Words that were cut for want of room: in a picture that takes what room it likes there are none. A list that goes on, "2 1 …", is
/// whole.
inline std::vector<std::string> cut_words_of(const Figure& figure) {
  std::vector<std::string> cut;
  for (const std::string& text : texts_of(figure))
    if (text.ends_with("…") && !text.ends_with(" …") && text != "…") cut.push_back(text + ": cut");
  return cut;
}

inline void expect_fits(const Figure& figure) { EXPECT_THAT(faults_of(figure), ::testing::IsEmpty()); }

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
