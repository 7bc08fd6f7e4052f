// All states' losses stand on one scale, so that nothing but the mark and the kernel moves from step to step.
#include "figure/learning/learning_figure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/assert.h"
#include "document/number_text.h"
#include "figure/draw/pen.h"

namespace convoscope {
namespace {

using Kind = Segment::Kind;

constexpr double plot_width_pt = 300;
constexpr double plot_height_pt = 180;
constexpr double plot_top_pt = 92;
constexpr double heading_gap_pt = 16;  // from a heading's baseline to what it stands over
constexpr double column_gap_pt = 32;
constexpr double most_cell_pt = 46;
constexpr double least_cell_pt = 24;
constexpr double least_plot_width_pt = 130;
constexpr double least_plot_height_pt = 96;
constexpr double most_plot_height_pt = 260;
constexpr double below_pt = 30;  // the axis's numbers
constexpr int loss_decimals = 4;
constexpr int most_decimals = 6;

/// The least of 1, 2, 5, 10, 20, ... (and their tenths) that is not below `value`.
double round_bound(double value) {
  if (!(value > 0)) return 1;
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double digit : {1.0, 2.0, 5.0})
    if (digit * power >= value) return digit * power;
  return 10 * power;
}

double largest_in(const Tensor& kernel) {
  double largest = 0;
  for (const float value : kernel.data()) largest = std::max(largest, std::abs(static_cast<double>(value)));
  return largest;
}

/// Three digits of the largest number, and as many behind the point of all: what is left of a zero while it is learned reads as one.
int decimals_for(double largest) {
  if (!(largest > 0) || !std::isfinite(largest)) return 2;
  return std::max(2 - static_cast<int>(std::floor(std::log10(largest))), 0);
}

struct KernelColumn {
  std::string heading;
  const Tensor* kernel = nullptr;
  double x = 0;
  double width = 0;
};

class LearningPainter {
 public:
  /// Laid out for `size`; 0 in it is no limit.
  LearningPainter(Pen& pen, const LearningPicture& picture, Point origin, Size size)
      : in_(picture), pen_(pen), state_(picture.states[at_index(picture.step)]), origin_(origin) {
    for (const LearningState& state : in_.states) top_loss_ = std::max(top_loss_, state.loss);
    top_loss_ = round_bound(top_loss_);
    double labels = 0;
    for (const double share : {0.0, 0.5, 1.0})
      labels = std::max(labels, pen_.width(loss_label(share), pen_.label_style()));
    const double rest = plot_top_pt + below_pt + in_.theme.measures.padding_pt;
    const double height =
        size.height > 0 ? std::clamp(size.height - rest, least_plot_height_pt, most_plot_height_pt) : plot_height_pt;
    plot_ = {origin.x + labels + 8, origin.y + plot_top_pt, plot_width_pt, height};
    lay_out_kernels(plot_.right() + column_gap_pt, std::min(most_cell_pt, height / longer_side()));
    // First the curve gives way, then the kernels.
    const double excess = size.width > 0 ? wanted().width - size.width : 0;
    if (excess <= 0) return;
    plot_.width = std::max(plot_.width - excess, least_plot_width_pt);
    const double cells = static_cast<double>(state_.weight.columns()) * static_cast<double>(columns_.size());
    const double still = wanted().width - size.width - (plot_width_pt - plot_.width);
    const double cell = still > 0 ? std::max(cell_pt_ - still / cells, least_cell_pt) : cell_pt_;
    columns_.clear();
    lay_out_kernels(plot_.right() + column_gap_pt, std::min(cell, cell_pt_));
  }

  Size wanted() const {
    return {columns_.back().x + columns_.back().width - origin_.x,
            plot_.bottom() - origin_.y + below_pt + in_.theme.measures.padding_pt};
  }

