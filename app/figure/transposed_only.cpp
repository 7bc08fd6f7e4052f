// A title and one sentence.
#include "figure/transposed_only.h"

#include <algorithm>

#include "figure/paragraph.h"

namespace convoscope {
namespace {

constexpr Size wanted{420, 130};
constexpr double title_y_pt = 28;
constexpr double sentence_y_pt = 60;

}  // namespace

Size absence_size(const PictureInputs&, Size room) {
  return {room.width > 0 ? std::min(room.width, wanted.width) : wanted.width, wanted.height};
}

void draw_absence(Sheet& sheet, const PictureInputs& inputs, std::string_view title, Point origin, Size size) {
  sheet.fitted_text({origin.x, origin.y + title_y_pt}, title, sheet.title_style(), size.width);
  const bool is_pooling = inputs.evaluation.weight->size() == 0;
  const std::string why = inputs.catalog.text(is_pooling                     ? "figure.transposed_only.pooling"
                                              : inputs.evaluation.transposed ? "figure.transposed_only.too_large"
                                                                             : "figure.transposed_only.none");
  write_paragraph(sheet, {origin.x, origin.y + sentence_y_pt}, why, sheet.body_style(), size.width);
}

}  // namespace convoscope
