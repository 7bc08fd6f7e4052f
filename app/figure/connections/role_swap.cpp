// Everything that belongs to a map stays; all that belongs to a role travels. Both operations' names and sentences are there
// throughout, so that no instant is without words; which of them holds is told by their colours.
#include "figure/connections/role_swap.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "figure/connections/graph_painter.h"
#include "figure/draw/words.h"

namespace convoscope {
namespace {

constexpr double swap_heading_y_pt = 58;
constexpr double top_pt = 84;
constexpr double swap_bottom_pt = 58;
constexpr double swap_words_from_bottom_pt = 20;
constexpr double between_pt = 18;
constexpr double longest_track_pt = 240;
constexpr double capsule_pt = 22;

class SwapPainter {
 public:
  SwapPainter(Pen& pen, const PictureInputs& inputs, Point origin, Size size)
      : pen_(pen),
        in_(inputs),
        theme_(inputs.theme),
        t_(std::clamp(*inputs.motion.role_swap, 0.0, 1.0)),
        origin_(origin),
        size_(size),
        lit_(graph_highlights(inputs)) {
    lane_pt_ = std::max(capsule_width(input_words()), capsule_width(output_words()));
  }

  void draw() {
    draw_titles();
    const double gutter = 2 * lane_pt_ + 2 * between_pt;
    const Rect area{origin_.x + gutter, origin_.y + top_pt, size_.width - gutter,
                    size_.height - top_pt - swap_bottom_pt};
    draw_graph(pen_, in_, lit_, {nearer(), t_}, area);
    const GraphLayout graph = lay_out_graph(in_.evaluation.relation, theme_.measures, area,
                                            graph_part(in_.evaluation.relation, lit_, area.width));
    draw_sizes(graph);
    draw_roles(graph);
    draw_sentences();
  }

 private:
  Point at(double x, double y) const { return {origin_.x + x, origin_.y + y}; }
  Side nearer() const { return t_ < 0.5 ? Side::convolution : Side::transposed; }
  std::string input_words() const { return in_.catalog.text("figure.input"); }
  std::string output_words() const { return in_.catalog.text("figure.output"); }
  // Of words that hold at 0, or at 1.
  Color words_color(bool at_end, Color holds) const { return mix(theme_.text_faint, holds, at_end ? t_ : 1 - t_); }

  void draw_titles() {
    const Catalog& catalog = in_.catalog;
    TextStyle style = pen_.heading_style();
    style.color = words_color(false, theme_.text);
    const std::string first = operation_words(catalog, in_.evaluation, Side::convolution);
    const std::string second = operation_words(catalog, in_.evaluation, Side::transposed);
    const double left = pen_.text(at(0, swap_heading_y_pt), first, style) + between_pt;
    style.color = words_color(true, theme_.text);
    const double right =
        size_.width - pen_.text(at(size_.width, swap_heading_y_pt), second, style, Align::end) - between_pt;
    draw_track(left, right, swap_heading_y_pt - pen_.fonts().cap_height(style) * style.size_pt / 2);
  }

  // How far it has come, between the two names.
  void draw_track(double left, double right, double y) {
    if (right <= left) return;
    const double half = std::min(right - left, longest_track_pt) / 2;
    const double middle = (left + right) / 2;
    const double knob = middle + half * (2 * t_ - 1);
    pen_.line(at(middle - half, y), at(middle + half, y), {theme_.line, 3});
    pen_.line(at(middle - half, y), at(knob, y), {theme_.accent, 3});
    pen_.circle(at(knob, y), 5, {theme_.accent, {}}, {theme_.card, 1.5});
  }

  TextStyle capsule_style(Color color) const {
    TextStyle style = pen_.label_style();
    style.weight = FontWeight::semibold;
    style.color = color;
    return style;
  }
  double capsule_width(const std::string& words) const { return pen_.width(words, capsule_style({})) + 20; }

  void draw_capsule(Point center, const std::string& words, Color fill, Color on_fill) {
    const double width_pt = capsule_width(words);
    pen_.add(Box{
        {center.x - width_pt / 2, center.y - capsule_pt / 2, width_pt, capsule_pt}, capsule_pt / 2, {fill, {}}, {}});
    pen_.centred_text(center, words, capsule_style(on_fill));
  }

  double column_x() const { return origin_.x + lane_pt_ + between_pt / 2; }

  // A map's size stays with the map, out of the way of the roles that pass.
  void draw_sizes(const GraphLayout& graph) {
    const Relation& relation = in_.evaluation.relation;
    const Spec& spec = in_.evaluation.spec(in_.evaluation.asked);
    const auto size = [&](double y, std::int64_t rows, std::int64_t columns) {
      pen_.text({column_x(), y}, map_words(in_.catalog, spec, rows, columns), pen_.faint_style(), Align::middle);
    };
    size(graph.fine.y - 17, relation.axes[height].fine, relation.axes[width].fine);
    size(graph.coarse.y + 26, relation.axes[height].coarse, relation.axes[width].coarse);
  }

  // The two go round each other.
  void draw_roles(const GraphLayout& graph) {
    const double aside = (lane_pt_ + between_pt / 2) / 2 * std::sin(std::numbers::pi * t_);
    const double down = graph.fine.y + (graph.coarse.y - graph.fine.y) * t_;
    const double up = graph.coarse.y + (graph.fine.y - graph.coarse.y) * t_;
    draw_capsule({column_x() - aside, down}, input_words(), theme_.text_muted, theme_.card);
    draw_capsule({column_x() + aside, up}, output_words(), theme_.accent, theme_.on_accent);
  }

  void draw_sentences() {
    const double room = (size_.width - between_pt) / 2;
    const double y = size_.height - swap_words_from_bottom_pt;
    TextStyle style = pen_.label_style();
    style.color = words_color(false, theme_.text);
    pen_.fitted_text(at(0, y), feeds_words(in_, lit_.main, Side::convolution), style, room);
    if (lit_.main.tag.part == Part::kernel) return;  // says the same in both directions
    style.color = words_color(true, theme_.text);
    pen_.fitted_text(at(size_.width, y), feeds_words(in_, lit_.main, Side::transposed), style, room, Align::end);
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  double t_;
  Point origin_;
  Size size_;
  GraphHighlights lit_;
  double lane_pt_ = 0;
};

}  // namespace

bool swaps_roles(const PictureInputs& inputs) {
  return inputs.motion.role_swap && inputs.evaluation.convolution && inputs.evaluation.transposed;
}

void draw_role_swap(Pen& pen, const PictureInputs& inputs, Point origin, Size size) {
  SwapPainter(pen, inputs, origin, size).draw();
}

}  // namespace convoscope
