#include "publish/cover.h"

#include <algorithm>
#include <optional>

#include "document/evaluation.h"
#include "figure/draw/pen.h"
#include "figure/writing/item_bounds.h"
#include "picture/scene_picture.h"

namespace convoscope {
namespace {

/// A field in place of the grid, as in a game of cards.
Item field_for(const Grid& grid, const Tag& tag, const DrawingKit& kit) {
  Pen pen(kit.theme, kit.fonts);
  pen.add(Box{grid.rect,
              kit.theme.measures.cell_radius_pt * 2,
              {kit.theme.accent_soft, {}},
              {kit.theme.accent, 1.5, Dash::dashed}},
          tag);
  TextStyle style = pen.title_style();
  style.size_pt = std::min({grid.rect.width, grid.rect.height, 60.0}) * 0.6;
  style.color = kit.theme.accent;
  pen.centred_text(grid.rect.center(), "?", style);
  return {{}, Group{{}, 1, {}, pen.take()}};
}

/// Of each card its own output, and what marks a place in it. A fine map that the convolution reads is the transposed one's result, so
/// only grids that say which side they belong to count.
void cover(std::vector<Item>& items, const DrawingKit& kit) {
  constexpr double around_pt = 6;  // how far a ring reaches over the grid's edge
  std::vector<Item> kept;
  std::optional<Rect> covered;
  for (Item& item : items) {
    if (auto* group = std::get_if<Group>(&item.shape)) cover(group->items, kit);
    const auto* grid = std::get_if<Grid>(&item.shape);
    const bool is_output =
        grid != nullptr && item.tag.side != Side::none && item.tag.part == output_part(item.tag.side);
    if (is_output) {
      covered = grown(grid->rect, around_pt);
      kept.push_back(field_for(*grid, item.tag, kit));
      continue;
    }
    const Rect bounds = bounds_of(item, kit.fonts);
    const bool is_within =
        covered && covered->contains({bounds.x, bounds.y}) && covered->contains({bounds.right(), bounds.bottom()});
    if (!is_within) kept.push_back(std::move(item));
  }
  items = std::move(kept);
}

}  // namespace

Figure scene_figure(const SavedScene& saved, bool is_covered, const DrawingKit& kit) {
  PictureSource source{saved, evaluate(saved.scene), {}, kit.theme, kit.theme, kit.catalog, kit.fonts};
  if (is_covered) {
    source.saved.scene.look.has_words = false;
    // Of the matrix, the steps and the counts no number would be left: what is asked about is the maps.
    source.saved.scene.views = {"maps"};
  }
  Figure figure = ScenePicture(std::move(source)).figure();
  if (is_covered) cover(figure.items, kit);
  return figure;
}

}  // namespace convoscope
