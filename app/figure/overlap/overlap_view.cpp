// The overlap view: how many stamps of the transposed convolution reach each output cell, and how kernels of other sizes would
// share the cells out at this stride.
// The layer's own map above, with its legend; below it strips that compare kernels at this stride.
#include <algorithm>
#include <set>

#include "document/number_text.h"
#include "figure/draw/fitting.h"
#include "figure/draw/map_part.h"
#include "figure/draw/missing_card.h"
#include "figure/draw/paragraph.h"
#include "figure/draw/words.h"
#include "figure/overlap/overlap_painter.h"
#include "figure/state/overlap_counts.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr Size natural_room{700, 660};
constexpr double least_width_pt = 640;
constexpr double largest_cell_pt = 44;
constexpr double sentence_y_pt = 52;
constexpr double sentence_pitch_pt = 20;
constexpr double notes_pt = 216;  // width beside the map
constexpr double notes_gap_pt = 32;
constexpr double notes_below_pt = 96;  // height below a wide map
constexpr double row_pt = 26;          // of a strip
constexpr double strip_cell_pt = 22;
constexpr double strip_gap_pt = 14;
constexpr double bottom_pt = 20;
constexpr double between_pt = 26;  // map and strips
constexpr double swatch_pt = 15;
constexpr std::size_t most_swatches = 6;
constexpr std::int64_t strip_inputs = 6;  // as in Distill's figures
constexpr std::int64_t least_inputs = 3;
constexpr std::int64_t most_strip_cells = 48;
constexpr std::int64_t most_twice_cells = 31;
constexpr std::int64_t most_stride_twice = 64;

// One row of the comparison.
struct Strip {
  std::string label;
  std::vector<std::int64_t> counts;
  std::vector<std::int64_t> period;
  bool is_own = false;  ///< the layer's own kernel
};

// The axis that strips are about: a one-dimensional layer's, else the one with the larger stride.
const AxisRelation& strip_axis(const Relation& relation) {
  const AxisRelation& down = relation.axes[height];
  const AxisRelation& across = relation.axes[width];
  return is_flat(across) || (!is_flat(down) && down.stride > across.stride) ? down : across;
}

// As many inputs as leave at most `most` cells after `layers` layers, between three and six.
std::int64_t inputs_for(const AxisRelation& axis, std::int64_t most, int layers) {
  for (std::int64_t inputs = strip_inputs; inputs > least_inputs; --inputs) {
    AxisRelation reach = bare_stamps(axis, inputs);
    for (int i = 1; i < layers; ++i) reach = bare_stamps(axis, reach.fine);
    if (reach.fine <= most) return inputs;
  }
  return least_inputs;
}

std::vector<Strip> strips_of(const PictureInputs& inputs) {
  const Catalog& catalog = inputs.catalog;
  const AxisRelation& own = strip_axis(inputs.evaluation.relation);
  std::set<std::int64_t> kernels{2, 3, 4};
  kernels.insert(own.kernel);
  std::vector<Strip> strips;
  for (const std::int64_t kernel : kernels) {
    AxisRelation axis = own;
    axis.kernel = kernel;
    const AxisRelation bare = bare_stamps(axis, inputs_for(axis, most_strip_cells, 1));
    strips.push_back({catalog.text("figure.overlap.row", {{"kernel", whole_text(kernel)}}), overlap(bare),
                      overlap_period(axis), kernel == own.kernel});
  }
  if (own.stride > most_stride_twice) return strips;
  const AxisRelation first = bare_stamps(own, inputs_for(own, most_twice_cells, 2));
  const std::vector<AxisRelation> twice{first, bare_stamps(own, first.fine)};
  strips.push_back({catalog.text("figure.overlap.row_twice", {{"kernel", whole_text(own.kernel)}}),
                    overlap_of_stack(twice), overlap_period(own, 2), true});
  return strips;
}

std::string strips_heading(const PictureInputs& inputs) {
  const AxisRelation& own = strip_axis(inputs.evaluation.relation);
  const Catalog::Arguments arguments{{"stride", whole_text(own.stride)}, {"dilation", whole_text(own.dilation)}};
  return own.dilation > 1 ? inputs.catalog.text("figure.overlap.compare_dilated", arguments)
                          : inputs.catalog.text("figure.overlap.compare", arguments);
}

