#include "document/photograph/photograph_scene.h"

#include <cmath>

#include "core/convolve.h"
#include "core/kernels.h"
#include "core/loupe.h"
#include "document/edits.h"

namespace convoscope {

namespace {

/// Where the picture changes most within its middle, from a pixel to its neighbours below and at the right.
Cell most_changing(const Tensor& planes) {
  const std::int64_t rows = planes.rows(), columns = planes.columns();
  Cell best{rows / 2, columns / 2};
  float most = 0;
  for (std::int64_t row = rows / 3; row + 1 < rows - rows / 3; ++row) {
    for (std::int64_t column = columns / 3; column + 1 < columns - columns / 3; ++column) {
      float change = 0;
      for (std::int64_t channel = 0; channel < planes.channels(); ++channel) {
        const float here = planes(0, channel, row, column);
        change +=
            std::abs(planes(0, channel, row, column + 1) - here) + std::abs(planes(0, channel, row + 1, column) - here);
      }
      if (change <= most) continue;
      most = change;
      best = {row, column};
    }
  }
  return best;
}

}  // namespace

SavedScene scene_of_photograph(SharedPhotograph photograph) {
  SavedScene saved;
  Scene& scene = saved.scene;
  scene.title = photograph->name;
  for (AxisSpec& axis : scene.spec.axes) {
    axis.kernel = 3;
    axis.pad_begin = axis.pad_end = 1;
  }
  scene.spec = on_photograph(scene.spec, *photograph);
  scene.weight_values =
      std::make_shared<const Tensor>(repeated(values_of(*kernel_named("sobel-x"), 3, 3), weight_shape(scene.spec)));
  scene.views = {"photograph", "maps"};
  scene.shows_transposed = false;
  const Tensor& planes = *photograph->planes;
  const Cell loupe = most_changing(planes);
  scene.photograph = {std::move(photograph), loupe, {}};
  saved.playhead = {Side::convolution, Granularity::cell, 0};
  go_to_middle(saved);
  return saved;
}

void go_to_middle(SavedScene& saved) {
  const Scene& scene = saved.scene;
  const Loupe loupe = loupe_of(scene.spec, *scene.photograph.picture->planes, scene.photograph.loupe);
  saved.playhead.step = loupe.in_middle.row * output_shape(loupe.spec)[3] + loupe.in_middle.column;
  saved.pin = {};
}

}  // namespace convoscope
