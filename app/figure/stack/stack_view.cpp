// The stack view: one operation's maps as tilted planes, the padded or zero-inserted input below, the output above, the window's
// pyramid between them.
// Goes from plane to plane, the far ones first, with the pyramid's pieces between them: what covers what is right from any side.
#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

#include "document/number_text.h"
#include "figure/draw/fitting.h"
#include "figure/draw/part_words.h"
#include "figure/draw/words.h"
#include "figure/stack/stack_part.h"
#include "figure/stack/stack_planes.h"
#include "figure/stack/stack_words.h"
#include "figure/state/matrix_entries.h"
#include "figure/state/shown_sides.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr Size natural_room{760, 720};
constexpr double largest_cell_pt = 52;
constexpr double top_pt = 46;  // of what is below the title
constexpr double line_pt = 21;
// Room for a product and its sum, whatever the numbers are, so that planes stand still while stepping.
constexpr double product_words_pt = 220;

class StackPainter {
 public:
  StackPainter(Pen& pen, const PictureInputs& inputs, Side side, Point origin)
      : pen_(pen),
        in_(inputs),
        side_(side),
        origin_(origin),
        projection_(project(inputs.scene.camera)),
        scene_(stack_scene(inputs, side)),
        input_words_(stack_input_words(inputs.catalog, inputs.evaluation, side)),
        kernel_words_(stack_kernel_words(inputs.catalog, inputs.evaluation, side)),
        output_words_(stack_output_words(inputs.catalog, inputs.evaluation, side, scene_.state.output_channel,
                                         scene_.state.step_number, scene_.state.steps)) {}

  Size smallest(Size room) {
    choose_planes(room);
    return smallest_stack(extents(), projection_, room, top_pt, largest_cell_pt);
  }

  /// How large cells are in `size`.
  double cell_pt(Size size) {
    choose_planes(size);
    return alone(size).cell_pt;
  }

  void draw(Size size, double other_cell_pt) {
    choose_planes(size);
    layout_ = lay_out(size, other_cell_pt, "stack");
    for (auto* planes : {&layout_.inputs, &layout_.outputs}) {
      for (StackPlane& plane : *planes) {
        plane.to_picture.e += origin_.x;
        plane.to_picture.f += origin_.y;
      }
    }
    draw_header();
    draw_pile();
    draw_links();
    name_channels(layout_.inputs, scene_.inputs, scene_.state.input_channel);
    name_channels(layout_.outputs, scene_.outputs, scene_.state.output_channel);
    draw_words();
  }

 private:
  // Fitting tries many sizes of cells: while the reader only steps and points, it is what it was.
  StackLayout lay_out(Size size, double other_cell_pt, std::string_view name) const {
    const StackExtents e = extents();
    return in_.kept_latest(name, side_, std::tuple(e, in_.scene.camera, size, other_cell_pt),
                           [&] { return lay_out_stack(e, projection_, size, top_pt, largest_cell_pt, other_cell_pt); });
  }
  StackLayout alone(Size size) const {
    return lay_out(size, std::numeric_limits<double>::infinity(), "stack by itself");
  }

  void choose_planes(Size size) {
    choose_channels(size);
    choose_parts(size);
  }

  // A thin map whose cells would be too small to be read is shown as far as it can be.
  void choose_parts(Size size) {
    parts_ = whole_stack(in_, side_);
    shown_cells_.reset();
    const Spec& spec = in_.evaluation.spec(side_);
    // What folds has several windows, which lie far apart.
    if (side_ == Side::transposed && spec.padding_mode != PaddingMode::zeros) return;
    const Cell input{parts_.input.rows.total, parts_.input.columns.total};
    const Cell output{parts_.output.rows.total, parts_.output.columns.total};
    if (!wants_part(input, 0) && !wants_part(output, 0)) return;
    const StackScene whole = scene_;
    const std::int64_t total = std::max(input.row, input.column);
    const std::int64_t count = in_.kept_latest("stack part", side_, std::tuple(extents(), in_.scene.camera, size), [&] {
      const double cell_pt = alone(size).cell_pt;
      if (!wants_part(input, cell_pt) && !wants_part(output, cell_pt)) return total;
      std::int64_t low = 1;
      std::int64_t high = total;
      while (high - low > 1) {  // the most cells that can be read
        shown_cells_ = low + (high - low) / 2;
        (can_be_read(alone(size).cell_pt) ? low : high) = *shown_cells_;
      }
      return low;
    });
    shown_cells_.reset();
    if (count >= total) return;
    parts_ = stack_parts(in_, whole, side_, count);
    if (parts_.is_whole()) return;
    shown_cells_ = count;
    take_parts(scene_, parts_);
  }

