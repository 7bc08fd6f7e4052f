// The maps themselves, without padding and zeros between: what the window reads of each is tinted.
#include "figure/maps/channel_strip.h"

#include <algorithm>

#include "document/number_text.h"
#include "figure/draw/contrast.h"
#include "figure/draw/map_arrays.h"
#include "figure/maps/photograph_shades.h"

namespace convoscope {
namespace {

// More channels, or larger maps, would be too small to be read.
constexpr std::int64_t most_channels = 4;
constexpr std::int64_t most_cells = 400;
constexpr double largest_pitch_pt = 20;
constexpr double readable_pitch_pt = 14;
constexpr double least_pitch_pt = 6;
constexpr double top_pt = 12;
constexpr double label_pt = 15;
constexpr double label_width_pt = 18;
constexpr double gap_pt = 12;
constexpr double inputs_to_outputs_pt = 30;
constexpr double foot_pt = 4;
constexpr double outline_pt = 1.4;

// Inputs and outputs in one row, in a row each, or all below each other.
enum class Flow : std::uint8_t { row, two_rows, column };

struct Sizes {
  double inputs = 1, outputs = 1;
  Size input, output;  ///< in cells
};

Sizes sizes_of(const Evaluation& evaluation, Side side) {
  const auto size = [](const Tensor& map) {
    return Size{static_cast<double>(map.columns()), static_cast<double>(map.rows())};
  };
  const Tensor& input = evaluation.input(side);
  const Tensor& output = evaluation.output(side);
  return {static_cast<double>(input.channels()), static_cast<double>(output.channels()), size(input), size(output)};
}

bool has_strip(const Sizes& s) {
  const double cells = std::max(s.input.width * s.input.height, s.output.width * s.output.height);
  const double channels = std::max(s.inputs, s.outputs);
  return channels > 1 && channels <= most_channels && cells <= most_cells;
}

// The maps' extent across and down: so many cells, and so many points between and around them.
struct Extent {
  Size cells;
  Size fixed;
};

Extent extent_of(const Sizes& s, Flow flow) {
  const double inputs = s.inputs * s.input.width, outputs = s.outputs * s.output.width;
  const double input_gaps = gap_pt * (s.inputs - 1), output_gaps = gap_pt * (s.outputs - 1);
  switch (flow) {
    case Flow::row:
      return {{inputs + outputs, std::max(s.input.height, s.output.height)},
              {input_gaps + output_gaps + inputs_to_outputs_pt, top_pt + label_pt + foot_pt}};
    case Flow::two_rows:
      return {{std::max(inputs, outputs), s.input.height + s.output.height},
              {std::max(input_gaps, output_gaps), 2 * (top_pt + label_pt) + foot_pt}};
    case Flow::column:
      return {{std::max(s.input.width, s.output.width), s.inputs * s.input.height + s.outputs * s.output.height},
              {label_width_pt, top_pt + foot_pt + (input_gaps + output_gaps + inputs_to_outputs_pt) / 2}};
  }
  return {};
}

double pitch_in(const Sizes& s, Flow flow, Size room) {
  const Extent e = extent_of(s, flow);
  return std::min({largest_pitch_pt, (room.width - e.fixed.width) / e.cells.width,
                   (room.height - e.fixed.height) / e.cells.height});
}

}  // namespace

double channels_width(const PictureInputs& inputs, Side side) {
  const Sizes s = sizes_of(inputs.evaluation, side);
  const Extent e = extent_of(s, Flow::row);
  return has_strip(s) ? e.cells.width * readable_pitch_pt + e.fixed.width : 0;
}

ChannelStrip lay_out_channels(const PictureInputs& inputs, Side side, double width_pt, double most_height_pt) {
  const Sizes s = sizes_of(inputs.evaluation, side);
  ChannelStrip strip;
  if (!has_strip(s)) return strip;
  constexpr double advantage = 1.15;
  Flow flow = Flow::row;
  for (const Flow other : {Flow::row, Flow::two_rows, Flow::column}) {
    const double pitch = pitch_in(s, other, {width_pt, most_height_pt});
    if (pitch <= strip.pitch_pt * advantage) continue;
    strip.pitch_pt = pitch;
    flow = other;
  }
  if (strip.pitch_pt < least_pitch_pt) return {};
  const Extent e = extent_of(s, flow);
  const double pitch = strip.pitch_pt;
  strip.height_pt = e.cells.height * pitch + e.fixed.height;
  strip.is_column = flow == Flow::column;
  const auto start = [&](double across_pt) { return strip.is_column ? label_width_pt : (width_pt - across_pt) / 2; };
  const auto across = [&](double count, Size map) { return count * map.width * pitch + gap_pt * (count - 1); };
  const double all = across(s.inputs, s.input) + across(s.outputs, s.output) + inputs_to_outputs_pt;
  Point at{start(flow == Flow::row ? all : across(s.inputs, s.input)), strip.is_column ? top_pt : top_pt + label_pt};
  const auto add = [&](bool is_input, double count, Size cells) {
    for (std::int64_t channel = 0; channel < static_cast<std::int64_t>(count); ++channel) {
      const Rect rect{at.x, at.y, cells.width * pitch, cells.height * pitch};
      const Point label = strip.is_column ? Point{0, rect.center().y + 4} : Point{rect.center().x, rect.y - 6};
      strip.maps.push_back({is_input, channel, rect, label});
      (strip.is_column ? at.y : at.x) += strip.is_column ? rect.height + gap_pt / 2 : rect.width + gap_pt;
    }
  };
  add(true, s.inputs, s.input);
  switch (flow) {
    case Flow::row: at.x += inputs_to_outputs_pt - gap_pt; break;
    case Flow::two_rows:
      at = {start(across(s.outputs, s.output)), at.y + s.input.height * pitch + top_pt + label_pt};
      break;
    case Flow::column: at.y += (inputs_to_outputs_pt - gap_pt) / 2; break;
  }
  add(false, s.outputs, s.output);
  return strip;
}

namespace {

class StripPainter {
 public:
  StripPainter(Pen& pen, const PictureInputs& inputs, const MapsState& state, const ChannelStrip& strip, Point origin)
      : pen_(pen), in_(inputs), theme_(inputs.theme), state_(state), strip_(strip), origin_(origin) {}

