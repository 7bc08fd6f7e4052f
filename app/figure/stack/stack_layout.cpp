// Piles the planes up in units of cells, then finds the largest cell for which the pile and the words go together.
#include "figure/stack/stack_layout.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "figure/draw/fitting.h"
#include "figure/draw/pen.h"
#include "figure/stack/stack_beam.h"

namespace convoscope {
namespace {

constexpr double edge_pt = 6;        // between the planes and the card's content edge
constexpr double words_gap_pt = 14;  // between planes and words
constexpr double bottom_pt = 20;
// How far planes are apart at least, as a share of their size: room to see the beam by in a flat view.
constexpr double flat_share = 0.62;
// Between channels of one map, which do not cover each other; of a plane's extent.
constexpr double channels_gap_share = 0.06;

// A pile in units of cells, the middle of its lowest plane at the origin.
struct Pile {
  StackLayout planes;  // rises and transforms in cells
  std::vector<Quad> quads;
  Rect bounds;
};

Pile pile_up(const StackExtents& e, const Projection& projection, double stretch) {
  // From the middle of a plane to where the next one, just as large, does not cover it.
  const auto apart = [&](std::int64_t rows, std::int64_t columns) {
    const double r = static_cast<double>(rows);
    const double c = static_cast<double>(columns);
    const double extent = std::abs(projection.column.y) * c + std::abs(projection.row.y) * r;
    return std::max(extent, flat_share * projection.rise * std::sqrt(2 * r * c));
  };
  // From one plane to where the next one, just as large, is clear of it: the longest upright line in a parallelogram.
  const auto clear = [&](std::int64_t rows, std::int64_t columns) {
    const double r = static_cast<double>(rows);
    const double c = static_cast<double>(columns);
    const double area =
        std::abs(projection.column.x * projection.row.y - projection.column.y * projection.row.x) * r * c;
    const double across = std::max(std::abs(projection.column.x) * c, std::abs(projection.row.x) * r);
    return area / across + channels_gap_share * std::sqrt(area);
  };
  const double input = apart(e.input_rows, e.input_columns);
  const double output = apart(e.output_rows, e.output_columns);
  Pile pile;
  double rise = 0;
  const auto add = [&](std::vector<StackPlane>& to, std::int64_t rows, std::int64_t columns) {
    const Point center{static_cast<double>(columns) / 2, static_cast<double>(rows) / 2};
    to.push_back({rows, columns, projection.plane(center, {0, -rise}), rise});
    const double right = center.x * 2;
    const double bottom = center.y * 2;
    const Affine& m = to.back().to_picture;
    pile.quads.push_back({m({0, 0}), m({right, 0}), m({right, bottom}), m({0, bottom})});
  };
  for (std::int64_t i = 0; i < e.input_planes; ++i) {
    if (i > 0) rise += clear(e.input_rows, e.input_columns);
    add(pile.planes.inputs, e.input_rows, e.input_columns);
  }
  rise += stretch * std::max((input + output) / 2, 2 * projection.rise);
  for (std::int64_t i = 0; i < e.output_planes; ++i) {
    if (i > 0) rise += clear(e.output_rows, e.output_columns);
    add(pile.planes.outputs, e.output_rows, e.output_columns);
  }
  Point low = pile.quads.front()[0];
  Point high = low;
  for (const Quad& quad : pile.quads) {
    for (const Point p : quad) {
      low = {std::min(low.x, p.x), std::min(low.y, p.y)};
      high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
  }
  pile.bounds = {low.x, low.y, high.x - low.x, high.y - low.y};
  return pile;
}

// Whether a convex quadrilateral meets a rectangle: no side of either keeps them apart.
bool meet(const Quad& quad, const Rect& rect) {
  const Quad corners{
      {{rect.x, rect.y}, {rect.right(), rect.y}, {rect.right(), rect.bottom()}, {rect.x, rect.bottom()}}};
  std::array<Point, 4> directions{{{1, 0}, {0, 1}, {}, {}}};
  for (std::size_t i = 0; i < 2; ++i) directions[i + 2] = {quad[i].y - quad[i + 1].y, quad[i + 1].x - quad[i].x};
  return std::ranges::all_of(directions, [&](Point d) {
    const auto span = [d](const Quad& shape) {
      double low = d.x * shape[0].x + d.y * shape[0].y;
      double high = low;
      for (const Point p : shape) {
        low = std::min(low, d.x * p.x + d.y * p.y);
        high = std::max(high, d.x * p.x + d.y * p.y);
      }
      return std::pair{low, high};
    };
    const auto [a, b] = span(quad);
    const auto [c, e] = span(corners);
    return a < e && c < b;
  });
}

// Where the kernel's words stand: narrow cards have no room for them beside the input's.
enum class KernelWords : std::uint8_t { bottom_right, top_right, above_input };

bool overlap(const Rect& a, const Rect& b, double gap = words_gap_pt - 0.01) {
  return a.x < b.right() + gap && b.x < a.right() + gap && a.y < b.bottom() + gap && b.y < a.bottom() + gap;
}

class Fitter {
 public:
  Fitter(const StackExtents& extents, const Projection& projection, double top_pt)
      : e_(extents), projection_(projection), top_(top_pt), pile_(pile_up(extents, projection, 1)) {}

  /// Draws the two maps apart as far as `size` lets them at that cell: room to see the beam by.
  void stretch(Size size, double cell_pt) {
    constexpr double most = 1.7;
    constexpr int steps = 14;
    for (int i = steps; i > 0; --i) {
      pile_ = pile_up(e_, projection_, std::lerp(1.0, most, static_cast<double>(i) / steps));
      if (fits(size, cell_pt)) return;
    }
    pile_ = pile_up(e_, projection_, 1);
  }

  /// Puts the words and the planes where the cells can be largest, with a bias to the first places.
  void choose_words(Size size, double most_pt) {
    constexpr double advantage = 1.12;
    double best = 0;
    KernelWords words = KernelWords::bottom_right;
    double aside = 0;
    for (const double tried : {0.0, 0.5, 1.0}) {
      aside_ = tried;
      for (const KernelWords place : {KernelWords::bottom_right, KernelWords::top_right, KernelWords::above_input}) {
        kernel_words_ = place;
        const double cell = largest_cell(size, most_pt);
        if (cell <= best * advantage) continue;
        best = cell;
        words = place;
        aside = tried;
      }
      if (best * advantage >= most_pt) break;
    }
    kernel_words_ = words;
    aside_ = aside;
  }

  StackLayout place(Size size, double cell_pt) const {
    StackLayout layout = pile_.planes;
    layout.size = size;
    layout.cell_pt = cell_pt;
    layout.output_words = {0, top_, e_.output_words.width, e_.output_words.height};
    const double bottom = size.height - bottom_pt;
    layout.input_words = {0, bottom - e_.input_words.height, e_.input_words.width, e_.input_words.height};
    const Size kernel = e_.kernel_words;
    const double right = size.width - kernel.width;
    switch (kernel_words_) {
      case KernelWords::bottom_right:
        layout.kernel_words = {right, bottom - kernel.height, kernel.width, kernel.height};
        break;
      case KernelWords::top_right: layout.kernel_words = {right, top_, kernel.width, kernel.height}; break;
      case KernelWords::above_input:
        layout.kernel_words = {0, layout.input_words.y - words_gap_pt - kernel.height, kernel.width, kernel.height};
        break;
    }
    const Point shift = shift_of(size, cell_pt);
    for (auto* planes : {&layout.inputs, &layout.outputs}) {
      for (StackPlane& plane : *planes) {
        plane.to_picture.e = plane.to_picture.e * cell_pt + shift.x;
        plane.to_picture.f = plane.to_picture.f * cell_pt + shift.y;
        plane.rise_pt *= cell_pt;
      }
    }
    return layout;
  }

  bool fits(Size size, double cell_pt) const {
    const Point shift = shift_of(size, cell_pt);
    const Rect area = this->area(size);
    const Rect& b = pile_.bounds;
    const Rect used{b.x * cell_pt + shift.x, b.y * cell_pt + shift.y, b.width * cell_pt, b.height * cell_pt};
    constexpr double slack = 0.01;
    if (used.x < area.x - slack || used.right() > area.right() + slack || used.y < area.y - slack ||
        used.bottom() > area.bottom() + slack) {
      return false;
    }
    const StackLayout words = place(size, cell_pt);
    if (overlap(words.input_words, words.kernel_words) || overlap(words.output_words, words.kernel_words) ||
        overlap(words.output_words, words.input_words)) {
      return false;
    }
    const double widest = std::max({e_.output_words.width, e_.input_words.width, e_.kernel_words.width});
    if (widest > size.width + slack) return false;
    for (std::size_t i = 0; i < pile_.quads.size(); ++i) {
      Quad quad = pile_.quads[i];
      for (Point& p : quad) p = {p.x * cell_pt + shift.x, p.y * cell_pt + shift.y};
      const Rect name = name_of(quad, i);
      for (const Rect& rect : {words.output_words, words.input_words, words.kernel_words}) {
        if (meet(quad, grown(rect, words_gap_pt)) || (name.width > 0 && overlap(name, rect, 4))) return false;
      }
    }
    return true;
  }

  double largest_cell(Size size, double most_pt) const {
    return largest_that_fits(0, most_pt, 24, [&](double cell_pt) { return fits(size, cell_pt); });
  }

 private:
  // Of a channel, beside its plane's leftmost corner, and above that how many more there are; empty where there is but one.
  Rect name_of(const Quad& quad, std::size_t plane) const {
    const bool is_output = plane >= pile_.planes.inputs.size();
    const double width_pt = is_output ? e_.output_names_pt : e_.input_names_pt;
    if (width_pt <= 0) return {};
    const Point corner = *std::ranges::min_element(quad, {}, &Point::x);
    const bool is_last = plane + 1 == pile_.quads.size() || plane + 1 == pile_.planes.inputs.size();
    const double height_pt = channel_line_pt * (is_last ? 2 : 1);
    return {corner.x - channel_gap_pt - width_pt, corner.y + channel_line_pt / 2 - height_pt, width_pt, height_pt};
  }

  Rect area(Size size) const {
    const double names = std::max(e_.input_names_pt, e_.output_names_pt);
    const double left = edge_pt + (names > 0 ? names + channel_gap_pt : 0);
    const double right = edge_pt + (e_.has_links ? links_pt : 0);
    return {left, top_, std::max(size.width - left - right, 0.0), std::max(size.height - top_ - bottom_pt, 0.0)};
  }

  // From a pile's coordinates, scaled, to the area.
  Point shift_of(Size size, double cell_pt) const {
    const Rect room = area(size);
    const Point own = pile_.bounds.center();
    const double spare = std::max(room.width - pile_.bounds.width * cell_pt, 0.0);
    return {room.center().x + aside_ * spare / 2 - own.x * cell_pt, room.center().y - own.y * cell_pt};
  }

  const StackExtents& e_;
  Projection projection_;
  double top_;
  Pile pile_;
  KernelWords kernel_words_ = KernelWords::bottom_right;
  double aside_ = 0;  // 0: in the middle, 1: at the right edge, away from the words at the left
};

}  // namespace

StackLayout lay_out_stack(const StackExtents& extents, const Projection& projection, Size size, double top_pt,
                          double most_cell_pt, double other_cell_pt) {
  // A card smaller than its words keeps some planes all the same; its owner scales the whole.
  constexpr double least_cell_pt = 1e-3;
  Fitter fitter(extents, projection, top_pt);
  fitter.choose_words(size, most_cell_pt);
  const double cell = std::max(std::min(fitter.largest_cell(size, most_cell_pt), other_cell_pt), least_cell_pt);
  fitter.stretch(size, cell);
  return fitter.place(size, cell);
}

Size smallest_stack(const StackExtents& extents, const Projection& projection, Size room, double top_pt,
                    double most_cell_pt) {
  Fitter fitter(extents, projection, top_pt);
  fitter.choose_words(room, most_cell_pt);
  const double cell = fitter.largest_cell(room, most_cell_pt);
  constexpr int steps = 32;
  Size size = room;
  const auto shrink = [&](bool both) {
    const Size from = size;
    for (int i = steps; i > 0; --i) {
      const double t = static_cast<double>(i) / steps;
      const Size smaller{both ? from.width * t : from.width, from.height * t};
      if (!fitter.fits(smaller, cell)) return;
      size = smaller;
    }
  };
  shrink(true);
  shrink(false);
  size = {std::ceil(size.width), std::ceil(size.height)};
  // In less room words may stand elsewhere and leave less to the cells: then it grows again.
  constexpr double kept_share = 0.99;
  while ((size.width < room.width || size.height < room.height) &&
         lay_out_stack(extents, projection, size, top_pt, most_cell_pt).cell_pt < cell * kept_share) {
    size = {std::min(room.width, size.width + std::ceil(room.width / steps)),
            std::min(room.height, size.height + std::ceil(room.height / steps))};
  }
  return size;
}

}  // namespace convoscope