  // A part's numbers, or where these are long its cells.
  bool can_be_read(double cell_pt) const {
    constexpr double least_pt = 34, large_pt = 44;  // tilted, and a ring is about them
    const std::string input = expanded_array(in_, side_, scene_.state.input_channel).longest;
    const std::string output = output_array(in_, side_, scene_.state.output_channel).longest;
    return cell_pt >= large_pt || (cell_pt >= least_pt && are_legible(input, cell_pt) && are_legible(output, cell_pt));
  }

  // Of the input and of the output, behind what else is said of them.
  std::pair<std::string, std::string> words_of_parts(const StackParts& parts) const {
    const StackParts whole = whole_stack(in_, side_);
    const auto told = [&](const MapPart& input, const MapPart& output) {
      const std::vector<std::string> words = map_part_words(in_, side_, input, output);
      return words.empty() ? std::string() : " · " + shown_words(in_.catalog, words);
    };
    return {told(parts.input, whole.output), told(whole.input, parts.output)};
  }

  // As many channels as there is room for: numbers of the input can be read, if one channel's can, and names do not touch.
  void choose_channels(Size size) {
    const std::int64_t channels = std::max(scene_.inputs.total, scene_.outputs.total);
    shown_cells_.reset();
    scene_ = stack_scene(in_, side_);
    if (channels == 1) return;
    const std::string longest = expanded_array(in_, side_, scene_.state.input_channel).longest;
    const std::int64_t most =
        in_.kept_latest("stack planes", side_, std::tuple(extents(), in_.scene.camera, size, longest), [&] {
          scene_ = stack_scene(in_, side_, 1);
          const bool one_is_legible = are_legible(longest, alone(size).cell_pt);
          std::int64_t count = std::min(channels, most_planes);
          for (; count > 1; --count) {
            scene_ = stack_scene(in_, side_, count);
            const StackLayout layout = alone(size);
            const bool is_legible = !one_is_legible || are_legible(longest, layout.cell_pt);
            if (is_legible && are_names_apart(layout.inputs) && are_names_apart(layout.outputs)) break;
          }
          return count;
        });
    scene_ = stack_scene(in_, side_, most);
  }

  bool are_legible(const std::string& number, double cell_pt) const {
    const double squash = std::abs(projection_.column.x * projection_.row.y - projection_.column.y * projection_.row.x);
    return is_legible_tilted(in_.fonts, number, cell_pt, squash);
  }

  static bool are_names_apart(const std::vector<StackPlane>& planes) {
    return planes.size() < 2 || planes[1].rise_pt - planes[0].rise_pt >= channel_line_pt;
  }

  Point at(double x, double y) const { return {origin_.x + x, origin_.y + y}; }
  double title_pt() const { return in_.theme.measures.title_pt; }
  bool tells_product() const { return scene_.state.by_multiplication && scene_.state.shows_window; }

  TextStyle role_style() const {
    TextStyle style = pen_.title_style();
    style.weight = FontWeight::semibold;
    return style;
  }

  TextStyle channel_style(bool is_current) const {
    TextStyle style = is_current ? pen_.label_style() : pen_.faint_style();
    if (is_current) style.color = in_.theme.text;
    return style;
  }

  Size size_of(const RoleWords& words) const {
    return {std::max(pen_.width(words.role, role_style()), pen_.width(words.detail, pen_.body_style())),
            title_pt() + line_pt};
  }

  static RoleWords with_part(RoleWords words, const std::string& part) {
    words.detail += part;
    return words;
  }

  std::string channel_words(std::int64_t channel) const {
    return in_.catalog.text("figure.stack.channel", {{"channel", whole_text(channel + 1)}});
  }

  std::string hidden_words(const Channels& channels) const {
    return in_.catalog.text("figure.stack.more", {{"count", whole_text(channels.hidden())}});
  }

