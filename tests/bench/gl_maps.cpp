// Maps of 4096x4096: opening them, stepping, and zooming from the whole map to cells of 60 pixels and back, frame by frame.
#include <cmath>

#include "gl_stage.h"
#include "groups.h"

namespace convoscope::bench {
namespace {

/// The longest frame of a zoom by a wheel's steps until a cell is `cell_px` across, and back.
Costs zoom_there_and_back(Stage& stage, double cell_px) {
  constexpr double wheel_step = 1.15;
  Costs costs;
  UiState& ui = stage.app().ui;
  double across_px = 0.05;  // of a cell, about, at the beginning
  for (const double factor : {wheel_step, 1 / wheel_step}) {
    for (; factor > 1 ? across_px < cell_px : across_px > 0.05; across_px *= factor) {
      ui.zoom_request = factor;
      const Cost start = now();
      (void)stage.frame();
      costs.add_since(start);
      (void)stage.frame();
    }
  }
  return costs;
}

}  // namespace

void measure_large_maps(Table& table) {
  table.section("A map of 4096x4096 made of 2048x2048 by s=2 zero insertion");
  const Cost start = now();
  const auto stage = Stage::open(transposed_of(2048));
  if (!stage) {
    table.skip("frames", "no display with OpenGL 3.3");
    return;
  }
  Costs opening;
  opening.add_since(start);
  table.note("opening a window on it, fonts and shaders too", "", {opening.quick().wall_ms, "ms"});
  const Costs steps = time_each(60, [&] {
    step_by(stage->app(), 4001);
    (void)stage->frame();
  });
  table.at_most("the longest step", "a stall", 100, {steps.worst().wall_ms, "ms"});
  const Costs zooms = zoom_there_and_back(*stage, 60);
  table.at_most("the longest frame while zooming", "a stall", 100, {zooms.worst().wall_ms, "ms"});
  table.note("the usual frame while zooming", "", {zooms.quick().wall_ms, "ms"});
}

}  // namespace convoscope::bench
