// The crop view: all that the transposed convolution's stamps make, and the frame that padding and output padding leave of it.
// The sheet in the middle, the frame's edges with what they do around it, the sizes below.
#include <algorithm>

#include "document/number_text.h"
#include "figure/crop/crop_sheet.h"
#include "figure/crop/crop_words.h"
#include "figure/draw/contrast.h"
#include "figure/draw/fitting.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/missing_card.h"
#include "figure/draw/paragraph.h"
#include "figure/draw/words.h"
#include "figure/state/highlight.h"
#include "figure/state/overlap_counts.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr Size natural_room{680, 640};
constexpr double least_width_pt = 560;
constexpr double sentence_y_pt = 52;
constexpr double top_pt = 104;      // of the sheet; an edge's label stands above it
constexpr double side_pt = 128;     // room for labels at the left and the right
constexpr double edge_gap_pt = 12;  // between the sheet and labels
constexpr double label_line_pt = 17;
constexpr double under_pt = 40;  // of a label below the sheet; more lines need more
constexpr double legend_pt = 26;
constexpr double line_pt = 20;
constexpr double bottom_pt = 20;
constexpr double largest_cell_pt = 44;
constexpr double frame_width_pt = 3;
constexpr double frame_reach_pt = 14;  // what can be grabbed, across
constexpr double handle_pt = 30;
constexpr double handle_width_pt = 8;
constexpr double swatch_pt = 14;
constexpr std::size_t most_rings = 64;

class CropView {
 public:
  CropView(Pen& pen, const PictureInputs& inputs, Point origin, Size size)
      : pen_(pen),
        in_(inputs),
        theme_(inputs.theme),
        origin_(origin),
        size_(size),
        lit_(highlights(inputs)),
        full_(full_result(inputs.evaluation.spec(Side::transposed))),
        arithmetic_(crop_arithmetic(inputs.catalog, inputs.evaluation, full_)) {
    const double columns = static_cast<double>(full_.axes[width].sheet);
    const double rows = static_cast<double>(full_.axes[height].sheet);
    const double across = std::max(size.width - 2 * side_pt, 1.0) / columns;
    const double down = std::max(size.height - top_pt - below(), 1.0) / rows;
    cell_pt_ = std::min({largest_cell_pt, across, down});
    gap_pt_ = std::min(theme_.measures.gap_pt, cell_pt_ * 0.12);
  }

  Size wanted() const {
    return {std::min(std::max(sheet_width() + 2 * side_pt, least_width_pt), size_.width),
            top_pt + sheet_height() + below()};
  }

  void draw() {
    const double spare = std::max(size_.height - top_pt - below() - sheet_height(), 0.0);
    place_ = {origin_.x + (size_.width - sheet_width()) / 2, origin_.y + top_pt + spare / 2, sheet_width(),
              sheet_height()};
    draw_header();
    draw_cells();
    draw_uncovered();
    if (const Highlight* pointed = hovered(*lit_)) light(*pointed, hover_width_pt, hover_alpha);
    // A pinned cell that is cut off is in focus nowhere else.
    const bool is_cut_off = lit_->size() > 1 && (*lit_)[1].role == Role::pin && in_.pin.part == Part::fine;
    light(is_cut_off ? (*lit_)[1] : main_highlight(*lit_), theme_.measures.focus_width_pt, 1);
    draw_frame();
    for (int edge = 0; edge < edge_count; ++edge) draw_edge_words(static_cast<Edge>(edge));
    double y =
        origin_.y + size_.height - bottom_pt - line_pt * std::max(static_cast<double>(arithmetic_.size()) - 1, 0.0);
    draw_legend(y - (arithmetic_.empty() ? 0 : legend_pt));
    for (const std::string& line : arithmetic_) {
      pen_.fitted_text({origin_.x, y}, line, pen_.body_style(), size_.width);
      y += line_pt;
    }
  }

 private:
  const Catalog& catalog() const { return in_.catalog; }
  double sheet_width() const { return static_cast<double>(full_.axes[width].sheet) * cell_pt_ - gap_pt_; }
  double sheet_height() const { return static_cast<double>(full_.axes[height].sheet) * cell_pt_ - gap_pt_; }
  double under() const {
    const EdgeWords words = edge_words(in_.catalog, in_.evaluation, full_, Edge::bottom);
    return words.crop.empty() ? under_pt : under_pt + label_line_pt * static_cast<double>(words.output_padding.size());
  }
  double below() const { return under() + legend_pt + line_pt * static_cast<double>(arithmetic_.size()) + bottom_pt; }

