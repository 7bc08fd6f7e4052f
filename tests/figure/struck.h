// Words and numbers that a line, a ring or a frame is drawn through.
#pragma once

#include "fits.h"

namespace convoscope::testing {

/// Whether the line from `a` to `b` meets the rectangle.
inline bool meets(Point a, Point b, const Rect& rect) {
  double first = 0, last = 1;
  const auto clip = [&](double from, double step, double low, double high) {
    if (std::abs(step) < 1e-12) return from >= low && from <= high;
    const double one = (low - from) / step, other = (high - from) / step;
    first = std::max(first, std::min(one, other));
    last = std::min(last, std::max(one, other));
    return first <= last;
  };
  return rect.width > 0 && rect.height > 0 && clip(a.x, b.x - a.x, rect.x, rect.right()) &&
         clip(a.y, b.y - a.y, rect.y, rect.bottom());
}

/// What is struck through, a line each. What something opaque was painted over before the text is not. Exact on tilted planes, too:
/// a line is looked at in the coordinates of the text.
class Struck {
 public:
  explicit Struck(const Figure& figure, const FontMetrics& metrics) : metrics_(metrics) {
    visit_items(figure, [this](const Item& item, const Affine& to) { look_at(item, to); });
  }
  const std::vector<std::string>& found() const { return found_; }

 private:
  struct Line {
    Point a, b;
    double width_pt;
    std::size_t order;
    std::string what;
  };
  struct Place {
    Rect rect;
    Affine to;
    std::size_t order;
    std::string text;
    Affine back = to.inverse();
    double scale = std::sqrt(std::abs(to.a * to.d - to.b * to.c));
  };

  void look_at(const Item& item, const Affine& to) {
    ++order_;
    const double scale = std::sqrt(std::abs(to.a * to.d - to.b * to.c));
    if (const auto* box = std::get_if<Box>(&item.shape)) {
      const Rect& rect = box->rect;
      if (box->fill.color.a == 255) covers_.push_back({rect, to, order_, {}});
      if (box->fill.color.a == 0 && box->stroke.color.a > 0 && box->stroke.width_pt > 0) {
        const Point corners[] = {
            {rect.x, rect.y}, {rect.right(), rect.y}, {rect.right(), rect.bottom()}, {rect.x, rect.bottom()}};
        for (std::size_t i = 0; i < 4; ++i)
          strike({to(corners[i]), to(corners[(i + 1) % 4]), scale * box->stroke.width_pt, order_, "a frame"});
      }
    } else if (const auto* path = std::get_if<Path>(&item.shape)) {
      if (path->stroke.color.a > 0 && path->stroke.width_pt > 0) follow(*path, to, scale);
    } else if (const auto* text = std::get_if<Text>(&item.shape)) {
      if (text->style.color.a > 0) write(bounds_of(*text), to, text->text);
    } else if (const auto* grid = std::get_if<Grid>(&item.shape)) {
      for (std::int64_t i = 0; i < grid->rows * grid->columns; ++i)
        write_cell(*grid, {i / grid->columns, i % grid->columns}, to);
    }
  }

  void write_cell(const Grid& grid, Cell at, const Affine& to) {
    const CellStyle& style = grid.style_of(at.row, at.column);
    const Rect cell = grid.cell_rect(at.row, at.column);
    if (style.fill.color.a == 255) covers_.push_back({cell, to, order_, {}});
    const std::string text = grid.text_of(at.row, at.column);
    if (text.empty() || style.text.size_pt < smallest_legible_pt) return;
    const double width_pt = metrics_.width(text, style.text), cap = 0.7 * style.text.size_pt;
    const Point c = cell.center();
    write({c.x - width_pt / 2, c.y - cap / 2, width_pt, cap}, to, text);
  }

  void follow(const Path& path, const Affine& to, double scale) {
    Point from, start;
    const auto line_to = [&](Point p) {
      strike({to(from), to(p), scale * path.stroke.width_pt, order_, "a line"});
      from = p;
    };
    for (const Segment& s : path.segments) {
      if (s.kind == Segment::Kind::move) start = from = s.p;
      if (s.kind == Segment::Kind::line) line_to(s.p);
      if (s.kind == Segment::Kind::close) line_to(start);
      if (s.kind != Segment::Kind::cubic) continue;
      const Point p0 = from;
      for (int i = 1; i <= 16; ++i) {
        const double t = i / 16.0, u = 1 - t;
        line_to({u * u * u * p0.x + 3 * u * u * t * s.c1.x + 3 * u * t * t * s.c2.x + t * t * t * s.p.x,
                 u * u * u * p0.y + 3 * u * u * t * s.c1.y + 3 * u * t * t * s.c2.y + t * t * t * s.p.y});
      }
    }
  }

  static bool strikes(const Line& line, const Place& text) {
    constexpr double touch = 0.6;
    const double by = (line.width_pt / 2 - touch) / text.scale;
    const Rect& r = text.rect;
    return meets(text.back(line.a), text.back(line.b), {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by});
  }

  void strike(Line line) {
    for (const Place& text : texts_)
      if (strikes(line, text)) found_.push_back(text.text + ": struck by " + line.what);
    lines_.push_back(std::move(line));
  }

  static bool covers(const Place& cover, const Place& text) {
    return lies_in(placed(text.rect, cover.back * text.to), cover.rect);
  }

  void write(const Rect& rect, const Affine& to, const std::string& text) {
    const Place here{rect, to, order_, text};
    for (const Line& line : lines_) {
      if (!strikes(line, here)) continue;
      const bool is_covered = std::ranges::any_of(
          covers_, [&](const Place& cover) { return cover.order > line.order && covers(cover, here); });
      if (!is_covered) found_.push_back(text + ": on " + line.what);
    }
    texts_.push_back(here);
  }

  const FontMetrics& metrics_;
  std::size_t order_ = 0;
  std::vector<Line> lines_;
  std::vector<Place> covers_, texts_;
  std::vector<std::string> found_;
};

}  // namespace convoscope::testing
