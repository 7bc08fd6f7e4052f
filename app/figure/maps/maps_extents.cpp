#include "figure/maps/maps_extents.h"

#include <algorithm>

#include "figure/draw/map_arrays.h"
#include "figure/draw/pen.h"
#include "figure/draw/words.h"

namespace convoscope {
namespace {

// The size of numbers that cells are laid out for; where a card is narrow they may become smaller.
constexpr double comfortable_number_pt = 9.5;

// A grid that would need more room than this for legible numbers goes without.
constexpr double most_for_numbers_pt = 420;

GridExtents extents_of(const MapArray& array, const FontMetrics& fonts) {
  constexpr double square = comfortable_number_pt / 0.54 + 1;
  GridExtents grid{array.rows, array.columns, square};
  const double number = fonts.width(array.longest, {comfortable_number_pt, {}, FontWeight::semibold}) + 6;
  if (number > square && number * static_cast<double>(grid.longer()) <= most_for_numbers_pt) grid.legible_pt = number;
  return grid;
}

// The smallest that words get before the card is made wider for them, and what is kept for a product's.
constexpr double least_words_pt = 9;
constexpr double product_words_pt = 160;

}  // namespace

MapsExtents maps_extents(const PictureInputs& inputs, Side side) {
  const Evaluation& evaluation = inputs.evaluation;
  MapsExtents e;
  e.expanded = extents_of(expanded_array(inputs, side, 0), inputs.fonts);
  e.output = extents_of(output_array(inputs, side, 0), inputs.fonts);
  if (evaluation.weight->size() > 0) e.kernel = extents_of(kernel_array(inputs, side, 0, 0), inputs.fonts);
  e.has_words = inputs.scene.look.has_words;
  if (!e.has_words) {
    e.side_label_pt = 0;
    return e;
  }
  const TextStyle label{inputs.theme.measures.label_pt, {}};
  const auto least = [&](const std::string& words) { return inputs.fonts.width(words, {least_words_pt, {}}); };
  const std::string channels = channel_words(inputs.catalog, evaluation, side, 0, 0);
  e.has_channels = !channels.empty();
  e.header_pt = std::max(Pen(inputs.theme, inputs.fonts)
                             .header_width(operation_words(inputs.catalog, evaluation, side),
                                           sizes_words(inputs.catalog, evaluation, side)),
                         least(channels));
  e.words_pt = std::max(least(input_words(inputs.catalog, evaluation, side)),
                        least(stride_words(inputs.catalog, evaluation, side)));
  if (inputs.playhead.granularity == Granularity::multiply) e.words_pt = std::max(e.words_pt, product_words_pt);
  e.side_label_pt = std::max(inputs.fonts.width(kernel_words(inputs.catalog, evaluation, side, 0), label),
                             inputs.fonts.width(inputs.catalog.text("figure.output"), label));
  return e;
}

}  // namespace convoscope
