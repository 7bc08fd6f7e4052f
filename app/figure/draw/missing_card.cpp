// A title and one sentence.
#include "figure/draw/missing_card.h"
#include "figure/draw/fitting.h"

#include <algorithm>

#include "document/number_text.h"
#include "figure/draw/paragraph.h"

namespace convoscope {
namespace {

constexpr Size wanted{420, 130};
constexpr double sentence_y_pt = 60;
constexpr double counterpart_sentence_y_pt = 54;
constexpr double counterpart_height_pt = 98;

void draw_counterpart(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  const Catalog& catalog = inputs.catalog;
  const bool has_convolution = inputs.evaluation.convolution.has_value();
  pen.header(origin, size.width,
             has_convolution ? catalog.text("figure.transposed") : catalog.text("figure.convolution"));
  const std::string why = has_convolution ? catalog.text("figure.transposed_only.none") : no_convolution_words(inputs);
  write_paragraph(pen, {origin.x, origin.y + counterpart_sentence_y_pt}, why, pen.body_style(), size.width);
}

}  // namespace

Size missing_card_size(const PictureInputs&, Size room) { return limited({room.width, 0}, wanted); }

std::string missing_words(const PictureInputs& inputs) {
  const bool is_pooling = inputs.evaluation.weight->size() == 0;
  return inputs.catalog.text(is_pooling                     ? "figure.transposed_only.pooling"
                             : inputs.evaluation.transposed ? "figure.transposed_only.too_large"
                                                            : "figure.transposed_only.none");
}

void draw_missing_card(Pen& pen, const PictureInputs& inputs, std::string_view title, Point origin, Size size) {
  pen.header(origin, size.width, title);
  write_paragraph(pen, {origin.x, origin.y + sentence_y_pt}, missing_words(inputs), pen.body_style(), size.width);
}

const ViewRow lacking_counterpart{.size = [](const PictureInputs& inputs, Side, Size room) -> Size {
                                    return {missing_card_size(inputs, room).width, counterpart_height_pt};
                                  },
                                  .draw = draw_counterpart,
                                  .least_width_pt = 316};

std::string no_convolution_words(const PictureInputs& inputs) {
  for (const AxisSpec& axis : inputs.evaluation.spec(Side::transposed).axes) {
    if (axis.output_padding < axis.stride) continue;
    return inputs.catalog.text("figure.no_convolution_padding", {{"output_padding", whole_text(axis.output_padding)},
                                                                 {"stride", whole_text(axis.stride)}});
  }
  return inputs.catalog.text("figure.no_convolution");
}

}  // namespace convoscope
