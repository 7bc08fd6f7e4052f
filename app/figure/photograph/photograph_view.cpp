// The photograph view: a layer's input and output as pictures, where the loupe is, and how numbers have become grey.
#include <algorithm>
#include <cmath>

#include "core/convolve.h"
#include "document/number_text.h"
#include "document/photograph/tones.h"
#include "figure/draw/fitting.h"
#include "figure/draw/paragraph.h"
#include "figure/draw/words.h"
#include "figure/photograph/photograph_layout.h"
#include "figure/state/maps_state.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr Size without_photograph{420, 110};
constexpr double sentence_pt = 60;
constexpr double least_marked_pt = 14;  // of the loupe's frame, which would vanish in a large picture
constexpr double scale_width_pt = 160;
constexpr double scale_height_pt = 8;
constexpr double numbers_below_pt = 15;
constexpr std::int64_t scale_steps = 128;

/// Rows and columns of a map, in pixels.
PictureExtent extent_of(const Shape& shape) { return {shape[2], shape[3]}; }

class PhotographView {
 public:
  PhotographView(Pen& pen, const PictureInputs& inputs, Point origin, Size size)
      : pen_(pen),
        in_(inputs),
        place_(*inputs.evaluation.photograph),
        whole_(inputs.evaluation.photograph->whole->spec()),
        development_(inputs.development ? inputs.development->get() : place_.whole.get()),
        origin_(origin),
        size_(size) {
    const Shape input = input_shape(whole_), output = output_shape(whole_);
    extents_ = {extent_of(input), extent_of(output)};
    layout_ = lay_out_photograph(extents_, size);
    const ChannelPair shown = shown_channels(inputs, inputs.evaluation.asked);
    channel_ = inputs.evaluation.asked == Side::transposed ? shown.fine : shown.coarse;
    is_color_ = output[1] == 3;
    tone_ = inputs.scene.photograph.tone.value_or(suggested_tone(*inputs.evaluation.weight));
  }

  Size wanted() const { return layout_.size; }

  void draw() {
    const double inset = std::max(size_.width - layout_.size.width, 0.0) / 2;
    pen_.header(origin_, size_.width, in_.catalog.text("view.photograph"), name());
    const double free = std::max(size_.height - layout_.size.height, 0.0) / 2;
    origin_ = {origin_.x + inset, origin_.y + free};
    draw_picture(0, place_.whole->photograph().pixels);
    draw_picture(1, development_ != nullptr ? development_->pixels(tone_, channel_) : nullptr);
    draw_scale();
  }

 private:
  Point at(double x, double y) const { return {origin_.x + x, origin_.y + y}; }
  const std::string& name() const { return place_.whole->photograph().name; }

  std::string label(std::size_t index) const {
    const std::string size = size_words(in_.catalog, extents_[index].rows, extents_[index].columns);
    if (index == 0) return in_.catalog.text("figure.photograph.input", {{"size", size}});
    const std::int64_t channels = output_shape(whole_)[1];
    if (is_color_ || channels == 1) return in_.catalog.text("figure.photograph.output", {{"size", size}});
    return in_.catalog.text("figure.photograph.output_channel",
                            {{"channel", whole_text(channel_ + 1)}, {"count", whole_text(channels)}, {"size", size}});
  }

  void draw_picture(std::size_t index, const SharedPixels& pixels) {
    const PicturePlace& place = layout_.places[index];
    const Rect rect{origin_.x + place.picture.x, origin_.y + place.picture.y, place.picture.width,
                    place.picture.height};
    pen_.fitted_text(at(place.picture.x, place.label_y), label(index), pen_.label_style(),
                     std::max(rect.width, size_.width / 2 - 20));
    if (pixels) {
      pen_.add(Image{rect, pixels}, {Side::none, Part::pixel, static_cast<std::int64_t>(index)});
    } else {
      pen_.add(Box{rect, 0, {in_.theme.field, {}}, {}});
    }
    if (in_.scene.look.is_lit) mark(rect, index);
  }