  void draw(double width) {
    pen_.header(origin_, width, in_.catalog.text("learning.title"),
                learning_words(in_.catalog, "learning.note", in_.states, in_.step));
    draw_axes();
    draw_curve();
    for (const KernelColumn& column : columns_) draw_kernel(column);
    const double below = plot_.y + cell_pt_ * static_cast<double>(state_.weight.rows()) + 22;
    pen_.fitted_text({columns_.front().x, below},
                     in_.catalog.text("learning.rule", {{"rate", fmt::format("{}", in_.rate)}}), pen_.label_style(),
                     origin_.x + width - columns_.front().x);
  }

 private:
  std::int64_t last() const { return static_cast<std::int64_t>(in_.states.size()) - 1; }
  double longer_side() const { return static_cast<double>(std::max(state_.weight.rows(), state_.weight.columns())); }
  std::string loss_label(double share) const { return number_text(share * top_loss_, loss_decimals); }

  void lay_out_kernels(double x, double cell_pt) {
    const Tensor& weight = state_.weight;
    cell_pt_ = cell_pt;
    const std::string channels =
        weight.batch() * weight.channels() > 1
            ? fmt::format(" {},{}", in_.plane / weight.channels(), in_.plane % weight.channels())
            : "";
    columns_.push_back({in_.catalog.text("learning.now") + channels, &weight});
    if (in_.wanted) columns_.push_back({in_.catalog.text("learning.wanted") + channels, in_.wanted});
    decimals_ = decimals_for(in_.wanted ? largest_in(*in_.wanted) : largest_in(in_.states.back().weight));
    if (decimals_ <= most_decimals)
      longest_ = number_text(-0.12345678, decimals_);  // so that the numbers of small steps do not jump
    for (KernelColumn& column : columns_) {
      column.x = x;
      column.width =
          std::max(cell_pt_ * static_cast<double>(weight.columns()), pen_.width(column.heading, pen_.heading_style()));
      x += column.width + column_gap_pt;
      for (std::int64_t i = 0; i < weight.rows() * weight.columns(); ++i)
        keep_longer(longest_, element_text(column.kernel->data()[first_element() + at_index(i)]));
    }
  }

  /// Of the plane shown.
  std::size_t first_element() const { return at_index(in_.plane * state_.weight.rows() * state_.weight.columns()); }

  std::string element_text(double value) const {
    if (decimals_ > most_decimals) return number_text(value);
    const double unit = std::pow(10, decimals_);
    return number_text(std::round(value * unit) / unit, decimals_);
  }

  Point place_of(std::int64_t step) const {
    const double along = last() == 0 ? 0 : static_cast<double>(step) / static_cast<double>(last());
    return {plot_.x + along * plot_.width, plot_.bottom() - in_.states[at_index(step)].loss / top_loss_ * plot_.height};
  }

  void draw_axes() {
    pen_.text({plot_.x, plot_.y - heading_gap_pt}, in_.catalog.text("learning.curve"), pen_.heading_style());
    const TextStyle style = pen_.label_style();
    for (const double share : {0.0, 0.5, 1.0}) {
      const double y = plot_.bottom() - share * plot_.height;
      pen_.line({plot_.x, y}, {plot_.right(), y}, {in_.theme.line, 1});
      pen_.text({plot_.x - 8, y + style.size_pt * 0.36}, loss_label(share), style, Align::end);
    }
    const double below = plot_.bottom() + 18;
    pen_.text({plot_.x, below}, "0", style, Align::middle);
    if (last() > 0) pen_.text({plot_.right(), below}, whole_text(last()), style, Align::middle);
    pen_.text({plot_.x + plot_.width / 2, below}, in_.catalog.text("term.learning_step"), style, Align::middle);
  }

  /// The curve from a step to a later one: no more points than can be told apart.
  Path curve(std::int64_t from, std::int64_t to, const Stroke& stroke) const {
    const auto most = static_cast<std::int64_t>(plot_width_pt);
    const std::int64_t count = std::min(to - from, most);
    Path path{{{Kind::move, place_of(from)}}, {}, stroke};
    for (std::int64_t i = 1; i <= count; ++i)
      path.segments.push_back({Kind::line, place_of(from + (to - from) * i / count)});
    return path;
  }

