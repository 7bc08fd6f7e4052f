// A picture is its cards, each drawn by its view where the arrangement has it.
#include "figure/compose.h"

#include <algorithm>
#include <vector>

#include "core/assert.h"
#include "figure/arrangement.h"
#include "figure/description.h"
#include "figure/marks.h"
#include "figure/state/shown_sides.h"
#include "figure/strip/strip_figure.h"
#include "figure/timeline.h"
#include "figure/views.h"
#include "figure/writing/item_bounds.h"

namespace convoscope {
namespace {

constexpr double between_alone_pt = 44;
constexpr double between_rows_pt = 24;
constexpr double ring_room_pt = 4;     // around a picture without words, for rings at its edge
constexpr double most_enlarged = 1.5;  // of such a picture, to be as wide as asked for
constexpr double title_room_pt = 34;
constexpr double title_baseline_pt = 26;

// As a picture of these views takes them. Arrays are needed several times even within one picture.
PictureInputs settled(PictureInputs inputs, const std::vector<View>& views, PictureCache& fresh) {
  inputs.playhead = playhead_in(views, inputs.evaluation, inputs.playhead);
  // While a kernel is learned the steps are its states: each is seen with its whole output.
  if (inputs.scene.learning.run) inputs.playhead.step = last_step_in(views, inputs.evaluation, inputs.playhead);
  if (inputs.cache == nullptr) inputs.cache = &fresh;
  return inputs;
}

// A row of one view's cards, and nothing else.
bool is_one_view(const Arrangement& arrangement) {
  return !arrangement.cards.empty() && std::ranges::all_of(arrangement.cards, [&](const PlacedCard& card) {
    return card.view == arrangement.cards.front().view && card.rect.y == arrangement.cards.front().rect.y;
  });
}

Group moved(std::vector<Item> items, double scale, Point by) {
  return {{scale, 0, 0, scale, by.x, by.y}, 1, {}, std::move(items)};
}

/// The picture with the author's title over it.
Figure titled(Figure figure, const PictureInputs& inputs) {
  const std::string& title = inputs.scene.look.title;
  if (title.empty()) return figure;
  Pen pen(inputs.theme, inputs.fonts);
  pen.fitted_text({figure.size.width / 2, title_baseline_pt}, title, pen.title_style(), figure.size.width,
                  Align::middle);
  std::vector<Item> items = pen.take();
  items.push_back({{}, moved(std::move(figure.items), 1, {0, title_room_pt})});
  figure.items = std::move(items);
  for (CardPlace& card : figure.cards) card.rect.y += title_room_pt;
  figure.size.height += title_room_pt;
  return figure;
}

/// One view's pictures, of each operation that is shown: beside each other, or where the width does not allow that below each other.
struct Placement {
  Side side = Side::none;
  Point origin;
  Size size;
};
struct Placements {
  std::vector<Placement> each;
  Size size;
};

Placements place_sides(const ViewRow& view, const PictureInputs& inputs, double margin, double content_pt) {
  const std::vector<Side> sides = view.is_per_side ? shown_sides(inputs) : std::vector<Side>{Side::none};
  const double count = static_cast<double>(sides.size());
  const auto sizes_in = [&](double width_pt) {
    std::vector<Size> sizes;
    for (const Side side : sides) sizes.push_back(view.size(inputs, side, {width_pt, view.largest_alone.height}));
    return sizes;
  };
  const bool is_free = content_pt <= 0;
  const double share = is_free ? view.largest_alone.width : (content_pt - between_alone_pt * (count - 1)) / count;
  std::vector<Size> sizes = sizes_in(share);
  const bool beside =
      is_free || std::ranges::all_of(sizes, [share](const Size& size) { return size.width <= share + 0.5; });
  if (!beside && count > 1) sizes = sizes_in(content_pt);
  Size most;
  for (const Size& size : sizes) most = {std::max(most.width, size.width), std::max(most.height, size.height)};

  Placements result;
  Point at{margin, 0};
  for (std::size_t i = 0; i < sides.size(); ++i) {
    Size size = view.is_one_scale ? Size{most.width, sizes[i].height} : sizes[i];
    // Two beside each other get air for their lines of text.
    size.width = is_free ? size.width + (count > 1 ? 20 : 0) : std::max(size.width, beside ? share : content_pt);
    if (beside) size.height = most.height;
    result.each.push_back({sides[i], at, size});
    result.size = {std::max(result.size.width, at.x + size.width + margin),
                   std::max(result.size.height, at.y + size.height)};
    (beside ? at.x : at.y) += beside ? size.width + between_alone_pt : size.height + between_rows_pt;
  }
  return result;
}

std::vector<Item> draw_sides(const ViewRow& view, const Placements& places, const PictureInputs& inputs,
                             bool has_words) {
  Pen pen(inputs.theme, inputs.fonts, {.has_words = has_words});
  for (const Placement& place : places.each) view.draw(pen, inputs, place.side, place.origin, place.size);
  return pen.take();
}

/// The room that a picture without words takes at every step: of its items where nothing is lit, with what rings need; and of what the
/// first and the last step light beyond them, such as a window that reaches past its map, or the name of a small node.
Rect still_bounds(const ViewRow& view, const Placements& places, const PictureInputs& inputs) {
  const bool is_lit = inputs.scene.look.is_lit;
  const std::int64_t last = is_lit ? last_step_in({View(view.name)}, inputs.evaluation, inputs.playhead) : 0;
  Rect bounds{0, 0, -1, -1};
  const auto add = [&](bool lights, std::int64_t step) {
    Scene scene = inputs.scene;
    scene.look.is_lit = lights;
    Playhead there = inputs.playhead;
    there.step = step;
    const PictureInputs still{scene,        inputs.evaluation, there,        {},          {},
                              inputs.theme, inputs.catalog,    inputs.fonts, inputs.cache};
    for (const Item& item : draw_sides(view, places, still, false))
      bounds = around(bounds, bounds_of(item, inputs.fonts));
  };
  add(false, 0);
  if (is_empty(bounds)) return {};
  bounds = grown(bounds, ring_room_pt);
  for (const std::int64_t step : {std::int64_t{0}, last})
    if (is_lit) add(true, step);
  return bounds;
}

/// One view's picture, without a description: exactly `width_pt` wide, or where that is 0 as wide as it likes.
/// Without words it is cut to what is left; a view that would have nothing left keeps them.
Figure picture_of(const ViewRow& view, const PictureInputs& inputs, double width_pt, bool is_plain) {
  const double margin = is_plain ? 0 : inputs.theme.measures.padding_pt;
  // Narrower than the view can be laid out for, the whole is scaled down. Half of what cells of a map want is for the words beside them.
  const double least_pt = view.least_width_pt / (is_plain && view.has_cell_text ? 2 : 1);
  const double laid_out_pt = width_pt > 0 ? std::max(width_pt, least_pt) : 0;
  const Placements places = place_sides(view, inputs, margin, std::max(laid_out_pt - 2 * margin, 0.0));
  Rect room{0, 0, places.size.width, places.size.height};
  if (is_plain) {
    room = still_bounds(view, places, inputs);
    if (room.width <= 0 || room.height <= 0) return picture_of(view, inputs, width_pt, false);
  }
  Figure figure;
  figure.size = {room.width, room.height};
  figure.background = inputs.theme.card;
  double scale = 1;
  if (width_pt > 0) {
    scale = std::min(width_pt / room.width, is_plain ? most_enlarged : 1.0);
    figure.size = {width_pt, room.height * scale};
  }
  const Point by{(figure.size.width - room.width * scale) / 2 - room.x * scale, -room.y * scale};
  std::vector<Item> items = draw_sides(view, places, inputs, !is_plain);
  if (scale == 1 && by == Point{}) {
    figure.items = std::move(items);
  } else {
    figure.items.push_back({{}, moved(std::move(items), scale, by)});
  }
  return figure;
}

/// Views below each other, without cards.
Figure stacked(const std::vector<View>& views, const PictureInputs& inputs, double width_pt) {
  std::vector<Figure> pictures;
  Figure figure;
  for (const View& view : views) {
    const ViewRow* const row = find_view(view);
    CONVOSCOPE_ASSERT(row != nullptr);
    pictures.push_back(picture_of(*row, inputs, width_pt, !inputs.scene.look.has_words));
    figure.size.width = std::max(figure.size.width, pictures.back().size.width);
  }
  figure.background = inputs.theme.card;
  if (pictures.size() == 1) return std::move(pictures.front());
  for (Figure& picture : pictures) {
    if (figure.size.height > 0) figure.size.height += between_rows_pt;
    const double x = (figure.size.width - picture.size.width) / 2;
    figure.items.push_back({{}, moved(std::move(picture.items), 1, {x, figure.size.height})});
    figure.size.height += picture.size.height;
  }
  return figure;
}

/// What is measured of a scene's picture.
struct MeasuredCard {
  const ViewRow* view = nullptr;
  Side side = Side::none;
};

std::vector<MeasuredCard> cards_of(const PictureInputs& inputs) {
  std::vector<MeasuredCard> cards;
  if (inputs.scene.page.is_shown && inputs.scene.page.model) return cards;
  for (const View& name : inputs.scene.views) {
    const ViewRow* const view = find_view(name);
    if (view == nullptr) continue;
    if (!view->is_per_side) cards.push_back({view, Side::none});
    for (const Side side : shown_sides(inputs))
      if (view->is_per_side) cards.push_back({view, side});
  }
  return cards;
}

Figure finished(Figure figure, const PictureInputs& inputs, const std::vector<View>& views) {
  mark_cells(figure.items, inputs.scene.look.marks, inputs.theme, inputs.fonts);
  describe(figure, inputs, views);
  return titled(std::move(figure), inputs);
}

}  // namespace

Figure compose(const PictureInputs& given, Size available) {
  if (given.scene.page.is_shown && given.scene.page.model) return strip_figure(given, available);
  PictureCache fresh;
  const PictureInputs inputs = settled(given, given.scene.views, fresh);
  const Look& look = inputs.scene.look;
  const bool is_natural = available.height <= 0;
  if (is_natural && (available.width > 0 || !look.has_words)) {
    return finished(stacked(inputs.scene.views, inputs, available.width), inputs, inputs.scene.views);
  }
  const double title_pt = look.title.empty() ? 0 : title_room_pt;
  // A window may leave its canvas no room at all: what is laid out for the least is cut there.
  constexpr Size least_canvas{40, 20};
  if (!is_natural)
    available = {std::max(available.width, least_canvas.width),
                 std::max(available.height, least_canvas.height + title_pt)};
  const Arrangement arrangement =
      arrange(inputs, is_natural ? available : Size{available.width, available.height - title_pt});
  // Nothing to share the picture with: no frame, and as much room as the view likes.
  if (is_natural && is_one_view(arrangement)) return compose_view(View(arrangement.cards.front().view->name), inputs);

  Figure figure;
  figure.background = inputs.theme.canvas;
  figure.size = arrangement.size;
  if (arrangement.cards.empty()) return finished(std::move(figure), inputs, inputs.scene.views);
  const double scale = arrangement.scale;
  const double padding = inputs.theme.measures.padding_pt;
  Pen pen(inputs.theme, inputs.fonts, {scale * inputs.zoom, !is_natural, look.has_words});
  for (const PlacedCard& card : arrangement.cards) {
    const Rect& r = card.rect;
    pen.card(r);
    card.view->draw(pen, inputs, card.side, {r.x + padding, r.y}, {r.width - 2 * padding, r.height});
    figure.cards.push_back(
        {View(card.view->name), card.side, {r.x * scale, r.y * scale, r.width * scale, r.height * scale}});
  }
  if (scale == 1) {
    figure.items = pen.take();
  } else {
    figure.items.push_back({{}, moved(pen.take(), scale, {})});
  }
  return finished(std::move(figure), inputs, inputs.scene.views);
}

std::int64_t card_count(const PictureInputs& inputs) { return std::ssize(cards_of(inputs)); }

void measure_card(const PictureInputs& given, std::int64_t index) {
  CONVOSCOPE_ASSERT(given.cache != nullptr);
  const PictureInputs inputs = settled(given, given.scene.views, *given.cache);
  const MeasuredCard card = cards_of(inputs).at(static_cast<std::size_t>(index));
  (void)card.view->size(inputs, card.side, card.view->largest_alone);
}

Figure compose_view(const View& view, const PictureInputs& given, double width_pt) {
  PictureCache fresh;
  const PictureInputs inputs = settled(given, {view}, fresh);
  return finished(stacked({view}, inputs, width_pt), inputs, {view});
}

}  // namespace convoscope