  /// A frame around what the loupe shows.
  void mark(const Rect& picture, std::size_t index) {
    const Evaluation& evaluation = in_.evaluation;
    const Tensor& shown = index == 0 ? evaluation.input(evaluation.asked) : evaluation.output(evaluation.asked);
    const Cell first = index == 0 ? place_.input : place_.output;
    const double across = picture.width / static_cast<double>(extents_[index].columns);
    const double down = picture.height / static_cast<double>(extents_[index].rows);
    Rect frame{picture.x + static_cast<double>(first.column) * across,
               picture.y + static_cast<double>(first.row) * down, static_cast<double>(shown.columns()) * across,
               static_cast<double>(shown.rows()) * down};
    const double smaller = std::min(frame.width, frame.height);
    if (smaller < least_marked_pt) frame = grown(frame, (least_marked_pt - smaller) / 2);
    pen_.frame(frame, 2, {in_.theme.focus, in_.theme.measures.focus_width_pt * 0.8});
  }

  /// From black to white, with the numbers that are so, and what it is called.
  void draw_scale() {
    const float most = tone_ == Tone::clamped ? 1 : development_ != nullptr ? development_->most() : 1;
    const float least = tone_ == Tone::about_grey ? -most : 0;
    Tensor ramp({1, 1, 1, scale_steps});
    for (std::int64_t i = 0; i < scale_steps; ++i)
      ramp(0, 0, 0, i) = std::lerp(least, most, static_cast<float>(i) / static_cast<float>(scale_steps - 1));
    const double left = layout_.places[1].picture.x;
    const double room = layout_.size.width - left;
    const Rect bar{origin_.x + left, origin_.y + layout_.scale_y, std::min(scale_width_pt, room / 2), scale_height_pt};
    pen_.add(Image{bar, pixels_of(ramp, tone_, most)});
    pen_.add(Box{bar, 0, {}, {in_.theme.line, 1}});
    const double baseline = bar.bottom() + numbers_below_pt;
    const TextStyle style = pen_.label_style();
    pen_.text({bar.x, baseline}, number_text(static_cast<double>(least), 3), style);
    if (tone_ == Tone::about_grey) pen_.text({bar.center().x, baseline}, "0", style, Align::middle);
    pen_.text({bar.right(), baseline}, number_text(static_cast<double>(most), 3), style, Align::end);
    constexpr const char* keys[] = {"figure.photograph.clamped", "figure.photograph.absolute",
                                    "figure.photograph.about_grey"};
    pen_.fitted_text({bar.right() + 14, bar.bottom()}, in_.catalog.text(keys[static_cast<std::size_t>(tone_)]), style,
                     room - bar.width - 14);
  }

  Pen& pen_;
  const PictureInputs& in_;
  const OnPhotograph& place_;
  const Spec& whole_;
  const Development* development_;  ///< null: nothing is made yet
  Point origin_;
  Size size_;
  std::array<PictureExtent, 2> extents_;
  PhotographLayout layout_;
  std::int64_t channel_ = 0;
  bool is_color_ = false;
  Tone tone_{};
};

Size photograph_size(const PictureInputs& inputs, Side, Size room) {
  if (!inputs.evaluation.photograph) return limited({room.width, 0}, without_photograph);
  Pen pen(inputs.theme, inputs.fonts);
  return PhotographView(pen, inputs, {}, room).wanted();
}

void draw_photograph(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  if (inputs.evaluation.photograph) return PhotographView(pen, inputs, origin, size).draw();
  pen.header(origin, size.width, inputs.catalog.text("view.photograph"));
  write_paragraph(pen, {origin.x, origin.y + sentence_pt}, inputs.catalog.text("figure.photograph.none"),
                  pen.body_style(), size.width);
}

bool has_photograph(const Scene& scene) { return scene.photograph.picture != nullptr; }

}  // namespace

extern const ViewRow photograph_view{.name = "photograph",
                                     .is_offered = has_photograph,
                                     .size = photograph_size,
                                     .draw = draw_photograph,
                                     .least_width_pt = 280,
                                     .natural_width_pt = 560,
                                     .most_width_pt = 900,
                                     .tallest_pt = 700,
                                     .least_height_share = 0.6,
                                     .most_growth_pt = 0,
                                     .largest_alone = {720, 900}};

}  // namespace convoscope