  void draw_curve() {
    if (in_.step < last()) pen_.add(curve(in_.step, last(), {in_.theme.text_faint, 1.5, Dash::dashed}));
    if (in_.step > 0) pen_.add(curve(0, in_.step, {in_.theme.accent, 2.5}));
    pen_.circle(place_of(in_.step), 5, {in_.theme.focus, {}}, {in_.theme.card, 1.5});
  }

  void draw_kernel(const KernelColumn& column) {
    pen_.text({column.x, plot_.y - heading_gap_pt}, column.heading, pen_.heading_style());
    const Tensor& kernel = *column.kernel;
    Grid grid;
    grid.rows = kernel.rows();
    grid.columns = kernel.columns();
    grid.gap_pt = std::min(in_.theme.measures.gap_pt, cell_pt_ * 0.1);
    grid.rect = {column.x, plot_.y, cell_pt_ * static_cast<double>(grid.columns) - grid.gap_pt,
                 cell_pt_ * static_cast<double>(grid.rows) - grid.gap_pt};
    const TextStyle number = grid_number_style(in_.fonts, longest_, cell_pt_ - grid.gap_pt,
                                               in_.theme.measures.number_pt, in_.theme.on_kernel);
    grid.styles = {{{in_.theme.kernel, {}}, {}, number, pen_.cell_radius(cell_pt_)}};
    const auto begin = kernel.data().begin() + static_cast<std::ptrdiff_t>(first_element());
    grid.values = std::make_shared<const std::vector<float>>(begin, begin + grid.rows * grid.columns);
    std::vector<std::string> labels;
    for (const float value : *grid.values) labels.push_back(element_text(value));
    grid.labels = std::make_shared<const std::vector<std::string>>(std::move(labels));
    const bool is_now = column.kernel == &state_.weight;
    std::vector<Rect> rings;
    for (const std::optional<Cell>& cell : {in_.chosen, in_.pointed})
      if (is_now && cell) rings.push_back(grid.cell_rect(cell->row, cell->column));
    pen_.add(std::move(grid), is_now ? Tag{Side::none, Part::kernel, in_.plane} : Tag());
    for (const Rect& cell : rings) pen_.ring(cell, in_.theme.measures.focus_width_pt);
  }

  const LearningPicture& in_;
  Pen& pen_;
  const LearningState& state_;
  Point origin_;
  double top_loss_ = 0;
  Rect plot_;
  double cell_pt_ = 0;
  int decimals_ = 2;
  std::string longest_;
  std::vector<KernelColumn> columns_;
};

}  // namespace

std::string learning_words(const Catalog& catalog, std::string_view key, std::span<const LearningState> states,
                           std::int64_t step) {
  return catalog.text(key, {{"step", whole_text(step)},
                            {"steps", whole_text(static_cast<std::int64_t>(states.size()) - 1)},
                            {"loss", number_text(states[at_index(step)].loss, loss_decimals)}});
}

Size learning_size(const LearningPicture& picture, Size room) {
  Pen pen(picture.theme, picture.fonts);
  const Size liked = LearningPainter(pen, picture, {}, {}).wanted();
  return LearningPainter(pen, picture, {}, {room.width, room.height < liked.height ? room.height : 0}).wanted();
}

void draw_learning(Pen& pen, const LearningPicture& picture, Point origin, Size size) {
  LearningPainter(pen, picture, origin, size).draw(size.width);
}

Figure learning_figure(const LearningPicture& picture) {
  CONVOSCOPE_ASSERT(picture.step >= 0 && at_index(picture.step) < picture.states.size());
  const double padding = picture.theme.measures.padding_pt;
  const Size content = learning_size(picture, {});
  Pen pen(picture.theme, picture.fonts);
  draw_learning(pen, picture, {padding, 0}, content);
  Figure figure;
  figure.size = {content.width + 2 * padding, content.height};
  figure.background = picture.theme.card;
  figure.items = pen.take();
  figure.title = picture.catalog.text("learning.title");
  figure.description = learning_words(picture.catalog, "learning.description", picture.states, picture.step);
  return figure;
}

}  // namespace convoscope
