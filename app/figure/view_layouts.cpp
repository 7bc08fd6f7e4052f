// One row per view.
#include "figure/view_layouts.h"

#include <array>

#include "core/assert.h"
#include "figure/absence.h"
#include "figure/connections_view.h"
#include "figure/crop_view.h"
#include "figure/drawable_views.h"
#include "figure/lockstep_view.h"
#include "figure/maps_view.h"
#include "figure/matrix_view.h"
#include "figure/overlap_view.h"
#include "figure/stack_view.h"

namespace convoscope {
namespace {

constexpr std::array layouts{
    ViewLayout{.view = View::maps,
               .is_per_side = true,
               .size = maps_size,
               .draw = draw_maps,
               .least_width_pt = 316,
               .natural_width_pt = 350,
               .most_width_pt = 430,
               .tallest_pt = 440,
               .least_height_share = 0.84,
               .most_growth_pt = 60,
               .most_alone_pt = 16,
               .largest_alone = {620, 560}},
    ViewLayout{
        .view = View::connections,
        .size = [](const PictureInputs& inputs, Side, Size room) { return connections_size(inputs, room.width); },
        .draw = [](Sheet& sheet, const PictureInputs& inputs, Side, Point origin,
                   Size size) { draw_connections(sheet, inputs, origin, size); },
        .least_width_pt = 540,
        .least_height_pt = 252,
        .most_growth_pt = 100,
        .most_alone_pt = 200,
        .gives_way_first = true},
    ViewLayout{.view = View::stack,
               .is_per_side = true,
               .is_one_scale = true,
               .size = stack_size,
               .draw = draw_stack,
               .least_width_pt = 316,
               .natural_width_pt = 420,
               .most_width_pt = 800,
               .tallest_pt = 700,
               .least_height_share = 0.7,
               .most_growth_pt = 80,
               .most_alone_pt = 130,
               .largest_alone = {764, 700}},
    ViewLayout{.view = View::matrix,
               .size = [](const PictureInputs& inputs, Side, Size room) { return matrix_size(inputs, room); },
               .draw = [](Sheet& sheet, const PictureInputs& inputs, Side, Point origin,
                          Size size) { draw_matrix(sheet, inputs, origin, size); },
               .least_width_pt = 540,
               .tallest_pt = 620,
               .least_height_share = 0.8,
               .most_alone_pt = 90,
               .largest_alone = {900, 700}},
    ViewLayout{.view = View::lockstep,
               .size = [](const PictureInputs& inputs, Side, Size room) { return lockstep_size(inputs, room); },
               .draw = [](Sheet& sheet, const PictureInputs& inputs, Side, Point origin,
                          Size size) { draw_lockstep(sheet, inputs, origin, size); },
               .least_width_pt = 620,
               .tallest_pt = 640,
               .least_height_share = 0.85,
               .most_growth_pt = 60,
               .largest_alone = {700, 640}},
    ViewLayout{.view = View::crop,
               .size = [](const PictureInputs& inputs, Side, Size room) { return crop_size(inputs, room); },
               .draw = [](Sheet& sheet, const PictureInputs& inputs, Side, Point origin,
                          Size size) { draw_crop(sheet, inputs, origin, size); },
               .least_width_pt = 560,
               .tallest_pt = 640,
               .least_height_share = 0.85,
               .most_growth_pt = 40,
               .largest_alone = {680, 640}},
    ViewLayout{.view = View::overlap,
               .size = [](const PictureInputs& inputs, Side, Size room) { return overlap_size(inputs, room); },
               .draw = [](Sheet& sheet, const PictureInputs& inputs, Side, Point origin,
                          Size size) { draw_overlap(sheet, inputs, origin, size); },
               .least_width_pt = 620,
               .tallest_pt = 640,
               .least_height_share = 0.85,
               .most_growth_pt = 40,
               .largest_alone = {700, 640}},
};
static_assert(layouts.size() == drawable_views.size());

constexpr double lacking_height_pt = 98;
constexpr ViewLayout lacking_counterpart{
    .view = View::maps,
    .size =
        [](const PictureInputs& inputs, Side, Size room) {
          return Size{absence_size(inputs, room).width, lacking_height_pt};
        },
    .draw = [](Sheet& sheet, const PictureInputs& inputs, Side, Point origin,
               Size size) { draw_lacking_counterpart(sheet, inputs, origin, size); },
    .least_width_pt = 316};

}  // namespace

std::vector<Side> shown_sides(const PictureInputs& inputs) {
  std::vector<Side> sides;
  if (inputs.evaluation.convolution && inputs.scene.shows_convolution) sides.push_back(Side::convolution);
  if (inputs.evaluation.transposed && inputs.scene.shows_transposed) sides.push_back(Side::transposed);
  if (sides.empty()) sides.push_back(inputs.evaluation.asked);
  return sides;
}

const ViewLayout& lacking_counterpart_layout() { return lacking_counterpart; }

const ViewLayout& layout_of(View view) {
  for (const ViewLayout& layout : layouts) {
    if (layout.view == view) return layout;
  }
  CONVOSCOPE_ASSERT(!"a view in drawable_views has a layout");
  return layouts.front();
}

}  // namespace convoscope
