// The learning view: the loss as a curve, the kernel now and the kernel wanted, at the state that the scene holds.
#include "figure/draw/fitting.h"
#include "figure/draw/paragraph.h"
#include "figure/learning/learning_figure.h"
#include "figure/view.h"

namespace convoscope {
namespace {

constexpr Size without_run{420, 110};
constexpr double no_run_sentence_pt = 60;

bool holds_a_run(const Scene& scene) { return scene.learning.run != nullptr; }

/// Of the weight's element that a tag names.
std::optional<Cell> element_of(const Tag& tag, std::int64_t plane) {
  return tag.part == Part::kernel && tag.channel == plane && tag.cell != no_cell ? std::optional(tag.cell)
                                                                                 : std::nullopt;
}

LearningPicture learning_picture_of(const PictureInputs& inputs) {
  const LearningPage& page = inputs.scene.learning;
  const Learned& run = *page.run;
  const Tensor& weight = run.states.front().weight;
  // What the mouse is on does not change what is shown.
  const std::int64_t planes = weight.batch() * weight.channels();
  const bool has_pin = inputs.pin.part == Part::kernel && inputs.pin.channel >= 0 && inputs.pin.channel < planes;
  const std::int64_t plane = has_pin ? inputs.pin.channel : 0;
  const bool is_lit = inputs.scene.look.is_lit;
  return {run.states,
          page.step,
          run.rate,
          run.wanted.get(),
          inputs.theme,
          inputs.catalog,
          inputs.fonts,
          plane,
          is_lit ? element_of(inputs.pin, plane) : std::nullopt,
          is_lit ? element_of(inputs.hover, plane) : std::nullopt};
}

Size learning_card_size(const PictureInputs& inputs, Side, Size room) {
  if (!holds_a_run(inputs.scene)) return limited({room.width, 0}, without_run);
  return learning_size(learning_picture_of(inputs), room);
}

void draw_learning_card(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  if (holds_a_run(inputs.scene)) return draw_learning(pen, learning_picture_of(inputs), origin, size);
  pen.header(origin, size.width, inputs.catalog.text("view.learning"));
  write_paragraph(pen, {origin.x, origin.y + no_run_sentence_pt}, inputs.catalog.text("learning.none"),
                  pen.body_style(), size.width);
}

}  // namespace

extern const ViewRow learning_view{.name = learning_view_name,
                                   .is_offered = holds_a_run,
                                   .size = learning_card_size,
                                   .draw = draw_learning_card,
                                   .least_width_pt = 540,
                                   .tallest_pt = 400,
                                   .least_height_share = 0.76,
                                   .most_growth_pt = 60,
                                   .gives_way_first = true};

}  // namespace convoscope