  void draw() {
    for (SmallMap map : strip_.maps) {
      map.cells.x += origin_.x;
      map.cells.y += origin_.y;
      map.is_input ? draw_input(map) : draw_output(map);
      const bool is_chosen = map.channel == (map.is_input ? state_.input_channel : state_.output_channel);
      if (is_chosen) pen_.add(Box{grown(map.cells, 2.5), 4, {}, {theme_.focus, outline_pt}});
      name(map, is_chosen);
    }
  }

 private:
  bool is_transposed() const { return state_.side == Side::transposed; }

  void name(const SmallMap& map, bool is_chosen) {
    TextStyle style = is_chosen ? pen_.label_style() : pen_.faint_style();
    style.size_pt = std::min(style.size_pt, 11.0);
    if (is_chosen) style = {style.size_pt, theme_.text, FontWeight::semibold};
    const std::string number = whole_text(map.channel + 1);
    std::string words = in_.catalog.text("figure.stack.channel", {{"channel", number}});
    if (strip_.is_column || pen_.width(words, style) > map.cells.width) words = number;
    pen_.text({origin_.x + map.label.x, origin_.y + map.label.y}, words, style,
              strip_.is_column ? Align::start : Align::middle);
  }

  Grid grid(const SmallMap& map, const MapArray& array) const {
    const double gap = std::min(theme_.measures.gap_pt, strip_.pitch_pt * 0.1);
    return grid_of(array, {map.cells.x, map.cells.y, map.cells.width - gap, map.cells.height - gap}, gap);
  }

