// Maps of 4096x4096: opening them, stepping, and zooming from the whole map to cells of 60 pixels and back, frame by frame.
#include "document/presets.h"
#include "gl_stage.h"
#include "groups.h"
#include "gui/canvas_view.h"

namespace convoscope::bench {
namespace {

/// Every frame of a wheel's way from the whole map to its cells and back, about a point of the output map.
Costs zoom_there_and_back(Stage& stage) {
  constexpr double wheel_step = 1.15;
  UiState& ui = stage.app().ui;
  const Rect canvas = lay_out(ui, {1280, 800}).canvas;
  const Point still{canvas.x + canvas.width * 0.6, canvas.y + canvas.height * 0.4};
  Costs costs;
  for (const double factor : {wheel_step, 1 / wheel_step}) {
    while (factor > 1 ? ui.zoom < most_zoom : ui.zoom > 1) {
      zoom_at(ui, canvas, still, factor);
      const Cost start = now();
      (void)stage.frame();
      costs.add_since(start);
    }
  }
  return costs;
}

}  // namespace

void measure_large_maps(Table& table) {
  table.section("A map of 4096x4096 made of 2048x2048 by s=2 zero insertion");
  const auto stage = Stage::open(*preset_named("article"));
  if (!stage) {
    table.skip("frames", "no display with OpenGL 3.3");
    return;
  }
  const SceneFile file(transposed_of(2048));
  const Costs opening = time_each(1, [&] {
    perform(stage->app(), OpenPath{file.path()});
    (void)stage->frame();
  });
  table.at_most("opening it in a window that stands", "a stall", 100, {opening.worst().wall_ms, "ms"});
  stage->settle();
  const Costs steps = time_each(60, [&] {
    step_by(stage->app(), 4001);
    (void)stage->frame();
  });
  table.at_most("the longest step", "a stall", 100, {steps.worst().wall_ms, "ms"});
  const Costs zooms = zoom_there_and_back(*stage);
  table.at_most("the longest frame while zooming", "a stall", 100, {zooms.worst().wall_ms, "ms"});
  table.note("the usual frame while zooming", "", {zooms.quick().wall_ms, "ms"});
}

}  // namespace convoscope::bench