// One sentence for both axes where they are alike, else one for each.
std::vector<std::string> sentences(const PictureInputs& inputs) {
  const Catalog& catalog = inputs.catalog;
  const Relation& relation = inputs.evaluation.relation;
  if (relation.padding_mode != PaddingMode::zeros) return {folding_sentence(catalog, relation)};
  const AxisRelation& down = relation.axes[height];
  const AxisRelation& across = relation.axes[width];
  const bool alike = down.kernel == across.kernel && down.stride == across.stride && down.dilation == across.dilation;
  if (is_flat(down) || alike) return {evenness_sentence(catalog, across)};
  if (is_flat(across)) return {evenness_sentence(catalog, down)};
  return {catalog.text("figure.overlap.down", {{"sentence", evenness_sentence(catalog, down)}}),
          catalog.text("figure.overlap.across", {{"sentence", evenness_sentence(catalog, across)}})};
}

// What is said about the cell in focus; where nothing is lit, nothing.
std::string focus_words(const PictureInputs& inputs, const Highlight& lit) {
  const Relation& relation = inputs.evaluation.relation;
  const Catalog& catalog = inputs.catalog;
  const Tag& tag = lit.tag;
  if (!tag) return {};
  const auto count = static_cast<std::int64_t>(lit.taps.size());
  if (tag.part == Part::coarse) {
    const AxisRelation& down = relation.axes[height];
    const AxisRelation& across = relation.axes[width];
    return catalog.text("figure.overlap.stamps", {{"name", coarse_name(relation, tag.cell)},
                                                  {"all", whole_text(down.kernel * across.kernel)},
                                                  {"count", whole_text(count)}});
  }
  const Catalog::Arguments name{{"name", fine_name(relation, tag.cell)}};
  if (count == 0) return catalog.text("figure.overlap.reached_by_none", name);
  if (count == 1) return catalog.text("figure.overlap.reached_by_one", name);
  std::set<std::int64_t> rows;
  std::set<std::int64_t> columns;
  for (const Tap& tap : lit.taps) {
    rows.insert(tap.placed.row * relation.axes[height].coarse + tap.coarse.row);
    columns.insert(tap.placed.column * relation.axes[width].coarse + tap.coarse.column);
  }
  const bool is_product = !is_flat(relation.axes[height]) && !is_flat(relation.axes[width]);
  const Catalog::Arguments arguments{{"name", fine_name(relation, tag.cell)},
                                     {"count", whole_text(count)},
                                     {"rows", whole_text(static_cast<std::int64_t>(rows.size()))},
                                     {"columns", whole_text(static_cast<std::int64_t>(columns.size()))}};
  return is_product ? catalog.text("figure.overlap.reached_by_product", arguments)
                    : catalog.text("figure.overlap.reached_by", arguments);
}

// Whether stamps are cut off at the map's ends.
std::string edge_words(const PictureInputs& inputs) {
  const Relation& relation = inputs.evaluation.relation;
  const bool sticks_out = std::ranges::any_of(relation.axes, [](const AxisRelation& axis) {
    return axis.place(0, 0) < 0 || axis.place(axis.coarse - 1, axis.kernel - 1) >= axis.fine;
  });
  return sticks_out && relation.padding_mode == PaddingMode::zeros ? inputs.catalog.text("figure.overlap.cut") : "";
}

// The counts that occur on the map, at most `most_swatches` of them, the largest among these.
std::vector<std::int64_t> legend_counts(const Relation& relation) {
  std::array<std::set<std::int64_t>, axis_count> of_axis;
  for (int axis = 0; axis < axis_count; ++axis) {
    const std::vector<std::int64_t> counts = overlap(relation.axes[axis], relation.padding_mode);
    of_axis[axis].insert(counts.begin(), counts.end());
  }
  std::set<std::int64_t> products;
  for (const std::int64_t row : of_axis[height]) {
    for (const std::int64_t column : of_axis[width]) products.insert(row * column);
  }
  std::vector<std::int64_t> counts(products.begin(), products.end());
  if (counts.size() > most_swatches) {
    counts[most_swatches - 1] = counts.back();
    counts.resize(most_swatches);
  }
  return counts;
}

