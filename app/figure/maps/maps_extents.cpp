#include "figure/maps/maps_extents.h"

#include <algorithm>
#include <string_view>

#include "figure/draw/map_arrays.h"
#include "figure/draw/map_part.h"
#include "figure/draw/pen.h"
#include "figure/draw/words.h"
#include "figure/maps/maps_words.h"

namespace convoscope {
namespace {

// The size of numbers that cells are laid out for; where a card is narrow they may become smaller.
constexpr double comfortable_number_pt = 9.5;

// A grid that would need more room than this for legible numbers goes without.
constexpr double most_for_numbers_pt = 420;

constexpr double roomy = 1.25;           // cells of a part are so much larger than they need to be
constexpr std::int64_t least_shown = 8;  // of them
// What is beside the maps, and what is taken for no limit.
constexpr double words_height_pt = 170;
constexpr Size unlimited{620, 560};

GridExtents shown_of(GridExtents grid, Size room) {
  const bool is_wide = grid.columns > grid.rows;
  std::int64_t& along = is_wide ? grid.columns : grid.rows;
  const std::int64_t across = is_wide ? grid.rows : grid.columns;
  const double room_along = is_wide ? room.width : room.height;
  const double room_across = is_wide ? room.height : room.width;
  const double pitch = std::min(room_along / static_cast<double>(along), room_across / static_cast<double>(across));
  if (!wants_part({grid.rows, grid.columns}, pitch)) return grid;
  const auto fitting = static_cast<std::int64_t>(room_along / (grid.legible_pt * roomy));
  along = std::min(along, std::max(fitting, least_shown));
  return grid;
}

// Cells smaller than this are not seen one by one.
constexpr double least_seen_pt = 1;
constexpr std::int64_t far_apart = 8;  // elements with fewer zeros between them are seen as a texture

// Where the elements of a zero-inserted map would vanish among its zeros: as much as the window covers and one element more each way, and
// some of the output.
void keep_what_is_seen(MapsExtents& e, Size room, const Evaluation& evaluation, Side side) {
  GridExtents& input = e.expanded;
  const double pitch =
      std::min(room.width / static_cast<double>(input.columns), room.height / static_cast<double>(input.rows));
  const Cell apart = input_place(evaluation, side).step;
  if (pitch >= least_seen_pt || std::max(apart.row, apart.column) < far_apart) return;
  const Geometry sizes = geometry(evaluation.spec(side));
  input.rows = std::min(input.rows, sizes.axes[height].effective_kernel + apart.row);
  input.columns = std::min(input.columns, sizes.axes[width].effective_kernel + apart.column);
  e.output.rows = std::min(e.output.rows, least_shown);
  e.output.columns = std::min(e.output.columns, least_shown);
}

// What stands for the numbers of a photograph's loupe, so that no cell changes its size while it moves or a kernel's value is dragged.
constexpr std::string_view loupe_number = "−8.88";

GridExtents extents_of(const MapArray& array, const PictureInputs& inputs) {
  constexpr double square = comfortable_number_pt / 0.54 + 1;
  GridExtents grid{array.rows, array.columns, square};
  const bool has_usual_numbers = inputs.evaluation.photograph && !array.longest.empty();
  const std::string_view longest = has_usual_numbers ? loupe_number : std::string_view(array.longest);
  const double number = inputs.fonts.width(longest, {comfortable_number_pt, {}, FontWeight::semibold}) + 6;
  const bool may_be_part = wants_part({grid.rows, grid.columns}, 0);
  const std::int64_t least = may_be_part ? std::min(grid.longer(), least_shown) : grid.longer();
  if (number > square && number * static_cast<double>(least) <= most_for_numbers_pt) grid.legible_pt = number;
  return grid;
}

// The smallest that words get before the card is made wider for them, and what is kept for a product's.
constexpr double least_words_pt = 9;
constexpr double product_words_pt = 160;

}  // namespace

MapsExtents maps_extents(const PictureInputs& inputs, Side side, Size room) {
  const Catalog& catalog = inputs.catalog;
  const Evaluation& evaluation = inputs.evaluation;
  const bool has_kernel = evaluation.weight->size() > 0;
  MapsExtents e;
  e.has_words = inputs.scene.look.has_words;
  const TextStyle label{inputs.theme.measures.label_pt, {}};
  const std::string beside[] = {catalog.text("figure.output"), kernel_words(catalog, evaluation, side, 0)};
  e.side_label_pt = 0;
  for (const std::string& words : beside)
    if (e.has_words) e.side_label_pt = std::max(e.side_label_pt, inputs.fonts.width(words, label));

  const Size maps{room.width > 0 ? room.width : unlimited.width,
                  (room.height > 0 ? room.height : unlimited.height) - words_height_pt};
  GridExtents input = extents_of(expanded_array(inputs, side, 0), inputs);
  GridExtents output = extents_of(output_array(inputs, side, 0), inputs);
  const Size beside_labels{maps.width - e.side_label_pt, maps.height};
  // Parts of both have cells alike.
  if (shown_of(input, maps).longer() < input.longer() && shown_of(output, maps).longer() < output.longer())
    input.legible_pt = output.legible_pt = std::max(input.legible_pt, output.legible_pt);
  e.expanded = shown_of(input, maps);
  e.output = shown_of(output, beside_labels);
  if (has_kernel) e.kernel = shown_of(extents_of(kernel_array(inputs, side, 0, 0), inputs), beside_labels);
  keep_what_is_seen(e, maps, evaluation, side);
  if (!e.has_words) return e;

  const auto least = [&](const std::string& words) { return inputs.fonts.width(words, {least_words_pt, {}}); };
  e.header_pt = Pen(inputs.theme, inputs.fonts)
                    .header_width(operation_words(catalog, evaluation, side), sizes_words(catalog, evaluation, side));
  for (const std::string& note : note_words(inputs, side, last_parts(inputs, e, side), {})) {
    e.header_pt = std::max(e.header_pt, least(note));
    ++e.notes;
  }
  e.words_pt = std::max(least(input_words(catalog, evaluation, side)), least(stride_words(catalog, evaluation, side)));
  if (inputs.playhead.granularity == Granularity::multiply) e.words_pt = std::max(e.words_pt, product_words_pt);
  return e;
}

Size wanted_maps_size(const PictureInputs& inputs, Side side, Size room) {
  MapsExtents extents = maps_extents(inputs, side, room);
  Size size = natural_maps_size(extents, inputs.theme.measures, room);
  // A card gets the room that it wants and no more, in which fewer cells of thin maps may be shown: those are laid out anew.
  for (int again = 0; again < 3; ++again) {
    MapsExtents within = maps_extents(inputs, side, size);
    if (within.has_same_grids(extents)) break;
    extents = std::move(within);
    size = natural_maps_size(extents, inputs.theme.measures, size);
  }
  return size;
}

}  // namespace convoscope
