// Maps of 4096x4096, frame by frame: opening and changing them, stepping, and zooming from the whole map to cells of 60 pixels
// and back.
#include <thread>

#include <fmt/format.h>

#include "document/presets.h"
#include "gl_stage.h"
#include "groups.h"
#include "gui/canvas/canvas_view.h"
#include "gui/state/commands.h"

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

/// Every frame from `act` on until what it brings stands.
template <class Act>
Costs frames_until_shown(Stage& stage, const Act& act) {
  Costs costs;
  Cost start = now();
  act();
  for (int still = 0; still < 4;) {
    const bool is_unchanged = stage.frame() == FrameLoop::Frame::unchanged;
    costs.add_since(start);
    still = is_unchanged && !stage.is_waiting() ? still + 1 : 0;
    if (stage.is_waiting()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    start = now();
  }
  return costs;
}

void add_longest(Table& table, const std::string& what, const Costs& frames) {
  table.at_most("longest frame: " + what, "a stall", 100, {frames.worst().wall_ms, "ms"});
  if (frames.worst().own_cpu_ms > 100) return;
  table.why(fmt::format("other work took the processor; the window's thread itself used {:.0f} ms of a frame at most",
                        frames.worst().own_cpu_ms));
}

SavedScene convolution_of(std::int64_t side) {
  SavedScene saved = transposed_of(side);
  saved.scene.spec.operation = Operation::convolution;
  for (AxisSpec& axis : saved.scene.spec.axes) axis.stride = 1;
  saved.playhead.side = Side::convolution;
  return saved;
}

void measure_changes(Table& table, Stage& stage) {
  const auto add = [&](const std::string& what, const auto& act) {
    add_longest(table, what, frames_until_shown(stage, act));
  };
  const auto edit = [&](Edit change) { return [&stage, change] { perform(stage.app(), change); }; };
  for (const char* const view : {"stack", "matrix", "overlap", "crop", "lockstep"}) {
    add("turning to the view " + std::string(view), edit(SetViews{{view}}));
  }
  add("turning back to the maps", edit(SetViews{{"maps"}}));
  add("choosing another theme", edit(SetTheme{"dark"}));
  add("choosing another language", [&] { choose_language(stage.app(), "zh"); });
  add("changing a kernel's value", edit(SetValue{Part::kernel, 0, {1, 1}, 7}));
  add("changing a cell's value", edit(SetValue{Part::coarse, 0, {1, 1}, 7}));
  add("undoing that", [&] { run_command(stage.app(), "undo"); });
  add("changing the stride to 3", edit(SetParameter{Parameter::stride, -1, 3}));
  add("undoing that", [&] { run_command(stage.app(), "undo"); });
}

}  // namespace

void measure_large_maps(Table& table) {
  table.section("A map of 4096x4096 made of 2048x2048 by s=2 zero insertion");
  const auto stage = Stage::open(*preset_named("article"));
  if (!stage) {
    table.skip("frames", "no display with OpenGL 3.3");
    return;
  }
  compute_beside(stage->app());
  const auto add_opening = [&](const std::string& what, const SavedScene& saved) {
    const SceneFile file(saved);
    const Costs costs = frames_until_shown(*stage, [&] { perform(stage->app(), OpenPath{file.path()}); });
    add_longest(table, what, costs);
  };
  add_opening("opening a convolution of 4096x4096", convolution_of(4096));
  add_opening("opening it", transposed_of(2048));
  const Costs steps = time_each(60, [&] {
    step_by(stage->app(), 4001);
    (void)stage->frame();
  });
  add_longest(table, "stepping", steps);
  table.note("the usual frame while stepping", "", {steps.quick().wall_ms, "ms"});
  const Costs zooms = zoom_there_and_back(*stage);
  add_longest(table, "zooming", zooms);
  table.note("the usual frame while zooming", "", {zooms.quick().wall_ms, "ms"});
  measure_changes(table, *stage);
}

}  // namespace convoscope::bench