class OverlapView {
 public:
  OverlapView(Pen& pen, const PictureInputs& inputs, Point origin, Size size)
      : pen_(pen),
        in_(inputs),
        relation_(inputs.evaluation.relation),
        origin_(origin),
        size_(size),
        lit_(highlights(inputs)),
        sentences_(sentences(inputs)),
        strips_(strips_of(inputs)),
        most_(most_overlap(relation_)) {
    for (const Strip& strip : strips_) most_ = std::max(most_, *std::ranges::max_element(strip.counts));
    // Without their names they would say nothing.
    if (!inputs.scene.look.has_words) strips_.clear();
    has_notes_below_ = is_flat(relation_.axes[height]) || relation_.axes[width].fine > 3 * relation_.axes[height].fine;
    lay_out();
  }

  Size wanted() const {
    const double beside = has_notes_below_ ? 0 : notes_gap_pt + notes_pt;
    const double above = std::max(shown_.size.height, has_notes_below_ ? 0 : notes_height());
    return {std::min(std::max(shown_.size.width + beside, least_width_pt), size_.width), top() + above + below()};
  }

  void draw() {
    const Catalog& catalog = in_.catalog;
    const std::string sizes = sizes_words(catalog, in_.evaluation, Side::transposed);
    pen_.header(origin_, size_.width, of_transposed_words(catalog, in_.evaluation, "figure.overlap.title"), sizes);
    TextStyle strong = pen_.body_style();
    strong.color = in_.theme.text;
    double y = sentence_y_pt;
    for (const std::string& sentence : sentences_) {
      pen_.fitted_text(at(0, y), sentence, strong, size_.width);
      y += sentence_pitch_pt;
    }

    const double block_pt = shown_.size.width + (has_notes_below_ ? 0 : notes_gap_pt + notes_pt);
    const double inset = std::max(size_.width - block_pt, 0.0) / 2;
    const double free = std::max(size_.height - wanted().height, 0.0) / 2;
    const Point corner = at(inset, top() + free);
    draw_map(corner);
    const Point notes = has_notes_below_ ? at(0, top() + free + shown_.size.height + between_pt)
                                         : Point{corner.x + shown_.size.width + notes_gap_pt, corner.y};
    draw_notes(notes);
    if (!strips_.empty()) draw_strips(at(0, size_.height - bottom_pt - strips_height()));
  }

 private:
  Point at(double x, double y) const { return {origin_.x + x, origin_.y + y}; }
  double top() const { return sentence_y_pt + 2 + sentence_pitch_pt * static_cast<double>(sentences_.size()); }
  double strips_height() const { return strips_.empty() ? 0 : 12 + row_pt * static_cast<double>(strips_.size()); }
  double below() const { return between_pt + (has_notes_below_ ? notes_below_pt : 0) + strips_height() + bottom_pt; }
  double notes_height() const {
    return swatch_pt * 1.5 * static_cast<double>(legend_counts(relation_).size()) + 10 * line_pitch(pen_.label_style());
  }

