#include "toy_view/toy_view.h"

#include <fmt/format.h>

namespace convoscope {
namespace {

Size size_of(const PictureInputs&, Side, Size) { return {240, 90}; }

void draw(Pen& pen, const PictureInputs& inputs, Side, Point origin, Size size) {
  pen.header(origin, size.width, inputs.catalog.text("view.toy"));
  pen.text({origin.x, origin.y + 70}, fmt::format("{}", inputs.evaluation.connections), pen.heading_style());
}

}  // namespace

const ViewRow toy_view{.name = "toy", .size = size_of, .draw = draw};

}  // namespace convoscope
