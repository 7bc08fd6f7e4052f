// Measures every card a few times, in one and in several columns: what is asked for again is kept.
#include "figure/arrangement.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "figure/draw/missing_card.h"
#include "figure/state/shown_sides.h"
#include "figure/views.h"

namespace convoscope {
namespace {

// Words beyond this scale take room from the maps, so little windows keep to it; large ones are to be filled nearly.
constexpr double comfortable_scale = 1.8;
constexpr double filled_share = 0.85;

struct Card {
  const ViewRow* view = nullptr;
  Side side = Side::none;
};

using Row = std::vector<Card>;

std::vector<Row> rows_of(const PictureInputs& inputs, bool side_by_side) {
  std::vector<Row> rows;
  for (const View& view : inputs.scene.views) {
    const ViewRow* const row = find_view(view);
    if (row == nullptr) continue;
    if (!row->is_per_side) {
      rows.push_back({{row, Side::none}});
      continue;
    }
    if (side_by_side) rows.emplace_back();
    for (const Side side : shown_sides(inputs)) {
      if (!side_by_side) rows.emplace_back();
      rows.back().push_back({row, side});
    }
  }
  const bool is_per_side = std::ranges::any_of(rows, [](const Row& row) { return row.front().view->is_per_side; });
  if (is_per_side && lacks_counterpart(inputs)) rows.push_back({{&lacking_counterpart, Side::none}});
  return rows;
}

// Rows of cards below each other, measured before anything is scaled.
class Column {
 public:
  Column(const PictureInputs& inputs, std::vector<Row> rows)
      : inputs_(inputs), m_(inputs.theme.measures), rows_(std::move(rows)) {
    double least = 0;
    for (const Row& row : rows_) {
      const ViewRow& view = view_of(row);
      const double count = static_cast<double>(row.size());
      const double gaps = (count - 1) * m_.card_gap_pt;
      double natural = view.natural_width_pt;
      const bool is_low = view.is_low != nullptr && view.is_low(inputs_);
      if (natural == 0 || is_low) {
        const double free_pt = view.size(inputs_, row.front().side, {0, view.tallest_pt}).width + 2 * m_.padding_pt;
        natural = std::max(natural, free_pt);
      }
      const double most = view.most_width_pt != 0 && !is_low ? view.most_width_pt : natural * 1.4;
      natural_.width = std::max(natural_.width, count * natural + gaps);
      least = std::max(least, count * std::min(natural, view.least_width_pt) + gaps);
      most_width_ = std::max(most_width_, count * most + gaps);
    }
    natural_.height = sum(natural_heights(natural_.width)) + gaps();
    least_.width = least;
    const std::vector<double> heights = natural_heights(least);
    for (std::size_t i = 0; i < rows_.size(); ++i) least_.height += least_height(rows_[i], heights[i]);
    least_.height += gaps();
  }

  Size natural() const { return natural_; }
  std::vector<double> row_heights() const { return natural_heights(natural_.width); }

  /// The factor at which the cards fill `room`, without stretching or squeezing them beyond measure.
  double scale(Size room) const {
    const double natural = std::min(room.width / natural_.width, room.height / natural_.height);
    if (natural >= 1) return std::max(std::min(natural, comfortable_scale), natural * filled_share);
    return std::min({1.0, room.width / least_.width, room.height / least_.height});
  }

  /// The cards in the middle of `room`.
  void place(const Rect& room, std::vector<PlacedCard>& places) const {
    const double width_pt = std::min(room.width, most_width_);
    std::vector<double> heights = natural_heights(width_pt);
    share(heights, room.height - gaps());
    const double used = sum(heights) + gaps();
    double y = room.y + std::max(room.height - used, 0.0) / 2;
    const double x = room.x + (room.width - width_pt) / 2;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const double column = column_width(rows_[i], width_pt);
      for (std::size_t j = 0; j < rows_[i].size(); ++j) {
        const Rect rect{x + static_cast<double>(j) * (column + m_.card_gap_pt), y, column, heights[i]};
        places.push_back({rows_[i][j].view, rows_[i][j].side, rect});
      }
      y += heights[i] + m_.card_gap_pt;
    }
  }