  void lay_out() {
    const Size room{size_.width - (has_notes_below_ ? 0 : notes_gap_pt + notes_pt), size_.height - top() - below()};
    const Size limit{std::max(room.width, 1.0), std::max(room.height, 1.0)};
    map_ = lay_out_overlap(relation_, pen_.measures(), limit, largest_cell_pt);
    shown_ = {{}, map_.size, {}};
    const std::int64_t rows = relation_.axes[height].fine, columns = relation_.axes[width].fine;
    if (!wants_part({rows, columns}, map_.cell_pt)) return;
    const bool is_wide = columns > rows;
    map_ = lay_out_overlap(relation_, pen_.measures(), {is_wide ? 0 : limit.width, is_wide ? limit.height : 0},
                           part_cell_pt);
    const Highlight& lit = main_highlight(*lit_);
    CellRange stamped{lit.tag.cell, lit.tag.cell};
    if (lit.tag.part != Part::fine)
      stamped = lit.taps.empty() ? CellRange{} : CellRange{lit.taps.front().fine, lit.taps.back().fine};
    const Size beside{map_.size.width - map_.map.width, map_.size.height - map_.map.height};
    shown_ = excerpt_of({rows, columns}, map_.cell_pt, map_.gap_pt,
                        {limit.width - beside.width, limit.height - beside.height}, stamped);
    shown_.size = {shown_.size.width + beside.width, shown_.size.height + beside.height};
    for (const std::string& words : part_words(in_.catalog, "figure.output", shown_.part, shown_.part.first(),
                                               shown_.part.last(), {rows, columns}))
      sentences_.push_back(shown_words(in_.catalog, {words}));
  }

  void draw_map(Point corner) {
    OverlapLayout placed = map_;
    const Point by{corner.x - shown_.moved.x, corner.y - shown_.moved.y};
    for (Rect* rect : {&placed.map, &placed.columns, &placed.rows}) {
      rect->x += by.x;
      rect->y += by.y;
    }
    placed.bars[height].first_pt += by.x;
    placed.bars[width].first_pt += by.y;
    const MapPart& part = shown_.part;
    if (!part.is_whole()) {
      constexpr double far_pt = 1e6;  // whatever stands beside the map
      const auto along = [&](const AxisPart& axis, double from, double& first, double& length) {
        first = axis.is_whole() ? -far_pt : from + static_cast<double>(axis.first) * map_.cell_pt;
        length = axis.is_whole() ? 2 * far_pt : static_cast<double>(axis.count) * map_.cell_pt - map_.gap_pt;
      };
      along(part.columns, placed.map.x, placed.numbered.x, placed.numbered.width);
      along(part.rows, placed.map.y, placed.numbered.y, placed.numbered.height);
    }
    const auto draw = [&] {
      OverlapPainter painter(pen_, in_, placed, most_);
      painter.draw();
      if (const Highlight* pointed = hovered(*lit_)) painter.light(*pointed, hover_width_pt, hover_alpha);
      painter.light(main_highlight(*lit_), pen_.measures().focus_width_pt, 1);
    };
    const double ring = pen_.measures().focus_width_pt + 2;
    const double across = part.columns.is_whole() ? ring : 0, down = part.rows.is_whole() ? ring : 0;
    const Rect clip{corner.x - across, corner.y - down, shown_.size.width + 2 * across, shown_.size.height + 2 * down};
    part.is_whole() ? draw() : pen_.clipped(clip, draw);
  }

  void draw_notes(Point at) {
    const double room = has_notes_below_ ? size_.width : notes_pt;
    at.y += swatch_pt;
    at = draw_legend(at, room);
    TextStyle strong = pen_.label_style();
    strong.color = in_.theme.text;
    strong.weight = FontWeight::semibold;
    at.y = write_paragraph(pen_, at, focus_words(in_, lit_->front()), strong, room) + 4;
    if (!map_.bars[width].shown && !map_.bars[height].shown) return;
    const std::string edges = edge_words(in_);
    const std::string bars =
        in_.catalog.text(map_.columns.width > 0 ? "figure.overlap.bars" : "figure.overlap.bars_flat") +
        (edges.empty() ? "" : " " + edges);
    write_paragraph(pen_, at, bars, pen_.label_style(), room);
  }

  // Shades and their meaning; below a wide map in one line. Where the next line may begin.
  Point draw_legend(Point at, double room) {
    if (!in_.scene.look.has_words) return at;
    const Catalog& catalog = in_.catalog;
    const std::vector<CellStyle> styles = overlap_styles(in_.theme, 0, 3);
    double x = at.x;
    for (const std::int64_t count : legend_counts(relation_)) {
      const std::string words = count == 0   ? catalog.text("figure.overlap.legend_hole")
                                : count == 1 ? catalog.text("figure.overlap.legend_one")
                                             : catalog.text("figure.overlap.legend", {{"count", whole_text(count)}});
      const CellStyle& style = styles[overlap_class(count, most_)];
      pen_.add(Box{{x, at.y - swatch_pt + 3, swatch_pt, swatch_pt}, style.radius_pt, style.fill, style.stroke});
      const double left = x + swatch_pt + 8;
      pen_.fitted_text({left, at.y}, words, pen_.label_style(), at.x + room - left);
      if (has_notes_below_) {
        x = left + pen_.width(words, pen_.label_style()) + 22;
      } else {
        at.y += swatch_pt * 1.5;
      }
    }
    at.y += has_notes_below_ ? swatch_pt * 1.6 : swatch_pt * 0.7;
    return at;
  }

