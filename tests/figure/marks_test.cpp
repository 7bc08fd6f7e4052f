// Marked cells are ringed in every view that shows them, and nowhere else.
#include "figure/marks.h"

#include "every_view.h"
#include "support.h"

namespace convoscope {
namespace {

using testing::Stage;

/// Where a figure's rings are, and where a search of all cells and nodes finds those that are marked.
struct Found {
  std::vector<Point> rings;
  std::vector<Point> cells;
};

Found search(const Figure& figure, const std::vector<Tag>& marks, const Theme& theme) {
  Found found;
  const auto is_marked = [&](Tag tag) {
    return std::ranges::any_of(marks, [&](const Tag& mark) {
      Tag meant = tag;
      if (mark.side == Side::none || tag.side == Side::none) meant.side = mark.side;
      return meant == mark;
    });
  };
  testing::visit_items(figure, [&](const Item& item, const Affine& to) {
    if (const auto* box = std::get_if<Box>(&item.shape)) {
      const bool is_ring = box->fill.color.a == 0 && box->stroke.color == theme.focus;
      if (is_ring) found.rings.push_back(to(box->rect.center()));
      const bool is_node = box->fill.color.a != 0 && box->radius_pt * 2 >= box->rect.width - 0.01;
      if (is_node && is_marked(item.tag)) found.cells.push_back(to(box->rect.center()));
    }
    const auto* grid = std::get_if<Grid>(&item.shape);
    if (grid == nullptr || !item.tag) return;
    for (std::int64_t row = 0; row < grid->rows; ++row)
      for (std::int64_t column = 0; column < grid->columns; ++column)
        if (is_marked(grid->tag_of(item.tag, row, column)))
          found.cells.push_back(to(grid->cell_rect(row, column).center()));
  });
  return found;
}

void expect_rings_at_cells(const Figure& figure, const Stage& stage, const std::string& where, bool is_shown) {
  Found found = search(figure, stage.scene.look.marks, stage.look);
  EXPECT_EQ(found.rings.size(), found.cells.size()) << where;
  EXPECT_EQ(!found.cells.empty(), is_shown) << where;
  for (std::size_t i = 0; i < std::min(found.rings.size(), found.cells.size()); ++i) {
    EXPECT_NEAR(found.rings[i].x, found.cells[i].x, 0.01) << where;
    EXPECT_NEAR(found.rings[i].y, found.cells[i].y, 0.01) << where;
  }
}

/// Whether a view that lights nothing draws such cells one by one.
bool draws(const View& view, Part part) {
  if (view == "maps" || view == "lockstep") return true;
  if (view == "crop" || view == "overlap") return part == Part::fine;
  return part != Part::kernel;
}

TEST(Marks, RingTheirCellsInEveryView) {
  for (const char* preset : {"article", "padding_strides_odd_transposed", "padding_strides"}) {
    Stage stage(preset);
    stage.pin = {};
    stage.scene.look.is_lit = false;
    for (const char* text : {"fine[0,0]", "fine[1,1]", "coarse[0,1]", "kernel[2,0]"}) {
      stage.scene.look.marks = {*parse_tag(text)};
      for (const View& view : every_view())
        expect_rings_at_cells(compose_view(view, stage.inputs()), stage,
                              std::string(preset) + ", " + view + ", " + text,
                              draws(view, stage.scene.look.marks.front().part));
    }
  }
}

TEST(Marks, OfOneOperationLeaveTheOtherAlone) {
  Stage stage("article");
  stage.pin = {};
  stage.scene.look.is_lit = false;
  const auto rings_in = [&](const View& view) {
    return search(compose_view(view, stage.inputs()), stage.scene.look.marks, stage.look).rings.size();
  };
  stage.scene.look.marks = {*parse_tag("fine[0,0]")};
  EXPECT_EQ(rings_in("maps"), 2);
  stage.scene.look.marks = {*parse_tag("transposed.output[0,0]")};
  EXPECT_EQ(rings_in("maps"), 1);
  // A cell that the layer does not have, and what is no cell.
  stage.scene.look.marks = {*parse_tag("fine[7,7]"), *parse_tag("matrix[9,9]")};
  for (const View& view : every_view()) EXPECT_EQ(rings_in(view), 0) << view;
}

TEST(Marks, AreTold) {
  Stage stage("article");
  stage.scene.look.marks = {*parse_tag("fine[0,0]"), *parse_tag("transposed.output[0,0]"), *parse_tag("coarse[1,1]"),
                            *parse_tag("kernel[2,0]")};
  const std::string told = compose_view("maps", stage.inputs()).description;
  EXPECT_NE(told.find("Marked: a, 4 and w[2,0]."), std::string::npos) << told;
}

}  // namespace
}  // namespace convoscope
