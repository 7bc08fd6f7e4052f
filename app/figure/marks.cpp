#include "figure/marks.h"

#include <algorithm>

#include "figure/draw/pen.h"

namespace convoscope {
namespace {

class Marker {
 public:
  Marker(const std::vector<Tag>& marks, const Theme& theme, const FontMetrics& fonts)
      : marks_(marks), theme_(theme), fonts_(fonts) {}

  /// `inherited`: the tag of the innermost tagged group around.
  void mark(std::vector<Item>& items, const Tag& inherited) const {
    std::vector<Item> marked;
    marked.reserve(items.size());
    for (Item& item : items) {
      const Tag tag = item.tag ? item.tag : inherited;
      std::vector<Item> rings;
      if (auto* group = std::get_if<Group>(&item.shape)) {
        mark(group->items, tag);
      } else if (const auto* grid = std::get_if<Grid>(&item.shape)) {
        rings = rings_in(*grid, tag);
      } else if (const auto* box = std::get_if<Box>(&item.shape)) {
        rings = ring_around(*box, tag);
      }
      marked.push_back(std::move(item));
      for (Item& ring : rings) marked.push_back(std::move(ring));
    }
    items = std::move(marked);
  }

 private:
  static bool is_meant(const Tag& mark, Tag tag) {
    if (mark.side == Side::none || tag.side == Side::none) tag.side = mark.side;
    return mark == tag;
  }

  std::vector<Item> rings_in(const Grid& grid, const Tag& tag) const {
    if (!tag) return {};
    Pen pen(theme_, fonts_);
    for (const Tag& mark : marks_) {
      // A grid may show the cells of another map among its own.
      const Cell own{mark.cell.row - grid.first.row, mark.cell.column - grid.first.column};
      const Cell named = grid.names ? grid.names->place_of(mark.cell) : own;
      const Cell single{0, 0};
      for (const Cell place : {named, own, single}) {
        const bool is_in = place.row >= 0 && place.column >= 0 && place.row < grid.rows && place.column < grid.columns;
        if (!is_in || !is_meant(mark, grid.tag_of(tag, place.row, place.column))) continue;
        pen.inner_ring(grid.cell_rect(place.row, place.column), theme_.measures.focus_width_pt);
        break;
      }
    }
    return pen.take();
  }

  /// Nodes of a graph have the round shape of their box.
  std::vector<Item> ring_around(const Box& box, const Tag& tag) const {
    const bool is_cell = (tag.part == Part::fine || tag.part == Part::coarse) && tag.cell != no_cell;
    const bool is_node = is_cell && box.fill.color.a != 0 && box.radius_pt * 2 >= box.rect.width - 0.01;
    if (!is_node || std::ranges::none_of(marks_, [&](const Tag& mark) { return is_meant(mark, tag); })) return {};
    Pen pen(theme_, fonts_);
    const double wide = pen.stroke_for(theme_.measures.focus_width_pt, box.rect.width);
    pen.frame(grown(box.rect, wide / 2), box.radius_pt + wide / 2, {theme_.focus, wide});
    return pen.take();
  }

  const std::vector<Tag>& marks_;
  const Theme& theme_;
  const FontMetrics& fonts_;
};

}  // namespace

void mark_cells(std::vector<Item>& items, const std::vector<Tag>& marks, const Theme& theme, const FontMetrics& fonts) {
  if (!marks.empty()) Marker(marks, theme, fonts).mark(items, {});
}

}  // namespace convoscope
