// A matrix as a whole, small, with what of it is enlarged; and the blocks of it that groups cut.
#include <algorithm>

#include "figure/draw/map_arrays.h"
#include "figure/matrix/matrix_painter.h"

namespace convoscope {
namespace {

constexpr double cut_alpha = 0.6;
// Blocks of more groups would be too small to tell from the rest.
constexpr std::int64_t most_cut_groups = 64;

}  // namespace

void MatrixPainter::draw_overview() {
  const MapArray array = in_.kept({"matrix", block_.side, 0, 0},
                                  [&] { return matrix_overview(relation_, block_.side == Side::transposed); });
  const Rect& r = block_.overview;
  const MatrixSize& all = extents_.matrix;
  Grid g = grid_of(array, r, 0);
  g.styles.push_back({{zero_fill(), {}}, {}, {}, 0});
  const std::int64_t elements =
      std::min(relation_.axes[height].kernel * relation_.axes[width].kernel, most_element_classes);
  for (std::int64_t i = 0; i < elements; ++i) {
    g.styles.push_back({{theme_.edges[static_cast<std::size_t>(i) % theme_.edges.size()], {}}, {}, {}, 0});
  }
  if (relation_.padding_mode != PaddingMode::zeros)
    g.styles.resize(gathering_class + 1, {{theme_.text_muted, {}}, {}, {}, 0});
  const Tag tag{block_.side, Part::matrix};
  const bool exact = matrix_bin(all.rows) == 1 && matrix_bin(all.columns) == 1;
  if (exact && is_transposed())
    g.names = CellNames{tag, {0, 0}, {1, 1}, all.rows, all.columns, CellNames::Order::transposed};
  pen_.add(std::move(g), exact ? tag : Tag{});
  draw_cut(r, {0, 0, all.rows, all.columns});
  draw_channel_rules(r, {0, 0, all.rows, all.columns});
  pen_.add(Box{r, 0, {}, {theme_.line, 1}});

  const auto across = [&](std::int64_t index, std::int64_t of) {
    return static_cast<double>(index) / static_cast<double>(of);
  };
  const MatrixPart& p = block_.part;
  Rect marked{across(p.first_column, all.columns), across(p.first_row, all.rows), across(p.columns, all.columns),
              across(p.rows, all.rows)};
  if (is_transposed()) marked = {marked.y, marked.x, marked.height, marked.width};
  const Stroke whisper{with_alpha(theme_.focus, 0.55), 1};
  const auto mark_row = [&](double y) {
    pen_.line({r.x, r.y + y * r.height}, {r.right(), r.y + y * r.height}, whisper);
  };
  const auto mark_column = [&](double x) {
    pen_.line({r.x + x * r.width, r.y}, {r.x + x * r.width, r.bottom()}, whisper);
  };
  if (selection_.tag.part == Part::coarse && !selection_.rows.empty()) {
    const double t = across(*selection_.rows.begin(), all.rows) + 0.5 / static_cast<double>(all.rows);
    is_transposed() ? mark_column(t) : mark_row(t);
  }
  if (selection_.tag.part == Part::fine && !selection_.columns.empty()) {
    const double t = across(*selection_.columns.begin(), all.columns) + 0.5 / static_cast<double>(all.columns);
    is_transposed() ? mark_row(t) : mark_column(t);
  }
  // What is enlarged, large enough to be seen, and lines to where it is.
  constexpr double least_pt = 5;
  Rect box{r.x + marked.x * r.width, r.y + marked.y * r.height, marked.width * r.width, marked.height * r.height};
  box = grown(box, std::max(0.0, (least_pt - std::min(box.width, box.height)) / 2));
  const Stroke strong{theme_.focus, 1.5};
  pen_.frame(box, 1, strong);
  const Stroke thread{with_alpha(theme_.focus, 0.35), 1};
  const Rect& e = block_.entries;
  const bool below = e.y > r.bottom();
  // They end where its names begin.
  const double top = e.y - column_names_pt - extents_.strip_pt(!is_transposed());
  const double left = e.x - extents_.names_pt(is_transposed());
  if (below) {
    pen_.line({box.x, box.bottom()}, {e.x, top}, thread);
    pen_.line({box.right(), box.bottom()}, {e.right(), top}, thread);
  } else {
    pen_.line({box.right(), box.y}, {left, e.y}, thread);
    pen_.line({box.right(), box.bottom()}, {left, e.bottom()}, thread);
  }
  pen_.frame(grown(e, 2), 3, {with_alpha(theme_.focus, hover_alpha), 1});
}

// The blocks of channels in different groups: no entry of them can be a connection. `part` of C fills `part_rect`.
void MatrixPainter::draw_cut(const Rect& part_rect, const MatrixPart& part) {
  if (relation_.groups == 1) return;
  const std::int64_t row_share = extents_.matrix.rows / relation_.groups;
  const std::int64_t column_share = extents_.matrix.columns / relation_.groups;
  const Fill cut{{}, with_alpha(theme_.zero_line, cut_alpha)};
  const auto draw_block = [&](std::int64_t top, std::int64_t left, std::int64_t bottom, std::int64_t right) {
    const auto share = [](std::int64_t at, std::int64_t first, std::int64_t count) {
      return std::clamp(static_cast<double>(at - first) / static_cast<double>(count), 0.0, 1.0);
    };
    Rect r{share(left, part.first_column, part.columns), share(top, part.first_row, part.rows), 0, 0};
    r.width = share(right, part.first_column, part.columns) - r.x;
    r.height = share(bottom, part.first_row, part.rows) - r.y;
    if (r.width <= 0 || r.height <= 0) return;
    if (is_transposed()) r = {r.y, r.x, r.height, r.width};
    pen_.add(Box{{part_rect.x + r.x * part_rect.width, part_rect.y + r.y * part_rect.height, r.width * part_rect.width,
                  r.height * part_rect.height},
                 0,
                 cut,
                 {}});
  };
  for (std::int64_t group = 0; group < std::min(relation_.groups, most_cut_groups); ++group) {
    const std::int64_t top = group * row_share;
    draw_block(top, 0, top + row_share, group * column_share);
    draw_block(top, (group + 1) * column_share, top + row_share, extents_.matrix.columns);
  }
}

}  // namespace convoscope