  StackExtents extents() const {
    const StackParts parts = shown_cells_ ? last_stack_parts(in_, side_, *shown_cells_) : whole_stack(in_, side_);
    const auto [input_part, output_part] = words_of_parts(parts);
    StackExtents e;
    e.input_rows = parts.input.rows.count;
    e.input_columns = parts.input.columns.count;
    e.input_planes = scene_.inputs.shown;
    e.output_rows = parts.output.rows.count;
    e.output_columns = parts.output.columns.count;
    e.output_planes = scene_.outputs.shown;
    // The last step's words are the widest: were each step's own measured, cards would jump as they grow.
    e.output_words = size_of(with_part(stack_output_words(in_.catalog, in_.evaluation, side_, scene_.outputs.total - 1,
                                                          scene_.state.steps, scene_.state.steps),
                                       output_part));
    if (tells_product()) {
      e.output_words.width = std::max(e.output_words.width, product_words_pt);
      e.output_words.height += line_pt;
    }
    e.input_words = size_of(with_part(input_words_, input_part));
    e.kernel_words = size_of(kernel_words_);
    e.has_links = scene_.inputs.total > 1 || scene_.outputs.total > 1;
    const auto names_pt = [&](const Channels& channels) {
      if (channels.total == 1) return 0.0;
      const double name = pen_.width(channel_words(channels.total - 1), channel_style(true));
      return channels.hidden() == 0 ? name : std::max(name, pen_.width(hidden_words(channels), channel_style(true)));
    };
    e.input_names_pt = names_pt(scene_.inputs);
    e.output_names_pt = names_pt(scene_.outputs);
    return e;
  }

  void draw_header() {
    pen_.header(origin_, layout_.size.width, operation_words(in_.catalog, in_.evaluation, side_),
                sizes_words(in_.catalog, in_.evaluation, side_));
  }