 private:
  static const ViewRow& view_of(const Row& row) { return *row.front().view; }
  static double least_height(const Row& row, double natural) {
    const ViewRow& view = view_of(row);
    if (view.least_height_pt != 0) return std::min(view.least_height_pt, natural);
    return natural * view.least_height_share;
  }
  static double sum(const std::vector<double>& heights) {
    double total = 0;
    for (const double h : heights) total += h;
    return total;
  }
  double gaps() const { return static_cast<double>(rows_.size() - 1) * m_.card_gap_pt; }
  double column_width(const Row& row, double width_pt) const {
    const double count = static_cast<double>(row.size());
    return (width_pt - m_.card_gap_pt * (count - 1)) / count;
  }

  std::vector<double> natural_heights(double width_pt) const {
    std::vector<double> heights;
    for (const Row& row : rows_) {
      const double room = column_width(row, width_pt) - 2 * m_.padding_pt;
      double height_pt = 0;
      for (const Card& card : row) {
        height_pt = std::max(height_pt, card.view->size(inputs_, card.side, {room, card.view->tallest_pt}).height);
      }
      heights.push_back(height_pt);
    }
    return heights;
  }

  // Stretches or squeezes rows to `height_pt` in all: first those that air costs nothing, then the others.
  void share(std::vector<double>& heights, double height_pt) const {
    for (const bool first : {true, false}) {
      const double spare = height_pt - sum(heights);
      double count = 0;
      double gives = 0;  // how much height may be taken from them
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (view_of(rows_[i]).gives_way_first != first) continue;
        ++count;
        gives += heights[i] - least_height(rows_[i], heights[i]);
      }
      for (std::size_t i = 0; i < rows_.size(); ++i) {
        const ViewRow& view = view_of(rows_[i]);
        if (view.gives_way_first != first) continue;
        const double give = heights[i] - least_height(rows_[i], heights[i]);
        // The last ones have to fit, whatever that takes of them.
        const double share_of_spare = spare < 0 && gives > 0 ? spare * give / gives : spare / count;
        const bool is_alone = rows_.size() == 1 && view.most_alone_pt != 0;
        const double most = is_alone ? view.most_alone_pt : view.most_growth_pt;
        heights[i] += std::min(first ? std::max(share_of_spare, -give) : share_of_spare, most);
      }
    }
  }

  const PictureInputs& inputs_;
  const Measures& m_;
  std::vector<Row> rows_;
  Size natural_;
  Size least_;
  double most_width_ = 0;
};

// Arrangements beside each other: a column of cards each.
class Columns {
 public:
  /// Rows stay in their order; columns are about equally high.
  Columns(const PictureInputs& inputs, const std::vector<Row>& rows, std::size_t count)
      : gap_pt_(inputs.theme.measures.card_gap_pt) {
    if (count == 1) {
      columns_.emplace_back(inputs, rows);
      return;
    }
    const std::vector<double> heights = Column(inputs, rows).row_heights();
    double total = 0;
    for (const double h : heights) total += h;
    std::vector<std::vector<Row>> parts(count);
    double above = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const double middle = (above + heights[i] / 2) / total;
      parts[std::min(static_cast<std::size_t>(middle * static_cast<double>(count)), count - 1)].push_back(rows[i]);
      above += heights[i];
    }
    for (std::vector<Row>& part : parts) {
      if (!part.empty()) columns_.emplace_back(inputs, std::move(part));
    }
  }

  double scale(Size room) const {
    double least = std::numeric_limits<double>::max();
    for (const Column& column : columns_) least = std::min(least, column.scale({width_of_one(room), room.height}));
    return least;
  }

  std::vector<PlacedCard> place(Rect room) const {
    std::vector<PlacedCard> places;
    const double step = width_of_one({room.width, room.height}) + gap_pt_;
    room.width = step - gap_pt_;
    for (const Column& column : columns_) {
      column.place(room, places);
      room.x += step;
    }
    return places;
  }

 private:
  double width_of_one(Size room) const {
    const double count = static_cast<double>(columns_.size());
    return (room.width - gap_pt_ * (count - 1)) / count;
  }

  double gap_pt_;
  std::vector<Column> columns_;
};

