// A picture is its cards, each drawn by its view where the arrangement has it.
#include "figure/compose.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/assert.h"
#include "document/number_text.h"
#include "figure/arrangement.h"
#include "figure/draw/words.h"
#include "figure/state/shown_sides.h"
#include "figure/views.h"

namespace convoscope {
namespace {

constexpr double between_alone_pt = 44;

void describe(Figure& figure, const PictureInputs& inputs) {
  const Catalog& catalog = inputs.catalog;
  const Evaluation& evaluation = inputs.evaluation;
  const std::vector<Side> sides = shown_sides(inputs);
  const auto named = [&](Side side) {
    return catalog.text("figure.title_one", {{"operation", operation_words(catalog, evaluation, side)},
                                             {"sizes", sizes_words(catalog, evaluation, side)}});
  };
  figure.title = sides.size() == 1
                     ? named(sides[0])
                     : catalog.text("figure.title_both", {{"first", named(sides[0])}, {"second", named(sides[1])}});
  for (const Side side : sides) {
    const Trace trace = evaluation.trace(side, inputs.playhead.granularity);
    const Step step = trace.at(step_of_side(evaluation, inputs.playhead, side));
    if (!figure.description.empty()) figure.description += " ";
    figure.description += catalog.text(
        "figure.description", {{"operation", operation_words(catalog, evaluation, side)},
                               {"step", fmt::format("{}", step.index + 1)},
                               {"steps", fmt::format("{}", trace.size())},
                               {"name", side == Side::transposed ? fine_name(evaluation.relation, step.focus)
                                                                 : coarse_name(evaluation.relation, step.focus)},
                               {"value", number_text(step.sum)}});
  }
}

// Arrays are needed several times even within one picture.
PictureInputs with_cache(const PictureInputs& inputs, PictureCache& fresh) {
  PictureInputs cached = inputs;
  if (cached.cache == nullptr) cached.cache = &fresh;
  return cached;
}

// A row of one view's cards, and nothing else.
bool is_one_view(const Arrangement& arrangement) {
  return !arrangement.cards.empty() && std::ranges::all_of(arrangement.cards, [&](const PlacedCard& card) {
    return card.view == arrangement.cards.front().view && card.rect.y == arrangement.cards.front().rect.y;
  });
}

}  // namespace

Figure compose(const PictureInputs& given, Size available) {
  PictureCache fresh;
  const PictureInputs inputs = with_cache(given, fresh);
  const Arrangement arrangement = arrange(inputs, available);
  const bool is_natural = available.width <= 0 || available.height <= 0;
  // Nothing to share the picture with: no frame, and as much room as the view likes.
  if (is_natural && is_one_view(arrangement)) return compose_view(View(arrangement.cards.front().view->name), inputs);

  Figure figure;
  describe(figure, inputs);
  figure.background = inputs.theme.canvas;
  figure.size = arrangement.size;
  if (arrangement.cards.empty()) return figure;
  const double scale = arrangement.scale;
  const double padding = inputs.theme.measures.padding_pt;
  Pen pen(inputs.theme, inputs.fonts, {scale * inputs.zoom, !is_natural});
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
    figure.items.push_back({{}, Group{{scale, 0, 0, scale, 0, 0}, 1, {}, pen.take()}});
  }
  return figure;
}

Figure compose_view(const View& view, const PictureInputs& given) {
  PictureCache fresh;
  const PictureInputs inputs = with_cache(given, fresh);
  const double margin = inputs.theme.measures.padding_pt;
  Figure figure;
  describe(figure, inputs);
  figure.background = inputs.theme.card;
  Pen pen(inputs.theme, inputs.fonts);
  const ViewRow* const row = find_view(view);
  CONVOSCOPE_ASSERT(row != nullptr);
  const ViewRow& layout = *row;
  const std::vector<Side> sides = layout.is_per_side ? shown_sides(inputs) : std::vector<Side>{Side::none};
  std::vector<Size> sizes;
  Size most;
  for (const Side side : sides) {
    sizes.push_back(layout.size(inputs, side, layout.largest_alone));
    most = {std::max(most.width, sizes.back().width), std::max(most.height, sizes.back().height)};
  }
  double x = margin;
  for (std::size_t i = 0; i < sides.size(); ++i) {
    // Two beside each other get air for their lines of text.
    const double width_pt = (layout.is_one_scale ? most : sizes[i]).width + (sides.size() > 1 ? 20 : 0);
    layout.draw(pen, inputs, sides[i], {x, 0}, {width_pt, most.height});
    x += width_pt + between_alone_pt;
  }
  figure.size = {x - between_alone_pt + margin, most.height};
  figure.items = pen.take();
  return figure;
}

}  // namespace convoscope