  void draw_pile() {
    PlanePainter painter(pen_, in_, side_, scene_, layout_, projection_);
    const std::size_t inputs = layout_.inputs.size();
    const std::size_t count = inputs + layout_.outputs.size();
    const auto rise = [&](std::size_t i) {
      return i < inputs ? layout_.inputs[i].rise_pt : layout_.outputs[i - inputs].rise_pt;
    };
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t i = projection_.from_below ? count - 1 - k : k;
      if (i < inputs) {
        painter.draw_input(i);
      } else {
        painter.draw_output(i - inputs);
      }
      if (k + 1 == count) break;
      const std::size_t lower = projection_.from_below ? i - 1 : i;
      painter.draw_beam(rise(lower), rise(lower + 1));
    }
  }

  // From each input channel to the output channels that it has a part in: what groups cut.
  void draw_links() {
    if (scene_.inputs.total == 1 && scene_.outputs.total == 1) return;
    const auto corner = [&](const StackPlane& plane) {
      const Quad quad = quad_of(plane, all_cells(plane), layout_.cell_pt);
      return *std::ranges::max_element(quad, {}, &Point::x);
    };
    const double tallest = corner(layout_.inputs.front()).y - corner(layout_.outputs.back()).y;
    for (const bool marked : {false, true}) {
      for (std::size_t i = 0; i < layout_.inputs.size(); ++i) {
        for (std::size_t j = 0; j < layout_.outputs.size(); ++j) {
          const std::int64_t input = scene_.inputs.first + static_cast<std::int64_t>(i);
          const std::int64_t output = scene_.outputs.first + static_cast<std::int64_t>(j);
          const bool is_current = output == scene_.state.output_channel;
          const bool meet = side_ == Side::transposed ? channels_meet(in_.evaluation.relation, output, input)
                                                      : channels_meet(in_.evaluation.relation, input, output);
          if (!meet || is_current != marked) continue;
          draw_link(corner(layout_.inputs[i]), corner(layout_.outputs[j]), tallest, is_current);
        }
      }
    }
  }

  void draw_link(Point from, Point to, double tallest, bool is_current) {
    // A cubic whose handles stand out by b bulges by three quarters of it.
    const double reach = tallest > 0 ? std::clamp((from.y - to.y) / tallest, 0.3, 1.0) : 1.0;
    const double x = std::max(from.x, to.x) + reach * links_pt;
    const Color color = is_current ? in_.theme.focus : with_alpha(in_.theme.text_faint, 0.55);
    const Stroke stroke{color, is_current ? 1.8 : 1.1};
    pen_.add(Path{{{Segment::Kind::move, from}, {Segment::Kind::cubic, to, {x, from.y}, {x, to.y}}}, {}, stroke});
    for (const Point end : {from, to}) pen_.circle(end, is_current ? 2.6 : 1.8, {color, {}}, {});
  }

  // Beside each plane's leftmost corner, and how many more there are.
  void name_channels(const std::vector<StackPlane>& planes, const Channels& channels, std::int64_t current) {
    if (channels.total == 1) return;
    Point last;
    for (std::size_t i = 0; i < planes.size(); ++i) {
      const Quad quad = quad_of(planes[i], all_cells(planes[i]), layout_.cell_pt);
      const Point corner = *std::ranges::min_element(quad, {}, &Point::x);
      const std::int64_t channel = channels.first + static_cast<std::int64_t>(i);
      last = {corner.x - channel_gap_pt, corner.y + 4};
      const std::string name = channel_words(channel);
      const TextStyle style = channel_style(channel == current);
      cover_behind(last, pen_.width(name, style), style.size_pt);
      pen_.text(last, name, style, Align::end);
    }
    if (channels.hidden() > 0) {
      pen_.text({last.x, last.y - channel_line_pt}, hidden_words(channels), pen_.faint_style(), Align::end);
    }
  }

  // The beam does not run through a name that ends at `end`.
  void cover_behind(Point end, double width_pt, double size_pt) {
    constexpr double around_pt = 1.5;
    const Rect words{end.x - width_pt, end.y - 0.8 * size_pt, width_pt, size_pt};
    pen_.add(Box{grown(words, around_pt), around_pt, {in_.theme.card, {}}, {}});
  }

  void draw_role(const Rect& place, const RoleWords& words) {
    const double room = std::max(place.width, layout_.size.width - place.x);
    pen_.fitted_text(at(place.x, place.y + title_pt()), words.role, role_style(), room);
    pen_.fitted_text(at(place.x, place.y + title_pt() + line_pt), words.detail, pen_.body_style(), room);
  }

  void draw_words() {
    const auto [input_part, output_part] = words_of_parts(parts_);
    draw_role(layout_.output_words, with_part(output_words_, output_part));
    draw_role(layout_.input_words, with_part(input_words_, input_part));
    draw_role(layout_.kernel_words, kernel_words_);
    if (!tells_product()) return;
    const Rect& place = layout_.output_words;
    TextStyle style = pen_.body_style();
    style.color = in_.theme.text;
    pen_.fitted_text(at(place.x, place.y + title_pt() + 2 * line_pt),
                     product_words(in_.catalog, in_.evaluation, side_, scene_.state.step), style, place.width);
  }

  Pen& pen_;
  const PictureInputs& in_;
  Side side_;
  Point origin_;
  Projection projection_;
  StackScene scene_;
  StackParts parts_;
  std::optional<std::int64_t> shown_cells_;  // of a thin input
  RoleWords input_words_;
  RoleWords kernel_words_;
  RoleWords output_words_;
  StackLayout layout_;
};

Size stack_size(const PictureInputs& inputs, Side side, Size room) {
  Pen pen(inputs.theme, inputs.fonts);
  const Size limit = limited(room, natural_room);
  return StackPainter(pen, inputs, side, {}).smallest(limit);
}

void draw_stack(Pen& pen, const PictureInputs& inputs, Side side, Point origin, Size size) {
  // Both operations' cells are as large as the smaller ones.
  double other_cell_pt = largest_cell_pt;
  const std::vector<Side> sides = shown_sides(inputs);
  for (const Side other : sides) {
    if (other != side) other_cell_pt = StackPainter(pen, inputs, other, origin).cell_pt(size);
  }
  StackPainter(pen, inputs, side, origin).draw(size, other_cell_pt);
}

}  // namespace

extern const ViewRow stack_view{.name = "stack",
                                .is_per_side = true,
                                .is_one_scale = true,
                                .size = stack_size,
                                .draw = draw_stack,
                                .least_width_pt = 316,
                                .natural_width_pt = 420,
                                .most_width_pt = 800,
                                .tallest_pt = 700,
                                .least_height_share = 0.7,
                                .most_growth_pt = 80,
                                .most_alone_pt = 130,
                                .largest_alone = {764, 700},
                                .turns = true,
                                .has_cell_text = true};

}  // namespace convoscope