/// The columns in which the cards come out largest; more of them only where that shows.
Columns columns_for(const PictureInputs& inputs, Size room) {
  constexpr double worth = 1.15;
  constexpr std::size_t fewest_rows = 3;  // that are worth a second column
  Columns best(inputs, rows_of(inputs, true), 1);
  for (const bool side_by_side : {true, false}) {
    const std::vector<Row> rows = rows_of(inputs, side_by_side);
    // A photograph and its loupe stand beside each other where that makes them larger.
    const bool has_few = inputs.scene.views.size() < fewest_rows && !inputs.evaluation.photograph;
    const std::size_t most = has_few ? 1 : 3;
    for (std::size_t count = side_by_side ? 2 : 1; count <= most; ++count) {
      Columns other(inputs, rows, count);
      if (other.scale(room) > worth * best.scale(room)) best = std::move(other);
    }
  }
  return best;
}

Arrangement make_arrangement(const PictureInputs& inputs, Size available) {
  const double margin = inputs.theme.measures.margin_pt;
  Arrangement result;
  result.size = available;
  const bool is_natural = available.width <= 0 || available.height <= 0;
  const std::vector<Row> rows = rows_of(inputs, true);
  if (rows.empty()) return result;
  if (is_natural) {
    const Size natural = Column(inputs, rows).natural();
    result.size = {natural.width + 2 * margin, natural.height + 2 * margin};
  }
  const double reach = std::min(1.0, result.size.width / 400);  // margins shrink with a narrow canvas
  const Size room{result.size.width - 2 * margin * reach, result.size.height - 2 * margin * reach};
  const Columns chosen = is_natural ? Columns(inputs, rows, 1) : columns_for(inputs, room);
  result.scale = std::max(chosen.scale(room), 0.01);
  const double scale = result.scale;
  result.cards =
      chosen.place({margin * reach / scale, margin * reach / scale, room.width / scale, room.height / scale});
  return result;
}

// All that places of cards depend on beside the layer. Where the reader is changes none of them.
auto key_of(const PictureInputs& inputs, Size available) {
  const Scene& scene = inputs.scene;
  return std::tuple(available, scene.views, scene.shows_convolution, scene.shows_transposed, scene.camera,
                    scene.look.cells, scene.look.has_words, inputs.theme.name, inputs.catalog.code(),
                    inputs.playhead.granularity, inputs.playhead.side, inputs.motion.role_swap.has_value());
}

/// Of a photograph's loupe in the middle and a kernel with numbers of usual length, so that no card moves while the loupe or a value of the
/// kernel is dragged.
Arrangement arrange_on_photograph(const PictureInputs& inputs, Size available) {
  Scene usual = inputs.scene;
  const Tensor& planes = *usual.photograph.picture->planes;
  usual.photograph.loupe = {planes.rows() / 2, planes.columns() / 2};
  if (inputs.evaluation.weight->size() > 0) {
    Tensor weight(inputs.evaluation.weight->shape());
    std::ranges::fill(weight.data(), -0.25F);
    usual.weight_values = std::make_shared<const Tensor>(std::move(weight));
  }
  const std::shared_ptr<const Evaluation> evaluation = evaluate(usual, {}, &inputs.evaluation);
  PictureCache cache;
  return make_arrangement({usual,
                           *evaluation,
                           inputs.playhead,
                           {},
                           {},
                           inputs.theme,
                           inputs.catalog,
                           inputs.fonts,
                           &cache,
                           inputs.motion,
                           inputs.development},
                          available);
}

}  // namespace

Arrangement arrange(const PictureInputs& inputs, Size available) {
  return inputs.kept_latest("arrangement", Side::none, key_of(inputs, available), [&] {
    return inputs.evaluation.photograph ? arrange_on_photograph(inputs, available)
                                        : make_arrangement(inputs, available);
  });
}

}  // namespace convoscope
