// The crop view: all that the transposed convolution's stamps make, and the frame that padding and output padding leave of it.
// The sheet in the middle, the frame's edges with what they do around it, the sizes below.
#include <algorithm>

#include "document/line.h"
#include "document/number_text.h"
#include "figure/crop/crop_legend.h"
#include "figure/crop/crop_sheet.h"
#include "figure/crop/crop_words.h"
#include "figure/draw/contrast.h"
#include "figure/draw/fitting.h"
#include "figure/draw/map_arrays.h"
#include "figure/draw/map_part.h"
#include "figure/draw/missing_card.h"
#include "figure/draw/numbers_within.h"
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
constexpr double line_pt = 20;
constexpr double bottom_pt = 20;
constexpr double largest_cell_pt = 44;
constexpr double frame_width_pt = 3;
constexpr double frame_reach_pt = 14;  // what can be grabbed, across
constexpr double handle_pt = 30;
constexpr double handle_width_pt = 8;

struct SideLine {
  std::string text;
  TextStyle style;
};

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
        arithmetic_(crop_arithmetic(inputs.catalog, inputs.evaluation, full_)),
        legend_(inputs, full_, size.width) {
    const double columns = static_cast<double>(full_.axes[width].sheet);
    const double rows = static_cast<double>(full_.axes[height].sheet);
    const double across = std::max(size.width - 2 * side_pt, 1.0) / columns;
    const double down = std::max(size.height - top_pt - below(), 1.0) / rows;
    cell_pt_ = std::min({largest_cell_pt, across, down});
    if (wants_part({full_.axes[height].sheet, full_.axes[width].sheet}, cell_pt_)) {
      constexpr double number_pt = 9, beside_number_pt = 7;
      const TextStyle style{number_pt, {}, FontWeight::semibold};
      const double wanted = std::max(inputs.fonts.width(sheet().longest, style) + beside_number_pt, part_cell_pt);
      cell_pt_ = std::min({wanted, largest_cell_pt, std::max(across, down)});
    }
    gap_pt_ = std::min(theme_.measures.gap_pt, cell_pt_ * 0.12);
    const std::string part = shown_of_output(inputs.catalog, full_, excerpt().part);
    if (!part.empty()) arithmetic_.push_back(part);
    left_ = lines_beside(Edge::left);
    right_ = lines_beside(Edge::right);
  }

  Size wanted() const {
    const Size shown = excerpt().size;
    return {std::min(std::max(shown.width + 2 * side_pt, least_width_pt), size_.width),
            top_pt + std::max(shown.height, beside_height()) + below()};
  }

  void draw() {
    const Excerpt shown = excerpt();
    const double room = std::max(size_.height - top_pt - below(), shown.size.height);
    view_ = {origin_.x + (size_.width - shown.size.width) / 2, origin_.y + top_pt + (room - shown.size.height) / 2,
             shown.size.width, shown.size.height};
    place_ = {view_.x - shown.moved.x, view_.y - shown.moved.y};
    draw_header();
    const double around = frame_width() + 2;
    const double across = shown.part.columns.is_whole() ? around : 0, down = shown.part.rows.is_whole() ? around : 0;
    const Rect clip{view_.x - across, view_.y - down, view_.width + 2 * across, view_.height + 2 * down};
    shown.part.is_whole() ? draw_sheet() : pen_.clipped(clip, [this] { draw_sheet(); });
    for (int edge = 0; edge < edge_count; ++edge) draw_edge_words(static_cast<Edge>(edge));
    double y =
        origin_.y + size_.height - bottom_pt - line_pt * std::max(static_cast<double>(arithmetic_.size()) - 1, 0.0);
    legend_.draw(pen_, {origin_.x, y - (arithmetic_.empty() ? 0 : legend_line_pt) - legend_.height() + legend_line_pt});
    for (const std::string& line : arithmetic_) {
      pen_.fitted_text({origin_.x, y}, line, pen_.body_style(), size_.width);
      y += line_pt;
    }
  }

 private:
  const Catalog& catalog() const { return in_.catalog; }
  MapArray sheet() const {
    return in_.kept({"crop sheet", Side::transposed, channel(), 0},
                    [&] { return sheet_array(in_.evaluation, full_, channel()); });
  }
  void draw_sheet() {
    draw_cells();
    draw_uncovered();
    draw_frame();
    if (const Highlight* pointed = hovered(*lit_)) light(*pointed, hover_width_pt, hover_alpha);
    light(main(), theme_.measures.focus_width_pt, 1);
  }
  void add_cells(Grid grid) {
    const MapPart part = excerpt().part;
    const Tag tag{Side::transposed, Part::fine, channel()};
    if (part.is_whole()) return pen_.add(std::move(grid), tag);
    const Cell first = part.first(), last = part.last();
    add_with_numbers_within(pen_, std::move(grid), tag, cells(first.row, last.row + 1, first.column, last.column + 1));
  }
  // A pinned cell that is cut off is in focus nowhere else.
  const Highlight& main() const {
    const bool is_cut_off = lit_->size() > 1 && (*lit_)[1].role == Role::pin && in_.pin.part == Part::fine;
    return is_cut_off ? (*lit_)[1] : main_highlight(*lit_);
  }

  Excerpt excerpt() const {
    const CropFrame& down = full_.axes[height];
    const CropFrame& across = full_.axes[width];
    const Highlight& lit = main();
    const auto on_sheet = [&](Cell output) { return Cell{down.begin + output.row, across.begin + output.column}; };
    CellRange shown{on_sheet({0, 0}), on_sheet({0, 0})};
    if (lit.tag.part == Part::fine) {
      shown = {on_sheet(lit.tag.cell), on_sheet(lit.tag.cell)};
    } else if (!lit.taps.empty()) {
      shown = {on_sheet(lit.taps.front().placed), on_sheet(lit.taps.back().placed)};
    }
    const Size room{std::max(size_.width - 2 * side_pt, 1.0), std::max(size_.height - top_pt - below(), 1.0)};
    return excerpt_of({down.sheet, across.sheet}, cell_pt_, gap_pt_, room, shown);
  }

  double under() const {
    const EdgeWords words = edge_words(in_.catalog, in_.evaluation, full_, Edge::bottom);
    return words.crop.empty() ? under_pt : under_pt + label_line_pt * static_cast<double>(words.output_padding.size());
  }
  double below() const {
    return under() + legend_.height() + line_pt * static_cast<double>(arithmetic_.size()) + bottom_pt;
  }

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
    const Spec& spec = in_.evaluation.spec(Side::transposed);
    const std::int64_t channels = spec.out_channels;
    const std::string sizes = catalog().text(
        channels > 1 ? "figure.crop.sizes_of_channel" : "figure.crop.sizes",
        {{"full",
          map_words(catalog(), spec, down.stamps_end - down.stamps_begin, across.stamps_end - across.stamps_begin)},
         {"output", map_words(catalog(), spec, down.end - down.begin, across.end - across.begin)},
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

  void draw_cells() {
    const MapArray sheet = this->sheet();
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
    Grid outside = grid_of(sheet, cells(0, full_.axes[height].sheet, 0, full_.axes[width].sheet), gap_pt_);
    outside.styles = {{{}, {}, {theme_.measures.number_pt, {}}, 0},
                      lined(cropped_style(theme_, pale, radius)),
                      lined(unreached_style(theme_, zero, radius))};
    // Named as the output's cells are, counted from its corner: what is cut off lies beside the output.
    outside.first = {-full_.axes[height].begin, -full_.axes[width].begin};
    add_cells(std::move(outside));

    const Color uncovered = uncovered_color(theme_);
    Grid inside = grid_of(framed, frame(), gap_pt_);
    inside.styles = {{{theme_.fine, {}}, {}, number(sheet, theme_.on_fine), radius},
                     {{uncovered, {}}, {}, number(sheet, number_color_on(theme_, uncovered)), radius},
                     lined(unreached_style(theme_, zero, radius))};
    add_cells(std::move(inside));
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
    pen_.frame(outline(), corner, {theme_.text, frame_width()});
    if (!pen_.has_handles()) return;
    for (int i = 0; i < edge_count; ++i) {
      const auto edge = static_cast<Edge>(i);
      if (edge_words(catalog(), in_.evaluation, full_, edge).crop.empty()) continue;
      const Tag tag{Side::transposed, Part::frame, 0, {i, -1}};
      const bool level = axis_of(edge) == height;
      if (level && is_line(in_.evaluation.spec(Side::transposed))) continue;  // it has no height to change
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
      // Out of the way of what stands beside the sheet.
      const double over = std::max(beside_height() - view_.height, 0.0) / 2;
      double y = edge == Edge::top ? view_.y - over - edge_gap_pt - 4 : view_.bottom() + over + edge_gap_pt + 14;
      const auto centred = [&](const std::string& text, const TextStyle& style) {
        pen_.fitted_text({view_.center().x, y}, text, style, size_.width, Align::middle);
        y += label_line_pt;
      };
      centred(words.crop, plain);
      for (const std::string& text : words.output_padding) centred(text, strong);
      return;
    }
    const bool is_left = edge == Edge::left;
    const double x = is_left ? view_.x - edge_gap_pt - 2 : view_.right() + edge_gap_pt + 2;
    const std::vector<SideLine>& lines = beside(edge);
    const double tall = label_line_pt * static_cast<double>(lines.size());
    const double centre = std::clamp(frame().center().y, view_.y, view_.bottom());
    double y = (tall > view_.height ? view_.center().y : centre) - tall / 2 + 12;
    for (const SideLine& line : lines) {
      pen_.fitted_text({x, y}, line.text, line.style, room_beside(), is_left ? Align::end : Align::start);
      y += label_line_pt;
    }
  }

  double room_beside() const { return std::min((size_.width - excerpt().size.width) / 2 - edge_gap_pt - 6, side_pt); }
  /// What is cropped, and then what output padding does.
  std::vector<SideLine> lines_beside(Edge edge) const {
    const EdgeWords words = edge_words(catalog(), in_.evaluation, full_, edge);
    TextStyle style = pen_.label_style();
    std::vector<SideLine> lines;
    const auto add = [&](const std::string& text) {
      if (text.empty()) return;
      for (const std::string_view line : balanced_lines(in_.fonts, text, style, room_beside()))
        lines.push_back({std::string(line), style});
    };
    add(words.crop);
    style.weight = FontWeight::semibold;
    for (const std::string& text : words.output_padding) add(text);
    return lines;
  }
  const std::vector<SideLine>& beside(Edge edge) const { return edge == Edge::left ? left_ : right_; }
  double beside_height() const { return label_line_pt * static_cast<double>(std::max(left_.size(), right_.size())); }

  void light(const Highlight& highlight, double width_pt, double alpha) {
    for (const auto& [first, last] : lit_on_sheet(full_, highlight))
      pen_.ring(cells(first.row, last.row + 1, first.column, last.column + 1), width_pt, alpha);
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  Point origin_;
  Size size_;
  std::shared_ptr<const Highlights> lit_;
  FullResult full_;
  std::vector<std::string> arithmetic_;
  CropLegend legend_;
  double cell_pt_ = 0;
  double gap_pt_ = 0;
  std::vector<SideLine> left_, right_;  ///< beside the sheet
  Rect view_;                           ///< what is shown of the sheet
  Point place_;                         ///< the whole sheet's corner
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
                               .is_of_transposed = true,
                               .is_of_focus = true,
                               .size = crop_size,
                               .draw = draw_crop,
                               .least_width_pt = 560,
                               .tallest_pt = 640,
                               .least_height_share = 0.85,
                               .most_growth_pt = 40,
                               .largest_alone = {680, 640}};

}  // namespace convoscope
