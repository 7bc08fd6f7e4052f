#include "figure/maps/maps_weights.h"

#include <algorithm>

#include "document/number_text.h"

namespace convoscope {
namespace {

// Shares of a cell: what its number leaves free at the right and below, and what each of the two may be wide.
constexpr double aside_share = 0.16, number_share = 0.72, weight_share = 0.56;
constexpr double weight_size_share = 0.66;  // of the number's
constexpr double smallest_weight_pt = 5;
constexpr double margin_pt = 1.6;
constexpr int weight_decimals = 2;

}  // namespace

bool shows_weights(const PictureInputs& inputs, const MapsState& state) {
  return inputs.scene.look.cells == CellText::weights && inputs.evaluation.weight->size() > 0 && !state.next &&
         state.shows_window;
}

void draw_weights(Pen& pen, const MapsState& state, const Grid& grid, const MapArray& array, const MapPart& part,
                  std::span<const CellStyle> styles) {
  std::string longest_number, longest_weight;
  for (const Product& product : state.window) {
    keep_longer(longest_number, number_text(product.input_value));
    keep_longer(longest_weight, number_text(product.weight_value, weight_decimals));
  }
  const Rect first = grid.cell_rect(0, 0);
  // The ring around the factor of the moment runs just inside its cell.
  const double margin = margin_pt + (state.by_multiplication ? pen.measures().focus_width_pt : 0);
  const double room = first.width - margin;
  double largest_pt = 0;  // one size for all weights, on zeros too
  for (const CellStyle& style : styles) largest_pt = std::max(largest_pt, style.text.size_pt);
  largest_pt = grid_number_size(pen.fonts(), longest_number, room * number_share, largest_pt);
  for (const Product& product : state.window) {
    const Cell at = product.expanded;
    if (!part.contains(at)) continue;
    const Rect cell = grid.cell_rect(at.row - part.rows.first, at.column - part.columns.first);
    const CellStyle& style = styles[array.classes->at(static_cast<std::size_t>(at.row * array.columns + at.column))];
    TextStyle number = style.text;
    number.size_pt = grid_number_size(pen.fonts(), longest_number, room * number_share, number.size_pt);
    TextStyle weight = style.text;
    weight.size_pt = grid_number_size(pen.fonts(), longest_weight, room * weight_share, largest_pt * weight_size_share,
                                      smallest_weight_pt);
    weight.weight = FontWeight::regular;
    if (weight.color.a == 0) weight.color = pen.theme().text_muted;
    if (number.color.a != 0 && number.size_pt > 0)
      pen.cell_number({cell.x, cell.y, cell.width * (1 - aside_share), cell.height * (1 - 1.4 * aside_share)},
                      number_text(product.input_value), number);
    const std::string text = number_text(product.weight_value, weight_decimals);
    const double width_pt = pen.width(text, weight);
    const double height_pt = pen.fonts().cap_height(weight) * weight.size_pt;
    pen.cell_number({cell.right() - margin - width_pt, cell.bottom() - margin - height_pt, width_pt, height_pt}, text,
                    weight);
  }
}

}  // namespace convoscope
