#include "figure/maps/maps_captions.h"

#include <algorithm>

#include "figure/draw/line_break.h"
#include "figure/draw/words.h"
#include "figure/maps/maps_words.h"

namespace convoscope {
namespace {

constexpr double line_pt = 13;  // from one broken line to the next

class Captions {
 public:
  Captions(Pen& pen, Point origin) : pen_(pen), origin_(origin) {}

  /// In one line, or in several above `end_y`; where that is not enough, `shorter`.
  void write(double x, double y, double end_y, double room_pt, const std::string& words, const std::string& shorter,
             TextStyle style) {
    const Point at{origin_.x + x, origin_.y + y};
    if (pen_.fits_text(words, style, room_pt)) return pen_.fitted_text(at, words, style, room_pt);
    style.size_pt = std::min(style.size_pt, smallest_text_pt);
    const auto lines = wrap_text([&](std::string_view line) { return pen_.width(line, style); }, words, room_pt);
    const auto have_room = [&](std::string_view line) { return pen_.fits_text(line, style, room_pt); };
    const double last_y = y + static_cast<double>(lines.size() - 1) * line_pt;
    if (last_y > end_y || !std::ranges::all_of(lines, have_room)) return pen_.fitted_text(at, shorter, style, room_pt);
    for (std::size_t i = 0; i < lines.size(); ++i)
      pen_.fitted_text({at.x, at.y + static_cast<double>(i) * line_pt}, lines[i], style, room_pt);
  }

 private:
  Pen& pen_;
  Point origin_;
};

}  // namespace

void draw_captions(Pen& pen, const PictureInputs& inputs, const MapsState& state, const MapsLayout& layout,
                   Point origin) {
  const Catalog& catalog = inputs.catalog;
  const Evaluation& evaluation = inputs.evaluation;
  const double x = layout.expanded.x;
  const bool has_product = state.by_multiplication && state.shows_window;
  const double end_y = layout.step_y - line_pt;
  Captions captions(pen, origin);
  captions.write(x, layout.caption_y, has_product ? layout.product_y - line_pt : end_y, layout.caption_room_pt,
                 stride_words(catalog, evaluation, state.side), short_stride_words(catalog, evaluation, state.side),
                 pen.label_style());
  if (has_product) {
    TextStyle style = pen.label_style();
    style.color = inputs.theme.text;
    const std::string words = product_words(catalog, evaluation, state.side, state.step);
    captions.write(x, layout.product_y, end_y, layout.caption_room_pt, words, words, style);
  }
  const std::string step = step_number_words(inputs, state);
  captions.write(x, layout.step_y, layout.step_y, layout.step_room_pt, step_words(inputs, state), step,
                 pen.faint_style());
}

}  // namespace convoscope