  void draw_strips(Point corner) {
    pen_.line({corner.x, corner.y - 18}, {corner.x + size_.width, corner.y - 18}, {in_.theme.line, 1});
    pen_.fitted_text({corner.x, corner.y + 4}, strips_heading(in_), pen_.heading_style(), size_.width);
    double label_pt = 0;
    double verdict_pt = 0;
    for (const Strip& strip : strips_) {
      label_pt = std::max(label_pt, pen_.width(strip.label, pen_.heading_style()));
      verdict_pt = std::max(verdict_pt, pen_.width(evenness_words(in_.catalog, strip.period), pen_.label_style()));
    }
    const double room = size_.width - label_pt - verdict_pt - 2 * strip_gap_pt;
    double y = corner.y + 12;
    for (const Strip& strip : strips_) {
      const double middle = y + row_pt / 2;
      TextStyle style = strip.is_own ? pen_.heading_style() : pen_.body_style();
      style.size_pt = pen_.measures().label_pt;
      const double baseline = middle + pen_.fonts().cap_height(style) * style.size_pt / 2;
      pen_.text({corner.x, baseline}, strip.label, style);
      const double cell = std::min(strip_cell_pt, room / static_cast<double>(strip.counts.size()));
      const double gap = std::min(pen_.measures().gap_pt, cell * 0.12);
      const double tall = std::min(cell, row_pt - 4) - gap;
      const Rect rect{corner.x + label_pt + strip_gap_pt, middle - tall / 2,
                      cell * static_cast<double>(strip.counts.size()) - gap, tall};
      pen_.add(overlap_grid(in_, rect, overlap_row(strip.counts, most_), gap));
      TextStyle verdict = strip.is_own ? pen_.heading_style() : pen_.label_style();
      verdict.size_pt = pen_.measures().label_pt;
      if (evenness(strip.period) == Evenness::holes) verdict.color = in_.theme.warning;
      pen_.text({rect.right() + strip_gap_pt, baseline}, evenness_words(in_.catalog, strip.period), verdict);
      y += row_pt;
    }
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Relation& relation_;
  Point origin_;
  Size size_;
  std::shared_ptr<const Highlights> lit_;
  std::vector<std::string> sentences_;
  std::vector<Strip> strips_;
  std::int64_t most_;
  bool has_notes_below_ = false;
  OverlapLayout map_;
  Excerpt shown_;  ///< of the map, with what stands beside it
};

Size overlap_size(const PictureInputs& inputs, Side, Size room) {
  if (!inputs.evaluation.transposed) return missing_card_size(inputs, room);
  Pen pen(inputs.theme, inputs.fonts);
  const Size limit = limited(room, natural_room);
  return OverlapView(pen, inputs, {}, limit).wanted();
}

void draw_overlap(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  if (!inputs.evaluation.transposed) {
    draw_missing_card(pen, inputs, inputs.catalog.text("figure.overlap.title"), origin, size);
    return;
  }
  OverlapView(pen, inputs, origin, size).draw();
}

}  // namespace

extern const ViewRow overlap_view{.name = "overlap",
                                  .is_of_transposed = true,
                                  .is_of_focus = true,
                                  .size = overlap_size,
                                  .draw = draw_overlap,
                                  .least_width_pt = 620,
                                  .tallest_pt = 640,
                                  .least_height_share = 0.85,
                                  .most_growth_pt = 40,
                                  .largest_alone = {700, 640}};

}  // namespace convoscope
