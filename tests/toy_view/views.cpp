// The table of views as it is with one more row: the product's own table (app/figure/views.cpp) is not linked.
#include "figure/views.h"

#include <array>

#include "toy_view/toy_view.h"

namespace convoscope {

extern const ViewRow maps_view, connections_view, stack_view, matrix_view, lockstep_view, crop_view, overlap_view;

std::span<const ViewRow* const> views() {
  static constexpr std::array rows{&maps_view,     &connections_view, &stack_view,   &matrix_view,
                                   &lockstep_view, &crop_view,        &overlap_view, &toy_view};
  return rows;
}

}  // namespace convoscope