  // Cells first .. end - 1 of both axes, on the sheet.
  Rect cells(std::int64_t row, std::int64_t row_end, std::int64_t column, std::int64_t column_end) const {
    return {place_.x + static_cast<double>(column) * cell_pt_, place_.y + static_cast<double>(row) * cell_pt_,
            static_cast<double>(column_end - column) * cell_pt_ - gap_pt_,
            static_cast<double>(row_end - row) * cell_pt_ - gap_pt_};
  }
  Rect frame() const {
    const CropFrame& down = full_.axes[height];
    const CropFrame& across = full_.axes[width];
    return cells(down.begin, down.end, across.begin, across.end);
  }

  // Of the focus, where it lies in the output.
  std::int64_t channel() const {
    const Tag& tag = lit_->front().tag;
    return tag.part == Part::fine ? tag.channel : 0;
  }

  void draw_header() {
    const CropFrame& down = full_.axes[height];
    const CropFrame& across = full_.axes[width];
    const std::int64_t channels = in_.evaluation.spec(Side::transposed).out_channels;
    const std::string sizes = catalog().text(
        channels > 1 ? "figure.crop.sizes_of_channel" : "figure.crop.sizes",
        {{"full", size_words(catalog(), down.stamps_end - down.stamps_begin, across.stamps_end - across.stamps_begin)},
         {"output", size_words(catalog(), down.end - down.begin, across.end - across.begin)},
         {"channel", whole_text(channel() + 1)},
         {"channels", whole_text(channels)}});
    pen_.header(origin_, size_.width, of_transposed_words(catalog(), in_.evaluation, "figure.crop.title"), sizes);
    TextStyle strong = pen_.body_style();
    strong.color = theme_.text;
    pen_.fitted_text({origin_.x, origin_.y + sentence_y_pt}, crop_sentence(catalog(), in_.evaluation, full_), strong,
                     size_.width);
  }

  TextStyle number(const MapArray& array, Color color) const {
    return grid_number_style(in_.fonts, array.longest, cell_pt_ - gap_pt_, theme_.measures.number_pt, color);
  }

  // Looks of cropped cells, of cells that no stamp reaches and of the output's, as the legend shows them too.
  CellStyle cropped_style(const TextStyle& text, double radius) const {
    return {{theme_.fine_pale, {}}, {mix(theme_.fine, theme_.card, 0.35), 1, Dash::dashed}, text, radius};
  }
  Color uncovered_color() const { return overlap_color(theme_, overlap_shades); }
  CellStyle unreached_style(const TextStyle& text, double radius) const {
    return {{theme_.zero, {}}, {theme_.warning, 1.2, Dash::dashed}, text, radius};
  }

  void draw_cells() {
    const MapArray sheet = in_.kept({"crop sheet", Side::transposed, channel(), 0},
                                    [&] { return sheet_array(in_.evaluation, full_, channel()); });
    const MapArray framed =
        in_.kept({"framed", Side::transposed, channel(), 0}, [&] { return framed_array(full_, sheet); });
    const double radius = pen_.cell_radius(cell_pt_);
    const TextStyle pale = number(sheet, readable_on(theme_.fine_pale, theme_.text_muted, theme_.text, theme_.text));
    const TextStyle zero = number(sheet, theme_.warning);
    const double line = pen_.cell_line(cell_pt_);
    const auto lined = [line](CellStyle style) {
      style.stroke.width_pt *= line;
      return style;
    };
    Grid outside = grid_of(sheet, place_, gap_pt_);
    outside.styles = {{{}, {}, {theme_.measures.number_pt, {}}, 0},
                      lined(cropped_style(pale, radius)),
                      lined(unreached_style(zero, radius))};
    // Named as the output's cells are, counted from its corner: what is cut off lies beside the output.
    outside.first = {-full_.axes[height].begin, -full_.axes[width].begin};
    pen_.add(std::move(outside), Tag{Side::transposed, Part::fine, channel()});

    Grid inside = grid_of(framed, frame(), gap_pt_);
    inside.styles = {{{theme_.fine, {}}, {}, number(sheet, theme_.on_fine), radius},
                     {{uncovered_color(), {}}, {}, number(sheet, number_color_on(theme_, uncovered_color())), radius},
                     lined(unreached_style(zero, radius))};
    pen_.add(std::move(inside), Tag{Side::transposed, Part::fine, channel()});
  }

  // Where the frame would end without output padding.
  void draw_uncovered() {
    const Rect f = frame();
    const Stroke dashes{theme_.card, pen_.stroke_for(2.5, cell_pt_), Dash::dashed};
    const CropFrame& down = full_.axes[height];
    const CropFrame& across = full_.axes[width];
    if (down.end_before_output_padding < down.end && down.end_before_output_padding > down.begin) {
      const Rect r = cells(down.end_before_output_padding, down.end, across.begin, across.end);
      pen_.line({f.x, r.y - gap_pt_ / 2}, {f.right(), r.y - gap_pt_ / 2}, dashes);
    }
    if (across.end_before_output_padding < across.end && across.end_before_output_padding > across.begin) {
      const Rect r = cells(down.begin, down.end, across.end_before_output_padding, across.end);
      pen_.line({r.x - gap_pt_ / 2, f.y}, {r.x - gap_pt_ / 2, f.bottom()}, dashes);
    }
  }

