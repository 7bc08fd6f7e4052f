#include "figure/views.h"

#include <array>

namespace convoscope {

// Each in its folder.
extern const ViewRow maps_view, connections_view, stack_view, matrix_view, lockstep_view, crop_view, overlap_view,
    photograph_view, upsampling_view, learning_view;

std::span<const ViewRow* const> views() {
  static constexpr std::array rows{&maps_view, &connections_view, &stack_view,      &matrix_view,     &lockstep_view,
                                   &crop_view, &overlap_view,     &photograph_view, &upsampling_view, &learning_view};
  return rows;
}

}  // namespace convoscope
