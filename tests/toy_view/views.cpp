// The table of views as it is with one more row: the product's own table (app/figure/views.cpp) is not linked.
#include "figure/views.h"

#include <array>

#include "figure/connections/connections_view.h"
#include "figure/crop/crop_view.h"
#include "figure/lockstep/lockstep_view.h"
#include "figure/maps/maps_view.h"
#include "figure/matrix/matrix_view.h"
#include "figure/overlap/overlap_view.h"
#include "figure/stack/stack_view.h"
#include "toy_view/toy_view.h"

namespace convoscope {

std::span<const ViewRow* const> views() {
  static constexpr std::array rows{&maps_view,     &connections_view, &stack_view,   &matrix_view,
                                   &lockstep_view, &crop_view,        &overlap_view, &toy_view};
  return rows;
}

}  // namespace convoscope