  double frame_width() const { return pen_.stroke_for(frame_width_pt, cell_pt_); }
  Rect outline() const {
    const double wide = frame_width();
    return grown(frame(), wide / 2 + std::min(0.5, wide / 2));
  }

  Rect edge_line(Edge edge, double thickness) const {
    const Rect f = outline();
    const double half = thickness / 2;
    switch (edge) {
      case Edge::top: return {f.x - half, f.y - half, f.width + thickness, thickness};
      case Edge::bottom: return {f.x - half, f.bottom() - half, f.width + thickness, thickness};
      case Edge::left: return {f.x - half, f.y - half, thickness, f.height + thickness};
      case Edge::right: return {f.right() - half, f.y - half, thickness, f.height + thickness};
    }
    return f;
  }

  void draw_frame() {
    const Rect f = frame();
    const double corner = std::min(theme_.measures.cell_radius_pt + 2, cell_pt_ * 0.2);
    pen_.add(Box{outline(), corner, {}, {theme_.text, frame_width()}});
    if (!pen_.has_handles()) return;
    for (int i = 0; i < edge_count; ++i) {
      const auto edge = static_cast<Edge>(i);
      if (edge_words(catalog(), in_.evaluation, full_, edge).crop.empty()) continue;
      const Tag tag{Side::transposed, Part::frame, 0, {i, -1}};
      const bool level = axis_of(edge) == height;
      const bool is_here = in_.hover == tag || in_.pin == tag;
      const Color color = is_here ? theme_.focus : theme_.accent;
      if (is_here) pen_.add(Box{edge_line(edge, frame_width() * 4 / 3), corner * 0.4, {color, {}}, {}});
      const Point c = edge_line(edge, 0).center();
      const double across = pen_.unenlarged(handle_width_pt);
      const double length = std::min(pen_.unenlarged(handle_pt), (level ? f.width : f.height) * 0.6);
      const Size s = level ? Size{length, across} : Size{across, length};
      pen_.add(Box{{c.x - s.width / 2, c.y - s.height / 2, s.width, s.height},
                   across / 2,
                   {color, {}},
                   {theme_.card, pen_.unenlarged(1.5)}});
      pen_.add(Box{edge_line(edge, pen_.unenlarged(frame_reach_pt)), 0, {}, {}}, tag);
    }
  }

  void draw_edge_words(Edge edge) {
    const EdgeWords words = edge_words(catalog(), in_.evaluation, full_, edge);
    if (words.crop.empty()) return;
    TextStyle plain = pen_.label_style();
    plain.color = theme_.text;
    TextStyle strong = plain;
    strong.weight = FontWeight::semibold;
    if (axis_of(edge) == height) {
      double y = edge == Edge::top ? place_.y - edge_gap_pt - 4 : place_.bottom() + edge_gap_pt + 14;
      const auto centred = [&](const std::string& text, const TextStyle& style) {
        pen_.fitted_text({place_.center().x, y}, text, style, size_.width, Align::middle);
        y += label_line_pt;
      };
      centred(words.crop, plain);
      for (const std::string& text : words.output_padding) centred(text, strong);
      return;
    }
    const double room = std::min((size_.width - place_.width) / 2 - edge_gap_pt - 6, side_pt);
    const bool is_left = edge == Edge::left;
    const double x = is_left ? place_.x - edge_gap_pt - 2 : place_.right() + edge_gap_pt + 2;
    double y = frame().center().y - label_line_pt * 0.5 + 8;
    const auto beside = [&](const std::string& text, const TextStyle& style) {
      for (const std::string_view line : balanced_lines(in_.fonts, text, style, room)) {
        pen_.fitted_text({x, y}, line, style, room, is_left ? Align::end : Align::start);
        y += label_line_pt;
      }
    };
    beside(words.crop, plain);
    for (const std::string& text : words.output_padding) beside(text, strong);
  }

