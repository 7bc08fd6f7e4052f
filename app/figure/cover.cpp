#include "figure/cover.h"

#include <algorithm>
#include <optional>

#include "document/evaluation.h"
#include "figure/draw/pen.h"
#include "figure/writing/item_bounds.h"

namespace convoscope {
namespace {

/// A field in place of the grid, as in a game of cards: a square, for the grid's shape would tell its size.
Item field_for(const Rect& covered, const Tag& tag, const Theme& theme, const FontMetrics& fonts) {
  const double side = std::min(covered.width, covered.height);
  const Rect field{covered.x, covered.y, side, side};
  Pen pen(theme, fonts);
  pen.add(Box{field, theme.measures.cell_radius_pt * 2, {theme.accent_soft, {}}, {theme.accent, 1.5, Dash::dashed}},
          tag);
  TextStyle style = pen.title_style();
  style.size_pt = std::min(side, 60.0) * 0.6;
  style.color = theme.accent;
  pen.centred_text(field.center(), "?", style);
  return {{}, Group{{}, 1, {}, pen.take()}};
}

/// From that cell on the grid's cells are pale and have no numbers.
void make_pending(Grid& grid, const Tag& tag, std::int64_t from, const Theme& theme) {
  if (grid.pending_from >= 0 && grid.pending_from <= from) return;
  CellStyle pale = grid.styles.front();
  pale.fill = {tag.part == Part::fine ? theme.fine_pale : theme.coarse_pale, {}};
  pale.text.color = {};
  constexpr std::size_t most_styles = 256;
  if (grid.styles.size() >= most_styles) grid.styles.pop_back();
  grid.pending_style = static_cast<std::uint8_t>(grid.styles.size());
  grid.styles.push_back(pale);
  grid.pending_from = from;
}

bool is_output(const Item& item) {
  return std::holds_alternative<Grid>(item.shape) && item.tag.side != Side::none &&
         item.tag.part == output_part(item.tag.side);
}

}  // namespace

void cover_outputs(std::vector<Item>& items, std::int64_t revealed, const Theme& theme, const FontMetrics& fonts) {
  constexpr std::int64_t made_channel = 1;  // of Part::pixel
  constexpr double around_pt = 6;           // how far a ring reaches over the grid's edge
  std::vector<Item> kept;
  std::optional<Rect> covered;
  for (Item& item : items) {
    if (auto* group = std::get_if<Group>(&item.shape)) cover_outputs(group->items, revealed, theme, fonts);
    if (const auto* image = std::get_if<Image>(&item.shape); image != nullptr && item.tag.channel == made_channel) {
      covered = grown(image->rect, around_pt);
      kept.push_back(field_for(image->rect, item.tag, theme, fonts));
      continue;
    }
    if (is_output(item)) {
      auto& grid = std::get<Grid>(item.shape);
      covered = grown(grid.rect, around_pt);
      if (revealed == 0) {
        kept.push_back(field_for(grid.rect, item.tag, theme, fonts));
      } else {
        const std::int64_t before = item.tag.channel * grid.rows * grid.columns;
        make_pending(grid, item.tag, std::max<std::int64_t>(revealed - before, 0), theme);
        kept.push_back(std::move(item));
      }
      continue;
    }
    const Rect bounds = bounds_of(item, fonts);
    const bool is_within =
        covered && covered->contains({bounds.x, bounds.y}) && covered->contains({bounds.right(), bounds.bottom()});
    if (!is_within) kept.push_back(std::move(item));
  }
  items = std::move(kept);
}

}  // namespace convoscope
