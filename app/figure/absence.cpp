// A title and one sentence.
#include "figure/absence.h"

#include <algorithm>

#include "document/number_text.h"
#include "figure/paragraph.h"

namespace convoscope {
namespace {

constexpr Size wanted{420, 130};
constexpr double sentence_y_pt = 60;
constexpr double counterpart_sentence_y_pt = 54;

}  // namespace

Size absence_size(const PictureInputs&, Size room) {
  return {room.width > 0 ? std::min(room.width, wanted.width) : wanted.width, wanted.height};
}

void draw_absence(Sheet& sheet, const PictureInputs& inputs, std::string_view title, Point origin, Size size) {
  sheet.header(origin, size.width, title);
  const bool is_pooling = inputs.evaluation.weight->size() == 0;
  const std::string why = inputs.catalog.text(is_pooling                     ? "figure.transposed_only.pooling"
                                              : inputs.evaluation.transposed ? "figure.transposed_only.too_large"
                                                                             : "figure.transposed_only.none");
  write_paragraph(sheet, {origin.x, origin.y + sentence_y_pt}, why, sheet.body_style(), size.width);
}

bool lacks_counterpart(const PictureInputs& inputs) {
  if (inputs.evaluation.weight->size() == 0) return false;
  const bool lacks_convolution = inputs.scene.shows_convolution && !inputs.evaluation.convolution;
  return lacks_convolution || (inputs.scene.shows_transposed && !inputs.evaluation.transposed);
}

void draw_lacking_counterpart(Sheet& sheet, const PictureInputs& inputs, Point origin, Size size) {
  const Catalog& catalog = inputs.catalog;
  const bool has_convolution = inputs.evaluation.convolution.has_value();
  sheet.header(origin, size.width,
               has_convolution ? catalog.text("figure.transposed") : catalog.text("figure.convolution"));
  const std::string why = has_convolution ? catalog.text("figure.transposed_only.none") : no_convolution_words(inputs);
  write_paragraph(sheet, {origin.x, origin.y + counterpart_sentence_y_pt}, why, sheet.body_style(), size.width);
}

std::string no_convolution_words(const PictureInputs& inputs) {
  for (const AxisSpec& axis : inputs.evaluation.spec(Side::transposed).axes) {
    if (axis.output_padding < axis.stride) continue;
    return inputs.catalog.text("figure.no_convolution_padding", {{"output_padding", whole_text(axis.output_padding)},
                                                                 {"stride", whole_text(axis.stride)}});
  }
  return inputs.catalog.text("figure.no_convolution");
}

}  // namespace convoscope
