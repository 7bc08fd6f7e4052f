// What a view is to all that shows it: how large its cards want to be, who draws them. A view's folder has a row of this kind,
// figure/views.cpp all of them.
#pragma once

#include <string_view>

#include "figure/draw/pen.h"
#include "figure/picture_inputs.h"

namespace convoscope {

/// One view's cards. Widths are those of a whole card; sizes and origins those of its content: without the padding at its
/// sides, from its top edge down.
struct ViewRow {
  std::string_view name{};                           ///< in scene files and flags; its words are under "view.<name>"
  bool (*is_offered)(const Scene& scene) = nullptr;  ///< whether the window lists it; null: always
  bool is_per_side = false;       ///< a card for each operation shown, side by side; else one card for both
  bool is_of_transposed = false;  ///< draws the transposed convolution, whichever operation is asked for
  bool is_of_focus = false;       ///< shows both operations at the cell in focus, not each at a step of its own
  bool is_one_scale = false;      ///< both operations' cells are equally large, and so are their cards in every picture
  Size (*size)(const PictureInputs& inputs, Side side, Size room) = nullptr;  ///< room: 0 is no limit
  void (*draw)(Pen& pen, const PictureInputs& inputs, Side side, Point origin, Size size) = nullptr;
  double least_width_pt = 0;    ///< narrower than this the whole is scaled down
  double natural_width_pt = 0;  ///< 0: what `size` says without a limit
  double most_width_pt = 0;     ///< wider than this the whole is scaled up; 0: 1.4 times the natural width
  bool (*is_low)(const PictureInputs& inputs) =
      nullptr;                    ///< where it is low and wide: its natural width is what `size` says
  double tallest_pt = 0;          ///< the most height that it is offered; 0: no limit
  double least_height_pt = 0;     ///< how far it may be squeezed, or
  double least_height_share = 1;  ///< by what share of its height, before the whole is scaled down
  double most_growth_pt = 0;      ///< how much height it takes beyond what it wants, where there is some to spare
  double most_alone_pt = 0;       ///< and how much where it has the canvas for itself; 0: the same
  bool gives_way_first = false;   ///< height is taken from it, and given to it, before others
  Size largest_alone{};           ///< room for a picture of this view alone; 0: no limit
  Side steps = Side::none;        ///< whose steps it goes through whatever is chosen; none: those that are
  bool turns = false;             ///< has a camera that the mouse turns
  bool has_cell_text = false;  ///< its cells have letters or nothing in them where the author wants that (Look::cells)
  bool has_weights = false;    ///< and the weights beside their numbers
  bool swaps_roles = false;    ///< can turn its connections round, from one operation to the other
};

}  // namespace convoscope