  CellStyle style(const MapArray& array, Color fill, Color on) const {
    const TextStyle number =
        grid_number_style(in_.fonts, array.longest, strip_.pitch_pt * 0.94, theme_.measures.number_pt, on);
    return {{fill, {}}, {}, number, pen_.cell_radius(strip_.pitch_pt)};
  }

  MapArray input_array(std::int64_t channel) const {
    const CellText text = in_.scene.look.cells;
    return in_.kept({"channel", state_.side, channel, static_cast<std::int64_t>(text)}, [&] {
      const Tensor& input = in_.evaluation.input(state_.side);
      const std::int64_t cells = input.rows() * input.columns();
      const auto first = input.data().begin() + channel * cells;
      MapArray array = array_of(input.rows(), input.columns(), std::vector<float>(first, first + cells));
      if (text == CellText::numbers || text == CellText::weights) return array;
      array.longest.clear();
      if (text == CellText::none) return array;
      std::vector<std::string> labels;
      for (std::int64_t i = 0; i < cells; ++i) {
        const Cell cell{i / input.columns(), i % input.columns()};
        labels.push_back(is_transposed() ? coarse_name(in_.evaluation.relation, cell)
                                         : fine_name(in_.evaluation.relation, cell));
        keep_longer(array.longest, labels.back());
      }
      array.labels = std::make_shared<const std::vector<std::string>>(std::move(labels));
      return array;
    });
  }

  void draw_input(const SmallMap& map) {
    const MapArray array = input_array(map.channel);
    Grid g = grid(map, array);
    std::vector<std::uint8_t> classes(static_cast<std::size_t>(g.rows * g.columns), 0);
    for (const Product& product : state_.step.products) {
      const bool is_read = product.factor == Factor::value && product.input_channel == map.channel;
      if (is_read && state_.shows_window)
        classes[static_cast<std::size_t>(product.input.row * g.columns + product.input.column)] = 1;
    }
    const Color fill = is_transposed() ? theme_.coarse : theme_.fine;
    const Color on = is_transposed() ? theme_.on_coarse : theme_.on_fine;
    const Color read = mix(fill, with_alpha(theme_.window, 1), theme_.window.a / 255.0);
    g.styles = {style(array, fill, on), style(array, read, readable_on(read, on, theme_.text, theme_.card))};
    g.styles[1].stroke = {theme_.focus, std::min(outline_pt, strip_.pitch_pt * 0.1)};
    g.classes = std::make_shared<const std::vector<std::uint8_t>>(std::move(classes));
    if (in_.evaluation.photograph && state_.side == in_.evaluation.asked) shade_by_values(g, {0, 1}, theme_);
    pen_.add(std::move(g), Tag{state_.side, input_part(state_.side), map.channel});
  }

  void draw_output(const SmallMap& map) {
    const MapArray array = output_array(in_, state_.side, map.channel);
    Grid g = grid(map, array);
    const Color on = is_transposed() ? theme_.on_fine : theme_.on_coarse;
    CellStyle pending = style(array, is_transposed() ? theme_.fine_pale : theme_.coarse_pale, on);
    pending.text.color = {};
    g.styles = {style(array, is_transposed() ? theme_.fine : theme_.coarse, on), pending};
    if (const std::int64_t done = state_.done_cells(map.channel); done < g.rows * g.columns) {
      g.pending_from = done;
      g.pending_style = 1;
    }
    const Rect focus = g.cell_rect(state_.step.focus.row, state_.step.focus.column);
    pen_.add(std::move(g), Tag{state_.side, output_part(state_.side), map.channel});
    if (state_.shows_window && map.channel == state_.output_channel) pen_.ring(focus, outline_pt);
  }

  Pen& pen_;
  const PictureInputs& in_;
  const Theme& theme_;
  const MapsState& state_;
  const ChannelStrip& strip_;
  Point origin_;
};

}  // namespace

void draw_channels(Pen& pen, const PictureInputs& inputs, const MapsState& state, const ChannelStrip& strip,
                   Point origin) {
  StripPainter(pen, inputs, state, strip, origin).draw();
}

}  // namespace convoscope