  void draw_legend(double y) {
    if (!in_.scene.look.has_words) return;
    const TextStyle none{theme_.measures.label_pt, {}};
    const auto has = [&](const auto& test) { return std::ranges::any_of(full_.axes, test); };
    const bool cuts = has([](const CropFrame& f) { return f.begin > f.stamps_begin || f.end < f.stamps_end; });
    const bool holes =
        has([](const CropFrame& f) { return f.begin < f.stamps_begin || f.end > f.stamps_end; }) || has_holes();
    const bool folds = in_.evaluation.relation.padding_mode != PaddingMode::zeros;
    double x = origin_.x;
    const auto entry = [&](const CellStyle& style, const std::string& words) {
      pen_.add(Box{{x, y - swatch_pt + 3, swatch_pt, swatch_pt}, style.radius_pt, style.fill, style.stroke});
      pen_.fitted_text({x + swatch_pt + 7, y}, words, pen_.label_style(), origin_.x + size_.width - x - swatch_pt - 7);
      x += swatch_pt + 7 + pen_.width(words, pen_.label_style()) + 20;
    };
    entry({{theme_.fine, {}}, {}, none, 3}, catalog().text("figure.crop.legend_output"));
    const bool uncovers =
        has([](const CropFrame& f) { return std::min(f.end, f.stamps_end) > f.end_before_output_padding; });
    if (uncovers) entry({{uncovered_color(), {}}, {}, none, 3}, catalog().text("figure.crop.legend_uncovered"));
    if (cuts)
      entry(cropped_style(none, 3), catalog().text(folds ? "figure.crop.legend_folded" : "figure.crop.legend_cropped"));
    if (!holes) return;
    const bool has_bias = !in_.evaluation.bias_of(Side::transposed).empty();
    entry(unreached_style(none, 3),
          catalog().text(has_bias ? "figure.crop.legend_bias" : "figure.crop.legend_unreached"));
  }

  bool has_holes() const {
    const Relation stamps = relation(full_.spec);
    return std::ranges::any_of(stamps.axes, [](const AxisRelation& axis) {
      const std::vector<std::int64_t> counts = overlap(axis);
      return std::ranges::find(counts, 0) != counts.end();
    });
  }

  // Rings around output cells, around the whole stamp of an input cell.
  void light(const Highlight& highlight, double width_pt, double alpha) {
    const Tag& tag = highlight.apart ? highlight.apart->fine : highlight.tag;
    const CropFrame& down = full_.axes[height];
    const CropFrame& across = full_.axes[width];
    if (tag.part == Part::coarse) {
      const Relation stamps = relation(full_.spec);
      if (!lies_on(tag.cell, stamps.axes[height].coarse, stamps.axes[width].coarse)) return;
      const std::vector<Tap> taps = taps_of_coarse(stamps, tag.cell);
      if (taps.empty()) return;
      const bool is_apart = stamps.axes[height].dilation > 1 || stamps.axes[width].dilation > 1;
      if (is_apart && taps.size() <= most_rings) {
        for (const Tap& tap : taps) {
          pen_.ring(cells(tap.fine.row, tap.fine.row + 1, tap.fine.column, tap.fine.column + 1), width_pt, alpha);
        }
        return;
      }
      const Cell first = taps.front().fine;
      const Cell last = taps.back().fine;
      pen_.ring(cells(first.row, last.row + 1, first.column, last.column + 1), width_pt, alpha);
      return;
    }
    std::vector<Cell> lit;
    if (tag.part == Part::fine) lit.push_back(tag.cell);
    if (tag.part != Part::fine) {
      for (const Tap& tap : highlight.taps) lit.push_back(tap.fine);
    }
    if (lit.size() > most_rings) return;
    for (const Cell cell : lit) {
      const std::int64_t row = down.begin + cell.row;
      const std::int64_t column = across.begin + cell.column;
      const bool is_there = row >= 0 && row < down.sheet && column >= 0 && column < across.sheet;
      if (is_there) pen_.ring(cells(row, row + 1, column, column + 1), width_pt, alpha);
    }
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  Point origin_;
  Size size_;
  std::shared_ptr<const Highlights> lit_;
  FullResult full_;
  std::vector<std::string> arithmetic_;
  double cell_pt_ = 0;
  double gap_pt_ = 0;
  Rect place_;  ///< of the sheet
};

bool is_drawable_sheet(const Evaluation& evaluation) {
  return evaluation.transposed && validate(full_result(*evaluation.transposed).spec).empty();
}

Size crop_size(const PictureInputs& inputs, Side, Size room) {
  if (!is_drawable_sheet(inputs.evaluation)) return missing_card_size(inputs, room);
  Pen pen(inputs.theme, inputs.fonts);
  const Size limit = limited(room, natural_room);
  return CropView(pen, inputs, {}, limit).wanted();
}

void draw_crop(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  if (!is_drawable_sheet(inputs.evaluation)) {
    draw_missing_card(pen, inputs, inputs.catalog.text("figure.crop.title"), origin, size);
    return;
  }
  CropView(pen, inputs, origin, size).draw();
}

}  // namespace

extern const ViewRow crop_view{.name = "crop",
                               .size = crop_size,
                               .draw = draw_crop,
                               .least_width_pt = 560,
                               .tallest_pt = 640,
                               .least_height_share = 0.85,
                               .most_growth_pt = 40,
                               .largest_alone = {680, 640}};

}  // namespace convoscope
